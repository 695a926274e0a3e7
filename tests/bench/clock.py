"""Figures of the clock: a storm of reminders, how late they are, a year of them, and a long past."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Final

from bot.clock import utc_now
from bot.domain.firing import OccurrenceState
from bot.schedule.alarm import Alarm
from bot.schedule.rules import RuleDuty
from bot.usecases import occasions
from bot.usecases.occasions import Kind
from storage import rules
from storage.database import Database, Transaction
from storage.rules import NewRule, Outcome, Step
from tests.bench.broadcast import LATENCY, STRICT
from tests.bench.figures import Figure, percentile
from tests.bench.lived_year import lived_year_figure
from tests.bench.lives import DAILY, EACH, due_together, settle
from tests.bench.outbox import _on_postgresql
from tests.bench.paid import LIMIT, RATE, TOLD
from tests.bench.processes import BOT_CORE, TELEGRAM_CORE, Child
from tests.bench.recipients import FIRST, fill
from tests.bench.scale import Times
from tests.bench.senders import Office
from tests.bench.year import WORKING_DAYS, ZONE, _town, year_figure
from tests.conftest import POSTGRESQL
from tests.support.rules import KINDS, TELL, queued

SOON: Final = timedelta(seconds=0.5)  # from now until a storm
AWAKE: Final = 20  # rules that are due at a wake-up beside a long past
WAKE_UPS: Final = 60


def clock_figures(scale: Times, folder: Path) -> list[Figure]:
    """All of them."""
    return [
        *_storms(scale, folder),
        *_lateness(scale, folder),
        asyncio.run(year_figure(scale.year_branches, folder)),
        asyncio.run(lived_year_figure(scale.lived_branches, folder)),
        *asyncio.run(_long_past(scale, folder)),
    ]


def _storms(scale: Times, folder: Path) -> list[Figure]:
    """On SQLite, and on PostgreSQL when there is a server to measure on."""
    found = asyncio.run(_storms_on("SQLite", f"sqlite:///{folder}/storm.db", scale))
    with _on_postgresql() as url:
        if url is None:
            return [*found, Figure("  on PostgreSQL", "", f"not run: {POSTGRESQL} is not set")]
        return found + asyncio.run(_storms_on("PostgreSQL", url.format("large"), scale))


async def _storms_on(system: str, url: str, scale: Times) -> list[Figure]:
    """Few rules for many people each, and as many rules as reminders."""
    database = await _town(url, scale.branches)
    reminders = scale.branches * EACH
    try:
        await database.run(settle, scale.branches)
        ids = await database.run(due_together, scale.branches, ZONE, utc_now())
        real = await _storm(database, occasions.KINDS, ids, reminders)
        ids = await database.run(_make, reminders, 1, utc_now())
        plain = await _storm(database, KINDS, ids, reminders)
    finally:
        await database.close()
    name = f"{reminders:,} reminders due in the same second, of {scale.branches:,} branches ({system})"
    return [
        Figure(name, "≤ 1 s", f"{real:.2f} s until the last is queued", real <= 1),
        Figure("  each by a rule of its own", "", f"{plain:.2f} s"),
    ]


async def _storm(database: Database, kinds: Mapping[str, Kind], ids: list[int], reminders: int) -> float:
    """Seconds from when these rules are due until all that they bring about is queued."""
    before = await database.read(queued)
    at = utc_now() + SOON
    await database.run(_set, ids, at)
    ended = asyncio.Event()
    duty = RuleDuty(database, kinds, WORKING_DAYS, lambda: None)
    alarm = Alarm(database, [duty], lambda: True, ended.set)  # woken once the whole storm is over
    alarm.start()
    await asyncio.wait_for(ended.wait(), 120)
    took = (utc_now() - at).total_seconds()
    await alarm.stop()
    if await database.read(queued) - before != reminders:
        raise RuntimeError("not everything was queued once")
    await database.run(_set, ids, None)
    return took


def _make(tx: Transaction, count: int, people: int, now: datetime) -> list[int]:
    """Plain rules for so many people each; their ids."""
    whom = [list(range(people * number + 1, people * (number + 1) + 1)) for number in range(count)]
    return [
        rules.create(tx, NewRule(TELL, DAILY, ZONE, parameters={"people": some}), now).id for some in whom
    ]


def _set(tx: Transaction, ids: list[int], at: datetime | None) -> None:
    rules.move_on(tx, [Step(one, at, at) for one in ids])


def _lateness(scale: Times, folder: Path) -> list[Figure]:
    database = fill(folder / "lateness.db", scale.sent)
    with Child.of_module("tests.bench.crowd", LATENCY, core=TELEGRAM_CORE) as crowd:
        crowd.ask("settle", first=FIRST, count=scale.sent)
        office = Office(crowd)
        token = office.new_token(**{**STRICT, "per_second": LIMIT}, retry_after=TOLD)
        given = (crowd.ready, token, database, str(RATE))
        with Child.of_module("tests.bench.ticker", *given, core=BOT_CORE) as bot:
            idle = bot.ask("tick", rules=scale.ticks, seconds=scale.tick_seconds)
            notice = bot.ask("broadcast", rate=RATE)["notice"]
            busy = bot.ask("tick", rules=scale.ticks, seconds=scale.tick_seconds)
            left = bot.ask("progress", notice=notice)["queued"]
    return [
        _late("lateness of a rule, idle", idle, 0.5, ""),
        _late(f"  while {scale.sent:,} are being sent", busy, 1.0, f", {left:,} still to go"),
    ]


def _late(name: str, late: list[float], limit: float, more: str) -> Figure:
    worst = percentile(late, 0.99)
    said = f"p99 {worst * 1000:.0f} ms, p50 {median(late) * 1000:.0f} ms ({len(late)} times{more})"
    return Figure(name, f"p99 ≤ {limit:g} s", said, worst <= limit)


async def _long_past(scale: Times, folder: Path) -> list[Figure]:
    small, large = scale.past
    databases = [await _with_past(f"sqlite:///{folder}/past-{past}.db", past) for past in scale.past]
    try:
        idle = await _side_by_side(databases, _look)
        firing = await _side_by_side(databases, _wake_up)
    finally:
        for database in databases:
            await database.close()
    return [
        _flat(f"a wake-up with {large:,} past occurrences, {AWAKE} rules due", firing, small),
        _flat("  with nothing due", idle, small),
    ]


def _flat(name: str, costs: list[float], small: int) -> Figure:
    few, many = costs
    measured = f"{many * 1000:.2f} ms: {many / few:.2f} × of {small:,}"
    return Figure(name, "≤ 1.2 ×", measured, many <= 1.2 * few)


async def _with_past(url: str, past: int) -> Database:
    database = await _town(url, AWAKE)
    await database.run(_remember, past)
    return database


def _remember(tx: Transaction, past: int) -> None:
    """So many things that happened to rules of which some are still awake."""
    now = utc_now()
    count = max(AWAKE, min(1_000, past // 10))
    ids = [
        rules.create(tx, NewRule(TELL, DAILY, ZONE, parameters={"people": [one % 900 + 1]}), now).id
        for one in range(count)
    ]
    for back in range(past // count):
        at = now - timedelta(days=past // count - back)
        rules.note(tx, [Outcome(one, at, OccurrenceState.FIRED) for one in ids], at)


async def _side_by_side(
    databases: list[Database], work: Callable[[Database], Awaitable[float]]
) -> list[float]:
    costs: list[list[float]] = [[] for _ in databases]
    for _ in range(WAKE_UPS):
        for database, found in zip(databases, costs, strict=True):
            found.append(await work(database))
    return [median(found) for found in costs]


async def _look(database: Database) -> float:
    return await _turn(database, 10)


async def _wake_up(database: Database) -> float:
    await database.run(_let_come)
    return await _turn(database, 1)


async def _turn(database: Database, times: int) -> float:
    duty = RuleDuty(database, KINDS, WORKING_DAYS, lambda: None)
    alarm = Alarm(database, [duty], lambda: True, lambda: None)
    began = time.perf_counter()
    for _ in range(times):
        await alarm.turn()
    return (time.perf_counter() - began) / times


def _let_come(tx: Transaction) -> None:
    now = utc_now()
    rules.move_on(tx, [Step(one + 1, now, now) for one in range(AWAKE)])
