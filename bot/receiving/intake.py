"""From Telegram into the inbox, and from there at once to the workers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import structlog

from bot.clock import Clock
from bot.receiving.handling import Entry
from bot.receiving.updates import Json, UnreadableError, loads, received, salvaged
from bot.receiving.worker import Workers
from storage import inbox
from storage.database import Database

log = structlog.stdlib.get_logger(__name__)


class Intake:
    """Commits what the poller or the webhook got; both are given its methods."""

    def __init__(self, database: Database, workers: Workers, clock: Clock) -> None:
        self._database = database
        self._workers = workers
        self._clock = clock

    async def batch(self, elements: Sequence[Any]) -> int | None:
        """Keep every element that has an id; the highest id, None when there was none.

        Raises what the database raises: then nothing may be confirmed.
        """
        kept: list[tuple[inbox.Received, Json | None]] = []
        for element in elements:
            row = element if isinstance(element, inbox.Received) else received(element)
            if row is None:
                log.error("update-without-id", kind=type(element).__name__)
            else:
                kept.append((row, element if isinstance(element, dict) else None))
        if kept:
            await self._commit(kept)
        return max((row.update_id for row, _ in kept), default=None)

    async def single(self, body: bytes) -> bool:
        """Keep one update from its JSON; False when there is nothing that could be kept.

        Raises what the database raises: then Telegram must send it again.
        """
        try:
            element = loads(body)
        except UnreadableError:
            element = salvaged(body)
        return await self.batch([element]) is not None

    async def _commit(self, kept: Sequence[tuple[inbox.Received, Json | None]]) -> None:
        try:
            new = set(await self._database.run(inbox.receive, [row for row, _ in kept], self._clock()))
        except BaseException:
            # It may be committed all the same (a lost connection, a cancelled wait): then find it there.
            self._workers.look_again()
            raise
        entries = []
        for row, parsed in kept:
            if row.update_id in new:
                new.discard(row.update_id)  # the same id twice in one batch
                entries.append(Entry(row.update_id, row.chat_key, row.payload, parsed=parsed))
        self._workers.hand_over(entries)
