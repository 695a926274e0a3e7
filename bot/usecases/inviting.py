"""Making invite codes. Only their hashes are stored, so a code can be read once: now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.invites import LIFETIME, hash_code, new_code
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, Role, may, not_allowed, require
from bot.errors import UserError
from bot.usecases.powers import branch_target, find_branch, find_member, require_for
from storage import audit, branches, drafts, invites, people
from storage.database import Transaction

JOURNEY = "inviting"


@dataclass(frozen=True, slots=True)
class NewInvite:
    """A fresh code of one person, in the clear."""

    name: str
    branch: str
    code: str


@dataclass(frozen=True, slots=True)
class Inviting:
    """A branch whose people wait to be invited; ``count`` of them."""

    draft_id: int
    branch: Branch
    count: int


def make_invites(tx: Transaction, actor: Actor, branch_name: str | None, now: datetime) -> list[NewInvite]:
    """New codes for everybody of a branch (None: of all the actor may invite to) who has not joined.

    Older unused codes stop working. People with a role the actor could not give are left out: an invite is a
    way to become them. Raises ``UserError`` ``branch-unknown``, ``not-allowed``.
    """
    return _invite_all(tx, actor, _branches(tx, actor, branch_name), now)


def start_inviting(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> Inviting:
    """What ``invite_branch`` would do; its draft lets it happen once, for a second time voids the first."""
    branch = find_branch(tx, actor, Right.INVITE, branch_id)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, {"branch": branch_id}, now)
    return Inviting(draft.id, branch, len(invitable(tx, actor, branch)))


def invite_branch(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> list[NewInvite]:
    """``make_invites`` for the branch of a draft, which ends; ``UserError("invites-done")`` if it had."""
    draft = drafts.find_own(tx, draft_id, JOURNEY, actor.telegram_id)
    if draft is None:
        raise UserError("button-broken")
    if not drafts.close(tx, draft_id, drafts.DONE, now):
        raise UserError("invites-done")
    branch = find_branch(tx, actor, Right.INVITE, draft.data["branch"])
    return _invite_all(tx, actor, [branch], now)


def invitable(tx: Transaction, actor: Actor, branch: Branch) -> list[Member]:
    """Whom ``invite_branch`` would invite; nobody without the right."""
    if not may(actor, Right.INVITE, branch_target(branch)):
        return []
    return _to_invite(tx, actor, {branch.id: branch})


def _invite_all(tx: Transaction, actor: Actor, found: list[Branch], now: datetime) -> list[NewInvite]:
    chosen = {branch.id: branch for branch in found}
    members = _to_invite(tx, actor, chosen)
    codes = [new_code() for _ in members]
    invites.void(tx, [member.id for member in members], now)
    _keep(tx, actor, members, codes, now)
    return [
        NewInvite(member.name, chosen[member.branch_id].name, code)
        for member, code in zip(members, codes, strict=True)
    ]


def _to_invite(tx: Transaction, actor: Actor, chosen: dict[int, Branch]) -> list[Member]:
    members = people.without_account(tx, chosen)
    if Role.OPERATOR not in actor.roles:
        members = _within_reach(tx, actor, members, chosen)
    return members


def _branches(tx: Transaction, actor: Actor, name: str | None) -> list[Branch]:
    if name is None:
        found = [branch for branch in branches.every(tx) if may(actor, Right.INVITE, branch_target(branch))]
        if not found and Role.OPERATOR not in actor.roles:
            raise not_allowed(actor)
        return found
    branch = branches.find_by_name(tx, name)
    if branch is None:
        raise UserError("branch-unknown", name=name)
    require(actor, Right.INVITE, branch_target(branch))
    return [branch]


def _within_reach(
    tx: Transaction, actor: Actor, members: Sequence[Member], chosen: dict[int, Branch]
) -> list[Member]:
    powerful = people.powerful(tx, chosen)
    administrators = people.powerful(tx, chosen, Role.COMMITTEE_ADMINISTRATOR)
    may_grant = {id: may(actor, Right.GRANT_RIGHTS, branch_target(branch)) for id, branch in chosen.items()}
    return [
        member
        for member in members
        if member.id not in administrators and (member.id not in powerful or may_grant[member.branch_id])
    ]


def make_invite(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> NewInvite:
    """A new code for one person; with an account already, it is good for moving to another phone.

    Raises ``UserError`` ``person-gone``, ``not-allowed``.
    """
    member, target = find_member(tx, person_id)
    require_for(tx, actor, Right.INVITE, target)
    code = new_code()
    invites.void(tx, [member.id], now)
    _keep(tx, actor, [member], [code], now)
    return NewInvite(member.name, branches.get(tx, member.branch_id).name, code)


def _keep(
    tx: Transaction, actor: Actor, members: Sequence[Member], codes: Sequence[str], now: datetime
) -> None:
    hashed = [(member.id, hash_code(code)) for member, code in zip(members, codes, strict=True)]
    invites.create(tx, hashed, now, now + LIFETIME)
    audit.note_many(tx, actor, "invited", [(member.id, {}) for member in members], now)
