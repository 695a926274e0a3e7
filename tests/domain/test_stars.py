"""Stars: the boundaries, and that every record's reason adds up to them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Listing, Message, Minutes, Term
from bot.domain.scheme_files import load_schemes
from bot.domain.service import RecordState, ServiceCategory
from bot.domain.stars import (
    Basis,
    Period,
    Rating,
    Scheme,
    SchemeVersion,
    Topic,
    Uncounted,
    Unit,
    amount,
    counted,
    explain,
    rate,
    rules,
)
from bot.errors import UserError
from tests.domain.records import any_records, facts, record, unhurried

BUILT_IN = {key: scheme.version_for(2026) for key, scheme in load_schemes().items()}
VILLAGE = BUILT_IN["village-service-stars"]
HOURS = BUILT_IN["volunteer-hours"]
REGISTERED = BUILT_IN["registered-volunteer"]
TEN_STAR = BUILT_IN["ten-star"]

FILTERED = replace(
    VILLAGE,
    categories=frozenset({ServiceCategory.ENVIRONMENT, ServiceCategory.SAFETY}),
    minimum_minutes=60,
    services_per_day=1,
)


@pytest.mark.parametrize(
    ("services", "stars", "missing"),
    [
        (0, 0, 5),
        (4, 0, 1),
        (5, 1, 5),
        (9, 1, 1),
        (10, 2, 5),
        (14, 2, 1),
        (15, 3, 5),
        (19, 3, 1),
        (20, 4, 5),
        (24, 4, 1),
        (25, 5, None),
        (400, 5, None),
    ],
)
def test_village_stars(services: int, stars: int, missing: int | None) -> None:
    rating = rate(VILLAGE, services=services, minutes=99_999)
    following = None if missing is None else services + missing
    assert rating == Rating(stars, 5, services, following, missing, Unit.SERVICES)


@pytest.mark.parametrize(
    ("version", "hours", "stars"),
    [
        *((HOURS, hours, stars) for stars, hours in enumerate([8, 10, 15, 20, 25], 1)),
        *((REGISTERED, hours, stars) for stars, hours in enumerate([100, 300, 600, 1000, 1500], 1)),
    ],
)
def test_hours_give_a_star_at_the_minute(version: SchemeVersion, hours: int, stars: int) -> None:
    assert rate(version, services=0, minutes=hours * 60).stars == stars
    short = rate(version, services=999, minutes=hours * 60 - 30)
    assert (short.stars, short.missing, short.unit) == (stars - 1, 30, Unit.MINUTES)


def test_ten_stars_come_from_the_topics_granted() -> None:
    assert rate(TEN_STAR, services=500, minutes=50_000) == Rating(0, 10, 0, 1, 1, Unit.TOPICS)
    keys = [topic.key for topic in TEN_STAR.topics]
    for count in range(11):
        assert rate(TEN_STAR, services=0, minutes=0, topics=frozenset(keys[:count])).stars == count
    assert rate(TEN_STAR, services=0, minutes=0, topics=frozenset({keys[0], "no-such-topic"})).stars == 1


any_version = st.builds(
    lambda basis, period, steps, categories, minimum, per_day: SchemeVersion(
        "any",
        2020,
        "test",
        basis,
        period,
        tuple(sorted(steps)),
        categories,
        minimum,
        per_day,
    ),
    st.sampled_from([Basis.SERVICES, Basis.HOURS]),
    st.sampled_from(Period),
    st.sets(st.integers(1, 3000), min_size=1, max_size=10),
    st.none() | st.frozensets(st.sampled_from(ServiceCategory), min_size=1),
    st.sampled_from([0, 0, 30, 60, 180]),
    st.sampled_from([None, None, 1, 2]),
)


@unhurried
@given(any_version, st.integers(0, 4000), st.integers(0, 4000))
def test_stars_are_the_thresholds_reached(version: SchemeVersion, services: int, minutes: int) -> None:
    rating = rate(version, services=services, minutes=minutes)
    value = services if version.basis is Basis.SERVICES else minutes
    assert rating.value == value
    assert rating.stars == len([step for step in version.thresholds if step <= value])
    assert rating.top == len(version.thresholds)
    above = [step for step in version.thresholds if step > value]
    assert rating.next_threshold == (min(above) if above else None)
    assert rating.missing == (min(above) - value if above else None)
    if rating.missing is not None:
        assert rating.missing > 0
        there = rate(version, services=services + rating.missing, minutes=minutes + rating.missing)
        assert there.stars == rating.stars + 1


@unhurried
@given(any_version, st.integers(0, 4000), st.integers(0, 500))
def test_more_service_never_loses_a_star(version: SchemeVersion, value: int, more: int) -> None:
    before = rate(version, services=value, minutes=value)
    after = rate(version, services=value + more, minutes=value + more)
    assert before.stars <= after.stars <= before.top


@unhurried
@given(any_version, any_records(), st.sampled_from([2025, 2026, 2027]))
def test_every_record_is_explained_and_the_counted_ones_add_up(version, records, year) -> None:
    explained = explain(version, year, records)
    assert [each.record for each in explained] == records
    assert all(each.counts == (each.reason is None) for each in explained)
    counting = [each.record for each in explained if each.counts]
    sums = counted(explained)
    assert sums == (len(counting), sum(each.facts.minutes for each in counting))
    assert all(each.state is RecordState.CONFIRMED for each in counting)
    assert rate(version, services=sums.services, minutes=sums.minutes).value in sums


@unhurried
@given(any_version, any_records(), st.sampled_from([2025, 2026, 2027]))
def test_a_plain_version_counts_what_the_yearly_totals_hold(version, records, year) -> None:
    plain = replace(version, categories=None, minimum_minutes=0, services_per_day=None)
    assert plain.plain
    total = [
        each.facts.minutes
        for each in records
        if each.state is RecordState.CONFIRMED
        and (each.facts.day.year == year or (plain.period is Period.LIFETIME and each.facts.day.year <= year))
    ]
    assert counted(explain(plain, year, records)) == (len(total), sum(total))


@unhurried
@given(any_version, any_records(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(version, records, random) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    assert set(explain(version, 2026, shuffled)) == set(explain(version, 2026, records))


@unhurried
@given(any_version, any_records())
def test_each_reason_is_true(version, records) -> None:
    explained = explain(version, 2026, records)
    for each in explained:
        of, state = each.record.facts, each.record.state
        match each.reason:
            case Uncounted.REVOKED | Uncounted.RETURNED:
                assert state == each.reason
            case Uncounted.NOT_CONFIRMED:
                assert state is RecordState.SUBMITTED
            case Uncounted.OTHER_YEAR:
                assert of.day.year != 2026
            case Uncounted.CATEGORY:
                assert of.category not in version.categories
            case Uncounted.TOO_SHORT:
                assert of.minutes < version.minimum_minutes
            case Uncounted.DAY_CAP:
                same_day = [x.record for x in explained if x.counts and x.record.facts.day == of.day]
                assert len(same_day) == version.services_per_day
                assert min(x.facts.minutes for x in same_day) >= of.minutes
            case reason:
                assert reason is None


def reason_of(version: SchemeVersion, of=None, state: RecordState = RecordState.CONFIRMED) -> str | None:
    return explain(version, 2026, [record(of, state=state)])[0].reason


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (RecordState.CONFIRMED, None),
        (RecordState.SUBMITTED, "not-confirmed"),
        (RecordState.RETURNED, "returned"),
        (RecordState.REVOKED, "revoked"),
    ],
)
def test_only_confirmed_records_count(state: RecordState, reason: str | None) -> None:
    assert reason_of(VILLAGE, state=state) == reason


@pytest.mark.parametrize(
    ("day", "of_the_year", "of_a_lifetime"),
    [
        (date(2025, 12, 31), "other-year", None),
        (date(2026, 1, 1), None, None),
        (date(2026, 12, 31), None, None),
        (date(2027, 1, 1), "other-year", "other-year"),
    ],
)
def test_the_period(day: date, of_the_year: str | None, of_a_lifetime: str | None) -> None:
    assert reason_of(HOURS, facts(day)) == of_the_year
    assert reason_of(REGISTERED, facts(day)) == of_a_lifetime


def test_conditions_of_a_version() -> None:
    assert reason_of(FILTERED, facts(minutes=60)) is None
    assert reason_of(FILTERED, facts(minutes=30)) == "too-short"
    assert reason_of(FILTERED, facts(category=ServiceCategory.CULTURE)) == "category-not-counted"
    # Nobody waits for a confirmation that would change nothing.
    short = facts(minutes=30)
    assert reason_of(FILTERED, short, RecordState.SUBMITTED) == "too-short"
    assert reason_of(FILTERED, short, RecordState.RETURNED) == "returned"
    assert not FILTERED.plain
    assert all(version.plain for version in BUILT_IN.values())


@pytest.mark.parametrize(
    "condition",
    [
        {"minimum_minutes": 30},
        {"services_per_day": 5},
        {"categories": frozenset({ServiceCategory.OTHER})},
    ],
)
def test_any_condition_makes_a_version_not_plain(condition) -> None:
    assert not replace(VILLAGE, **condition).plain


def test_the_cap_of_a_day_keeps_the_longest() -> None:
    records = [
        record(facts(date(2026, 5, 1), minutes=60), id=1),
        record(facts(date(2026, 5, 1), minutes=180), id=2),
        record(facts(date(2026, 5, 1), minutes=180), id=3),
        record(facts(date(2026, 5, 2), minutes=60), id=4),
        record(facts(date(2026, 5, 1), minutes=240), id=5, state=RecordState.SUBMITTED),
    ]
    reasons = [each.reason for each in explain(FILTERED, 2026, records)]
    assert reasons == ["day-cap", None, "day-cap", None, "not-confirmed"]


@pytest.mark.parametrize("state", RecordState)
def test_no_record_counts_where_stars_come_from_appraisal(state: RecordState) -> None:
    assert reason_of(TEN_STAR, state=state) == "from-appraisal"


def test_the_version_of_a_year() -> None:
    old, new = replace(VILLAGE, from_year=2022), replace(VILLAGE, from_year=2025, thresholds=(3, 6))
    scheme = Scheme("any", {"en": "Any"}, {"en": "Any."}, (old, new))
    assert [scheme.version_for(year) for year in (2022, 2024, 2025, 2099)] == [old, old, new, new]
    with pytest.raises(UserError) as caught:
        scheme.version_for(2021)
    assert (caught.value.key, caught.value.values) == ("scheme-not-yet", {"year": "2021", "first": "2022"})


def test_rules_in_words() -> None:
    assert rules(HOURS) == (
        Message(
            "stars-rule-hours-year",
            {"top": 5, "steps": Listing(tuple(Minutes(hours * 60) for hours in (8, 10, 15, 20, 25)))},
        ),
    )
    first, *conditions = rules(FILTERED)
    assert first == Message("stars-rule-services-year", {"top": 5, "steps": Listing((5, 10, 15, 20, 25))})
    assert conditions == [
        Message(
            "stars-rule-categories",
            {"categories": Listing((Term("category-environment"), Term("category-safety")))},
        ),
        Message("stars-rule-minimum", {"minimum": Minutes(60)}),
        Message("stars-rule-day-cap", {"services": 1}),
    ]


def test_amounts_and_names() -> None:
    assert amount(Unit.MINUTES, 90) == Minutes(90)
    assert amount(Unit.SERVICES, 4) == 4
    assert amount(Unit.TOPICS, 1) == 1
    assert Topic("study", {"en": "Study"}).title("en") == "Study"
