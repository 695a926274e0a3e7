"""The daily tidying: forgetting what need not be kept."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped] # has no types
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped] # has no types

from bot.clock import Clock, utc_now

log = structlog.stdlib.get_logger(__name__)

HOUR, MINUTE = 19, 40  # UTC: the small hours in China
AFTER_START = timedelta(minutes=10)  # so that a process that never lives to see the hour tidies too


class Housekeeping:
    """Runs each of the named jobs once a day and soon after the start.

    A job that fails is logged and the others go on.
    """

    def __init__(
        self,
        jobs: Mapping[str, Callable[[], Awaitable[object]]],
        clock: Clock = utc_now,
        after_start: timedelta = AFTER_START,
    ) -> None:
        self._jobs = dict(jobs)
        self._clock = clock
        self._after_start = after_start
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: asyncio.Task[object] | None = None

    def start(self) -> None:
        """Set the alarm clock; must be called in the event loop."""
        self._scheduler.add_job(
            self.run_all,
            CronTrigger(hour=HOUR, minute=MINUTE, timezone=UTC),
            id="housekeeping",
            next_run_time=self._clock() + self._after_start,
            misfire_grace_time=None,  # late is better than not at all
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop the alarm clock and the job that runs, if any."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._running is not None:
            await asyncio.wait({self._running})

    async def run_all(self) -> None:
        """Run every job now, one after another."""
        self._running = asyncio.current_task()
        try:
            for name, job in self._jobs.items():
                await self._run(name, job)
        finally:
            self._running = None

    async def _run(self, name: str, job: Callable[[], Awaitable[object]]) -> None:
        try:
            result = await job()
        except Exception:  # one broken job must not keep the others from running
            log.exception("housekeeping-failed", job=name)
        else:
            log.info("housekeeping-done", job=name, result=result if isinstance(result, int) else None)
