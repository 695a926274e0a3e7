"""A bound group or a topic of it is gone: kept, and told to the branch once, in one transaction.

It stands here because both hear of it first now and then: the use cases from an update, and the delivery
engine from a refusal.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.domain.group_chats import group_lost, topic_lost
from storage import group_chats, holdings, outbox
from storage.database import Transaction
from storage.schema import group_chat, person


def cannot_reach(tx: Transaction, chat_id: int, reach: str, now: datetime) -> None:
    """A group cannot be written to any more, for the reason in ``reach``; told when it is bound and new."""
    if group_chats.set_reach(tx, chat_id, reach):
        group = group_chats.find(tx, chat_id)
        if group is not None:
            outbox.enqueue_for_people(tx, group_lost(group.title, reach), _watchers(tx, chat_id), now)


def topic_gone(tx: Transaction, chat_id: int, thread_id: int, now: datetime) -> None:
    """A topic was deleted or closed: what went there goes to the general one from now on."""
    kinds = group_chats.forget_topic(tx, chat_id, thread_id)
    group = group_chats.find(tx, chat_id)
    if kinds and group is not None:
        outbox.enqueue_for_people(tx, topic_lost(group.title, kinds), _watchers(tx, chat_id), now)


def _watchers(tx: Transaction, chat_id: int) -> Collection[int]:
    """The secretaries of the group's branch; a branch without one: whoever bound the group."""
    query = (
        sa.select(group_chat.c.branch_id, person.c.id)
        .select_from(
            group_chat.outerjoin(person, sa.and_(person.c.id == group_chat.c.bound_by, person.c.active))
        )
        .where(group_chat.c.chat_id == chat_id)
    )
    branch_id, bound_by = tx.execute(query).one()
    return holdings.secretaries(tx, branch_id) or ({bound_by} if bound_by is not None else set())
