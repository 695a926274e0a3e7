"""Ending what waits of pushes that were stopped, before its turn comes."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.deliveries.attempts import drop_many
from storage.deliveries.rows import STOPPED
from storage.queue_rows import QUEUED
from storage.schema import delivery, push


def sweep_stopped(
    tx: Transaction, now: datetime, limit: int, after: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """End what waits of stopped pushes, looking at ``limit`` deliveries; None when no stopped push is left.

    Otherwise the place it has come to, for the next call. Without this they would end only one by one, each
    when its turn comes.
    """
    first = push.c.id >= after[0] if after else sa.true()
    unswept = sa.select(push.c.id).where(push.c.stopped_at.is_not(None), push.c.swept_at.is_(None), first)
    push_id = tx.execute(unswept.order_by(push.c.id).limit(1)).scalar_one_or_none()
    if push_id is None:
        return None
    rows = sa.select(delivery.c.id, delivery.c.chat_id, delivery.c.state).where(delivery.c.push_id == push_id)
    if after is not None and after[0] == push_id:
        rows = rows.where(delivery.c.chat_id > after[1])
    seen = tx.execute(rows.order_by(delivery.c.chat_id).limit(limit)).all()
    drop_many(tx, [one.id for one in seen if one.state == QUEUED], STOPPED, now)
    if len(seen) == limit:
        return push_id, seen[-1].chat_id
    tx.execute(sa.update(push).where(push.c.id == push_id).values(swept_at=now))
    return push_id + 1, 0
