"""What waits for people because of an office they hold."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.queue_rows import LANE_ORDER, QUEUED, THE_BOT
from storage.schema import delivery, push

# By its index: whatever the bot itself has queued, and nothing of a broadcast.
_WAITING = (
    sa.select(delivery.c.id, delivery.c.person_id, push.c.reason)
    .join(push, push.c.id == delivery.c.push_id)
    .where(
        delivery.c.state == sa.literal_column(f"'{QUEUED}'"),
        delivery.c.lane.in_([sa.literal_column(str(order)) for order in LANE_ORDER.values()]),
        delivery.c.sender == sa.literal_column(str(THE_BOT)),
    )
)
_OF = PreparedSelect(
    _WAITING.where(among(delivery.c.person_id, sqlite=False)),
    "ids",
    on_sqlite=_WAITING.where(among(delivery.c.person_id, sqlite=True)),
)


def waiting(
    tx: Transaction, person_ids: Collection[int], reasons: Collection[str]
) -> list[tuple[int, int, str]]:
    """What is queued for these people for one of these reasons: delivery, person and reason."""
    rows = _OF.rows(tx, {"ids": person_ids})
    return [(delivery_id, one, reason) for delivery_id, one, reason in rows if reason in reasons]
