"""Forgetting pushes whose deliveries have all ended long ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.deliveries import ATTEMPTING
from storage.queue_rows import QUEUED
from storage.schema import delivery, digest, digest_line, push, quiz_push, sent_poll


def ended_before(tx: Transaction, before: datetime, limit: int = 500) -> list[int]:
    """The ids of pushes of which nothing is under way and nothing ended after a time; ``limit`` at most.

    Not the messages of a notice: who got them is who it concerned. Nor what a later push still changes or
    takes back: that one goes first; nor a quiz in group chats, for its polls hold the totals. Looks at every
    older push, so it is for a reading transaction.
    """
    alive = sa.exists().where(
        delivery.c.push_id == push.c.id,
        sa.or_(delivery.c.state.in_((QUEUED, ATTEMPTING)), delivery.c.done_at >= before),
    )
    change = push.alias("change")
    query = sa.select(push.c.id).where(
        push.c.created_at < before,
        sa.or_(push.c.notice_id.is_(None), push.c.part.is_(None)),
        ~sa.exists().where(change.c.about_id == push.c.id),
        ~sa.exists().where(quiz_push.c.push_id == push.c.id, quiz_push.c.person_id.is_(None)),
        ~alive,
    )
    return list(tx.execute(query.order_by(push.c.id).limit(limit)).scalars())


def forget(tx: Transaction, push_ids: Sequence[int]) -> int:
    """Delete these pushes with their deliveries and polls; how many pushes there were."""
    kept = sa.select(digest.c.id).where(digest.c.push_id.in_(push_ids))
    merged = sa.select(delivery.c.id).where(delivery.c.push_id.in_(push_ids))
    lines = sa.or_(digest_line.c.digest_id.in_(kept), digest_line.c.delivery_id.in_(merged))
    tx.execute(sa.delete(digest_line).where(lines))
    tx.execute(sa.delete(digest).where(digest.c.push_id.in_(push_ids)))
    for table in (quiz_push, sent_poll, delivery):
        tx.execute(sa.delete(table).where(table.c.push_id.in_(push_ids)))
    return tx.execute(sa.delete(push).where(push.c.id.in_(push_ids))).rowcount
