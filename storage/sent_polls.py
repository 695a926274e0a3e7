"""The polls that were sent, by the name that Telegram has given them, and how their answers add up.

A name is learnt with the end of the delivery, and where that is lost, with the first answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import delivery, sent_poll


@dataclass(frozen=True, slots=True)
class Count:
    """How a poll stands: how many have answered, and how many have chosen each option."""

    voters: int
    chosen: tuple[int, ...]
    is_closed: bool


def keep(tx: Transaction, poll_id: str, delivery_id: int) -> None:
    """Note which delivery a poll is."""
    values = {
        name: sa.select(delivery.c[name]).where(delivery.c.id == delivery_id).scalar_subquery()
        for name in ("push_id", "chat_id")
    }
    tx.execute(
        tx.insert(sent_poll)
        .values(poll_id=poll_id, voters=0, chosen=[], is_closed=False, **values)
        .on_conflict_do_update(index_elements=[sent_poll.c.poll_id], set_=values)
    )


def adopt(tx: Transaction, poll_id: str, push_id: int, chat_id: int) -> None:
    """Note which push a poll is whose delivery has lost its end."""
    values = {"push_id": push_id, "chat_id": chat_id}
    tx.execute(
        tx.insert(sent_poll)
        .values(poll_id=poll_id, voters=0, chosen=[], is_closed=False, **values)
        .on_conflict_do_update(index_elements=[sent_poll.c.poll_id], set_=values)
    )


def place_of(tx: Transaction, poll_id: str) -> tuple[int, int] | None:
    """The push and the chat of a poll, as far as they are known."""
    row = tx.execute(
        sa.select(sent_poll.c.push_id, sent_poll.c.chat_id).where(sent_poll.c.poll_id == poll_id)
    ).one_or_none()
    return (row.push_id, row.chat_id) if row is not None else None


def count(tx: Transaction, poll_id: str, found: Count) -> None:
    """Keep how a poll of ours stands. Nobody can take an answer back, so fewer voters are older news."""
    tx.execute(
        sa.update(sent_poll)
        .where(
            sent_poll.c.poll_id == poll_id,
            sent_poll.c.voters <= found.voters,
            ~sent_poll.c.is_closed,
        )
        .values(voters=found.voters, chosen=list(found.chosen), is_closed=found.is_closed)
    )


def of_pushes(tx: Transaction, push_ids: Sequence[int]) -> dict[int, list[Count]]:
    """How the polls of these pushes stand, one for each chat that got it."""
    found: dict[int, list[Count]] = {push_id: [] for push_id in push_ids}
    query = sa.select(
        sent_poll.c.push_id, sent_poll.c.voters, sent_poll.c.chosen, sent_poll.c.is_closed
    ).where(sent_poll.c.push_id.in_(push_ids))
    for row in tx.execute(query.order_by(sent_poll.c.poll_id)):
        found[row.push_id].append(Count(row.voters, tuple(row.chosen), row.is_closed))
    return found
