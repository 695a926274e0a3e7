"""Handling what the inbox holds: in order per chat, in parallel across chats, each update once.

At most ``capacity`` updates are in memory; the rest stay in the inbox and are read from it, oldest first.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable

import structlog

from bot.clock import Clock
from bot.receiving.backoff import Backoff
from bot.receiving.faults import place_of
from bot.receiving.handling import DATABASE_WAITS, Entry, Handle, Handling, say_nothing
from storage import inbox
from storage.database import Database

log = structlog.stdlib.get_logger(__name__)

PARALLEL = 64  # chats handled at the same time; each may hold two connections
CAPACITY = 2_000  # updates in memory
PAGE = 500  # updates read from the inbox at once
GRACE = 8.0  # seconds that updates in flight get at a stop


class Workers:
    """Runs ``handle`` for each update; ``Handling`` says what follows from its errors.

    ``call_later`` is for tests.
    """

    def __init__(
        self,
        database: Database,
        handle: Handle,
        clock: Clock,
        *,
        is_trouble: Callable[[BaseException], bool],
        on_poison: Handle = say_nothing,
        parallel: int = PARALLEL,
        capacity: int = CAPACITY,
        call_later: Callable[..., asyncio.TimerHandle] | None = None,
    ) -> None:
        self._database = database
        self._handling = Handling(database, handle, clock, is_trouble, on_poison)
        self._parallel = parallel
        self._capacity = capacity
        self._page = max(1, min(PAGE, capacity // 2))
        self._call_later = call_later
        # A chat is a key of _chats while it has updates here; the first of them may be in flight. It is in
        # _ready while a runner may take it, in _parked while it waits for another try, else with a runner.
        self._chats: dict[int, deque[Entry]] = {}
        self._ready: deque[int] = deque()
        self._parked: dict[int, asyncio.TimerHandle] = {}
        self._held: set[int] = set()
        self._running = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        # Behind: the inbox holds new updates that are not in memory; until they have been read, later ones
        # must not overtake them.
        self._behind = True
        self._missed = False
        self._earlier = True  # what is read from the inbox now may have been begun by an earlier run
        self._ended: set[int] | None = None  # what ended while a page is being read
        self._reader: asyncio.Task[None] | None = None
        self._wanted = asyncio.Event()
        self._space = asyncio.Event()
        self._low = asyncio.Event()
        self._idle = asyncio.Event()

    def start(self) -> None:
        """Begin with what an earlier run left in the inbox."""
        self._call_later = self._call_later or asyncio.get_running_loop().call_later
        self._reader = asyncio.create_task(self._read_for_ever(), name="inbox-reader")
        self._wanted.set()
        self._measure()

    async def stop(self, grace: float = GRACE) -> None:
        """Take nothing new, let what is in flight end within ``grace`` seconds, then cancel it."""
        self._stopping = True
        for timer in self._parked.values():
            timer.cancel()
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.wait({self._reader})
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
            if late:
                log.warning("handlers-cancelled", count=len(late))
                await asyncio.wait(late, timeout=1.0)

    def hand_over(self, entries: Iterable[Entry]) -> None:
        """Take updates that were just committed; those that do not fit are read from the inbox later."""
        for entry in entries:
            if self._behind or len(self._held) >= self._capacity:
                self.look_again()
                break
            self._queue(entry)
        self._measure()
        self._spawn()

    def look_again(self) -> None:
        """The inbox may hold updates that were not handed over: read them from there."""
        self._behind = self._missed = True
        self._wanted.set()
        self._measure()

    async def room(self) -> None:
        """Wait until another batch may be fetched."""
        await self._space.wait()

    async def idle(self) -> None:
        """Wait until no update is in memory and none is known to be waiting in the inbox."""
        await self._idle.wait()

    def __len__(self) -> int:
        return len(self._held)

    def _measure(self) -> None:
        held = len(self._held)
        _put(self._space, not self._behind and held < self._capacity)
        _put(self._low, held <= self._capacity // 2)
        _put(self._idle, not self._behind and held == 0)

    def _queue(self, entry: Entry) -> None:
        if entry.update_id in self._held:
            return
        self._held.add(entry.update_id)
        waiting = self._chats.get(entry.chat_key)
        if waiting is None:
            self._chats[entry.chat_key] = deque((entry,))
            self._ready.append(entry.chat_key)
        else:
            waiting.append(entry)

    def _spawn(self) -> None:
        if self._stopping:
            return
        for _ in range(min(self._parallel - self._running, len(self._ready))):
            self._running += 1
            task = asyncio.create_task(self._run(), name="update-runner")
            self._tasks.add(task)
            task.add_done_callback(self._left)

    def _left(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.critical("runner-died", error=place_of(error))
            self._spawn()

    async def _run(self) -> None:
        try:
            while self._ready and not self._stopping:
                chat = self._ready.popleft()
                entry = self._chats[chat][0]
                delay = await self._handling.step(entry)
                if delay is None:
                    self._end(chat, entry)
                elif not self._stopping:
                    assert self._call_later is not None
                    self._parked[chat] = self._call_later(delay, self._unpark, chat)
        finally:
            self._running -= 1

    def _end(self, chat: int, entry: Entry) -> None:
        waiting = self._chats[chat]
        waiting.popleft()
        if waiting:
            self._ready.append(chat)
        else:
            del self._chats[chat]
        self._held.discard(entry.update_id)
        if self._ended is not None:
            self._ended.add(entry.update_id)
        self._measure()

    def _unpark(self, chat: int) -> None:
        del self._parked[chat]
        self._ready.append(chat)
        self._spawn()

    async def _read_for_ever(self) -> None:
        waits = Backoff(*DATABASE_WAITS)
        while True:
            await self._wanted.wait()
            try:
                await self._catch_up()
                waits.reset()
            except Exception as error:  # without this task the rest of the inbox would lie there unseen
                delay = waits.next()
                log.warning("inbox-unreadable", error=place_of(error), delay=delay)
                await asyncio.sleep(delay)
            finally:
                self._ended = None

    async def _catch_up(self) -> None:
        after = inbox.BEFORE_ALL
        self._missed = False
        while True:
            await self._low.wait()
            self._ended = set()
            rows = await self._database.read(inbox.waiting, after, self._page)
            for row in rows:
                if row.update_id not in self._ended:
                    self._queue(
                        Entry(
                            row.update_id,
                            row.chat_key,
                            row.payload,
                            row.attempts,
                            left=self._earlier,
                            begun=row.begun,
                        )
                    )
            if len(rows) == self._page:
                after = rows[-1].update_id
            elif self._missed:
                after, self._missed = inbox.BEFORE_ALL, False
            else:
                self._behind = self._earlier = False
                self._wanted.clear()
            self._measure()
            self._spawn()
            if not self._behind:
                return


def _put(event: asyncio.Event, on: bool) -> None:
    if on:
        event.set()
    else:
        event.clear()
