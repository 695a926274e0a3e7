"""An update that ends the process each time it is handled does not do so for ever, and drags nobody along."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from telegram.error import RetryAfter

from bot.receiving import handling
from bot.receiving.handling import SET_ASIDE_AFTER, SUSPECT_AFTER, Entry
from bot.receiving.intake import Intake
from bot.receiving.worker import Workers
from storage import inbox
from storage.database import Database, is_trouble

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DEADLY = 5
OTHERS = (3, 4, 6, 7)


def clock() -> datetime:
    return NOW


class Life:
    """One run of the process; the deadly update ends it, and whatever is in flight with it."""

    def __init__(self, database: Database, done: list[int]) -> None:
        self.over = asyncio.Event()
        self.apologies: list[int] = []
        self._done = done
        self._waiting = asyncio.Event()
        self.workers = Workers(database, self._handle, clock, is_trouble=is_trouble, on_poison=self._sorry)

    async def _handle(self, entry: Entry) -> None:
        if entry.update_id == DEADLY:
            self.over.set()
            await asyncio.Event().wait()
        if not self.over.is_set() and entry.begun < 2:
            # Still in flight when the end comes: the first two ends find all of them at work.
            await self.over.wait()
            await asyncio.Event().wait()
        self._done.append(entry.update_id)

    async def _sorry(self, entry: Entry) -> None:
        self.apologies.append(entry.update_id)

    async def ends(self) -> bool:
        """True when the deadly update ended it; False when all there was to do was done."""
        self.workers.start()
        idle = asyncio.create_task(self.workers.idle())
        over = asyncio.create_task(self.over.wait())
        await asyncio.wait({idle, over}, timeout=5, return_when=asyncio.FIRST_COMPLETED)
        killed = self.over.is_set()
        idle.cancel()
        over.cancel()
        await self.workers.stop(grace=0)
        return killed


async def test_a_deadly_update_is_set_aside_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handling, "SETTLING", 0.0)
    done: list[int] = []
    updates = [{"update_id": one, "message": {"chat": {"id": one}}} for one in (*OTHERS, DEADLY)]
    first = Life(database, done)
    await Intake(database, first.workers, clock).batch(updates)
    lives = [first]
    while await lives[-1].ends():
        assert len(lives) <= SET_ASIDE_AFTER + 1
        lives.append(Life(database, done))
    assert set(done) == set(OTHERS)  # one whose mark was not committed in time is begun again
    assert [row.update_id for row in await database.read(inbox.quarantined)] == [DEADLY]
    assert lives[-1].apologies == [DEADLY]
    assert len(lives) == SET_ASIDE_AFTER + 1
    assert await database.read(inbox.waiting, inbox.BEFORE_ALL, 10) == []


async def test_nobody_is_blamed_for_a_process_that_never_got_going(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.run(inbox.receive, [inbox.Received(1, 1, '{"update_id":1}')], NOW)
    await database.run(inbox.begin_again, 1, SUSPECT_AFTER)
    parked: asyncio.Queue[Callable[[], None]] = asyncio.Queue()

    async def handle(entry: Entry) -> None:
        assert entry.begun == SUSPECT_AFTER

    def later(delay: float, call: Callable[[int], None], chat: int) -> asyncio.TimerHandle:
        assert 0 < delay <= handling.SETTLING
        parked.put_nowait(lambda: call(chat))
        return asyncio.get_running_loop().call_later(60, print)

    workers = Workers(database, handle, clock, is_trouble=is_trouble, call_later=later)
    workers.start()
    go_on = await parked.get()
    (waiting,) = await database.read(inbox.waiting, inbox.BEFORE_ALL, 10)
    assert waiting.begun == SUSPECT_AFTER
    monkeypatch.setattr(handling, "SETTLING", 0.0)
    go_on()
    await workers.idle()
    await workers.stop()
    assert await database.read(inbox.waiting, inbox.BEFORE_ALL, 10) == []


async def test_what_failed_in_the_usual_way_ended_no_process(database: Database) -> None:
    row = inbox.Received(1, 1, '{"update_id":1}')
    await database.run(inbox.receive, [row], NOW)
    for times in range(1, SET_ASIDE_AFTER):
        await database.run(inbox.begin_again, 1, times)
    await database.run(inbox.fail, 1, RetryAfter.__name__, False, NOW)
    (waiting,) = await database.read(inbox.waiting, inbox.BEFORE_ALL, 10)
    assert (waiting.begun, waiting.attempts) == (0, 1)
