"""Keeping a pledge (践诺) and its end (评诺): when people are reminded, and what residents say.

Days are the branch's calendar days.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

REMIND_MINUTE = 9 * 60  # of the branch's day
# What a branch can choose, in days.
REMIND_CHOICES = (30, 14, 7, 3, 1)
TELL_CHOICES = (1, 3, 7, 14)

ANSWER_DAYS = 3  # how long somebody can add a word before an end that is not "kept" is made public
ASK_DAYS = 14  # how long residents can say something
FEWEST_VOICES = 3  # what fewer have said is told to nobody: it would tell who has said it
NUDGE_DAYS = 7  # those without a pledge are asked no more often

# Objective reasons that can be chosen instead of typed (``#weather``), worded as pledges-why-weather.
END_REASONS = ("weather", "policy", "others", "means", "time")

LINK = "a"  # how the start of a residents' link begins; the rest is its code
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without what looks alike
CODE_LENGTH = 12


class Grade(StrEnum):
    """What a resident can say: satisfied, fairly, basically or not."""

    SATISFIED = "satisfied"
    FAIRLY = "fairly"
    BASICALLY = "basically"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class KeepingTerms:
    """What a branch has chosen about its pledges.

    ``remind_days``: how many days before an item is due its person is reminded, the most first.
    ``tell_after``: how many days after the person the secretary hears that it is overdue. ``residents``: they
    are asked, too.
    """

    remind_days: tuple[int, ...] = (7, 1)
    tell_after: int = 3
    residents: bool = False

    def with_reminder(self, days: int) -> KeepingTerms:
        """With this reminder, or without it when there was one. ``ValueError`` for one nobody can choose."""
        if days not in REMIND_CHOICES:
            raise ValueError("no such reminder")
        return replace(self, remind_days=tuple(sorted(set(self.remind_days) ^ {days}, reverse=True)))

    def with_tell_after(self, days: int) -> KeepingTerms:
        """The secretary hears of it so many days later. ``ValueError`` as above."""
        if days not in TELL_CHOICES:
            raise ValueError("no such number of days")
        return replace(self, tell_after=days)

    def overdue_on(self, due_on: date) -> date:
        """When the person hears that something is overdue."""
        return due_on + timedelta(days=1)

    def told_on(self, due_on: date) -> date:
        """When the secretary hears of it, if it is still open."""
        return self.overdue_on(due_on) + timedelta(days=self.tell_after)

    def days_of(self, due_on: date) -> set[date]:
        """Every day on which something is said about what is due then."""
        soon = {due_on - timedelta(days=days) for days in self.remind_days}
        return soon | {self.overdue_on(due_on), self.told_on(due_on)}

    def reminds(self, due_on: date, after: date, today: date) -> bool:
        """Whether the person is reminded because of a day later than ``after``, until today."""
        return any(after < day <= today for day in self.days_of(due_on) - {self.told_on(due_on)})

    def tells(self, due_on: date, after: date, today: date) -> bool:
        """The same for the secretary."""
        return after < self.told_on(due_on) <= today


def days_to_come(dues: Iterable[date], terms: KeepingTerms, today: date) -> list[date]:
    """Every day after today on which something is said about what is due on these days, in order."""
    found = set[date]().union(*(terms.days_of(due_on) for due_on in dues))
    return sorted(day for day in found if day > today)


def quarter_of(day: date) -> date:
    """The first day of the quarter that a day is in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


# -- what residents say ----------------------------------------------------------------------------------


def code_of(secret: str) -> str:
    """The code of a residents' link, made of its secret: nobody guesses it, and it leads back to nothing."""
    digest = hmac.new(bytes.fromhex(secret), b"link", sha256).digest()
    return "".join(_ALPHABET[octet % len(_ALPHABET)] for octet in digest[:CODE_LENGTH])


def totals_of(counted: Mapping[str, int]) -> Mapping[Grade, int]:
    """How often each grade was given, in the order of the grades."""
    return MappingProxyType({grade: counted.get(grade, 0) for grade in Grade})
