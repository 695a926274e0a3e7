"""Pushes and their deliveries: what the bot says without being asked, one row per chat."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Lane, Push, message_to_json
from storage.database import Transaction
from storage.prepared import PreparedChange
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


_PUSH = PreparedChange(
    sa.insert(push),
    "kind",
    "lane",
    "content",
    "reason",
    "when_unknown",
    "sender_id",
    "expires_at",
    "created_at",
)
_GIVEN = ("push", "order", "at", "whom")
_TO_PERSON = PreparedChange(_delivering(account.c.person_id == sa.bindparam("whom")), *_GIVEN)
_TO_ACCOUNT = PreparedChange(_delivering(account.c.telegram_id == sa.bindparam("whom")), *_GIVEN)
_TO_PEOPLE = _delivering(account.c.person_id.in_(sa.bindparam("whom", expanding=True)))


def enqueue_for_people(
    tx: Transaction, push_: Push, person_ids: Collection[int], now: datetime, sender_id: int | None = None
) -> int:
    """Queue a push for these people in one INSERT … SELECT; returns how many can be reached on Telegram."""
    key = _keep(tx, push_, now, sender_id)
    if len(person_ids) != 1:
        return tx.execute(_TO_PEOPLE, _delivery(key, push_, list(person_ids), now)).rowcount
    (person_id,) = person_ids
    return _TO_PERSON.run(tx, _delivery(key, push_, person_id, now))


def enqueue_for_account(tx: Transaction, push_: Push, telegram_id: int, now: datetime) -> int:
    """Queue a push for one Telegram account, on a roster or not."""
    key = _keep(tx, push_, now, None)
    return _TO_ACCOUNT.run(tx, _delivery(key, push_, telegram_id, now))


def _keep(tx: Transaction, push_: Push, now: datetime, sender_id: int | None) -> int:
    return _PUSH.insert(
        tx,
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
    )


def _delivery(key: int, push_: Push, whom: int | list[int], now: datetime) -> dict[str, Any]:
    return {"push": key, "order": LANE_ORDER[push_.lane], "at": now, "whom": whom}
