"""What must not be guessed."""

from __future__ import annotations

import secrets


def new_secret() -> str:
    """256 random bits, in hexadecimal."""
    return secrets.token_hex(32)
