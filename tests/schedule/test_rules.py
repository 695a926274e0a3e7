"""The rules under the alarm clock: once, in time, whatever is broken beside them."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.firing import Late
from bot.schedule import rules as schedule
from bot.schedule.alarm import Alarm
from bot.schedule.rules import RuleDuty
from bot.usecases.clock import Fired
from storage.database import Database, Transaction
from storage.schema import rule as rule_table
from tests.support.rules import BREAK, KINDS, happened
from tests.usecases.test_clock import DAY, DAYS, NINE, Clock
from tests.usecases.village import NOW


class Time:
    """A clock moved by hand."""

    now = NOW
    woken = 0

    def clock(self) -> datetime:
        return self.now

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture
def time() -> Time:
    return Time()


def alarm_of(database: Database, time: Time) -> Alarm:
    duty = RuleDuty(database, KINDS, DAYS, time.wake, time.clock)
    return Alarm(database, [duty], lambda: True, time.wake, time.clock)


async def test_what_is_due_fires_once(database: Database, time: Time) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    alarm = alarm_of(database, time)
    assert not await alarm.turn()
    time.now = NINE
    assert await alarm.turn()
    assert not await alarm.turn()
    assert await clock.told_once() == {(made.id, NINE)}
    assert time.woken


async def test_more_than_fit_into_one_transaction(
    database: Database, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    fire_due = schedule.fire_due
    monkeypatch.setattr(schedule, "fire_due", lambda *given: fire_due(*given, limit=3))
    clock = await Clock.of(database)
    for _ in range(8):
        await clock.makes()
    time.now = NINE
    assert await alarm_of(database, time).turn()
    assert len(await clock.told_once()) == 8


async def test_broken_ones_do_not_stop_the_others(database: Database, time: Time) -> None:
    clock = await Clock.of(database)
    broken = [await clock.makes(kind=BREAK), await clock.makes(kind="unknown"), await clock.makes()]
    fine = [await clock.makes(), await clock.makes()]
    mars = sa.update(rule_table).where(rule_table.c.id == broken[2].id).values(timezone="Mars/Base")
    await database.run(lambda tx: tx.execute(mars))
    time.now = NINE
    alarm = alarm_of(database, time)
    assert await alarm.turn()
    assert await clock.told_once() == {(one.id, NINE) for one in fine}
    assert await clock.states() == ["failed"] * 3 + ["fired"] * 2
    time.now = NINE + DAY
    await alarm.turn()
    assert await clock.states() == [*["failed"] * 5, *["fired"] * 4]


async def test_late_ones_are_let_pass_and_that_is_something_done(database: Database, time: Time) -> None:
    clock = await Clock.of(database)
    await clock.makes(late=Late.SKIP)
    time.now = NINE + timedelta(hours=1)
    alarm = alarm_of(database, time)
    assert await alarm.turn()
    assert time.woken == 1
    assert not await alarm.turn()


async def test_trouble_of_the_database_is_nobodys_fault(
    database: Database, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = await Clock.of(database)
    await clock.makes()
    time.now = NINE
    fire_due = schedule.fire_due
    tries = []

    def in_trouble(tx: Transaction, *given) -> Fired:
        fire_due(tx, *given)
        tries.append(1)
        raise sa.exc.TimeoutError("the disk, perhaps")

    monkeypatch.setattr(schedule, "fire_due", in_trouble)
    assert not await alarm_of(database, time).turn()
    assert tries == [1]
    assert await database.read(happened) == {}
    monkeypatch.setattr(schedule, "fire_due", fire_due)
    assert await alarm_of(database, time).turn()
    assert len(await clock.told_once()) == 1


async def test_two_alarms_fire_once(database: Database, time: Time) -> None:
    clock = await Clock.of(database)
    for _ in range(10):
        await clock.makes()
    time.now = NINE
    await asyncio.gather(*(alarm_of(database, time).turn() for _ in range(4)))
    assert len(await clock.told_once()) == 10
