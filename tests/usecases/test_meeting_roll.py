"""The roll of a meeting, its minutes, and what a branch still owes, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.cadence import Due
from bot.domain.meetings import MeetingKind, MeetingState, Presence
from bot.errors import UserError
from bot.usecases import meeting_answers, meeting_radar, meeting_roll
from bot.usecases.meeting_radar import BranchRadar
from storage import people
from storage.database import Database
from storage.meetings import MeetingRow
from tests.usecases.meeting_village import DAYS, START, announced
from tests.usecases.village import (
    ADMINISTRATOR,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_LEADER,
    WEST_SECRETARY,
    Village,
)


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


@pytest.fixture
async def meeting(village: Village) -> MeetingRow:
    return (await announced(village)).meeting


async def marks(village: Village, row: MeetingRow, who: int, presence: Presence | None, at=START):
    return await village.does(SECRETARY, meeting_roll.mark, row.id, who, presence, at)


async def test_the_roll_counts_people_without_a_phone(village: Village, meeting: MeetingRow) -> None:
    await village.does(MEMBER, meeting_answers.ask_leave, meeting.id, meeting_answers.chosen("ill"), NOW)
    await village.does(SECRETARY, meeting_answers.decide, meeting.id, MEMBER, True, NOW)
    await marks(village, meeting, PHONELESS, Presence.ON_TIME)
    await marks(village, meeting, LEADER, Presence.LATE)
    await marks(village, meeting, SECRETARY, Presence.ON_TIME)
    await marks(village, meeting, SECRETARY, None)
    roll = await village.does(SECRETARY, meeting_roll.hold, meeting.id, START, DAYS)
    assert roll.meeting.state is MeetingState.HELD
    assert not roll.meeting.recorded_late
    there = roll.tally.attendance
    assert (there.should, there.present, there.leave, there.absent) == (7, 2, 1, 4)
    roll = await marks(village, meeting, SECRETARY, Presence.LEFT_EARLY, START + timedelta(days=1))
    assert roll.tally.attendance.present == 3
    again = await village.does(SECRETARY, meeting_roll.hold, meeting.id, START + timedelta(days=2), DAYS)
    assert not again.meeting.recorded_late


async def test_all_others_are_there(village: Village, meeting: MeetingRow) -> None:
    await marks(village, meeting, LEADER, Presence.ABSENT)
    roll = await village.does(SECRETARY, meeting_roll.mark_rest, meeting.id, START)
    assert (roll.tally.present, roll.tally.absent) == (6, 1)


async def test_whoever_comes_although_on_leave_is_there(village: Village, meeting: MeetingRow) -> None:
    await village.does(MEMBER, meeting_answers.ask_leave_in_words, meeting.id, "有事", NOW)
    await village.does(SECRETARY, meeting_answers.decide, meeting.id, MEMBER, True, NOW)
    await village.does(SECRETARY, meeting_roll.mark_rest, meeting.id, START)
    roll = await marks(village, meeting, MEMBER, Presence.ON_TIME)
    there = roll.tally.attendance
    assert (there.present, there.leave, there.percent) == (7, 0, 100)


async def test_whoever_has_left_the_roster_is_not_waited_for(village: Village, meeting: MeetingRow) -> None:
    await village.does(LEADER, meeting_answers.ask_leave_in_words, meeting.id, "有事", NOW)
    await village.does(SECRETARY, meeting_answers.decide, meeting.id, LEADER, True, NOW)
    for who in (MEMBER, LEADER):
        await village.database.run(people.leave, who)
    roll = await village.does(SECRETARY, meeting_roll.mark_rest, meeting.id, START)
    assert MEMBER not in {one.person_id for one in roll.attendees}
    roll = await village.does(SECRETARY, meeting_roll.hold, meeting.id, START, DAYS)
    assert (roll.tally.should, roll.tally.present) == (5, 5)
    await village.database.run(people.leave, PHONELESS)  # how it ended stays as it was
    roll = await village.sees(SECRETARY, meeting_roll.open_roll, meeting.id)
    assert (roll.tally.should, roll.tally.present) == (5, 5)


async def test_when_the_roll_can_be_called(village: Village, meeting: MeetingRow) -> None:
    early = START - timedelta(hours=1)
    with pytest.raises(UserError, match="meeting-roll-early"):
        await marks(village, meeting, LEADER, Presence.ON_TIME, early - timedelta(seconds=1))
    await marks(village, meeting, LEADER, Presence.ON_TIME, early)
    with pytest.raises(UserError, match="meeting-not-begun"):
        await village.does(SECRETARY, meeting_roll.hold, meeting.id, early, DAYS)
    await marks(village, meeting, LEADER, None)
    with pytest.raises(UserError, match="meeting-roll-empty"):
        await village.does(SECRETARY, meeting_roll.hold, meeting.id, START, DAYS)
    with pytest.raises(UserError, match="button-broken"):
        await marks(village, meeting, WEST_LEADER, Presence.ON_TIME)


@pytest.mark.parametrize("who", [LEADER, MEMBER, WEST_SECRETARY])
async def test_nobody_else_calls_the_roll(village: Village, meeting: MeetingRow, who: int) -> None:
    for usecase, more in (
        (meeting_roll.mark_rest, (START,)),
        (meeting_roll.hold, (START, DAYS)),
        (meeting_roll.open_roll, ()),
    ):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, usecase, meeting.id, *more)


async def test_a_roll_that_is_closed_late_says_so(village: Village, meeting: MeetingRow) -> None:
    late = START + timedelta(days=1, seconds=1)
    await marks(village, meeting, LEADER, Presence.ON_TIME, late)
    roll = await village.does(SECRETARY, meeting_roll.hold, meeting.id, late, DAYS)
    assert roll.meeting.recorded_late


# -- the radar -------------------------------------------------------------------------------------------


def due(found: BranchRadar, kind: MeetingKind) -> Due:
    return next(one for one in found.dues if one.kind is kind)


async def test_a_meeting_that_was_held_is_owed_no_more(village: Village, meeting: MeetingRow) -> None:
    seen = await village.sees(SECRETARY, meeting_radar.of_branch, EAST, NOW)
    assert due(seen.radar, MeetingKind.ASSEMBLY).owed == 1
    assert seen.radar.percent is None
    assert [(row.id, tally.should) for row, tally in seen.coming] == [(meeting.id, 7)]
    seen = await village.sees(SECRETARY, meeting_radar.of_branch, EAST, START)
    assert (seen.coming, [row.id for row in seen.open]) == ((), [meeting.id])
    await village.does(SECRETARY, meeting_roll.mark_rest, meeting.id, START)
    await village.does(SECRETARY, meeting_roll.hold, meeting.id, START, DAYS)
    seen = await village.sees(SECRETARY, meeting_radar.of_branch, EAST, START)
    assert due(seen.radar, MeetingKind.ASSEMBLY).owed == 0
    assert (seen.radar.percent, seen.open, seen.others) == (100, (), False)
    later = await village.sees(SECRETARY, meeting_radar.of_branch, EAST, START + timedelta(days=60))
    assert due(later.radar, MeetingKind.ASSEMBLY).owed == 1
    assert later.radar.percent is None  # another year


async def test_an_administrator_sees_all_branches_worst_first(village: Village) -> None:
    found = await village.sees(ADMINISTRATOR, meeting_radar.overview, NOW)
    assert [(one.branch.id, one.owed) for one in found] == [(EAST, 8), (WEST, 7)]  # two groups, and one
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(MEMBER, meeting_radar.overview, NOW)
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(WEST_SECRETARY, meeting_radar.of_branch, EAST, NOW)


async def test_a_member_sees_what_is_to_come(village: Village, meeting: MeetingRow) -> None:
    (seen,) = await village.sees(MEMBER, meeting_radar.own, NOW)
    assert (seen.meeting.id, seen.me.person_id) == (meeting.id, MEMBER)
    assert await village.sees(WEST_LEADER, meeting_radar.own, NOW) == ()
    assert await village.sees(MEMBER, meeting_radar.own, START) != ()
    assert await village.sees(MEMBER, meeting_radar.own, START + timedelta(seconds=1)) == ()
