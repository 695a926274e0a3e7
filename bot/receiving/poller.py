"""Long polling that loses nothing and never stops by itself.

A batch is committed to the inbox as raw JSON; only the next call confirms it. Whatever comes back instead
of a batch is answered with a pause and a log line.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram.error import RetryAfter
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.receiving.answer import LONGEST_WAIT, Broken, Refusal, Updates, read_answer
from bot.receiving.backoff import Backoff, told_seconds
from bot.receiving.updates import ALLOWED_UPDATES
from storage.inbox import Received

log = structlog.stdlib.get_logger(__name__)

BATCH = 100
LONG_POLL = 30  # seconds Telegram keeps an unanswered call open
NETWORK_MARGIN = 10.0  # seconds on top of it before the connection counts as lost
SALVAGE_AFTER = 3  # whole but unreadable answers in a row
STUCK_WAIT = 5.0  # longest pause, in seconds, while nothing but updates without an id is there
LOUD_WAIT = 60.0  # longest pause, in seconds, while the token is refused
FORGET_OFFSET_AFTER = 86_400.0  # seconds; after a week without updates Telegram numbers them anew
QUICK = 0.1  # an empty answer sooner than this, in seconds, is no long poll
QUICK_ALLOWED = 3

UNAUTHORIZED, NOT_FOUND, CONFLICT, TOO_MANY = 401, 404, 409, 429


class TokenRefused(Exception):  # noqa: N818 -- named after what happened
    """Telegram answered 401 or 404 before it ever took the token; the text is one line for the operator."""

    def __init__(self, code: int) -> None:
        super().__init__(
            f"Telegram refused the bot token ({code}): check ZHIBU_BOT_TOKEN and ZHIBU_API_BASE_URL"
        )


def next_offset(offset: int | None, highest: int | None, count: int) -> int | None:
    """The offset that confirms a batch of ``count`` elements and nothing else.

    ``highest`` is the highest id seen in it, None when no element had one. Telegram gives the lowest ids from
    the offset on, and ids are whole numbers that differ, so every update below ``offset + count`` was in the
    batch: going there passes what has no id and skips nothing.
    """
    passed = None if offset is None else offset + count
    beyond = None if highest is None else highest + 1
    return max((one for one in (passed, beyond) if one is not None), default=None)


class Poller:
    """Asks ``getUpdates`` for ever.

    ``url`` is the whole address of the method; ``request`` serves this poller alone and is initialised and
    shut down by its owner. ``keep`` commits a batch and returns the highest update id that it kept, or None;
    ``room`` returns when there is room for another batch. ``sleep`` and ``monotonic`` are for tests.
    """

    def __init__(
        self,
        request: BaseRequest,
        url: str,
        keep: Callable[[Sequence[Any]], Awaitable[int | None]],
        room: Callable[[], Awaitable[None]],
        *,
        long_poll: int = LONG_POLL,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._request = request
        self._url = url
        self._keep = keep
        self._room = room
        self._long_poll = long_poll
        self._sleep = sleep
        self._monotonic = monotonic
        self._backoff = Backoff()
        self._offset: int | None = None
        self._limit = BATCH
        self._broken = 0
        self._quick = 0
        self._answered_at: float | None = None
        self._moved_at = monotonic()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> asyncio.Task[None]:
        """Begin; the task ends only by ``stop`` or, before the first good answer, with ``TokenRefused``."""
        self._task = asyncio.create_task(self._poll_for_ever(), name="poller")
        return self._task

    async def stop(self) -> None:
        """Drop the open call. What it would have brought is not confirmed, so it comes again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    def is_fresh(self, within: float = 120.0) -> bool:
        """Whether Telegram gave a good answer in the last ``within`` seconds."""
        return self._answered_at is not None and self._monotonic() - self._answered_at <= within

    async def _poll_for_ever(self) -> None:
        while True:
            await self._room()
            try:
                pause = await self._poll()
            except TokenRefused:
                raise
            except RetryAfter as error:  # a transport may say so itself instead of giving the answer
                pause = self._refused(TOO_MANY, min(told_seconds(error), LONGEST_WAIT))
            except Exception as error:  # polling outlives the network, the database and our own faults
                pause = self._backoff.next()
                log.warning("poll-failed", error=type(error).__name__, pause=pause)
            if pause:
                await self._sleep(pause)

    async def _poll(self) -> float:
        """Ask once; the seconds to wait before asking again."""
        asked_at = self._monotonic()
        status, body = await self._request.do_request(
            self._url, "POST", self._parameters(), read_timeout=self._long_poll + NETWORK_MARGIN
        )
        match read_answer(status, body):
            case Updates(elements):
                return await self._take(elements, asked_at)
            case Refusal(code, retry_after):
                return self._refused(code, retry_after)
            case Broken(first):
                return await self._unreadable(first)

    def _parameters(self) -> RequestData:
        values: dict[str, Any] = {
            # The first answer comes at once: it shows whether the token is taken, and that we are ready.
            "timeout": self._long_poll if self._answered_at is not None else 0,
            "limit": self._limit,
            "allowed_updates": list(ALLOWED_UPDATES),
        }
        if self._offset is not None:
            values["offset"] = self._offset
        return RequestData([RequestParameter(name, value, None) for name, value in values.items()])

    async def _take(self, elements: list[Any], asked_at: float) -> float:
        self._answered_at = now = self._monotonic()
        self._broken = 0
        if not elements:
            self._limit = BATCH
            return self._nothing(now, asked_at)
        highest = await self._keep(elements)
        self._limit = BATCH
        self._quick = 0
        self._moved_at = now
        self._offset = next_offset(self._offset, highest, len(elements))
        if highest is None:
            # Nothing here can be confirmed by its id; the next good update behind it will.
            return self._backoff.next(STUCK_WAIT)
        self._backoff.reset()
        return 0.0

    def _nothing(self, now: float, asked_at: float) -> float:
        if now - self._moved_at > FORGET_OFFSET_AFTER:
            self._offset = None  # everything is confirmed, and the next id may be lower
        self._quick = self._quick + 1 if now - asked_at < QUICK else 0
        if self._quick > QUICK_ALLOWED:  # a server that does not wait must not make us spin
            return self._backoff.next()
        self._backoff.reset()
        return 0.0

    def _refused(self, code: int, retry_after: float | None) -> float:
        if code in (UNAUTHORIZED, NOT_FOUND):
            if self._answered_at is None:
                raise TokenRefused(code)
            pause = self._backoff.next(LOUD_WAIT)
            log.critical("token-refused", code=code, pause=pause, advice="is the token still valid?")
        elif code == CONFLICT:
            pause = self._backoff.next()
            log.error("poll-conflict", pause=pause, advice="another process or a webhook uses this token")
        else:
            pause = retry_after or self._backoff.next()
            log.warning("poll-refused", code=code, pause=pause, too_many=code == TOO_MANY)
        return pause

    async def _unreadable(self, first: Received | None) -> float:
        """Ask one by one; an update that stays unreadable is kept as text, to be set aside."""
        pause = self._backoff.next()
        self._broken += 1
        log.error("answer-unreadable", times=self._broken, pause=pause)
        if self._limit == 1 and self._broken > SALVAGE_AFTER and first is not None:
            self._offset = (await self._keep([first]) or first.update_id) + 1
            self._broken = 0
        self._limit = 1
        return pause
