"""Votes, attendance and the door, and what a branch still owes."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import USUAL_PACE, Held, Pace, Span, radar, span_of
from bot.domain.meetings import Attendance, Door, MeetingKind, Presence, Reply, Vote, may_reply

START = datetime(2026, 11, 25, 11, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    should = draw(st.integers(0, 200))
    present = draw(st.integers(0, should))
    in_favour = draw(st.integers(0, present))
    against = draw(st.integers(0, present - in_favour))
    return Vote(should, present, in_favour, against, draw(st.integers(0, present - in_favour - against)))


@given(votes())
def test_a_vote_needs_half_of_all_there_and_more_than_half_of_all_in_favour(vote: Vote) -> None:
    assert vote.has_quorum == (vote.should > 0 and Fraction(vote.present, vote.should) >= Fraction(1, 2))
    assert vote.is_passed == (vote.should > 0 and Fraction(vote.in_favour, vote.should) > Fraction(1, 2))
    assert not vote.is_passed or vote.has_quorum
    assert vote.is_passed == (vote.should > 0 and vote.in_favour >= vote.needed)


@pytest.mark.parametrize(
    ("should", "present", "in_favour", "quorum", "passed"),
    [
        (10, 5, 5, True, False),  # all who are there, and yet not more than half of all
        (10, 6, 6, True, True),
        (11, 5, 5, False, False),
        (11, 6, 6, True, True),
        (1, 1, 1, True, True),
        (0, 0, 0, False, False),
    ],
)
def test_votes_at_the_border(should: int, present: int, in_favour: int, quorum: bool, passed: bool) -> None:
    vote = Vote(should, present, in_favour)
    assert (vote.has_quorum, vote.is_passed) == (quorum, passed)


@pytest.mark.parametrize("wrong", [(3, 4, 0), (3, 2, 3), (3, 3, 2, 1, 1), (3, 2, -1)])
def test_votes_that_cannot_be(wrong: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"nobody|below zero"):
        Vote(*wrong)


@st.composite
def attendances(draw: st.DrawFn) -> Attendance:
    should = draw(st.integers(0, 200))
    present = draw(st.integers(0, should))
    return Attendance(should, present, draw(st.integers(0, should - present)))


@given(attendances(), attendances())
def test_attendance(one: Attendance, other: Attendance) -> None:
    assert one.present + one.leave + one.absent == one.should
    assert 0 <= one.percent <= 100
    assert one.is_good == (one.should == 0 or Fraction(one.present, one.should) >= Fraction(9, 10))
    both = one + other
    assert (both.should, both.absent) == (one.should + other.should, one.absent + other.absent)


def test_attendance_that_cannot_be() -> None:
    with pytest.raises(ValueError, match="nobody"):
        Attendance(3, 2, 2)


@pytest.mark.parametrize(
    ("minutes", "presence"),
    [
        (-31, None),
        (-30, Presence.ON_TIME),
        (0, Presence.ON_TIME),
        (1, Presence.LATE),
        (30, Presence.LATE),
        (31, None),
    ],
)
def test_the_door(minutes: int, presence: Presence | None) -> None:
    assert Door().presence(START, START + timedelta(minutes=minutes)) is presence


def test_replies_follow_each_other() -> None:
    assert may_reply(None, Reply.ATTENDING)
    assert may_reply(Reply.LEAVE_REFUSED, Reply.LEAVE_ASKED)
    assert not may_reply(None, Reply.LEAVE_GRANTED)
    assert not may_reply(Reply.ATTENDING, Reply.LEAVE_GRANTED)
    assert not may_reply(Reply.LEAVE_GRANTED, Reply.LEAVE_REFUSED)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(Span))
def test_every_day_lies_in_its_span(day: date, span: Span) -> None:
    first, last = span_of(span, day)
    assert first <= day <= last
    assert first.day == 1
    assert last.day == monthrange(last.year, last.month)[1]
    assert span_of(span, last + timedelta(days=1))[0] == last + timedelta(days=1)
    assert (last.month - first.month + 1) == {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}[span]


def test_what_is_owed_comes_first_and_the_most_pressing_before_the_rest() -> None:
    held = [
        Held(MeetingKind.THEME_DAY, date(2026, 11, 5)),
        Held(MeetingKind.THEME_DAY, date(2026, 10, 5)),
        Held(MeetingKind.GROUP, date(2026, 11, 3), group_id=1),
        Held(MeetingKind.ASSEMBLY, date(2026, 9, 30)),
    ]
    found = radar(USUAL_PACE, (1, 2), held, TODAY)
    assert [(due.kind, due.group_id, due.days_left) for due in found if due.owed] == [
        (MeetingKind.COMMITTEE, None, 11),
        (MeetingKind.GROUP, 2, 11),
        (MeetingKind.ASSEMBLY, None, 42),
        (MeetingKind.LESSON, None, 42),
        (MeetingKind.LIFE, None, 42),
        (MeetingKind.APPRAISAL, None, 42),
    ]
    assert [(due.kind, due.group_id) for due in found if not due.owed] == [
        (MeetingKind.THEME_DAY, None),
        (MeetingKind.GROUP, 1),
    ]


def test_a_branch_without_groups_owes_no_group_meetings() -> None:
    assert all(due.kind is not MeetingKind.GROUP for due in radar(USUAL_PACE, (), (), TODAY))


def test_several_in_one_span() -> None:
    (due,) = radar([Pace(MeetingKind.LESSON, Span.YEAR, times=4)], (), [], date(2026, 12, 31))
    assert (due.owed, due.until, due.days_left) == (4, date(2026, 12, 31), 1)
