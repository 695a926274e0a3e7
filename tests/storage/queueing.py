"""Deliveries for the tests of the outbox: queued in one line, and moved on under a lease of their own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.domain.messages import Lane, Push
from storage import deliveries, leases, outbox
from storage.database import Transaction
from storage.deliveries import Begun, Delivery, Ending
from storage.schema import person
from tests.delivery.post import NOW, note, rows

LATER = NOW + timedelta(hours=1)


def queue(
    tx: Transaction,
    *persons: int,
    lane: Lane = Lane.NOTICE,
    at: datetime = NOW,
    sender: int = 0,
    push: Push | None = None,
) -> list[int]:
    """The ids of new deliveries of one push to these people."""
    known = {row.id for row in rows(tx)}
    push = push or note("x", lane)
    outbox.enqueue_where(tx, outbox.keep(tx, push, NOW), push, person.c.id.in_(persons), at, sender)
    return [row.id for row in rows(tx) if row.id not in known]


def claimed(
    tx: Transaction,
    lane: Lane = Lane.NOTICE,
    room: int = 10,
    now: datetime = NOW,
    held: Collection[int] = (),
    busy: Collection[int] = (),
    after: int = deliveries.NOBODY,
) -> list[Delivery]:
    return deliveries.claim(tx, now, lane, room, held, busy, after)


def due(tx: Transaction, lane: Lane = Lane.NOTICE, room: int = 10, now: datetime = NOW) -> list[int]:
    """The ids of what is claimed."""
    return [one.id for one in claimed(tx, lane, room, now)]


def lease(tx: Transaction, holder: str = "me") -> int:
    """The epoch under which to begin: the same as long as no other holder comes."""
    current = leases.current(tx, leases.DISPATCHER)
    if current is not None and current.holder == holder:
        return current.epoch
    epoch = leases.take(tx, leases.DISPATCHER, holder, 60.0, instead_of=current.epoch if current else None)
    assert epoch is not None
    return epoch


def begin(tx: Transaction, *ids: int, now: datetime = NOW) -> Begun:
    return deliveries.begin_many(tx, [(one, 0) for one in ids], lease(tx), now)


def sent(delivery_id: int, attempts: int = 1, message_id: int = 5) -> Ending:
    return Ending(delivery_id, attempts, deliveries.SENT, message_id)


def put_off(tx: Transaction, delivery_id: int, attempts: int = 1) -> None:
    """It surely did not arrive, and is tried again later."""
    ending = Ending(delivery_id, attempts, deliveries.QUEUED, error="not-sent", not_before=LATER)
    deliveries.end_many(tx, [ending], NOW)


def ends(tx: Transaction) -> list[tuple[str, str | None]]:
    """State and error of every delivery."""
    return [(row.state, row.error) for row in rows(tx)]
