"""Having a reminder again later (稍后提醒), by its own button."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Message, Moment, Push
from bot.domain.peace import Topic, handling
from bot.domain.putting_off import Later, choices, with_later
from bot.domain.rights import Actor
from bot.errors import UserError
from storage import had
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Offer:
    """A reminder as its person sees it, and when they can have it again, on the branch's wall clock."""

    push_id: int
    message: Message
    choices: Mapping[Later, Moment]
    topic: Topic | None


def offer(tx: Transaction, actor: Actor, push_id: int, now: datetime) -> Offer:
    """When a reminder could come again. Raises ``UserError`` ``later-gone``, ``later-too-late``."""
    push = _find(tx, actor, push_id)
    found = choices(actor.hours, now, push.expires_at)
    if not found:
        raise UserError("later-too-late")
    moments = {choice: Moment.of(actor.hours.local(at)) for choice, at in found.items()}
    return Offer(
        push_id, with_later(push.message, push, push_id), moments, handling(push.kind, push.lane).topic
    )


def show(tx: Transaction, actor: Actor, push_id: int) -> Message:
    """The reminder as it was. Raises ``UserError`` ``later-gone``."""
    push = _find(tx, actor, push_id)
    return with_later(push.message, push, push_id)


def put_off(tx: Transaction, actor: Actor, push_id: int, choice: str, now: datetime) -> Moment:
    """Send the actor this reminder once more then; another choice replaces the one before.

    It ends when the first one would have. Raises ``UserError`` ``later-gone``, ``later-too-late``,
    ``button-broken``.
    """
    push = _find(tx, actor, push_id)
    try:
        chosen = Later(choice)
    except ValueError:
        raise UserError("button-broken") from None
    at = choices(actor.hours, now, push.expires_at).get(chosen)
    if at is None:
        raise UserError("later-too-late")
    had.put_off(tx, push_id, push, actor.telegram_id, at, now)
    return Moment.of(actor.hours.local(at))


def _find(tx: Transaction, actor: Actor, push_id: int) -> Push:
    if actor.person_id is None:
        raise UserError("later-gone")
    push = had.find(tx, push_id, actor.telegram_id, actor.person_id)
    if push is None or not handling(push.kind, push.lane).may_snooze:
        raise UserError("later-gone")
    return push
