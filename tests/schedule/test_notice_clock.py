"""The clock of notices against a real database: once, in time, whatever fails beside it."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.notices import NoticeState
from bot.schedule import notices as schedule
from bot.schedule.alarm import Alarm
from bot.schedule.notices import NoticeDuty
from bot.usecases.notice_clock import send_due
from storage.database import Database
from tests.usecases.noticing import TERMS, chats_of, ends, noticing, presses_send, row_of, sent, written
from tests.usecases.village import NOW, Village

LATER = NOW + timedelta(hours=1)


class Time:
    """A clock for people and one for pauses, moved by hand."""

    def __init__(self) -> None:
        self.now = NOW
        self.seconds = 100.0
        self.woken = 0

    def clock(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.seconds

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture
def time() -> Time:
    return Time()


def always() -> bool:
    return True


def clock_of(village: Village, time: Time) -> Alarm:
    duty = NoticeDuty(village.database, TERMS)
    return Alarm(village.database, [duty], always, time.wake, time.clock, time.monotonic)


async def scheduled(village: Village) -> int:
    return (await presses_send(village, await written(village, send_at=LATER))).id


async def test_what_is_due_goes_out_once_and_ends(database: Database, time: Time) -> None:
    village = await noticing(database)
    notice_id = await scheduled(village)
    clock = clock_of(village, time)
    assert not await clock.turn()
    time.now = LATER
    assert await clock.turn()
    assert not await clock.turn()
    assert (time.woken, len(await chats_of(village, notice_id))) == (1, 5)
    await ends(village, notice_id, "sent")
    assert await clock.turn()
    assert (await row_of(village, notice_id)).state is NoticeState.ENDED
    assert not await clock.turn()


async def test_two_clocks_send_it_once(database: Database, time: Time) -> None:
    village = await noticing(database)
    notice_id = await scheduled(village)
    time.now = LATER
    clocks = [clock_of(village, time) for _ in range(4)]
    assert sorted(await asyncio.gather(*(clock.turn() for clock in clocks))) == [False, False, False, True]
    assert len(await chats_of(village, notice_id)) == 5


async def test_one_that_fails_waits_and_keeps_no_other(
    database: Database, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    village = await noticing(database)
    broken, fine = await scheduled(village), await scheduled(village)
    tries = []

    def sending(tx, notice_id, operators, now):
        if notice_id == broken:
            tries.append(time.seconds)
            raise ValueError("no")
        return send_due(tx, notice_id, operators, now)

    monkeypatch.setattr(schedule, "send_due", sending)
    time.now = LATER
    clock = clock_of(village, time)
    for _ in range(200):
        await clock.turn()
        time.seconds += 1
    assert (await row_of(village, fine)).state is NoticeState.SENDING
    pauses = [after - before for before, after in pairwise(tries)]
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    monkeypatch.setattr(schedule, "send_due", send_due)
    time.seconds += 60
    assert await clock.turn()
    assert (await row_of(village, broken)).state is NoticeState.SENDING


async def test_it_looks_by_itself_until_it_is_stopped(sqlite_url: str, time: Time) -> None:
    database = await Database.open(sqlite_url)
    village = await noticing(database)
    found = await sent(village)
    await ends(village, found.id, "sent")
    ended = asyncio.Event()
    clock = Alarm(database, [NoticeDuty(database, TERMS)], always, ended.set, time.clock)
    task = clock.start()
    await asyncio.wait_for(ended.wait(), 20)
    await clock.stop()
    assert task.done()
    assert (await row_of(village, found.id)).state is NoticeState.ENDED
    await database.close()


async def test_a_database_in_trouble_does_not_end_it(sqlite_url: str, time: Time) -> None:
    database = await Database.open(sqlite_url)
    village = await noticing(database)
    await scheduled(village)
    await database.close()
    time.now = LATER
    assert not await clock_of(village, time).turn()
