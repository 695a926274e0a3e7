"""Requests to move a person to another Telegram account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import rebind

WAITING = "waiting"
APPROVED = "approved"
REFUSED = "refused"
REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Rebind:
    """``telegram_id`` wants to be the account of ``person_id``."""

    id: int
    person_id: int
    telegram_id: int
    state: str
    asked_at: datetime


_REBINDS = sa.select(rebind.c.id, rebind.c.person_id, rebind.c.telegram_id, rebind.c.state, rebind.c.asked_at)


def find(tx: Transaction, rebind_id: int) -> Rebind | None:
    """The request, in whatever state."""
    row = tx.execute(_REBINDS.where(rebind.c.id == rebind_id)).one_or_none()
    return Rebind(*row) if row else None


def waiting_for(tx: Transaction, person_id: int, since: datetime) -> Rebind | None:
    """The one request of a person that waits and was made after ``since``."""
    query = _REBINDS.where(
        rebind.c.person_id == person_id, rebind.c.state == WAITING, rebind.c.asked_at > since
    )
    row = tx.execute(query.order_by(rebind.c.id.desc()).limit(1)).one_or_none()
    return Rebind(*row) if row else None


def was_asked(tx: Transaction, person_id: int, since: datetime) -> bool:
    """Whether anybody has asked to be this person after ``since``, whatever became of it."""
    query = sa.select(rebind.c.id).where(rebind.c.person_id == person_id, rebind.c.asked_at > since)
    return tx.execute(query.limit(1)).first() is not None


def was_refused(tx: Transaction, telegram_id: int, since: datetime) -> bool:
    """Whether a request of this account has been refused after ``since``."""
    query = sa.select(rebind.c.id).where(
        rebind.c.telegram_id == telegram_id, rebind.c.state == REFUSED, rebind.c.decided_at > since
    )
    return tx.execute(query.limit(1)).first() is not None


def create(tx: Transaction, person_id: int, telegram_id: int, now: datetime) -> int:
    """A new waiting request, which replaces an older one of that person."""
    replace(tx, person_id, now)
    return tx.insert_one(rebind, person_id=person_id, telegram_id=telegram_id, state=WAITING, asked_at=now)


def replace(tx: Transaction, person_id: int, now: datetime) -> None:
    """Close what waits of a person without a decision."""
    tx.execute(
        sa.update(rebind)
        .where(rebind.c.person_id == person_id, rebind.c.state == WAITING)
        .values(state=REPLACED, decided_at=now)
    )


def decide(tx: Transaction, rebind_id: int, state: str, decided_by: int | None, now: datetime) -> bool:
    """Close a waiting request as ``APPROVED`` or ``REFUSED``; False when it had been closed before."""
    result = tx.execute(
        sa.update(rebind)
        .where(rebind.c.id == rebind_id, rebind.c.state == WAITING)
        .values(state=state, decided_by=decided_by, decided_at=now)
    )
    return result.rowcount == 1
