"""/meetings: what a branch still owes, how well its meetings are attended, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.cadence import USUAL_PACE, Due, Held, radar
from bot.domain.meetings import Attendance, MeetingState
from bot.domain.people import Branch, PartyGroup
from bot.domain.rights import Actor, not_allowed
from bot.domain.service import local_now
from bot.usecases.meeting_answers import Answered
from bot.usecases.meeting_rights import led_groups, places, runs_branch
from storage import attendance, branches, meetings
from storage.attendance import Tally
from storage.database import Transaction
from storage.meetings import MeetingRow

MOST_OWN = 10  # meetings to come that a member is shown
LATELY = timedelta(days=30)  # so long a meeting that was never closed is asked about


@dataclass(frozen=True, slots=True)
class BranchRadar:
    """What one branch owes now, and how its meetings of this year were attended (None: there was none).

    ``late``: how many of them were recorded only afterwards. For the leader of a group it is about the group.
    """

    branch: Branch
    dues: tuple[Due, ...]
    attendance: Attendance | None
    late: int = 0

    @property
    def owed(self) -> int:
        """How many meetings are still to be held."""
        return sum(due.owed for due in self.dues)

    @property
    def percent(self) -> int | None:
        """The rate of attendance this year."""
        return self.attendance.percent if self.attendance else None


@dataclass(frozen=True, slots=True)
class BranchMeetings:
    """A branch's radar with its meetings: ``coming``, and ``open``: begun and never closed.

    ``is_whole``: the actor runs the meetings of the branch, not of a group alone.
    """

    radar: BranchRadar
    groups: Mapping[int, PartyGroup]
    coming: tuple[tuple[MeetingRow, Tally], ...]
    open: tuple[MeetingRow, ...]
    others: bool
    is_whole: bool


def overview(tx: Transaction, actor: Actor, now: datetime) -> list[BranchRadar]:
    """Every branch of whose meetings the actor runs any, those that owe most first.

    Raises ``UserError("not-allowed")`` for whoever runs none.
    """
    offered = places(tx, actor)
    if not offered:
        raise not_allowed(actor)
    found = _radars(tx, actor, offered, now)
    return sorted(found, key=lambda one: (-one.owed, one.percent if one.percent is not None else 101))


def of_branch(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> BranchMeetings:
    """One branch, to a group leader only what is of the group. Raises ``UserError("not-allowed")``."""
    offered = places(tx, actor)
    branch = next((one for one in offered if one.id == branch_id), None)
    if branch is None:
        raise not_allowed(actor)
    (found,) = _radars(tx, actor, [branch], now)
    scope = _scope(tx, actor, branch)
    announced = [
        row
        for row in meetings.of_branch(tx, branch.id, now - LATELY, {MeetingState.ANNOUNCED})
        if scope is None or row.group_id in scope
    ]
    coming = [row for row in announced if row.starts_at > now]
    tallies = attendance.tallies(tx, [row.id for row in coming])
    groups = {group.id: group for group in branches.groups_of(tx, [branch.id])}
    return BranchMeetings(
        found,
        groups,
        tuple((row, tallies[row.id]) for row in coming),
        tuple(row for row in announced if row.starts_at <= now),
        len(offered) > 1,
        scope is None,
    )


def _scope(tx: Transaction, actor: Actor, branch: Branch) -> set[int] | None:
    """The groups of the branch whose meetings the actor runs; None: all there are, and the branch's own."""
    if runs_branch(actor, branch):
        return None
    return {group.id for group in led_groups(tx, actor) if group.branch_id == branch.id}


def own(tx: Transaction, actor: Actor, now: datetime) -> tuple[Answered, ...]:
    """The meetings to come that the actor should attend, the next one first."""
    if actor.person_id is None:
        raise not_allowed(actor)
    found = []
    for row in meetings.coming_for(tx, actor.person_id, now, MOST_OWN):
        me = attendance.attendee(tx, row.id, actor.person_id)
        if me is not None:
            found.append(Answered(row, branches.get(tx, row.branch_id), me))
    return tuple(found)


def _radars(tx: Transaction, actor: Actor, offered: list[Branch], now: datetime) -> list[BranchRadar]:
    ids = [branch.id for branch in offered]
    # A year that has begun somewhere has begun: each branch looks at its own days below.
    since = min((_new_year(now, branch.timezone) for branch in offered), default=now)
    held = meetings.of_branches(tx, ids, since, {MeetingState.HELD})
    tallies = attendance.tallies(tx, [row.id for row in held])
    groups = branches.groups_of(tx, ids)
    found = []
    for branch in offered:
        scope = _scope(tx, actor, branch)
        own = [row for row in held if row.branch_id == branch.id and (scope is None or row.group_id in scope)]
        group_ids = [group.id for group in groups if group.branch_id == branch.id]
        found.append(_radar(branch, own, tallies, group_ids, scope, now))
    return found


def _radar(
    branch: Branch,
    held: list[MeetingRow],
    tallies: Mapping[int, Tally],
    group_ids: list[int],
    scope: set[int] | None,
    now: datetime,
) -> BranchRadar:
    took_place = [Held(row.kind, _day(row, branch), row.group_id) for row in held]
    today = branch.today(now)
    dues = radar(USUAL_PACE, group_ids, took_place, today)
    if scope is not None:
        dues = tuple(due for due in dues if due.group_id in scope)
    this_year = [row for row in held if _day(row, branch).year == today.year]
    attended = None
    for row in this_year:
        one = tallies[row.id].attendance
        attended = one if attended is None else attended + one
    return BranchRadar(branch, tuple(dues), attended, sum(row.recorded_late for row in this_year))


def _new_year(now: datetime, timezone: str) -> datetime:
    first = date(local_now(now, timezone).year, 1, 1)
    return datetime.combine(first, time(), ZoneInfo(timezone)).astimezone(UTC)


def _day(row: MeetingRow, branch: Branch) -> date:
    return local_now(row.starts_at, branch.timezone).date()
