"""Marks and ends of deliveries, as many in one transaction as wait at the same moment.

While one commit is on its way to the disk the next marks and ends gather, so the faster the sending, the more
share a commit; one alone waits for nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import Any, TypeVar

from bot.clock import Clock
from bot.delivery.keeper import Keeper
from storage import deliveries, leases
from storage.database import Transaction
from storage.deliveries import Begun, Ending

T = TypeVar("T")

MOST = 256  # marks and ends in one transaction


class Mark(Enum):
    """What became of an attempt that was about to be made."""

    BEGUN = auto()
    SILENTLY = auto()  # begun, and it is to make no sound
    OUTDATED = auto()  # the push has changed since it was put into words
    REFUSED = auto()  # not queued any more, put off, or it never will be sent


@dataclass(slots=True, eq=False)
class _Entry:
    """One of the three: a mark to make, an end to write, or other work."""

    done: asyncio.Future[Any]
    mark: tuple[int, int] | None = None
    ending: Ending | None = None
    work: Callable[[Transaction], Any] | None = None
    result: Any = field(default=None)

    def settle(self, error: BaseException | None = None) -> None:
        if self.done.done():
            return
        if error is None:
            self.done.set_result(self.result)
        else:
            self.done.set_exception(error)


class Clerk:
    """Every method returns once its transaction is committed, and raises only what is its own fault."""

    def __init__(self, keeper: Keeper, clock: Clock) -> None:
        self._keeper = keeper
        self._clock = clock
        self._waiting: list[_Entry] = []
        self._task: asyncio.Task[None] | None = None
        self.epoch = 0  # of the lease under which marks are made

    async def begin(self, delivery_id: int, revision: int) -> Mark:
        """Note that a call is about to be made that says this revision of the push."""
        mark: Mark = await self._written(_Entry(self._future(), mark=(delivery_id, revision)))
        return mark

    async def end(self, ending: Ending) -> None:
        """Note how a call ended."""
        await self._written(_Entry(self._future(), ending=ending))

    async def put_back(self, delivery_id: int) -> None:
        """Note that the call which was about to be made was not made."""
        await self._written(_Entry(self._future(), work=partial(self._put_back, delivery_id)))

    def _put_back(self, delivery_id: int, tx: Transaction) -> None:
        # Under another holder what is being attempted is theirs.
        if leases.is_held(tx, leases.DISPATCHER, self.epoch):
            deliveries.put_back(tx, delivery_id, self._clock())

    async def write(self, work: Callable[[Transaction], T]) -> T:
        """The result of any other work. It may run more than once."""
        result: T = await self._written(_Entry(self._future(), work=work))
        return result

    async def close(self) -> None:
        """Write nothing more; who still waits is cancelled."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        for entry in self._waiting:
            entry.done.cancel()
        self._waiting.clear()

    @staticmethod
    def _future() -> asyncio.Future[Any]:
        return asyncio.get_running_loop().create_future()

    async def _written(self, entry: _Entry) -> Any:
        self._waiting.append(entry)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write_all(), name="clerk")
        return await entry.done

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            # Nobody is left to make the call of a mark whose task was cancelled meanwhile.
            batch = [entry for entry in batch if not (entry.mark and entry.done.cancelled())]
            try:
                await self._write(batch)
            except asyncio.CancelledError:
                for entry in batch:
                    entry.done.cancel()
                raise

    async def _write(self, batch: Sequence[_Entry]) -> None:
        if not batch:
            return
        try:
            await self._keeper.write(self._together, batch)
        except Exception as error:
            if len(batch) == 1:
                batch[0].settle(error)
                return
        else:
            for entry in batch:
                entry.settle()
            return
        for entry in batch:  # one of them is at fault, and the others must not suffer for it
            await self._write([entry])

    def _together(self, tx: Transaction, batch: Sequence[_Entry]) -> None:
        now = self._clock()
        endings = [entry.ending for entry in batch if entry.ending is not None]
        if endings:
            deliveries.end_many(tx, endings, now)
        for entry in batch:
            if entry.work is not None:
                entry.result = entry.work(tx)
        marks = [entry.mark for entry in batch if entry.mark is not None]
        begun = deliveries.begin_many(tx, marks, self.epoch, now) if marks else Begun()
        for entry in batch:
            if entry.mark is not None:
                entry.result = _mark(entry.mark[0], begun)


def _mark(delivery_id: int, begun: Begun) -> Mark:
    if delivery_id in begun.ids:
        return Mark.SILENTLY if delivery_id in begun.silent else Mark.BEGUN
    return Mark.OUTDATED if delivery_id in begun.outdated else Mark.REFUSED
