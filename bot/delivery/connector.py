"""Where connections come from: directly, through an HTTP proxy, or through a SOCKS proxy.

Whatever fails in here failed before a byte of the request was written, and is raised as ``NotSentError``.
"""

from __future__ import annotations

import asyncio
import select
import ssl
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakSet

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.client_reqrep import ClientRequest
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

from bot.delivery.errors import ConnectTimedOutError, NotSentError

HTTP_PROXIES = ("http", "https")
SOCKS_PROXIES = ("socks5", "socks5h", "socks4")
STALE_TRIES = 3


class DirectConnector(aiohttp.TCPConnector):
    """A pool whose failures are ``NotSentError`` and whose kept connections are looked at before use."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._used: WeakSet[ResponseHandler] = WeakSet()

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp passes it by this name
    ) -> Connection:
        """A connection ready to be written to; raises ``NotSentError``."""
        try:
            return await self._live(req, traces, timeout)
        except Exception as error:  # aiohttp, proxies, DNS, TLS: all of it precedes the request
            failure = _not_sent(error)
        raise failure  # outside the handler, so that no context keeps what the other error knows

    async def _live(
        self, req: ClientRequest, traces: list[Trace], timeouts: aiohttp.ClientTimeout
    ) -> Connection:
        for _ in range(STALE_TRIES):
            connection = await super().connect(req, traces, timeouts)
            protocol = connection.protocol
            if protocol is None or protocol not in self._used:
                break
            if not _has_spoken(connection):
                return connection
            # The server closed while nobody looked. Writing would leave the outcome unknown, and one turn
            # of the loop lets the pool notice every other connection closed with it.
            connection.close()
            await asyncio.sleep(0)
        else:
            connection = await super().connect(req, traces, timeouts)
        if connection.protocol is not None:
            self._used.add(connection.protocol)
        return connection


class SocksConnector(DirectConnector, ProxyConnector):
    """The same through a SOCKS proxy, which resolves names for us."""


def connector(
    proxy: str | None, *, keepalive_timeout: float, ssl_context: ssl.SSLContext | None
) -> aiohttp.TCPConnector:
    """The connector for a proxy URL; HTTP proxies are aiohttp's own business, per request.

    No limit of its own: the pool's size and its timeout are kept by the request object, apart from the
    time it takes to connect.
    """
    options: dict[str, Any] = {"limit": 0, "keepalive_timeout": keepalive_timeout, "ttl_dns_cache": 60}
    if ssl_context is not None:
        options["ssl"] = ssl_context
    if proxy is None or urlsplit(proxy).scheme in HTTP_PROXIES:
        return DirectConnector(**options)
    return SocksConnector.from_url(proxy.replace("socks5h://", "socks5://", 1), rdns=True, **options)


def check_proxy(proxy: str | None) -> None:
    """Raises ``ValueError`` for a proxy URL of an unknown kind; the message holds no password."""
    if proxy is None:
        return
    parts = urlsplit(proxy)
    if parts.scheme not in (*HTTP_PROXIES, *SOCKS_PROXIES):
        raise ValueError(f"unknown kind of proxy: {parts.scheme or 'no scheme'}")
    if not parts.hostname:
        raise ValueError("a proxy needs a host")


def _has_spoken(connection: Connection) -> bool:
    """Whether a kept connection has bytes or an end waiting; between two requests it must be silent."""
    transport = connection.transport
    sock = transport.get_extra_info("socket") if transport is not None else None
    if sock is None:
        return False
    if not hasattr(select, "poll"):  # Windows
        return bool(select.select([sock.fileno()], [], [], 0)[0])
    poll = select.poll()
    poll.register(sock.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _not_sent(error: Exception) -> NotSentError:
    match error:
        case NotSentError():
            return error
        case TimeoutError() | ProxyTimeoutError():
            return ConnectTimedOutError("Timed out while connecting")
        case aiohttp.ClientHttpProxyError():
            return NotSentError(f"The proxy refused to connect ({error.status})")
        case aiohttp.ClientConnectorDNSError():
            return NotSentError(f"No address for {error.host}")
        case aiohttp.ClientConnectorCertificateError():
            return NotSentError(f"The certificate of {error.host} is not trusted")
        case aiohttp.ClientConnectorError():
            # strerror names the cause and, at most, the address
            return NotSentError(f"Cannot connect to {error.host}: {error.strerror or type(error).__name__}")
        case ProxyConnectionError() | ProxyError():
            return NotSentError("The proxy refused to connect")
    return NotSentError(f"Cannot connect: {type(error).__name__}")
