"""What a branch decides about its meetings: when people are reminded, and when they can sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cards import Colour
from bot.domain.meeting_terms import MeetingTerms
from bot.domain.meetings import MeetingState
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_reminders
from bot.usecases.powers import find_branch
from storage import audit, branch_looks, meeting_terms, meetings
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class BranchTerms:
    """A branch, how it holds its meetings, and the colour of its cards."""

    branch: Branch
    terms: MeetingTerms
    colour: Colour


def of_branch(tx: Transaction, actor: Actor, branch_id: int) -> BranchTerms:
    """How a branch holds its meetings, for whoever may change it. Raises ``UserError`` ``not-allowed``."""
    branch = find_branch(tx, actor, Right.CHOOSE_SCHEME, branch_id)
    return BranchTerms(branch, meeting_terms.of_branch(tx, branch_id), branch_looks.colour_of(tx, branch_id))


def toggle_reminder(
    tx: Transaction, actor: Actor, branch_id: int, minutes: int, now: datetime, working_days: WorkingDays
) -> BranchTerms:
    """Remind people so many minutes before a meeting, or not any more.

    The reminders of meetings to come are planned anew. Raises as ``of_branch``.
    """
    before = of_branch(tx, actor, branch_id).terms
    try:
        terms = before.with_reminder(minutes)
    except ValueError:
        raise UserError("button-broken") from None
    done = _save(tx, actor, branch_id, before, terms, now)
    plan_again(tx, branch_id, now, working_days)
    return done


def set_door(
    tx: Transaction, actor: Actor, branch_id: int, before: int, after: int, grace: int, now: datetime
) -> BranchTerms:
    """From when until when people can sign in, and from when they are late; in minutes.

    Raises as ``of_branch``.
    """
    was = of_branch(tx, actor, branch_id).terms
    try:
        terms = was.with_door(before, after, grace)
    except ValueError:
        raise UserError("button-broken") from None
    return _save(tx, actor, branch_id, was, terms, now)


def plan_again(tx: Transaction, branch_id: int, now: datetime, working_days: WorkingDays) -> None:
    """Plan the reminders of everything the branch is called to anew: something they hang on has changed."""
    for row in meetings.of_branch(tx, branch_id, now, [MeetingState.ANNOUNCED]):
        meeting_reminders.plan(tx, row, now, working_days)


def _save(
    tx: Transaction, actor: Actor, branch_id: int, was: MeetingTerms, terms: MeetingTerms, now: datetime
) -> BranchTerms:
    if terms != was:
        meeting_terms.save(tx, branch_id, terms)
        detail = {"branch": branch_id, "before": _in_words(was), "after": _in_words(terms)}
        audit.note(tx, actor, "meeting-terms-changed", None, now, detail)
    return of_branch(tx, actor, branch_id)


def _in_words(terms: MeetingTerms) -> dict[str, object]:
    door = terms.door
    return {
        "reminders": list(terms.reminders),
        "opens": door.before,
        "shuts": door.after,
        "grace": door.grace,
    }
