"""The work calendar of a branch (年度工作安排): what is to be done by when, and by whom."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_TITLE = 200  # characters
LONGEST_OWNER = 40
USUAL_REMIND_DAYS = 3
MOST_REMIND_DAYS = 60
REMIND_MINUTE = 9 * 60  # of the branch's day


class TaskState(StrEnum):
    """Where a task is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to be. ``month_only``: no day was given, and ``due_on`` is the last of the month.

    ``owner`` is a name or any other words, "" when it is nobody's in particular; ``remind_days`` before the
    day it is due its owner is reminded.
    """

    title: str
    due_on: date
    month_only: bool = False
    owner: str = ""
    remind_days: int = USUAL_REMIND_DAYS


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def shifted(month: date, months: int) -> date:
    """The first day of the month so many months later (or, below zero, earlier)."""
    count = month.year * 12 + month.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
