"""The way to Telegram as a whole: open while calls are answered, tried by one delivery at a time when not.

Without it an outage would use up the whole outbox: every delivery would be tried, and each whose answer
is lost would be unknown for good.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable

from bot.logs import get_logger

log = get_logger(__name__)

TOLERATED = 1  # failures in a row that may be one delivery's bad luck
LONGEST = 60.0  # seconds between two tries
TOKEN_REFUSED = 300.0  # seconds; only a person can mend it


class Gate:
    """``enter`` before a call, ``report`` how it went, ``leave`` in any case. Times are seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._failed_at = -math.inf
        self._opens_at = -math.inf
        self._round = 0
        self._tried = False  # whether somebody is out to see if the way is open again
        self._changed = asyncio.Event()

    @property
    def is_open(self) -> bool:
        """Whether everybody may pass."""
        return self._failures <= TOLERATED

    async def enter(self) -> int:
        """Wait until one may pass; returns a pass, which ``is_valid`` until the gate closes again."""
        while not self.is_open:
            wait = self._opens_at - self._clock()
            if wait <= 0 and not self._tried:
                self._tried = True
                break
            await self._change(None if self._tried else wait)
        return self._round

    def is_valid(self, passage: int) -> bool:
        """Whether the gate has stayed as it was when this pass was given."""
        return passage == self._round

    def leave(self, passage: int) -> None:
        """The holder of the pass is through, whether it made a call or not."""
        if self.is_valid(passage) and self._tried:
            self._tried = False
            self._tell()

    def report(self, began: float, answered: bool, token_refused: bool = False) -> None:
        """How a call went that began at ``began`` on this gate's clock.

        Calls that were under way together when the trouble came count once.
        """
        if answered:
            if not self.is_open:
                log.info("telegram-reached-again")
            self._failures = 0
            self._tell()
        elif began > self._failed_at:
            self._failures += 1
            self._failed_at = self._clock()
            if token_refused:
                self._failures = max(self._failures, TOLERATED + 1)
            if not self.is_open:
                self._close(TOKEN_REFUSED if token_refused else self._wait())

    def _wait(self) -> float:
        return float(min(2.0 ** min(self._failures - TOLERATED - 1, 30), LONGEST))

    def _close(self, seconds: float) -> None:
        self._opens_at = self._failed_at + seconds
        self._round += 1
        self._tried = False
        log.warning("deliveries-held", failures=self._failures, seconds=seconds)
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def _change(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return
