"""The meetings a branch has held, newest first: the way back to their records."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.people import Branch
from bot.domain.rights import Actor, not_allowed
from bot.usecases.meeting_rights import led_groups, places, runs_branch
from storage import attendance, meetings
from storage.attendance import Tally
from storage.database import Transaction
from storage.meetings import MeetingRow

PAGE = 8


@dataclass(frozen=True, slots=True)
class Past:
    """One page; pages count from 0. ``more``: whether there is one after it."""

    branch: Branch
    meetings: tuple[tuple[MeetingRow, Tally], ...]
    page: int
    more: bool


def of_branch(tx: Transaction, actor: Actor, branch_id: int, page: int) -> Past:
    """What was held, to a group leader only what was of the group. Raises ``UserError("not-allowed")``."""
    branch = next((one for one in places(tx, actor) if one.id == branch_id), None)
    if branch is None:
        raise not_allowed(actor)
    groups = None
    if not runs_branch(actor, branch):
        groups = [group.id for group in led_groups(tx, actor) if group.branch_id == branch.id]
    found = meetings.held(tx, branch.id, groups, PAGE + 1, page * PAGE)
    tallies = attendance.tallies(tx, [row.id for row in found])
    shown = tuple((row, tallies[row.id]) for row in found[:PAGE])
    return Past(branch, shown, page, len(found) > PAGE)
