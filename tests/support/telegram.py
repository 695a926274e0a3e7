"""Two fronts of the local Telegram with one interface: in this process without a network, and over HTTP.

``async with open_front("in-process", TOKEN) as front`` or ``"http"``: ``front.request()`` for PTB,
``front.control`` for acting as people, ``front.events`` for waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any, Protocol
from urllib.parse import unquote

import aiohttp
import orjson
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.sandbox import gateway
from bot.sandbox.control import Control
from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.params import Params, Upload
from bot.sandbox.server import LocalTelegram

TOKEN = "1000000001:LOCAL-TELEGRAM-for-all-the-tests"
FRONTS = ("in-process", "http")
_BASE = "http://telegram.in-process"


class Front(Protocol):
    """What tests need of a local Telegram, wherever it runs."""

    engine: Engine
    token: str
    base_url: str
    base_file_url: str

    def request(self) -> BaseRequest:
        """A new request object for ``telegram.Bot`` or an application."""

    async def control(self, operation: str, files: dict[str, Upload] | None = None, **arguments: Any) -> Any:
        """One operation of ``bot.sandbox.control``; raises ControlError."""

    async def events(self, after: int, wait: float) -> list[dict[str, Any]]:
        """Events after number ``after``, waiting up to ``wait`` seconds for the first."""


class InProcessRequest(BaseRequest):
    """PTB's way to Telegram without a network: method and parameters go straight to the engine."""

    __slots__ = ("_engine", "_read_timeout")

    def __init__(self, engine: Engine, read_timeout: float = 5.0) -> None:
        self._engine = engine
        self._read_timeout = read_timeout

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        path = unquote(url.removeprefix(_BASE))  # PTB quotes the colon of the token in file addresses
        if path.startswith("/file/bot"):
            return self._download(path.removeprefix("/file/bot"))
        token, _, name = path.removeprefix("/bot").partition("/")
        params = _params(request_data)
        answer = await gateway.answer(self._engine, token, name, params)
        if answer.broken:
            raise _as_error(answer.broken.kind)
        return answer.status, answer.body

    def _download(self, rest: str) -> tuple[int, bytes]:
        token, _, path = rest.partition("/")
        try:
            self._engine.bot_for(token)
        except ApiError as error:
            return error.code, orjson.dumps(error.to_json())
        file = self._engine.files.by_path.get(path)
        return (200, file.data) if file else (404, b'{"ok":false,"error_code":404,"description":"Not Found"}')


def _params(request_data: RequestData | None) -> Params:
    if request_data is None:
        return Params({})
    if not request_data.contains_files:
        return Params(dict(request_data.parameters))
    files = {}
    for name, (filename, content, kind) in request_data.multipart_data.items():
        data = content if isinstance(content, bytes) else content.read()
        files[name] = Upload(filename, data, kind)
    return Params(dict(request_data.parameters), files)


def _as_error(fault: str) -> NetworkError:
    """How PTB's own requests report what these faults do to a connection."""
    if fault == "stall":
        return TimedOut()
    if fault == "refuse":
        return NetworkError("httpx.ConnectError: All connection attempts failed")
    return NetworkError("httpx.ReadError: ")


class InProcessFront:
    """The engine itself."""

    def __init__(self, engine: Engine, token: str) -> None:
        self.engine = engine
        self.token = token
        self.base_url = f"{_BASE}/bot"
        self.base_file_url = f"{_BASE}/file/bot"
        self._control = Control(engine)
        self._woken: set[asyncio.Event] = set()
        engine.events.listeners.append(self._wake)

    def _wake(self) -> None:
        for event in self._woken:
            event.set()

    def request(self) -> BaseRequest:
        return InProcessRequest(self.engine)

    async def control(self, operation: str, files: dict[str, Upload] | None = None, **arguments: Any) -> Any:
        # Through JSON and back, so that nothing passes here that would not pass over HTTP.
        given = orjson.loads(orjson.dumps(arguments))
        return orjson.loads(orjson.dumps(self._control.run(operation, given, files)))

    async def events(self, after: int, wait: float) -> list[dict[str, Any]]:
        woken = asyncio.Event()
        self._woken.add(woken)
        try:
            async with asyncio.timeout(wait):
                while self.engine.events.last <= after:
                    woken.clear()
                    await woken.wait()
        except TimeoutError:
            return []
        finally:
            self._woken.discard(woken)
        return self.engine.events.after(after)


class HttpFront:
    """A real server on a free port, acted on through its control side."""

    def __init__(self, server: LocalTelegram, session: aiohttp.ClientSession, token: str) -> None:
        self.engine = server.engine
        self.server = server
        self.token = token
        self.base_url = server.api_url
        self.base_file_url = server.file_url
        self._session = session

    def request(self) -> BaseRequest:
        return HTTPXRequest(connection_pool_size=16)

    async def control(self, operation: str, files: dict[str, Upload] | None = None, **arguments: Any) -> Any:
        url = f"{self.server.url}/_telegram/{operation}"
        form = aiohttp.FormData(quote_fields=False, default_to_multipart=True)
        form.add_field("json", orjson.dumps(arguments).decode())
        for name, upload in (files or {}).items():
            kind = upload.mime_type or "application/octet-stream"
            form.add_field(name, upload.data, filename=upload.name, content_type=kind)
        async with self._session.post(url, data=form) as response:
            answer = orjson.loads(await response.read())
        if "error" in answer:
            raise ControlError(answer["error"])
        return answer["result"]

    async def events(self, after: int, wait: float) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.control("events", after=after, wait=wait))["events"]
        return found


@contextlib.asynccontextmanager
async def open_front(kind: str, token: str = TOKEN, engine: Engine | None = None) -> AsyncIterator[Front]:
    """A front of the wanted kind with one bot registered under ``token``."""
    engine = engine or Engine()
    if token not in engine.bots:
        engine.add_bot(token)
    if kind == "in-process":
        yield InProcessFront(engine, token)
        return
    async with LocalTelegram(engine) as server, aiohttp.ClientSession() as session:
        yield HttpFront(server, session, token)
