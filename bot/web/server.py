"""uvicorn inside our loop: it answers requests, and leaves signals and logs to us."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

BACKLOG = 2048
GRACE = 3  # seconds that open requests get at a stop


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield  # the process has one owner of signals, and it is not the web server

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


class WebServer:
    """Serves one ASGI application on one address. ``port`` 0 takes a free one."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        self._app = app
        self._host = host
        self._asked_port = port
        self._socket: socket.socket | None = None
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port it listens on, after ``start``."""
        if self._socket is None:
            raise RuntimeError("the web server was not started")
        port: int = self._socket.getsockname()[1]
        return port

    async def start(self) -> asyncio.Task[None]:
        """Listen; the task ends by ``stop`` only. Raises ``OSError`` when the address cannot be had."""
        # uvicorn would end the process when the address is taken, so the socket is ours.
        self._socket = await _listen(self._host, self._asked_port)
        config = uvicorn.Config(
            self._app,
            lifespan="off",
            ws="none",
            log_config=None,
            log_level=logging.WARNING,
            access_log=False,  # a path may carry a secret
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=GRACE,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve([self._socket]), name="web-server")
        listening = asyncio.create_task(self._server.listening.wait())
        await asyncio.wait({self._task, listening}, return_when=asyncio.FIRST_COMPLETED)
        listening.cancel()
        return self._task

    async def stop(self) -> None:
        """Take no new request, let the open ones end within ``GRACE`` seconds."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            await asyncio.wait({self._task})


async def _listen(host: str, port: int) -> socket.socket:
    found = await asyncio.get_running_loop().getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    family, _, _, _, address = found[0]
    return socket.create_server((str(address[0]), int(address[1])), family=family, backlog=BACKLOG)
