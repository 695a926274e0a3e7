"""Invite codes: what they look like and how they are kept."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

# No 0 O 1 I L: codes are also read aloud and copied from paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 12
LIFETIME = timedelta(days=14)  # unused; and as long after its use it may ask for a move

# How many wrong codes one account may try, and within what time.
WRONG_LIMIT = 10
WRONG_WINDOW = timedelta(hours=1)

REBIND_LIFETIME = timedelta(days=7)  # a request older than that is not decided any more
# With a used code, which works again and again: how often a person is asked about, and an account may ask.
REBIND_PAUSE = timedelta(hours=1)
REFUSED_PAUSE = timedelta(days=1)


def new_code() -> str:
    """A random code of 59 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(text: str) -> str:
    """A code as somebody typed it, in its one form."""
    return "".join(text.upper().replace("-", " ").split())


def looks_like_code(text: str) -> bool:
    """Whether a cleaned text has the form of a code; anything else is no guess at one."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def hash_code(code: str) -> str:
    """What is stored of a code. A code is random, so that no salt is needed."""
    return sha256(code.encode()).hexdigest()
