"""Telling a branch of its honours: everybody in private, and its group chats."""

from __future__ import annotations

from datetime import datetime

from bot.domain.group_chats import TopicKind
from bot.domain.messages import Buttons, Lane, Message, Push
from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.domain.typed import typed_line
from storage import group_chats, outbox, people
from storage.database import Transaction

WORDS = 200  # characters of what somebody says about an honour
EVERYBODY = 100_000  # more people than any branch has


def said(text: str) -> str:
    """Words on one line. Raises ``UserError`` ``honour-words-missing``, ``-long``, ``identity-number``."""
    return typed_line(text, WORDS, "honour-words-missing", "honour-words-long")


def tell_members(tx: Transaction, branch: Branch, push: Push, actor: Actor, now: datetime) -> int:
    """Tell everybody on the roster but the actor; returns how many can be reached."""
    whom = [one.id for one in people.page(tx, branch.id, EVERYBODY, 0) if one.id != actor.person_id]
    return outbox.enqueue_for_people(tx, push, whom, now, actor.person_id)


def tell_groups(
    tx: Transaction, branch: Branch, message: Message, buttons: Buttons, actor: Actor, now: datetime
) -> int:
    """Tell the branch's group chats; returns how many can be reached."""
    chats = [one.chat_id for one in group_chats.reachable(tx, branch.id)]
    if not chats:
        return 0
    words = Message(message.key, message.values, buttons, message.more)
    push = Push("honour-group", Lane.NOTICE, words, "reason-honour-group")
    push_id = outbox.keep(tx, push, now, actor.person_id)
    sender = actor.person_id or 0
    return outbox.enqueue_for_groups(tx, push_id, push, chats, TopicKind.NOTICE, now, sender)
