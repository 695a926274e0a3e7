"""关注: hearing it when a colleague's pledge is kept; who wants that says so, and can stop it at any time."""

from __future__ import annotations

from datetime import datetime

from bot.domain.pledges import Pledge, PledgeState
from bot.domain.rights import Actor, not_allowed
from bot.errors import UserError
from bot.usecases.pledge_showing import Card, card_of
from storage import group_chats, pledge_followers, pledges
from storage.database import Transaction


def follow(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """Be told. Raises ``UserError`` ``not-allowed``, ``pledges-follow-own``, ``pledge-moved-on``."""
    pledge = _find(tx, actor, pledge_id)
    pledge_followers.follow(tx, pledge.id, actor.person_id or 0)
    return card_of(tx, actor, pledge, now)


def leave(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> Card:
    """Not any more. Raises ``UserError("not-allowed")``."""
    pledge = pledges.find(tx, pledge_id)
    if pledge is None or actor.person_id is None or actor.branch_id != pledge.branch_id:
        raise not_allowed(actor)
    pledge_followers.leave(tx, pledge.id, actor.person_id)
    return card_of(tx, actor, pledge, now)


def toggle_in_group(tx: Transaction, actor: Actor, pledge_id: int, chat_id: int) -> bool:
    """关注, pressed in a group chat: pressed again, not any more; whether the actor follows it now.

    Raises ``UserError`` ``pledges-group-stranger`` for who is on no roster, ``pledges-group-other`` for who
    belongs to another branch than the group's or the pledge's, and as ``follow``.
    """
    if actor.person_id is None:
        raise UserError("pledges-group-stranger")
    pledge, here = pledges.find(tx, pledge_id), group_chats.find(tx, chat_id)
    if pledge is None or here is None or not here.branch_id == pledge.branch_id == actor.branch_id:
        raise UserError("pledges-group-other")
    if pledge_followers.follows(tx, pledge.id, actor.person_id):
        pledge_followers.leave(tx, pledge.id, actor.person_id)
        return False
    pledge_followers.follow(tx, _find(tx, actor, pledge.id).id, actor.person_id)
    return True


def _find(tx: Transaction, actor: Actor, pledge_id: int) -> Pledge:
    pledge = pledges.find(tx, pledge_id)
    if pledge is None or actor.person_id is None or actor.branch_id != pledge.branch_id:
        raise not_allowed(actor)
    if not pledge.is_public:
        raise not_allowed(actor)
    if pledge.person_id == actor.person_id:
        raise UserError("pledges-follow-own")
    if pledge.state is not PledgeState.PUBLISHED:
        raise UserError("pledge-moved-on")
    return pledge
