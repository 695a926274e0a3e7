"""``kill -9`` at random points while updates flow: every effect is there exactly once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

import locales
from bot.i18n import Texts
from bot.sandbox.engine import Engine
from bot.sandbox.server import LocalTelegram
from storage.database import Database
from tests.durability.nursing import Nursery, nursery_for
from tests.durability.township import Township, on_the_wire
from tests.support.people import queue_empty
from tests.support.telegram import TOKEN, HttpFront

SEED = 20261120
LONGEST_LIFE = 5.0  # seconds after which a bot is killed wherever it is


@contextlib.asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Database]:
    database = await Database.open(database_url)
    try:
        yield database
    finally:
        await database.close()


class Reaper:
    """Kills a process at a time of its life, at the n-th call it makes, or soon after it has fetched all."""

    def __init__(self, engine: Engine, chance: random.Random) -> None:
        self._chance = chance
        self._left = 0
        self._hungry = False
        self._pid = 0
        self._timers: list[asyncio.TimerHandle] = []
        next(iter(engine.bots.values())).updates.on_idle.append(self._fetched_all)
        self._call = engine.call
        engine.call = self._counted  # type: ignore[method-assign] # the one door every call passes

    def _counted(self, *given: Any) -> Any:
        if self._left > 0:
            self._left -= 1
            if self._left == 0:
                self._soon()
        return self._call(*given)

    def watch(self, pid: int) -> None:
        self._pid = pid
        if self._chance.random() < 0.2:  # at any moment, the start included
            self._in(self._chance.uniform(0, 0.25))
        else:  # among the calls of its work
            self._left = self._chance.randint(7, 20)
            self._hungry = True
            self._in(LONGEST_LIFE)

    def _fetched_all(self) -> None:
        if self._hungry:
            self._hungry = False
            self._soon()

    def _soon(self) -> None:
        self._in(self._chance.choice((0.0, self._chance.uniform(0, 0.004), self._chance.uniform(0, 0.02))))

    def _in(self, seconds: float) -> None:
        self._timers.append(asyncio.get_running_loop().call_later(seconds, self._kill))

    def _kill(self) -> None:
        self.rest()
        os.kill(self._pid, signal.SIGKILL)

    def rest(self) -> None:
        self._left = 0
        self._hungry = False
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()


async def live_and_die(
    township: Township, nursery: Nursery, reaper: Reaper, database: Database, kills: int
) -> int:
    """Feed all updates while bots are born and killed; how many deliveries were on the wire at their ends."""
    chance, left, doubt = random.Random(SEED), list(reversed(township.acts)), 0
    for life in range(kills):
        for _ in range(min(len(left), round(len(left) / (kills - life) * chance.uniform(0.2, 1.8)))):
            left.pop()()
        pid = await nursery.born()
        reaper.watch(pid)
        assert await nursery.ended(pid) == -signal.SIGKILL
        reaper.rest()
        doubt += await database.read(on_the_wire)
    for act in reversed(left):
        act()
    return doubt


async def survive(database_url: str, folder: Path, kills: int, scale: int) -> None:
    began = time.monotonic()
    engine = Engine()
    engine.add_bot(TOKEN)
    township = Township(engine, TOKEN, SEED, scale)
    async with LocalTelegram(engine) as telegram, opened(database_url) as database:
        await database.run(township.settle)
        township.give_phones()
        async with nursery_for(telegram, database_url, folder / "bots.log") as nursery:
            reaper = Reaper(engine, random.Random(SEED + 1))
            doubt = await live_and_die(township, nursery, reaper, database, kills)
            pid = await nursery.born()
            front: Any = HttpFront(telegram, None, TOKEN)  # type: ignore[arg-type] # nothing is asked of it
            await queue_empty(front, 30)
            os.kill(pid, signal.SIGUSR1)
            assert await nursery.ended(pid) == 0
        await database.read(township.check)
        texts = Texts.load(Path(locales.__path__[0]), "zh-Hans")
        reasons = tuple(texts.format("zh-Hans", f"reason-{one}") for one in ("your-record", "review-request"))
        await database.read(township.check_arrivals, reasons, doubt)
    log = (folder / "bots.log").read_text()
    assert "quarantined" not in log
    print(f"{kills} kills, {len(township.acts)} updates, {doubt} in doubt: {time.monotonic() - began:.1f} s")


@pytest.mark.crash
async def test_two_hundred_kills_lose_and_repeat_nothing(sqlite_url: str, tmp_path: Path) -> None:
    await survive(sqlite_url, tmp_path, kills=200, scale=20)


@pytest.mark.crash
async def test_kills_on_postgresql_too(database_url: str, tmp_path: Path) -> None:
    await survive(database_url, tmp_path, kills=20, scale=4)
