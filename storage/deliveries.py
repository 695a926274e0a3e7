"""The way of a delivery: queued → attempting → sent, dead or unknown, or back to queued with a time.

Only one dispatcher works on these rows at a time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Lane, Message, WhenUnknown, message_from_json
from storage.database import Transaction
from storage.outbox import QUEUED
from storage.schema import account, delivery, push

ATTEMPTING = "attempting"
SENT = "sent"
DEAD = "dead"
UNKNOWN = "unknown"

EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A push on its way to one chat. ``locale`` is None for a chat that has no account."""

    id: int
    push_id: int
    chat_id: int
    person_id: int | None
    attempts: int
    lane: Lane
    message: Message
    reason: str
    when_unknown: WhenUnknown
    sender_id: int | None
    expires_at: datetime | None
    locale: str | None


_DUE = (
    sa.select(
        delivery.c.id,
        delivery.c.push_id,
        delivery.c.chat_id,
        delivery.c.person_id,
        delivery.c.attempts,
        push.c.lane,
        push.c.content,
        push.c.reason,
        push.c.when_unknown,
        push.c.sender_id,
        push.c.expires_at,
        account.c.locale,
    )
    .select_from(
        delivery.join(push, push.c.id == delivery.c.push_id).outerjoin(
            account, account.c.telegram_id == delivery.c.chat_id
        )
    )
    .where(delivery.c.state == sa.literal_column(f"'{QUEUED}'"))
    .order_by(delivery.c.lane, delivery.c.id)
)

_BEGIN = (
    sa.update(delivery)
    .where(delivery.c.id == sa.bindparam("delivery_id"), delivery.c.state == QUEUED)
    .values(state=ATTEMPTING, attempted_at=sa.bindparam("now"), attempts=delivery.c.attempts + 1)
)

_END = (
    sa.update(delivery)
    .where(delivery.c.id == sa.bindparam("delivery_id"), delivery.c.state == ATTEMPTING)
    .values(
        state=sa.bindparam("new_state"),
        message_id=sa.bindparam("sent_as"),
        error=sa.bindparam("what"),
        done_at=sa.bindparam("now"),
    )
)


def due(tx: Transaction, now: datetime, limit: int, without: Collection[int]) -> list[Delivery]:
    """Queued deliveries whose time has come, the most urgent lane first, ``without`` those with these ids."""
    query = _DUE.where(delivery.c.not_before <= now, delivery.c.id.not_in(without)).limit(limit)
    return [_delivery(row) for row in tx.execute(query)]


def _delivery(row: Any) -> Delivery:
    delivery_id, push_id, chat_id, person_id, attempts, lane, content, *rest = row
    reason, when_unknown, sender_id, expires_at, locale = rest
    return Delivery(
        delivery_id,
        push_id,
        chat_id,
        person_id,
        attempts,
        Lane(lane),
        message_from_json(content),
        reason,
        WhenUnknown(when_unknown),
        sender_id,
        expires_at,
        locale,
    )


def begin(tx: Transaction, delivery_id: int, now: datetime) -> bool:
    """Note that the call is about to be made; False when the delivery is not queued any more."""
    return tx.execute(_BEGIN, {"delivery_id": delivery_id, "now": now}).rowcount == 1


def end(
    tx: Transaction, delivery_id: int, state: str, message_id: int | None, error: str | None, now: datetime
) -> None:
    """Note how an attempt ended: ``SENT``, ``DEAD`` or ``UNKNOWN``."""
    values = {"new_state": state, "sent_as": message_id, "what": error, "now": now}
    tx.execute(_END, {"delivery_id": delivery_id, **values})


def requeue(tx: Transaction, delivery_id: int, not_before: datetime, error: str) -> None:
    """Put an attempt that surely did not arrive, or that may arrive twice, back with a time."""
    tx.execute(
        sa.update(delivery)
        .where(delivery.c.id == delivery_id, delivery.c.state == ATTEMPTING)
        .values(state=QUEUED, not_before=not_before, error=error)
    )


def expire(tx: Transaction, delivery_id: int, now: datetime) -> None:
    """A queued delivery whose news is old is not sent any more."""
    tx.execute(
        sa.update(delivery)
        .where(delivery.c.id == delivery_id, delivery.c.state == QUEUED)
        .values(state=DEAD, error=EXPIRED, done_at=now)
    )


def recover(tx: Transaction, now: datetime) -> int:
    """After a crash: what was being attempted is unknown, or queued again if a duplicate beats a loss."""
    attempting = delivery.c.state == sa.literal_column(f"'{ATTEMPTING}'")
    again = sa.select(push.c.id).where(push.c.when_unknown == WhenUnknown.RESEND.value)
    tx.execute(
        sa.update(delivery)
        .where(attempting, delivery.c.push_id.in_(again))
        .values(state=QUEUED, error="crash")
    )
    return tx.execute(
        sa.update(delivery).where(attempting).values(state=UNKNOWN, error="crash", done_at=now)
    ).rowcount


def count(tx: Transaction) -> dict[str, int]:
    """How many deliveries are in each state."""
    query = sa.select(delivery.c.state, sa.func.count()).group_by(delivery.c.state)
    return dict(tx.execute(query).tuples().all())
