"""Two processes on one database: one of them sends, and nothing is sent twice, whatever befalls it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import lease
from tests.durability.broadcasting import Broadcast, broadcast, some_push
from tests.durability.nursing import nursery_for

TAKEN_OVER = 15.0  # seconds after a crash
ROUNDS = 4


@pytest.mark.crash
async def test_bots_that_race_send_nothing_twice(database_url: str, tmp_path: Path) -> None:
    async with broadcast(database_url, 60) as (made, telegram):
        async with nursery_for(telegram, database_url, tmp_path / "bots.log") as nursery:
            for _ in range(ROUNDS):
                await made.queue(some_push())
                racing = [await nursery.born(), await nursery.born()]
                await made.ended()
                for pid in racing:
                    os.kill(pid, signal.SIGKILL)
                    assert await nursery.ended(pid) == -signal.SIGKILL
        assert await made.states() == {"sent": 60 * ROUNDS}
        assert set(made.arrived.values()) == {ROUNDS}


async def die(database_url: str, folder: Path, term: float) -> float:
    """A bot is killed while it sends and another stands by; how many seconds until that one goes on."""
    async with broadcast(database_url, 200) as (made, telegram):
        await made.queue(some_push())
        async with nursery_for(telegram, database_url, folder / "bots.log", 100, term) as nursery:
            first = await made.awake(nursery)
            await made.has_arrived(30)
            second = await made.awake(nursery)
            await made.has_arrived(60)
            os.kill(first, signal.SIGKILL)
            began = time.monotonic()
            assert await nursery.ended(first) == -signal.SIGKILL
            doubt = await made.on_the_wire()
            await made.has_arrived(made.engine.delivered + doubt + 1)
            took = time.monotonic() - began
            await made.ended()
            os.kill(second, signal.SIGTERM)
            assert await nursery.ended(second) == 0
        await made.check(doubt)
    return took


@pytest.mark.crash
async def test_another_goes_on_after_a_crash(sqlite_url: str, postgresql_url: str, tmp_path: Path) -> None:
    """On one machine it hears of the end; from another it waits for the term. Both at the same time here."""
    for name in ("near", "far"):
        (tmp_path / name).mkdir()
    near, far = await asyncio.gather(
        die(sqlite_url, tmp_path / "near", 0), die(postgresql_url, tmp_path / "far", lease.TERM)
    )
    print(f"taken over after {near:.1f} s on the same machine, {far:.1f} s from another")
    assert near <= TAKEN_OVER
    assert far <= TAKEN_OVER


class Stopper:
    """Stops a process, so that it lives and does nothing, while the n-th message it sends is on the wire."""

    def __init__(self, made: Broadcast, pid: int, count: int) -> None:
        self._pid = pid
        self._left = count
        self._call = made.engine.call
        self.stopped = asyncio.Event()
        self.chat = 0
        made.engine.call = self._counted  # type: ignore[method-assign] # the one door every call passes

    def _counted(self, token: str, method: str, params: Any) -> Any:
        if method == "sendMessage" and self._left:
            self._left -= 1
            if not self._left:
                os.kill(self._pid, signal.SIGSTOP)
                self.chat = params.integer("chat_id")
                self.stopped.set()
        return self._call(token, method, params)


@pytest.mark.crash
async def test_who_comes_back_late_sends_nothing_and_tells_what_it_knows(
    database_url: str, tmp_path: Path
) -> None:
    async with broadcast(database_url, 60) as (made, telegram):
        await made.queue(some_push())
        async with nursery_for(telegram, database_url, tmp_path / "bots.log", 20, 2.0) as nursery:
            late = await made.awake(nursery)
            stopper = Stopper(made, late, 10)
            await asyncio.wait_for(stopper.stopped.wait(), 20)
            doubt = await made.on_the_wire()
            await made.awake(nursery)
            await made.has_arrived(made.engine.delivered + doubt + 10)
            assert await made.state_of(stopper.chat) == "unknown"
            os.kill(late, signal.SIGCONT)
            await made.ended()
            await made.has_state(stopper.chat, "sent")
            log = (tmp_path / "bots.log").read_text()
            assert "lease-lost" in log
        await made.check(doubt - 1)
