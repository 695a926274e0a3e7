"""Residents who may say one thing each, and of whom nobody is to know what they said."""

from __future__ import annotations

import hmac
from hashlib import sha256


def voice_of(secret: str, telegram_id: int) -> str:
    """By what an account's word is known again, and nobody tells whose it is without the secret.

    ``secret`` is in hexadecimal; it is destroyed when everything has been said.
    """
    return hmac.new(bytes.fromhex(secret), b"%d" % telegram_id, sha256).hexdigest()
