"""Who may send: one process at a time, by a lease in the database.

The database refuses every mark that is made under an older epoch, so whoever has lost the lease without
knowing it sends nothing more; that it gives up early is only politeness.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable
from typing import TypeVar

from bot.delivery.holder import is_gone, new_holder
from bot.delivery.keeper import Keeper
from bot.logs import get_logger
from storage import leases
from storage.database import Transaction

log = get_logger(__name__)

T = TypeVar("T")

TERM = 10.0  # seconds that a lease holds when it is not renewed
RENEW = 3.0  # seconds between two renewals
ASK = 2.0  # seconds between two tries to get a lease that another has
HURRY = 1.0  # seconds until a renewal is tried again that the database did not take


class Lease:
    """``take`` it, ``keep`` it until it is lost, ``release`` it. Times are seconds."""

    def __init__(
        self, keeper: Keeper, holder: str | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._keeper = keeper
        self._holder = holder or new_holder()
        self._clock = clock
        self._good_until = -math.inf
        self.epoch = 0

    @property
    def is_held(self) -> bool:
        """Whether it is surely ours at this moment."""
        return self._clock() < self._good_until

    async def take(self, then: Callable[[Transaction, int], T]) -> T:
        """Wait until the lease is ours; ``then`` runs in the transaction that takes it, with the epoch."""
        waiting = False
        while True:
            asked = self._clock()
            rival = await self._keeper.write(leases.current, leases.DISPATCHER)
            gone = rival.epoch if rival is not None and is_gone(rival.holder) else None
            taken = await self._keeper.write(_take, self._holder, gone, then)
            if taken is not None:
                self.epoch, result = taken
                self._good_until = asked + TERM
                log.info("lease-taken", epoch=self.epoch)
                return result
            if not waiting:
                waiting = True
                log.info("lease-waited-for")
            await asyncio.sleep(ASK)

    async def keep(self) -> None:
        """Renew it for as long as it is ours; returns when it is not any more."""
        while True:
            left = self._good_until - TERM + RENEW - self._clock()
            await asyncio.sleep(max(HURRY, left))
            asked = self._clock()
            renewed = await self._keeper.attempt(leases.renew, leases.DISPATCHER, self.epoch, TERM)
            if renewed:
                self._good_until = asked + TERM
            elif renewed is False:
                break
        self._good_until = -math.inf
        log.warning("lease-lost", epoch=self.epoch)

    async def release(self) -> None:
        """Let the next one have it at once; does nothing when it is not ours, or the database refuses."""
        self._good_until = -math.inf
        if self.epoch:
            await self._keeper.attempt(leases.release, leases.DISPATCHER, self.epoch)


def _take(
    tx: Transaction, holder: str, gone: int | None, then: Callable[[Transaction, int], T]
) -> tuple[int, T] | None:
    epoch = leases.take(tx, leases.DISPATCHER, holder, TERM, instead_of=gone)
    return None if epoch is None else (epoch, then(tx, epoch))
