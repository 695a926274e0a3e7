"""The way of a delivery: begun under a lease, ended once, and never sent again by itself when in doubt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.messages import Lane, Operation, Push, WhenUnknown
from storage import deliveries, leases, outbox
from storage.database import Database, Transaction
from storage.deliveries import DEAD, QUEUED, SENT, UNKNOWN, Ending, attempts
from storage.prepared import PreparedChange, PreparedSelect
from storage.schema import account, branch, delivery, group_chat, group_topic, person, push
from tests.delivery.post import NOW, note, people, rows
from tests.storage.queueing import LATER, begin, claimed, ends, lease, put_off, queue, sent

RESEND = WhenUnknown.RESEND
GROUP = -1001


@pytest.fixture
async def database(database: Database) -> Database:
    await database.run(people, 5)
    return database


def group(tx: Transaction, chat_id: int = GROUP, reach: str = "ok", **topics: int) -> None:
    branch_id = tx.execute(sa.select(branch.c.id)).scalar_one()
    values = {
        "chat_id": chat_id,
        "branch_id": branch_id,
        "title": "群",
        "locale": "en",
        "is_forum": bool(topics),
    }
    tx.execute(sa.insert(group_chat), {**values, "reach": reach, "bound_at": NOW})
    for kind, thread_id in topics.items():
        tx.execute(sa.insert(group_topic), {"chat_id": chat_id, "kind": kind, "thread_id": thread_id})


def to_groups(tx: Transaction, *chats: int, said: Push | None = None) -> list[int]:
    said = said or note("x")
    known = len(rows(tx))
    outbox.enqueue_for_groups(tx, outbox.keep(tx, said, NOW), said, chats, "notice", NOW, 7)
    return [row.id for row in rows(tx)][known:]


async def test_the_way_of_a_row(database: Database) -> None:
    def work(tx: Transaction) -> None:
        (one,) = queue(tx, 1)
        assert begin(tx, one).ids == {one}
        assert begin(tx, one).ids == {one}, "a repetition after a commit nobody heard of"
        assert rows(tx)[0].attempts == 1
        deliveries.put_back(tx, one, NOW)
        assert [(row.state, row.attempts) for row in rows(tx)] == [("queued", 0)]
        begin(tx, one)
        deliveries.drop(tx, one, "expired", NOW)
        assert rows(tx)[0].state == "attempting", "only what is queued is dropped"
        put_off(tx, one)
        assert (rows(tx)[0].state, rows(tx)[0].not_before, rows(tx)[0].attempts) == ("queued", LATER, 1)
        deliveries.end_many(tx, [sent(one)], NOW)
        assert rows(tx)[0].state == "queued", "only what is attempted ends so"
        begin(tx, one)
        deliveries.end_many(tx, [sent(one, 2)], LATER)
        for state in (SENT, DEAD, UNKNOWN, QUEUED):
            assert not begin(tx, one).ids
            deliveries.end_many(tx, [Ending(one, 2, state, 9, (), "x", LATER)], NOW)
            deliveries.fail(tx, one, NOW)
            assert deliveries.recover(tx, NOW) == 0
        (row,) = rows(tx)
        assert (row.state, row.message_id, row.error, row.done_at) == ("sent", 5, None, LATER)

    await database.run(work)


async def test_many_at_once(database: Database) -> None:
    def work(tx: Transaction) -> None:
        ids = queue(tx, 1, 2, 3, 4, 5)
        assert begin(tx, *ids, 404).ids == set(ids)
        deliveries.end_many(
            tx,
            [
                Ending(ids[0], 1, SENT, 8, (9, 10)),
                Ending(ids[1], 1, DEAD, error="bad-content"),
                Ending(ids[2], 1, UNKNOWN, error="unknown"),
                Ending(ids[3], 1, QUEUED, error="not-sent", not_before=LATER),
            ],
            NOW,
        )
        assert [(row.state, row.message_id, row.error) for row in rows(tx)] == [
            ("sent", 8, None),
            ("dead", None, "bad-content"),
            ("unknown", None, "unknown"),
            ("queued", None, "not-sent"),
            ("attempting", None, None),
        ]
        more = tx.execute(sa.select(delivery.c.more_ids).order_by(delivery.c.id)).scalars().all()
        assert more == [[9, 10], None, None, None, None]
        deliveries.end_many(tx, [], NOW)
        assert begin(tx) == deliveries.Begun()

    await database.run(work)


async def test_who_has_lost_the_lease_begins_nothing(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, two = queue(tx, 1, 2)
        old = lease(tx, "old")
        assert deliveries.begin_many(tx, [(one, 0)], old, NOW).ids == {one}
        new = lease(tx, "new")
        assert deliveries.begin_many(tx, [(one, 0), (two, 0)], old, NOW) == deliveries.Begun(is_fenced=True)
        assert [row.state for row in rows(tx)] == ["attempting", "queued"]
        assert deliveries.begin_many(tx, [(two, 0)], new, NOW).ids == {two}
        leases.release(tx, leases.DISPATCHER, new)
        assert deliveries.begin_many(tx, [(two, 0)], new, NOW).is_fenced, "not even after letting go of it"
        assert deliveries.begin_many(tx, [(two, 0)], 0, NOW).is_fenced

    await database.run(work)


async def test_without_any_lease_nothing_is_begun(database: Database) -> None:
    def work(tx: Transaction) -> None:
        (one,) = queue(tx, 1)
        assert deliveries.begin_many(tx, [(one, 0)], 1, NOW).is_fenced

    await database.run(work)


async def test_what_has_been_corrected_is_put_into_words_again(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, two = queue(tx, 1, 2)
        push_id = rows(tx)[0].push_id
        assert begin(tx, one).ids == {one}
        outbox.replace(tx, push_id, note("better"))
        begun = begin(tx, one, two)
        assert (begun.ids, begun.outdated) == ({one}, {two}), "what is under way goes out as it was"
        assert rows(tx)[1].state == "queued"
        parcel = deliveries.parcels(tx, [push_id])[push_id]
        assert (parcel.revision, parcel.push()) == (1, note("better"))
        assert deliveries.begin_many(tx, [(two, 1)], lease(tx), NOW).ids == {two}

    await database.run(work)


async def test_of_a_stopped_push_nothing_is_begun(database: Database) -> None:
    def work(tx: Transaction) -> None:
        under_way, turned_down, put_back, waiting = queue(tx, 1, 2, 3, 4)
        other = queue(tx, 5)
        begin(tx, under_way, turned_down, put_back)
        push_id = rows(tx)[0].push_id
        outbox.stop(tx, [push_id], NOW)
        outbox.stop(tx, [push_id], LATER)
        assert not begin(tx, waiting).ids
        deliveries.end_many(tx, [sent(under_way)], NOW)
        put_off(tx, turned_down)
        deliveries.put_back(tx, put_back, NOW)
        assert ends(tx) == [("sent", None), *[("dead", "stopped")] * 3, ("queued", None)]
        assert begin(tx, *other).ids == set(other)
        assert tx.execute(sa.select(push.c.stopped_at).where(push.c.id == push_id)).scalar() == NOW

    await database.run(work)


async def test_what_waits_of_stopped_pushes_is_swept_bit_by_bit(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, *_ = queue(tx, 1, 2, 3, 4, 5)
        kept = queue(tx, 1, 2)
        queue(tx, 1, 2, 3)
        begin(tx, one)
        first, second, third = sorted({row.push_id for row in rows(tx)})
        outbox.stop(tx, [first, third], NOW)
        place, looks = deliveries.sweep_stopped(tx, LATER, 2), 1
        while place is not None:
            assert sum(error == "stopped" for _, error in ends(tx)) <= 2 * looks
            place, looks = deliveries.sweep_stopped(tx, LATER, 2, place), looks + 1
        states = [(row.push_id, row.state) for row in rows(tx)]
        assert states == [
            (first, "attempting"),
            *[(first, "dead")] * 4,
            *[(second, "queued")] * 2,
            *[(third, "dead")] * 3,
        ]
        assert {row.done_at for row in rows(tx) if row.error == "stopped"} == {LATER}
        assert deliveries.sweep_stopped(tx, LATER, 2) is None
        assert begin(tx, *kept).ids == set(kept)

    await database.run(work)


async def test_a_sweep_begun_anew_finds_the_rest(database: Database) -> None:
    def work(tx: Transaction) -> None:
        queue(tx, 1, 2, 3, 4, 5)
        outbox.stop(tx, [rows(tx)[0].push_id], NOW)
        deliveries.sweep_stopped(tx, NOW, 2)
        place = deliveries.sweep_stopped(tx, NOW, 3)  # another process knows nothing of the place
        while place is not None:
            place = deliveries.sweep_stopped(tx, NOW, 3, place)
        assert {row.state for row in rows(tx)} == {"dead"}

    await database.run(work)


async def test_what_has_expired_is_not_begun(database: Database) -> None:
    def work(tx: Transaction) -> None:
        (one,) = queue(tx, 1, push=note("x", expires_at=LATER))
        (two,) = queue(tx, 1, push=note("x", expires_at=LATER))
        assert begin(tx, one).ids == {one}
        assert not begin(tx, two, now=LATER).ids
        assert ends(tx) == [("attempting", None), ("dead", "expired")]

    await database.run(work)


async def test_who_cannot_be_reached_is_not_begun(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, two = queue(tx, 1, 2)
        tx.execute(sa.update(account).where(account.c.person_id == 1).values(reach="blocked"))
        assert begin(tx, one, two).ids == {two}
        assert ends(tx) == [("dead", "blocked"), ("attempting", None)]

    await database.run(work)


async def test_what_was_for_a_person_does_not_follow_the_account(database: Database) -> None:
    def work(tx: Transaction) -> None:
        left, moved, taken_over, stays = queue(tx, 1, 2, 3, 4)
        tx.execute(sa.update(account).where(account.c.person_id == 2).values(person_id=None))
        tx.execute(sa.update(account).where(account.c.person_id == 5).values(person_id=None))
        tx.execute(sa.update(account).where(account.c.person_id == 3).values(person_id=5))
        tx.execute(sa.update(person).where(person.c.id == 1).values(active=False))
        assert begin(tx, left, moved, taken_over, stays).ids == {stays}
        assert not begin(tx, left, moved, taken_over, now=LATER).ids, "and never again"
        assert ends(tx) == [("dead", deliveries.NOT_THEIRS)] * 3 + [("attempting", None)]

    await database.run(work)


async def test_what_was_for_an_account_arrives_whosever_it_is(database: Database) -> None:
    def work(tx: Transaction) -> None:
        tx.execute(sa.update(account).where(account.c.person_id == 1).values(person_id=None))
        outbox.enqueue_for_account(tx, note("x"), 101, NOW)
        tx.execute(sa.update(account).where(account.c.person_id == 2).values(person_id=None))
        tx.execute(sa.update(account).where(account.c.telegram_id == 101).values(person_id=2))
        assert begin(tx, rows(tx)[0].id).ids

    await database.run(work)


async def test_groups(database: Database) -> None:
    def work(tx: Transaction) -> None:
        group(tx, notice=44, study=55)
        group(tx, GROUP - 1)
        group(tx, GROUP - 2, reach="kicked")
        ids = to_groups(tx, GROUP, GROUP - 1, GROUP - 2, 7)
        found = claimed(tx)
        assert [one.id for one in found] == ids
        topics = {one.chat_id: (one.thread_id, one.locale, one.reach) for one in found}
        assert topics == {GROUP: (44, "en", "ok"), GROUP - 1: (None, "en", "ok")}
        assert {one.sender for one in found} == {7}
        tx.execute(sa.update(group_chat).where(group_chat.c.chat_id == GROUP).values(reach="kicked"))
        assert not claimed(tx)[1].is_reachable
        assert begin(tx, *ids).ids == {ids[0]}
        assert ends(tx) == [("attempting", None), ("dead", "kicked")]

    await database.run(work)


async def test_a_group_that_was_unbound_gets_nothing_more(database: Database) -> None:
    def work(tx: Transaction) -> None:
        group(tx, notice=44)
        (one,) = to_groups(tx, GROUP)
        tx.execute(sa.delete(group_chat))
        assert not begin(tx, one).ids
        assert ends(tx) == [("dead", deliveries.UNBOUND)]

    await database.run(work)


async def test_a_group_that_has_a_new_id(database: Database) -> None:
    def work(tx: Transaction) -> None:
        group(tx)
        (one,) = to_groups(tx, GROUP)
        deliveries.readdress(tx, one, GROUP - 5, "migrated", NOW)
        deliveries.readdress(tx, one, GROUP - 5, "migrated", NOW)
        assert (rows(tx)[0].chat, rows(tx)[0].state) == (GROUP - 5, "queued")
        group(tx, GROUP - 5)
        group(tx, GROUP - 6)
        two, three = to_groups(tx, GROUP - 5, GROUP - 6)
        (twin,) = (row.id for row in rows(tx) if row.chat == GROUP - 6)
        deliveries.readdress(tx, twin, GROUP - 5, "migrated", NOW)
        assert {row.id: row.error for row in rows(tx)}[twin] == "migrated", "it got it under its new id"
        assert {two, three} > {twin}

    await database.run(work)


def crashed(tx: Transaction, **more: Any) -> int:
    """A delivery that was under way when its dispatcher fell silent, and another has taken over."""
    (one,) = queue(tx, 1, push=note("x", **more))
    lease(tx, "old")
    deliveries.begin_many(tx, [(one, 0)], lease(tx, "old"), NOW)
    lease(tx)
    deliveries.recover(tx, NOW)
    return one


async def test_after_a_crash(database: Database) -> None:
    def work(tx: Transaction) -> None:
        (keep,) = queue(tx, 1)
        (again,) = queue(tx, 1, push=note("x", when_unknown=RESEND))
        (often,) = queue(tx, 1, push=note("x", when_unknown=RESEND))
        (halted,) = queue(tx, 1, push=note("x", when_unknown=RESEND))
        queue(tx, 1)
        begin(tx, keep, again, often, halted)
        most = deliveries.MOST_RESENT
        tx.execute(sa.update(delivery).where(delivery.c.id == often).values(attempts=most))
        outbox.stop(tx, [rows(tx)[3].push_id], NOW)
        assert deliveries.recover(tx, LATER) == 3
        assert ends(tx) == [
            ("unknown", "crash"),
            ("queued", "crash"),
            ("unknown", "crash"),
            ("unknown", "crash"),
            ("queued", None),
        ]
        assert [left.id for left in deliveries.tried(tx)] == [again]

    await database.run(work)


@pytest.mark.parametrize("state", [SENT, DEAD])
@pytest.mark.parametrize("policy", list(WhenUnknown))
async def test_a_late_end_is_better_than_a_guess(database: Database, state: str, policy: WhenUnknown) -> None:
    def work(tx: Transaction) -> None:
        one = crashed(tx, when_unknown=policy)
        deliveries.end_many(tx, [Ending(one, 1, state, 5, (), None)], LATER)
        assert ends(tx) == [(state, None)]
        assert not begin(tx, one).ids, "and the new dispatcher does not send it again"

    await database.run(work)


async def test_a_late_end_in_doubt_changes_nothing(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one = crashed(tx)
        deliveries.end_many(tx, [Ending(one, 1, UNKNOWN, error="unknown")], LATER)
        assert ends(tx) == [("unknown", "crash")]

    await database.run(work)


async def test_what_surely_did_not_arrive_goes_on(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one = crashed(tx)
        put_off(tx, one)
        (row,) = rows(tx)
        assert (row.state, row.error, row.not_before, row.done_at) == ("queued", "not-sent", LATER, None)

    await database.run(work)


async def test_a_late_end_does_not_end_the_next_attempt(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one = crashed(tx, when_unknown=RESEND)
        begin(tx, one)
        for state in (SENT, DEAD, UNKNOWN, QUEUED):
            deliveries.end_many(tx, [Ending(one, 1, state, 5, error="x")], LATER)
        assert [(row.state, row.attempts) for row in rows(tx)] == [("attempting", 2)]

    await database.run(work)


async def test_what_is_unknown_for_another_reason_stays_so(database: Database) -> None:
    def work(tx: Transaction) -> None:
        (one,) = queue(tx, 1)
        begin(tx, one)
        deliveries.end_many(tx, [Ending(one, 1, UNKNOWN, error="unknown")], NOW)
        deliveries.end_many(tx, [sent(one)], LATER)
        put_off(tx, one)
        assert ends(tx) == [("unknown", "unknown")]

    await database.run(work)


async def test_what_is_unknown_is_sent_again_by_choice(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, two, three = queue(tx, 1, 2, 3)
        push_id = rows(tx)[0].push_id
        begin(tx, one, two)
        deliveries.end_many(tx, [sent(one), Ending(two, 1, UNKNOWN, error="unknown")], NOW)
        assert deliveries.again(tx, push_id, LATER) == 1
        assert deliveries.again(tx, push_id, LATER) == 0
        assert [(row.state, row.not_before, row.done_at) for row in rows(tx)][1] == ("queued", LATER, None)
        assert begin(tx, two, three).ids == {two, three}
        deliveries.end_many(tx, [Ending(two, 2, UNKNOWN, error="unknown")], NOW)
        outbox.stop(tx, [push_id], NOW)
        assert deliveries.again(tx, push_id, LATER) == 0, "of a stopped one nothing goes out"

    await database.run(work)


def changed(tx: Transaction, operation: Operation, end: Callable[[int], Ending | None]) -> list[int]:
    """Deliveries of a change of what two people got; ``end`` says how the first push ended."""
    first = queue(tx, 1, 2)
    begin(tx, *first)
    deliveries.end_many(tx, [one for one in map(end, first) if one is not None], NOW)
    about = rows(tx)[0].push_id
    change = note("better", operation=operation)
    key = outbox.keep(tx, change, NOW, about_id=about)
    assert outbox.enqueue_change(tx, key, change, about, NOW, 7) == 2
    return [row.id for row in rows(tx) if row.push_id == key]


def arrived(delivery_id: int) -> Ending:
    return Ending(delivery_id, 1, SENT, delivery_id + 1_000, (delivery_id + 2_000,))


async def test_a_change_knows_the_messages_it_is_about(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, two = changed(tx, Operation.EDIT, arrived)
        found = claimed(tx)
        assert [one.id for one in found] == [one, two]
        about = sorted(row.id for row in rows(tx) if row.state == SENT)
        assert [each.about_ids for each in found] == [(id_ + 1_000, id_ + 2_000) for id_ in about]
        assert begin(tx, one, two).ids == {one, two}

    await database.run(work)


@pytest.mark.parametrize("operation", [Operation.EDIT, Operation.DELETE])
async def test_what_is_not_known_to_have_arrived_cannot_be_changed(
    database: Database, operation: Operation
) -> None:
    def work(tx: Transaction) -> None:
        one, two = changed(tx, operation, lambda id_: Ending(id_, 1, UNKNOWN))
        assert not begin(tx, one, two).ids
        assert ends(tx)[2:] == [("dead", deliveries.NO_MESSAGE)] * 2

    await database.run(work)


async def test_after_a_takeover_a_change_waits_for_what_may_still_be_told(database: Database) -> None:
    def work(tx: Transaction) -> None:
        one, two = changed(tx, Operation.EDIT, lambda id_: None)
        first, second = (row.id for row in rows(tx)[:2])
        deliveries.recover(tx, NOW)
        assert not begin(tx, one, two).ids
        assert ends(tx)[2:] == [("queued", None)] * 2
        wait = NOW + timedelta(seconds=10)
        assert {row.not_before for row in rows(tx)[2:]} == {wait}
        deliveries.end_many(tx, [arrived(first)], NOW)  # the one before knew after all
        epoch = lease(tx)
        begun = deliveries.begin_many(tx, [(one, 0), (two, 0)], epoch, wait)
        assert begun.ids == {one}
        assert ends(tx)[3] == ("dead", deliveries.NO_MESSAGE)
        assert second

    await database.run(work)


async def test_it_is_taken_back_from_who_has_left_but_not_changed_there(database: Database) -> None:
    def work(tx: Transaction) -> None:
        edited, _ = changed(tx, Operation.EDIT, arrived)
        deleted, _ = changed(tx, Operation.DELETE, arrived)
        tx.execute(sa.update(person).where(person.c.id == 1).values(active=False))
        assert begin(tx, edited, deleted).ids == {deleted}

    await database.run(work)


async def test_only_what_went_out_is_changed_and_in_the_same_lane_and_topic(database: Database) -> None:
    def work(tx: Transaction) -> None:
        group(tx, notice=44)
        group(tx, GROUP - 1)
        group(tx, GROUP - 2)
        one, two, three = to_groups(tx, GROUP, GROUP - 1, GROUP - 2)
        begin(tx, three)
        deliveries.end_many(tx, [sent(three)], NOW)
        deliveries.drop(tx, two, "expired", NOW)
        about = rows(tx)[0].push_id
        change = note("better", lane=Lane.REMINDER, operation=Operation.DELETE)
        key = outbox.keep(tx, change, NOW, about_id=about)
        assert outbox.enqueue_change(tx, key, change, about, NOW) == 1
        (found,) = (each for each in claimed(tx) if each.push_id == key)
        assert (found.chat_id, found.thread_id) == (GROUP, 44)
        assert one

    await database.run(work)


def plans(tx: Transaction, statement: PreparedSelect | PreparedChange, **values: Any) -> str:
    """How the database goes about a prepared statement."""
    if tx.raw is not None:
        compiled = statement._compiled
        found = tx.raw.execute(f"EXPLAIN QUERY PLAN {compiled._made[0]}", compiled._row(values)).fetchall()
        return "\n".join(str(row[-1]) for row in found)
    seen: list[tuple[str, Any]] = []
    connection = tx._connection

    def look(_c: Any, _cursor: Any, sql: str, parameters: Any, *_: Any) -> None:
        seen.append((sql, parameters))

    sa.event.listen(connection, "before_cursor_execute", look)
    tx.execute(statement._statement, values)
    sa.event.remove(connection, "before_cursor_execute", look)
    ((sql, parameters),) = seen
    return "\n".join(str(row[-1]) for row in connection.exec_driver_sql("EXPLAIN " + sql, parameters))


@pytest.mark.fresh_database
async def test_marks_and_ends_go_by_the_key_however_many_rows_there_are(database: Database) -> None:
    def fill(tx: Transaction) -> None:
        queue(tx, 1)
        values = {
            "push_id": rows(tx)[0].push_id,
            "lane": 2,
            "state": "sent",
            "not_before": NOW,
            "attempts": 1,
        }
        tx.execute(sa.insert(delivery), [{**values, "chat_id": 1_000 + chat} for chat in range(20_000)])
        if not tx.is_sqlite:
            tx.execute(sa.text("ANALYZE"))

    def look(tx: Transaction) -> None:
        ids, end = {"ids": [1, 2, 3]}, {"delivery_id": 1, "tries": 1, "what": None, "now": NOW}
        sent_as = {"new_state": "sent", "sent_as": 1, "and_as": None}
        for found in (
            plans(tx, attempts._VERDICTS, **ids),
            plans(tx, attempts._BEGIN, **ids, now=NOW),
            plans(tx, attempts._DROP, **ids, now=NOW, what="x"),
            plans(tx, attempts._END, **end, **sent_as),
            plans(tx, attempts._END_IN_DOUBT, **end),
            plans(tx, attempts._REQUEUE, delivery_id=1, tries=1, what=None, at=NOW),
        ):
            assert "SCAN delivery" not in found
            assert "Seq Scan on delivery" not in found, found

    await database.run(fill)
    await database.run(look)
