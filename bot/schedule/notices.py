"""The clock of notices: what is due goes out, what has gone out ends, who has not answered is reminded."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

import structlog

from bot.clock import Clock, utc_now
from bot.usecases.notice_card import Terms
from bot.usecases.notice_clock import end, gone_out, send_due
from bot.usecases.nudges import nudge_due
from storage import notices, nudges
from storage.database import Database, Transaction

log = structlog.stdlib.get_logger(__name__)

EVERY = 1.0  # seconds
LONGEST_PAUSE = 60.0  # seconds: what fails again and again is not to fill the log

# Something to be done in a transaction of its own: its name and the function, which says whether it did it.
_Job: TypeAlias = tuple[str, Callable[[Transaction], Any]]


class NoticeClock:
    """Looks once a second, by reading; only what there is to do is a transaction, each notice its own.

    A crash at any point does no harm: what was committed is not due any more, the rest still is. A notice
    that fails is tried again later and keeps no other waiting. ``wake`` is called when something was done
    that there may be deliveries of.
    """

    def __init__(
        self,
        database: Database,
        terms: Terms,
        wake: Callable[[], None],
        clock: Clock = utc_now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._terms = terms
        self._wake = wake
        self._clock = clock
        self._monotonic = monotonic
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._pauses: dict[str, tuple[float, float]] = {}  # until when, and how long

    def start(self) -> asyncio.Task[None]:
        """Begin to look; must be called in the event loop."""
        self._task = asyncio.create_task(self._run(), name="notice-clock")
        return self._task

    async def stop(self) -> None:
        """Look no more, and end what is being done."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        while not self._stopping.is_set():
            await self.turn()
            try:
                await asyncio.wait_for(self._stopping.wait(), EVERY)
            except TimeoutError:
                continue

    async def turn(self) -> bool:
        """Look once and do what there is to do now; whether anything was done."""
        now = self._clock()
        found = await self._try("look", partial(self._database.read, self._look, now))
        done = False
        for name, job in found or ():
            done |= bool(await self._try(name, partial(self._database.run, job)))
        if done:
            self._wake()
        return done

    def _look(self, tx: Transaction, now: datetime) -> list[_Job]:
        operators, period = self._terms.operators, self._terms.nudge_period
        jobs: list[_Job] = [
            (f"send {one}", partial(send_due, notice_id=one, operators=operators, now=now))
            for one in notices.due(tx, now)
        ]
        jobs += [(f"end {one}", partial(end, notice_id=one, now=now)) for one in gone_out(tx)]
        jobs += [
            (
                f"remind {plan.notice_id}",
                partial(nudge_due, plan=plan, operators=operators, period=period, now=now),
            )
            for plan in nudges.due(tx, now)
        ]
        return jobs

    async def _try(self, name: str, work: Callable[[], Any]) -> Any:
        """The result of the work; None when it fails, and while it waits because it has."""
        until, pause = self._pauses.get(name, (0.0, 0.0))
        if self._monotonic() < until:
            return None
        try:
            result = await work()
        except Exception as error:  # whatever it is, the other notices go on
            pause = min(2 * pause or EVERY, LONGEST_PAUSE)
            self._pauses[name] = (self._monotonic() + pause, pause)
            log.exception("notice-clock-failed", work=name, error=type(error).__name__, pause=pause)
            return None
        self._pauses.pop(name, None)
        return result
