"""One look at the outbox: what is due, what it says, and what is not wanted any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from bot.domain.messages import Lane
from storage import deliveries, queues
from storage.database import Transaction
from storage.deliveries import Delivery, Parcel


@dataclass(frozen=True, slots=True)
class Found:
    """What one look at the outbox brought: what is due, what it says, and pushes that were stopped."""

    deliveries: list[Delivery]
    parcels: dict[int, Parcel]
    stopped: frozenset[int]


class Wanted(NamedTuple):
    """What a lane has room for."""

    lane: Lane
    room: int
    held: frozenset[int]
    busy: frozenset[int]
    after: int


def look(tx: Transaction, now: datetime, wanted: list[Wanted], known: frozenset[int]) -> Found:
    """One look, in one snapshot. ``known`` are the pushes that need not be read again."""
    stopped = queues.stopped(tx)
    if not deliveries.any_queued(tx):
        return Found([], {}, stopped)
    found = [delivery for one in wanted for delivery in deliveries.claim(tx, now, *one)]
    unknown = {delivery.push_id for delivery in found} - known
    return Found(found, deliveries.parcels(tx, unknown) if unknown else {}, stopped)
