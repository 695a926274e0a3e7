"""Digests by the clock."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from bot.schedule.alarm import Look
from bot.usecases.digests import write_due
from storage import digests
from storage.database import Database, Transaction


class PeaceDuty:
    """Writes the digests that are due, so many in one transaction that nobody waits long."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self, tx: Transaction, now: datetime) -> Look:
        """Whether one is due, and when the next one will be."""
        jobs = [("digests", partial(self._database.run, write_due, now))] if digests.due(tx, now, 1) else []
        return Look(jobs, digests.next_at(tx, now))
