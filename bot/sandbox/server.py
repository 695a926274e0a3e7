"""The local Telegram over HTTP: Bot API, files, control side and web chat, on one loopback port."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import struct
from typing import Self

import orjson
from aiohttp import web

from bot.sandbox import gateway
from bot.sandbox.control import Control
from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError, not_found
from bot.sandbox.faults import Fault
from bot.sandbox.files import UPLOAD_LIMIT
from bot.sandbox.pages import Pages
from bot.sandbox.reading import read_params
from bot.sandbox.webhooks import Webhooks

_RESET = struct.pack("ii", 1, 0)
_JSON = "application/json"
_BODY_LIMIT = UPLOAD_LIMIT + 2 * 1024 * 1024


def _check_loopback(host: str) -> None:
    if host == "localhost":
        return
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise ValueError(f"{host} is not a loopback address; everybody there could act as anybody here")


class LocalTelegram:
    """A running local Telegram: ``async with LocalTelegram() as telegram``, then ``telegram.url``.

    ``port`` 0 picks a free one. Binding to anything but loopback needs ``open_to_network=True``.
    """

    def __init__(
        self,
        engine: Engine | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        open_to_network: bool = False,
    ) -> None:
        if not open_to_network:
            _check_loopback(host)
        self.engine = engine or Engine()
        self.control = Control(self.engine)
        self.host = host
        self.port = port
        self._pages = Pages(self.engine, self.control)
        self._webhooks = Webhooks(self.engine)
        self._web: web.Server | None = None
        self._listener: asyncio.Server | None = None
        self._reopening: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def api_url(self) -> str:
        """What PTB calls base_url: the token and the method follow."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        return f"{self.url}/file/bot"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Raises OSError when the port is taken."""
        self._web = web.Server(
            self._handle,
            handler_cancellation=True,
            access_log=None,
            keepalive_timeout=75.0,
            tcp_keepalive=False,
        )
        await self._listen()
        self._pages.open()
        self._webhooks.start()

    async def stop(self) -> None:
        """Ends long polls and open pages and closes the port, within a second; does nothing twice."""
        if self._web is None:
            return
        if self._reopening:
            self._reopening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reopening
        await self._webhooks.stop()
        self._pages.close()
        self._close_listener()
        for bot in self.engine.bots.values():
            bot.updates.release()
        # aiohttp waits this long for handlers to finish, then as long again for them to be cancelled.
        await self._web.shutdown(0.2)
        self._web = None

    async def _listen(self) -> None:
        if self._web is None:
            raise RuntimeError("not started")
        loop = asyncio.get_running_loop()
        self._listener = await loop.create_server(
            self._web, self.host, self.port, backlog=1024, reuse_address=True
        )
        self.port = self._listener.sockets[0].getsockname()[1]

    def _close_listener(self) -> None:
        if self._listener:
            self._listener.close()
            self._listener = None

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path.partition("?")[0]
        if path.startswith("/bot"):
            token, slash, method = path[4:].partition("/")
            if slash:
                return await self._api(request, token.replace("%3A", ":"), method.rstrip("/"))
        elif path.startswith("/file/bot"):
            return self._file(path.removeprefix("/file/bot"))
        return await self._pages.handle(request, path)

    async def _api(self, request: web.BaseRequest, token: str, method: str) -> web.StreamResponse:
        request._client_max_size = _BODY_LIMIT  # the server of aiohttp has no other setting for it
        try:
            params = await read_params(request)
        except ApiError as error:
            return _refusal(error)
        if gateway.is_quick(self.engine, method):
            status, body = self.engine.answer(token, method, params)
            return web.Response(body=body, status=status, content_type=_JSON)
        answer = await gateway.answer(self.engine, token, method, params)
        if answer.broken:
            return await self._break(request, answer.broken)
        return web.Response(body=answer.body, status=answer.status, content_type=answer.content_type)

    def _file(self, rest: str) -> web.Response:
        token, _, path = rest.partition("/")
        try:
            self.engine.bot_for(token.replace("%3A", ":"))
        except ApiError as error:
            return _refusal(error)
        file = self.engine.files.by_path.get(path)
        if file is None:
            return _refusal(not_found())
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def _break(self, request: web.BaseRequest, fault: Fault) -> web.Response:
        """Acts a fault out on the connection itself."""
        transport = request.transport
        if fault.kind == "stall":
            await asyncio.sleep(fault.seconds)
        if fault.kind == "refuse":
            self.refuse_connections(fault.seconds)
        elif transport is not None:
            _reset(transport)
        return web.Response(status=502)

    def refuse_connections(self, seconds: float) -> None:
        """The network is gone for ``seconds``: open connections are reset, new ones refused."""
        self._close_listener()
        if self._reopening:
            self._reopening.cancel()
        self._reopening = asyncio.create_task(self._reopen(seconds))
        for connection in self._web.connections if self._web else ():
            if connection.transport is not None:
                _reset(connection.transport)

    async def _reopen(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._listen()


def _reset(transport: asyncio.Transport) -> None:
    """Closes so that the peer gets RST, not a polite end."""
    sock = transport.get_extra_info("socket")
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    transport.abort()


def _refusal(error: ApiError) -> web.Response:
    return web.Response(body=orjson.dumps(error.to_json()), status=error.code, content_type=_JSON)
