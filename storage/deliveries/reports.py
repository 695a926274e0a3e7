"""What became of pushes, for those who sent them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from storage.database import Transaction
from storage.deliveries.rows import DEAD, IS_QUEUED, UNKNOWN
from storage.outbox import QUEUED
from storage.schema import delivery, push


class Unreached(NamedTuple):
    """A chat that a push did not reach, or not surely; ``person_id`` is None for a group."""

    person_id: int | None
    chat_id: int
    state: str
    error: str | None


def count(tx: Transaction) -> dict[str, int]:
    """How many deliveries are in each state."""
    query = sa.select(delivery.c.state, sa.func.count().label("number")).group_by(delivery.c.state)
    return {row.state: row.number for row in tx.execute(query)}


def counts(tx: Transaction, push_ids: Collection[int]) -> dict[tuple[str, str | None], int]:
    """How many deliveries of these pushes are in each state, by state and error."""
    query = (
        sa.select(delivery.c.state, delivery.c.error, sa.func.count())
        .where(delivery.c.push_id.in_(push_ids))
        .group_by(delivery.c.state, delivery.c.error)
    )
    return {(state, error): number for state, error, number in tx.execute(query)}


def unreached(tx: Transaction, push_ids: Collection[int]) -> list[Unreached]:
    """The chats in which one of these pushes did not arrive, or perhaps not, in the order of their ids."""
    query = (
        sa.select(delivery.c.person_id, delivery.c.chat_id, delivery.c.state, delivery.c.error)
        .where(delivery.c.push_id.in_(push_ids), delivery.c.state.in_((DEAD, UNKNOWN)))
        .order_by(delivery.c.chat_id, delivery.c.push_id)
    )
    return [Unreached(*row) for row in tx.execute(query)]


def again(tx: Transaction, push_id: int, now: datetime) -> int:
    """Queue what nobody knows the end of once more, by somebody's choice; returns how many.

    None of a push that was stopped.
    """
    alive = sa.exists().where(push.c.id == push_id, push.c.stopped_at.is_(None))
    return tx.execute(
        sa.update(delivery)
        .where(delivery.c.push_id == push_id, delivery.c.state == UNKNOWN, alive)
        .values(state=QUEUED, not_before=now, done_at=None)
    ).rowcount


def drop_to_chat(tx: Transaction, push_ids: Collection[int], chat_id: int, error: str, now: datetime) -> int:
    """End what is queued of these pushes for one chat; returns how many."""
    return tx.execute(
        sa.update(delivery)
        .where(delivery.c.push_id.in_(push_ids), delivery.c.chat_id == chat_id, IS_QUEUED)
        .values(state=DEAD, error=error, done_at=now)
    ).rowcount
