"""Polls by the outbox on a real wire: named, counted, closed, and the four ends of a call that asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.delivery import gate, limiter
from bot.domain.messages import Lane, Message, Operation, Poll, Push
from storage import outbox, sent_polls
from storage.database import Database, Transaction
from storage.sent_polls import Count
from tests.delivery.post import Post
from tests.delivery.test_dispatcher_http import close, office
from tests.support.telegram import Front, open_front

ASKED = Poll("多久一次", ("每月", "每季度", "每年"), (1,), is_anonymous=False)
PUSH = Push("test", Lane.ANSWER, Message("note", {"text": "第一题"}), "", poll=ASKED)
CHAT = 101


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    async with open_front("http") as front:
        await front.control("crowd", first=CHAT, count=3)
        yield front


@pytest.fixture
async def post(sqlite_url: str, front: Front, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Post]:
    monkeypatch.setattr(gate, "LONGEST", 0.0)
    monkeypatch.setattr(limiter, "seconds", lambda _: 0.2)  # real ones; the table's time is the clock's
    database = await Database.open(sqlite_url)
    made = await office(database, front)
    yield made
    await close(made)
    await database.close()


async def asked(post: Post, push: Push = PUSH) -> Any:
    """Ask the first person; returns the delivery."""
    await post.enqueue(push, 1)
    await post.settled()
    while "queued" in await post.states():
        post.clock.pass_(minutes=1)
        await post.settled()
    return (await post.rows())[-1]


def poll_of(front: Front, chat: int, message_id: int) -> dict[str, Any]:
    (bot,) = front.engine.bots.values()
    found: dict[str, Any] = front.engine.private[bot.id, chat].messages[message_id].message["poll"]
    return found


async def test_its_name_is_kept_with_the_end_of_its_delivery(post: Post, front: Front) -> None:
    row = await asked(post)
    assert row.state == "sent"
    poll = poll_of(front, CHAT, row.message_id)
    assert (poll["question"], poll["description"]) == ("多久一次", "第一题")
    assert await post.database.read(sent_polls.place_of, poll["id"]) == (row.push_id, CHAT)
    await post.database.run(sent_polls.count, poll["id"], Count(1, (0, 1, 0), False))
    found = await post.database.read(sent_polls.of_pushes, [row.push_id])
    assert found == {row.push_id: [Count(1, (0, 1, 0), False)]}

    def change(tx: Transaction) -> None:
        push = replace(PUSH, operation=Operation.CLOSE, poll=None, message=Message(""))
        for _ in range(2):  # the second finds it closed, which is as it should be
            key = outbox.keep(tx, push, post.clock(), about_id=row.push_id)
            outbox.enqueue_change(tx, key, push, row.push_id, post.clock())

    await post.database.run(change)
    await post.settled()
    assert await post.states() == ["sent"] * 3
    assert poll_of(front, CHAT, row.message_id)["is_closed"]


@pytest.mark.parametrize(
    ("fault", "state", "got"),
    [
        ({"kind": "stall", "seconds": 30, "processed": True}, "unknown", 1),
        ({"kind": "reset"}, "unknown", 1),
        ({"kind": "flood", "seconds": 1}, "sent", 1),
        ({"kind": "bad-gateway"}, "unknown", 0),
    ],
)
async def test_trouble_ends_as_with_any_message(
    post: Post, front: Front, fault: dict[str, Any], state: str, got: int
) -> None:
    await front.control("fault", method="sendPoll", count=1, **fault)
    row = await asked(post)
    assert row.state == state
    assert len(await front.control("ledger", chat_id=CHAT)) == got
    known = [await post.database.read(sent_polls.place_of, poll) for poll in front.engine.polls]
    assert known == ([(row.push_id, CHAT)] if state == "sent" else [None] * got)


@pytest.mark.parametrize(
    ("poll", "error"),
    [
        (replace(ASKED, options=tuple(f"第{n}个" for n in range(15))), "bad-content"),
        (replace(ASKED, correct=(9,)), "bad-content"),
    ],
)
async def test_what_telegram_refuses_is_dead(post: Post, poll: Poll, error: str) -> None:
    row = await asked(post, replace(PUSH, poll=poll))
    assert (row.state, row.error) == ("dead", error)
    assert (await asked(post)).state == "sent"
