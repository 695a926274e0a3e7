"""PTB's transport on aiohttp: several times the calls a second, and errors the delivery engine can read."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson
from telegram._utils.defaultvalue import (
    DefaultValue,
)  # how PTB marks "use the default", public in its signatures
from telegram._utils.types import ODVInput
from telegram.error import BadRequest, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.delivery.body import Body, encode
from bot.delivery.connector import HTTP_PROXIES, check_proxy, connector
from bot.delivery.errors import ConnectTimedOutError, NotSentError, UnknownError

KEEPALIVE = 15.0  # seconds; well under the 75 s after which a usual server closes
RETRY_WITHOUT_NUMBER = 5  # seconds to pause when a 429 does not say how long
_RETRY_TEXT = re.compile(r"retry after (\d+)")


class AiohttpRequest(BaseRequest):
    """A ``BaseRequest`` on aiohttp; times are seconds, ``None`` waits for ever.

    Raises ``NotSentError`` when the request cannot have reached the server whole, ``TimedOut`` or
    ``UnknownError`` when it may have, ``RetryAfter`` for every 429. Errors never carry a URL, for it holds
    the token, and never the exception they came from. Environment proxies are not obeyed.

    ``proxy``: ``http://``, ``https://``, ``socks5://`` or ``socks4://``, with user and password if need be.
    Raises ``ValueError`` for any other.
    """

    __slots__ = (
        "_connect_timeout",
        "_keepalive_timeout",
        "_media_write_timeout",
        "_pool",
        "_pool_size",
        "_pool_timeout",
        "_proxy",
        "_read_timeout",
        "_session",
        "_ssl_context",
        "_timeout",
        "_write_timeout",
    )

    def __init__(
        self,
        connection_pool_size: int = 256,
        read_timeout: float | None = 5.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        proxy: str | None = None,
        media_write_timeout: float | None = 20.0,
        keepalive_timeout: float = KEEPALIVE,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        check_proxy(proxy)
        self._pool_size = connection_pool_size
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._proxy = proxy
        self._media_write_timeout = media_write_timeout
        self._keepalive_timeout = keepalive_timeout
        self._ssl_context = ssl_context
        self._timeout = _timeout(connect_timeout, read_timeout)
        self._session: aiohttp.ClientSession | None = None
        self._pool = asyncio.Semaphore(connection_pool_size)

    @property
    def http_version(self) -> str:
        """The HTTP version spoken."""
        return "1.1"

    @property
    def read_timeout(self) -> float | None:
        """The read timeout in seconds of calls that do not bring their own."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; a second call does nothing, and a call after ``shutdown`` starts anew."""
        if self._session is not None:
            return
        http_proxy = self._proxy is not None and urlsplit(self._proxy).scheme in HTTP_PROXIES
        self._pool = asyncio.Semaphore(self._pool_size)
        self._session = aiohttp.ClientSession(
            connector=connector(
                self._proxy, keepalive_timeout=self._keepalive_timeout, ssl_context=self._ssl_context
            ),
            headers={"User-Agent": self.USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"},
            cookie_jar=aiohttp.DummyCookieJar(),
            proxy=self._proxy if http_proxy else None,
            trust_env=False,
            raise_for_status=False,
            timeout=self._timeout,
        )

    async def shutdown(self) -> None:
        """Close every connection; calls in flight fail. Does nothing when already shut down."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; the status and the body of an answer that is Telegram's.

        Raises ``RuntimeError`` before ``initialize`` and what the class says.
        """
        session = self._session
        if session is None:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        timeouts = self._timeouts(connect_timeout, read_timeout)
        body = _encoded(request_data)
        files = request_data is not None and request_data.contains_files
        patience = _given(write_timeout, self._media_write_timeout if files else self._write_timeout)
        pool = self._pool
        if pool.locked():
            await _place(pool, _given(pool_timeout, self._pool_timeout))
        else:
            await pool.acquire()
        try:
            status, payload, retry = await _exchange(session, method, url, body, timeouts, patience)
        except TelegramError:
            raise
        except Exception as error:  # whatever it is, its text may hold the URL with the token
            failure: TelegramError | None = _failure(error, body)
        else:
            failure = None if 200 <= status <= 299 else _refusal(status, payload, retry)
        finally:
            pool.release()
        if failure is not None:
            raise failure  # outside the handler, so that no context keeps what the other error knows
        return status, payload

    def _timeouts(self, connect: ODVInput[float], read: ODVInput[float]) -> aiohttp.ClientTimeout:
        if isinstance(read, DefaultValue) and isinstance(connect, DefaultValue):
            return self._timeout
        return _timeout(_given(connect, self._connect_timeout), _given(read, self._read_timeout))

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a dict; bytes that are not UTF-8 are replaced, as in PTB.

        Raises ``UnknownError`` for anything that cannot be an answer; what it was is not logged, for it
        may hold what people wrote.
        """
        data = _loads(payload)
        if not isinstance(data, dict) or (data.get("ok", True) is True and "result" not in data):
            raise UnknownError("Invalid server response")
        return data


async def _exchange(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    body: Body | None,
    timeouts: aiohttp.ClientTimeout,
    patience: float | None,
) -> tuple[int, bytes, str | None]:
    if body is not None and body.slow and patience is not None:
        async with asyncio.timeout(None) as deadline:
            body.watch(deadline, patience)
            try:
                return await _exchange(session, method, url, body, timeouts, None)
            finally:
                body.watch(None)
    response = await session.request(method, url, data=body, timeout=timeouts, allow_redirects=False)
    return response.status, await response.read(), response.headers.get("Retry-After")


def _encoded(data: RequestData | None) -> Body | None:
    try:
        return encode(data)
    except (OSError, ValueError) as error:  # a closed file, half a surrogate pair: no repetition helps
        kind = type(error).__name__
    raise BadRequest(f"The content cannot be encoded: {kind}")


async def _place(pool: asyncio.Semaphore, patience: float | None) -> None:
    try:
        async with asyncio.timeout(patience):
            await pool.acquire()
            return
    except TimeoutError:
        pass
    raise ConnectTimedOutError(
        "Pool timeout: All connections in the connection pool are occupied. "
        "Request was *not* sent to Telegram."
    )


def _failure(error: Exception, body: Body | None) -> TelegramError:
    """The error of an exchange that had a connection; connecting has its own in the connector."""
    kind = type(error).__name__
    if body is not None and not body.complete:
        return NotSentError(f"The request was not written whole: {kind}")
    if isinstance(error, TimeoutError):
        return TimedOut()
    return UnknownError(f"No answer: {kind}")


def _refusal(status: int, payload: bytes, retry: str | None) -> TelegramError | None:
    """The error for an answer PTB would misread; ``None`` leaves Telegram's own verdicts to PTB.

    A 403 or 400 that is not Telegram's (a filter, a proxy, a gateway's page) says nothing about the person
    written to, and its page may print the URL.
    """
    data = _loads(payload)
    verdict = isinstance(data, dict) and data.get("ok") is False
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryAfter(_retry_after(data if verdict else {}, retry))
    if verdict:
        return None
    try:
        name = f"{HTTPStatus(status).phrase} ({status})"
    except ValueError:
        name = f"Unknown HTTPError ({status})"
    if status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
        return NotSentError(f"The proxy refused: {name}")
    return UnknownError(f"{name}: the answer is not Telegram's")


def _retry_after(data: dict[str, Any], header: str | None) -> int:
    parameters = data.get("parameters")
    told = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(told, int) and told > 0:
        return told
    if found := _RETRY_TEXT.search(str(data.get("description", ""))):
        return max(1, int(found[1]))
    if header is not None and header.isdecimal():
        return max(1, int(header))
    return RETRY_WITHOUT_NUMBER


def _loads(payload: bytes) -> Any:
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(payload.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None


def _timeout(connect: float | None, read: float | None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=connect, sock_connect=connect, sock_read=read)


def _given(value: ODVInput[float], usual: float | None) -> float | None:
    return usual if isinstance(value, DefaultValue) else value
