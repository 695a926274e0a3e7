"""Where the made-up branch is set: what everything that happens in it needs to know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.office.working_days import WorkingDays
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Scene:
    """The branch at a moment, and who is who in it.

    ``ids``: the person of each name; ``somebody``: them at work; ``first``: the secretary's name.
    """

    tx: Transaction
    now: datetime
    branch: Branch
    ids: dict[str, int]
    somebody: Callable[[str], Actor]
    first: str
    days: WorkingDays

    @property
    def secretary(self) -> Actor:
        """Who leads the branch."""
        return self.somebody(self.first)

    @property
    def today(self) -> date:
        """The branch's day."""
        return local_now(self.now, self.branch.timezone).date()

    def at(self, days: int, hour: int) -> datetime:
        """So many days from today at that hour of the branch's clock, in UTC."""
        return self.on(self.today + timedelta(days=days), hour)

    def on(self, day: date, hour: int) -> datetime:
        """A day at that hour of the branch's clock, in UTC."""
        return datetime.combine(day, time(hour), ZoneInfo(self.branch.timezone)).astimezone(UTC)
