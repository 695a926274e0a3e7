"""The alarm clock: it wakes when something is due, and at least once a second to see what has changed.

Only the process that sends looks at the time; the others wait until the lease is theirs. What is due is in
the database and nowhere else, so nothing is lost with a process, and two that look do no harm.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol, TypeAlias

import structlog

from bot.clock import Clock, utc_now
from storage.database import Database, Transaction

log = structlog.stdlib.get_logger(__name__)

EVERY = 1.0  # seconds between two looks at most
SHORTEST_PAUSE = 0.02  # seconds: the timer of the system is not more exact than that
FIRST_PAUSE = 1.0  # seconds before what has failed is tried again, then twice as long each time
LONGEST_PAUSE = 60.0  # seconds: what fails again and again is not to fill the log

# Something to do now: its name, and the work, which tells whether it did anything.
Job: TypeAlias = tuple[str, Callable[[], Awaitable[object]]]


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to do now, and when after that (UTC) time alone will bring more."""

    jobs: Sequence[Job]
    next_at: datetime | None = None


class Duty(Protocol):
    """Something that is done by the clock."""

    def look(self, tx: Transaction, now: datetime) -> Look:
        """What there is to do; it only reads."""
        ...


class Alarm:
    """Looks at each of its duties in one reading transaction, and then does what they found.

    A job that fails is tried again later, and keeps no other from being done. ``wake_sender`` is called when
    something was done that there may be deliveries of.
    """

    def __init__(
        self,
        database: Database,
        duties: Sequence[Duty],
        is_on_duty: Callable[[], bool],
        wake_sender: Callable[[], None],
        clock: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._duties = tuple(duties)
        self._is_on_duty = is_on_duty
        self._wake_sender = wake_sender
        self._clock = clock
        self._monotonic = monotonic
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._next_at: datetime | None = None
        self._pauses: dict[str, tuple[float, float]] = {}  # until when, and how long

    def start(self) -> asyncio.Task[None]:
        """Begin to look; must be called in the event loop."""
        self._task = asyncio.create_task(self._run(), name="alarm")
        return self._task

    async def stop(self) -> None:
        """Look no more, and end what is being done."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.wait({self._task})

    async def turn(self) -> bool:
        """Look once and do what there is to do now; whether anything was done."""
        self._next_at = None
        if not self._is_on_duty():
            return False
        now = self._clock()
        looks: list[Look] = await self._try("look", partial(self._database.read, self._look, now)) or []
        done = False
        for name, work in [job for look in looks for job in look.jobs]:
            if await self._try(name, work):
                done = True
                self._wake_sender()
        self._next_at = min((look.next_at for look in looks if look.next_at is not None), default=None)
        return done

    async def _run(self) -> None:
        while not self._stopping.is_set():
            if await self.turn():
                continue  # it took its time, and may have brought about more
            try:
                async with asyncio.timeout(self._pause()):
                    await self._stopping.wait()
            except TimeoutError:
                continue

    def _pause(self) -> float:
        """Seconds until the next look."""
        if self._next_at is None:
            return EVERY
        left = (self._next_at - self._clock()).total_seconds()
        return min(EVERY, max(SHORTEST_PAUSE, left))

    def _look(self, tx: Transaction, now: datetime) -> list[Look]:
        return [duty.look(tx, now) for duty in self._duties]

    async def _try(self, name: str, work: Callable[[], Awaitable[Any]]) -> Any:
        """The result of the work; None when it fails, and while it waits because it has."""
        until, pause = self._pauses.get(name, (0.0, 0.0))
        if self._monotonic() < until:
            return None
        try:
            result = await work()
        except Exception as error:  # whatever it is, the others go on
            pause = min(2 * pause or FIRST_PAUSE, LONGEST_PAUSE)
            self._pauses[name] = (self._monotonic() + pause, pause)
            log.exception("alarm-failed", work=name, error=type(error).__name__, pause=pause)
            return None
        self._pauses.pop(name, None)
        return result
