"""Calling a branch to a meeting, answers, leave and reminders, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.meeting_form import LONGEST_AGENDA, MeetingField
from bot.domain.meetings import MeetingKind, MeetingState, Reply
from bot.errors import UserError
from bot.usecases import meeting_answers, meeting_card, meeting_drafts, meeting_sending
from storage import attendance
from storage.database import Database
from storage.schema import delivery, push
from tests.usecases.meeting_village import (
    ASSEMBLY,
    DAY_BEFORE,
    DAYS,
    HOUR_BEFORE,
    START,
    announced,
    by_the_clock,
    drafted,
    sends,
    told,
)
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    CONTACT,
    EAST,
    EAST_ONE,
    LEADER,
    MEMBER,
    NOW,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_ONE,
    WEST_SECRETARY,
    Village,
)

IN_EAST = [LEADER, MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]  # with a phone, but the secretary


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


# -- putting it together ---------------------------------------------------------------------------------


async def test_a_sentence_is_a_whole_card(village: Village) -> None:
    card = await drafted(village)
    assert (card.form.kind, card.form.starts_at, card.form.place, card.form.agenda) == (
        MeetingKind.ASSEMBLY,
        START,
        "党员活动室",
        "学习章程",
    )
    assert (card.asks, card.remarks) == (None, ())
    assert (card.reach.people, card.reach.missed) == (5, {"no-account": 1})


async def test_what_is_missing_is_asked_in_turn(village: Village) -> None:
    card = await drafted(village, "")
    assert card.asks is MeetingField.KIND
    card = await village.does(SECRETARY, meeting_drafts.set_kind, card.draft_id, MeetingKind.GROUP, NOW)
    assert (card.asks, [group.id for group in card.groups]) == (MeetingField.GROUP, [1, 2])
    card = await village.does(SECRETARY, meeting_drafts.set_group, card.draft_id, EAST_ONE, NOW)
    card = await say(village, card.draft_id, MeetingField.TIME, "明晚七点半")
    assert card.asks is MeetingField.PLACE
    card = await say(village, card.draft_id, MeetingField.PLACE, " 村部\n会议室 ")
    assert (card.asks, card.form.place) == (None, "村部 会议室")
    done = await sends(village, card)
    assert (done.people, done.should) == (2, 3)  # one of the group has no phone


async def say(village: Village, draft_id: int, field: MeetingField, text: str, who: int = SECRETARY):
    return await village.does(who, meeting_drafts.say, draft_id, field, text, NOW)


async def test_an_hour_alone_keeps_the_day(village: Village) -> None:
    card = await drafted(village)
    card = await say(village, card.draft_id, MeetingField.TIME, "改到晚上8点")
    assert card.form.starts_at == START + timedelta(hours=1)
    card = await say(village, card.draft_id, MeetingField.TIME, "11月27日晚上8点")
    assert card.form.starts_at == datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("11月18日19:00在活动室开支委会", "error-meeting-time-past"),
        ("明天25:00在活动室开支委会", "error-meeting-time-impossible"),
        ("2月30日19:00在活动室开支委会", "error-meeting-time-impossible"),
        ("11月25日在活动室开支委会", "error-meeting-time-missing"),
        ("下个月在活动室开支委会", "error-meeting-time-unclear"),
    ],
)
async def test_a_time_that_cannot_be_loses_nothing_else(village: Village, text: str, key: str) -> None:
    card = await drafted(village, text)
    assert [remark.key for remark in card.remarks] == [key]
    assert (card.asks, card.form.kind, card.form.place) == (
        MeetingField.TIME,
        MeetingKind.COMMITTEE,
        "活动室",
    )


async def test_an_agenda_that_is_too_long_loses_nothing_else(village: Village) -> None:
    card = await drafted(village, ASSEMBLY + "一" * 4_000)
    (remark,) = card.remarks
    assert (remark.key, remark.values["limit"]) == ("error-meeting-agenda-too-long", LONGEST_AGENDA)
    assert (card.form.starts_at, card.form.place, card.form.agenda) == (START, "党员活动室", "")
    with pytest.raises(UserError, match="meeting-agenda-too-long"):
        await say(village, card.draft_id, MeetingField.AGENDA, "一" * 4_000)


@pytest.mark.parametrize(
    ("field", "text", "key"),
    [
        (MeetingField.TIME, "昨天9点", "meeting-time-past"),
        (MeetingField.TIME, "25:00", "meeting-time-impossible"),
        (MeetingField.TIME, "有空的时候", "meeting-time-unclear"),
        (MeetingField.PLACE, "一" * 101, "meeting-place-too-long"),
        (MeetingField.PLACE, " ", "meeting-place-missing"),
        (MeetingField.HOST, "一" * 41, "meeting-host-too-long"),
        (MeetingField.HOST, "张三 11010519491231002X", "identity-number"),
        (MeetingField.KIND, "茶话会", "meeting-kind-unclear"),
        (MeetingField.GROUP, "一组", "meeting-choose-button"),
    ],
)
async def test_words_that_cannot_be(village: Village, field: MeetingField, text: str, key: str) -> None:
    card = await drafted(village)
    with pytest.raises(UserError, match=key):
        await say(village, card.draft_id, field, text)
    again = await village.does(SECRETARY, meeting_card.show, card.draft_id, NOW)
    assert again.form == card.form


@pytest.mark.parametrize("who", [MEMBER, COMMITTEE, CONTACT])
async def test_nobody_else_calls_meetings(village: Village, who: int) -> None:
    with pytest.raises(UserError, match="not-allowed"):
        await drafted(village, who=who)


async def test_a_draft_is_its_writers_alone(village: Village) -> None:
    card = await drafted(village)
    with pytest.raises(UserError, match="meeting-draft-not-yours"):
        await sends(village, card, WEST_SECRETARY)
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, meeting_drafts.set_group, card.draft_id, WEST_ONE, NOW)
    await village.does(SECRETARY, meeting_drafts.cancel, card.draft_id, NOW)
    with pytest.raises(UserError, match="meeting-draft-cancelled"):
        await sends(village, card)


async def test_an_administrator_says_which_branch(village: Village) -> None:
    # On West's roster, and over both: her own branch is meant unless she says another.
    card = await drafted(village, who=ADMINISTRATOR)
    card = await village.does(ADMINISTRATOR, meeting_drafts.set_branch, card.draft_id, EAST, NOW)
    done = await sends(village, card, ADMINISTRATOR)
    assert (done.branch.id, done.people) == (EAST, 6)
    card = await drafted(village)
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(SECRETARY, meeting_drafts.set_branch, card.draft_id, WEST, NOW)


async def test_as_last_time(village: Village) -> None:
    card = await drafted(village, "主题党日")
    with pytest.raises(UserError, match="meeting-no-last"):
        await village.does(SECRETARY, meeting_drafts.as_last, card.draft_id, NOW)
    await announced(village, "11月25日19:00在党员活动室过主题党日，读书")
    card = await drafted(village, "主题党日")
    card = await village.does(SECRETARY, meeting_drafts.as_last, card.draft_id, NOW)
    assert (card.form.place, card.form.agenda) == ("党员活动室", "读书")
    assert card.form.starts_at == datetime(2026, 12, 25, 11, 0, tzinfo=UTC)


# -- announcing ------------------------------------------------------------------------------------------


async def test_everybody_is_told_once(village: Village) -> None:
    card = await drafted(village)
    done = await sends(village, card)
    assert (done.people, done.should, done.is_change) == (5, 7, False)
    assert await told(village, "meeting-invitation") == IN_EAST
    with pytest.raises(UserError, match="meeting-draft-sent"):
        await sends(village, card)
    mine = await village.sees(SECRETARY, meeting_answers.look, done.meeting.id)
    assert mine.me.reply is Reply.ATTENDING


async def test_an_old_card_sends_nothing(village: Village) -> None:
    card = await drafted(village)
    await say(village, card.draft_id, MeetingField.PLACE, "村部")
    with pytest.raises(UserError, match="meeting-card-old"):
        await sends(village, card)
    with pytest.raises(UserError, match="meeting-not-whole"):
        await sends(village, await drafted(village, "支委会"))


async def test_a_start_that_passed_meanwhile(village: Village) -> None:
    card = await drafted(village)
    with pytest.raises(UserError, match="meeting-time-past"):
        await sends(village, card, at=START)


async def test_the_committee_meets_alone(village: Village) -> None:
    done = await announced(village, "明天9点在活动室开支委会")
    assert done.should == 2
    assert await told(village, "meeting-invitation") == [COMMITTEE]


async def test_at_night_people_hear_of_it_in_the_morning(village: Village) -> None:
    night = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # eleven in the evening
    done = await announced(village, at=night)
    assert done.told_at == datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    times = await village.database.read(
        lambda tx: set(tx.execute(sa.select(delivery.c.not_before)).scalars())
    )
    assert times == {done.told_at}
    early = await announced(village, "明天早上7点在村口集合，主题党日", at=night)
    assert early.told_at == night


# -- answers ---------------------------------------------------------------------------------------------


async def test_coming_and_leave(village: Village) -> None:
    row = (await announced(village)).meeting
    done = await village.does(MEMBER, meeting_answers.attend, row.id, NOW)
    assert done.me.reply is Reply.ATTENDING
    reason = meeting_answers.chosen("ill")
    done = await village.does(MEMBER, meeting_answers.ask_leave, row.id, reason, NOW)
    assert (done.me.reply, done.me.reason) == (Reply.LEAVE_ASKED, "#ill")
    assert await told(village, "meeting-leave-request") == [SECRETARY]
    done = await village.does(SECRETARY, meeting_answers.decide, row.id, MEMBER, True, NOW)
    assert done.me.reply is Reply.LEAVE_GRANTED
    again = await village.does(SECRETARY, meeting_answers.decide, row.id, MEMBER, True, NOW)
    assert again.me.reply is Reply.LEAVE_GRANTED
    assert await told(village, "meeting-leave-granted") == [MEMBER]
    with pytest.raises(UserError, match="meeting-leave-granted-before"):
        await village.does(MEMBER, meeting_answers.ask_leave_in_words, row.id, "再说一次", NOW)
    tally = (await village.database.read(attendance.tallies, [row.id]))[row.id]
    assert (tally.should, tally.attending, tally.granted, tally.silent) == (7, 1, 1, 5)
    done = await village.does(MEMBER, meeting_answers.attend, row.id, NOW)
    assert (done.me.reply, done.me.reason) == (Reply.ATTENDING, "")


async def test_leave_that_is_refused_can_be_asked_again(village: Village) -> None:
    row = (await announced(village)).meeting
    await village.does(MEMBER, meeting_answers.ask_leave_in_words, row.id, "有事", NOW)
    await village.does(SECRETARY, meeting_answers.decide, row.id, MEMBER, False, NOW)
    assert await told(village, "meeting-leave-refused") == [MEMBER]
    done = await village.does(MEMBER, meeting_answers.ask_leave_in_words, row.id, "住院", NOW)
    assert done.me.reply is Reply.LEAVE_ASKED


async def test_nobody_else_answers_or_decides(village: Village) -> None:
    row = (await announced(village)).meeting
    with pytest.raises(UserError, match="meeting-not-yours"):
        await village.does(WEST_SECRETARY, meeting_answers.attend, row.id, NOW)
    await village.does(MEMBER, meeting_answers.ask_leave_in_words, row.id, "有事", NOW)
    for who in (LEADER, MEMBER, WEST_SECRETARY):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, meeting_answers.decide, row.id, MEMBER, True, NOW)
    with pytest.raises(UserError, match="meeting-leave-gone"):
        await village.does(SECRETARY, meeting_answers.decide, row.id, OTHER_MEMBER, True, NOW)
    await village.does(SECRETARY, meeting_answers.ask_leave_in_words, row.id, "有事", NOW)
    with pytest.raises(UserError, match="meeting-leave-own"):
        await village.does(SECRETARY, meeting_answers.decide, row.id, SECRETARY, True, NOW)


async def test_after_the_start_no_answer_counts(village: Village) -> None:
    row = (await announced(village)).meeting
    with pytest.raises(UserError, match="meeting-begun"):
        await village.does(MEMBER, meeting_answers.attend, row.id, START)


# -- changes ---------------------------------------------------------------------------------------------


async def test_a_change_goes_to_everybody_and_takes_the_place_of_what_waits(village: Village) -> None:
    row = (await announced(village)).meeting
    await village.does(MEMBER, meeting_answers.attend, row.id, NOW)
    card = await village.does(SECRETARY, meeting_drafts.edit_announced, row.id, NOW)
    with pytest.raises(UserError, match="meeting-not-changed"):
        await sends(village, card)
    with pytest.raises(UserError, match="meeting-kind-fixed"):
        await village.does(SECRETARY, meeting_drafts.set_kind, card.draft_id, MeetingKind.OTHER, NOW)
    card = await say(village, card.draft_id, MeetingField.PLACE, "村部")
    done = await sends(village, card)
    assert (done.is_change, done.people, done.meeting.place, done.meeting.revision) == (True, 5, "村部", 1)
    assert await told(village, "meeting-changed") == IN_EAST
    stopped = sa.select(push.c.content, push.c.stopped_at)
    rows = await village.database.read(lambda tx: list(tx.execute(stopped)))
    assert {content["key"]: at is not None for content, at in rows} == {
        "meeting-invitation": True,
        "meeting-changed": False,
    }
    mine = await village.sees(MEMBER, meeting_answers.look, row.id)
    assert mine.me.reply is Reply.ATTENDING


async def test_calling_it_off(village: Village) -> None:
    row = (await announced(village)).meeting
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(MEMBER, meeting_sending.call_off, row.id, NOW, DAYS)
    done = await village.does(SECRETARY, meeting_sending.call_off, row.id, NOW, DAYS)
    assert done.meeting.state is MeetingState.CANCELLED
    assert await told(village, "meeting-called-off") == IN_EAST
    for usecase, more in ((meeting_sending.call_off, (DAYS,)), (meeting_drafts.edit_announced, ())):
        with pytest.raises(UserError, match="meeting-cancelled"):
            await village.does(SECRETARY, usecase, row.id, NOW, *more)
    assert (await by_the_clock(village, START)).count == 0


# -- reminders -------------------------------------------------------------------------------------------


async def test_a_day_and_an_hour_before_who_has_not_declined(village: Village) -> None:
    row = (await announced(village)).meeting
    await village.does(MEMBER, meeting_answers.ask_leave_in_words, row.id, "有事", NOW)
    assert not (await by_the_clock(village, DAY_BEFORE - timedelta(seconds=1))).did_anything
    assert (await by_the_clock(village, DAY_BEFORE)).count == 1
    reminded = [SECRETARY, LEADER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]
    assert await told(village, "meeting-reminder") == reminded
    assert not (await by_the_clock(village, DAY_BEFORE)).did_anything
    assert (await by_the_clock(village, HOUR_BEFORE)).count == 1
    assert await told(village, "meeting-reminder") == sorted(reminded * 2)
    assert (await by_the_clock(village, START)).did_anything is False


async def test_after_an_absence_one_reminder_is_enough(village: Village) -> None:
    await announced(village)
    await by_the_clock(village, HOUR_BEFORE + timedelta(minutes=20))
    assert len(await told(village, "meeting-reminder")) == 6


async def test_after_the_start_nobody_is_reminded(village: Village) -> None:
    await announced(village)
    await by_the_clock(village, START + timedelta(days=3))
    assert await told(village, "meeting-reminder") == []


async def test_another_time_moves_the_reminders(village: Village) -> None:
    row = (await announced(village)).meeting
    card = await village.does(SECRETARY, meeting_drafts.edit_announced, row.id, NOW)
    card = await say(village, card.draft_id, MeetingField.TIME, "11月27日19:00")
    await sends(village, card)
    assert not (await by_the_clock(village, HOUR_BEFORE)).did_anything
    assert (await by_the_clock(village, DAY_BEFORE + timedelta(days=2))).count == 1


async def test_a_meeting_in_the_morning_is_told_of_the_evening_before(village: Village) -> None:
    await announced(village, "11月25日早上7点在村口集合，主题党日")
    evening = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    fired = [
        at
        for at in (evening - timedelta(days=1), evening, evening + timedelta(hours=10))
        if (await by_the_clock(village, at)).count
    ]
    assert fired == [evening - timedelta(days=1), evening]
    assert date(2026, 11, 24) == evening.date()
    assert PHONELESS not in await told(village, "meeting-reminder")
