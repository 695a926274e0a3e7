"""The rows of deliveries, as every way of queueing writes them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Lane
from storage.calm import When
from storage.schema import account, delivery

QUEUED = "queued"
DEAD = "dead"
MERGED = "merged"  # not sent: it is in a digest
MUTED = "muted"  # the person wants to hear nothing of it
REACHABLE = "ok"

# Lower goes first.
LANE_ORDER: Mapping[Lane, int] = MappingProxyType({lane: order for order, lane in enumerate(Lane)})

THE_BOT = 0  # the sender of what no person sends

TIME = delivery.c.not_before.type
COLUMNS = ("push_id", "chat_id", "person_id", "lane", "state", "not_before", "attempts", "sender")
IS_REACHABLE = account.c.reach == sa.literal_column(f"'{REACHABLE}'")

PUSH: sa.BindParameter[Any] = sa.bindparam("push", type_=delivery.c.push_id.type)
AT: sa.BindParameter[Any] = sa.bindparam("at", type_=TIME)

# ``+ 0``: or SQLite reads the accounts by the index of this column, from all over the table.
IN_ORDER = account.c.telegram_id + sa.literal_column("0")


def row(
    push_id: Any, chat_id: Any, person_id: Any, when: When | None = None, state: str = QUEUED
) -> list[sa.ColumnElement[Any]]:
    """The values of ``COLUMNS``; ``at`` (unless ``when`` tells it), ``order`` and ``whose`` are given."""
    return [
        push_id,
        chat_id,
        person_id,
        sa.bindparam("order", type_=delivery.c.lane.type),
        sa.literal_column(f"'{state}'"),
        when if isinstance(when, sa.ColumnElement) else AT,
        sa.literal_column("0"),
        sa.bindparam("whose", type_=delivery.c.sender.type),
    ]


def delivering(rows: sa.Select[Any], *more: str) -> sa.Insert:
    """Queue these rows; they have ``COLUMNS`` and ``more``."""
    # Without the option the number of rows of an INSERT is lost on PostgreSQL.
    return sa.insert(delivery).from_select([*COLUMNS, *more], rows).execution_options(preserve_rowcount=True)
