"""The delivery table: which rows are due, in which order, and at what cost beside a million others."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.messages import Lane, WhenUnknown
from storage import deliveries, outbox
from storage.database import Database, Transaction
from storage.schema import account, delivery, person, push
from tests.delivery.post import NOW, note, people, rows

LATER = NOW + timedelta(hours=1)


@pytest.fixture
async def database(database: Database) -> Database:
    await database.run(people, 5)
    return database


def queue(tx: Transaction, *persons: int, **more: object) -> list[int]:
    """The ids of new deliveries."""
    known = {row.id for row in rows(tx)}
    lane = Lane(more.pop("lane", Lane.NOTICE))
    at = more.pop("at", NOW)
    outbox.enqueue_for_people(tx, note("x", lane, **more), persons, at)  # type: ignore[arg-type] # a mix
    return [row.id for row in rows(tx) if row.id not in known]


def due(tx: Transaction, lane: Lane = Lane.NOTICE, room: int = 10, **more: object) -> list[int]:
    held, busy = more.get("held", ()), more.get("busy", ())
    found = deliveries.due(tx, more.get("now", NOW), lane, room, held, busy)  # type: ignore[arg-type] # a mix
    return [one.id for one in found]


async def test_a_delivery_holds_what_is_needed_to_send_it(database: Database) -> None:
    def work(tx: Transaction) -> deliveries.Delivery:
        push_ = note("雪", Lane.URGENT, when_unknown=WhenUnknown.RESEND, expires_at=LATER)
        outbox.enqueue_for_people(tx, push_, [2], NOW, sender_id=4)
        (found,) = deliveries.due(tx, NOW, Lane.URGENT, 10, (), ())
        return found

    found = await database.run(work)
    assert (found.chat_id, found.lane, found.attempts, found.not_before) == (102, Lane.URGENT, 0, NOW)
    assert (found.may_double, found.sender_id, found.expires_at) == (True, 4, LATER)
    assert (found.locale, found.reach, found.reason) == ("zh-Hans", "ok", "reason-test")
    assert '"note"' in found.content
    assert not found.is_expired(LATER - timedelta(seconds=1))
    assert found.is_expired(LATER)


async def test_what_is_due(database: Database) -> None:
    def work(tx: Transaction) -> None:
        first = queue(tx, 1, 2, 3)
        later = queue(tx, 4, at=LATER)
        second = queue(tx, 1, 5)
        urgent = queue(tx, 1, lane=Lane.URGENT)
        assert due(tx) == [*first, second[1]], "of a chat only the first"
        assert due(tx, Lane.URGENT) == urgent
        assert due(tx, room=2) == first[:2]
        assert due(tx, held=first[:1], busy=[101]) == [*first[1:], second[1]]
        assert due(tx, busy=[101, 102, 103, 105]) == []
        assert due(tx, now=LATER) == [*first, second[1], *later]
        assert deliveries.begin(tx, first[0], NOW)
        assert due(tx) == [first[1], first[2], *second], "the row under way is not queued"

    await database.run(work)


async def test_the_way_of_a_row(database: Database) -> None:
    def work(tx: Transaction) -> None:
        (one,) = queue(tx, 1)
        assert deliveries.begin(tx, one, NOW)
        assert deliveries.begin(tx, one, NOW), "a repetition after a commit nobody heard of"
        deliveries.put_back(tx, one)
        assert [(row.state, row.attempts) for row in rows(tx)] == [("queued", 0)]
        assert deliveries.begin(tx, one, NOW)
        deliveries.drop(tx, one, "expired", NOW)
        assert rows(tx)[0].state == "attempting", "only what is queued is dropped"
        deliveries.requeue(tx, one, LATER, "not-sent")
        assert (rows(tx)[0].state, rows(tx)[0].not_before, rows(tx)[0].attempts) == ("queued", LATER, 1)
        assert [left.id for left in deliveries.tried(tx)] == [one]
        deliveries.end(tx, one, deliveries.SENT, 5, None, NOW)
        assert rows(tx)[0].state == "queued", "only what is attempted ends so"
        assert deliveries.begin(tx, one, NOW)
        deliveries.end(tx, one, deliveries.SENT, 5, None, LATER)
        for _ in range(2):
            assert not deliveries.begin(tx, one, LATER)
            deliveries.requeue(tx, one, LATER, "x")
            deliveries.fail(tx, one, LATER)
            assert deliveries.recover(tx, LATER) == 0
        (row,) = rows(tx)
        assert (row.state, row.message_id, row.error, row.done_at) == ("sent", 5, None, LATER)
        assert deliveries.count(tx) == {"sent": 1}

    await database.run(work)


async def test_who_cannot_be_reached_is_not_begun(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, two = queue(tx, 1, 2)
        tx.execute(sa.update(account).where(account.c.person_id == 1).values(reach="blocked"))
        assert not deliveries.begin(tx, one, NOW)
        assert deliveries.begin(tx, two, NOW)
        assert [(row.state, row.error) for row in rows(tx)] == [("dead", "blocked"), ("attempting", None)]

    await database.run(work)


async def test_what_was_for_a_person_does_not_follow_the_account(database: Database) -> None:
    def work(tx: Transaction) -> None:
        left, moved, taken_over, stays = queue(tx, 1, 2, 3, 4)
        tx.execute(sa.update(account).where(account.c.person_id == 2).values(person_id=None))
        tx.execute(sa.update(account).where(account.c.person_id == 5).values(person_id=None))
        tx.execute(sa.update(account).where(account.c.person_id == 3).values(person_id=5))
        tx.execute(sa.update(person).where(person.c.id == 1).values(active=False))
        for gone in (left, moved, taken_over):
            assert not deliveries.begin(tx, gone, NOW)
            assert not deliveries.begin(tx, gone, LATER), "and never again"
        assert deliveries.begin(tx, stays, NOW)
        ends = [(row.state, row.error) for row in rows(tx)]
        assert ends == [("dead", deliveries.NOT_THEIRS)] * 3 + [("attempting", None)]

    await database.run(work)


async def test_what_was_for_an_account_arrives_whosever_it_is(database: Database) -> None:
    def work(tx: Transaction) -> None:
        tx.execute(sa.update(account).where(account.c.person_id == 1).values(person_id=None))
        outbox.enqueue_for_account(tx, note("x"), 101, NOW)
        tx.execute(sa.update(account).where(account.c.person_id == 2).values(person_id=None))
        tx.execute(sa.update(account).where(account.c.telegram_id == 101).values(person_id=2))
        assert deliveries.begin(tx, rows(tx)[0].id, NOW)

    await database.run(work)


async def test_after_a_crash(database: Database) -> None:
    def work(tx: Transaction) -> None:
        keep, *_ = queue(tx, 1)
        again, *_ = queue(tx, 1, when_unknown=WhenUnknown.RESEND)
        often, *_ = queue(tx, 1, when_unknown=WhenUnknown.RESEND)
        queued, *_ = queue(tx, 1)
        for one in (keep, again, often):
            assert deliveries.begin(tx, one, NOW)
        most = deliveries.MOST_RESENT
        tx.execute(sa.update(delivery).where(delivery.c.id == often).values(attempts=most))
        assert deliveries.recover(tx, LATER) == 2
        assert [(row.state, row.error) for row in rows(tx)] == [
            ("unknown", "crash"),
            ("queued", "crash"),
            ("unknown", "crash"),
            ("queued", None),
        ]
        assert [left.id for left in deliveries.tried(tx)] == [again]
        assert queued

    await database.run(work)


async def test_each_push_and_chat_is_one_row(database: Database) -> None:
    def twice(tx: Transaction) -> None:
        queue(tx, 1)
        plain = sa.select(delivery.c.push_id, delivery.c.chat_id, delivery.c.lane, delivery.c.state)
        row = tx.execute(plain.add_columns(delivery.c.not_before, delivery.c.attempts)).one()
        tx.execute(sa.insert(delivery), dict(row._mapping))

    with pytest.raises(sa.exc.IntegrityError):
        await database.run(twice)


def fill(tx: Transaction, count: int) -> None:
    """One push to ``count`` chats without accounts, half of them for later, and none of them analysed."""
    key = tx.insert_one(
        push,
        kind="test",
        lane="notice",
        content={"key": "note", "values": {"text": "x"}, "buttons": [], "more": []},
        reason="reason-test",
        when_unknown="keep",
        created_at=NOW,
    )
    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
        if tx.is_sqlite
        else "WITH n(i) AS (SELECT * FROM generate_series(1, :count))"
    )
    at = sa.bindparam("at", type_=delivery.c.not_before.type)
    later = sa.bindparam("later", type_=delivery.c.not_before.type)
    tx.execute(
        sa.text(
            f"{'' if tx.is_sqlite else numbers} INSERT INTO delivery "
            "(push_id, chat_id, lane, state, not_before, attempts) "
            f"{numbers if tx.is_sqlite else ''} SELECT :push, 1000 + i, 2, 'queued', "
            "CASE WHEN i % 2 = 0 THEN :at ELSE :later END, 0 FROM n"
        ).bindparams(at, later),
        {"count": count, "push": key, "at": NOW, "later": LATER},
    )


def plan(tx: Transaction, statement: sa.Select[Any], **values: object) -> str:
    plain = statement.compile()
    values = {**plain.params, **values}
    typed = [sa.bindparam(name, type_=plain.binds[name].type) for name in values]
    explain = "EXPLAIN QUERY PLAN " if tx.is_sqlite else "EXPLAIN "
    found = tx.execute(sa.text(explain + plain.string).bindparams(*typed), values)
    return "\n".join(str(row[-1]) for row in found)


async def test_looking_for_work_goes_by_the_index_and_costs_the_same_beside_many(
    database: Database,
) -> None:
    def look(tx: Transaction) -> list[str]:
        order = outbox.LANE_ORDER[Lane.NOTICE]
        return [
            plan(tx, deliveries._DUE, order=order, now=NOW, most=100),
            plan(tx, deliveries._ANY),
            plan(tx, deliveries._TRIED),
        ]

    def cost(tx: Transaction) -> float:
        best = 1.0
        for _ in range(15):
            start = perf_counter()
            assert len(deliveries.due(tx, NOW, Lane.NOTICE, 128, frozenset(), frozenset())) == 128
            best = min(best, perf_counter() - start)
        return best

    await database.run(fill, 2_000)
    few = await database.read(cost)
    await database.run(fill, 100_000)
    if not await database.read(lambda tx: tx.is_sqlite):
        await database.run(lambda tx: tx.execute(sa.text("ANALYZE delivery")))
    many = await database.read(cost)
    due_plan, any_plan, tried_plan = await database.read(look)
    assert "ix_delivery_waiting" in due_plan
    assert "SORT" not in due_plan.upper()
    assert "TEMP B-TREE" not in due_plan
    assert "ix_delivery_waiting" in any_plan
    assert "ix_delivery_tried" in tried_plan
    assert many < 3 * few + 0.002, "it would be fifty times as much if it read them all"
