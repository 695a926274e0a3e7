"""A sender who stops, or may send no more, in the middle of a broadcast: counted on everybody's phone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.audience import Audience
from bot.domain.rights import Actor, Role
from bot.sandbox.control import Control
from bot.usecases import roles
from bot.usecases.notice_card import Terms
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.schema import holding
from tests.durability.broadcasting import BRANCH, FIRST, Broadcast, broadcast
from tests.durability.nursing import nursery_for
from tests.support.notices import send_notice

PEOPLE = 500
RATE = 50.0  # a second
SENDER, OTHER = 1, 2  # both secretaries
TERMS = Terms(RATE)
AT_THE_SAME_MOMENT = 5  # deliveries that PostgreSQL lets begin while the stop commits
STOPPED_WITHIN = 1.0  # seconds from the tap to the last message, on an idle machine
BUSY = 3.0  # seconds more for one that runs a whole suite

Act = Callable[[Broadcast, int], Awaitable[None]]


def acting(tx: Transaction, person_id: int) -> Actor:
    return load_actor(tx, Caller(FIRST - 1 + person_id, "zh-Hans", "Asia/Shanghai", is_operator=False))


def appoint(tx: Transaction) -> None:
    everywhere = {"committee_id": None, "group_id": None}
    for person_id in (SENDER, OTHER):
        row = {"person_id": person_id, "role": Role.SECRETARY, "branch_id": BRANCH}
        tx.execute(holding.insert(), row | everywhere)


def send(tx: Transaction) -> int:
    """A notice of the one secretary to the whole branch; its id."""
    everybody = Audience((BRANCH,))
    return send_notice(tx, acting(tx, SENDER), everybody, "星期六上午八点扫雪。", TERMS, datetime.now(UTC)).id


async def taps_stop(made: Broadcast, notice_id: int) -> None:
    """The sender presses 停止."""
    data = {"user": FIRST, "chat": 0, "message": 1, "data": f"ntc.stop:{notice_id}"}
    Control(made.engine).run("tap", data)


async def loses_the_role(made: Broadcast, notice_id: int) -> None:
    """The other secretary takes the sender's role away, in another process."""

    def take(tx: Transaction) -> None:
        roles.take_role(tx, acting(tx, OTHER), SENDER, Role.SECRETARY, datetime.now(UTC))

    await made.database.run(take)


@pytest.mark.crash
@pytest.mark.parametrize("act", [taps_stop, loses_the_role])
async def test_nothing_goes_out_after(act: Act, database_url: str, tmp_path: Path) -> None:
    async with broadcast(database_url, PEOPLE) as (made, telegram):
        await made.database.run(appoint)
        control = Control(made.engine)
        for person_id in (SENDER, OTHER):
            control.run("person", {"id": FIRST - 1 + person_id, "name": "王桂兰", "language_code": "zh-hans"})
            control.run("send", {"user": FIRST - 1 + person_id, "chat": 0, "text": "您好"})
        async with nursery_for(telegram, database_url, tmp_path / "bots.log", RATE) as nursery:
            pid = await made.awake(nursery)
            notice_id = await made.database.run(send)
            await made.has_arrived(30)
            began = time.time()
            await act(made, notice_id)
            begun = await made.stopped()
            await made.ended()
            os.kill(pid, signal.SIGTERM)
            assert await nursery.ended(pid) == 0
        states = await made.notice_states()
        last = max(line.at for line in made.engine.ledger if line.chat_id > FIRST + 1)
        print(f"{act.__name__}: the last message came {last - began:.2f} s after, {states}")
        reached = states["sent"] + states["unknown"]
        assert begun <= reached <= begun + AT_THE_SAME_MOMENT
        assert states["dead"] == states.total() - reached > 0
        assert last - began <= STOPPED_WITHIN + BUSY
        arrived = {chat: times for chat, times in made.arrived.items() if chat > FIRST + 1}
        assert set(arrived.values()) == {1}
        assert len(arrived) <= reached
