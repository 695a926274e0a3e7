"""``kill -9`` at random points of a broadcast: nobody is left out, nobody gets it twice."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from bot.domain.messages import Lane, WhenUnknown
from tests.durability.broadcasting import Broadcast, broadcast, some_push
from tests.durability.nursing import Nursery, nursery_for
from tests.durability.reaping import Reaper

SEED = 20261121
RATE = 200.0  # a second, evenly spaced, so that few are on the wire at the same moment
MOST_ON_THE_WIRE = 10  # at a kill, on average, on a machine that has much else to do


class Sniper(Reaper):
    """Kills among the sends, mostly: after at most ``most`` of them, if there are any."""

    longest_life = 2.0
    most = 0

    def counts(self, method: str) -> bool:
        return method == "sendMessage"

    def choose(self) -> None:
        if not self.most or self.chance.random() < 0.15:  # at any moment, the start included
            self.within(self.chance.uniform(0, 0.15))
        else:
            self.after(self.chance.randint(1, self.most))


async def live_and_die(made: Broadcast, nursery: Nursery, kills: int) -> int:
    """Bots are born and killed; how many deliveries were on the wire at their ends."""
    sniper, doubt = Sniper(made.engine, random.Random(SEED)), 0
    for life in range(kills):
        sniper.most = 2 * await made.queued() // (kills - life)  # something is left for the others
        pid = await nursery.born()
        sniper.watch(pid)
        assert await nursery.ended(pid) == -signal.SIGKILL
        sniper.rest()
        doubt += await made.on_the_wire()
    assert doubt <= MOST_ON_THE_WIRE * kills
    return doubt


async def survive(made: Broadcast, nursery: Nursery, kills: int) -> int:
    """A broadcast with so many kills, to its end; how many were on the wire at them."""
    began = time.monotonic()
    doubt = await live_and_die(made, nursery, kills)
    left = await made.queued()
    pid = await made.awake(nursery)
    await made.ended()
    os.kill(pid, signal.SIGTERM)
    assert await nursery.ended(pid) == 0
    print(
        f"{kills} kills, {made.people} recipients, {doubt} in doubt, {left} left for the last life: "
        f"{time.monotonic() - began:.1f} s"
    )
    return doubt


@pytest.mark.crash
@pytest.mark.timeout(300)  # thirty seconds on an idle machine
@pytest.mark.parametrize(
    ("address", "people", "kills"), [("sqlite_url", 2_000, 300), ("postgresql_url", 200, 25)]
)
async def test_kills_lose_and_double_nothing(
    address: str, people: int, kills: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue(address)
    async with broadcast(url, people) as (made, telegram):
        await made.queue(some_push())
        async with nursery_for(telegram, url, tmp_path / "bots.log", RATE) as nursery:
            doubt = await survive(made, nursery, kills)
        states = await made.check(doubt)
        # Whoever has not got it is among those in doubt; whoever is in doubt may have.
        assert states["sent"] <= len(made.arrived) <= states.total() == people


@pytest.mark.crash
async def test_where_a_duplicate_beats_a_loss_nobody_is_left_out(sqlite_url: str, tmp_path: Path) -> None:
    async with broadcast(sqlite_url, 200) as (made, telegram):
        await made.queue(some_push(WhenUnknown.RESEND, Lane.URGENT))
        async with nursery_for(telegram, sqlite_url, tmp_path / "bots.log", RATE) as nursery:
            doubt = await survive(made, nursery, 25)
        assert await made.states() == {"sent": 200}
        assert len(made.arrived) == 200
        assert made.arrived.total() <= 200 + doubt
