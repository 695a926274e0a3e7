"""When something that comes again is due: daily, weekly, monthly, yearly, at a minute of the branch's day.

Days are counted on the branch's calendar, and only then turned into a moment. A minute that the clocks jump
over is taken as much later as they jump, one that comes twice is taken the first time: each day has one
moment, never none and never two.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
MOST_LEFT_OUT = 120  # days in a row that ``is_meant`` may leave out
LAST = -1  # the last week of a month


class Every(StrEnum):
    """The unit that a recurrence counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every ``interval`` days, weeks, months or years from ``start`` (a day of the branch's calendar) on.

    ``minute``: minutes after midnight. ``weekdays``: Monday is 1; for weeks, the days of the week. In months
    and years it is the day ``day``, or, where the month is shorter, its last one; with ``nth`` instead the
    first, second … (``LAST``: last) of the one weekday. Yearly ones fall in the month of ``start``.
    ``until``: the last day it may fall on. ``ahead``: all of it comes so many days earlier, as what prepares
    for such a day does.
    """

    every: Every
    start: date
    minute: int
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    day: int | None = None
    nth: int | None = None
    until: date | None = None
    ahead: int = 0

    def __post_init__(self) -> None:
        if not (self.interval >= 1 and 0 <= self.minute < DAY_MINUTES):
            raise ValueError("an interval is 1 or more, a minute within a day")
        if self.ahead < 0:
            raise ValueError("what comes ahead comes earlier")
        if any(not 1 <= weekday <= 7 for weekday in self.weekdays):
            raise ValueError("weekdays are 1 to 7")
        if self.every is Every.WEEK and not self.weekdays:
            raise ValueError("a week needs its weekdays")
        if self.every in {Every.MONTH, Every.YEAR} and not self._has_place:
            raise ValueError("a month needs a day, or a weekday and which")

    @property
    def _has_place(self) -> bool:
        if self.nth is None:
            return self.day is not None and 1 <= self.day <= 31
        return self.day is None and len(self.weekdays) == 1 and self.nth in {1, 2, 3, 4, LAST}


def days(rule: Recurrence, first: date) -> Iterator[date]:
    """The days it comes, from ``first`` on, in order; without an end unless it has one."""
    ahead = timedelta(days=rule.ahead)
    return (day - ahead for day in _falls_on(rule, first + ahead))


def _falls_on(rule: Recurrence, first: date) -> Iterator[date]:
    begin = max(first, rule.start)
    for step in count(_steps_before(rule, begin)):
        try:
            found = _days_of(rule, step)
        except (OverflowError, ValueError):  # the calendar ends with the year 9999
            return
        for day in found:
            if rule.until is not None and day > rule.until:
                return
            if day >= begin:
                yield day


def moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment (UTC) of a minute of a day in a time zone; see the module for days when clocks change."""
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return local.astimezone(UTC)


def next_due(
    rule: Recurrence, zone: ZoneInfo, after: datetime, is_meant: Callable[[date], bool] | None = None
) -> datetime | None:
    """The first moment (UTC) later than ``after``; None when there is none any more.

    ``is_meant`` leaves days out, such as those on which nobody works; a recurrence that it leaves nothing of
    for a long time has no next moment.
    """
    # A day earlier than the local one: near midnight a jump of the clocks may carry a moment over.
    for looked_at, day in enumerate(days(rule, after.astimezone(zone).date() - timedelta(days=1))):
        if looked_at > MOST_LEFT_OUT:
            return None
        if is_meant is not None and not is_meant(day):
            continue
        due = moment(day, rule.minute, zone)
        if due > after:
            return due
    return None


def to_json(rule: Recurrence) -> dict[str, Any]:
    """A JSON object that ``from_json`` reads back."""
    return {
        "every": rule.every,
        "start": rule.start.isoformat(),
        "minute": rule.minute,
        "interval": rule.interval,
        "weekdays": list(rule.weekdays),
        "day": rule.day,
        "nth": rule.nth,
        "until": rule.until.isoformat() if rule.until else None,
        **({"ahead": rule.ahead} if rule.ahead else {}),
    }


def from_json(data: dict[str, Any]) -> Recurrence:
    """The inverse of ``to_json``; raises ``KeyError`` or ``ValueError`` for anything else."""
    return Recurrence(
        Every(data["every"]),
        date.fromisoformat(data["start"]),
        data["minute"],
        data["interval"],
        tuple(data["weekdays"]),
        data["day"],
        data["nth"],
        date.fromisoformat(data["until"]) if data["until"] else None,
        data.get("ahead", 0),
    )


def _steps_before(rule: Recurrence, day: date) -> int:
    """How many intervals surely lie between the start and that day."""
    match rule.every:
        case Every.DAY:
            passed = (day - rule.start).days
        case Every.WEEK:
            passed = (_monday(day) - _monday(rule.start)).days // 7
        case Every.MONTH:
            passed = (day.year - rule.start.year) * 12 + day.month - rule.start.month
        case Every.YEAR:
            passed = day.year - rule.start.year
    return passed // rule.interval


def _days_of(rule: Recurrence, step: int) -> tuple[date, ...]:
    """The days of the ``step``-th interval; some of the first may lie before the start."""
    forward = step * rule.interval
    if rule.every is Every.DAY:
        return (rule.start + timedelta(days=forward),)
    if rule.every is Every.WEEK:
        monday = _monday(rule.start) + timedelta(weeks=forward)
        return tuple(monday + timedelta(days=weekday - 1) for weekday in sorted(set(rule.weekdays)))
    months = rule.start.month - 1 + forward * (12 if rule.every is Every.YEAR else 1)
    return (_day_of_month(rule, rule.start.year + months // 12, months % 12 + 1),)


def _day_of_month(rule: Recurrence, year: int, month: int) -> date:
    length = monthrange(year, month)[1]
    if rule.nth is None:
        return date(year, month, min(rule.day or 1, length))
    (weekday,) = rule.weekdays
    first = 1 + (weekday - date(year, month, 1).isoweekday()) % 7
    found = range(first, length + 1, 7)
    return date(year, month, found[-1] if rule.nth == LAST else found[rule.nth - 1])


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
