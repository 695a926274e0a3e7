"""Quiet hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiet import QuietHours
from tests.domain.records import unhurried

QUIET = QuietHours()
SHANGHAI = ZoneInfo("Asia/Shanghai")
minutes = st.integers(0, 1439)
moments = st.integers(0, 10**8).map(lambda s: datetime(2026, 1, 1, tzinfo=SHANGHAI) + timedelta(seconds=s))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        ("2026-11-20T20:59:59", None),
        ("2026-11-20T21:00", "2026-11-21T07:30"),
        ("2026-11-20T23:59:59.999", "2026-11-21T07:30"),
        ("2026-11-21T00:00", "2026-11-21T07:30"),
        ("2026-11-21T07:29:59", "2026-11-21T07:30"),
        ("2026-11-21T07:30", None),
        ("2026-12-31T22:00", "2027-01-01T07:30"),
    ],
)
def test_the_night(now: str, ends: str | None) -> None:
    assert QUIET.is_quiet(at(now)) is (ends is not None)
    assert QUIET.ends(at(now)) == at(ends or now)


def test_a_rest_at_noon() -> None:
    noon = QuietHours(12 * 60, 14 * 60)
    assert noon.ends(at("2026-11-20T12:30")) == at("2026-11-20T14:00")
    assert not noon.is_quiet(at("2026-11-20T14:00"))
    assert not noon.is_quiet(at("2026-11-20T23:00"))


@unhurried
@given(minutes, moments)
def test_equal_minutes_are_no_quiet_hours(minute: int, now: datetime) -> None:
    assert not QuietHours(minute, minute).is_quiet(now)


@unhurried
@given(minutes, minutes, moments)
def test_they_end_within_a_day_and_not_before(start: int, end: int, now: datetime) -> None:
    quiet = QuietHours(start, end)
    over = quiet.ends(now)
    assert not quiet.is_quiet(over)
    assert timedelta() <= over - now < timedelta(days=1)
    if quiet.is_quiet(now):
        assert over > now
        assert quiet.is_quiet(over - timedelta(microseconds=1))


def test_summer_time_moves_no_hour() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    evening = datetime(2026, 3, 28, 22, 0, tzinfo=berlin)
    over = QUIET.ends(evening)
    assert over.isoformat() == "2026-03-29T07:30:00+02:00"
    assert over.astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=8, minutes=30)
