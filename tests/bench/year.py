"""A year of rules by a clock that is moved from one time to the next: everything once, and how fast."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.domain.recurrence import LAST, Every, Recurrence, days, moment
from bot.office.working_days import WorkingDays
from bot.usecases.clock import fire_due
from bot.usecases.rules import make_rule
from storage import rules
from storage.database import Database, Transaction
from storage.migrate import migrate
from storage.rules import NewRule
from storage.schema import occurrence
from tests.bench.figures import Figure
from tests.bench.outbox import _fill
from tests.support.rules import KINDS, TELL, queued, told

ZONE: Final = "Asia/Shanghai"
WORKING_DAYS: Final = WorkingDays()
FIRST: Final = date(2026, 1, 1)
BEGIN: Final = datetime(2025, 12, 31, 16, tzinfo=UTC)  # midnight there
END: Final = datetime(2026, 12, 31, 16, tzinfo=UTC)
_QUARTER: Final = 3

# What a branch keeps up all year: its meetings (a reminder each), its study, its dues.
YEARLY: Final = (
    (Recurrence(Every.MONTH, FIRST, 9 * 60, day=5), False),  # theme day
    (Recurrence(Every.MONTH, FIRST, 15 * 60, nth=2, weekdays=(2,)), False),  # branch committee
    (Recurrence(Every.MONTH, FIRST, 15 * 60, day=31), False),  # party groups
    (Recurrence(Every.MONTH, FIRST, 9 * 60, _QUARTER, day=20), False),  # assembly
    (Recurrence(Every.MONTH, FIRST, 9 * 60, _QUARTER, nth=LAST, weekdays=(5,)), False),  # lesson
    (Recurrence(Every.YEAR, date(2026, 11, 1), 9 * 60, day=18), False),  # organisational life meeting
    (Recurrence(Every.YEAR, date(2026, 12, 1), 9 * 60, day=9), False),  # democratic appraisal
    (Recurrence(Every.DAY, FIRST, 8 * 60), True),  # study, on working days
    (Recurrence(Every.WEEK, FIRST, 17 * 60, weekdays=(5,)), False),  # who has not finished
    (Recurrence(Every.WEEK, FIRST, 17 * 60 + 30, weekdays=(5,)), False),  # totals for the group
    (Recurrence(Every.MONTH, FIRST, 10 * 60, day=1), False),  # dues
)


async def year_figure(branches: int, folder: Path) -> Figure:
    """A year of so many branches, each with a minute of its own out of ten."""
    database = await _town(f"sqlite:///{folder}/year.db", branches)
    try:
        await database.run(_make, branches)
        began = time.perf_counter()
        now = BEGIN
        while now < END:
            while (await database.run(fire_due, now, KINDS, WORKING_DAYS)).more:
                pass
            now = await database.read(rules.next_at, now) or END
        took = time.perf_counter() - began
        fired, missing, doubled = await database.read(_account, branches)
    finally:
        await database.close()
    return Figure(
        f"a year of {branches:,} branches by a moved clock",
        "0 missing, 0 doubled, ≤ 60 s",
        f"{fired:,} times, {missing:,} missing, {doubled:,} doubled, {took:.1f} s",
        not missing and not doubled and took <= 60,
    )


async def _town(url: str, branches: int) -> Database:
    migrate(url)
    database = await Database.open(url)
    await database.run(_fill, branches * 50)
    return database


def _make(tx: Transaction, branches: int) -> None:
    for number in range(branches):
        for recurrence, working_days in _of_branch(number):
            new = NewRule(
                TELL,
                recurrence,
                ZONE,
                branch_id=number + 1,
                working_days=working_days,
                parameters={"people": [50 * number + 1]},
            )
            make_rule(tx, new, WORKING_DAYS, BEGIN - timedelta(microseconds=1))


def _of_branch(number: int) -> list[tuple[Recurrence, bool]]:
    return [(replace(one, minute=one.minute + number % 10), working_days) for one, working_days in YEARLY]


def _account(tx: Transaction, branches: int) -> tuple[int, int, int]:
    """How many times fired, how many are missing, and how many of them or their messages are too many."""
    expected = _expected(branches)
    rows = tx.execute(sa.select(occurrence.c.due_at, occurrence.c.state))
    fired = Counter(due_at for due_at, state in rows if state == "fired")
    said = told(tx)
    missing = (expected - fired).total() + max(0, expected.total() - len(said))
    doubled = (fired - expected).total() + said.total() - len(said) + abs(queued(tx) - said.total())
    return fired.total(), missing, doubled


def _expected(branches: int) -> Counter[datetime]:
    """How many rules come at which moment, counted day by day."""
    zone = ZoneInfo(ZONE)
    found: Counter[datetime] = Counter()
    for kind in range(min(10, branches)):
        alike = len(range(kind, branches, 10))
        for recurrence, working_days in _of_branch(kind):
            for day in days(recurrence, FIRST):
                if day.year > FIRST.year:
                    break
                if not working_days or WORKING_DAYS.is_working(day):
                    found[moment(day, recurrence.minute, zone)] += alike
    return found
