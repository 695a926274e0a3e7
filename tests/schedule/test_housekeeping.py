"""The daily tidying runs every job, whatever one of them does, at the hour and soon after the start."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import utc_now
from bot.schedule.housekeeping import HOUR, MINUTE, Housekeeping


class Jobs:
    def __init__(self) -> None:
        self.ran: list[str] = []
        self.done = asyncio.Event()

    async def broken(self) -> None:
        self.ran.append("broken")
        raise ValueError("no")

    async def fine(self) -> int:
        self.ran.append("fine")
        self.done.set()
        return 3


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


async def test_a_broken_job_does_not_keep_the_others_from_running(jobs: Jobs) -> None:
    await Housekeeping({"broken": jobs.broken, "fine": jobs.fine}).run_all()
    assert jobs.ran == ["broken", "fine"]


async def test_it_tidies_soon_after_the_start_and_then_at_its_hour(jobs: Jobs) -> None:
    keeping = Housekeeping({"broken": jobs.broken, "fine": jobs.fine}, after_start=timedelta(0))
    keeping.start()
    await asyncio.wait_for(jobs.done.wait(), 5)
    job = keeping._scheduler.get_job("housekeeping")
    assert (job.next_run_time.hour, job.next_run_time.minute) == (HOUR, MINUTE)
    assert job.next_run_time.utcoffset() == timedelta(0)
    assert timedelta(0) < job.next_run_time - utc_now() <= timedelta(days=1)
    await keeping.stop()


async def test_a_late_alarm_is_not_skipped(jobs: Jobs) -> None:
    def yesterday() -> datetime:
        return datetime.now(UTC) - timedelta(days=1)

    keeping = Housekeeping({"fine": jobs.fine}, clock=yesterday, after_start=timedelta(0))
    keeping.start()
    await asyncio.wait_for(jobs.done.wait(), 5)
    await keeping.stop()
    assert jobs.ran == ["fine"]


async def test_stopping_ends_the_job_that_runs() -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    keeping = Housekeeping({"hang": hang}, after_start=timedelta(0))
    keeping.start()
    await asyncio.wait_for(began.wait(), 5)
    await asyncio.wait_for(keeping.stop(), 5)
    assert ended.is_set()


async def test_stopping_before_the_start_is_nothing() -> None:
    await Housekeeping({}).stop()
