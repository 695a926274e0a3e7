"""When a push comes: never in quiet hours, whatever the zone and the season, and digests once a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.peace import Night, comes_at, day_began, digest_time
from bot.domain.putting_off import Later, choices
from bot.domain.quiet import Hours, QuietHours

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu")
minutes = st.integers(0, 47).map(lambda half: half * 30)
hours = st.builds(Hours, st.sampled_from(ZONES), st.builds(QuietHours, minutes, minutes))
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
# Half of them around the nights in which the clocks of Europe, Canada and Australia change.
CHANGES = ((3, 29), (10, 25), (3, 8), (11, 1), (4, 4), (10, 3))
moments = st.integers(0, 2 * 365 * 1440).map(lambda minute: YEAR + timedelta(minutes=minute))
near = st.builds(
    lambda day, minute: datetime(2026, *day, tzinfo=UTC) + timedelta(minutes=minute),
    st.sampled_from(CHANGES),
    st.integers(0, 1440),
)
times = moments | near


@settings(max_examples=200)
@given(hours, times)
def test_whoever_waits_comes_when_nobody_sleeps_and_no_later_than_a_day(one: Hours, at: datetime) -> None:
    comes = comes_at(Night.WAITS, one, at, None)
    assert at <= comes < at + timedelta(hours=26)
    assert not one.quiet.is_quiet(one.local(comes))
    assert comes == at or one.quiet.is_quiet(one.local(at))
    assert comes_at(Night.WAITS, one, comes, None) == comes


@given(hours, times, st.integers(0, 2000))
def test_what_is_soon_over_comes_in_spite_of_them(one: Hours, at: datetime, left: int) -> None:
    expires = at + timedelta(minutes=left)
    comes = comes_at(Night.WAITS_IF_TIME, one, at, expires)
    assert comes == at or comes < expires
    assert comes_at(Night.PASSES, one, at, expires) == at
    assert comes_at(Night.SILENT, one, at, expires) == at


@given(hours, times, st.integers(0, 3))
def test_a_digest_has_a_day_of_its_own(one: Hours, now: datetime, before: int) -> None:
    had = {one.local(now).date() + timedelta(days=day) for day in range(before)}
    day, at = digest_time(one, now, had)
    assert day not in had
    assert at > now
    assert one.local(at).date() == day
    assert not one.quiet.is_quiet(one.local(at))
    assert at < now + timedelta(days=before + 2)


@given(hours, times)
def test_a_day_begins_at_its_midnight(one: Hours, now: datetime) -> None:
    began = day_began(one, now)
    assert began <= now < began + timedelta(hours=25)
    assert one.local(began).date() == one.local(now).date()
    assert one.local(began - timedelta(minutes=1)).date() < one.local(now).date()


@given(hours, times, st.none() | st.integers(0, 3000))
def test_what_is_put_off_comes_once_more_in_time(one: Hours, now: datetime, left: int | None) -> None:
    expires = None if left is None else now + timedelta(minutes=left)
    offered = choices(one, now, expires)
    for at in offered.values():
        assert at > now
        assert not one.quiet.is_quiet(one.local(at))
        assert expires is None or at < expires
    assert len(set(offered.values())) == len(offered)
    if Later.EVENING in offered:
        assert one.local(offered[Later.EVENING]).date() == one.local(now).date()
    if expires is None:
        assert offered


def test_the_usual_day() -> None:
    one = Hours("Asia/Shanghai")
    zone = ZoneInfo("Asia/Shanghai")

    def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=zone).astimezone(UTC)

    assert comes_at(Night.WAITS, one, at(22), None) == at(7, 30, 21)
    assert digest_time(one, at(10), ())[1] == at(19)
    assert digest_time(one, at(18, 30), ())[1] == at(19, 30)
    assert digest_time(one, at(20, 30), ())[1] == at(7, 30, 21)
    assert choices(one, at(15), None) == {
        Later.HOUR: at(16),
        Later.EVENING: at(19, 30),
        Later.MORNING: at(8, 30, 21),
    }
    assert list(choices(one, at(20, 30), None)) == [Later.HOUR, Later.MORNING]
