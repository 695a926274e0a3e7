"""Peace (减负): what may disturb whom, and when; one table of everything the bot says without being asked.

The guidance of January 2026 is against counting how often people check in; a bot that never leaves them
alone would be the same thing by another way.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.messages import Lane
from bot.domain.quiet import Hours

# What is so soon after the quiet hours comes in spite of them: in the morning it would be too late.
TIME_LEFT = timedelta(hours=2)
DIGEST_TIME = time(19)
DIGEST_AFTER = timedelta(hours=1)


class Topic(StrEnum):
    """What a person may want to hear nothing of for a while."""

    MEETINGS = "meetings"
    STUDY = "study"
    DUES = "dues"
    TASKS = "tasks"
    RECEIPTS = "receipts"
    RECORDS = "records"
    PLEDGES = "pledges"


class Night(Enum):
    """What becomes of a push in quiet hours."""

    WAITS = auto()  # until they end
    WAITS_IF_TIME = auto()  # until they end, unless what it is about comes too soon after
    SILENT = auto()  # it comes, and makes no sound: one person has done something and another is told
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
_SILENT = PushKind(night=Night.SILENT)
_MEETING = PushKind(night=Night.WAITS_IF_TIME)

KINDS: Mapping[str, PushKind] = MappingProxyType(
    {
        # What a secretary sends, and what is changed or taken back of it: that rings nowhere.
        "notice": PushKind(),
        "notice-at-night": _PASSES,  # the secretary was asked, and wants it sent
        "notice-again": _PASSES,  # to whoever has asked to see it once more
        "notice-corrected": _PASSES,
        "notice-withdrawn": _PASSES,
        "notice-approval": _SILENT,
        "notice-news": _SILENT,
        "nudge": _reminder(Topic.RECEIPTS),
        # Meetings.
        "meeting-invitation": _MEETING,
        "meeting-change": _MEETING,
        "meeting-leave": _SILENT,
        "meeting-draft": PushKind(may_snooze=True),
        "meeting-group": _MEETING,
        # Not worth a night's rest: it waits, and is not sent once the meeting has begun.
        "meeting-group-reminder": PushKind(),
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
        "record-confirmed": PushKind(Topic.RECORDS, Night.SILENT),
        "record-returned": _SILENT,
        "record-corrected": _SILENT,
        "record-revoked": _SILENT,
        "record-withdrawn": PushKind(Topic.RECORDS, Night.SILENT),
        "correction-wish": _SILENT,
        "certificate-revoked": _SILENT,
        "review-request": PushKind(Topic.RECORDS, Night.SILENT),
        # The year settled.
        "settlement": PushKind(),
        "settlement-group": PushKind(),
        "settlement-final": PushKind(),
        "settlement-over": PushKind(),
        "settlement-objection": _SILENT,
        "settlement-answer": _SILENT,
        # Pledges: what is due, what became of them, and asking for one.
        "pledge-review": _SILENT,
        "pledge-published": _SILENT,
        "pledge-returned": _SILENT,
        "pledge-group": PushKind(),
        "pledge-due": _reminder(Topic.PLEDGES),
        "pledge-quarter": _reminder(Topic.PLEDGES),
        "pledge-nudge": _reminder(Topic.PLEDGES),
        "pledge-overdue": _reminder(Topic.PLEDGES),
        "pledge-followed": PushKind(Topic.PLEDGES),
        "pledge-reported": _SILENT,
        "pledge-verdict": _SILENT,
        "pledge-ended": _SILENT,
        # Who somebody is and what they may do: nobody is to be kept from hearing of that.
        "account": _PASSES,
        "rebind": _PASSES,
        "roles": _SILENT,
        "office": _SILENT,
        "group-chat": _SILENT,
        # Honours: a vote that one is asked for, and what a branch is glad of.
        "honour-open": PushKind(),
        "honour-named": PushKind(),
        "honour-due": _reminder(Topic.TASKS),
        "honour-ballot": PushKind(may_snooze=True),
        "honour-result": PushKind(),
        "honour-ask": PushKind(),
        "honour-answer": _SILENT,
        "honour-prompt": _reminder(Topic.TASKS),
        "honour-group": PushKind(),
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


class Family(StrEnum):
    """What a push is about, in one word for the person who gets it."""

    NOTICE = "notice"
    NUDGE = "nudge"
    MEETING = "meeting"
    STUDY = "study"
    QUIZ = "quiz"
    DUES = "dues"
    TASK = "task"
    RECORD = "record"
    PLEDGE = "pledge"
    HONOUR = "honour"
    ACCOUNT = "account"
    DIGEST = "digest"
    OTHER = "other"


# By the first word of the kind.
_FAMILIES = MappingProxyType(
    {
        **{family.value: family for family in Family},
        **dict.fromkeys(("correction", "review", "certificate", "settlement"), Family.RECORD),
        **dict.fromkeys(("rebind", "roles", "office", "group"), Family.ACCOUNT),
    }
)


def family_of(kind: str) -> Family:
    """The family of a kind of push."""
    return _FAMILIES.get(kind.partition("-")[0], Family.OTHER)


COUNTED = tuple(kind for kind, found in KINDS.items() if found.counts)


def comes_at(night: Night, hours: Hours, at: datetime, expires_at: datetime | None) -> datetime:
    """When a push that would come at a moment does come (all UTC)."""
    if night in {Night.PASSES, Night.SILENT}:
        return at
    free = hours.free_at(at)
    soon = expires_at is not None and expires_at - free <= TIME_LEFT
    return at if night is Night.WAITS_IF_TIME and soon else free


def day_began(hours: Hours, now: datetime) -> datetime:
    """When (UTC) the branch's day of now began."""
    return datetime.combine(hours.local(now).date(), time(), ZoneInfo(hours.timezone)).astimezone(UTC)


def digest_time(hours: Hours, now: datetime, had: Collection[date]) -> tuple[date, datetime]:
    """On which day of the branch, and when (UTC), what is beyond the cap comes; not on a day in ``had``.

    In the evening, an hour from now when that is past, and never in quiet hours.
    """
    local = hours.local(now)
    evening = datetime.combine(local.date(), DIGEST_TIME, local.tzinfo)
    at = hours.free_at(max(evening.astimezone(UTC), now + DIGEST_AFTER))
    while (day := hours.local(at).date()) in had:
        evening = datetime.combine(day + timedelta(days=1), DIGEST_TIME, local.tzinfo)
        at = hours.free_at(evening.astimezone(UTC))
    return day, at
