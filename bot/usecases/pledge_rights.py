"""Who may see a pledge that was made, work on it, and decide its end."""

from __future__ import annotations

from bot.domain.pledges import Pledge, PledgeState
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.usecases.pledge_asking import may_review
from storage import people, pledges
from storage.database import Transaction


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


def may_appraise(tx: Transaction, actor: Actor, pledge: Pledge) -> bool:
    """Whether the actor may decide its end: not that of their own word, if anybody else can."""
    return pledge.state is PledgeState.PUBLISHED and may_review(tx, actor, pledge)
