"""Putting pushes into the outbox: one content, one row per chat that can be reached."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.messages import Button, Lane, Listing, Message, Minutes, Push, Term, message_from_json
from storage import accounts, outbox
from storage.database import Database, Transaction
from storage.schema import delivery, push
from tests.delivery.post import NOW, WHY, note, people, rows


@pytest.fixture
async def database(database: Database) -> Database:
    await database.run(people, 5)
    return database


async def test_one_content_and_one_row_per_chat(database: Database) -> None:
    assert await database.run(outbox.enqueue_for_people, note("x", Lane.URGENT), [1, 3, 5], NOW, 2) == 3

    def look(tx: Transaction) -> None:
        (kept,) = tx.execute(sa.select(push)).mappings().all()
        assert (kept["kind"], kept["lane"], kept["sender_id"]) == ("test", "urgent", 2)
        assert kept["created_at"] == NOW
        chats = tx.execute(sa.select(delivery.c.chat_id, delivery.c.person_id).order_by(delivery.c.id)).all()
        assert [tuple(one) for one in chats] == [(101, 1), (103, 3), (105, 5)]
        for row in rows(tx):
            assert (row.state, row.attempts, row.error, row.not_before) == ("queued", 0, None, NOW)
            assert (row.lane, row.push_id) == (outbox.LANE_ORDER[Lane.URGENT], kept["id"])

    await database.read(look)


@pytest.mark.parametrize("whom", [[], [9], [8, 9], {1}, (1, 1)])
async def test_who_is_counted(database: Database, whom: list[int]) -> None:
    expected = len({one for one in whom if one <= 5})
    assert await database.run(outbox.enqueue_for_people, note("x"), whom, NOW) == expected
    assert len(await database.read(rows)) == expected


async def test_who_cannot_be_reached_gets_no_row(database: Database) -> None:
    await database.run(accounts.set_reach, 101, "blocked")
    assert await database.run(outbox.enqueue_for_people, note("x"), [1, 2], NOW) == 1
    assert await database.run(outbox.enqueue_for_people, note("x"), [1], NOW) == 0
    assert await database.run(outbox.enqueue_for_account, note("x"), 101, NOW) == 0
    assert await database.run(outbox.enqueue_for_account, note("x"), 102, NOW) == 1
    assert await database.run(outbox.enqueue_for_account, note("x"), 404, NOW) == 0
    assert [row.chat for row in await database.read(rows)] == [102, 102]


async def test_an_account_of_nobody_on_the_roster(database: Database) -> None:
    await database.run(accounts.remember, 900, "en", NOW)
    assert await database.run(outbox.enqueue_for_account, note("x"), 900, NOW) == 1


async def test_content_comes_back_as_it_was(database: Database) -> None:
    message = Message(
        "note",
        {
            "text": "<雪> & \"'",
            "time": Minutes(90),
            "what": Listing((Term("hello"), "x", 3)),
            "day": NOW.date(),
        },
        ((Button("button-ok", "ok:1", values={"n": 1}), Button("button-ok", url="https://t.me/x")),),
        more=(Message("hello"),),
    )
    expires = NOW + timedelta(days=1)
    push_ = Push("test", Lane.NOTICE, message, WHY, expires_at=expires)
    await database.run(outbox.enqueue_for_people, push_, [1], NOW)

    def look(tx: Transaction) -> None:
        (kept,) = tx.execute(sa.select(push)).mappings().all()
        assert message_from_json(kept["content"]) == message
        assert kept["expires_at"] == expires

    await database.read(look)


async def test_what_a_failed_use_case_queued_is_not_queued(database: Database) -> None:
    def failing(tx: Transaction) -> None:
        outbox.enqueue_for_people(tx, note("x"), [1], NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await database.run(failing)
    assert await database.read(rows) == []


def test_lanes_are_numbered_in_their_order() -> None:
    assert [outbox.LANE_ORDER[lane] for lane in Lane] == list(range(len(Lane)))
