"""Service records: their life, their limits on the wall clock, and what looks like the same service twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.domain.messages import Minutes
from bot.domain.rights import Target
from bot.domain.service import (
    RecordChange,
    RecordState,
    ServiceFacts,
    alike,
    check_day,
    check_facts,
    check_minutes,
    local_now,
    next_state,
)
from bot.errors import UserError
from tests.domain.records import any_facts, facts, record, unhurried

# From the rule book: submitted → confirmed | returned (→ resubmitted), confirmed → corrected | revoked.
# A volunteer may take back what nobody has confirmed.
LEGAL = {
    ("submitted", "confirmed"): "confirmed",
    ("submitted", "returned"): "returned",
    ("submitted", "withdrawn"): "revoked",
    ("returned", "resubmitted"): "submitted",
    ("returned", "withdrawn"): "revoked",
    ("confirmed", "corrected"): "confirmed",
    ("confirmed", "revoked"): "revoked",
}

TODAY = date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


class ALife(RuleBasedStateMachine):
    """One record to which anything at all is tried."""

    def __init__(self) -> None:
        super().__init__()
        self.state = RecordState.SUBMITTED
        self.history = [RecordChange.SUBMITTED]

    @rule(change=st.sampled_from(RecordChange))
    def something_is_tried(self, change: RecordChange) -> None:
        expected = LEGAL.get((self.state.value, change.value))
        if expected is None:
            with pytest.raises(UserError, match="record-moved-on"):
                next_state(self.state, change)
        else:
            self.state = next_state(self.state, change)
            self.history.append(change)
            assert self.state == expected

    @precondition(lambda self: self.state is RecordState.REVOKED)
    @rule(change=st.sampled_from(RecordChange))
    def nothing_follows_the_end(self, change: RecordChange) -> None:
        with pytest.raises(UserError, match="record-moved-on"):
            next_state(self.state, change)

    @invariant()
    def the_history_has_one_end(self) -> None:
        ends = [c for c in self.history if c in (RecordChange.REVOKED, RecordChange.WITHDRAWN)]
        assert len(ends) == (self.state is RecordState.REVOKED)
        assert not ends or self.history[-1] is ends[0]
        # Once confirmed, a record is corrected or revoked with a reason, never taken back or returned.
        if RecordChange.CONFIRMED in self.history:
            after = self.history[self.history.index(RecordChange.CONFIRMED) + 1 :]
            assert set(after) <= {RecordChange.CORRECTED, RecordChange.REVOKED}


ALife.TestCase.settings = unhurried
TestALife = ALife.TestCase


@pytest.mark.parametrize("state", RecordState)
@pytest.mark.parametrize("change", RecordChange)
def test_every_move(state: RecordState, change: RecordChange) -> None:
    expected = LEGAL.get((state.value, change.value))
    if expected is None:
        with pytest.raises(UserError, match="record-moved-on"):
            next_state(state, change)
    else:
        assert next_state(state, change) == expected


def refusal(of: ServiceFacts, *, local: datetime = NOON, backdate_days: int = 31, other_minutes: int = 0):
    """The key of the error that the facts raise, None when they pass."""
    try:
        check_facts(of, local=local, backdate_days=backdate_days, other_minutes=other_minutes)
    except UserError as error:
        return error.key
    return None


@pytest.mark.parametrize(
    ("minutes", "key"),
    [
        (30, None),
        (90, None),
        (930, None),
        (960, None),
        (990, "service-too-long"),
        (1440, "service-too-long"),
        (0, "service-half-hours"),
        (-30, "service-half-hours"),
        (1, "service-half-hours"),
        (45, "service-half-hours"),
        (961, "service-half-hours"),
    ],
)
def test_durations(minutes: int, key: str | None) -> None:
    assert refusal(facts(minutes=minutes)) == key
    if key is None:
        check_minutes(minutes)
    else:
        with pytest.raises(UserError, match=key):
            check_minutes(minutes)


@pytest.mark.parametrize(
    ("minutes", "already", "key"),
    [
        (30, 930, None),
        (60, 930, "service-day-full"),
        (30, 960, "service-day-full"),
        (960, 0, None),
        (960, 30, "service-day-full"),
        (480, 480, None),
    ],
)
def test_sixteen_hours_a_day_in_all(minutes: int, already: int, key: str | None) -> None:
    assert refusal(facts(minutes=minutes), other_minutes=already) == key


def test_a_full_day_says_what_is_there_already() -> None:
    with pytest.raises(UserError) as caught:
        check_facts(facts(minutes=60), local=NOON, backdate_days=31, other_minutes=930)
    assert caught.value.values == {"limit": Minutes(960), "already": Minutes(930)}


@pytest.mark.parametrize(
    ("days_ago", "backdate_days", "key"),
    [
        (31, 31, None),
        (32, 31, "service-too-old"),
        (1, 0, "service-too-old"),
        (0, 0, None),
        (-1, 31, "service-in-future"),
        (-400, 31, "service-in-future"),
    ],
)
def test_days(days_ago: int, backdate_days: int, key: str | None) -> None:
    day = TODAY - timedelta(days=days_ago)
    assert refusal(facts(day), backdate_days=backdate_days) == key
    if key is None:
        check_day(day, TODAY, backdate_days)
    else:
        with pytest.raises(UserError, match=key) as caught:
            check_day(day, TODAY, backdate_days)
        assert caught.value.values["day"] == day


@pytest.mark.parametrize(
    ("start", "minutes", "key"),
    [
        (600, 120, None),  # 10:00 to 12:00, it is 12:00
        (601, 120, "service-not-over"),
        (600, 150, "service-not-over"),
        (720, 30, "service-not-over"),
        (1380, 30, "service-not-over"),
        (None, 720, None),  # without a start: what fits into the twelve hours so far
        (None, 750, "service-not-over"),
        (-1, 30, "time-impossible"),
        (1440, 30, "time-impossible"),
    ],
)
def test_today_only_what_is_over(start: int | None, minutes: int, key: str | None) -> None:
    assert refusal(facts(TODAY, start=start, minutes=minutes)) == key


def test_a_night_shift_is_over_on_the_next_day() -> None:
    night = facts(date(2026, 11, 19), start=23 * 60, minutes=120)
    assert refusal(night, local=NOON.replace(hour=0, minute=59)) == "service-not-over"
    assert refusal(night, local=NOON.replace(hour=1, minute=0)) is None


@pytest.mark.parametrize(
    ("zone", "now", "start", "minutes", "key"),
    [
        # 16:30 UTC is already the 21st in Shanghai, still the 20th in London and New York.
        ("Asia/Shanghai", utc(2026, 11, 20, 16, 30), 0, 30, None),
        ("Asia/Shanghai", utc(2026, 11, 20, 16, 29), 0, 30, "service-not-over"),
        ("Europe/London", utc(2026, 11, 20, 16, 30), 0, 30, "service-in-future"),
        ("America/New_York", utc(2026, 11, 21, 4, 59), 0, 30, "service-in-future"),
        ("America/New_York", utc(2026, 11, 21, 5, 30), 0, 30, None),
        ("Asia/Kathmandu", utc(2026, 11, 20, 18, 45), 0, 30, None),
        ("Asia/Kathmandu", utc(2026, 11, 20, 18, 44), 0, 30, "service-not-over"),
    ],
)
def test_the_day_is_the_branch_s(zone: str, now: datetime, start: int, minutes: int, key: str | None) -> None:
    local = local_now(now, zone)
    assert refusal(facts(date(2026, 11, 21), start=start, minutes=minutes), local=local) == key


@pytest.mark.parametrize(
    ("day", "now", "start", "minutes", "key"),
    [
        # Clocks go from 02:00 to 03:00: from 01:30 an hour lasts until 03:30 on the wall (07:30 UTC).
        (date(2026, 3, 8), utc(2026, 3, 8, 7, 30), 90, 60, None),
        (date(2026, 3, 8), utc(2026, 3, 8, 7, 29), 90, 60, "service-not-over"),
        # At 12:00 on the wall of that day eleven hours have passed.
        (date(2026, 3, 8), utc(2026, 3, 8, 16, 0), None, 660, None),
        (date(2026, 3, 8), utc(2026, 3, 8, 16, 0), None, 690, "service-not-over"),
        # Clocks go from 02:00 back to 01:00: from 00:30 two hours last until the second 01:30 (06:30 UTC).
        (date(2026, 11, 1), utc(2026, 11, 1, 6, 30), 30, 120, None),
        (date(2026, 11, 1), utc(2026, 11, 1, 6, 29), 30, 120, "service-not-over"),
        # At 12:00 on the wall of that day thirteen hours have passed.
        (date(2026, 11, 1), utc(2026, 11, 1, 17, 0), None, 780, None),
        (date(2026, 11, 1), utc(2026, 11, 1, 17, 0), None, 810, "service-not-over"),
    ],
)
def test_a_day_of_a_clock_change(
    day: date, now: datetime, start: int | None, minutes: int, key: str | None
) -> None:
    local = local_now(now, "America/New_York")
    assert refusal(facts(day, start=start, minutes=minutes), local=local) == key


@unhurried
@given(
    any_facts,
    st.sampled_from(["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    st.integers(-60, 60 * 24 * 3),
)
def test_what_is_accepted_lies_in_the_past_and_stays_accepted(
    of: ServiceFacts, zone: str, minutes: int
) -> None:
    midnight = datetime(of.day.year, of.day.month, of.day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    now = midnight + timedelta(minutes=minutes)
    if refusal(of, local=local_now(now, zone)) is None:
        assert now >= midnight + timedelta(minutes=of.minutes)
        assert refusal(of, local=local_now(now + timedelta(hours=5), zone)) is None


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"place": "  "}, "service-incomplete"),
        ({"words": "\n"}, "service-incomplete"),
        ({"place": "甲" * 60}, None),
        ({"place": "甲" * 61}, "service-text-too-long"),
        ({"words": "甲" * 500}, None),
        ({"words": "甲" * 501}, "service-text-too-long"),
        ({"helped_words": "甲" * 501}, "service-text-too-long"),
    ],
)
def test_texts(change: dict[str, str], key: str | None) -> None:
    assert refusal(replace(facts(), **change)) == key


def span(start: int | None, minutes: int, place: str) -> ServiceFacts:
    return facts(start=start, minutes=minutes, place=place)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (span(600, 60, "东街"), span(660, 60, "西街"), False),  # one ends as the other begins
        (span(600, 90, "东街"), span(660, 60, "西街"), True),
        (span(600, 240, "东街"), span(660, 30, "西街"), True),  # one inside the other
        (span(600, 60, "东街"), span(600, 60, "西街"), True),
        (span(600, 60, "东街"), span(900, 60, "西街"), False),
        (span(None, 60, "东街"), span(600, 60, "西街"), False),  # no start, no overlap to be known
        (span(None, 60, "东街"), span(None, 60, "西街"), False),
        (span(None, 60, "东街"), span(900, 60, "东街"), True),
        (span(600, 60, "东 街 "), span(900, 60, "东街"), True),
        (span(600, 60, "East Gate"), span(900, 60, "east gate"), True),
        (span(600, 60, "东街"), replace(span(600, 60, "东街"), day=date(2026, 11, 17)), False),
    ],
)
def test_alike(one: ServiceFacts, two: ServiceFacts, expected: bool) -> None:
    assert bool(alike(one, [record(two)])) == expected
    assert bool(alike(two, [record(one)])) == expected


@unhurried
@given(any_facts, any_facts)
def test_alike_is_symmetric_and_everything_is_like_itself(one: ServiceFacts, two: ServiceFacts) -> None:
    assert bool(alike(one, [record(two)])) == bool(alike(two, [record(one)]))
    assert alike(one, [record(one)]) == [record(one)]


@pytest.mark.parametrize("state", RecordState)
def test_only_a_revoked_record_is_out_of_the_way(state: RecordState) -> None:
    others = [record(state=state, id=4), record(facts(date(2026, 11, 1)), id=5)]
    assert alike(facts(), others) == ([] if state is RecordState.REVOKED else others[:1])


def test_a_record_as_an_object_of_rights() -> None:
    assert record().target == Target(1, 1, 1, 1)
