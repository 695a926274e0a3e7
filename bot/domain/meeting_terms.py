"""How a branch holds its meetings: when people are reminded, and when they can sign in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.meetings import Door
from bot.domain.quiet import QuietHours

DAY, HOUR = 24 * 60, 60
# What can be chosen, in minutes.
REMINDERS = (3 * DAY, DAY, 2 * HOUR, HOUR, 30)
OPENS_BEFORE = (15, 30, 60)
CLOSES_AFTER = (0, 15, 30, 60, 120)
GRACE = (0, 5, 10, 15)
EVENING = 20 * 60  # a reminder that would fall into the night comes at this minute of the evening before it


@dataclass(frozen=True, slots=True)
class MeetingTerms:
    """``reminders``: how many minutes before the start people are reminded, the longest first."""

    reminders: tuple[int, ...] = (DAY, HOUR)
    door: Door = field(default_factory=Door)

    def reminder_times(self, start: datetime, now: datetime, quiet: QuietHours) -> tuple[datetime, ...]:
        """When people are reminded, all on the branch's clock: later than now and before the start.

        What would fall into the quiet hours comes the evening before them, or, when that is over, not at all.
        """
        found = set()
        for minutes in self.reminders:
            at = start - timedelta(minutes=minutes)
            if quiet.is_quiet(at):
                evening = at.replace(hour=EVENING // 60, minute=EVENING % 60, second=0, microsecond=0)
                at = evening if evening < at else evening - timedelta(days=1)
            if now < at < start and not quiet.is_quiet(at):
                found.add(at)
        return tuple(sorted(found))

    def with_reminder(self, minutes: int) -> MeetingTerms:
        """With this reminder, or without it when there was one. ``ValueError`` for one nobody can choose."""
        if minutes not in REMINDERS:
            raise ValueError("no such reminder")
        chosen = set(self.reminders) ^ {minutes}
        return replace(self, reminders=tuple(sorted(chosen, reverse=True)))

    def with_door(self, before: int, after: int, grace: int) -> MeetingTerms:
        """With another door, open until the grace ends. ``ValueError`` for one nobody can choose."""
        if before not in OPENS_BEFORE or after not in CLOSES_AFTER or grace not in GRACE:
            raise ValueError("no such door")
        open_until = min(minutes for minutes in CLOSES_AFTER if minutes >= max(after, grace))
        return replace(self, door=Door(before, open_until, grace))
