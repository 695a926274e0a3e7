"""Leases: who may do what only one process at a time may do, by the database's own clock.

Every holder gets a higher epoch. Whoever writes checks the epoch in the same transaction (``is_held``), so
one who has lost the lease without knowing it changes nothing more.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.database import Transaction
from storage.prepared import PreparedSelect
from storage.schema import lease

DISPATCHER = "dispatcher"


class Holder(NamedTuple):
    """Who holds a lease, and since which epoch."""

    holder: str
    epoch: int


_EPOCH = PreparedSelect(
    sa.select(lease.c.epoch).where(lease.c.name == sa.bindparam("lease_name")), "lease_name"
)


def _now(tx: Transaction) -> sa.ColumnElement[float]:
    """Seconds since 1970. The machines' clocks may differ, and a test's clock stands still."""
    if tx.is_sqlite:
        return (sa.func.julianday("now", type_=sa.Float) - 2_440_587.5) * 86_400.0
    return sa.cast(sa.extract("epoch", sa.func.clock_timestamp()), sa.Float)


def take(
    tx: Transaction, name: str, holder: str, seconds: float, instead_of: int | None = None
) -> int | None:
    """The new epoch if the lease was free, had run out, or was this holder's; None when another has it.

    ``instead_of`` is an epoch whose holder is known to be gone: it need not run out first.
    """
    tx.execute(
        tx.insert(lease).values(name=name, holder="", epoch=0, expires_at=0.0).on_conflict_do_nothing()
    )
    now = _now(tx)
    free = sa.or_(lease.c.expires_at <= now, lease.c.holder == holder, lease.c.epoch == instead_of)
    values: dict[str, Any] = {"holder": holder, "epoch": lease.c.epoch + 1, "expires_at": now + seconds}
    taken = tx.execute(sa.update(lease).where(lease.c.name == name, free).values(values))
    return _epoch(tx, name) if taken.rowcount == 1 else None


def current(tx: Transaction, name: str) -> Holder | None:
    """Who holds the lease now; None when it is free."""
    query = sa.select(lease.c.holder, lease.c.epoch).where(
        lease.c.name == name, lease.c.expires_at > _now(tx)
    )
    row = tx.execute(query).one_or_none()
    return None if row is None else Holder(*row)


def renew(tx: Transaction, name: str, epoch: int, seconds: float) -> bool:
    """Hold the lease ``seconds`` longer from now; False when another has taken it.

    One that has run out while nobody took it is still ours: nothing can have happened meanwhile.
    """
    mine = sa.and_(lease.c.name == name, lease.c.epoch == epoch)
    renewed = tx.execute(sa.update(lease).where(mine).values(expires_at=_now(tx) + seconds))
    return renewed.rowcount == 1


def release(tx: Transaction, name: str, epoch: int) -> None:
    """Let the next one have it at once; the epoch is over even if nobody comes."""
    mine = sa.and_(lease.c.name == name, lease.c.epoch == epoch)
    tx.execute(sa.update(lease).where(mine).values(holder="", epoch=epoch + 1, expires_at=0.0))


def is_held(tx: Transaction, name: str, epoch: int) -> bool:
    """Whether that epoch is still the newest."""
    return _epoch(tx, name) == epoch


def _epoch(tx: Transaction, name: str) -> int | None:
    rows = _EPOCH.rows(tx, {"lease_name": name})
    return rows[0][0] if rows else None
