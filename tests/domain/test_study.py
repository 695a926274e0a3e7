"""Who owes which item, when a plan is over, class-hours, and a plan's days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Attachment
from bot.domain.rich_text import RichText
from bot.domain.rights import Role
from bot.domain.study import (
    LEADER_TARGET,
    MEMBER_TARGET,
    Item,
    ItemKind,
    PlanState,
    as_hours,
    by_how_many,
    in_steps,
    is_over,
    item_from_json,
    item_to_json,
    may_become,
    missing,
    next_items,
    share,
    target_of,
)
from bot.domain.study_form import StudyForm, form_from_json, form_to_json, sending_times
from tests.domain.records import unhurried

ids = st.integers(1, 40)
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@unhurried
@given(st.sets(ids), st.dictionaries(ids, st.frozensets(ids), max_size=12))
def test_everybody_owes_what_they_have_not_done(sent: set[int], done: dict[int, frozenset[int]]) -> None:
    found = by_how_many(len(sent), done, {one: len(mine & sent) for one, mine in done.items() if mine & sent})
    people = [one for group in found.values() for one in group]
    assert sorted(people) == sorted(one for one in done if sent - done[one])
    for count, group in found.items():
        assert {len(sent - done[one]) for one in group} == {count}


@unhurried
@given(st.lists(ids, unique=True), st.integers(-1, 9))
def test_every_item_comes_once_and_in_order(items: list[int], at_once: int) -> None:
    left, came = list(items), []
    while left:
        coming = next_items(left, at_once)
        assert 1 <= len(coming) <= 5
        came += coming
        left = [one for one in left if one not in coming]
    assert came == items


def test_a_plan_waits_for_the_late_and_then_ends() -> None:
    week = timedelta(days=7)
    assert not is_over(1, NOW - week, NOW)
    assert not is_over(0, NOW - timedelta(days=6), NOW)
    assert is_over(0, NOW - week, NOW)
    for before, after in permutations(PlanState, 2):
        if before in {PlanState.ENDED, PlanState.STOPPED}:
            assert not may_become(before, after)


@unhurried
@given(st.integers(0, 10_000))
def test_class_hours(minutes: int) -> None:
    assert float(as_hours(minutes)) == round(minutes / 60, 2)
    assert missing(minutes, MEMBER_TARGET) == max(0, 32 * 60 - minutes)
    assert in_steps(minutes) == (minutes in range(30, 481, 30))
    assert 0 <= share(min(minutes, 500), 500) <= 100


def test_more_is_asked_of_who_leads() -> None:
    assert target_of({Role.MEMBER, Role.SECRETARY}) == target_of({Role.COMMITTEE_MEMBER}) == LEADER_TARGET
    assert target_of({Role.MEMBER, Role.GROUP_LEADER}) == target_of(()) == MEMBER_TARGET
    assert share(0, 0) == 100


items = st.builds(
    Item,
    st.sampled_from(ItemKind),
    st.text(max_size=10),
    st.builds(RichText, st.text(max_size=10)),
    st.text(max_size=10),
    st.none() | st.builds(Attachment, st.just("document"), st.text(max_size=5), st.text(max_size=5)),
    st.none() | ids,
    st.integers(30, 480),
)


@unhurried
@given(
    st.lists(items, max_size=3),
    st.none() | st.integers(1, 7),
    st.none() | st.dates(),
    st.none() | st.builds(RichText, st.text(min_size=1, max_size=9)),
)
def test_a_form_is_kept_whole(
    found: list[Item], weekday: int | None, start: date | None, tail: RichText | None
) -> None:
    assert [item_from_json(item_to_json(item)) for item in found] == found
    form = StudyForm(1, "t", tuple(found), weekday, 600, groups=(3, 4), tail=tail, tail_items=1)
    form = form.saying(start=start)
    assert form_from_json(form_to_json(form)) == form


@unhurried
@given(st.integers(1, 60), st.integers(1, 5), st.none() | st.integers(1, 7), st.booleans())
def test_the_days_of_a_plan(count: int, at_once: int, weekday: int | None, working: bool) -> None:
    form = StudyForm(
        1,
        "t",
        (Item(ItemKind.TEXT, "i"),) * count,
        weekday,
        540,
        working and weekday is None,
        at_once=at_once,
    )
    times = sending_times(form, NOW, SHANGHAI, lambda day: day.isoweekday() <= 5)
    assert times is not None
    first, last = times
    assert NOW < first <= last
    assert {one.astimezone(SHANGHAI).hour for one in times} == {9}
    weeks = form.times - 1
    if weekday is not None:
        assert last - first == timedelta(weeks=weeks)
        assert first.astimezone(SHANGHAI).isoweekday() == weekday
    elif not form.working_days:
        assert last - first == timedelta(days=weeks)
    else:
        assert last.astimezone(SHANGHAI).isoweekday() <= 5
        assert last - first >= timedelta(days=weeks)


def test_a_plan_that_is_never_sent_has_no_days() -> None:
    form = StudyForm(1, "t", (Item(ItemKind.TEXT, "i"),), working_days=True, weekday=6)
    assert sending_times(form, NOW, SHANGHAI, lambda day: day.isoweekday() <= 5) is None
