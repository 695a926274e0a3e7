"""A branch of two thousand, a notice to all of them, and a count of what arrived on which phone."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Lane, Message, Push, WhenUnknown
from bot.sandbox.engine import Engine
from bot.sandbox.server import LocalTelegram
from storage import outbox
from storage.database import Database, Transaction
from storage.schema import account, branch, delivery, notice, person, push
from tests.durability.nursing import Nursery
from tests.support.telegram import TOKEN

FIRST = 6_000_000_000  # the Telegram id of the first member
BRANCH = 1


def some_push(when_unknown: WhenUnknown = WhenUnknown.KEEP, lane: Lane = Lane.NOTICE) -> Push:
    """Something to tell everybody."""
    values = {"branch": "东关社区党支部", "right": "参加星期六上午八点的扫雪"}
    message = Message("roles-push-right-given", values)
    return Push("test", lane, message, "reason-roles", when_unknown)


class Broadcast:
    """The branch at the local Telegram and in the database."""

    def __init__(self, engine: Engine, database: Database, people: int) -> None:
        self.engine = engine
        self.database = database
        self.people = people
        engine.crowds.append(range(FIRST, FIRST + people))

    async def settle(self) -> None:
        """Put everybody on the roster, all with their phones."""
        await self.database.run(enrol, self.people)

    async def queue(self, push: Push) -> None:
        """Queue it for everybody."""
        everybody = range(1, self.people + 1)
        queued = await self.database.run(outbox.enqueue_for_people, push, everybody, datetime.now(UTC))
        assert queued == self.people

    async def awake(self, nursery: Nursery) -> int:
        """A new bot that has made itself known and begins its work; its process id."""
        known = self.engine.calls["getMe"]
        pid = await nursery.born()
        await until(lambda: self.engine.calls["getMe"] > known, 20)
        return pid

    @property
    def arrived(self) -> Counter[int]:
        """How often it came to each chat."""
        return Counter(line.chat_id for line in self.engine.ledger)

    async def has_arrived(self, count: int, within: float = 20.0) -> None:
        """Wait until so many messages have come."""
        await until(lambda: self.engine.delivered >= count, within)

    async def ended(self, within: float = 30.0) -> None:
        """Wait until every delivery has its end."""
        deadline = time.monotonic() + within
        while (await self.states()).keys() & {"queued", "attempting"}:
            assert time.monotonic() < deadline, await self.states()
            await asyncio.sleep(0.02)

    async def states(self) -> Counter[str]:
        """How many deliveries there are in each state."""
        return await self.database.read(_states)

    async def state_of(self, chat_id: int) -> str:
        """How the one delivery to that chat stands."""
        return await self.database.read(_state_of, chat_id)

    async def has_state(self, chat_id: int, state: str, within: float = 10.0) -> None:
        """Wait until the one delivery to that chat stands so."""
        deadline = time.monotonic() + within
        while (found := await self.state_of(chat_id)) != state:
            assert time.monotonic() < deadline, found
            await asyncio.sleep(0.02)

    async def stopped(self, within: float = 10.0) -> int:
        """Wait until the notice is stopped: how many of its deliveries had been begun by then."""
        deadline = time.monotonic() + within
        while (begun := await self.database.read(_begun_of_stopped)) is None:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.002)
        return begun

    async def notice_states(self) -> Counter[str]:
        """How many deliveries of notices there are in each state."""
        return await self.database.read(_states, push.c.notice_id.is_not(None))

    async def queued(self) -> int:
        """How many wait."""
        return (await self.states())["queued"]

    async def on_the_wire(self) -> int:
        """How many are being attempted, as far as the database knows."""
        return (await self.states())["attempting"]

    async def check(self, in_doubt: int) -> Counter[str]:
        """Every row has ended; what is *sent* came to its phone, nothing came twice, nothing is lost.

        Only *unknown* is whatever nobody can know of: at most ``in_doubt`` that were on the wire at an end.
        """
        found = await self.database.read(_rows)
        states = Counter(state for state, *_ in found)
        arrived = self.arrived
        numbers = {(line.chat_id, line.message_id) for line in self.engine.ledger}
        sent = {(chat, message) for state, chat, message in found if state == "sent"}
        assert states.keys() <= {"sent", "unknown"}
        assert states["unknown"] <= in_doubt
        assert sent <= numbers
        assert len(sent) == states["sent"]
        assert [chat for chat, times in arrived.items() if times > 1] == []
        return states


async def until(condition: Callable[[], bool], within: float) -> None:
    """Wait for something that happens in this process."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.002)


def enrol(tx: Transaction, people: int) -> None:
    """A branch with so many members, all with their phones."""
    now = datetime.now(UTC)
    place = {
        "name": "东关社区党支部",
        "sector": "community",
        "timezone": "Asia/Shanghai",
        "backdate_days": 31,
    }
    tx.execute(branch.insert(), {"id": BRANCH, **place})
    everybody = range(1, people + 1)
    common = {"branch_id": BRANCH, "kind": "full", "active": True, "created_at": now}
    tx.execute(person.insert(), [{"id": one, "name": f"李明{one}", **common} for one in everybody])
    phone = {"locale": "zh-Hans", "reach": "ok", "created_at": now}
    rows = [{"telegram_id": FIRST - 1 + one, "person_id": one, **phone} for one in everybody]
    tx.execute(account.insert(), rows)


def _states(tx: Transaction, which: sa.ColumnElement[bool] | None = None) -> Counter[str]:
    query = sa.select(delivery.c.state, sa.func.count()).group_by(delivery.c.state)
    if which is not None:
        query = query.join(push, push.c.id == delivery.c.push_id).where(which)
    return Counter({state: count for state, count in tx.execute(query)})  # noqa: C416 -- rows are no pairs


def _begun_of_stopped(tx: Transaction) -> int | None:
    if tx.execute(sa.select(notice.c.stopped_at)).scalar_one() is None:
        return None
    states = _states(tx, push.c.notice_id.is_not(None))
    return states["attempting"] + states["sent"] + states["unknown"]


def _state_of(tx: Transaction, chat_id: int) -> str:
    state: str = tx.execute(sa.select(delivery.c.state).where(delivery.c.chat_id == chat_id)).scalar_one()
    return state


def _rows(tx: Transaction) -> list[Any]:
    return list(tx.execute(sa.select(delivery.c.state, delivery.c.chat_id, delivery.c.message_id)))


@contextlib.asynccontextmanager
async def broadcast(database_url: str, people: int) -> AsyncIterator[tuple[Broadcast, LocalTelegram]]:
    """The branch, its database and the local Telegram over HTTP."""
    engine = Engine()
    engine.add_bot(TOKEN)
    database = await Database.open(database_url)
    try:
        async with LocalTelegram(engine) as telegram:
            made = Broadcast(engine, database, people)
            await made.settle()
            yield made, telegram
    finally:
        await database.close()
