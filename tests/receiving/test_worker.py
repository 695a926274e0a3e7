"""Handling: in order per chat, in parallel across chats, one effect each, whatever fails."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

from bot.domain.ballots import SECRET_TAPS
from bot.receiving.backoff import RETRY_DELAYS, Backoff, retry_delay
from bot.receiving.handling import Entry
from bot.receiving.intake import Intake
from bot.receiving.worker import Workers
from storage import inbox
from storage.database import Database
from tests.receiving.conftest import message, until

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def is_trouble(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError)


class Desk:
    """The handler of these tests: remembers what it was given and does what it is told per update id."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.ended: list[int] = []
        self.poisoned: list[int] = []
        self.acts: dict[int, Callable[[Entry], Awaitable[None]]] = {}
        self.changed = asyncio.Condition()
        self.at_work = 0
        self.most_at_work = 0

    async def handle(self, entry: Entry) -> None:
        self.at_work += 1
        self.most_at_work = max(self.most_at_work, self.at_work)
        try:
            async with self.changed:
                self.seen.append(entry.update_id)
                self.changed.notify_all()
            if entry.update_id in self.acts:
                await self.acts[entry.update_id](entry)
            self.ended.append(entry.update_id)
        finally:
            self.at_work -= 1

    async def poison(self, entry: Entry) -> None:
        self.poisoned.append(entry.update_id)

    def fails(self, update_id: int, *errors: BaseException) -> None:
        left = list(errors)

        async def act(entry: Entry) -> None:
            if left:
                raise left.pop(0)

        self.acts[update_id] = act

    def holds(self, *update_ids: int) -> asyncio.Event:
        gate = asyncio.Event()

        async def act(entry: Entry) -> None:
            await gate.wait()

        self.acts.update(dict.fromkeys(update_ids, act))
        return gate

    async def saw(self, *update_ids: int) -> None:
        await until(lambda: set(update_ids) <= set(self.seen), self.changed)


class Alarm:
    """call_later whose time comes at once, or not before it is told when ``held``."""

    def __init__(self) -> None:
        self.delays: list[float] = []
        self.held = False
        self.rang = asyncio.Event()

    def __call__(self, delay: float, callback: Callable[..., object], *args: Any) -> asyncio.TimerHandle:
        self.delays.append(delay)
        self.rang.set()
        return asyncio.get_running_loop().call_later(3600 if self.held else 0, callback, *args)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def alarm() -> Alarm:
    return Alarm()


Make = Callable[..., Workers]


@pytest.fixture
async def make(database: Database, desk: Desk, alarm: Alarm) -> AsyncIterator[Make]:
    made: list[Workers] = []

    def make_workers(**options: Any) -> Workers:
        given = {"is_trouble": is_trouble, "on_poison": desk.poison, "call_later": alarm, **options}
        made.append(Workers(database, desk.handle, clock, **given))
        return made[-1]

    yield make_workers
    for workers in made:
        await workers.stop(grace=0.5)


async def idle(workers: Workers) -> None:
    await asyncio.wait_for(workers.idle(), 5)


async def take(database: Database, workers: Workers, *updates: tuple[int, int]) -> None:
    """Updates (id, chat) that come in while the workers run."""
    await Intake(database, workers, clock).batch([message(number, chat) for number, chat in updates])


async def left_over(database: Database) -> list[int]:
    return [row.update_id for row in await database.read(inbox.waiting, inbox.BEFORE_ALL, 10_000)]


async def set_aside(database: Database) -> list[int]:
    return [row.update_id for row in await database.read(inbox.quarantined)]


async def store(database: Database, updates: Iterable[tuple[int, int]]) -> None:
    """Updates (id, chat) that an earlier run left behind."""
    rows = [inbox.Received(number, chat, f'{{"update_id":{number}}}') for number, chat in updates]
    await database.run(inbox.receive, rows, NOW)


async def test_what_an_earlier_run_left_is_handled_first_and_once(
    database: Database, desk: Desk, make: Make
) -> None:
    await store(database, [(number, number % 3) for number in range(1, 31)])
    workers = make(parallel=1)
    workers.start()
    await take(database, workers, (31, 1))
    await idle(workers)
    assert desk.seen[-1] == 31
    assert sorted(desk.seen) == list(range(1, 32))
    assert await left_over(database) == []


async def test_one_chat_keeps_its_order_and_waits_for_nobody(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make()
    workers.start()
    await idle(workers)
    gate = desk.holds(1)
    await take(database, workers, (1, 100), (2, 100), (3, 200), (4, 200), (5, 300))
    await desk.saw(1, 3, 4, 5)
    await take(database, workers, (6, 100), (7, 200))
    await desk.saw(7)
    assert 2 not in desk.seen
    gate.set()
    await idle(workers)
    assert [one for one in desk.ended if one in (1, 2, 6)] == [1, 2, 6]
    assert [one for one in desk.ended if one in (3, 4, 7)] == [3, 4, 7]


async def test_no_more_chats_at_once_than_allowed(database: Database, desk: Desk, make: Make) -> None:
    workers = make(parallel=4)
    workers.start()
    await idle(workers)
    gate = desk.holds(*range(1, 21))
    await take(database, workers, *((number, number) for number in range(1, 21)))
    await desk.saw(1, 2, 3, 4)
    gate.set()
    await idle(workers)
    assert sorted(desk.ended) == list(range(1, 21))
    assert desk.most_at_work == 4


async def test_poison_is_set_aside_with_its_json_and_the_rest_goes_on(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make()
    workers.start()
    desk.fails(2, ValueError("张三 13800138000"))
    with capture_logs() as logs:
        await take(database, workers, (1, 100), (2, 100), (3, 100), (4, 200))
        await idle(workers)
    assert [one for one in desk.ended if one != 4] == [1, 3]
    assert desk.seen.count(2) == 1
    assert desk.poisoned == [2]
    (row,) = await database.read(inbox.quarantined)
    assert row.update_id == 2
    assert "扫雪" in row.payload
    assert row.error is not None
    assert row.error.startswith("ValueError at receiving/test_worker.py:")
    assert "张三" not in row.error + str(logs)
    assert [entry["update_id"] for entry in logs if entry["event"] == "update-quarantined"] == [2]


async def test_nothing_is_set_aside_that_says_what_somebody_votes(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make()
    workers.start()
    taps = dict(enumerate((*(f"{one}:7:1:5" for one in SECRET_TAPS), "stl.see:7"), 1))
    for number in taps:
        desk.fails(number, ValueError("broken"))
    query = {"id": "1", "from": {"id": 300, "is_bot": False, "first_name": "张三"}}
    updates = [
        {"update_id": number, "callback_query": {**query, "data": tap}} for number, tap in taps.items()
    ]
    await Intake(database, workers, clock).batch(updates)
    await idle(workers)
    kept = {row.update_id: row.payload for row in await database.read(inbox.quarantined)}
    assert set(kept) == set(taps)
    assert [number for number, payload in kept.items() if payload] == [len(taps)]


async def test_an_apology_that_fails_stops_nothing(database: Database, desk: Desk, make: Make) -> None:
    async def stumble(entry: Entry) -> None:
        raise NetworkError("no way out")

    workers = make(on_poison=stumble)
    workers.start()
    desk.fails(1, KeyError("x"))
    await take(database, workers, (1, 100), (2, 100))
    await idle(workers)
    assert desk.ended == [2]
    assert await set_aside(database) == [1]


async def test_an_inner_cancellation_is_a_failure_and_not_the_end(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make(parallel=1)
    workers.start()
    desk.fails(1, asyncio.CancelledError())
    await take(database, workers, (1, 100), (2, 100))
    await idle(workers)
    assert desk.ended == [2]
    assert await set_aside(database) == [1]


async def test_the_network_is_tried_again_in_the_order_of_the_chat(
    database: Database, desk: Desk, make: Make, alarm: Alarm
) -> None:
    workers = make()
    workers.start()
    desk.fails(1, TimedOut(), NetworkError("gone"), ConnectionResetError())
    await take(database, workers, (1, 100), (2, 100), (3, 200))
    await idle(workers)
    assert [one for one in desk.seen if one != 3] == [1, 1, 1, 1, 2]
    assert alarm.delays == list(RETRY_DELAYS[:3])
    assert await left_over(database) == []


async def test_others_go_on_while_one_chat_waits_for_its_next_try(
    database: Database, desk: Desk, make: Make, alarm: Alarm
) -> None:
    workers = make(parallel=1)
    workers.start()
    alarm.held = True
    desk.fails(1, TimedOut())
    await take(database, workers, (1, 100), (2, 100), (3, 200))
    await desk.saw(3)
    await asyncio.wait_for(alarm.rang.wait(), 5)
    assert 2 not in desk.seen
    row = (await database.read(inbox.waiting, inbox.BEFORE_ALL, 1))[0]
    assert (row.update_id, row.attempts) == (1, 1)


async def test_an_update_that_never_gets_through_is_set_aside_after_two_minutes(
    database: Database, desk: Desk, make: Make, alarm: Alarm
) -> None:
    workers = make()
    workers.start()
    desk.fails(1, *(NetworkError("gone") for _ in range(50)))
    await take(database, workers, (1, 100), (2, 100))
    await idle(workers)
    assert 110 <= sum(alarm.delays) <= 130
    assert desk.seen == [1] * 10 + [2]
    (row,) = await database.read(inbox.quarantined)
    assert (row.update_id, row.attempts) == (1, 10)


async def test_tries_are_counted_across_restarts(database: Database, desk: Desk, make: Make) -> None:
    await store(database, [(1, 100)])
    for _ in range(8):
        await database.run(inbox.fail, 1, "TimedOut", False, NOW)
    desk.fails(1, *(NetworkError("gone") for _ in range(50)))
    workers = make()
    workers.start()
    await idle(workers)
    assert desk.seen == [1, 1]
    assert await set_aside(database) == [1]


async def test_database_trouble_is_waited_out_however_long(
    database: Database, desk: Desk, make: Make, alarm: Alarm
) -> None:
    workers = make()
    workers.start()
    desk.fails(1, *(sqlite3.OperationalError("database is locked") for _ in range(60)))
    await take(database, workers, (1, 100), (2, 100))
    await idle(workers)
    assert desk.seen == [1] * 61 + [2]
    assert max(alarm.delays) <= 10
    assert alarm.delays[-1] >= 5
    assert await set_aside(database) == []


class Flaky:
    """A database in which a function fails the first times."""

    def __init__(self, inner: Database, **failures: int) -> None:
        self._inner = inner
        self._failures = failures
        self.asked: list[str] = []

    def _trouble(self, name: str) -> None:
        self.asked.append(name)
        if self._failures.get(name, 0) > 0:
            self._failures[name] -= 1
            raise sqlite3.OperationalError("disk I/O error")

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        self._trouble(function.__name__)
        return await self._inner.run(function, *args)

    async def read(self, function: Callable[..., Any], *args: Any) -> Any:
        self._trouble(function.__name__)
        return await self._inner.read(function, *args)


async def test_trouble_with_the_mark_does_not_handle_twice(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make()
    workers._database = workers._handling._database = Flaky(database, finish=4)  # type: ignore[assignment] # a fake
    workers.start()
    await take(database, workers, (1, 100))
    await idle(workers)
    assert desk.seen == [1]
    assert await left_over(database) == []


async def test_trouble_with_setting_aside_does_not_handle_twice(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make()
    workers._database = workers._handling._database = Flaky(database, fail=4)  # type: ignore[assignment] # a fake
    workers.start()
    desk.fails(1, ValueError(), ValueError())
    await take(database, workers, (1, 100))
    await idle(workers)
    assert desk.seen == [1]
    assert desk.poisoned == [1]
    assert await set_aside(database) == [1]


async def test_trouble_at_the_start_is_waited_out(database: Database, desk: Desk, make: Make) -> None:
    await store(database, [(1, 100)])
    workers = make()
    workers._database = Flaky(database, waiting=1)  # type: ignore[assignment] # a fake
    workers.start()
    await idle(workers)
    assert desk.seen == [1]


async def test_what_its_own_transaction_finished_costs_no_second_one(
    database: Database, desk: Desk, make: Make
) -> None:
    async def confirm(entry: Entry) -> None:
        entry.finished = await database.run(inbox.finish, entry.update_id, NOW)

    workers = make()
    flaky = Flaky(database)
    workers._database = workers._handling._database = flaky  # type: ignore[assignment] # a fake
    workers.start()
    desk.acts[1] = confirm
    await take(database, workers, (1, 100), (2, 100))
    await idle(workers)
    assert flaky.asked.count("finish") == 1
    assert await left_over(database) == []


@pytest.mark.parametrize(
    "error",
    [NetworkError("answer lost"), ValueError("a fault in the answer"), sqlite3.OperationalError("locked")],
)
async def test_a_failure_after_the_commit_repeats_nothing(
    database: Database, desk: Desk, make: Make, error: Exception
) -> None:
    async def confirm_and_stumble(entry: Entry) -> None:
        entry.finished = await database.run(inbox.finish, entry.update_id, NOW)
        raise error

    async def stumble_without_a_word(entry: Entry) -> None:
        await database.run(inbox.finish, entry.update_id, NOW)
        raise error

    workers = make()
    workers.start()
    desk.acts[1] = confirm_and_stumble
    if not is_trouble(error):  # that is waited out, and the use case finds its row done
        desk.acts[2] = stumble_without_a_word
    await take(database, workers, (1, 100), (2, 200), (3, 100))
    await idle(workers)
    assert sorted(desk.seen) == [1, 2, 3]
    assert desk.poisoned == []
    assert await set_aside(database) == []


async def test_beyond_the_capacity_nothing_is_lost_and_order_holds(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make(capacity=10, parallel=3)
    workers.start()
    await idle(workers)
    gate = desk.holds(1, 2, 3)
    await take(database, workers, *((number, number % 3) for number in range(1, 61)))
    assert len(workers) == 10
    room = asyncio.create_task(workers.room())
    await take(database, workers, *((number, number % 3) for number in range(61, 101)))
    assert len(workers) == 10
    assert not room.done()
    gate.set()
    await idle(workers)
    await asyncio.wait_for(room, 5)
    for chat in range(3):
        assert [one for one in desk.ended if one % 3 == chat] == [
            number for number in range(1, 101) if number % 3 == chat
        ]


async def test_a_stream_beside_the_reading_is_handled_once_each(
    database: Database, desk: Desk, make: Make
) -> None:
    await store(database, [(number, number % 7) for number in range(1, 201)])
    workers = make(capacity=20)
    workers.start()
    for first in range(201, 401, 5):
        await take(database, workers, *((number, number % 7) for number in range(first, first + 5)))
    await idle(workers)
    assert sorted(desk.seen) == list(range(1, 401))
    for chat in range(7):
        mine = [one for one in desk.ended if one % 7 == chat]
        assert mine == sorted(mine)


class Slow(Flaky):
    """A database whose next page of the inbox is read at once and arrives late."""

    def __init__(self, inner: Database) -> None:
        super().__init__(inner)
        self.late = False
        self.is_read = asyncio.Event()
        self.arrives = asyncio.Event()

    async def read(self, function: Callable[..., Any], *args: Any) -> Any:
        rows = await super().read(function, *args)
        if self.late:
            self.late = False
            self.is_read.set()
            await self.arrives.wait()
        return rows


async def test_what_ended_while_a_page_was_read_is_not_handled_again(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make()
    slow = Slow(database)
    workers._database = slow  # type: ignore[assignment] # a fake
    workers.start()
    await idle(workers)
    gate = desk.holds(1)
    await take(database, workers, (1, 100))
    await desk.saw(1)
    slow.late = True
    workers.look_again()
    await asyncio.wait_for(slow.is_read.wait(), 5)
    await take(database, workers, (2, 200))
    async with asyncio.timeout(5):
        gate.set()
        while await left_over(database) != [2]:  # until 1 is marked done
            pass
    slow.arrives.set()
    await idle(workers)
    assert desk.seen == [1, 2]


async def test_what_came_while_the_last_page_was_read_is_not_forgotten(
    database: Database, desk: Desk, make: Make
) -> None:
    workers = make()
    slow = Slow(database)
    workers._database = slow  # type: ignore[assignment] # a fake
    slow.late = True
    workers.start()
    await asyncio.wait_for(slow.is_read.wait(), 5)
    await take(database, workers, (1, 100))
    slow.arrives.set()
    await idle(workers)
    assert desk.seen == [1]


async def test_a_commit_that_looked_lost_is_found_again(database: Database, desk: Desk, make: Make) -> None:
    class Unsure(Flaky):
        async def run(self, function: Callable[..., Any], *args: Any) -> Any:
            await self._inner.run(function, *args)
            raise sqlite3.OperationalError("connection lost after the commit")

    workers = make()
    workers.start()
    await idle(workers)
    intake = Intake(Unsure(database), workers, clock)  # type: ignore[arg-type] # a fake
    with pytest.raises(sqlite3.OperationalError):
        await intake.batch([message(1)])
    await idle(workers)
    assert desk.seen == [1]


async def test_stopping_lets_the_work_in_flight_end(database: Database, desk: Desk, make: Make) -> None:
    workers = make(parallel=1)
    workers.start()
    await idle(workers)
    gate = desk.holds(1)
    await take(database, workers, (1, 100), (2, 100), (3, 200))
    await desk.saw(1)
    stopping = asyncio.create_task(workers.stop())
    gate.set()
    await asyncio.wait_for(stopping, 5)
    assert desk.ended == [1]
    assert await left_over(database) == [2, 3]


async def test_stopping_does_not_wait_for_ever(database: Database, desk: Desk, make: Make) -> None:
    workers = make()
    workers.start()
    await idle(workers)
    desk.holds(1)
    await take(database, workers, (1, 100))
    await desk.saw(1)
    began = time.monotonic()
    await workers.stop(grace=0.05)
    assert time.monotonic() - began < 1
    assert desk.ended == []
    assert await left_over(database) == [1]


async def test_stopping_ends_what_waits_for_another_try(
    database: Database, desk: Desk, make: Make, alarm: Alarm
) -> None:
    workers = make()
    workers.start()
    alarm.held = True
    desk.fails(1, TimedOut())
    await take(database, workers, (1, 100))
    await asyncio.wait_for(alarm.rang.wait(), 5)
    await asyncio.wait_for(workers.stop(), 1)
    assert await left_over(database) == [1]


def test_what_is_worth_another_try() -> None:
    assert retry_delay(TimedOut(), 0) == RETRY_DELAYS[0]
    assert retry_delay(RetryAfter(20), 0) == 20
    assert retry_delay(RetryAfter(1), 5) == RETRY_DELAYS[5]
    assert retry_delay(BadRequest("Message is not modified"), 0) is None
    assert retry_delay(ValueError(), 0) is None
    assert retry_delay(TimedOut(), len(RETRY_DELAYS)) is None


@pytest.mark.parametrize("spread", [0.0, 0.5, 1.0])
def test_waits_grow_to_their_bound(spread: float) -> None:
    backoff = Backoff(0.5, 30, lambda: spread)
    waits = [backoff.next() for _ in range(2000)]
    assert waits == sorted(waits)
    assert all(0.5 <= wait <= 30 for wait in waits)
    assert waits[-1] == 30 * (0.5 + spread / 2)
    backoff.reset()
    assert backoff.next() == 0.5
