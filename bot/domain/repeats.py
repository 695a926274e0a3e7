"""Meetings that come again: a theme day on one day of the month, a lesson every week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.meetings import MeetingKind
from bot.domain.recurrence import Every, Recurrence, moment
from bot.domain.tasks import shifted

ACTS_AT = 9 * 60  # the minute of the branch's day at which a meeting is proposed
# How many days before the meeting that is, unless something else is chosen.
USUAL_AHEAD: Mapping[Every, int] = MappingProxyType({Every.MONTH: 5, Every.WEEK: 2})
MOST_AHEAD = 14
MOST_PUT_OFF = 15  # days; no holiday is longer


@dataclass(frozen=True, slots=True)
class Repeat:
    """What is the same of every meeting of a rule. ``minute`` of the branch's day, at which it begins.

    ``automatic``: people are called without anybody's tap. ``on_working_day``: a day on which nobody works is
    put off to the next one on which people do. ``tells_groups``: as in the form of a meeting.
    """

    kind: MeetingKind
    minute: int
    place: str
    agenda: str = ""
    host: str = ""
    group_id: int | None = None
    automatic: bool = False
    on_working_day: bool = False
    tells_groups: bool | None = None


def recurrence_of(every: Every, day: date, ahead: int) -> Recurrence:
    """When a meeting is proposed that is held on the weekday or the day of the month that ``day`` is.

    The first is that of the week or month after ``day``, whatever the day is changed to. The 31st is the last
    day of a shorter month.
    """
    if every is Every.WEEK:
        monday = day + timedelta(days=8 - day.isoweekday())
        return Recurrence(every, monday, ACTS_AT, weekdays=(day.isoweekday(),), ahead=ahead)
    return Recurrence(every, shifted(day, 1), ACTS_AT, day=day.day, ahead=ahead)


def held_on(day: date, repeat: Repeat, is_working: Callable[[date], bool]) -> date:
    """The day of a meeting whose day by the rule is ``day``; ``is_working`` tells working days."""
    if not repeat.on_working_day:
        return day
    for later in range(MOST_PUT_OFF):
        if is_working(day + timedelta(days=later)):
            return day + timedelta(days=later)
    return day


def starts_at(day: date, repeat: Repeat, zone: ZoneInfo) -> datetime:
    """When a meeting on that day begins, in UTC."""
    return moment(day, repeat.minute, zone).astimezone(UTC)


_PLAIN = ("minute", "place", "agenda", "host", "group_id", "automatic", "on_working_day", "tells_groups")


def repeat_to_json(repeat: Repeat) -> dict[str, Any]:
    """The parameters of the rule."""
    return {"kind": repeat.kind.value, **{name: getattr(repeat, name) for name in _PLAIN}}


def repeat_from_json(data: Mapping[str, Any]) -> Repeat:
    """The inverse of ``repeat_to_json``; raises ``KeyError`` or ``ValueError`` for anything else."""
    return Repeat(MeetingKind(data["kind"]), **{name: data[name] for name in _PLAIN})
