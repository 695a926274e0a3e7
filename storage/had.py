"""What an account has had from the bot, and putting one of these off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Operation, Push
from storage import outbox
from storage.database import Transaction
from storage.deliveries import ATTEMPTING, SENT, UNKNOWN, parcels
from storage.queue_rows import DEAD, QUEUED
from storage.schema import delivery, push

MOVED = "put-off"  # why the copy that waited does not come: it was put off to another time
_IS_SENT = delivery.c.state == sa.literal_column(f"'{SENT}'")


@dataclass(frozen=True, slots=True)
class Had:
    """One message of the bot's: of which kind, when (UTC), and the key of why."""

    kind: str
    at: datetime
    reason: str


def _had(chat_id: int, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return (
        sa.select(*columns)
        .select_from(delivery.join(push, push.c.id == delivery.c.push_id))
        .where(
            delivery.c.chat_id == chat_id,
            delivery.c.attempted_at.is_not(None),
            _IS_SENT,
            push.c.operation == Operation.SEND,
        )
    )


def count(tx: Transaction, chat_id: int, since: datetime) -> int:
    """How many messages this chat has been sent since a moment."""
    query = _had(chat_id, sa.func.count()).where(delivery.c.attempted_at >= since)
    found: int = tx.execute(query).scalar_one()
    return found


def latest(tx: Transaction, chat_id: int, most: int) -> list[Had]:
    """The last of them that say why they came, latest first."""
    query = _had(chat_id, push.c.kind, delivery.c.attempted_at, push.c.reason).where(push.c.reason != "")
    rows = tx.execute(query.order_by(delivery.c.attempted_at.desc(), delivery.c.id.desc()).limit(most))
    return [Had(kind, at, reason) for kind, at, reason in rows]


def find(tx: Transaction, push_id: int, chat_id: int, person_id: int) -> Push | None:
    """A push that this person has had in this chat; None when they have not, or it was taken back."""
    query = sa.select(delivery.c.id).where(
        delivery.c.push_id == push_id,
        delivery.c.chat_id == chat_id,
        delivery.c.person_id == person_id,
        delivery.c.state.in_([ATTEMPTING, SENT, UNKNOWN]),
    )
    if tx.execute(query).first() is None:
        return None
    parcel = parcels(tx, [push_id]).get(push_id)
    return None if parcel is None or parcel.is_stopped else parcel.push()


def put_off(tx: Transaction, push_id: int, push_: Push, chat_id: int, at: datetime, now: datetime) -> None:
    """Send it to this chat once more at a time (UTC), instead of at the one chosen before."""
    copy = push.alias("copy")
    waiting = sa.select(copy.c.id).where(copy.c.about_id == push_id, copy.c.operation == Operation.SEND)
    tx.execute(
        sa.update(delivery)
        .where(
            delivery.c.push_id.in_(waiting),
            delivery.c.chat_id == chat_id,
            delivery.c.state == sa.literal_column(f"'{QUEUED}'"),
        )
        .values(state=DEAD, error=MOVED, done_at=now)
    )
    about = tx.execute(sa.select(push.c.notice_id, push.c.subject).where(push.c.id == push_id)).one()
    notice_id, subject = about
    # Taken back and settled with what it reminds of, like the first one.
    push_ = replace(push_, subject=subject or "")
    key = outbox.keep(tx, push_, now, notice_id=notice_id, about_id=push_id)
    outbox.enqueue_kept(tx, key, push_, chat_id, at)
