"""What is forgotten, and after how long. Records, events and the audit log are not among it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.clock import Clock
from storage import drafts, inbox, invites, old_pushes, pictures
from storage.database import Database, Transaction

KEPT_DONE = timedelta(days=3)  # Telegram forgets an update after one
KEPT_ASIDE = timedelta(days=30)  # time enough for the operator to look at what could not be handled
KEPT_DRAFTS = timedelta(days=1)  # a second tap on a card that is done
KEPT_PUSHES = timedelta(days=90)
KEPT_INVITES = timedelta(days=90)
KEPT_PICTURES = timedelta(days=90)  # by then few ask for the same one again


class Tidying:
    """The daily jobs. Each works in small transactions, so that nobody waits for it long."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def jobs(self) -> Mapping[str, Callable[[], Awaitable[int]]]:
        """The jobs by name; each gives how much it has forgotten."""
        return {
            "inbox": self.updates,
            "drafts": self.drafts,
            "pushes": self.pushes,
            "invites": self.invites,
            "pictures": self.pictures,
        }

    async def updates(self) -> int:
        """Updates that were handled, or that were set aside."""
        total = 0
        for state, kept in ((inbox.DONE, KEPT_DONE), (inbox.QUARANTINED, KEPT_ASIDE)):
            while forgotten := await self._database.run(inbox.forget, state, self._clock() - kept):
                total += forgotten
        return total

    async def drafts(self) -> int:
        """What drafts that have ended hold."""
        return await self._looked_up(drafts.closed_before, drafts.blank, self._clock() - KEPT_DRAFTS)

    async def pushes(self) -> int:
        """Pushes that have reached everybody they ever will."""
        return await self._looked_up(old_pushes.ended_before, old_pushes.forget, self._clock() - KEPT_PUSHES)

    async def invites(self) -> int:
        """Codes that expired long ago."""
        total = 0
        while forgotten := await self._database.run(invites.forget, self._clock() - KEPT_INVITES):
            total += forgotten
        return total

    async def pictures(self) -> int:
        """Which pictures Telegram has, sent long ago."""
        total = 0
        while forgotten := await self._database.run(pictures.forget, self._clock() - KEPT_PICTURES):
            total += forgotten
        return total

    async def _looked_up(
        self,
        find: Callable[[Transaction, datetime], list[int]],
        forget: Callable[[Transaction, list[int]], int],
        before: datetime,
    ) -> int:
        # Found by reading, beside the work: only what is found is written.
        total = 0
        while ids := await self._database.read(find, before):
            total += await self._database.run(forget, ids)
        return total
