"""The server: every way of giving parameters, files, webhooks, its own manners."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import orjson
import pytest
from aiohttp import web

from bot.sandbox.server import LocalTelegram
from tests.sandbox.world import TOKEN, World, inline


@pytest.fixture
async def server(world: World) -> AsyncIterator[LocalTelegram]:
    async with LocalTelegram(world.engine) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as opened:
        yield opened


def _multipart(values: dict[str, Any]) -> dict[str, Any]:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in values.items():
        form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    return {"data": form}


def _form(values: dict[str, Any]) -> dict[str, Any]:
    return {
        "data": {name: v if isinstance(v, str) else orjson.dumps(v).decode() for name, v in values.items()}
    }


def _query(values: dict[str, Any]) -> dict[str, Any]:
    return {"params": _form(values)["data"]}


@pytest.mark.parametrize("verb", ["GET", "POST"])
@pytest.mark.parametrize("encode", [_query, _form, _multipart, lambda values: {"json": values}])
async def test_parameters_come_in_four_ways(
    world: World,
    server: LocalTelegram,
    session: aiohttp.ClientSession,
    encode: Callable[[dict[str, Any]], dict[str, Any]],
    verb: str,
) -> None:
    values = {
        "chat_id": world.li,
        "text": "你好 & <b>",
        "reply_markup": inline("通过"),
        "protect_content": True,
    }
    url = f"{server.url}/bot{TOKEN}/SendMessage"
    async with session.request(verb, url, **encode(values)) as response:
        answer = await response.json()
    assert answer["ok"], answer
    assert answer["result"]["text"] == "你好 & <b>"
    assert answer["result"]["reply_markup"] == inline("通过")
    assert answer["result"]["has_protected_content"] is True


async def test_files_are_attached_and_fetched(
    world: World, server: LocalTelegram, session: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("chat_id", str(world.li))
    media = [{"type": "document", "media": f"attach://f{n}", "caption": f"第{n}份"} for n in range(2)]
    form.add_field("media", orjson.dumps(media).decode())
    for number in range(2):
        form.add_field(f"f{number}", b"data %d" % number, filename=f"名册{number}.csv")
    async with session.post(f"{server.url}/bot{TOKEN}/sendMediaGroup", data=form) as response:
        messages = (await response.json())["result"]
    assert len({message["media_group_id"] for message in messages}) == 1
    document = messages[1]["document"]
    assert document["file_name"] == "名册1.csv"
    path = world.call("getFile", file_id=document["file_id"])["file_path"]
    async with session.get(f"{server.url}/file/bot{TOKEN}/{path}") as response:
        assert await response.read() == b"data 1"
    async with session.get(f"{server.url}/file/bot1:other-token/{path}") as response:
        assert response.status == 401


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        (f"/bot{TOKEN}/getNothing", 404, "Not Found"),
        ("/bot5:wrong-token/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/nowhere", 404, "Not Found"),
    ],
)
async def test_wrong_addresses(
    server: LocalTelegram, session: aiohttp.ClientSession, path: str, status: int, description: str
) -> None:
    async with session.post(f"{server.url}{path}") as response:
        answer = await response.json()
    assert (response.status, answer) == (
        status,
        {"ok": False, "error_code": status, "description": description},
    )


async def test_unreadable_bodies(server: LocalTelegram, session: aiohttp.ClientSession) -> None:
    url = f"{server.url}/bot{TOKEN}/getMe"
    for body, kind in [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"a=\xff", "application/x-www-form-urlencoded"),
    ]:
        async with session.post(url, data=body, headers={"Content-Type": kind}) as response:
            assert response.status == 400


class Hook:
    """A webhook's receiving end that refuses the first ``refusals`` times."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.seen: asyncio.Queue[tuple[dict[str, Any], str]] = asyncio.Queue()
        self.answer: dict[str, Any] = {}

    async def handle(self, request: web.BaseRequest) -> web.Response:
        if self.refusals:
            self.refusals -= 1
            return web.Response(status=500)
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        self.seen.put_nowait((orjson.loads(await request.read()), secret))
        return web.json_response(self.answer)

    async def next(self) -> tuple[dict[str, Any], str]:
        return await asyncio.wait_for(self.seen.get(), 5)


@pytest.fixture
async def hook() -> AsyncIterator[tuple[Hook, str]]:
    made = Hook()
    runner = web.ServerRunner(web.Server(made.handle))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield made, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret(
    world: World, server: LocalTelegram, hook: tuple[Hook, str]
) -> None:
    receiver, url = hook
    world.call("setWebhook", url=url, secret_token="s3cret")
    for text in "一二三":
        world.do("send", user=world.li, text=text)
    got = [await receiver.next() for _ in range(3)]
    assert [(update["message"]["text"], secret) for update, secret in got] == [
        (t, "s3cret") for t in "一二三"
    ]


async def test_a_webhook_that_fails_is_asked_again(
    world: World, server: LocalTelegram, hook: tuple[Hook, str]
) -> None:
    receiver, url = hook
    receiver.refusals = 1
    world.call("setWebhook", url=url)
    world.do("send", user=world.li, text="一")
    world.do("send", user=world.li, text="二")
    assert [(await receiver.next())[0]["message"]["text"] for _ in range(2)] == ["一", "二"]
    info = world.call("getWebhookInfo")
    assert "500" in info["last_error_message"]
    assert info["url"] == url


async def test_a_webhook_may_answer_with_a_call(
    world: World, server: LocalTelegram, hook: tuple[Hook, str]
) -> None:
    receiver, url = hook
    receiver.answer = {"method": "sendMessage", "chat_id": world.li, "text": "回信"}
    world.call("setWebhook", url=url)
    arrived = asyncio.Event()
    world.engine.events.listeners.append(arrived.set)
    world.do("send", user=world.li, text="一")
    async with asyncio.timeout(5):
        while not world.engine.delivered:
            arrived.clear()
            await arrived.wait()
    assert [line["text"] for line in world.do("ledger")] == ["回信"]


async def test_it_stops_within_a_second_with_polls_and_pages_open(
    world: World, session: aiohttp.ClientSession
) -> None:
    server = LocalTelegram(world.engine)
    await server.start()
    poll = asyncio.create_task(session.post(f"{server.url}/bot{TOKEN}/getUpdates", json={"timeout": 50}))
    stream = await session.get(f"{server.url}/_telegram/stream")
    await stream.content.readline()
    start = asyncio.get_running_loop().time()
    await server.stop()
    assert asyncio.get_running_loop().time() - start < 1
    assert await (await poll).json() == {"ok": True, "result": []}
    stream.close()


async def test_events_are_streamed_as_they_happen(
    world: World, server: LocalTelegram, session: aiohttp.ClientSession
) -> None:
    async with session.get(f"{server.url}/_telegram/stream") as stream:
        await stream.content.readuntil(b"\n\n")
        number = world.send("好")
        block = (await stream.content.readuntil(b"\n\n")).decode().splitlines()
    event = orjson.loads(block[1].removeprefix("data: "))
    assert (event["kind"], event["chat_id"], event["message_id"]) == ("message", world.li, number)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "example.org"])
def test_only_loopback_is_served(host: str) -> None:
    with pytest.raises(ValueError, match="not a loopback address"):
        LocalTelegram(host=host)


async def test_other_sites_cannot_act_here(server: LocalTelegram, session: aiohttp.ClientSession) -> None:
    url = f"{server.url}/_telegram/people"
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        async with session.post(url, headers=headers) as response:
            assert response.status == 403
    async with session.post(url) as response:
        assert response.status == 200


async def test_pages_come_from_here_alone(server: LocalTelegram, session: aiohttp.ClientSession) -> None:
    for name in ("", "static/app.js", "static/chat.css", "static/icons.svg"):
        async with session.get(f"{server.url}/{name}") as response:
            assert response.status == 200
            assert "default-src 'self'" in response.headers["Content-Security-Policy"]
            text = (await response.text()).replace("http://www.w3.org/", "").replace("https://${address}", "")
            assert "https://" not in text
            assert "innerHTML" not in text
    async with session.get(f"{server.url}/static/..%2fserver.py") as response:
        assert response.status == 404


async def test_control_says_what_is_wrong(
    world: World, server: LocalTelegram, session: aiohttp.ClientSession
) -> None:
    for operation, arguments in [
        ("dance", {}),
        ("send", {"user": 5}),
        ("person", {}),
        ("tap", {"user": world.li}),
    ]:
        async with session.post(f"{server.url}/_telegram/{operation}", json=arguments) as response:
            assert response.status == 400
            assert (await response.json())["error"]


async def test_it_runs_as_a_program_and_stops_when_told() -> None:
    arguments = ["-m", "bot.sandbox", "--port", "0", "--token", TOKEN, "--person", "李四:组长"]
    program = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert program.stdout is not None
    url = (await asyncio.wait_for(program.stdout.readline(), 10)).decode().strip()
    async with aiohttp.ClientSession() as session, session.post(f"{url}/_telegram/people") as response:
        [person] = (await response.json())["result"]
    assert (person["first_name"], person["label"]) == ("李四", "组长")
    program.terminate()
    assert await asyncio.wait_for(program.wait(), 2) == 0
