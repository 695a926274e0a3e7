"""The cadence radar: which meetings a branch still owes this month, quarter and year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.meetings import MeetingKind


class Span(StrEnum):
    """A stretch of the calendar."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Pace:
    """So many meetings of a kind in each span; ``each_group``: every party group holds its own."""

    kind: MeetingKind
    span: Span
    times: int = 1
    each_group: bool = False


# domain.md, Meetings; the quarterly lesson is one place's practice. A branch may keep another.
USUAL_PACE: tuple[Pace, ...] = (
    Pace(MeetingKind.THEME_DAY, Span.MONTH),
    Pace(MeetingKind.COMMITTEE, Span.MONTH),
    Pace(MeetingKind.GROUP, Span.MONTH, each_group=True),
    Pace(MeetingKind.ASSEMBLY, Span.QUARTER),
    Pace(MeetingKind.LESSON, Span.QUARTER),
    Pace(MeetingKind.LIFE, Span.YEAR),
    Pace(MeetingKind.APPRAISAL, Span.YEAR),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that took place, on a day of the branch's calendar; ``group_id`` for one of a party group."""

    kind: MeetingKind
    day: date
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """What one pace asks for in the span that runs now.

    ``held`` of ``times`` are done, the last day is ``until``, and ``days_left`` counts today.
    """

    kind: MeetingKind
    span: Span
    group_id: int | None
    times: int
    held: int
    until: date
    days_left: int

    @property
    def owed(self) -> int:
        """How many are still to be held."""
        return max(0, self.times - self.held)


def span_of(span: Span, day: date) -> tuple[date, date]:
    """The first and the last day of the month, quarter or year that ``day`` lies in."""
    months = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}[span]
    first = (day.month - 1) // months * months + 1
    after = date(day.year + (first + months > 12), (first + months - 1) % 12 + 1, 1)
    return date(day.year, first, 1), after - timedelta(days=1)


def radar(
    paces: Sequence[Pace], group_ids: Iterable[int], held: Iterable[Held], today: date
) -> tuple[Due, ...]:
    """Everything asked for now: what is owed and most pressing first, what is done last.

    A branch without party groups owes no group meetings.
    """
    groups = tuple(group_ids)
    took_place = tuple(held)
    found: list[Due] = []
    for pace in paces:
        first, last = span_of(pace.span, today)
        inside = [one for one in took_place if one.kind is pace.kind and first <= one.day <= last]
        for group_id in groups if pace.each_group else (None,):
            done = sum(1 for one in inside if not pace.each_group or one.group_id == group_id)
            left = (last - today).days + 1
            found.append(Due(pace.kind, pace.span, group_id, pace.times, done, last, left))
    return tuple(sorted(found, key=lambda due: (due.owed == 0, due.days_left)))
