"""Peace (减负): what may disturb whom, and when; one table of everything the bot says without being asked.

The guidance of January 2026 is against counting how often people check in; a bot that never leaves them
alone would be the same thing by another way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from types import MappingProxyType

from bot.domain.messages import Lane


class Topic(StrEnum):
    """What a person may want to hear nothing of for a while."""

    MEETINGS = "meetings"
    STUDY = "study"
    DUES = "dues"
    TASKS = "tasks"
    RECEIPTS = "receipts"
    RECORDS = "records"


class Night(Enum):
    """What becomes of a push in quiet hours."""

    WAITS = auto()  # until they end
    WAITS_IF_TIME = auto()  # until they end, unless what it is about comes too soon after
    PASSES = auto()


@dataclass(frozen=True, slots=True)
class PushKind:
    """How one kind of push is handled.

    ``topic``: under which it can be muted; None: it cannot. ``counts`` for the daily cap, and is kept for the
    digest beyond it. ``may_snooze``: the person can have it again later.
    """

    topic: Topic | None = None
    night: Night = Night.WAITS
    counts: bool = False
    may_snooze: bool = False


def _reminder(topic: Topic) -> PushKind:
    return PushKind(topic, counts=True, may_snooze=True)


_PASSES = PushKind(night=Night.PASSES)
_MEETING = PushKind(night=Night.WAITS_IF_TIME)

KINDS: Mapping[str, PushKind] = MappingProxyType(
    {
        # What a secretary sends, and what is changed or taken back of it: that rings nowhere.
        "notice": PushKind(),
        "notice-corrected": _PASSES,
        "notice-withdrawn": _PASSES,
        "notice-approval": PushKind(),
        "notice-news": PushKind(),
        "nudge": _reminder(Topic.RECEIPTS),
        # Meetings.
        "meeting-invitation": _MEETING,
        "meeting-change": _MEETING,
        "meeting-leave": _MEETING,
        "meeting-draft": PushKind(may_snooze=True),
        "meeting-group": _MEETING,
        "meeting-minutes": PushKind(),
        "meeting-reminder": PushKind(Topic.MEETINGS, Night.WAITS_IF_TIME, counts=True, may_snooze=True),
        # Study.
        "study-item": _reminder(Topic.STUDY),
        "study-reminder": _reminder(Topic.STUDY),
        "study-week": PushKind(Topic.STUDY),
        # A question comes when its person asks for it; in groups it disturbs nobody at night.
        "quiz-question": _PASSES,
        "quiz-result": _PASSES,
        "quiz-group": PushKind(Topic.STUDY),
        "quiz-close": _PASSES,
        # Dues and the work calendar.
        "dues-reminder": _reminder(Topic.DUES),
        "dues-month-end": _reminder(Topic.DUES),
        "dues-new-year": _reminder(Topic.DUES),
        "task-reminder": _reminder(Topic.TASKS),
        # Service records.
        "record-confirmed": PushKind(Topic.RECORDS),
        "record-returned": PushKind(),
        "record-corrected": PushKind(),
        "record-revoked": PushKind(),
        "record-withdrawn": PushKind(Topic.RECORDS),
        "correction-wish": PushKind(may_snooze=True),
        "review-request": PushKind(Topic.RECORDS, may_snooze=True),
        # Who somebody is and what they may do: nobody is to be kept from hearing of that.
        "account": _PASSES,
        "rebind": _PASSES,
        "roles": PushKind(),
        "office": PushKind(),
        "group-chat": PushKind(),
        # Everything beyond the daily cap, once a day.
        "digest": PushKind(),
    }
)

# What somebody waits for, an emergency, and what only a newer version knows.
AT_ONCE = PushKind(night=Night.PASSES)


def handling(kind: str, lane: str) -> PushKind:
    """How a push of this kind in this lane is handled."""
    found = KINDS.get(kind, AT_ONCE)
    if lane == Lane.ANSWER or (lane == Lane.URGENT and found.night is Night.WAITS):
        return AT_ONCE
    return found


def never_muted() -> tuple[str, ...]:
    """The kinds that always come."""
    return tuple(kind for kind, found in KINDS.items() if found.topic is None)
