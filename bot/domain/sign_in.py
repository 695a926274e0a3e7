"""Signing in on site: codes that are worth something for a minute only.

A code is made of the meeting's secret and the number of a step of half a minute. The code of the step that is
now counts and that of the one before, so that who opens the camera late is still in time; a photo that is
sent home is of no use.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

STEP = 30  # seconds
LINK = "s"  # how the start of a link begins; the rest is the meeting and its code
DIGITS = 6
_LINK_OCTETS = 12

# How many wrong codes one account may type, and within what time: a code of six digits can be guessed.
WRONG_LIMIT = 10
WRONG_WINDOW = timedelta(hours=1)


def looks_like_digits(text: str) -> bool:
    """Whether a text could be the short form of a code; spaces within do not matter."""
    digits = clean_digits(text)
    return len(digits) == DIGITS and digits.isascii() and digits.isdecimal()


def clean_digits(text: str) -> str:
    """The short form of a code as somebody typed it, in its one form."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Code:
    """What is shown at one step: the argument of a link, and the same for whoever types."""

    link: str
    digits: str


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one meeting."""

    meeting_id: int
    secret: str = field(repr=False)

    def step(self, at: datetime) -> int:
        """The number of the step. Meetings that begin together do not all change in the same second."""
        return (int(at.timestamp()) - self.meeting_id % STEP) // STEP

    def shown(self, at: datetime) -> Code:
        """What a screen shows at that moment."""
        return self._code(self.step(at))

    def is_link(self, text: str, at: datetime) -> bool:
        """Whether the argument of a link is worth something."""
        return any(hmac.compare_digest(text.encode(), code.link.encode()) for code in self._good(at))

    def is_digits(self, text: str, at: datetime) -> bool:
        """Whether digits that somebody typed are."""
        return any(hmac.compare_digest(text.encode(), code.digits.encode()) for code in self._good(at))

    def _good(self, at: datetime) -> tuple[Code, ...]:
        step = self.step(at)
        return self._code(step), self._code(step - 1)

    def _code(self, step: int) -> Code:
        mac = hmac.new(bytes.fromhex(self.secret), b"%d" % step, sha256).digest()
        link = urlsafe_b64encode(mac[:_LINK_OCTETS]).decode()
        number = int.from_bytes(mac[_LINK_OCTETS:]) % 10**DIGITS
        return Code(f"{self.meeting_id}_{link}", f"{number:0{DIGITS}}")


def meeting_of(argument: str) -> int | None:
    """The meeting that the argument of a link names; None for what is no such argument."""
    number, mark, rest = argument.partition("_")
    if not (mark and rest and argument.isascii() and number.isdecimal() and len(number) <= 18):
        return None
    return int(number)
