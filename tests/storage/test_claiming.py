"""What may be sent next: fair between senders, in order for each chat, and as fast beside many."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Attachment, Lane, Operation, WhenUnknown
from storage import deliveries, outbox
from storage.database import Database, Transaction
from storage.deliveries import claiming
from storage.deliveries.claiming import Waiting
from storage.queue_rows import LANE_ORDER
from storage.schema import delivery, push
from tests.delivery.post import NOW, note, people, rows
from tests.storage.queueing import LATER, begin, claimed, due, ends, lease, put_off, queue, sent


@pytest.fixture
async def database(database: Database) -> Database:
    await database.run(people, 5)
    return database


async def test_a_delivery_holds_where_it_goes_and_its_parcel_what_it_says(database: Database) -> None:
    def work(tx: Transaction) -> None:
        said = note("雪", Lane.URGENT, when_unknown=WhenUnknown.RESEND, expires_at=LATER)
        queue(tx, 2, push=said, sender=4)
        (found,) = claimed(tx, Lane.URGENT)
        assert (found.chat_id, found.lane, found.attempts, found.not_before) == (102, Lane.URGENT, 0, NOW)
        assert (found.sender, found.locale, found.reach, found.is_reachable) == (4, "zh-Hans", "ok", True)
        assert (found.thread_id, found.about_ids) == (None, ())
        parcel = deliveries.parcels(tx, [found.push_id, 404])[found.push_id]
        assert parcel.push() == said
        assert (parcel.revision, parcel.is_stopped, parcel.may_double) == (0, False, True)
        assert not parcel.is_expired(LATER - timedelta(seconds=1))
        assert parcel.is_expired(LATER)
        assert list(deliveries.parcels(tx, [])) == []

    await database.run(work)


async def test_attachments_and_operation_come_back(database: Database) -> None:
    def work(tx: Transaction) -> None:
        files = (Attachment("photo", "A-1"), Attachment("document", "B-2", "计划.docx"))
        said = note("x", attachments=files, operation=Operation.EDIT)
        first = outbox.keep(tx, note("x"), NOW)
        second = outbox.keep(tx, said, NOW, sender_id=3, part=2, about_id=first)
        parcels = deliveries.parcels(tx, [first, second])
        assert (parcels[first].push(), parcels[second].push()) == (note("x"), said)
        assert (parcels[second].about_id, parcels[second].part) == (first, 2)

    await database.run(work)


async def test_a_parcel_that_cannot_be_read_keeps_no_other_from_being_found(database: Database) -> None:
    def work(tx: Transaction) -> None:
        bad, good = (outbox.keep(tx, note("x"), NOW) for _ in range(2))
        tx.execute(sa.update(push).where(push.c.id == bad).values(content={"key": 7}))
        parcels = deliveries.parcels(tx, [bad, good])
        assert parcels[good].push() == note("x")
        with pytest.raises((KeyError, TypeError, ValueError)):
            parcels[bad].push()

    await database.run(work)


async def test_what_is_due(database: Database) -> None:
    def work(tx: Transaction) -> None:
        assert not deliveries.any_queued(tx)
        first = queue(tx, 1, 2, 3)
        later = queue(tx, 4, at=LATER)
        second = queue(tx, 1, 5)
        urgent = queue(tx, 1, lane=Lane.URGENT)
        assert deliveries.any_queued(tx)
        assert due(tx) == [*first, second[1]], "of a chat only the first"
        assert due(tx, Lane.URGENT) == urgent
        assert due(tx, room=2) == first[:2]
        assert due(tx, room=0) == []
        found = claimed(tx, held=first[:1], busy=[101])
        assert [one.id for one in found] == [*first[1:], second[1]]
        assert claimed(tx, busy=[101, 102, 103, 105]) == []
        assert due(tx, now=LATER) == [*first, second[1], *later]
        assert begin(tx, first[0]).ids == {first[0]}
        assert due(tx) == [first[1], first[2], *second], "the row under way is not queued"

    await database.run(work)


async def test_senders_take_turns(database: Database) -> None:
    def work(tx: Transaction) -> None:
        many = queue(tx, 1, 2, 3, 4, sender=7)
        more = queue(tx, 1, 2, 3, 4, sender=-9)
        one = queue(tx, 5, sender=8)
        for_later = queue(tx, 5, sender=6, at=LATER)
        # 101 is the chat of both, so the second of them goes on with the next.
        assert due(tx) == [more[0], many[1], one[0], more[2], many[3]]
        assert due(tx, room=2) == [more[0], many[1]]
        after = [[row.id for row in claimed(tx, room=2, after=after)] for after in (-9, 7, 8, 99)]
        assert after == [[many[0], one[0]], [one[0], more[0]], [more[0], many[1]], [more[0], many[1]]]
        assert for_later[0] in due(tx, now=LATER)

    await database.run(work)


async def test_a_long_list_delays_nobody_elses_notice(database: Database) -> None:
    def work(tx: Transaction) -> None:
        fill(tx, 50_000)
        (other,) = queue(tx, 5, sender=9)
        held: list[int] = []
        for _ in range(3):
            found = claimed(tx, room=64, held=held)
            assert other in [one.id for one in found]
            assert len(found) == 64
            held += [one.id for one in found if one.id != other]

    await database.run(work)


async def test_the_parts_of_a_text_come_together(database: Database) -> None:
    def work(tx: Transaction) -> None:
        said = note("x")
        parts = [outbox.keep(tx, said, NOW, part=part) for part in (1, 2, 3)]
        assert outbox.enqueue_where(tx, parts, said, sa.true(), NOW, 7) == 5
        lease(tx)
        got = []
        while found := claimed(tx, room=2):
            got += [(one.chat_id, parts.index(one.push_id)) for one in found]
            begin(tx, *(one.id for one in found))
            deliveries.end_many(tx, [sent(one.id) for one in found], NOW)
        assert sorted(got) == [(chat, part) for chat in range(101, 106) for part in range(3)]
        for chat in range(101, 106):
            assert [part for where, part in got if where == chat] == [0, 1, 2]
        begun_by_all = max(place for place, (_, part) in enumerate(got) if part == 0)
        assert begun_by_all > min(place for place, (_, part) in enumerate(got) if part == 2)

    await database.run(work)


async def test_what_was_tried_before_is_known_at_a_start(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, _ = queue(tx, 1, 2)
        begin(tx, one)
        put_off(tx, one)
        (left,) = deliveries.tried(tx)
        assert (left.id, left.attempts, left.not_before) == (one, 1, LATER)
        assert ends(tx)[0] == ("queued", "not-sent")

    await database.run(work)


@st.composite
def queues(draw: st.DrawFn) -> list[list[Waiting]]:
    """Queues of several senders over few chats, with ids that grow in each."""
    ids = iter(range(1, 1_000))
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=5))
    return [[(next(ids), draw(st.integers(1, 8))) for _ in range(size)] for size in sizes]


@given(queues(), st.integers(0, 30), st.sets(st.integers(1, 20)), st.sets(st.integers(1, 8)))
def test_turns(waiting: list[list[Waiting]], room: int, held: set[int], busy: set[int]) -> None:
    chat_of = {one: chat for rows_ in waiting for one, chat in rows_}
    ids, taken = claiming._in_turn(waiting, room, held, busy)
    chats = [chat_of[one] for one in ids]
    assert taken == set(chats)
    assert len(ids) <= room
    assert len(set(chats)) == len(chats), "one for each chat"
    assert not set(chats) & busy
    assert not set(ids) & held
    counts = []
    for rows_ in waiting:
        own = [one for one, _ in rows_]
        got = [one for one in ids if one in own]
        assert got == sorted(got), "each sender's in their order"
        left = [one for one, chat in rows_ if one not in held and chat not in {*busy, *chats}]
        counts.append((len(got), bool(left)))
    if len(ids) < room:
        assert not any(left for _, left in counts), "room is left only when nothing is"
    for got, left in counts:
        if left:  # who still waits is at most one behind who got the most
            assert got >= max(other for other, _ in counts) - 1


def fill(tx: Transaction, count: int, sender: int = 0, first: int = 1_000) -> None:
    """One push to ``count`` chats without accounts, half of them for later, and none of them analysed."""
    key = outbox.keep(tx, note("x"), NOW)
    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
        if tx.is_sqlite
        else "WITH n(i) AS (SELECT * FROM generate_series(1, :count))"
    )
    at = sa.bindparam("at", type_=delivery.c.not_before.type)
    later = sa.bindparam("later", type_=delivery.c.not_before.type)
    tx.execute(
        sa.text(
            "INSERT INTO delivery (push_id, chat_id, lane, state, not_before, attempts, sender) "
            f"{numbers} SELECT :push, :first + i, 2, 'queued', "
            "CASE WHEN i % 2 = 0 THEN :at ELSE :later END, 0, :sender FROM n"
        ).bindparams(at, later),
        {"count": count, "push": key, "at": NOW, "later": LATER, "sender": sender, "first": first},
    )


def plan(tx: Transaction, statement: sa.Select[Any], **values: object) -> str:
    plain = statement.compile()
    values = {**plain.params, **values}
    typed = [sa.bindparam(name, type_=plain.binds[name].type) for name in values]
    explain = "EXPLAIN QUERY PLAN " if tx.is_sqlite else "EXPLAIN "
    found = tx.execute(sa.text(explain + plain.string).bindparams(*typed), values)
    return "\n".join(str(row[-1]) for row in found)


@pytest.mark.fresh_database
async def test_looking_for_work_goes_by_the_index_and_costs_the_same_beside_many(
    database: Database,
) -> None:
    order = LANE_ORDER[Lane.NOTICE]

    def look(tx: Transaction) -> list[str]:
        return [
            plan(tx, claiming._DUE_OF_ONE._statement, order=order, sender=0, now=NOW, most=100),
            plan(tx, claiming._SENDERS._statement, order=order, after=-5, until=99),
            plan(tx, claiming._ANY._statement),
            plan(tx, claiming._TRIED._statement),
        ]

    def cost(tx: Transaction) -> float:
        best = 1.0
        for _ in range(15):
            start = perf_counter()
            assert len(claimed(tx, room=128)) == 128
            best = min(best, perf_counter() - start)
        return best

    await database.run(fill, 2_000)
    few = await database.read(cost)
    await database.run(fill, 100_000)
    if not await database.read(lambda tx: tx.is_sqlite):
        await database.run(lambda tx: tx.execute(sa.text("ANALYZE delivery")))
    many = await database.read(cost)
    due_plan, senders_plan, any_plan, tried_plan = await database.read(look)
    for one in (due_plan, senders_plan, any_plan):
        assert "ix_delivery_waiting" in one
        assert "SORT" not in one.upper()
        assert "TEMP B-TREE" not in one
        assert "Seq Scan" not in one
    assert "ix_delivery_tried" in tried_plan
    assert many < 3 * few + 0.002, "it would be fifty times as much if it read them all"


async def test_with_many_senders_each_has_a_turn_soon(database: Database) -> None:
    def work(tx: Transaction) -> None:
        for sender in range(50):
            fill(tx, 400, sender, first=1_000 * (sender + 1))
        after, turns = deliveries.NOBODY, []
        for _ in range(8):
            found = claimed(tx, room=32, after=after)
            assert len(found) == 32
            after = found[-1].sender
            turns += [one.sender for one in found]
        assert {turns.count(sender) for sender in range(50)} <= {4, 6}
        assert set(turns[: 4 * 32]) == set(range(50)), "nobody waits for more than a few claims"

    await database.run(work)


async def test_who_has_nothing_to_send_leaves_room_for_the_others(database: Database) -> None:
    def work(tx: Transaction) -> None:
        for sender in range(40):
            queue(tx, 1, sender=sender)
        (last,) = queue(tx, 2, sender=99)
        assert [one.sender for one in claimed(tx)] == [0, 99]
        assert [one.id for one in claimed(tx, busy=[101])] == [last]

    await database.run(work)


async def test_each_push_and_chat_is_one_row(database: Database) -> None:
    def twice(tx: Transaction) -> None:
        queue(tx, 1)
        (row,) = rows(tx)
        tx.execute(
            sa.insert(delivery),
            {
                "push_id": row.push_id,
                "chat_id": row.chat,
                "lane": 2,
                "state": "queued",
                "not_before": NOW,
                "attempts": 0,
            },
        )

    with pytest.raises(sa.exc.IntegrityError):
        await database.run(twice)
