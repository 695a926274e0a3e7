"""Whose powers may be touched by whom: everything that could hand a role to somebody else asks here."""

from __future__ import annotations

from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, Role, Target, may, not_allowed, require
from bot.errors import UserError
from storage import branches, holdings, people
from storage.database import Transaction


def branch_target(branch: Branch) -> Target:
    """A branch as an object of rights."""
    return Target(branch.committee_id, branch.id)


def branches_with(tx: Transaction, actor: Actor, right: Right) -> list[Branch]:
    """The branches over which the actor holds the right, by name."""
    if Role.OPERATOR in actor.roles:
        return branches.every(tx)
    committees = {held.committee_id for held in actor.holdings if held.committee_id is not None}
    own = {held.branch_id for held in actor.holdings if held.branch_id is not None}
    return [one for one in branches.within(tx, committees, own) if may(actor, right, branch_target(one))]


def find_branch(tx: Transaction, actor: Actor, right: Right, branch_id: int) -> Branch:
    """A branch over which the actor holds the right. Raises ``UserError`` as ``not_allowed``."""
    branch = branches.find(tx, branch_id)
    if branch is None:  # whether a number is taken is nobody's business
        raise not_allowed(actor)
    require(actor, right, branch_target(branch))
    return branch


def find_member(tx: Transaction, person_id: int) -> tuple[Member, Target]:
    """An active person and the object of rights they are. Raises ``UserError("person-gone")``."""
    member = people.find(tx, person_id)
    if member is None or not member.active:
        raise UserError("person-gone")
    return member, people.target(tx, member)


def may_change(actor: Actor, role: Role, target: Target) -> bool:
    """Whether the actor may give or take the role; committee administrators are the operator's alone."""
    if role is Role.COMMITTEE_ADMINISTRATOR:
        return Role.OPERATOR in actor.roles
    return may(actor, Right.GRANT_RIGHTS, target)


def may_act_for(tx: Transaction, actor: Actor, right: Right, target: Target) -> bool:
    """Whether the actor holds the right and could also give every role the person has.

    An invite, a rebind or a removal decides who holds those roles: a committee member who may invite must
    not be able to become the secretary that way.
    """
    if target.person_id is None or not may(actor, right, target):
        return False
    return all(may_change(actor, held.role, target) for held in holdings.of_person(tx, target.person_id))


def require_for(tx: Transaction, actor: Actor, right: Right, target: Target) -> None:
    """Raise ``UserError("not-allowed")`` unless ``may_act_for``."""
    require(actor, right, target)
    if not may_act_for(tx, actor, right, target):
        raise not_allowed(actor)
