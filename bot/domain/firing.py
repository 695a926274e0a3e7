"""What a rule does when its time has come, or when its time came while nobody was there to see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.quiet import QuietHours

GRACE = timedelta(minutes=5)  # no later than that is in time
LOOKED_BACK = timedelta(days=366)  # of a longer absence only these days are written down one by one


class Late(StrEnum):
    """What is done about times that were missed: the last of them is made up for, or none is."""

    ONCE = "once"
    SKIP = "skip"


class OccurrenceState(StrEnum):
    """What became of one time that a rule was due."""

    FIRED = "fired"
    LATE = "late"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a rule does now. All times are UTC.

    ``fires``: the time it fires for, None when it does not; ``is_late``: whether that is long over;
    ``skipped``: the times that are let pass. ``due_at``: the time that comes next, ``next_at``: when to look
    again, which is earlier or later while something late waits for the morning. Both None: it has ended.
    """

    fires: datetime | None
    is_late: bool
    skipped: tuple[datetime, ...]
    due_at: datetime | None
    next_at: datetime | None


def decide(
    due_at: datetime,
    now: datetime,
    late: Late,
    following: Callable[[datetime], datetime | None],
    zone: ZoneInfo,
    quiet: QuietHours,
) -> Turn:
    """What to do about a rule due since ``due_at``; ``following`` tells its next time after a moment.

    Of all that has passed only the last can fire: in time, or late if it is to be made up for. Whatever is
    late is not sent in quiet hours, but when they end; unless its next time comes before.
    """
    passed, coming = passed_by(due_at, now, following)
    last = passed[-1]
    is_late = now - last > GRACE
    if not is_late:
        return Turn(last, False, passed[:-1], coming, coming)
    if late is Late.SKIP:
        return Turn(None, False, passed, coming, coming)
    local = now.astimezone(zone)
    if quiet.is_quiet(local):
        morning = quiet.ends(local).astimezone(now.tzinfo)
        return Turn(None, False, (), due_at, morning if coming is None else min(morning, coming))
    return Turn(last, True, passed[:-1], coming, coming)


def passed_by(
    due_at: datetime, now: datetime, following: Callable[[datetime], datetime | None]
) -> tuple[tuple[datetime, ...], datetime | None]:
    """The times up to now, ``due_at`` first, and the one that comes next."""
    passed = [due_at]
    coming = following(max(due_at, now - LOOKED_BACK))
    while coming is not None and coming <= now:
        passed.append(coming)
        coming = following(coming)
    return tuple(passed), coming
