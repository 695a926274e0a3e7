"""``kill -9`` at random points while updates flow: every effect is there exactly once."""

from __future__ import annotations

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
from tests.durability.reaping import Reaper
from tests.durability.township import Township, on_the_wire
from tests.support.people import queue_empty
from tests.support.telegram import TOKEN, HttpFront

SEED = 20261120


@contextlib.asynccontextmanager
async def opened(database_url: str) -> AsyncIterator[Database]:
    database = await Database.open(database_url)
    try:
        yield database
    finally:
        await database.close()


class Hungry(Reaper):
    """Kills also when everything has been fetched."""

    def __init__(self, engine: Engine, chance: random.Random) -> None:
        super().__init__(engine, chance)
        self._hungry = False
        next(iter(engine.bots.values())).updates.on_idle.append(self._fetched_all)

    def counts(self, method: str) -> bool:
        return method != "setMyCommands"  # of which every start makes a dozen

    def choose(self) -> None:
        if self.chance.random() < 0.2:  # at any moment, the start included
            self.within(self.chance.uniform(0, 0.25))
        else:  # among the calls of its work
            self._hungry = True
            self.after(self.chance.randint(7, 20))

    def _fetched_all(self) -> None:
        if self._hungry:
            self._hungry = False
            self.soon()

    def rest(self) -> None:
        super().rest()
        self._hungry = False


async def live_and_die(
    township: Township, nursery: Nursery, reaper: Hungry, database: Database, kills: int
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
            reaper = Hungry(engine, random.Random(SEED + 1))
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
