"""When notices need somebody who looks at the clock."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.prepared import PreparedSelect
from storage.schema import notice

_NOW = sa.bindparam("now", type_=notice.c.send_at.type)
# Literals, so that both databases see that the partial indexes hold all that is asked.
_SEND = PreparedSelect(
    sa.select(notice.c.send_at)
    .where(notice.c.state == sa.literal_column("'scheduled'"), notice.c.send_at > _NOW)
    .order_by(notice.c.send_at)
    .limit(1),
    "now",
)
_NUDGE = PreparedSelect(
    sa.select(notice.c.nudge_at)
    .where(notice.c.nudge_at.is_not(None), notice.c.nudge_at > _NOW)
    .order_by(notice.c.nudge_at)
    .limit(1),
    "now",
)


def next_at(tx: Transaction, now: datetime) -> datetime | None:
    """When, later than now, the next notice is to be sent or to remind; None when none is planned."""
    found = [at for query in (_SEND, _NUDGE) for (at,) in query.rows(tx, {"now": now})]
    return min(found, default=None)
