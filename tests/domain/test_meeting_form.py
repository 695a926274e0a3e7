"""A meeting that is put together."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience, AudienceRole
from bot.domain.meeting_form import (
    MeetingField,
    MeetingForm,
    audience_of,
    form_from_json,
    form_to_json,
    units,
)
from bot.domain.meetings import MeetingKind
from bot.domain.quiet import QuietHours

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=ZONE)
QUIET = QuietHours()
starts = st.integers(1, 60 * 24 * 30).map(lambda minutes: NOW + timedelta(minutes=minutes))


forms = st.builds(
    MeetingForm,
    branch_id=st.none() | st.integers(1, 9),
    kind=st.none() | st.sampled_from(MeetingKind),
    group_id=st.none() | st.integers(1, 9),
    starts_at=st.none() | starts,
    place=st.text(max_size=5),
    agenda=st.text(max_size=5),
    host=st.text(max_size=5),
    version=st.integers(0, 9),
    meeting_id=st.none() | st.integers(1, 9),
)


@given(forms)
def test_a_form_is_kept_as_it_is(form: MeetingForm) -> None:
    assert form_from_json(form_to_json(form)) == form


@given(forms)
def test_what_is_whole_lacks_nothing(form: MeetingForm) -> None:
    whole = form.branch_id and form.kind and form.starts_at and form.place
    is_group = form.kind is MeetingKind.GROUP
    assert (form.missing() == ()) == bool(whole and (form.group_id or not is_group))


def test_a_group_stays_only_with_its_own_meetings() -> None:
    form = MeetingForm(1, MeetingKind.GROUP, 2)
    assert form.saying(kind=MeetingKind.LESSON).group_id is None
    assert form.saying(branch_id=3).group_id is None
    assert form.saying(place="村部") == MeetingForm(1, MeetingKind.GROUP, 2, place="村部", version=1)
    assert form.saying(kind=MeetingKind.GROUP) is form
    assert MeetingField.GROUP in MeetingForm(1, MeetingKind.GROUP).missing()


def test_whom_each_kind_is_for() -> None:
    assert audience_of(MeetingKind.COMMITTEE, 1, None) == Audience((1,), roles=(AudienceRole.COMMITTEE,))
    assert audience_of(MeetingKind.GROUP, 1, 2) == Audience((1,), groups=(2,))
    assert audience_of(MeetingKind.GROUP, 1, None).nobody
    assert audience_of(MeetingKind.LIFE, 1, None).is_everybody
    assert MeetingForm().audience.nobody


def test_length_is_as_telegram_counts() -> None:
    assert units("会a😀") == 4
