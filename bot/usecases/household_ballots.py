"""支部评选: a full member fills in a slip and puts it into the box; nobody learns what is on it.

Who has voted is stored apart from what was voted (``storage.ballots``), and a slip that is in the box cannot
be taken out again, not even by who put it in. Nothing here writes down when somebody voted, unless they did
so on the phone of another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ballots import HouseholdState, marked
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, may, not_allowed, require
from bot.errors import UserError
from bot.usecases.households import Schemes, find, stars_of
from bot.usecases.powers import find_member
from storage import audit, ballots, households, people, subjects
from storage.ballots import Round
from storage.database import Transaction
from storage.households import Candidate, HouseholdRow


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that is being filled in; nothing of it is stored. ``lent``: for somebody without a phone."""

    row: HouseholdRow
    branch: Branch
    ballot: Round
    voter: Member
    lent: bool
    mask: int
    marks: tuple[int, ...]
    candidates: Mapping[int, Candidate]
    stars: Mapping[int, int]


def fill_in(
    tx: Transaction,
    actor: Actor,
    household_id: int,
    round_: int,
    mask: int,
    person_id: int,
    known: Schemes,
) -> Slip:
    """A slip with these marks (a bit for each place on it), for oneself (0) or somebody without a phone.

    Raises ``UserError`` as ``households.find``, ``household-vote-over``, ``household-not-full``,
    ``household-voted-before``, ``household-has-phone``, ``household-too-many-marks``, ``button-broken``.
    """
    row, branch = find(tx, actor, household_id)
    ballot = voting(tx, row, round_)
    voter = _voter(tx, actor, branch, person_id)
    if voter.id not in ballots.electorate(tx, branch.id):
        raise UserError("household-not-full")
    if voter.id in ballots.voters(tx, row.id, round_):
        raise UserError("household-voted-before")
    try:
        marks = marked(mask, ballot.people)
    except ValueError:
        raise UserError("button-broken") from None
    if len(marks) > ballot.seats:
        raise UserError("household-too-many-marks", limit=ballot.seats)
    standing = {one.person_id: one for one in households.candidates(tx, row.id)}
    found = stars_of(tx, ballot.people, row.year, known)
    return Slip(row, branch, ballot, voter, voter.id != actor.person_id, mask, marks, standing, found)


def _voter(tx: Transaction, actor: Actor, branch: Branch, person_id: int) -> Member:
    if person_id in (0, actor.person_id):
        if actor.person_id is None or actor.branch_id != branch.id:
            raise not_allowed(actor)
        return find_member(tx, actor.person_id)[0]
    member, target = find_member(tx, person_id)
    require(actor, Right.LOG_FOR_OTHERS, target)
    if member.branch_id != branch.id or actor.branch_id != branch.id:
        raise not_allowed(actor)
    if member.telegram_id is not None:
        raise UserError("household-has-phone")
    return member


def cast(
    tx: Transaction,
    actor: Actor,
    household_id: int,
    round_: int,
    mask: int,
    person_id: int,
    known: Schemes,
    now: datetime,
) -> Slip:
    """Put the slip into the box, once and for all. Raises as ``fill_in``."""
    slip = fill_in(tx, actor, household_id, round_, mask, person_id, known)
    ballots.put_in(tx, slip.row.id, round_, slip.voter.id, slip.marks)
    subjects.settle(tx, subject_of(slip.row.id, round_), [slip.voter.id], now)
    if slip.lent:
        # Who lent their phone to whom; what is on the slip nobody can tell by it.
        detail = {"household": slip.row.id, "round": round_}
        audit.note(tx, actor, "household-phone-lent", slip.voter.id, now, detail)
    return slip


def lendable(
    tx: Transaction, actor: Actor, household_id: int, round_: int
) -> tuple[HouseholdRow, list[Member]]:
    """Who has no phone and has not voted yet, and may vote on the actor's. Raises as ``fill_in``."""
    row, branch = find(tx, actor, household_id)
    voting(tx, row, round_)
    if actor.branch_id != branch.id:
        raise not_allowed(actor)
    missing = ballots.electorate(tx, branch.id) - ballots.voters(tx, row.id, round_)
    phoneless = [one for one in people.some(tx, sorted(missing)) if one.telegram_id is None]
    return row, [one for one in phoneless if may(actor, Right.LOG_FOR_OTHERS, people.target(tx, one))]


def subject_of(household_id: int, number: int) -> str:
    """By which what asks for a vote is settled for who has voted."""
    return f"ballot:{household_id}:{number}"


def voting(tx: Transaction, row: HouseholdRow, round_: int) -> Round:
    """The ballot that is open. Raises ``UserError("household-vote-over")`` when that is another, or none."""
    if row.state is not HouseholdState.VOTING or row.round != round_:
        raise UserError("household-vote-over")
    return ballots.rounds(tx, row.id)[-1]
