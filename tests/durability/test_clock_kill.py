"""``kill -9`` at random moments of a fast clock, and two processes that look at one: everything once."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest

from bot.domain.firing import GRACE, Late
from bot.domain.quiet import QuietHours
from bot.domain.recurrence import Every, Recurrence, days, moment
from bot.usecases.rules import make_rule
from storage import rules
from storage.database import Database, Transaction
from storage.rules import NewRule, RuleRow
from tests.durability.ticking import BEGIN, DAYS, alarm_of, clock_of
from tests.support.rules import TELL, happened, queued, told
from tests.usecases.village import MEMBER, Village

SEED = 20261121
FAST = 40_000.0  # a day in two seconds
TAKEN_OVER = 15.0  # seconds


def _make(tx: Transaction) -> list[RuleRow]:
    """Rules of every kind, so that one comes about every hour."""
    made = []
    for minute in range(17, 1440, 61):
        for late in Late:
            recurrence = Recurrence(Every.DAY, date(2026, 12, 1), minute)
            new = NewRule(TELL, recurrence, "Europe/Berlin", late, parameters={"people": [MEMBER]})
            made.append(make_rule(tx, new, DAYS, BEGIN))
    return made


@contextlib.asynccontextmanager
async def ticking(url: str, origin: float, speed: float, term: float) -> AsyncIterator[Process]:
    """A process that looks at the clock; killed at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.durability.ticking", url, str(origin), str(speed), str(term)),
        stdout=PIPE,
    )
    try:
        await hears(process, b"ready\n")
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def hears(process: Process, line: bytes) -> None:
    assert process.stdout is not None
    assert await asyncio.wait_for(process.stdout.readline(), 60) == line


async def check(database: Database, made: list[RuleRow]) -> Counter[str]:
    """Everything that was due has come to one end, and was told of once if it fired; what ends there were."""
    found = await database.read(happened)
    said = await database.read(told)
    assert set(said.values()) <= {1}
    assert set(said) == {key for key, (state, _) in found.items() if state in {"fired", "late"}}
    assert await database.read(queued) == len(said)
    for rule in made:
        now = await database.read(rules.get, rule.id)
        assert now.due_at is not None
        expected = []
        for day in days(rule.recurrence, BEGIN.date() - timedelta(days=1)):
            due_at = moment(day, rule.recurrence.minute, rule.zone)
            if due_at >= now.due_at:
                break
            if due_at > BEGIN:
                expected.append(due_at)
        assert [due_at for rule_id, due_at in found if rule_id == rule.id] == expected
    for (rule_id, due_at), (state, at) in found.items():
        rule = next(one for one in made if one.id == rule_id)
        late = at - due_at > GRACE
        assert (state == "late") <= (late and rule.late is Late.ONCE)
        assert (state == "fired") <= (not late)
        assert not (state == "late" and QuietHours().is_quiet(at.astimezone(rule.zone)))
    return Counter(state for state, _ in found.values())


@pytest.mark.crash
async def test_kills_lose_and_repeat_nothing(database_url: str) -> None:
    database = await Database.open(database_url)
    await Village.settled(database)
    made = await database.run(_make)
    chance = random.Random(SEED)
    origin = time.time()
    for _ in range(12):
        async with ticking(database_url, origin, FAST, 0):
            await asyncio.sleep(chance.uniform(0.0, 0.4))
    clock = clock_of(origin, FAST)
    await alarm_of(database, clock, lambda: True).turn()
    ends = await check(database, made)
    print(dict(ends))
    assert ends["fired"]
    assert ends["skipped"]
    await database.close()


@pytest.mark.crash
async def test_two_that_look_at_once_fire_once(database_url: str) -> None:
    database = await Database.open(database_url)
    await Village.settled(database)
    made = await database.run(_make)
    origin = time.time()
    async with ticking(database_url, origin, FAST, 0), ticking(database_url, origin, FAST, 0):
        await asyncio.sleep(2.0)
    await alarm_of(database, clock_of(origin, FAST), lambda: True).turn()
    assert (await check(database, made))["fired"]
    await database.close()


@pytest.mark.crash
async def test_another_takes_over(database_url: str) -> None:
    """The one with the lease is killed; the other, as if on another machine, waits for the whole term."""
    database = await Database.open(database_url)
    await Village.settled(database)
    origin = time.time()
    async with ticking(database_url, origin, 1.0, 10.0) as first:
        await hears(first, b"held\n")
        async with ticking(database_url, origin, 1.0, 10.0) as second:
            first.kill()
            began = time.monotonic()
            await first.wait()
            await database.run(_at_once, clock_of(origin, 1.0)())
            while not await database.read(told):
                assert time.monotonic() - began < TAKEN_OVER, "nobody has taken over"
                await asyncio.sleep(0.05)
            took = time.monotonic() - began
            assert second.returncode is None
    print(f"taken over after {took:.1f} s")
    assert (await database.read(told)).total() == 1
    await database.close()


def _at_once(tx: Transaction, now: datetime) -> None:
    recurrence = Recurrence(Every.DAY, date(2026, 12, 1), 0)
    made = rules.create(tx, NewRule(TELL, recurrence, "UTC", parameters={"people": [MEMBER]}), now)
    rules.move_on(tx, [rules.Step(made.id, now, now)])
