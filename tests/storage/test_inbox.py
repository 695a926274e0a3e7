"""The inbox table: each update once, done once, and forgotten only when Telegram has forgotten it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage import inbox
from storage.database import Database, Transaction
from storage.migrate import migrate

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def update(number: int, chat: int = 1) -> inbox.Received:
    return inbox.Received(number, chat, f'{{"update_id":{number}}}')


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path / 'inbox.db'}"
    migrate(url)
    opened = await Database.open(url)
    yield opened
    await opened.close()


async def ids_waiting(database: Database) -> list[int]:
    return [row.update_id for row in await database.read(inbox.waiting, inbox.BEFORE_ALL, 1000)]


async def test_only_unknown_updates_are_new(database: Database) -> None:
    assert await database.run(inbox.receive, [update(7), update(5)], NOW) == [7, 5]
    assert await database.run(inbox.receive, [update(5), update(6), update(7)], NOW) == [6]
    assert await ids_waiting(database) == [5, 6, 7]


async def test_an_update_twice_in_one_batch_is_one(database: Database) -> None:
    assert await database.run(inbox.receive, [update(5), update(6), update(5)], NOW) == [5, 6]
    assert await ids_waiting(database) == [5, 6]


async def test_an_empty_batch_is_nothing(database: Database) -> None:
    assert await database.run(inbox.receive, [], NOW) == []


async def test_a_full_batch_keeps_every_payload(database: Database) -> None:
    batch = [inbox.Received(number, -number, f'"{number} 扫雪"') for number in range(1, 101)]
    assert await database.run(inbox.receive, batch, NOW) == list(range(1, 101))
    rows = await database.read(inbox.waiting, inbox.BEFORE_ALL, 1000)
    assert [(row.update_id, row.chat_key, row.payload) for row in rows] == [
        (one.update_id, one.chat_key, one.payload) for one in batch
    ]
    assert {row.attempts for row in rows} == {0}


async def test_finishing_is_possible_once(database: Database) -> None:
    await database.run(inbox.receive, [update(5)], NOW)
    assert await database.run(inbox.finish, 5, NOW)
    assert not await database.run(inbox.finish, 5, NOW)
    assert not await database.run(inbox.finish, 6, NOW)
    assert await ids_waiting(database) == []
    assert await database.run(inbox.receive, [update(5)], NOW) == []


async def test_waiting_goes_page_by_page_in_order(database: Database) -> None:
    await database.run(inbox.receive, [update(number) for number in (9, 3, 5, 1, 7)], NOW)
    first = await database.read(inbox.waiting, inbox.BEFORE_ALL, 3)
    second = await database.read(inbox.waiting, first[-1].update_id, 3)
    assert [row.update_id for row in first + second] == [1, 3, 5, 7, 9]


async def test_failures_are_counted_and_a_poisoned_update_is_set_aside(database: Database) -> None:
    await database.run(inbox.receive, [update(5), update(6)], NOW)
    assert await database.run(inbox.fail, 5, "NetworkError at a.py:1", False, NOW)
    (row, _) = await database.read(inbox.waiting, inbox.BEFORE_ALL, 10)
    assert (row.update_id, row.attempts) == (5, 1)
    assert await database.run(inbox.fail, 5, "ValueError at a.py:2", True, NOW)
    assert await ids_waiting(database) == [6]
    assert await database.read(inbox.quarantined) == [
        inbox.Quarantined(5, '{"update_id":5}', 2, "ValueError at a.py:2", NOW)
    ]
    assert not await database.run(inbox.finish, 5, NOW)


async def test_what_is_done_cannot_fail(database: Database) -> None:
    await database.run(inbox.receive, [update(5)], NOW)
    await database.run(inbox.finish, 5, NOW)
    assert not await database.run(inbox.fail, 5, "ValueError", True, NOW)
    assert await database.read(inbox.quarantined) == []


async def test_only_old_done_updates_are_forgotten(database: Database) -> None:
    await database.run(inbox.receive, [update(number) for number in range(1, 8)], NOW)
    for number in (1, 2, 3):
        await database.run(inbox.finish, number, NOW)
    await database.run(inbox.finish, 4, NOW + timedelta(days=1))
    await database.run(inbox.fail, 5, "ValueError", True, NOW)
    later = NOW + timedelta(hours=1)
    assert await database.run(inbox.forget, inbox.DONE, later, 2) == 2
    assert await database.run(inbox.forget, inbox.DONE, later, 2) == 1
    assert await database.run(inbox.forget, inbox.DONE, later, 2) == 0
    again = [update(number) for number in range(1, 8)]
    assert await database.run(inbox.receive, again, later) == [1, 2, 3]
    assert len(await database.read(inbox.quarantined)) == 1
    assert await database.run(inbox.forget, inbox.QUARANTINED, later) == 1


async def test_what_people_wrote_is_not_kept_once_it_is_handled(database: Database) -> None:
    await database.run(inbox.receive, [update(1)], NOW)
    await database.run(inbox.finish, 1, NOW)

    def stored(tx: Transaction) -> str:
        return str(tx.execute(sa.text("SELECT payload FROM inbox")).scalar_one())

    assert await database.read(stored) == ""
