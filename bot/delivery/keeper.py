"""Writing what must be written, however long the database refuses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from bot.logs import get_logger
from storage.database import Database, Transaction, is_trouble

log = get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

PAUSE = 1.0  # seconds before the database is tried again
SAY_AGAIN = 60.0  # seconds between two lines in the log while it goes on


class Keeper:
    """Runs functions in transactions until the database takes them. One line in the log for all who wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._said_at: float | None = None

    async def write(
        self, function: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The function's result once it is committed; raises what is wrong with the function itself.

        After a lost connection the function may run again although its first run was committed.
        """
        while True:
            try:
                result = await self._database.run(function, *args, **kwargs)
            except Exception as error:
                if not is_trouble(error):
                    raise
                self.trouble(error)
                await asyncio.sleep(PAUSE)
            else:
                self.fine()
                return result

    async def read(
        self, function: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """The function's result, or ``None`` when the database could not be read."""
        try:
            return await self._database.read(function, *args, **kwargs)
        except Exception as error:
            if not is_trouble(error):
                raise
            self.trouble(error)
            return None

    async def attempt(
        self, function: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """The function's result once it is committed, or ``None`` when the database did not take it."""
        try:
            return await self._database.run(function, *args, **kwargs)
        except Exception as error:
            if not is_trouble(error):
                raise
            self.trouble(error)
            return None

    def trouble(self, error: Exception) -> None:
        """Say that the database fails, but not too often."""
        now = time.monotonic()
        if self._said_at is None or now - self._said_at >= SAY_AGAIN:
            self._said_at = now
            log.error("outbox-stands-still", error=type(error).__name__)

    def fine(self) -> None:
        """Say that it is over, if it was said to have begun."""
        if self._said_at is not None:
            self._said_at = None
            log.info("outbox-goes-on")
