"""What pushes remind of, by the name that they carry (``meeting:12``): taken back, or done by somebody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.prepared import PreparedChange
from storage.queue_rows import DEAD, MERGED, QUEUED
from storage.schema import delivery, push

SETTLED = "settled"  # the person has done what it reminds of

_TAKE_BACK = PreparedChange(
    sa.update(push)
    .where(push.c.subject == sa.bindparam("of_subject"), push.c.stopped_at.is_(None))
    .values(stopped_at=sa.bindparam("now", type_=push.c.stopped_at.type)),
    "of_subject",
    "now",
)


def take_back(tx: Transaction, subject: str, now: datetime) -> None:
    """Begin nothing more of what reminds of this: it is not as it was said to be any more."""
    _TAKE_BACK.run(tx, {"of_subject": subject, "now": now})


def settle(tx: Transaction, subject: str, person_ids: Collection[int], now: datetime) -> None:
    """Send these people nothing more that reminds of this: they have done it."""
    tx.execute(
        sa.update(delivery)
        .where(
            delivery.c.push_id.in_(sa.select(push.c.id).where(push.c.subject == subject)),
            delivery.c.person_id.in_(person_ids),
            # What waits, and what is told in the day's digest.
            delivery.c.state.in_([QUEUED, MERGED]),
        )
        .values(state=DEAD, error=SETTLED, done_at=now)
    )
