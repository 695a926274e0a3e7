"""A push that is stopped in the middle, and several senders who share the way."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.delivery import dispatcher
from bot.delivery.budgets import Limits
from bot.delivery.limiter import PacedLimiter
from bot.domain.messages import Lane, Push
from storage import outbox
from storage.database import Database, Transaction
from storage.schema import person
from tests.delivery.post import NOW, REFUSED, Post, note, people, until

# Under which a push takes long, so that something can happen in the middle.
SLOW = Limits(per_second=200, chat_per_second=None, group_per_minute=None)


async def test_a_stop_takes_effect_at_once_and_clears_the_table(database: Database) -> None:
    post = Post(database, limits=SLOW)
    await database.run(people, 1000)
    post.dispatcher.start()
    await post.enqueue(note("x"), *range(1, 1001))
    (key,) = {row.push_id for row in await post.rows()}
    post.dispatcher.wake()
    await until(lambda: len(post.wire.arrived) >= 50)
    await database.run(outbox.stop, [key], NOW)
    # PostgreSQL lets a transaction end that began before: what it marks goes out, and nothing after it.
    await post.dispatcher._clerk.write(lambda tx: None)
    marked = 1000 - (await post.states()).count("queued")
    post.dispatcher.wake()
    async with asyncio.timeout(1.0):
        while "queued" in await post.states():  # noqa: ASYNC110 - the condition is in the table
            await asyncio.sleep(0.01)
    await post.settled()
    assert len(post.wire.arrived) <= marked, "what had been marked before, and no more"
    states = [(row.state, row.error) for row in await post.rows()]
    assert states.count(("sent", None)) == len(post.wire.arrived)
    assert states.count(("dead", "stopped")) == 1000 - len(post.wire.arrived)
    assert post.limiter.pacer.waiting == 0, "whoever waited for a turn has given it back"
    await post.enqueue(note("y"), 1)
    await post.settled()
    assert post.wire.arrived[-1] == (101, "y")
    await post.dispatcher.stop(1.0)


async def test_a_stop_while_a_try_rests(database: Database) -> None:
    post = Post(database)
    await database.run(people, 1)
    post.wire.by_chat = {101: REFUSED}
    post.dispatcher.start()
    await post.enqueue(note("x"), 1)
    await post.settled()
    (row,) = await post.rows()
    await database.run(outbox.stop, [row.push_id], NOW)
    await post.settled()
    assert [(row.state, row.error) for row in await post.rows()] == [("dead", "stopped")]
    await post.dispatcher.stop(1.0)


async def test_two_senders_and_an_emergency_share_the_turns(database: Database) -> None:
    post = Post(database, limits=replace(SLOW, per_second=60))
    await database.run(people, 1000)
    await database.run(_from_sender, note("long"), range(1, 1001), 7)
    post.dispatcher.start()
    await until(lambda: len(post.wire.arrived) >= 20)
    await database.run(_from_sender, note("short"), range(1, 6), 8)
    before = len(post.wire.arrived)
    post.dispatcher.wake()
    await until(lambda: sum(text == "short" for _, text in post.wire.arrived) == 5)
    # At most one refill of the window and what is on its way go first, and then they take turns.
    assert len(post.wire.arrived) - before <= dispatcher.REFILL + 2 * 5 + 30
    await post.enqueue(note("urgent", Lane.URGENT), 999)
    before = len(post.wire.arrived)
    post.dispatcher.wake()
    await until(lambda: (1099, "urgent") in post.wire.arrived)
    assert len(post.wire.arrived) - before <= 20
    await post.dispatcher.stop(1.0)


async def test_who_lost_a_turn_is_not_sent_behind_all_who_came_later(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow disk costs the first of a push their turns; they go next, not after the whole window."""
    post = Post(database, limits=replace(SLOW, per_second=60))
    await database.run(people, 100)
    fresh = iter([False] * 7)
    real = PacedLimiter.may_go

    async def may_go(self: PacedLimiter, *args: Any) -> bool:
        return next(fresh, True) and await real(self, *args)

    monkeypatch.setattr(PacedLimiter, "may_go", may_go)
    await database.run(_from_sender, note("long"), range(1, 101), 7)
    post.dispatcher.start()
    await until(lambda: len(post.wire.arrived) == 100)
    assert {chat for chat, _ in post.wire.arrived[:80]} >= set(range(101, 108))
    await post.dispatcher.stop(1.0)


def _from_sender(tx: Transaction, push: Push, persons: range, sender: int) -> None:
    key = outbox.keep(tx, push, NOW)
    outbox.enqueue_where(tx, key, push, person.c.id.in_(persons), NOW, sender)
