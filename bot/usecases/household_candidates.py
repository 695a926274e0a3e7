"""Who stands for a branch's households: oneself, or somebody for whom another puts the name down."""

from __future__ import annotations

from datetime import datetime

from bot.domain.ballots import MOST_CANDIDATES, HouseholdState
from bot.domain.messages import Button, Lane, Message, Push, Value
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.errors import UserError
from bot.usecases.honour_words import EVERYBODY, said
from bot.usecases.households import find, find_run, is_open
from bot.usecases.own_drafts import own_open
from bot.usecases.powers import branch_target, find_member
from storage import audit, households, outbox, people
from storage.database import Transaction
from storage.households import HouseholdRow


def check(tx: Transaction, actor: Actor, household_id: int, person_id: int, now: datetime) -> Member:
    """Somebody who may be put down as a candidate by the actor now.

    Raises ``UserError`` as ``households.find``, ``person-gone``, ``household-closed``,
    ``household-many-candidates``.
    """
    row, branch = find(tx, actor, household_id)
    runs = may(actor, Right.SETTLE_YEAR, branch_target(branch))
    member, target = find_member(tx, person_id)
    own = person_id == actor.person_id
    if member.branch_id != branch.id or not (own or runs or may(actor, Right.LOG_FOR_OTHERS, target)):
        raise not_allowed(actor)
    if not is_open(row, now) and not (runs and row.state is HouseholdState.OPEN):
        raise UserError("household-closed")
    standing = households.candidates(tx, row.id)
    if len(standing) >= MOST_CANDIDATES and person_id not in {one.person_id for one in standing}:
        raise UserError("household-many-candidates", limit=MOST_CANDIDATES)
    return member


def stand(
    tx: Transaction, actor: Actor, household_id: int, person_id: int, text: str | None, now: datetime
) -> Member:
    """Put somebody down, with words or with none. Raises as ``check`` and ``honour_words.said``."""
    member = check(tx, actor, household_id, person_id, now)
    words = said(text) if text is not None else ""
    is_new = households.put_candidate(tx, household_id, person_id, words, actor.person_id)
    if person_id != actor.person_id:
        audit.note(tx, actor, "household-stands", person_id, now, {"household": household_id})
        if is_new:
            _tell(tx, actor, household_id, person_id, now)
    return member


def _tell(tx: Transaction, actor: Actor, household_id: int, person_id: int, now: datetime) -> None:
    row, branch = find(tx, actor, household_id)
    values: dict[str, Value] = {"branch": branch.name, "year": str(row.year), "name": actor.name or "—"}
    buttons = (
        (
            Button("household-button-words", f"hh.me:{household_id}"),
            Button("household-button-off", f"hh.off:{household_id}:{person_id}"),
        ),
    )
    message = Message("household-push-named", values, buttons)
    push = Push("honour-named", Lane.NOTICE, message, "reason-honour")
    outbox.enqueue_for_people(tx, push, [person_id], now, actor.person_id)


def stand_down(tx: Transaction, actor: Actor, household_id: int, person_id: int, now: datetime) -> bool:
    """Take somebody off the list; False when they were not on it. Raises as ``check``."""
    check(tx, actor, household_id, person_id, now)
    gone = households.drop_candidate(tx, household_id, person_id)
    if gone and person_id != actor.person_id:
        audit.note(tx, actor, "household-stands-down", person_id, now, {"household": household_id})
    return gone


def could_stand(
    tx: Transaction, actor: Actor, household_id: int, now: datetime
) -> tuple[HouseholdRow, Branch, list[Member]]:
    """Those whose name the actor may put down and who do not stand yet, by group and name."""
    row, branch = find(tx, actor, household_id)
    runs = may(actor, Right.SETTLE_YEAR, branch_target(branch))
    standing = {one.person_id for one in households.candidates(tx, row.id)}
    found = [
        one
        for one in people.page(tx, branch.id, EVERYBODY, 0)
        if one.id not in standing
        and one.id != actor.person_id
        and (runs or may(actor, Right.LOG_FOR_OTHERS, people.target(tx, one)))
    ]
    if not found and not runs and not may(actor, Right.LOG_FOR_OTHERS, branch_target(branch)):
        raise not_allowed(actor)
    if not is_open(row, now) and not (runs and row.state is HouseholdState.OPEN):
        raise UserError("household-closed")
    return row, branch, found


def recommended(
    tx: Transaction, actor: Actor, household_id: int
) -> tuple[HouseholdRow, list[tuple[int, str, int, tuple[str, ...]]]]:
    """Whom residents recommend and why, for who leads the choice; by whom nobody can know."""
    row, _ = find_run(tx, actor, household_id)
    return row, households.recommended(tx, row.id)


def asked(tx: Transaction, actor: Actor, draft_id: int, journey: str) -> tuple[int, int]:
    """Of which choice, and of whom, words were asked for. Raises ``UserError("button-broken")``."""
    draft = own_open(tx, actor, draft_id, journey)
    return draft.data["household"], draft.data["person"]
