"""A group leader runs the meetings of the own party group, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.meetings import MeetingKind, MeetingState, Presence, Reply
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    meeting_answers,
    meeting_drafts,
    meeting_past,
    meeting_radar,
    meeting_roll,
    meeting_sending,
)
from storage.database import Database
from storage.meetings import MeetingRow
from tests.usecases.meeting_village import announced, drafted, sends, told
from tests.usecases.village import (
    EAST,
    EAST_ONE,
    EAST_TWO,
    LEADER,
    MEMBER,
    NOW,
    OTHER_LEADER,
    PHONELESS,
    SECRETARY,
    WEST,
    Village,
)

GROUP_MEETING = "11月25日19:00在老周家院子开党小组会，学习章程"
START = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


@pytest.fixture
async def meeting(village: Village) -> MeetingRow:
    return (await announced(village, GROUP_MEETING, LEADER)).meeting


async def test_a_leader_calls_the_group(village: Village) -> None:
    card = await drafted(village, GROUP_MEETING, LEADER)
    assert (card.asks, card.only_group, card.remarks) == (None, True, ())
    assert (card.form.kind, card.form.branch_id, card.form.group_id) == (MeetingKind.GROUP, EAST, EAST_ONE)
    done = await sends(village, card, LEADER)
    assert (done.should, done.people) == (3, 1)
    assert await told(village, "meeting-invitation") == [MEMBER]


async def test_whatever_else_was_said_it_is_the_group_that_meets(village: Village) -> None:
    card = await drafted(village, "11月25日19:00在活动室开支部党员大会，学习章程", LEADER)
    assert [remark.key for remark in card.remarks] == ["error-meeting-only-own-group"]
    assert (card.form.kind, card.form.place, card.form.group_id) == (MeetingKind.GROUP, "活动室", EAST_ONE)


async def test_from_answers_to_the_roll(village: Village, meeting: MeetingRow) -> None:
    await village.does(MEMBER, meeting_answers.ask_leave_in_words, meeting.id, "有事", NOW)
    assert sorted(await told(village, "meeting-leave-request")) == [SECRETARY, LEADER]
    done = await village.does(LEADER, meeting_answers.decide, meeting.id, MEMBER, True, NOW)
    assert done.me.reply is Reply.LEAVE_GRANTED
    await village.does(LEADER, meeting_roll.mark, meeting.id, PHONELESS, Presence.LATE, START)
    await village.does(LEADER, meeting_roll.mark_rest, meeting.id, START)
    roll = await village.does(LEADER, meeting_roll.hold, meeting.id, START, WorkingDays())
    assert (roll.meeting.state, roll.tally.present, roll.tally.granted) == (MeetingState.HELD, 2, 1)
    # The secretary runs every meeting of the branch, those of its groups too.
    assert (await village.sees(SECRETARY, meeting_roll.open_roll, meeting.id)).tally.present == 2


async def test_a_leader_changes_and_calls_off_only_the_own_meeting(
    village: Village, meeting: MeetingRow
) -> None:
    card = await village.does(LEADER, meeting_drafts.edit_announced, meeting.id, NOW)
    changed = await village.does(
        LEADER, meeting_drafts.set_time, card.draft_id, START + timedelta(hours=1), NOW
    )
    assert (await sends(village, changed, LEADER)).is_change
    for usecase, more in (
        (meeting_drafts.edit_announced, (NOW,)),
        (meeting_roll.open_roll, ()),
        (meeting_roll.mark_rest, (START,)),
        (meeting_roll.hold, (START, WorkingDays())),
        (meeting_sending.call_off, (NOW, WorkingDays())),
    ):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(OTHER_LEADER, usecase, meeting.id, *more)
    done = await village.does(LEADER, meeting_sending.call_off, meeting.id, NOW, WorkingDays())
    assert done.meeting.state is MeetingState.CANCELLED


async def test_no_leader_runs_a_meeting_of_the_branch(village: Village) -> None:
    row = (await announced(village)).meeting
    for usecase, more in (
        (meeting_drafts.edit_announced, (NOW,)),
        (meeting_roll.open_roll, ()),
        (meeting_roll.mark, (MEMBER, Presence.ON_TIME, START)),
        (meeting_sending.call_off, (NOW, WorkingDays())),
        (meeting_answers.decide, (MEMBER, True, NOW)),
    ):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(LEADER, usecase, row.id, *more)


async def test_no_way_of_the_card_leads_out_of_the_group(village: Village) -> None:
    card = await drafted(village, GROUP_MEETING, LEADER)
    ways: tuple[tuple[Any, object, str], ...] = (
        (meeting_drafts.set_kind, MeetingKind.ASSEMBLY, "meeting-only-own-group"),
        (meeting_drafts.set_group, EAST_TWO, "meeting-only-own-group"),
        (meeting_drafts.set_branch, WEST, "not-allowed"),
        (meeting_drafts.set_branch, EAST, "not-allowed"),
        (meeting_drafts.set_groups_told, True, "not-allowed"),
    )
    for usecase, value, key in ways:
        with pytest.raises(UserError, match=key):
            await village.does(LEADER, usecase, card.draft_id, value, NOW)
    for kind, group in ((MeetingKind.ASSEMBLY, None), (MeetingKind.GROUP, EAST_TWO)):
        with pytest.raises(UserError, match="meeting-only-own-group"):
            await drafted(village, "", LEADER, kind=kind, branch_id=EAST, group_id=group)


async def test_who_leads_no_more_sends_no_more(village: Village, meeting: MeetingRow) -> None:
    card = await drafted(village, GROUP_MEETING, LEADER)
    await village.loses(LEADER)
    with pytest.raises(UserError, match="not-allowed"):
        await sends(village, card, LEADER)
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(LEADER, meeting_roll.open_roll, meeting.id)


async def test_the_radar_of_a_group(village: Village, meeting: MeetingRow) -> None:
    await announced(village)
    (one,) = await village.sees(LEADER, meeting_radar.overview, NOW)
    assert [(due.kind, due.group_id, due.owed) for due in one.dues] == [(MeetingKind.GROUP, EAST_ONE, 1)]
    seen = await village.sees(LEADER, meeting_radar.of_branch, EAST, NOW)
    assert ([row.id for row, _ in seen.coming], seen.others) == ([meeting.id], False)
    late = START + timedelta(days=2)
    await village.does(LEADER, meeting_roll.mark_rest, meeting.id, late)
    roll = await village.does(LEADER, meeting_roll.hold, meeting.id, late, WorkingDays())
    assert roll.meeting.recorded_late
    seen = await village.sees(LEADER, meeting_radar.of_branch, EAST, late)
    assert (seen.radar.owed, seen.radar.percent, seen.radar.late) == (0, 100, 1)
    assert seen.open == ()  # the assembly of the branch is no business of the leader's
    for who, count in ((LEADER, 1), (OTHER_LEADER, 0), (SECRETARY, 1)):
        past = await village.sees(who, meeting_past.of_branch, EAST, 0)
        assert (len(past.meetings), past.more) == (count, False)
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(MEMBER, meeting_past.of_branch, EAST, 0)
    for who, branch_id in ((LEADER, WEST), (MEMBER, EAST)):
        with pytest.raises(UserError, match="not-allowed"):
            await village.sees(who, meeting_radar.of_branch, branch_id, NOW)
