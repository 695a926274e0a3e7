"""Trouble on a real wire: the outcome in the table, and what the receiving end really got."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.clock import utc_now
from bot.delivery import gate, limiter
from bot.delivery.bot import LeanBot
from bot.delivery.budgets import Limits
from bot.delivery.request import AiohttpRequest
from bot.domain.messages import Lane
from storage.database import Database
from tests.delivery.post import NO_LIMITS, RESEND, Post, note, people
from tests.support.telegram import Front, open_front

CROWD = 60


@pytest.fixture(autouse=True)
def quick_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "LONGEST", 0.0)


@pytest.fixture
async def front() -> AsyncIterator[Front]:
    async with open_front("http") as front:
        await front.control("crowd", first=101, count=CROWD)
        yield front


async def office(
    database: Database, front: Front, limits: Limits = NO_LIMITS, clock: Any = None, patience: float = 0.3
) -> Post:
    request = AiohttpRequest(read_timeout=patience)
    await request.initialize()
    post = Post(database, request, limits, front.base_url, clock)
    await database.run(people, CROWD)
    post.dispatcher.start()
    return post


@pytest.fixture
async def post(database: Database, front: Front) -> AsyncIterator[Post]:
    post = await office(database, front)
    yield post
    await close(post)


async def close(post: Post) -> None:
    await post.dispatcher.stop(1.0)
    await post.bot.request.shutdown()


async def arrived(front: Front, chat: int) -> int:
    return len(await front.control("ledger", chat_id=chat))


@pytest.mark.parametrize(
    ("fault", "state", "got"),
    [
        ({"kind": "stall", "seconds": 30}, "unknown", 0),
        ({"kind": "stall", "seconds": 30, "processed": True}, "unknown", 1),
        ({"kind": "reset"}, "unknown", 1),
        ({"kind": "reset", "processed": False}, "unknown", 0),
        ({"kind": "bad-gateway"}, "unknown", 0),
        ({"kind": "internal-error"}, "unknown", 0),
        ({"kind": "cut-json"}, "unknown", 1),
    ],
)
async def test_a_lost_answer_is_unknown_and_stays_so(
    post: Post, front: Front, fault: dict[str, Any], state: str, got: int
) -> None:
    await front.control("fault", method="sendMessage", **fault)
    await post.enqueue(note("x"), 1)
    await post.settled()
    post.clock.pass_(hours=1)
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.attempts, await arrived(front, 101)) == (state, 1, got)
    assert len((await front.control("faults"))["hits"]) == 1
    await post.enqueue(note("y"), 1)
    await post.settled()
    assert await arrived(front, 101) == got + 1, "the next one goes as if nothing had been"


FAULTS: dict[str, tuple[dict[str, Any], str, int]] = {
    "stall before": ({"kind": "stall", "seconds": 30}, "unknown", 0),
    "stall after": ({"kind": "stall", "seconds": 30, "processed": True}, "unknown", 1),
    "reset after": ({"kind": "reset"}, "unknown", 1),
    "502 page": ({"kind": "bad-gateway"}, "unknown", 0),
    "cut answer": ({"kind": "cut-json"}, "unknown", 1),
    "429 without a number": ({"kind": "flood-without-number"}, "sent", 1),
    "closed door": ({"kind": "refuse", "seconds": 0.2, "processed": False}, "", 0),
}


@pytest.mark.parametrize("name", FAULTS)
async def test_trouble_in_the_middle_of_a_broadcast_is_that_ones_alone(
    database: Database, front: Front, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receiving end, not only the table: who got it, how often, and who did not."""
    monkeypatch.setattr(limiter, "seconds", lambda _: 0.2)  # real ones; the table's time is the clock's
    fault, state, got = FAULTS[name]
    # A few at a time, so that there is a middle.
    post = await office(database, front, Limits(400.0, None, 3, None), patience=1.5)
    await front.control("fault", method="sendMessage", chat_id=130, **fault)
    await post.enqueue(note("x"), *range(1, CROWD + 1))
    async with asyncio.timeout(30):
        while "queued" in await post.states():
            await post.settled()
            post.clock.pass_(minutes=1)
    rows = {row.chat: row.state for row in await post.rows()}
    # Asked of the engine itself: behind a closed door nobody answers.
    counts = Counter(line.chat_id for line in front.engine.ledger)
    assert len(front.engine.faults.hits) == 1
    if state:
        assert (rows.pop(130), counts[130]) == (state, got)
        assert set(rows.values()) == {"sent"}
    for chat, row_state in rows.items():
        if row_state == "sent":
            assert counts[chat] == 1, "once"
        else:  # what was on the wire when the connections broke
            assert (row_state, counts[chat] <= 1) == ("unknown", True)
    assert list(rows.values()).count("sent") >= CROWD // 2
    await close(post)


@pytest.mark.parametrize("processed", [True, False])
async def test_what_may_be_doubled_is_never_lost(post: Post, front: Front, processed: bool) -> None:
    await front.control("fault", kind="reset", method="sendMessage", processed=processed)
    await post.enqueue(note("x", Lane.URGENT, when_unknown=RESEND), 1)
    await post.settled()
    post.clock.pass_(minutes=1)
    await post.settled()
    (row,) = await post.rows()
    assert (row.state, row.attempts, await arrived(front, 101)) == ("sent", 2, 1 + processed)


@pytest.mark.parametrize("kind", ["flood", "flood-without-number"])
async def test_a_flood_is_waited_for(post: Post, front: Front, kind: str) -> None:
    await front.control("fault", kind=kind, method="sendMessage", seconds=1)
    await post.enqueue(note("x"), 1)
    await post.settled()
    (row,) = await post.rows()
    told = 1 if kind == "flood" else 5
    assert (row.state, await arrived(front, 101)) == ("queued", 0)
    assert (row.not_before - post.clock()).total_seconds() == told
    assert post.limiter.pacer.paused_until > 0


async def test_a_refused_connection_is_tried_again(post: Post, front: Front, unused_port: int) -> None:
    away = LeanBot(
        post.bot.token,
        base_url=f"http://127.0.0.1:{unused_port}/bot",
        request=post.bot.request,
        rate_limiter=post.limiter,
    )
    there, post.dispatcher._courier._bot = post.dispatcher._courier._bot, away
    await post.enqueue(note("x"), *range(1, 11))
    await post.settled()
    assert {row.state for row in await post.rows()} == {"queued"}
    post.dispatcher._courier._bot = there
    post.clock.pass_(minutes=1)
    await post.settled()
    assert {row.state for row in await post.rows()} == {"sent"}
    assert [await arrived(front, 100 + one) for one in range(1, 11)] == [1] * 10


@pytest.fixture
async def unused_port() -> int:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


async def test_people_whom_telegram_refuses(post: Post, front: Front) -> None:
    await post.enqueue(note("x"), 1, 2, 3)
    await post.settled()
    await front.control("block", user=101)
    await front.control("deactivate", user=102)
    await post.enqueue(note("y"), 1, 2, 3)
    await post.settled()
    assert [(row.state, row.error) for row in (await post.rows())[3:]] == [
        ("dead", "blocked"),
        ("dead", "deactivated"),
        ("sent", None),
    ]
    assert [await post.reach(101), await post.reach(102)] == ["blocked", "deactivated"]
    assert [await arrived(front, 100 + one) for one in (1, 2, 3)] == [1, 1, 2]


async def test_under_limits_everything_arrives_once_and_in_order(sqlite_url: str, front: Front) -> None:
    await front.control(
        "limits",
        per_second=30,
        chat_per_second=1,
        chat_burst=3,
        group_per_minute=20,
        refuse_all=True,
        retry_after=5,
    )
    database = await Database.open(sqlite_url)
    post = await office(database, front, Limits(), utc_now)
    await post.enqueue(note("to all"), *range(1, CROWD + 1))
    for number in range(4):
        await post.enqueue(note(f"n{number}"), 1)
    # On a busy machine one call may come too early and be refused; it goes again after the pause.
    async with asyncio.timeout(60):
        while set(await post.states()) != {"sent"}:
            await front.events(front.engine.events.last, 1.0)
    lines = await front.control("ledger")
    assert len(lines) == CROWD + 4
    texts = [line["text"].split("\n")[0] for line in lines if line["chat_id"] == 101]
    assert texts == ["to all", "n0", "n1", "n2", "n3"]
    seconds = lines[-1]["at"] - lines[0]["at"]
    assert seconds >= (CROWD + 4 - 31) / 30, "the ceiling was reached"
    await close(post)
    await database.close()


async def test_an_answer_overtakes_a_long_queue(sqlite_url: str, front: Front) -> None:
    database = await Database.open(sqlite_url)
    post = await office(database, front, Limits(per_second=20), utc_now)
    await post.enqueue(note("to all"), *range(1, CROWD + 1))
    post.dispatcher.wake()
    async with asyncio.timeout(5):
        while not front.engine.ledger:  # noqa: ASYNC110 - the condition is the far end's state
            await asyncio.sleep(0)
    await post.bot.send_message(101, "an answer")
    ahead = [line.text for line in front.engine.ledger].index("an answer")
    assert ahead <= 4
    await close(post)
    await database.close()
