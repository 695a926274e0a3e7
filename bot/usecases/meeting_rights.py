"""Who runs which meetings: those of a branch, or, as a group leader, those of the own party group alone."""

from __future__ import annotations

from bot.domain.meeting_form import MeetingForm
from bot.domain.meetings import MeetingKind
from bot.domain.people import Branch, PartyGroup
from bot.domain.rights import Actor, Right, Role, Target, may, may_anywhere, not_allowed, require
from bot.errors import UserError
from bot.usecases.powers import branch_target, branches_with, find_branch
from storage import branches, meetings
from storage.database import Transaction
from storage.meetings import MeetingRow


def require_anywhere(actor: Actor) -> None:
    """Raise ``UserError`` for whoever runs no meetings."""
    if not may_anywhere(actor, Right.RUN_MEETINGS):
        raise not_allowed(actor)


def runs_branch(actor: Actor, branch: Branch) -> bool:
    """Whether the actor runs every meeting of the branch."""
    return may(actor, Right.RUN_MEETINGS, branch_target(branch))


def run_branch(tx: Transaction, actor: Actor, branch_id: int) -> Branch:
    """The branch, for whoever runs its meetings; ``UserError("not-allowed")`` for anybody else."""
    return find_branch(tx, actor, Right.RUN_MEETINGS, branch_id)


def led_groups(tx: Transaction, actor: Actor) -> list[PartyGroup]:
    """The groups whose meetings the actor runs without running those of their branch, the own one first."""
    ids = {held.group_id for held in actor.holdings if held.role is Role.GROUP_LEADER and held.group_id}
    found = [group for group in (branches.find_group(tx, one) for one in sorted(ids)) if group is not None]
    led = [group for group in found if not runs_branch(actor, branches.get(tx, group.branch_id))]
    return sorted(led, key=lambda group: group.id != actor.group_id)


def places(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches of whose meetings the actor runs all or some, by name."""
    found = {branch.id: branch for branch in branches_with(tx, actor, Right.RUN_MEETINGS)}
    for group in led_groups(tx, actor):
        found.setdefault(group.branch_id, branches.get(tx, group.branch_id))
    return sorted(found.values(), key=lambda branch: (branch.name, branch.id))


def of_own_group(tx: Transaction, actor: Actor, form: MeetingForm) -> MeetingForm:
    """The form as it is, unless it says no branch and the actor is a group leader who runs none: then it is
    the group that meets."""
    led = led_groups(tx, actor)
    if form.branch_id is not None or not led or branches_with(tx, actor, Right.RUN_MEETINGS):
        return form
    group = led[0]
    return form.saying(branch_id=group.branch_id).saying(kind=MeetingKind.GROUP, group_id=group.id)


def check_form(tx: Transaction, actor: Actor, form: MeetingForm) -> None:
    """Raise ``UserError`` for a meeting that the actor does not run: ``not-allowed``, or
    ``meeting-only-own-group`` for a group leader who would call others than the group."""
    require_anywhere(actor)
    if form.branch_id is None:
        return
    branch = branches.find(tx, form.branch_id)
    if branch is None:
        raise not_allowed(actor)
    if runs_branch(actor, branch):
        return
    led = {group.id for group in led_groups(tx, actor) if group.branch_id == branch.id}
    if not led:
        raise not_allowed(actor)
    if form.kind is not MeetingKind.GROUP or form.group_id not in {None, *led}:
        raise UserError("meeting-only-own-group")


def meeting_target(branch: Branch, row: MeetingRow) -> Target:
    """A meeting as an object of rights: one of a party group belongs to that group."""
    group_id = row.group_id if row.kind is MeetingKind.GROUP else None
    return Target(branch.committee_id, branch.id, group_id)


def find_run(tx: Transaction, actor: Actor, meeting_id: int) -> MeetingRow:
    """The meeting, for whoever runs it; ``UserError("not-allowed")`` for anybody else, and for a number that
    is no meeting's."""
    row = meetings.find(tx, meeting_id)
    if row is None:
        raise not_allowed(actor)
    require(actor, Right.RUN_MEETINGS, meeting_target(branches.get(tx, row.branch_id), row))
    return row
