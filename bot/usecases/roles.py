"""Giving and taking roles, and the rights of a committee member one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Lane, Message, Push, Term, Value
from bot.domain.people import Branch, Member
from bot.domain.rights import GRANTABLE, Actor, Right, Role, Target, not_allowed
from bot.errors import UserError
from bot.usecases.notice_revoking import stop_notices_of
from bot.usecases.powers import find_member, may_change
from bot.usecases.roster import holding_for
from storage import audit, branches, holdings, outbox
from storage.database import Transaction

# The roles that are given to a person, in the order they are offered.
GIVEN = (
    Role.GROUP_LEADER,
    Role.COMMITTEE_MEMBER,
    Role.SECRETARY,
    Role.CONTACT_LEADER,
    Role.COMMITTEE_ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class RolesCard:
    """``offered``: each role the actor may change, and whether the person holds it.

    ``rights``: the grantable ones and whether they are given; empty unless the person is a committee member.
    Of their own the actor sees only what they hold.
    ``warning``: nothing was changed yet, for the branch would be without a secretary.
    """

    member: Member
    branch: Branch
    offered: tuple[tuple[Role, bool], ...]
    rights: tuple[tuple[Right, bool], ...]
    warning: bool = False


def open_roles(tx: Transaction, actor: Actor, person_id: int) -> RolesCard:
    """A person's roles, for who may change them. Raises ``UserError`` ``person-gone``, ``not-allowed``."""
    member, target = find_member(tx, person_id)
    return _card(tx, actor, member, target)


def _card(tx: Transaction, actor: Actor, member: Member, target: Target, warning: bool = False) -> RolesCard:
    if not may_change(actor, Role.SECRETARY, target):
        raise not_allowed(actor)
    held = {one.role for one in holdings.of_person(tx, member.id)}
    granted = holdings.granted(tx, member.id, member.branch_id)
    offered = ((role, role in held) for role in GIVEN if _can_have(actor, role, member, target))
    rights = ((right, right in granted) for right in Right if right in GRANTABLE)
    to_give = _may_give_to(actor, member)
    branch = branches.get(tx, member.branch_id)
    return RolesCard(
        member,
        branch,
        tuple(one for one in offered if one[1] or to_give),
        tuple(one for one in rights if one[1] or to_give) if Role.COMMITTEE_MEMBER in held else (),
        warning=warning,
    )


def _may_give_to(actor: Actor, member: Member) -> bool:
    """Nobody gives themselves what others have not given them; only the operator stands above that."""
    return actor.person_id != member.id or Role.OPERATOR in actor.roles


def _require_other(actor: Actor, member: Member) -> None:
    if not _may_give_to(actor, member):
        raise UserError("own-powers")


def _can_have(actor: Actor, role: Role, member: Member, target: Target) -> bool:
    place = {Role.GROUP_LEADER: target.group_id, Role.COMMITTEE_ADMINISTRATOR: target.committee_id}
    return may_change(actor, role, target) and place.get(role, target.branch_id) is not None


def give_role(tx: Transaction, actor: Actor, person_id: int, role: Role, now: datetime) -> RolesCard:
    """Give a role in the person's own group, branch or committee; held already, nothing happens.

    Raises ``UserError`` ``person-gone``, ``not-allowed``, ``button-broken`` (no such role to give),
    ``own-powers``.
    """
    member, target = _changeable(tx, actor, person_id, role)
    _require_other(actor, member)
    if not _can_have(actor, role, member, target):
        raise UserError("role-without-place")
    if not _holds(tx, member, role):
        branch = branches.get(tx, member.branch_id)
        holdings.give(tx, [(member.id, holding_for(role, branch, member.group_id))])
        _tell(tx, actor, member, "roles-push-given", {"role": Term(f"role-{role}")}, now)
        audit.note(tx, actor, "role-given", member.id, now, {"role": role})
    return _card(tx, actor, member, target)


def take_role(
    tx: Transaction, actor: Actor, person_id: int, role: Role, now: datetime, *, sure: bool = False
) -> RolesCard:
    """Take a role away; from the very next act on it gives nothing.

    The last secretary of a branch cannot step down (``UserError("last-secretary")``); anybody else who takes
    the role from the last one is warned first, and does it with ``sure``.
    """
    member, target = _changeable(tx, actor, person_id, role)
    if role is Role.SECRETARY and holdings.secretaries(tx, member.branch_id) == {member.id}:
        if actor.person_id == member.id:
            raise UserError("last-secretary")
        if not sure:
            return _card(tx, actor, member, target, warning=True)
    if holdings.take(tx, member.id, role):
        stop_notices_of(tx, actor, [member.id], now)
        _tell(tx, actor, member, "roles-push-taken", {"role": Term(f"role-{role}")}, now)
        audit.note(tx, actor, "role-taken", member.id, now, {"role": role})
    # Whoever has just stepped down may read the outcome, and press nothing on it.
    return _card(tx, actor, member, target)


def set_right(
    tx: Transaction, actor: Actor, person_id: int, right: Right, given: bool, now: datetime
) -> RolesCard:
    """Give a committee member one right, or take it back.

    Raises ``UserError`` ``person-gone``, ``not-allowed``, ``button-broken``, ``own-powers``,
    ``not-committee-member``.
    """
    member, target = find_member(tx, person_id)
    if not may_change(actor, Role.COMMITTEE_MEMBER, target):
        raise not_allowed(actor)
    if right not in GRANTABLE:
        raise UserError("button-broken")
    if given:
        _require_other(actor, member)
    if not _holds(tx, member, Role.COMMITTEE_MEMBER):
        raise UserError("not-committee-member")
    if (right in holdings.granted(tx, member.id, member.branch_id)) != given:
        if given:
            holdings.allow(tx, [(member.id, member.branch_id, right)])
        else:
            holdings.disallow(tx, member.id, member.branch_id, right)
            stop_notices_of(tx, actor, [member.id], now)
        key = "roles-push-right-given" if given else "roles-push-right-taken"
        _tell(tx, actor, member, key, {"right": Term(f"right-{right}")}, now)
        audit.note(tx, actor, "right-given" if given else "right-taken", member.id, now, {"right": right})
    return _card(tx, actor, member, target)


def _changeable(tx: Transaction, actor: Actor, person_id: int, role: Role) -> tuple[Member, Target]:
    member, target = find_member(tx, person_id)
    if role not in GIVEN:
        raise UserError("button-broken")
    if not may_change(actor, role, target):
        raise not_allowed(actor)
    return member, target


def _holds(tx: Transaction, member: Member, role: Role) -> bool:
    return any(one.role is role for one in holdings.of_person(tx, member.id))


def _tell(
    tx: Transaction, actor: Actor, member: Member, key: str, values: dict[str, Value], now: datetime
) -> None:
    if actor.person_id != member.id:
        branch = branches.get(tx, member.branch_id)
        push = Push("roles", Lane.NOTICE, Message(key, {"branch": branch.name, **values}), "reason-roles")
        outbox.enqueue_for_people(tx, push, [member.id], now, actor.person_id)
