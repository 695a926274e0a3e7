"""Who reviews a pledge (审诺), and what they are told."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.pledges import Pledge
from bot.domain.rights import Actor, Right, Role, may
from bot.domain.service import local_now
from bot.usecases.pledge_words import brief, pledge_lines
from storage import branches, members, outbox, people
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.members import Holder

KIND = "pledge-review"
# Whoever of the first of these can review is asked; the committee only when nobody of the branch can.
_ASKED = (
    frozenset({Role.SECRETARY, Role.COMMITTEE_MEMBER}),
    frozenset({Role.COMMITTEE_ADMINISTRATOR}),
)


def reviewers(tx: Transaction, pledge: Pledge) -> list[Holder]:
    """Who is asked to review: of the branch, or else of its committee; never about their own word.

    Only people with a Telegram account that can be reached are asked; empty for nobody.
    """
    holders = members.reachable_holders(tx, pledge.target)
    for roles in _ASKED:
        asked = {
            holder.person_id: holder
            for holder in holders
            if holder.role in roles
            and not pledge.is_own(holder.person_id)
            and may(_actor(tx, holder), Right.REVIEW_PLEDGES, pledge.target)
        }
        if asked:
            return list(asked.values())
    return []


def _actor(tx: Transaction, holder: Holder) -> Actor:
    return load_actor(tx, Caller(holder.telegram_id, holder.locale, "UTC", is_operator=False))


def may_review(tx: Transaction, actor: Actor, pledge: Pledge) -> bool:
    """Whether the actor may review it: their own word only when nobody else can be asked."""
    if not may(actor, Right.REVIEW_PLEDGES, pledge.target):
        return False
    return not pledge.is_own(actor.person_id) or not reviewers(tx, pledge)


def may_publish_alone(tx: Transaction, actor: Actor, pledge: Pledge) -> bool:
    """Whether it is the actor's own word, and there is nobody else who could review it."""
    return pledge.is_own(actor.person_id) and may_review(tx, actor, pledge)


def ask_to_review(tx: Transaction, pledge: Pledge, now: datetime) -> tuple[str, ...]:
    """Queue one push for those who review; returns their names."""
    asked = reviewers(tx, pledge)
    if asked:
        push = _push(tx, pledge, now)
        outbox.enqueue_for_people(tx, push, [holder.person_id for holder in asked], now)
    return tuple(holder.name for holder in asked)


def _push(tx: Transaction, pledge: Pledge, now: datetime) -> Push:
    today = local_now(now, branches.get(tx, pledge.branch_id).timezone).date()
    lines = [*pledge_lines(pledge, today), *enterer_lines(tx, pledge)]
    decide = (
        Button("button-confirm", f"plr.ok:{pledge.id}:{pledge.version}"),
        Button("button-return", f"plr.no:{pledge.id}:{pledge.version}"),
    )
    more = (Button("pledge-button-queue", "plr.list"),)
    message = Message("push-pledge-review", {"name": brief(pledge)["name"]}, (decide, more), tuple(lines))
    return Push(KIND, Lane.NOTICE, message, reason="reason-pledge-review")


def enterer_lines(tx: Transaction, pledge: Pledge) -> list[Message]:
    """Who made it, when it was not the person whose word it is."""
    enterer = people.find(tx, pledge.made_by) if pledge.made_by is not None else None
    if enterer is None or enterer.id == pledge.person_id:
        return []
    return [Message("pledge-line-made-by", {"name": enterer.name})]
