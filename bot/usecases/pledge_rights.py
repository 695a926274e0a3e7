"""Who may see a pledge that was made, work on it, and decide its end."""

from __future__ import annotations

from bot.domain.pledges import Pledge, PledgeState
from bot.domain.rights import Actor, Right, may, not_allowed
from storage import members, people, pledges
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.members import Holder


def may_see(actor: Actor, pledge: Pledge) -> bool:
    """Whether the actor may read it: what is public everybody of the branch, and else those it concerns."""
    if pledge.is_own(actor.person_id) or (actor.is_member and actor.person_id == pledge.made_by):
        return True
    if may(actor, Right.REVIEW_PLEDGES, pledge.target):
        return True
    return pledge.is_public and actor.branch_id == pledge.branch_id


def find_seen(tx: Transaction, actor: Actor, pledge_id: int) -> Pledge:
    """A pledge that the actor may read; ``UserError("not-allowed")`` else."""
    pledge = pledges.find(tx, pledge_id)
    if pledge is None or not may_see(actor, pledge):
        raise not_allowed(actor)
    return pledge


def may_work_on(tx: Transaction, actor: Actor, pledge: Pledge) -> bool:
    """Whether the actor may write down what was done: for their own word, or for who has no account."""
    if pledge.state is not PledgeState.PUBLISHED:
        return False
    if pledge.person_id is None:
        return pledge.is_own(actor.person_id) or may(actor, Right.REVIEW_PLEDGES, pledge.target)
    member = people.find(tx, pledge.person_id)
    if member is None or not member.active:
        return False
    if pledge.is_own(actor.person_id):
        return True
    return member.telegram_id is None and may(actor, Right.LOG_FOR_OTHERS, pledge.target)


def appraisers(tx: Transaction, pledge: Pledge) -> list[Holder]:
    """Who can be asked to decide its end: none whose own word it is."""
    found: dict[int, Holder] = {}
    for holder in members.reachable_holders(tx, pledge.target):
        if pledge.is_own(holder.person_id) or holder.person_id in found:
            continue
        caller = Caller(holder.telegram_id, holder.locale, "UTC", is_operator=False)
        if may(load_actor(tx, caller), Right.REVIEW_PLEDGES, pledge.target):
            found[holder.person_id] = holder
    return list(found.values())


def may_appraise(tx: Transaction, actor: Actor, pledge: Pledge) -> bool:
    """Whether the actor may decide its end: not that of their own word, if anybody else can."""
    if pledge.state is not PledgeState.PUBLISHED or not may(actor, Right.REVIEW_PLEDGES, pledge.target):
        return False
    return not pledge.is_own(actor.person_id) or not appraisers(tx, pledge)
