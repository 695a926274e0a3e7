"""Looking again and again at what must be shown anew, beside the work."""

from __future__ import annotations

import asyncio
import contextlib
from abc import ABC, abstractmethod

from bot.logs import get_logger

log = get_logger(__name__)

TICK = 1.0  # seconds between two looks at the database


class Watch(ABC):
    """Whoever inherits it says what a look is. What it shows is in the database: a restart misses nothing."""

    _task: asyncio.Task[None] | None = None

    def start(self) -> asyncio.Task[None]:
        """Begin; the task never ends by itself."""
        self._task = asyncio.create_task(self._run(), name=type(self).__name__)
        return self._task

    async def stop(self) -> None:
        """End, in the middle of whatever it does: the next start shows it."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @abstractmethod
    async def look(self) -> None:
        """Bring up to date what is shown."""

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except Exception:  # a look that fails is made up for by the next; nothing else hangs on it
                log.exception("watch-failed", watch=type(self).__name__)
            await asyncio.sleep(TICK)
