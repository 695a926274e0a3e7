"""Meetings (三会一课、主题党日): who should come, who came, and what a vote decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

GOOD_RATE = 90  # per cent of those who should attend; references 001 and 003 ask for it


class MeetingKind(StrEnum):
    """The kinds of meeting a branch holds."""

    ASSEMBLY = "assembly"  # 支部党员大会
    COMMITTEE = "committee"  # 支委会
    GROUP = "group"  # 党小组会
    LESSON = "lesson"  # 党课
    THEME_DAY = "theme-day"  # 主题党日
    LIFE = "life"  # 组织生活会
    APPRAISAL = "appraisal"  # 民主评议
    OTHER = "other"


class MeetingState(StrEnum):
    """Where a meeting is once its notice has been sent; before that it is a draft."""

    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


class Reply(StrEnum):
    """What somebody has answered to an invitation; leave counts once the secretary has granted it."""

    ATTENDING = "attending"
    LEAVE_ASKED = "leave-asked"
    LEAVE_GRANTED = "leave-granted"
    LEAVE_REFUSED = "leave-refused"


class Presence(StrEnum):
    """How somebody was there."""

    ON_TIME = "on-time"
    LATE = "late"
    LEFT_EARLY = "left-early"
    ABSENT = "absent"


_REPLIES: Mapping[Reply | None, frozenset[Reply]] = MappingProxyType(
    {
        None: frozenset({Reply.ATTENDING, Reply.LEAVE_ASKED}),
        Reply.ATTENDING: frozenset({Reply.LEAVE_ASKED}),
        Reply.LEAVE_ASKED: frozenset({Reply.ATTENDING, Reply.LEAVE_GRANTED, Reply.LEAVE_REFUSED}),
        Reply.LEAVE_GRANTED: frozenset({Reply.ATTENDING}),
        # Who is refused may ask again with a better reason.
        Reply.LEAVE_REFUSED: frozenset({Reply.ATTENDING, Reply.LEAVE_ASKED}),
    }
)


def may_reply(now: Reply | None, then: Reply) -> bool:
    """Whether an answer may follow the one that stands (None: nothing was answered)."""
    return then in _REPLIES[now]


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many people should have come, came (late ones too), and were granted leave."""

    should: int
    present: int
    leave: int = 0

    def __post_init__(self) -> None:
        if min(self.should, self.present, self.leave) < 0 or self.present + self.leave > self.should:
            raise ValueError("nobody is there or on leave who should not be there")

    @property
    def absent(self) -> int:
        """How many stayed away without leave."""
        return self.should - self.present - self.leave

    @property
    def percent(self) -> int:
        """Present of those who should attend, rounded down; granted leave does not raise it.

        100 when nobody had to come.
        """
        return 100 * self.present // self.should if self.should else 100

    @property
    def is_good(self) -> bool:
        """Whether it reaches what the plans ask for."""
        return self.percent >= GOOD_RATE

    def __add__(self, other: Attendance) -> Attendance:
        return Attendance(self.should + other.should, self.present + other.present, self.leave + other.leave)


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote of a branch assembly. All numbers are of voting members: probationary ones do not count.

    ``should``: all who should attend, whether they did or not.
    """

    should: int
    present: int
    in_favour: int
    against: int = 0
    abstained: int = 0

    def __post_init__(self) -> None:
        cast = self.in_favour + self.against + self.abstained
        if min(self.should, self.present, self.in_favour, self.against, self.abstained) < 0:
            raise ValueError("a number of people is not below zero")
        if self.present > self.should or cast > self.present:
            raise ValueError("nobody votes who is not there, and nobody is there who should not be")

    @property
    def has_quorum(self) -> bool:
        """Whether at least half of those who should attend are there."""
        return self.should > 0 and 2 * self.present >= self.should

    @property
    def needed(self) -> int:
        """How many must be in favour: more than half of those who should attend, not of those present."""
        return self.should // 2 + 1

    @property
    def is_passed(self) -> bool:
        """Whether it is decided."""
        return self.has_quorum and self.in_favour >= self.needed


@dataclass(frozen=True, slots=True)
class Door:
    """From when until when people can sign in: minutes before and after the start.

    ``grace``: up to how many minutes after the start nobody is late yet.
    """

    before: int = 30
    after: int = 30
    grace: int = 0

    def opens(self, start: datetime) -> datetime:
        """When it opens."""
        return start - timedelta(minutes=self.before)

    def shuts(self, start: datetime) -> datetime:
        """When it shuts; at that moment it is still open."""
        return start + timedelta(minutes=self.after)

    def presence(self, start: datetime, at: datetime) -> Presence | None:
        """How somebody is there who signs in at ``at``; None while the door is not open."""
        if not self.opens(start) <= at <= self.shuts(start):
            return None
        return Presence.LATE if at > start + timedelta(minutes=self.grace) else Presence.ON_TIME


def minutes_after(start: datetime, at: datetime) -> int:
    """How many minutes after the start somebody came: begun ones when late, whole ones, below zero, early."""
    return -int((start - at) // timedelta(minutes=1))
