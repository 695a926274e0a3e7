"""Servers that behave badly on purpose, and two small proxies, on loopback."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

Handler: TypeAlias = Callable[["Peer"], Awaitable[None]]


@dataclass
class Request:
    """One request as it arrived."""

    line: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Peer:
    """One accepted connection."""

    server: Server
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def request(self) -> Request:
        """Read one whole request; raises ``IncompleteReadError`` when the client is gone."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        body = await self.reader.readexactly(int(headers.get("content-length", 0)))
        request = Request(head[0], headers, body)
        self.server.requests.append(request)
        return request

    async def answer(
        self, body: bytes, status: str = "200 OK", headers: str = "", length: int | None = None
    ) -> None:
        """Write one response."""
        size = len(body) if length is None else length
        self.writer.write(f"HTTP/1.1 {status}\r\n{headers}Content-Length: {size}\r\n\r\n".encode() + body)
        await self.writer.drain()

    def reset(self) -> None:
        """Close with a RST, as a crashed server's kernel does."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def close(self) -> None:
        """Close in order."""
        self.writer.close()


@dataclass
class Server:
    """What the server saw."""

    port: int = 0
    connections: int = 0
    requests: list[Request] = field(default_factory=list)
    peers: list[Peer] = field(default_factory=list)

    def url(self, method: str, token: str) -> str:
        """The address of a Bot API method."""
        return f"http://127.0.0.1:{self.port}/bot{token}/{method}"


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[Server]:
    """A TCP server that gives every connection to ``handler``."""
    seen = Server()
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.connections += 1
        peer = Peer(seen, reader, writer)
        seen.peers.append(peer)
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await handler(peer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    seen.port = server.sockets[0].getsockname()[1]
    try:
        yield seen
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()


async def _join(peer: Peer, host: str, port: int, first: bytes = b"") -> None:
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(first)
        ways = [
            asyncio.ensure_future(_pipe(peer.reader, writer)),
            asyncio.ensure_future(_pipe(reader, peer.writer)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
    finally:
        writer.close()


def http_proxy(credentials: str | None = None, refuse: str | None = None) -> Handler:
    """CONNECT and absolute-form forwarding; ``credentials`` is what Proxy-Authorization must hold."""

    async def handle(peer: Peer) -> None:
        request = await peer.request()
        if credentials is not None and request.headers.get("proxy-authorization") != credentials:
            await peer.answer(b"<html>who are you</html>", "407 Proxy Authentication Required")
            return
        if refuse is not None:
            await peer.answer(b"<html>no</html>", refuse)
            return
        method, target, _ = request.line.split(" ")
        if method == "CONNECT":
            host, _, port = target.partition(":")
            peer.writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await _join(peer, host, int(port))
            return
        address, _, path = target.removeprefix("http://").partition("/")
        host, _, port = address.partition(":")
        head = f"{method} /{path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in request.headers.items())
        await _join(peer, host, int(port), head.encode() + b"\r\n" + request.body)

    return handle


def socks5_proxy(names: list[str], login: tuple[str, str] | None = None, reply: int = 0) -> Handler:
    """RFC 1928 CONNECT, with the names asked for noted; ``reply`` other than 0 refuses."""

    async def handle(peer: Peer) -> None:
        reader, writer = peer.reader, peer.writer
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x00" if login is None else b"\x05\x02")
        if login is not None:
            await reader.readexactly(1)
            user = await reader.readexactly((await reader.readexactly(1))[0])
            password = await reader.readexactly((await reader.readexactly(1))[0])
            right = (user.decode(), password.decode()) == login
            writer.write(b"\x01\x00" if right else b"\x01\x01")
            if not right:
                return
        kind = (await reader.readexactly(4))[3]
        if kind == 3:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        else:
            host = socket.inet_ntoa(await reader.readexactly(4))
        port = int.from_bytes(await reader.readexactly(2), "big")
        names.append(host)
        writer.write(bytes([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]))
        if reply == 0:
            await _join(peer, "127.0.0.1" if host == "telegram.invalid" else host, port)

    return handle


def closed_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
