"""The alarm clock: in time, only on duty, and whatever fails beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.clock import utc_now
from bot.schedule.alarm import Alarm, Job, Look
from storage.database import Database, Transaction
from tests.usecases.village import NOW


class Bell:
    """A duty with times of its own, and what was done at which of them."""

    def __init__(self, *times: datetime, clock: Callable[[], datetime] = utc_now) -> None:
        self.times = list(times)
        self.clock = clock
        self.rung: list[float] = []  # seconds too late
        self.looks = 0
        self.happened = asyncio.Event()

    def look(self, tx: Transaction, now: datetime) -> Look:
        self.looks += 1
        due = [(f"ring {at}", self._ringing(at)) for at in self.times if at <= now]
        return Look(due, min((at for at in self.times if at > now), default=None))

    def _ringing(self, at: datetime) -> Callable[[], object]:
        async def ring() -> bool:
            self.times.remove(at)
            self.rung.append((self.clock() - at).total_seconds())
            self.happened.set()
            return True

        return ring

    async def has_rung(self, times: int) -> None:
        while len(self.rung) < times:
            self.happened.clear()
            await asyncio.wait_for(self.happened.wait(), 20)


class Broken(Bell):
    """One that always fails, and keeps when."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        super().__init__()
        self.seconds = seconds
        self.tries: list[float] = []

    def look(self, tx: Transaction, now: datetime) -> Look:
        return Look([("broken", self._fail)])

    async def _fail(self) -> object:
        self.tries.append(self.seconds())
        raise ValueError("no")


class Time:
    """Clocks moved by hand, and how often the sender was woken."""

    now = NOW
    seconds = 100.0
    woken = 0

    def clock(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.seconds

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Database]:
    database = await Database.open(sqlite_url)
    yield database
    await database.close()


async def test_it_wakes_when_something_is_due(sqlite: Database) -> None:
    begin = utc_now()
    bell = Bell(*(begin + timedelta(milliseconds=each) for each in (50, 400, 420, 1900)))
    alarm = Alarm(sqlite, [bell], lambda: True, lambda: None)
    task = alarm.start()
    await bell.has_rung(4)
    await alarm.stop()
    assert task.done()
    assert 0 <= min(bell.rung) <= max(bell.rung) < 0.5
    assert bell.looks < 20, "it sleeps in between"


async def test_what_it_was_not_told_it_sees_within_a_second(sqlite: Database) -> None:
    bell = Bell(utc_now())
    alarm = Alarm(sqlite, [bell], lambda: True, lambda: None)
    alarm.start()
    await bell.has_rung(1)
    bell.times.append(utc_now())
    await bell.has_rung(2)
    await alarm.stop()
    assert bell.rung[1] < 1.5


async def test_who_is_not_on_duty_does_nothing(sqlite: Database) -> None:
    time, duty = Time(), [False]
    bell = Bell(NOW, clock=time.clock)
    alarm = Alarm(sqlite, [bell], lambda: duty[0], time.wake, time.clock)
    assert not await alarm.turn()
    assert not bell.looks
    duty[0] = True
    assert await alarm.turn()
    assert (bell.rung, time.woken) == ([0.0], 1)


async def test_what_fails_waits_and_keeps_no_other(sqlite: Database) -> None:
    time = Time()
    broken, bell = Broken(time.monotonic), Bell(NOW, clock=time.clock)
    alarm = Alarm(sqlite, [broken, bell], lambda: True, time.wake, time.clock, time.monotonic)
    for _ in range(200):
        await alarm.turn()
        time.seconds += 1
    assert bell.rung == [0.0]
    pauses = [after - before for before, after in pairwise(broken.tries)]
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]


async def test_a_database_in_trouble_does_not_end_it(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)
    await database.close()
    assert not await Alarm(database, [Bell(NOW)], lambda: True, lambda: None).turn()


async def test_it_ends_what_it_is_doing(sqlite: Database) -> None:
    began, go_on = asyncio.Event(), asyncio.Event()
    ended = []

    async def work() -> bool:
        began.set()
        await go_on.wait()
        ended.append(True)
        return True

    class Long:
        def look(self, tx: Transaction, now: datetime) -> Look:
            jobs: list[Job] = [("long", work)]
            return Look(jobs)

    alarm = Alarm(sqlite, [Long()], lambda: True, lambda: None)
    alarm.start()
    await began.wait()
    stopping = asyncio.create_task(alarm.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping
    assert ended == [True]
