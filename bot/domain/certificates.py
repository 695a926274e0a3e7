"""What somebody keeps of their service, and how anybody can tell that it is genuine."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.messages import Term, Value
from bot.errors import UserError

Fact: TypeAlias = str | int | bool | None
Facts: TypeAlias = Mapping[str, Fact]

# Crockford's base 32: no I, L, O, U; those who read them anyway meant 1, 1, 0.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
LINK = "v"  # how the start of a link begins; the rest is the code
_MEANT = str.maketrans("ILO", "110")
_TYPED = re.compile(r"[0-9A-Za-z]{5}(?P<mark>[-‐‑–—−－ ]?)[0-9A-Za-z]{5}")
_MARKS = re.compile(r"[-‐‑–—−－\s]")

# How many wrong codes one account may try, and within what time.
WRONG_LIMIT = 10
WRONG_WINDOW = timedelta(hours=1)

# Why a certificate is taken back, as buttons offer it.
REASONS = ("wrong-figures", "wrong-name", "not-earned", "twice", "asked")
REPLACED = "#replaced"  # by a newer one of the same: nothing was wrong with it
_CHOSEN = "#"


class CertificateKind(StrEnum):
    """What a certificate is for, and which facts it has beside ``name`` and ``branch``."""

    STARS = "stars"  # the stars of a year that still runs, or did: stars, top, services, minutes, …
    PLAQUE = "plaque"  # a settled year: stars, top, services, minutes
    SERVICE = "service"  # services, minutes
    PLEDGE = "pledge"  # words: what was pledged; state
    HOUSEHOLD = "household"  # nothing more
    MONTH = "month"  # month (1-12), reason


# Made public by the branch when they are given: every member of the branch may look at them.
PUBLIC = frozenset({CertificateKind.HOUSEHOLD, CertificateKind.MONTH})


@dataclass(frozen=True, slots=True)
class Certificate:
    """One that was issued; it says what was so then, whatever becomes of names and records.

    ``subject`` tells several of a kind and year apart: a month, a pledge. ``reason``: why it was revoked.
    """

    id: int
    code: str
    kind: CertificateKind
    branch_id: int
    person_id: int | None
    year: int
    serial: int
    subject: str
    facts: Facts
    issued_at: datetime
    issued_by: int | None
    revoked_at: datetime | None = None
    revoked_by: int | None = None
    reason: str | None = None

    @property
    def number(self) -> str:
        """The number on the paper: branch, year, serial."""
        return f"{self.branch_id}-{self.year}-{self.serial:04}"

    @property
    def is_replaced(self) -> bool:
        """Whether a newer one took its place."""
        return self.reason == REPLACED

    def text(self, name: str) -> str:
        """A fact that is a text; "" when there is none."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""

    def count(self, name: str) -> int:
        """A fact that is a number; 0 when there is none."""
        value = self.facts.get(name)
        return value if isinstance(value, int) else 0


# -- codes ---------------------------------------------------------------------------------------------


def new_code() -> str:
    """A random code of 50 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def clean_code(text: str) -> str:
    """A code as somebody typed or read it, in its one form."""
    return _MARKS.sub("", text).upper().translate(_MEANT)


def is_code(text: str) -> bool:
    """Whether a cleaned text has the form of a code; anything else is no guess at one."""
    return len(text) == LENGTH and set(text) <= set(ALPHABET)


def surely_means_code(text: str) -> bool:
    """Whether a text on its own can only be meant as a code: in two halves, or of letters and digits."""
    typed = _TYPED.fullmatch(text.strip())
    if typed is None or not is_code(clean_code(text)):
        return False
    plain = _MARKS.sub("", text)
    return not plain.isdecimal() and (typed["mark"] not in ("", " ") or not plain.isalpha())


def shown(code: str) -> str:
    """A code as people read it: in two halves."""
    return f"{code[:5]}-{code[5:]}"


# -- words ---------------------------------------------------------------------------------------------


def mask_name(name: str) -> str:
    """A name as a stranger sees it: its first character, and how long it is; 王**, 买**·***."""
    plain = name.strip()
    hidden = "".join(one if not one.isalnum() else "*" for one in plain[1:])
    return plain[:1] + hidden if len(plain) > 1 else "*" * len(plain)


def chosen_reason(name: str) -> str:
    """A reason of the list as it is stored; ``UserError("button-broken")`` for one that is not in it."""
    if name not in REASONS:
        raise UserError("button-broken")
    return _CHOSEN + name


def reason_value(reason: str) -> Value:
    """A stored reason as a message value: a term for one of the list, else the words as typed."""
    return _TERMS.get(reason, reason)


_TERMS: Mapping[str, Term] = MappingProxyType(
    {_CHOSEN + name: Term(f"honours-why-{name}") for name in (*REASONS, "replaced")}
)
