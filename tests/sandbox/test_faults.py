"""Faults on the wire over HTTP, each checked at the caller's end and at the receiving end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import orjson
import pytest
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.sandbox.server import LocalTelegram
from tests.sandbox.world import TOKEN, World
from tests.support.people import Town
from tests.support.telegram import Front

# PTB warns of every retry_after it makes, until a major version of it gives durations.
pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


@pytest.fixture
async def server(world: World) -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(world.engine) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as opened:
        yield opened


class Caller:
    def __init__(self, world: World, server: LocalTelegram, session: aiohttp.ClientSession) -> None:
        self.world = world
        self.url = f"{server.url}/bot{TOKEN}"
        self.session = session

    async def send(self, text: str = "好", **more: float) -> tuple[int, bytes, str]:
        data = {"chat_id": self.world.li, "text": text, **more}
        async with self.session.post(f"{self.url}/sendMessage", data=data) as answer:
            return answer.status, await answer.read(), answer.content_type

    def arrived(self) -> int:
        return len(self.world.do("ledger", chat_id=self.world.li))

    def hits(self) -> list[tuple[str, bool]]:
        return [(hit["kind"], hit["processed"]) for hit in self.world.do("faults")["hits"]]


@pytest.fixture
def caller(world: World, server: LocalTelegram, session: aiohttp.ClientSession) -> Caller:
    return Caller(world, server, session)


async def test_a_reset_after_the_message_arrived(caller: Caller) -> None:
    caller.world.do("fault", kind="reset", method="sendMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await caller.send()
    assert (caller.arrived(), caller.hits()) == (1, [("reset", True)])
    assert (await caller.send())[0] == 200


async def test_a_reset_before_the_message_arrived(caller: Caller) -> None:
    caller.world.do("fault", kind="reset", processed=False)
    with pytest.raises(aiohttp.ClientConnectionError):
        await caller.send()
    assert caller.arrived() == 0


async def test_a_stall_after_accepting(caller: Caller) -> None:
    caller.world.do("fault", kind="stall", seconds=60)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await caller.send()
    assert (caller.arrived(), caller.hits()) == (0, [("stall", False)])
    assert (await caller.send())[0] == 200


async def test_a_page_instead_of_an_answer(caller: Caller) -> None:
    caller.world.do("fault", kind="bad-gateway")
    status, body, kind = await caller.send()
    assert (status, kind) == (502, "text/html")
    assert b"<h1>502 Bad Gateway</h1>" in body
    assert caller.arrived() == 0


async def test_half_an_answer(caller: Caller) -> None:
    caller.world.do("fault", kind="cut-json")
    status, body, _ = await caller.send()
    assert status == 200
    with pytest.raises(orjson.JSONDecodeError):
        orjson.loads(body)
    assert caller.arrived() == 1


async def test_a_flood_without_a_number(caller: Caller) -> None:
    caller.world.do("fault", kind="flood-without-number")
    status, body, _ = await caller.send()
    assert (status, orjson.loads(body).get("parameters")) == (429, None)


async def test_a_refused_connection(caller: Caller) -> None:
    caller.world.do("fault", kind="refuse", seconds=0.2)
    with pytest.raises(aiohttp.ClientConnectionError):
        await caller.send()
    with pytest.raises(aiohttp.ClientConnectorError):
        await caller.send()
    assert caller.arrived() == 0

    async def until_open() -> None:
        while True:
            try:
                assert (await caller.send())[0] == 200
            except aiohttp.ClientConnectorError:
                continue
            return

    await asyncio.wait_for(until_open(), 5)


async def test_only_what_matches_is_hit_and_so_often_as_asked(caller: Caller) -> None:
    caller.world.do("fault", kind="bad-gateway", method="send*", chat_id=caller.world.group)
    caller.world.do("fault", kind="bad-gateway", method="sendMessage", count=2, skip=1)
    assert [(await caller.send())[0] for _ in range(4)] == [200, 502, 502, 200]
    left = caller.world.do("faults", clear=True)["waiting"]
    assert left == []


async def test_latency_delays_every_call(caller: Caller) -> None:
    caller.world.do("latency", milliseconds=80)
    start = asyncio.get_running_loop().time()
    await asyncio.gather(*(caller.send(str(number)) for number in range(5)))
    assert 0.08 <= asyncio.get_running_loop().time() - start < 0.3


async def test_an_unknown_fault_is_refused(world: World) -> None:
    with pytest.raises(Exception, match="unknown fault"):
        world.do("fault", kind="sharknado")


@pytest.mark.parametrize(
    ("kind", "error", "arrived"),
    [
        ("reset", NetworkError, True),
        ("refuse", NetworkError, False),
        ("stall", TimedOut, False),
        ("bad-gateway", NetworkError, False),
        ("cut-json", TelegramError, True),
        ("flood", RetryAfter, False),
        ("flood-without-number", NetworkError, False),
        ("unauthorized", InvalidToken, False),
        ("conflict", Conflict, False),
    ],
)
async def test_ptb_hears_the_same_over_both_fronts(
    front: Front, town: Town, bot: Bot, kind: str, error: type[TelegramError], arrived: bool
) -> None:
    li = await town.person("李四")
    await li.starts()
    seconds = 60 if kind == "stall" else 0.01
    await front.control("fault", kind=kind, method="sendMessage", seconds=seconds)
    with pytest.raises(error):
        await bot.send_message(li.id, "好", read_timeout=0.2)
    assert [line.text for line in front.engine.ledger] == (["好"] if arrived else [])


async def test_ptb_is_told_how_long_to_wait(front: Front, town: Town, bot: Bot) -> None:
    li = await town.person("李四")
    await li.starts()
    await front.control("limits", per_second=1, refuse_all=True, retry_after=7)
    await bot.send_message(li.id, "一")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(li.id, "二")
    assert caught.value.retry_after in (7, timedelta(seconds=7))
