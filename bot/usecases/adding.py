"""Adding one member by a sentence: understood, shown on a card, submitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.people import Branch, MemberCategory, MemberKind, Office
from bot.domain.rights import Actor, Right, may, may_anywhere, not_allowed, require
from bot.errors import UserError
from bot.office.roster import RosterRow
from bot.parsing.member import MemberSentence
from bot.usecases.inviting import NewInvite, make_invite
from bot.usecases.namesakes import differences
from bot.usecases.own_drafts import own_open
from bot.usecases.powers import branch_target, may_act_for
from bot.usecases.roster import Founding, carry_out
from bot.usecases.roster_plan import plan_addition
from storage import branches, drafts, people
from storage.database import Transaction

JOURNEY = "member"


@dataclass(frozen=True, slots=True)
class AddingCard:
    """What was understood, and what was not: pairs of a doubt's key and the piece of text."""

    draft_id: int
    row: RosterRow
    doubts: tuple[tuple[str, str], ...]
    namesake: bool


@dataclass(frozen=True, slots=True)
class Added:
    """The new person; the invite is None when the actor may not invite them."""

    person_id: int
    name: str
    invite: NewInvite | None


def start_adding(tx: Transaction, actor: Actor, said: MemberSentence, now: datetime) -> AddingCard:
    """Keep what was said as a draft. Nobody is added yet.

    Raises ``UserError`` ``not-allowed``, ``member-which-branch`` (the actor looks after several),
    ``member-name-unclear``, ``member-identity-number``.
    """
    branch = _branch(tx, actor)
    if any(doubt.code == "identity-number" for doubt in said.doubts):
        raise UserError("member-identity-number")
    if said.name is None:
        raise UserError("member-name-unclear")
    row = RosterRow(
        number=1,
        name=said.name,
        branch=branch.name,
        group=said.group,
        category=said.category,
        kind=said.kind,
        office=said.office,
        joined_on=said.joined,
        phone=said.phone,
    )
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, _to_json(row, branch), now)
    doubts = tuple((doubt.code, doubt.text) for doubt in said.doubts)
    return AddingCard(draft.id, row, doubts, bool(people.named(tx, branch.id, row.name)))


def _branch(tx: Transaction, actor: Actor) -> Branch:
    if not may_anywhere(actor, Right.EDIT_ROSTER):
        raise not_allowed(actor)
    own = branches.find(tx, actor.branch_id) if actor.branch_id is not None else None
    if own and may(actor, Right.EDIT_ROSTER, branch_target(own)):
        return own
    found = [branch for branch in branches.every(tx) if may(actor, Right.EDIT_ROSTER, branch_target(branch))]
    if len(found) != 1:
        raise UserError("member-which-branch")
    return found[0]


def submit_adding(tx: Transaction, actor: Actor, draft_id: int, now: datetime, founding: Founding) -> Added:
    """Put the person of the draft on the roster and make an invite for them.

    Raises ``UserError`` ``member-card-done``, ``member-exists`` (nothing tells them from a namesake),
    ``member-office-not-yours``, ``member-leader-without-group``, ``not-allowed``.
    """
    draft = own_open(tx, actor, draft_id, JOURNEY, "member-card-done")
    drafts.close(tx, draft.id, drafts.DONE, now)
    branch = branches.get(tx, draft.data["branch_id"])
    require(actor, Right.EDIT_ROSTER, branch_target(branch))
    row = _from_json(draft.data, branch)
    plan = plan_addition(tx, actor, branch, row, _left_before(tx, branch, row))
    if plan.problems:
        without_group = plan.problems[0].key == "leader-without-group"
        raise UserError("member-leader-without-group" if without_group else "member-office-not-yours")
    carry_out(tx, actor, plan, now, founding)
    person_id = plan.changes[0].new.id
    member = people.find(tx, person_id)
    if member is None or not may_act_for(tx, actor, Right.INVITE, people.target(tx, member)):
        return Added(person_id, row.name, None)
    return Added(person_id, row.name, make_invite(tx, actor, person_id, now))


def cancel_adding(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Drop the draft. Raises ``UserError("member-card-done")``."""
    drafts.close(tx, own_open(tx, actor, draft_id, JOURNEY, "member-card-done").id, drafts.CANCELLED, now)


def _left_before(tx: Transaction, branch: Branch, row: RosterRow) -> people.Entry | None:
    """Somebody of that name who has left, when it can be nobody else; ``UserError("member-exists")``."""
    same = [entry for entry in people.entries(tx, [branch.id]) if entry.name == row.name]
    if any(entry.active and not differences(row, entry) for entry in same):
        raise UserError("member-exists", name=row.name)
    gone = [entry for entry in same if not entry.active and not differences(row, entry)]
    return gone[0] if len(gone) == 1 else None


def _to_json(row: RosterRow, branch: Branch) -> dict[str, Any]:
    return {
        "branch_id": branch.id,
        "name": row.name,
        "group": row.group,
        "category": row.category,
        "kind": row.kind,
        "office": row.office,
        "joined_on": row.joined_on.isoformat() if row.joined_on else None,
        "phone": row.phone,
    }


def _from_json(data: Mapping[str, Any], branch: Branch) -> RosterRow:
    return RosterRow(
        number=1,
        name=data["name"],
        branch=branch.name,
        group=data["group"],
        category=MemberCategory(data["category"]) if data["category"] else None,
        kind=MemberKind(data["kind"]),
        office=Office(data["office"]) if data["office"] else None,
        joined_on=date.fromisoformat(data["joined_on"]) if data["joined_on"] else None,
        phone=data["phone"],
    )
