"""SIGTERM in the middle of a broadcast: what is on the wire ends, nothing begins, the next bot goes on."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from bot.sandbox.control import Control
from tests.durability.broadcasting import FIRST, Broadcast, broadcast, some_push
from tests.durability.nursing import Nursery, nursery_for

PEOPLE = 400
RATE = 200.0  # a second
LATENCY = 0.05  # seconds, so that something is on the wire at any moment
WITHIN = 10.0  # seconds from the signal to the end of the process


async def told_to_stop(made: Broadcast, nursery: Nursery, at: int) -> None:
    """A new bot sends until so many have arrived, and is told to stop."""
    pid = await made.awake(nursery)
    await made.has_arrived(at)
    os.kill(pid, signal.SIGTERM)
    began = time.monotonic()
    assert await nursery.ended(pid) == 0
    assert time.monotonic() - began <= WITHIN


@pytest.mark.crash
async def test_sigterm_in_the_middle_leaves_nothing_in_doubt(database_url: str, tmp_path: Path) -> None:
    async with broadcast(database_url, PEOPLE) as (made, telegram):
        made.engine.latency = LATENCY
        await made.queue(some_push())
        async with nursery_for(telegram, database_url, tmp_path / "bots.log", RATE) as nursery:
            await told_to_stop(made, nursery, 100)
            states = await made.states()
            assert states.keys() == {"sent", "queued"}, "what was on the wire has its end"
            assert states["sent"] == made.engine.delivered < PEOPLE
            pid = await made.awake(nursery)
            await made.ended()
            os.kill(pid, signal.SIGTERM)
            assert await nursery.ended(pid) == 0
        assert await made.check(in_doubt=0) == {"sent": PEOPLE}
        assert set(made.arrived.values()) == {1}


@pytest.mark.crash
async def test_a_call_that_does_not_end_holds_up_no_stop(sqlite_url: str, tmp_path: Path) -> None:
    async with broadcast(sqlite_url, PEOPLE) as (made, telegram):
        fault = {"kind": "stall", "method": "sendMessage", "seconds": 60, "chat_id": FIRST + 50}
        Control(made.engine).run("fault", {**fault, "processed": True})
        await made.queue(some_push())
        async with nursery_for(telegram, sqlite_url, tmp_path / "bots.log", RATE) as nursery:
            await told_to_stop(made, nursery, 100)
            assert (await made.states())["attempting"] == 1
            pid = await made.awake(nursery)
            await made.ended()
            os.kill(pid, signal.SIGTERM)
            assert await nursery.ended(pid) == 0
        assert await made.check(in_doubt=1) == {"sent": PEOPLE - 1, "unknown": 1}
        assert set(made.arrived.values()) == {1}
