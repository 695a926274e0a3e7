"""From the outbox to Telegram: which deliveries are under way, and when the outbox is looked at.

Few are in memory, the most urgent first in each lane; the rest wait in the table. A chat has one delivery
of a lane under way, so that a later message never overtakes an earlier one, and while it waits for its next
try no other chat waits with it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.delivery.bot import LeanBot
from bot.delivery.clerk import Clerk
from bot.delivery.courier import Courier
from bot.delivery.keeper import Keeper
from bot.delivery.lease import Lease
from bot.delivery.limiter import PacedLimiter
from bot.delivery.lookout import Wanted, look
from bot.delivery.metrics import Metrics
from bot.delivery.shelf import Shelf
from bot.domain.messages import Lane
from bot.i18n import Texts
from bot.logs import get_logger
from storage import deliveries
from storage.database import Database, Transaction
from storage.deliveries import NOBODY, Delivery

log = get_logger(__name__)

WINDOW = 256  # deliveries of a lane in memory; of these only what has its turn is on the wire
REFILL = 32  # places that are free before the outbox is looked at for more
SWEPT = 5_000  # deliveries of stopped pushes ended in one transaction
MOST_RESTING = 1_000  # deliveries of a lane that wait in memory for their next try
LOOK_EVERY = 0.02  # seconds between two looks at most: it is woken after every update
IDLE_LOOK = 1.0  # seconds between looks when nobody wakes it


class _Lane:
    """What is under way in one lane: ``chats`` by delivery, and which of the deliveries rest.

    ``turn`` is whose turn it was last among the senders.
    """

    def __init__(self) -> None:
        self.chats: dict[int, int] = {}
        self.turn = NOBODY
        self.resting: dict[int, tuple[datetime, asyncio.Event]] = {}

    @property
    def room(self) -> int:
        room = WINDOW - (len(self.chats) - len(self.resting))
        return room if room >= REFILL and len(self.resting) < MOST_RESTING else 0


class Dispatcher:
    """Sends what is queued. Any number may stand by; the one that holds the lease works."""

    def __init__(
        self,
        database: Database,
        bot: LeanBot,
        limiter: PacedLimiter,
        texts: Texts,
        clock: Clock,
        metrics: Metrics | None = None,
        holder: str | None = None,
    ) -> None:
        """``holder`` is a name under which an earlier dispatcher, now gone, may have held the lease."""
        self._clock = clock
        self._metrics = metrics or Metrics()
        self._keeper = Keeper(database)
        self._clerk = Clerk(self._keeper, clock)
        self._lease = Lease(self._keeper, holder)
        self._shelf = Shelf(self._keeper, texts)
        self._courier = Courier(self._clerk, self._shelf, self._lease, bot, limiter, clock, self._metrics)
        self._lanes = {lane: _Lane() for lane in Lane}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._pushes: dict[int, int] = {}  # of what is under way
        self._shunned: set[int] = set()  # what broke and could not even be ended; until the next start
        self._woken = asyncio.Event()
        self._hurry = asyncio.Event()
        self._hurried = 0
        self._idle = asyncio.Event()
        self._looked_at = 0.0
        self._task: asyncio.Task[None] | None = None
        self._swept: tuple[int, int] | None = None  # how far the pushes that were stopped have been ended
        self._on_duty = False

    def start(self) -> asyncio.Task[None]:
        """Begin; the task ends by ``stop`` only."""
        self._task = asyncio.create_task(self._work(), name="dispatcher")
        return self._task

    def is_on_duty(self) -> bool:
        """Whether this is the one that works."""
        return self._on_duty

    def wake(self) -> None:
        """Something may have been queued: look soon."""
        self._idle.clear()
        self._woken.set()

    async def idle(self) -> None:
        """Wait until nothing is due and nothing is on the wire; what rests until a later time may be left."""
        self._hurried += 1
        self._hurry.set()
        self.wake()
        try:
            await self._idle.wait()
        finally:
            self._hurried -= 1
            if not self._hurried:
                self._hurry.clear()

    async def stop(self, grace: float) -> None:
        """Start nothing new, give what is on the wire ``grace`` seconds to end, and let go of the lease.

        What has not ended then stays marked as attempted, and is unknown to the next holder.
        """
        self._courier.close()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        late = await self._wind_up(grace)
        if late:
            log.warning("deliveries-cancelled", count=len(late))
            for task in late:
                task.cancel()
            await asyncio.wait(late, timeout=1.0)
        await self._clerk.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await self._lease.release()

    async def _wind_up(self, grace: float | None) -> set[asyncio.Task[None]]:
        """Cancel what is not on the wire; returns what has not ended after ``grace`` seconds."""
        for delivery_id, task in self._tasks.items():
            if delivery_id not in self._courier.on_the_wire:
                task.cancel()
        if not self._tasks:
            return set()
        _, late = await asyncio.wait(self._tasks.values(), timeout=grace)
        return late

    async def _work(self) -> None:
        while True:
            doubtful, tried = await self._lease.take(self._recover)
            self._clerk.epoch = self._lease.epoch
            if doubtful:
                log.warning("deliveries-unknown-after-crash", count=doubtful)
            keeping = asyncio.create_task(self._lease.keep(), name="lease")
            keeping.add_done_callback(lambda _: self._woken.set())
            self._be_on_duty(True)
            try:
                # What was left for another try comes first, so that nothing later to its chat overtakes it.
                for delivery in tried:
                    self._take(delivery)
                while not keeping.done():
                    await self._turn()
                keeping.result()
            finally:
                keeping.cancel()
                self._be_on_duty(False)
            await self._wind_up(None)

    def _be_on_duty(self, on_duty: bool) -> None:
        self._on_duty = on_duty
        self._metrics.holds_lease(on_duty)

    def _recover(self, tx: Transaction, epoch: int) -> tuple[int, list[Delivery]]:
        return deliveries.recover(tx, self._clock()), deliveries.tried(tx)

    async def _turn(self) -> None:
        """One look at the outbox, and the pause after it."""
        self._woken.clear()
        self._looked_at = asyncio.get_running_loop().time()
        self._rouse()
        quiet = await self._look()
        if quiet and not self._woken.is_set() and not self._active:
            self._idle.set()
        await self._pause()

    @property
    def _active(self) -> int:
        return len(self._tasks) - sum(len(lane.resting) for lane in self._lanes.values())

    async def _pause(self) -> None:
        if await _happened(self._woken, self._longest_pause()):
            since = asyncio.get_running_loop().time() - self._looked_at
            await _happened(self._hurry, max(0.0, LOOK_EVERY - since))

    def _longest_pause(self) -> float:
        ends = [at for lane in self._lanes.values() for at, _ in lane.resting.values()]
        if not ends:
            return IDLE_LOOK
        return min(IDLE_LOOK, max(LOOK_EVERY, (min(ends) - self._clock()).total_seconds()))

    def _rouse(self) -> None:
        now = self._clock()
        for lane in self._lanes.values():
            for delivery_id, (at, over) in list(lane.resting.items()):
                if at <= now:
                    del lane.resting[delivery_id]
                    over.set()

    async def _look(self) -> bool:
        """Take what there is room for; returns whether the outbox was read and had nothing new."""
        wanted = [
            Wanted(
                name,
                lane.room,
                frozenset(lane.chats) | self._shunned,
                frozenset(lane.chats.values()),
                lane.turn,
            )
            for name, lane in self._lanes.items()
            if lane.room
        ]
        try:
            found = await self._keeper.read(look, self._clock(), wanted, self._shelf.known)
        except Exception as error:  # without this task nothing would be sent any more
            log.error("outbox-unreadable", error=type(error).__name__)
            found = None
        if found is None:
            return False
        for delivery in found.deliveries:
            self._lanes[delivery.lane].turn = delivery.sender
            self._take(delivery)
        self._shelf.put(found.parcels)
        if found.stopped:
            await self._sweep(found.stopped)
        return not found.deliveries and not found.stopped

    async def _sweep(self, stopped: frozenset[int]) -> None:
        """Whoever sent them does not want these pushes sent: what waits for its turn gives it back."""
        for delivery_id, push_id in self._pushes.items():
            if push_id in stopped and delivery_id not in self._courier.on_the_wire:
                self._tasks[delivery_id].cancel()
        self._swept = await self._keeper.write(deliveries.sweep_stopped, self._clock(), SWEPT, self._swept)
        self._woken.set()

    def _take(self, delivery: Delivery) -> None:
        self._lanes[delivery.lane].chats[delivery.id] = delivery.chat_id
        self._pushes[delivery.id] = delivery.push_id
        self._shelf.hold(delivery.push_id)
        task = asyncio.create_task(self._carry(delivery), name=f"delivery-{delivery.id}")
        self._tasks[delivery.id] = task
        task.add_done_callback(self._ending(delivery))

    def _ending(self, delivery: Delivery) -> Callable[[asyncio.Task[None]], None]:
        def ended(_: asyncio.Task[None]) -> None:
            lane = self._lanes[delivery.lane]
            del self._tasks[delivery.id], self._pushes[delivery.id], lane.chats[delivery.id]
            lane.resting.pop(delivery.id, None)
            self._shelf.let_go(delivery.push_id)
            self._woken.set()

        return ended

    async def _carry(self, delivery: Delivery) -> None:
        """All tries of one delivery; it never raises."""
        try:
            if delivery.not_before > self._clock():
                await self._rest(delivery, delivery.not_before)
            while (again := await self._courier.deliver(delivery)) is not None:
                if self._courier.closing or not self._on_duty:
                    return  # it stays queued, with its time
                delivery = replace(delivery, attempts=delivery.attempts + 1, not_before=again)
                await self._rest(delivery, again)
        except Exception as error:  # a fault of ours: it must end here, or it would come again at once
            log.error("delivery-failed", delivery=delivery.id, error=type(error).__name__)
            await self._give_up(delivery)

    async def _rest(self, delivery: Delivery, until: datetime) -> None:
        over = asyncio.Event()
        self._lanes[delivery.lane].resting[delivery.id] = until, over
        self._woken.set()
        await over.wait()

    async def _give_up(self, delivery: Delivery) -> None:
        try:
            await self._keeper.write(deliveries.fail, delivery.id, self._clock())
        except Exception as error:  # nothing more can be done about it than to leave it alone
            self._shunned.add(delivery.id)
            log.error("delivery-left-alone", delivery=delivery.id, error=type(error).__name__)


async def _happened(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
