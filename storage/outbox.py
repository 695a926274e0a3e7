"""Pushes and their deliveries: what the bot says without being asked, one row per chat."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

import sqlalchemy as sa

from bot.domain.messages import Lane, Push, message_to_json
from storage.database import Transaction
from storage.schema import account, delivery, push

QUEUED = "queued"
REACHABLE = "ok"

# Lower goes first.
LANE_ORDER: Mapping[Lane, int] = MappingProxyType({lane: order for order, lane in enumerate(Lane)})


def enqueue_for_people(
    tx: Transaction, push_: Push, person_ids: Collection[int], now: datetime, sender_id: int | None = None
) -> int:
    """Queue a push for these people in one INSERT … SELECT; returns how many can be reached on Telegram."""
    return _enqueue(tx, push_, account.c.person_id.in_(person_ids), now, sender_id)


def enqueue_for_account(tx: Transaction, push_: Push, telegram_id: int, now: datetime) -> int:
    """Queue a push for one Telegram account, on a roster or not."""
    return _enqueue(tx, push_, account.c.telegram_id == telegram_id, now, None)


def _enqueue(
    tx: Transaction, push_: Push, whom: sa.ColumnElement[bool], now: datetime, sender_id: int | None
) -> int:
    push_id = tx.insert_one(
        push,
        kind=push_.kind,
        lane=push_.lane,
        content=message_to_json(push_.message),
        reason=push_.reason,
        when_unknown=push_.when_unknown,
        sender_id=sender_id,
        expires_at=push_.expires_at,
        created_at=now,
    )
    chats = sa.select(
        sa.literal(push_id),
        account.c.telegram_id,
        account.c.person_id,
        sa.literal(LANE_ORDER[push_.lane]),
        sa.literal(QUEUED),
        sa.literal(now, delivery.c.not_before.type),
        sa.literal(0),
    ).where(whom, account.c.reach == REACHABLE)
    columns = ["push_id", "chat_id", "person_id", "lane", "state", "not_before", "attempts"]
    return tx.execute(sa.insert(delivery).from_select(columns, chats)).rowcount
