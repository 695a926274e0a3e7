"""Quiet hours (免打扰): people are left alone unless it is urgent (减负, the guidance of January 2026)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start_minute`` up to ``end_minute``, in minutes after the branch's midnight; usually over night.

    Equal minutes: there are none.
    """

    start_minute: int = 21 * 60
    end_minute: int = 7 * 60 + 30

    def is_quiet(self, local: datetime) -> bool:
        """Whether a moment, in the branch's time zone, lies in them."""
        minute = local.hour * 60 + local.minute
        if self.start_minute <= self.end_minute:
            return self.start_minute <= minute < self.end_minute
        return minute >= self.start_minute or minute < self.end_minute

    def ends(self, local: datetime) -> datetime:
        """When the quiet hours that the moment lies in are over; the moment itself outside of them."""
        if not self.is_quiet(local):
            return local
        hour, minute = divmod(self.end_minute, 60)
        end = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        # A day more on the wall clock: the hour stays, whatever summer time does.
        return end if end > local else end + timedelta(days=1)


USUAL = QuietHours()


@dataclass(frozen=True, slots=True)
class Hours:
    """The quiet hours of a branch, on its own wall clock."""

    timezone: str
    quiet: QuietHours = USUAL

    def local(self, moment: datetime) -> datetime:
        """A moment on the branch's wall clock."""
        return moment.astimezone(ZoneInfo(self.timezone))

    def free_at(self, moment: datetime) -> datetime:
        """When, from that moment (UTC) on, people may be disturbed: at once outside of quiet hours."""
        local = self.local(moment)
        # Twice at most: an end that summer time leaps over may lie in them by the new time.
        while self.quiet.is_quiet(local):
            local = self.local(self.quiet.ends(local).astimezone(UTC))
        return max(moment, local.astimezone(UTC))

    def quiet_until(self, moment: datetime) -> datetime | None:
        """When (UTC) the quiet hours that the moment lies in are over; None outside of them."""
        free = self.free_at(moment)
        return free if free > moment else None
