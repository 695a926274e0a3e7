"""The address Telegram posts updates to: the secret first, then the body, then the inbox, then 200.

What the answers make Telegram do decides them: anything but 200 is sent again, for hours.

- 401, before a byte of the body is read: whoever asks is not Telegram.
- 503: the inbox could not take it; Telegram must send it again.
- 200 for a body that cannot be kept, with a loud log line: it came whole over TLS and with our secret, so
  the same bytes would come again and hold up the later updates of that chat. What can be found by its id
  was kept for the quarantine before.
- 413 for a body above the cap, which no update reaches.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

log = structlog.stdlib.get_logger(__name__)

SECRET_HEADER = b"x-telegram-bot-api-secret-token"
BODY_CAP = 1_000_000  # bytes

# A wrong caller's connection is closed, so that nothing of its body has to be read for a next request.
_CLOSE = {"connection": "close"}


class TooLargeError(Exception):
    """A body above the cap."""


@dataclass(frozen=True)
class Webhook:
    """An ASGI endpoint.

    ``accept`` commits one update from its JSON; False means it could not be kept. What it raises is
    answered with 503. ``path`` is the path of the address given to Telegram.
    """

    path: str
    secret: str = field(repr=False)
    accept: Callable[[bytes], Awaitable[bool]]

    def __post_init__(self) -> None:
        if not self.secret:
            raise ValueError("a webhook needs a secret")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (await self._answer(scope, receive))(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        if not self._is_telegram(scope):
            log.warning("webhook-secret-wrong")
            return Response(status_code=401, headers=_CLOSE)
        try:
            body = await _read(Request(scope, receive))
        except TooLargeError:
            log.warning("webhook-body-too-large")
            return Response(status_code=413, headers=_CLOSE)
        except ClientDisconnect:
            return Response(status_code=400)
        try:
            kept = await self.accept(body)
        except Exception as error:  # Telegram still has the update and sends it again
            log.warning("webhook-not-kept", error=type(error).__name__)
            return Response(status_code=503)
        if not kept:
            log.error("webhook-body-unusable", size=len(body))
        return Response(status_code=200)

    def _is_telegram(self, scope: Scope) -> bool:
        given = next((value for name, value in scope["headers"] if name == SECRET_HEADER), b"")
        return hmac.compare_digest(given, self.secret.encode())


async def _read(request: Request) -> bytes:
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told) > BODY_CAP:
        raise TooLargeError
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_CAP:
            raise TooLargeError
    return bytes(body)
