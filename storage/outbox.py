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


_TIME = delivery.c.not_before.type


def _delivering(whom: sa.ColumnElement[bool]) -> sa.Insert:
    chats = sa.select(
        sa.bindparam("push", type_=delivery.c.push_id.type),
        account.c.telegram_id,
        account.c.person_id,
        sa.bindparam("order", type_=delivery.c.lane.type),
        sa.literal_column(f"'{QUEUED}'"),
        sa.bindparam("at", type_=_TIME),
        sa.literal_column("0"),
    ).where(whom, account.c.reach == sa.literal_column(f"'{REACHABLE}'"))
    columns = ["push_id", "chat_id", "person_id", "lane", "state", "not_before", "attempts"]
    # Without the option the number of rows of an INSERT is lost on PostgreSQL.
    return sa.insert(delivery).from_select(columns, chats).execution_options(preserve_rowcount=True)


# Built once: making a statement costs more than running it.
_PUSH = sa.insert(push)
_TO_PERSON = _delivering(account.c.person_id == sa.bindparam("whom"))
_TO_PEOPLE = _delivering(account.c.person_id.in_(sa.bindparam("whom", expanding=True)))
_TO_ACCOUNT = _delivering(account.c.telegram_id == sa.bindparam("whom"))


def enqueue_for_people(
    tx: Transaction, push_: Push, person_ids: Collection[int], now: datetime, sender_id: int | None = None
) -> int:
    """Queue a push for these people in one INSERT … SELECT; returns how many can be reached on Telegram."""
    if len(person_ids) == 1:
        (person_id,) = person_ids
        return _enqueue(tx, push_, _TO_PERSON, person_id, now, sender_id)
    return _enqueue(tx, push_, _TO_PEOPLE, list(person_ids), now, sender_id)


def enqueue_for_account(tx: Transaction, push_: Push, telegram_id: int, now: datetime) -> int:
    """Queue a push for one Telegram account, on a roster or not."""
    return _enqueue(tx, push_, _TO_ACCOUNT, telegram_id, now, None)


def _enqueue(
    tx: Transaction,
    push_: Push,
    deliveries: sa.Insert,
    whom: int | list[int],
    now: datetime,
    sender_id: int | None,
) -> int:
    key = tx.execute(
        _PUSH,
        {
            "kind": push_.kind,
            "lane": push_.lane,
            "content": message_to_json(push_.message),
            "reason": push_.reason,
            "when_unknown": push_.when_unknown,
            "sender_id": sender_id,
            "expires_at": push_.expires_at,
            "created_at": now,
        },
    ).inserted_primary_key
    return tx.execute(
        deliveries,
        {"push": (key or (0,))[0], "order": LANE_ORDER[push_.lane], "at": now, "whom": whom},
    ).rowcount
