"""The webhook over real sockets: the secret before the body, the inbox before the 200."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.web.server import WebServer
from bot.web.site import build_site
from bot.web.webhook import BODY_CAP, Webhook

SECRET = "s3cret-Webhook_Secret"
PATH = "/telegram/hidden-path"
UPDATE = b'{"update_id":1}'


class Inbox:
    """Stands for the intake: remembers bodies, or says what it is told to say."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.error: Exception | None = None
        self.usable = True

    async def accept(self, body: bytes) -> bool:
        if self.error is not None:
            raise self.error
        self.bodies.append(body)
        return self.usable


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def server(inbox: Inbox) -> AsyncIterator[WebServer]:
    made = WebServer(build_site({}, {}, Webhook(PATH, SECRET, inbox.accept)), "127.0.0.1", 0)
    await made.start()
    yield made
    await made.stop()


class Call:
    """One request written byte by byte, so that its body need never end."""

    def __init__(self, server: WebServer) -> None:
        self._port = server.port

    async def __aenter__(self) -> Call:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.writer.close()

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def status(self) -> int:
        async with asyncio.timeout(5):
            head = await self.reader.readuntil(b"\r\n\r\n")
        return int(head.split()[1])


def head(*headers: bytes, length: int | None = len(UPDATE), path: str = PATH, method: str = "POST") -> bytes:
    size = b"Transfer-Encoding: chunked" if length is None else b"Content-Length: %d" % length
    lines = [f"{method} {path} HTTP/1.1".encode(), b"Host: x", size, *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def secret(value: bytes) -> bytes:
    return b"X-Telegram-Bot-Api-Secret-Token: " + value


RIGHT = secret(SECRET.encode())
WRONG = {
    "missing": [],
    "empty": [secret(b"")],
    "other": [secret(b"another")],
    "a beginning": [secret(SECRET[:-1].encode())],
    "longer": [secret(SECRET.encode() + b"x")],
    "other case": [secret(SECRET.upper().encode())],
    "non-ASCII": [secret("密码".encode())],
    "invalid UTF-8": [secret(b"\xff\xfe")],
    "second of two": [secret(b"another"), secret(SECRET.encode())],
}


async def test_an_update_is_kept_and_then_answered(server: WebServer, inbox: Inbox) -> None:
    async with Call(server) as call:
        await call.send(head(RIGHT) + UPDATE)
        assert await call.status() == 200
    assert inbox.bodies == [UPDATE]


async def test_one_connection_serves_many_updates(server: WebServer, inbox: Inbox) -> None:
    async with Call(server) as call:
        for _ in range(5):
            await call.send(head(RIGHT) + UPDATE)
            assert await call.status() == 200
    assert len(inbox.bodies) == 5


@pytest.mark.parametrize("headers", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("length", [None, 900_000], ids=["chunked", "sized"])
async def test_a_wrong_secret_is_refused_before_the_body(
    server: WebServer, inbox: Inbox, headers: list[bytes], length: int | None
) -> None:
    async with Call(server) as call:
        await call.send(head(*headers, length=length))  # and the body never comes
        assert await call.status() == 401
    assert inbox.bodies == []


async def test_a_wrong_caller_cannot_keep_the_connection(server: WebServer, inbox: Inbox) -> None:
    async with Call(server) as call:
        await call.send(head(secret(b"another"), length=None))
        assert await call.status() == 401
        async with asyncio.timeout(5):
            assert await call.reader.read() == b""


async def test_what_the_inbox_cannot_take_comes_again(server: WebServer, inbox: Inbox) -> None:
    inbox.error = OSError("the disk is full")
    async with Call(server) as call:
        await call.send(head(RIGHT) + UPDATE)
        assert await call.status() == 503
        inbox.error = None
        await call.send(head(RIGHT) + UPDATE)
        assert await call.status() == 200


async def test_a_body_of_no_use_is_not_asked_for_again(server: WebServer, inbox: Inbox) -> None:
    inbox.usable = False
    with capture_logs() as logs:
        async with Call(server) as call:
            await call.send(head(RIGHT, length=8) + "张三?!".encode())
            assert await call.status() == 200
    assert [entry["event"] for entry in logs] == ["webhook-body-unusable"]
    assert "张三" not in str(logs)


@pytest.mark.parametrize("length", [BODY_CAP + 1, None], ids=["sized", "chunked"])
async def test_a_huge_body_is_refused_at_the_cap(server: WebServer, inbox: Inbox, length: int | None) -> None:
    async with Call(server) as call:
        await call.send(head(RIGHT, length=length))
        if length is None:  # never ended either: refused as soon as the cap is passed
            await call.send(b"%x\r\n" % (BODY_CAP + 1) + b"x" * (BODY_CAP + 1) + b"\r\n")
        assert await call.status() == 413
    assert inbox.bodies == []


async def test_a_body_of_exactly_the_cap_is_taken(server: WebServer, inbox: Inbox) -> None:
    async with Call(server) as call:
        await call.send(head(RIGHT, length=BODY_CAP) + b"x" * BODY_CAP)
        assert await call.status() == 200
    assert len(inbox.bodies[0]) == BODY_CAP


async def test_a_body_that_breaks_off_is_not_kept(server: WebServer, inbox: Inbox) -> None:
    async with Call(server) as call:
        await call.send(head(RIGHT, length=100) + UPDATE)
    async with Call(server) as call:
        await call.send(head(RIGHT) + UPDATE)
        assert await call.status() == 200
    assert inbox.bodies == [UPDATE]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", PATH, 405), ("POST", "/telegram", 404)])
async def test_only_the_one_address_is_the_webhook(
    server: WebServer, inbox: Inbox, method: str, path: str, status: int
) -> None:
    async with Call(server) as call:
        await call.send(head(RIGHT, path=path, method=method) + UPDATE)
        assert await call.status() == status
    assert inbox.bodies == []


async def test_neither_path_nor_secret_is_logged(
    server: WebServer, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    inbox.error = ValueError(SECRET)
    with capture_logs() as logs:
        for headers in ([], [secret(b"another")], [RIGHT]):
            async with Call(server) as call:
                await call.send(head(*headers) + UPDATE)
                await call.status()
    seen = caplog.text + str(logs)
    assert logs
    assert PATH not in seen
    assert SECRET not in seen
    assert SECRET not in repr(Webhook(PATH, SECRET, inbox.accept))


def test_a_webhook_without_a_secret_cannot_be_made(inbox: Inbox) -> None:
    with pytest.raises(ValueError, match="secret"):
        Webhook(PATH, "", inbox.accept)
