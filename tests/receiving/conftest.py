"""A database in a file, a Bot API that does as it is told, and time that passes by itself."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from telegram.request import HTTPXRequest

from storage.database import Database
from storage.migrate import migrate

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path / 'inbox.db'}"
    migrate(url)
    opened = await Database.open(url)
    yield opened
    await opened.close()


async def until(condition: Callable[[], bool], changed: asyncio.Condition) -> None:
    """Wait until something that is announced through ``changed`` makes the condition true."""
    async with asyncio.timeout(5), changed:
        await changed.wait_for(condition)


@dataclass
class Answer:
    """A scripted answer; ``cut`` promises more than it sends, ``reset`` sends nothing."""

    status: int = 200
    body: bytes = b""
    cut: bool = False
    reset: bool = False


def refusal(code: int, **parameters: int) -> Answer:
    content = {"ok": False, "error_code": code, "description": "no", "parameters": parameters}
    return Answer(code, json.dumps(content).encode())


class FakeTelegram:
    """getUpdates as Telegram does it, unless the script says otherwise for the next call."""

    def __init__(self) -> None:
        self.script: deque[Answer] = deque()
        self.waiting: list[Any] = []
        self.calls: list[dict[str, str]] = []
        self.changed = asyncio.Condition()
        self.wait = True
        self.base = ""

    @property
    def url(self) -> str:
        return f"{self.base}/bot{TOKEN}/getUpdates"

    async def give(self, *elements: Any) -> None:
        async with self.changed:
            self.waiting.extend(elements)
            self.changed.notify_all()

    async def called(self, times: int) -> None:
        await until(lambda: len(self.calls) >= times, self.changed)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        params = {str(key): str(value) for key, value in (await request.post()).items()}
        self._confirm(params)
        async with self.changed:
            self.calls.append(params)
            self.changed.notify_all()
        if self.script:
            return await self._scripted(request, self.script.popleft())
        if self.wait:
            async with self.changed:
                await self.changed.wait_for(lambda: bool(self.waiting))
        batch = self.waiting[: int(params.get("limit", 100))]
        raw = b",".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in batch)
        return web.Response(body=b'{"ok":true,"result":[' + raw + b"]}")

    def _confirm(self, params: dict[str, str]) -> None:
        if "offset" in params:
            kept = [one for one in self.waiting if id_of(one) >= int(params["offset"])]
            self.waiting[:] = kept

    async def _scripted(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if not (answer.cut or answer.reset):
            return web.Response(status=answer.status, body=answer.body)
        assert request.transport is not None
        if answer.cut:
            request.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + answer.body)
        request.transport.close()
        return web.Response()


def id_of(element: Any) -> int:
    """What Telegram knows of an element, whatever its JSON says: the hidden id, else the visible one."""
    if isinstance(element, bytes):
        return int(element.split(b'"update_id":')[1].split(b",")[0])
    return int(element.get("hidden", element.get("update_id")))


@pytest.fixture
async def telegram() -> AsyncIterator[FakeTelegram]:
    fake = FakeTelegram()
    app = web.Application()
    app.router.add_post("/bot{token}/getUpdates", fake.handle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    fake.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield fake
    await runner.cleanup()


@pytest.fixture
async def request_() -> AsyncIterator[HTTPXRequest]:
    request = HTTPXRequest(connection_pool_size=1)
    await request.initialize()
    yield request
    await request.shutdown()


class Naps:
    """A sleep that takes no time and remembers how long it was asked for."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


@pytest.fixture
def naps() -> Naps:
    return Naps()


def message(update_id: int, chat: int = 1, text: str = "扫雪") -> dict[str, Any]:
    return {"update_id": update_id, "message": {"message_id": 1, "chat": {"id": chat}, "text": text}}
