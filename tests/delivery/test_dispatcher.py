"""What the dispatcher does with each outcome, with content it cannot send, and with a database in trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.delivery import courier, dispatcher, endings, gate, keeper, shelf
from bot.delivery.budgets import Limits
from bot.domain.messages import Button, Lane, Message, Push
from storage import deliveries, outbox
from storage.database import Database, Transaction
from storage.schema import account, delivery, push
from tests.delivery.post import (
    HANGING,
    LOST,
    NOW,
    REFUSED,
    RESEND,
    VANISHED,
    WHY,
    Post,
    arrivals,
    note,
    people,
    until,
)


@pytest.fixture(autouse=True)
def quick_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST", 0.0)
    monkeypatch.setattr(gate, "TOKEN_REFUSED", 0.0)


@pytest.fixture
async def post(database: Database) -> AsyncIterator[Post]:
    post = Post(database)
    await database.run(people, 200)
    post.dispatcher.start()
    yield post
    post.wire.release.set()
    await post.dispatcher.stop(1.0)


class Said(list[str]):
    """Stands for a logger: what was said, whatever its level."""

    def _say(self, event: str, **about: object) -> None:
        self.append(event)

    info = warning = error = critical = _say


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    said = Said()
    for module in (courier, dispatcher, gate, keeper, shelf):
        monkeypatch.setattr(module, "log", said)
    return said


async def test_a_push_arrives_with_its_reason(post: Post) -> None:
    assert await post.enqueue(note("<b> & 扫雪"), 1) == 1
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.attempts, row.error, row.message_id) == ("sent", 1, None, 1)
    assert post.wire.arrived == [(101, "&lt;b&gt; &amp; 扫雪")]


@pytest.mark.parametrize(
    ("what", "state", "error", "reach", "arrived"),
    [
        (LOST, "unknown", "unknown", "ok", 1),
        (VANISHED, "unknown", "unknown", "ok", 0),
        ("nonsense", "unknown", "unknown", "ok", 1),
        ("blocked", "dead", "blocked", "blocked", 0),
        ("gone", "dead", "not-found", "not-found", 0),
        ("unparsable", "dead", "bad-content", "ok", 0),
    ],
)
async def test_outcomes_that_end_a_delivery(
    post: Post, what: str, state: str, error: str, reach: str, arrived: int
) -> None:
    post.wire.by_chat = {101: what}
    await post.enqueue(note("x"), 1)
    await post.settled()
    post.clock.pass_(hours=3)
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.error, row.attempts) == (state, error, 1)
    assert await post.reach(101) == reach
    assert (len(post.wire.arrived), post.wire.calls[101, "x"]) == (arrived, 1)


@pytest.mark.parametrize("what", [REFUSED, "flood", "token"])
async def test_what_surely_did_not_arrive_is_tried_again_when_its_time_has_come(
    post: Post, what: str
) -> None:
    post.wire.script.append(what)
    await post.enqueue(note("x"), 1)
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.attempts, row.not_before) == ("queued", 1, NOW + timedelta(seconds=1))
    await post.settled()
    assert post.wire.calls[101, "x"] == 1, "not before its time"
    post.clock.pass_(seconds=1)
    await post.settled()
    assert await post.states() == ["sent"]
    assert post.wire.arrived == [(101, "x")]


async def test_tries_are_further_and_further_apart_and_end(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endings, "MOST_ATTEMPTS", 11)
    post.wire.by_chat = {101: REFUSED}
    await post.enqueue(note("x"), 1)
    waited = []
    for _ in range(10):
        await post.settled()
        (row,) = await post.rows()
        waited.append((row.not_before - post.clock()).total_seconds())
        post.clock.now = row.not_before
    assert waited == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.error, row.attempts) == ("dead", "gave-up", 11)


async def test_what_may_be_doubled_is_sent_again_but_not_for_ever(post: Post) -> None:
    post.wire.by_chat = {101: LOST}
    post.wire.script.append(VANISHED)
    await post.enqueue(note("x", when_unknown=RESEND), 1, 2)
    for _ in range(12):
        await post.settled()
        post.clock.pass_(minutes=5)
    assert [(row.state, row.attempts) for row in await post.rows()] == [
        ("unknown", deliveries.MOST_RESENT),
        ("sent", 2),
    ]
    assert len(list(arrivals(post.wire, 101))) == deliveries.MOST_RESENT
    assert list(arrivals(post.wire, 102)) == ["x"]


async def test_a_chat_in_trouble_keeps_its_order_and_holds_up_nobody(post: Post) -> None:
    post.wire.by_chat = {101: REFUSED}
    for text in "abc":
        await post.enqueue(note(text), 1, 2)
        await post.settled()
    assert list(arrivals(post.wire, 102)) == ["a", "b", "c"]
    await post.enqueue(note("at once", Lane.URGENT), 2)
    await post.settled()
    assert list(arrivals(post.wire, 102))[-1] == "at once"
    post.wire.by_chat = {}
    post.clock.pass_(minutes=6)
    await post.settled()
    assert list(arrivals(post.wire, 101)) == ["a", "b", "c"]


async def test_the_order_holds_across_a_crash(post: Post) -> None:
    post.wire.by_chat = {101: REFUSED}
    await post.enqueue(note("a"), 1)
    await post.enqueue(note("b"), 1)
    await post.settled()
    await post.kill()
    post.wire.by_chat = {}
    post.hire().start()
    await post.settled()
    assert post.wire.arrived == [], "its time has not come, and the later one waits for it"
    post.clock.pass_(minutes=6)
    await post.settled()
    assert list(arrivals(post.wire, 101)) == ["a", "b"]


async def test_a_thousand_for_one_chat_hold_up_nobody(post: Post) -> None:
    post.wire.by_chat = {101: HANGING}
    await post.database.run(_many, note("x"), 1, 1000)
    await post.enqueue(note("y"), *range(2, 200))
    await until(lambda: len(post.wire.arrived) == 199)
    assert post.wire.hanging == 1


def _many(tx: Transaction, push_: Push, person: int, count: int) -> None:
    for _ in range(count):
        outbox.enqueue_for_people(tx, push_, [person], NOW)


async def test_the_dead_are_not_written_to_again_until_they_come_back(post: Post) -> None:
    post.wire.by_chat = {101: "blocked"}
    await post.enqueue(note("a"), 1)
    await post.enqueue(note("b"), 1)
    await post.enqueue(note("c", Lane.REMINDER), 1)
    await post.settled()
    assert [(row.state, row.error) for row in await post.rows()] == [("dead", "blocked")] * 3
    assert post.wire.calls.total() <= 2, "only what was under way at the same time"
    assert await post.enqueue(note("d"), 1) == 0
    post.wire.by_chat = {}
    await post.come_back(101)
    assert await post.enqueue(note("e"), 1) == 1
    await post.settled()
    assert list(arrivals(post.wire, 101)) == ["e"]


async def test_old_news_is_not_sent(post: Post) -> None:
    await post.dispatcher.stop(1.0)
    await post.enqueue(note("old", expires_at=NOW + timedelta(minutes=1)), 1)
    await post.enqueue(note("new", expires_at=NOW + timedelta(minutes=3)), 1)
    post.clock.pass_(minutes=1)
    post.hire().start()
    await post.settled()
    assert [(row.state, row.error) for row in await post.rows()] == [("dead", "expired"), ("sent", None)]
    assert post.wire.arrived == [(101, "new")]


def _spoil(tx: Transaction, number: int, **values: Any) -> None:
    first = sa.select(sa.func.min(push.c.id)).scalar_subquery()
    tx.execute(sa.update(push).where(push.c.id == first + number).values(**values))


async def test_poisoned_content_ends_alone(post: Post, said: Said) -> None:
    await post.dispatcher.stop(1.0)
    poison: list[dict[str, Any]] = [
        {"content": {"key": "note"}},
        {"content": []},
        {"content": {"key": "no-such", "values": {}, "buttons": [], "more": []}},
        {"content": {"key": "note", "values": {}, "buttons": [], "more": []}},
        {"content": {"key": "note", "values": {"text": {"nonsense": 1}}, "buttons": [], "more": []}},
        {"reason": "no-such-reason"},
        {"when_unknown": "from-a-later-version"},
    ]
    for _ in poison:
        await post.enqueue(note("x"), 1)
    await post.enqueue(note("good"), 1, 2, 3)
    for number, values in enumerate(poison):
        await post.database.run(_spoil, number, **values)
    post.hire().start()
    await post.settled()
    ends = [(row.state, row.error) for row in await post.rows()]
    assert ends == [("dead", "bad-content")] * 6 + [("sent", None)] * 4
    assert said.count("push-unreadable") == 6


async def test_broken_json_ends_alone(sqlite_url: str) -> None:
    # PostgreSQL looks at JSON when it is written; SQLite keeps any text.
    database = await Database.open(sqlite_url)
    post = Post(database)
    await database.run(people, 2)
    await post.enqueue(note("x"), 1)
    await post.enqueue(note("good"), 1, 2)
    await database.run(lambda tx: tx.execute(sa.text("UPDATE push SET content = '{' WHERE id = 1")))
    post.dispatcher.start()
    await post.settled()
    assert [row.error for row in await post.rows()] == ["bad-content", None, None]
    assert len(post.wire.arrived) == 2
    await post.dispatcher.stop(1.0)
    await database.close()


async def test_a_locale_that_is_none_of_ours(post: Post) -> None:
    await post.database.run(lambda tx: tx.execute(sa.update(account).values(locale="tlh")))
    await post.enqueue(note("x"), 1)
    await post.settled()
    assert await post.states() == ["sent"]


async def test_a_very_long_text_arrives_shortened(post: Post) -> None:
    await post.enqueue(note("🌟" * 5000), 1)
    await post.settled()
    assert await post.states() == ["sent"]
    ((_, text),) = post.wire.arrived
    assert text.endswith("🌟…")
    assert 3000 < len(text.encode("utf-16-le")) // 2 <= 4096 - len("\n\nWhy")


async def test_a_fault_of_ours_ends_the_delivery_and_nothing_spins(
    post: Post, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    def broken(*_: Any) -> bool:
        raise ZeroDivisionError

    await post.enqueue(note("a"), 1)
    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "begin_many", broken)
        await post.settled()
    await post.enqueue(note("b"), 1)
    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "begin_many", broken)
        patched.setattr(deliveries, "fail", broken)
        await post.settled()
        await post.settled()
    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "end_many", broken)
        await post.enqueue(note("c"), 1)
        await post.settled()
    await post.enqueue(note("d"), 1)
    await post.settled()
    ends = [(row.state, row.error) for row in await post.rows()]
    assert ends == [("dead", "failed"), ("queued", None), ("unknown", "failed"), ("sent", None)]
    assert said.count("delivery-left-alone") == 1
    await post.kill()
    post.hire().start()
    await post.settled()
    assert await post.states() == ["dead", "sent", "unknown", "sent"]


async def test_while_the_database_refuses_nothing_is_sent_and_the_log_stays_quiet(
    post: Post, monkeypatch: pytest.MonkeyPatch, said: Said
) -> None:
    monkeypatch.setattr(keeper, "PAUSE", 0.001)
    tries = 0
    real = post.database.run

    async def full(*args: Any, **kwargs: Any) -> Any:
        nonlocal tries
        if tries < 1000:
            tries += 1
            raise sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full"))
        return await real(*args, **kwargs)

    await post.enqueue(note("x"), *range(1, 21))
    monkeypatch.setattr(post.database, "run", full)
    post.dispatcher.wake()
    await until(lambda: tries >= 500)
    assert post.wire.calls.total() == 0
    await post.settled()
    assert await post.states() == ["sent"] * 20
    assert len(set(post.wire.arrived)) == len(post.wire.arrived) == 20
    assert (said.count("outbox-stands-still"), said.count("outbox-goes-on")) == (1, 1)


async def test_an_answer_that_cannot_be_recorded_is_unknown_after_a_crash(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post.enqueue(note("x"), 1)
    real = post.database.run

    async def locked(function: Any, *args: Any, **kwargs: Any) -> Any:
        if post.wire.arrived:
            raise sa.exc.OperationalError("UPDATE", {}, Exception("database is locked"))
        return await real(function, *args, **kwargs)

    monkeypatch.setattr(post.database, "run", locked)
    post.dispatcher.wake()
    await until(lambda: bool(post.wire.arrived))
    await post.kill()
    monkeypatch.setattr(post.database, "run", real)
    post.hire().start()
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.error) == ("unknown", "crash")
    assert post.wire.arrived == [(101, "x")]


async def test_a_commit_nobody_heard_of_is_not_taken_for_somebody_elses(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "PAUSE", 0.001)
    await post.enqueue(note("x"), 1)
    real = post.database.run
    cut = 2  # the mark and the end

    async def cut_off(*args: Any, **kwargs: Any) -> Any:
        nonlocal cut
        result = await real(*args, **kwargs)
        if cut:
            cut -= 1
            raise sa.exc.OperationalError("COMMIT", {}, Exception("server closed the connection"))
        return result

    monkeypatch.setattr(post.database, "run", cut_off)
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.attempts, post.wire.calls.total()) == ("sent", 1, 1)


async def test_a_turn_that_the_database_let_pass_is_waited_for_again(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = iter([False])
    marks = []

    async def may_go(*_: Any) -> bool:
        return next(fresh, True)

    monkeypatch.setattr(type(post.limiter), "may_go", may_go)
    real = deliveries.put_back
    monkeypatch.setattr(
        deliveries, "put_back", lambda tx, number, now: (marks.append(number), real(tx, number, now))
    )
    await post.enqueue(note("x"), 1)
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.attempts, len(marks), post.wire.calls.total()) == ("sent", 1, 1, 1)


async def test_an_outage_uses_up_little_of_the_outbox(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST", 60.0)
    now = 0.0
    monkeypatch.setattr(post.dispatcher._courier._gate, "_clock", lambda: now)
    count = dispatcher.WINDOW + 200
    await post.database.run(people, count)
    post.wire.by_chat = {100 + one: VANISHED for one in range(1, count + 1)}
    await post.enqueue(note("x"), *range(1, count + 1))
    post.dispatcher.wake()
    await until(lambda: not post.dispatcher._courier._gate.is_open and not post.wire.flying)
    burnt = post.wire.calls.total()
    assert burnt <= dispatcher.WINDOW, "what was under way together, and no more"
    post.wire.by_chat = {}
    post.dispatcher._courier._gate.report(now + 1, answered=True)
    await post.settled()
    states = await post.states()
    assert (states.count("unknown"), states.count("sent")) == (burnt, count - burnt)


async def test_stopping_ends_what_is_in_flight_and_begins_nothing(post: Post) -> None:
    post.wire.by_chat = {101: HANGING, 102: HANGING, 103: REFUSED}
    await post.enqueue(note("x"), 1, 2, 3)
    await post.enqueue(note("y"), 1, 2)
    await until(lambda: post.wire.hanging == 2)
    stopping = asyncio.create_task(post.dispatcher.stop(60.0))
    await asyncio.sleep(0)
    post.wire.release.set()
    async with asyncio.timeout(5):
        await stopping
    assert await post.states() == ["sent", "sent", "queued", "queued", "queued"]


async def test_what_does_not_end_in_time_is_unknown_to_the_next_start(post: Post) -> None:
    post.wire.by_chat = {101: HANGING}
    await post.enqueue(note("x"), 1)
    await post.enqueue(note("y", when_unknown=RESEND), 1)
    await until(lambda: post.wire.hanging == 1)
    await post.dispatcher.stop(0.01)
    assert await post.states() == ["attempting", "queued"]
    post.wire.by_chat = {}
    post.hire().start()
    await post.settled()
    assert await post.states() == ["unknown", "sent"]


async def test_what_waits_for_its_turn_does_not_delay_a_stop(database: Database) -> None:
    post = Post(database, limits=Limits(per_second=0.5))
    await database.run(people, 40)
    post.dispatcher.start()
    await post.enqueue(note("x"), *range(1, 41))
    await until(lambda: bool(post.wire.arrived))
    async with asyncio.timeout(2):
        await post.dispatcher.stop(grace=60)
    states = await post.states()
    assert (states.count("sent"), states.count("queued")) == (
        len(post.wire.arrived),
        40 - len(post.wire.arrived),
    )
    assert post.limiter.pacer.waiting == 0


async def test_many_wakes_are_few_looks(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    await post.settled()
    looks = 0
    real = deliveries.any_queued

    def counted(tx: Transaction) -> bool:
        nonlocal looks
        looks += 1
        return real(tx)

    monkeypatch.setattr(deliveries, "any_queued", counted)
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + 0.3
    while loop.time() < ends_at:
        post.dispatcher.wake()
        await asyncio.sleep(0)
    assert 2 <= looks <= 0.3 / 0.02 + 2


async def test_idle_waits_for_what_was_queued_a_moment_ago(post: Post) -> None:
    for number in range(20):
        await post.enqueue(note(f"n{number}"), 1 + number % 3)
        await post.settled()
        assert len(post.wire.arrived) == number + 1


async def test_buttons_come_along(post: Post) -> None:
    button = Button("button-ok", "ok:1")
    await post.enqueue(Push("test", Lane.NOTICE, Message("hello", buttons=((button,),)), WHY), 1)
    await post.settled()
    assert post.wire.arrived == [(101, "Hello")]
    assert (
        await post.database.read(lambda tx: tx.execute(sa.select(sa.func.count(delivery.c.id))).scalar()) == 1
    )
