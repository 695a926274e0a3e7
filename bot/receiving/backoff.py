"""How long to wait before something is tried again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.logs import get_logger

log = get_logger(__name__)

# Seconds before each new try of an update whose handling met the network: two minutes in all.
RETRY_DELAYS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0)


class Backoff:
    """Growing waits: each at most twice the one before, spread so that many do not come back together."""

    def __init__(
        self, first: float = 0.5, most: float = 30.0, spread: Callable[[], float] = random.random
    ) -> None:
        self._first = first
        self._most = most
        self._spread = spread
        self._failures = 0

    def next(self, most: float | None = None) -> float:
        """Seconds to wait now, between ``first`` and ``most``."""
        step = min(self._first * 2.0 ** min(self._failures, 30), most or self._most)
        self._failures += 1
        return max(self._first, step * (0.5 + self._spread() / 2))

    def reset(self) -> None:
        """It worked: start again from the shortest wait."""
        self._failures = 0


def told_seconds(error: RetryAfter) -> float:
    """The pause Telegram asks for; PTB gives a number or a ``timedelta``, depending on the environment."""
    told = error.retry_after
    return float(told) if isinstance(told, int | float) else told.total_seconds()


def retry_delay(error: BaseException, failures: int) -> float | None:
    """Seconds before an update that failed ``failures`` times before is tried again; None: it is poison.

    Only what the network did is worth another try. ``BadRequest`` is a ``NetworkError`` by name only.
    """
    if failures >= len(RETRY_DELAYS):
        return None
    if isinstance(error, RetryAfter):
        return max(RETRY_DELAYS[failures], told_seconds(error))
    if isinstance(error, BadRequest):
        return None
    if isinstance(error, NetworkError | ConnectionError | TimeoutError):
        return RETRY_DELAYS[failures]
    return None


async def insist_on(event: str, work: Callable[[], Awaitable[None]], *errors: type[TelegramError]) -> None:
    """Do ``work`` again and again until it raises none of these errors; each is logged as ``event``."""
    waits = Backoff()
    while True:
        try:
            return await work()
        except errors as error:
            pause = waits.next()
            log.warning(event, error=type(error).__name__, pause=pause)
            await asyncio.sleep(pause)
