"""A group leader runs the meetings of the own group alone; group chats hear of those of the branch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.group_chats import GroupChat
from bot.domain.meeting_form import MeetingField
from bot.domain.meetings import MeetingKind, MeetingState, Presence, Reply
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import group_chats as group_settings
from bot.usecases import (
    meeting_answers,
    meeting_drafts,
    meeting_groups,
    meeting_past,
    meeting_radar,
    meeting_roll,
    meeting_sending,
)
from storage import group_chats
from storage.database import Database
from storage.meetings import MeetingRow
from storage.schema import delivery, push
from tests.usecases.meeting_village import announced, by_the_clock, drafted, sends, told
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
    WEST_SECRETARY,
    Village,
)

STRANGER = 99
GROUP_MEETING = "11月25日19:00在老周家院子开党小组会，学习章程"
START = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


# What is refused before anything is stored need not be tried on both databases.
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


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


@on_sqlite
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


@on_sqlite
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


@on_sqlite
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


# -- group chats -----------------------------------------------------------------------------------------

CHAT, WEST_CHAT = -1001, -1002


async def bind(village: Village, chat_id: int = CHAT, branch_id: int = EAST) -> None:
    group = GroupChat(chat_id, branch_id, "群", "zh-Hans", is_forum=False)
    await village.database.run(group_chats.bind, group, None, NOW)


async def heard_in_groups(village: Village) -> list[tuple[int, str]]:
    """What was queued for which group chat, in order; what was stopped before it went is left out."""
    query = (
        sa.select(delivery.c.chat_id, push.c.content)
        .join(push, push.c.id == delivery.c.push_id)
        .where(delivery.c.chat_id < 0, push.c.stopped_at.is_(None))
        .order_by(delivery.c.id)
    )
    rows = await village.database.read(lambda tx: list(tx.execute(query)))
    return [(chat_id, content["key"]) for chat_id, content in rows]


async def test_a_bound_group_hears_of_what_concerns_the_branch(village: Village) -> None:
    await bind(village)
    await bind(village, WEST_CHAT, WEST)
    card = await drafted(village)
    assert (card.chats, card.form.is_for_groups) == (1, True)
    row = (await sends(village, card)).meeting
    assert await heard_in_groups(village) == [(CHAT, "meeting-group-invitation")]
    card = await village.does(SECRETARY, meeting_drafts.edit_announced, row.id, NOW)
    with pytest.raises(UserError, match="meeting-kind-fixed"):
        await village.does(SECRETARY, meeting_drafts.set_groups_told, card.draft_id, False, NOW)
    card = await village.does(SECRETARY, meeting_drafts.say, card.draft_id, MeetingField.PLACE, "村部", NOW)
    assert (await sends(village, card)).chats == 1
    # Nobody reads an invitation that waits after the change of it.
    assert await heard_in_groups(village) == [(CHAT, "meeting-group-changed")]
    await village.does(SECRETARY, meeting_sending.call_off, row.id, NOW, WorkingDays())
    assert await heard_in_groups(village) == [(CHAT, "meeting-group-called-off")]


@on_sqlite
@pytest.mark.parametrize(
    ("text", "who"),
    [("明天9点在活动室开支委会", SECRETARY), (GROUP_MEETING, LEADER)],
)
async def test_what_concerns_a_few_is_told_in_no_group(village: Village, text: str, who: int) -> None:
    await bind(village)
    assert (await announced(village, text, who)).chats == 0
    assert await heard_in_groups(village) == []


async def test_a_secretary_may_choose_otherwise(village: Village) -> None:
    await bind(village)
    for text, told_there in (("明天9点在活动室开支委会", True), ("11月25日19:00在活动室过主题党日", False)):
        card = await drafted(village, text)
        card = await village.does(SECRETARY, meeting_drafts.set_groups_told, card.draft_id, told_there, NOW)
        assert (await sends(village, card)).chats == int(told_there)


async def test_only_groups_that_want_it_are_reminded(village: Village) -> None:
    await bind(village)
    await bind(village, CHAT - 10)
    await announced(village)
    for _ in range(2):
        card = await village.does(SECRETARY, group_settings.set_meeting_reminder, CHAT, True, NOW)
        assert card.group is not None
        assert card.group.meeting_reminder
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(LEADER, group_settings.set_meeting_reminder, CHAT, False, NOW)
    before = await heard_in_groups(village)
    await by_the_clock(village, START - timedelta(hours=1, seconds=1))
    assert await heard_in_groups(village) == before
    await by_the_clock(village, START - timedelta(hours=1))
    assert (await heard_in_groups(village))[len(before) :] == [(CHAT, "meeting-group-reminder")]


async def test_whose_answer_in_a_group_counts(village: Village) -> None:
    await bind(village)
    await bind(village, WEST_CHAT, WEST)
    row = (await announced(village)).meeting
    done = await village.does(MEMBER, meeting_groups.attend, row.id, CHAT, NOW)
    assert done.me.reply is Reply.ATTENDING
    seen = await village.sees(MEMBER, meeting_groups.check_leave, row.id, CHAT, NOW)
    assert seen.meeting.id == row.id
    for who, meeting_id, chat_id, key in (
        (WEST_SECRETARY, row.id, CHAT, "meeting-not-yours"),
        (MEMBER, row.id, WEST_CHAT, "meeting-group-other"),
        (MEMBER, row.id, 1000 + MEMBER, "meeting-group-other"),
        (MEMBER, row.id + 9, CHAT, "meeting-group-other"),
        (STRANGER, row.id, CHAT, "meeting-group-stranger"),
    ):
        with pytest.raises(UserError, match=key):
            await village.does(who, meeting_groups.attend, meeting_id, chat_id, NOW)
    with pytest.raises(UserError, match="meeting-begun"):
        await village.does(MEMBER, meeting_groups.attend, row.id, CHAT, START)
