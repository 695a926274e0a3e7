"""``kill -9`` at random moments of a fast clock, and two processes that look at one: everything once."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.firing import GRACE, Late
from bot.domain.quiet import QuietHours
from bot.domain.recurrence import Every, Recurrence, days, moment
from bot.usecases.rules import make_rule
from storage import leases, rules
from storage.database import Database, Transaction
from storage.rules import NewRule, RuleRow
from tests.durability.nursing import Nursery, opened
from tests.durability.ticking import BEGIN, DAYS, alarm_of, clock_of
from tests.support.rules import TELL, happened, queued, told
from tests.usecases.village import MEMBER, Village

SEED = 20261121
FAST = 40_000.0  # a day in two seconds
TAKEN_OVER = 15.0  # seconds

Ticking = AbstractAsyncContextManager[Nursery]


def _make(tx: Transaction) -> list[RuleRow]:
    """Rules of every kind, so that one comes about every hour."""
    made = []
    for minute in range(17, 1440, 61):
        for late in Late:
            recurrence = Recurrence(Every.DAY, date(2026, 12, 1), minute)
            new = NewRule(TELL, recurrence, "Europe/Berlin", late, parameters={"people": [MEMBER]})
            made.append(make_rule(tx, new, DAYS, BEGIN))
    return made


def ticking(folder: Path, url: str, origin: float, speed: float, term: float) -> Ticking:
    """Processes that look at the clock."""
    given = {"url": url, "origin": origin, "speed": speed, "term": term}
    return opened("tick", folder / "ticking.log", **given)


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


@contextlib.asynccontextmanager
async def village(database_url: str) -> AsyncIterator[Database]:
    database = await Database.open(database_url)
    try:
        await Village.settled(database)
        yield database
    finally:
        await database.close()


@pytest.mark.crash
async def test_kills_lose_and_repeat_nothing(database_url: str, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    async with village(database_url) as database:
        made = await database.run(_make)
        origin = time.time()
        async with ticking(tmp_path, database_url, origin, FAST, 0) as nursery:
            for _ in range(12):
                pid = await nursery.born()
                await asyncio.sleep(chance.uniform(0.0, 0.5))
                await nursery.killed(pid)
        await alarm_of(database, clock_of(origin, FAST), lambda: True).turn()
        ends = await check(database, made)
    print(dict(ends))
    assert ends["fired"]
    assert ends["skipped"]


@pytest.mark.crash
async def test_two_that_look_at_once_fire_once(database_url: str, tmp_path: Path) -> None:
    async with village(database_url) as database:
        made = await database.run(_make)
        origin = time.time()
        async with ticking(tmp_path, database_url, origin, FAST, 0) as nursery:
            both = [await nursery.born(), await nursery.born()]
            await asyncio.sleep(2.0)
            for pid in both:
                await nursery.killed(pid)
        await alarm_of(database, clock_of(origin, FAST), lambda: True).turn()
        assert (await check(database, made))["fired"]


async def taken_over(database_url: str, folder: Path) -> float:
    """The one with the lease is killed; how many seconds until the other tells of what is due."""
    origin = time.time()
    async with (
        village(database_url) as database,
        ticking(folder, database_url, origin, 1.0, 10.0) as nursery,
    ):
        first = await nursery.born()
        began = time.monotonic()
        while await database.read(leases.current, leases.DISPATCHER) is None:
            assert time.monotonic() - began < TAKEN_OVER, "nobody has the lease"
            await asyncio.sleep(0.02)
        await nursery.born()
        began = time.monotonic()
        await nursery.killed(first)
        await database.run(_at_once, clock_of(origin, 1.0)())
        while not await database.read(told):
            assert time.monotonic() - began < TAKEN_OVER, "nobody has taken over"
            await asyncio.sleep(0.05)
        took = time.monotonic() - began
        assert (await database.read(told)).total() == 1
    return took


@pytest.mark.crash
async def test_another_takes_over(sqlite_url: str, postgresql_url: str, tmp_path: Path) -> None:
    """The other, as if on another machine, waits for the whole term; on both databases at the same time."""
    for name in ("sqlite", "postgresql"):
        (tmp_path / name).mkdir()
    took = await asyncio.gather(
        taken_over(sqlite_url, tmp_path / "sqlite"), taken_over(postgresql_url, tmp_path / "postgresql")
    )
    print(f"taken over after {took[0]:.1f} s on SQLite, {took[1]:.1f} s on PostgreSQL")


def _at_once(tx: Transaction, now: datetime) -> None:
    recurrence = Recurrence(Every.DAY, date(2026, 12, 1), 0)
    made = rules.create(tx, NewRule(TELL, recurrence, "UTC", parameters={"people": [MEMBER]}), now)
    rules.move_on(tx, [rules.Step(made.id, now, now)])
