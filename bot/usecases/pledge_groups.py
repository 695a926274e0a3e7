"""A published pledge in the branch's group chats (亮诺): a name and what it promises, nothing else."""

from __future__ import annotations

from datetime import datetime

from bot.domain.group_chats import TopicKind
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.pledges import Pledge, PledgeChange
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases.pledge_words import brief, pledge_lines
from storage import branches, group_chats, outbox, pledges
from storage.database import Transaction

KIND = "pledge-group"


def show_to_groups(tx: Transaction, actor: Actor, pledge_id: int, now: datetime) -> int:
    """Queue it for every group of the branch, once; returns how many groups.

    Raises ``UserError`` ``not-allowed``, ``pledge-not-public``, ``pledge-shown``, ``pledge-no-groups``.
    """
    found = pledges.find(tx, pledge_id)
    if found is None or not may(actor, Right.REVIEW_PLEDGES, found.target):
        raise not_allowed(actor)
    if not found.is_public:
        raise UserError("pledge-not-public")
    if any(event.change is PledgeChange.SHOWN for event in pledges.history(tx, pledge_id)):
        raise UserError("pledge-shown")
    chats = group_chats.reachable(tx, found.branch_id)
    if not chats:
        raise UserError("pledge-no-groups")
    push = group_push(tx, found, now)
    push_id = outbox.keep(tx, push, now, actor.person_id)
    pledges.note(tx, pledge_id, PledgeChange.SHOWN, actor.person_id, None, now)
    ids = [one.chat_id for one in chats]
    return outbox.enqueue_for_groups(tx, push_id, push, ids, TopicKind.NOTICE, now, actor.person_id or 0)


def group_push(tx: Transaction, pledge: Pledge, now: datetime) -> Push:
    """What the groups see of a pledge."""
    today = local_now(now, branches.get(tx, pledge.branch_id).timezone).date()
    key = "pledge-group-of-branch" if pledge.is_of_branch else "pledge-group"
    # Whoever presses it follows the pledge, and hears so alone.
    follow = Button("pledges-button-follow", f"kp.gfollow:{pledge.id}")
    message = Message(key, {"name": brief(pledge)["name"]}, ((follow,),), pledge_lines(pledge, today))
    return Push(KIND, Lane.NOTICE, message, "reason-pledge-group")
