"""When a branch reminds people of a meeting, and what it can choose."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.meeting_terms import CLOSES_AFTER, DAY, GRACE, HOUR, OPENS_BEFORE, REMINDERS, MeetingTerms
from bot.domain.quiet import QuietHours

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZONE)
QUIET = QuietHours()
USUAL = MeetingTerms()
chosen = st.sets(st.sampled_from(REMINDERS)).map(lambda some: tuple(sorted(some, reverse=True)))


@given(
    chosen,
    st.integers(-2 * 24 * 60, 30 * 24 * 60),
    st.builds(QuietHours, st.integers(0, 1439), st.integers(0, 1439)),
)
def test_nobody_is_reminded_at_night_or_too_late(
    reminders: tuple[int, ...], minutes: int, quiet: QuietHours
) -> None:
    start = NOW + timedelta(minutes=minutes)
    times = MeetingTerms(reminders).reminder_times(start, NOW, quiet)
    assert len(times) <= len(reminders)
    assert list(times) == sorted(set(times))
    assert all(NOW < at < start and not quiet.is_quiet(at) for at in times)


def test_the_usual_terms() -> None:
    start = datetime(2026, 11, 25, 19, 0, tzinfo=ZONE)
    times = start - timedelta(days=1), start - timedelta(hours=1)
    assert USUAL.reminder_times(start, NOW, QUIET) == times
    soon = NOW + timedelta(hours=3)
    assert USUAL.reminder_times(soon, NOW, QUIET) == (soon - timedelta(hours=1),)
    early = datetime(2026, 11, 25, 8, 0, tzinfo=ZONE)  # an hour before it is still night
    evenings = datetime(2026, 11, 24, 8, 0, tzinfo=ZONE), datetime(2026, 11, 24, 20, 0, tzinfo=ZONE)
    assert USUAL.reminder_times(early, NOW, QUIET) == evenings
    assert MeetingTerms(()).reminder_times(start, NOW, QUIET) == ()


@given(chosen, st.sampled_from(REMINDERS))
def test_a_reminder_chosen_twice_is_as_before(reminders: tuple[int, ...], minutes: int) -> None:
    terms = MeetingTerms(reminders)
    other = terms.with_reminder(minutes)
    assert (minutes in other.reminders) is not (minutes in terms.reminders)
    assert other.with_reminder(minutes) == terms


@given(st.sampled_from(OPENS_BEFORE), st.sampled_from(CLOSES_AFTER), st.sampled_from(GRACE))
def test_the_door_does_not_shut_before_the_grace_ends(before: int, after: int, grace: int) -> None:
    terms = USUAL.with_door(before, after, grace)
    door = terms.door
    assert (door.before, door.grace) == (before, grace)
    assert door.after >= max(after, grace)
    assert door.after == after or after < grace
    assert terms.with_door(door.before, door.after, door.grace) == terms


def test_only_what_is_offered_can_be_chosen() -> None:
    assert USUAL.reminders == (DAY, HOUR)
    for choose in (
        lambda: USUAL.with_reminder(7),
        lambda: USUAL.with_door(1, 30, 0),
        lambda: USUAL.with_door(30, 31, 0),
        lambda: USUAL.with_door(30, 30, 99),
    ):
        with pytest.raises(ValueError, match="no such"):
            choose()
