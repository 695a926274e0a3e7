"""What comes again: against the rules of RFC 5545, and across jumps of the clocks."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurrence import LAST, Every, Recurrence, days, from_json, moment, next_due, to_json

SHANGHAI, BERLIN, LORD_HOWE, APIA = map(
    ZoneInfo, ("Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia")
)
STARTS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)
WEEKDAYS = st.sets(st.integers(1, 7), min_size=1).map(lambda found: tuple(sorted(found)))
PLACES = st.one_of(
    st.builds(lambda day: {"day": day}, st.integers(1, 31)),
    st.builds(
        lambda nth, weekday: {"nth": nth, "weekdays": (weekday,)},
        st.sampled_from((1, 2, 3, 4, LAST)),
        st.integers(1, 7),
    ),
)


@st.composite
def recurrences(draw: st.DrawFn) -> Recurrence:
    every = draw(st.sampled_from(Every))
    place = {"weekdays": draw(WEEKDAYS)} if every is Every.WEEK else {}
    if every in {Every.MONTH, Every.YEAR}:
        place = draw(PLACES)
    start = draw(STARTS)
    until = draw(st.none() | st.integers(0, 4000).map(lambda later: start + timedelta(days=later)))
    ahead = draw(st.integers(0, 40))
    return Recurrence(every, start, draw(MINUTES), draw(st.integers(1, 5)), until=until, ahead=ahead, **place)


def oracle(rule: Recurrence) -> rrule.rrule:
    """The same by dateutil; a day that a month lacks is its last one, in the words of RFC 5545."""
    weekdays = [rrule.weekdays[weekday - 1] for weekday in rule.weekdays]
    place: dict[str, object] = {"byweekday": weekdays} if weekdays else {}
    if rule.every is Every.YEAR:
        place["bymonth"] = rule.start.month
    if rule.nth is not None:
        place["byweekday"] = weekdays[0](rule.nth)
    elif rule.day is not None:
        place |= {"bymonthday": list(range(min(rule.day, 28), rule.day + 1)), "bysetpos": -1}
    frequency = {
        Every.DAY: rrule.DAILY,
        Every.WEEK: rrule.WEEKLY,
        Every.MONTH: rrule.MONTHLY,
        Every.YEAR: rrule.YEARLY,
    }[rule.every]
    until = midnight(rule.until) if rule.until else None
    return rrule.rrule(frequency, midnight(rule.start), rule.interval, wkst=rrule.MO, until=until, **place)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@given(recurrences(), st.integers(-500, 4000))
def test_days_are_those_of_the_standard(rule: Recurrence, later: int) -> None:
    first = rule.start + timedelta(days=later)
    ahead = timedelta(days=rule.ahead)
    expected = oracle(rule).xafter(midnight(first + ahead), count=8, inc=True)
    assert list(islice(days(rule, first), 8)) == [each.date() - ahead for each in expected]


@given(recurrences(), st.sampled_from((SHANGHAI, BERLIN, LORD_HOWE)), st.integers(0, 3000 * 1440))
def test_the_next_one_is_the_first_later_one(rule: Recurrence, zone: ZoneInfo, later: int) -> None:
    after = midnight(rule.start) + timedelta(minutes=later)
    due = next_due(rule, zone, after)
    begin = (after - timedelta(days=2)).date()
    all_of_them = [moment(day, rule.minute, zone) for day in islice(days(rule, begin), 20)]
    assert due == next((each for each in all_of_them if each > after), None)


@given(recurrences())
def test_it_is_kept_as_json(rule: Recurrence) -> None:
    assert from_json(to_json(rule)) == rule


def test_the_thirty_first_is_the_last_of_a_shorter_month() -> None:
    rule = Recurrence(Every.MONTH, date(2027, 1, 1), 9 * 60, day=31)
    found = list(islice(days(rule, date(2027, 1, 1)), 12))
    assert found == [date(2027, month, monthrange(2027, month)[1]) for month in range(1, 13)]


def test_a_twenty_ninth_of_february_comes_every_year() -> None:
    rule = Recurrence(Every.YEAR, date(2028, 2, 29), 9 * 60, day=29)
    assert [str(day) for day in islice(days(rule, rule.start), 3)] == [
        "2028-02-29",
        "2029-02-28",
        "2030-02-28",
    ]


@pytest.mark.parametrize(
    ("zone", "day", "minute", "utc"),
    [
        (BERLIN, date(2027, 3, 28), 150, "2027-03-28T01:30"),  # 2:30 is passed over: 3:30 by the new clock
        (BERLIN, date(2027, 10, 31), 150, "2027-10-31T00:30"),  # 2:30 comes twice: the first
        (LORD_HOWE, date(2027, 10, 3), 135, "2027-10-02T15:45"),  # a jump of half an hour
        (SHANGHAI, date(2027, 3, 28), 150, "2027-03-27T18:30"),
    ],
)
def test_a_day_on_which_the_clocks_change(zone: ZoneInfo, day: date, minute: int, utc: str) -> None:
    assert moment(day, minute, zone) == datetime.fromisoformat(utc + "+00:00")


def test_a_day_that_a_place_leaves_out_is_not_doubled() -> None:
    rule = Recurrence(Every.DAY, date(2011, 12, 28), 10 * 60)
    due = datetime(2011, 12, 28, tzinfo=UTC)
    found: list[datetime] = []
    while len(found) < 4:
        later = next_due(rule, APIA, due)
        assert later is not None
        found.append(due := later)
    assert all(before < after for before, after in pairwise(found))
    assert [each.astimezone(APIA).day for each in found] == [28, 29, 31, 1]


def test_days_that_are_not_meant_are_left_out() -> None:
    rule = Recurrence(Every.DAY, date(2026, 11, 20), 8 * 60)  # a Friday
    after = datetime(2026, 11, 20, 1, tzinfo=UTC)
    due = next_due(rule, SHANGHAI, after, lambda day: day.isoweekday() < 6)
    assert due == datetime(2026, 11, 23, 0, tzinfo=UTC)
    assert next_due(rule, SHANGHAI, after, lambda day: False) is None


def test_an_end() -> None:
    rule = Recurrence(Every.WEEK, date(2026, 11, 20), 0, weekdays=(5,), until=date(2026, 11, 27))
    assert list(days(rule, date(2026, 1, 1))) == [date(2026, 11, 20), date(2026, 11, 27)]
    assert next_due(rule, SHANGHAI, datetime(2026, 11, 27, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"every": Every.WEEK},
        {"every": Every.WEEK, "weekdays": (0,)},
        {"every": Every.MONTH},
        {"every": Every.MONTH, "day": 32},
        {"every": Every.MONTH, "nth": 1, "weekdays": (1, 2)},
        {"every": Every.MONTH, "nth": 5, "weekdays": (1,)},
        {"every": Every.DAY, "minute": 1440},
        {"every": Every.DAY, "interval": 0},
    ],
)
def test_what_is_no_recurrence(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError):  # which of the reasons does not matter
        Recurrence(**{"start": date(2026, 1, 1), "minute": 0, **wrong})  # type: ignore[arg-type] # on purpose
