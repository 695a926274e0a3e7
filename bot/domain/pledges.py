"""Pledges (公开承诺): what they are, how they live and which limits they keep."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from bot.domain.identity import refuse_identity_number
from bot.domain.rights import Target
from bot.errors import UserError

MOST_ITEMS = 10
LONGEST_ITEM = 120  # characters
LEAST_DAYS = 14  # what is proposed as a due day leaves at least so much time


class PledgeKind(StrEnum):
    """What a pledge is about."""

    COMMON = "common"  # 共性: what every member promises
    POST = "post"  # 岗位: of the member's post
    DEED = "deed"  # 实事: something concrete


class PledgeState(StrEnum):
    """The life of a pledge once it has left the draft; being kept (践诺) begins with the first progress."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"


class PledgeChange(StrEnum):
    """What a line of a pledge's history tells."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SHOWN = "shown"  # to the branch's group chats
    REPORTED = "reported"  # its person says that all of it is done
    PROPOSED = "proposed"  # its person has been told of an end that is not "kept"
    EXPLAINED = "explained"  # and has added something
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"


MOVES: Mapping[PledgeState, Mapping[PledgeChange, PledgeState]] = MappingProxyType(
    {
        PledgeState.SUBMITTED: {
            PledgeChange.PUBLISHED: PledgeState.PUBLISHED,
            PledgeChange.RETURNED: PledgeState.RETURNED,
            PledgeChange.WITHDRAWN: PledgeState.WITHDRAWN,
        },
        PledgeState.RETURNED: {
            PledgeChange.RESUBMITTED: PledgeState.SUBMITTED,
            PledgeChange.WITHDRAWN: PledgeState.WITHDRAWN,
        },
        PledgeState.PUBLISHED: {
            PledgeChange.KEPT: PledgeState.KEPT,
            PledgeChange.PARTLY: PledgeState.PARTLY,
            PledgeChange.NOT_KEPT: PledgeState.NOT_KEPT,
        },
        PledgeState.WITHDRAWN: {},
        PledgeState.KEPT: {},
        PledgeState.PARTLY: {},
        PledgeState.NOT_KEPT: {},
    }
)
ENDED = frozenset({PledgeState.KEPT, PledgeState.PARTLY, PledgeState.NOT_KEPT})
PUBLIC = ENDED | {PledgeState.PUBLISHED}  # what every member of the branch may read


def next_state(state: PledgeState, change: PledgeChange) -> PledgeState:
    """The state after a change; ``UserError("pledge-moved-on")`` when the state does not allow it."""
    try:
        return MOVES[state][change]
    except KeyError:
        raise UserError("pledge-moved-on") from None


@dataclass(frozen=True, slots=True)
class NewItem:
    """One thing that is promised by the end of a day (of the branch's calendar)."""

    words: str
    due_on: date


@dataclass(frozen=True, slots=True)
class PledgeItem:
    """The same, stored. ``place``: from 0, in the order in which it was promised."""

    id: int
    place: int
    words: str
    due_on: date
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pledge:
    """A pledge of one person, or of a branch itself (``person_id`` None).

    ``name`` is the person's or the branch's; ``year`` the one it counts for; ``reason`` why it was returned
    or, once it has ended, why it was not kept as promised; ``version`` grows with every move.
    """

    id: int
    branch_id: int
    committee_id: int | None
    group_id: int | None
    person_id: int | None
    name: str
    kind: PledgeKind
    state: PledgeState
    year: int
    made_by: int | None
    made_at: datetime
    submitted_at: datetime
    reviewed_by: int | None
    reviewed_at: datetime | None
    published_at: datetime | None
    ended_at: datetime | None
    ended_by: int | None
    reason: str | None
    version: int
    items: tuple[PledgeItem, ...]

    @property
    def target(self) -> Target:
        """The pledge as an object of rights."""
        return Target(self.committee_id, self.branch_id, self.group_id, self.person_id)

    @property
    def is_of_branch(self) -> bool:
        """Whether the branch itself pledges."""
        return self.person_id is None

    @property
    def is_public(self) -> bool:
        """Whether every member of the branch may read it."""
        return self.state in PUBLIC

    @property
    def last_due(self) -> date:
        """The day by which all of it is promised."""
        return max(item.due_on for item in self.items)

    @property
    def done(self) -> int:
        """How many of its items are done."""
        return sum(item.done_at is not None for item in self.items)

    def is_own(self, person_id: int | None) -> bool:
        """Whether it is that person's word: their own pledge, or the branch's that they made."""
        whose = self.made_by if self.is_of_branch else self.person_id
        return person_id is not None and person_id == whose


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many people should have a published pledge, and how many of those have one."""

    should: int
    have: int

    def __post_init__(self) -> None:
        if not 0 <= self.have <= self.should:
            raise ValueError("nobody has a pledge who does not count")

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means everybody; 100 when nobody has to."""
        return 100 * self.have // self.should if self.should else 100

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(self.should + other.should, self.have + other.have)


def year_of(items: Iterable[NewItem]) -> int:
    """The year a pledge counts for: that of the first day on which something is due."""
    return min(item.due_on for item in items).year


def last_day(today: date) -> date:
    """The last day that can be promised: the end of next year."""
    return date(today.year + 1, 12, 31)


def check_words(words: str) -> None:
    """Raise ``UserError`` for words of an item that cannot be kept: nothing is cut."""
    if len(words) > LONGEST_ITEM:
        raise UserError("pledge-words-too-long", limit=LONGEST_ITEM, count=len(words))
    refuse_identity_number(words)


def check_due(due_on: date, today: date) -> None:
    """Raise ``UserError`` for a due day that is over or too far away."""
    if due_on < today:
        raise UserError("pledge-due-past", day=due_on)
    if due_on > last_day(today):
        raise UserError("pledge-due-far", day=due_on, last=last_day(today))


def check_items(items: Sequence[NewItem], today: date) -> None:
    """Raise ``UserError`` for what no pledge may promise. ``today``: of the branch."""
    if not items:
        raise UserError("pledge-empty")
    if len(items) > MOST_ITEMS:
        raise UserError("pledge-too-many", limit=MOST_ITEMS, count=len(items))
    for item in items:
        if not item.words.strip():
            raise UserError("pledge-empty")
        check_words(item.words)
        check_due(item.due_on, today)


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month that is so many months after that of ``day``."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def quarter_end(day: date, quarters: int = 0) -> date:
    """The last day of the quarter that is so many quarters after that of ``day``."""
    return month_end(day, (3 - day.month) % 3 + 3 * quarters)


def usual_due(today: date) -> date:
    """The day that is proposed when none was said: the end of a quarter that leaves two weeks at least."""
    end = quarter_end(today)
    return end if (end - today).days >= LEAST_DAYS else quarter_end(today, 1)
