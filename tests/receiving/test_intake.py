"""From Telegram to the handler and through a crash: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from telegram.request import HTTPXRequest

from bot.receiving.handling import Entry
from bot.receiving.intake import Intake
from bot.receiving.poller import Poller
from bot.receiving.updates import UnreadableError
from bot.receiving.worker import Workers
from storage import inbox
from storage.database import Database
from tests.receiving.conftest import FakeTelegram, Naps, message

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def clock() -> datetime:
    return NOW


class Office:
    """Handles by writing down what it was given."""

    def __init__(self, database: Database) -> None:
        self.effects: list[int] = []
        self.texts: list[str] = []
        self.workers = Workers(database, self.handle, clock, is_trouble=lambda _: False)
        self.intake = Intake(database, self.workers, clock)

    async def handle(self, entry: Entry) -> None:
        self.texts.append(entry.update["message"]["text"])
        self.effects.append(entry.update_id)

    async def idle(self) -> None:
        await asyncio.wait_for(self.workers.idle(), 5)


@pytest.fixture
async def office(database: Database) -> Office:
    return Office(database)


async def test_an_update_given_again_has_no_second_effect(office: Office) -> None:
    office.workers.start()
    assert await office.intake.batch([message(1), message(2), message(1)]) == 2
    assert await office.intake.batch([message(2), message(3)]) == 3
    await office.idle()
    assert await office.intake.batch([message(1), message(3)]) == 3
    await office.idle()
    await office.workers.stop()
    assert sorted(office.effects) == [1, 2, 3]


async def test_the_webhook_keeps_one_update(office: Office, database: Database) -> None:
    office.workers.start()
    assert await office.intake.single('{"update_id":4,"message":{"chat":{"id":1},"text":"敬老"}}'.encode())
    await office.idle()
    await office.workers.stop()
    assert office.texts == ["敬老"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"message":{}}', b"\xff\xfe"])
async def test_a_body_without_an_update_is_said_so(office: Office, body: bytes) -> None:
    assert not await office.intake.single(body)


async def test_an_unreadable_body_with_an_id_goes_to_the_quarantine(
    office: Office, database: Database
) -> None:
    office.workers.start()
    assert await office.intake.single(b'{"update_id":4,"message":{"text":' + b"[" * 9000)
    await office.idle()
    await office.workers.stop()
    (row,) = await database.read(inbox.quarantined)
    assert row.update_id == 4
    assert (row.error or "").startswith(UnreadableError.__name__)


async def test_a_crash_between_the_commit_and_the_offset(
    database: Database, telegram: FakeTelegram, request_: HTTPXRequest, naps: Naps
) -> None:
    await telegram.give(*(message(number, number % 3) for number in range(1, 31)))
    before = Office(database)
    kept = asyncio.Event()

    async def keep_and_die(elements: object) -> int | None:
        await before.intake.batch(elements)  # type: ignore[arg-type] # passed on
        kept.set()
        return await asyncio.Event().wait() and None

    poller = Poller(request_, telegram.url, keep_and_die, before.workers.room, sleep=naps)
    before.workers.start()
    poller.start()
    await asyncio.wait_for(kept.wait(), 5)
    await before.idle()
    await poller.stop()
    await before.workers.stop()
    assert len(telegram.waiting) == 30

    after = Office(database)
    poller = Poller(request_, telegram.url, after.intake.batch, after.workers.room, sleep=naps)
    after.workers.start()
    poller.start()
    await telegram.give(message(31))
    await telegram.called(3)
    await after.idle()
    await poller.stop()
    await after.workers.stop()
    assert sorted(before.effects + after.effects) == list(range(1, 32))


async def test_a_crash_before_anything_was_handled(database: Database) -> None:
    crashed = Office(database)
    await crashed.intake.batch([message(1), message(2)])
    office = Office(database)
    office.workers.start()
    await office.idle()
    await office.workers.stop()
    assert office.effects == [1, 2]
    assert await database.read(inbox.waiting, inbox.BEFORE_ALL, 10) == []
