"""Putting pushes into the outbox: one content, one row per chat that can be reached."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.messages import Button, Lane, Listing, Message, Minutes, Push, Term, message_from_json
from storage import accounts, outbox
from storage.database import Database, Transaction
from storage.queue_rows import LANE_ORDER
from storage.schema import account, delivery, person, push
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
            assert (row.lane, row.push_id) == (LANE_ORDER[Lane.URGENT], kept["id"])

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


async def test_everybody_of_whom_a_condition_is_true(database: Database) -> None:
    def work(tx: Transaction) -> None:
        tx.execute(sa.update(person).where(person.c.id == 1).values(active=False))
        tx.execute(sa.update(account).where(account.c.person_id == 2).values(reach="blocked"))
        tx.execute(sa.update(person).where(person.c.id == 3).values(category="elderly"))
        accounts.remember(tx, 900, "en", NOW)
        said = note("x", Lane.REMINDER)

        def to(whom: sa.ColumnElement[bool]) -> list[int]:
            key = outbox.keep(tx, said, NOW)
            count = outbox.enqueue_where(tx, key, said, whom, NOW, 4)
            found = [row.chat for row in rows(tx) if row.push_id == key]
            assert len(found) == count
            return found

        assert to(sa.true()) == [103, 104, 105]
        assert to(sa.false()) == []
        assert to(person.c.category == "elderly") == [103]
        assert to(person.c.category != "elderly") == [], "of whom it is unknown, it is not true"
        assert to(person.c.id.in_((2, 4))) == [104]
        senders = sa.select(delivery.c.sender, delivery.c.lane).distinct()
        assert tx.execute(senders).all() == [(4, LANE_ORDER[Lane.REMINDER])]

    await database.run(work)


@pytest.mark.parametrize(("few", "left_out"), [(10, 10), (0, 10), (0, 0)])
async def test_many_are_found_like_few(
    database: Database, monkeypatch: pytest.MonkeyPatch, few: int, left_out: int
) -> None:
    monkeypatch.setattr(outbox, "FEW_PEOPLE", few)
    monkeypatch.setattr(outbox, "FEW_LEFT_OUT", left_out)

    def work(tx: Transaction) -> None:
        tx.execute(sa.update(person).where(person.c.id == 1).values(active=False))
        tx.execute(sa.update(person).where(person.c.id == 3).values(category="elderly"))
        accounts.remember(tx, 900, "en", NOW)
        said = note("x")
        for whom, chats in (
            (sa.true(), [102, 103, 104, 105]),
            (person.c.category == "elderly", [103]),
            (person.c.category != "elderly", []),
            (person.c.id != 4, [102, 103, 105]),
        ):
            key = outbox.keep(tx, said, NOW)
            assert outbox.enqueue_where(tx, key, said, whom, NOW) == len(chats)
            assert [row.chat for row in rows(tx) if row.push_id == key] == chats

    await database.run(work)


async def test_the_parts_of_a_text_lie_together(database: Database) -> None:
    def work(tx: Transaction) -> None:
        said = note("x")
        parts = [outbox.keep(tx, said, NOW, part=part) for part in (1, 2)]
        assert outbox.enqueue_where(tx, parts, said, person.c.id <= 2, NOW) == 2
        assert [(row.chat, row.push_id) for row in rows(tx)] == [
            (chat, part) for chat in (101, 102) for part in parts
        ]

    await database.run(work)


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
    assert [LANE_ORDER[lane] for lane in Lane] == list(range(len(Lane)))
