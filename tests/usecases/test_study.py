"""Study plans: putting one together, its items by the clock, reminders, class-hours, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.meetings import Presence
from bot.domain.messages import Attachment
from bot.domain.rich_text import RichText
from bot.domain.rights import Right
from bot.domain.study import LONGEST_TEXT, MOST_ITEMS, PlanState
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    meeting_roll,
    study_card,
    study_doing,
    study_drafts,
    study_hours,
    study_look,
    study_sending,
    study_timing,
)
from bot.usecases.study_card import StudyCard
from bot.usecases.study_sending import Started
from storage import people, study, study_credits
from storage.database import Database
from storage.schema import audit, delivery, person, push
from tests.usecases.meeting_village import START, announced, by_the_clock
from tests.usecases.village import (
    COMMITTEE,
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

DAYS = WorkingDays()
WITH_PHONES = [SECRETARY, LEADER, MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # nine in the morning in China
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
PLAN = "十一月学习\n党章\n公报\n读书（2学时）"


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


async def drafted(village: Village, text: str = PLAN, who: int = SECRETARY) -> StudyCard:
    """A plan pasted as one text."""
    return await village.does(who, study_drafts.start, RichText(text), DAYS, NOW)


async def sent(village: Village, card: StudyCard, who: int = SECRETARY, at: datetime = NOW) -> Started:
    """发送 on that card."""
    return await village.does(who, study_sending.send, card.draft_id, card.form.version, DAYS, at)


async def started(village: Village, text: str = PLAN) -> Started:
    return await sent(village, await drafted(village, text))


async def items(village: Village, plan_id: int) -> list[int]:
    found = await village.database.read(study.items_of, plan_id)
    return [row.id for row in found]


async def minutes(village: Village, who: int, year: int = 2026) -> int:
    return await village.database.read(study_credits.minutes_of, who, year)


async def refused(village: Village, who: int, usecase: Any, *args: Any) -> str:
    with pytest.raises(UserError) as caught:
        await village.does(who, usecase, *args)
    return str(caught.value.key)


async def plan_of(village: Village, plan_id: int) -> study.PlanRow:
    return await village.database.read(study.get, plan_id)


# -- putting it together ---------------------------------------------------------------------------------


async def test_a_paste_is_a_whole_plan(village: Village) -> None:
    card = await drafted(village)
    form = card.form
    assert (form.title, [item.title for item in form.items]) == ("十一月学习", ["党章", "公报", "读书"])
    assert (card.first, card.last, card.remarks) == (MONDAY, MONDAY + 2 * WEEK, ())
    assert (card.reach.people, card.reach.missed) == (6, {"no-account": 1})
    done = await sent(village, card)
    assert (done.people, done.first_at, done.is_change) == (6, MONDAY, False)
    assert await refused(village, SECRETARY, study_card.show, card.draft_id, DAYS, NOW) == "study-draft-sent"


async def test_what_cannot_be_is_said_and_loses_nothing(village: Village) -> None:
    card = await drafted(village, "标题\n" + "\n".join(f"第{n}课" for n in range(MOST_ITEMS)))
    assert (len(card.form.items), card.remarks) == (MOST_ITEMS, ())
    add = study_drafts.add
    card = await village.does(SECRETARY, add, card.draft_id, RichText("再\n来"), None, DAYS, NOW)
    (remark,) = card.remarks
    assert (remark.key, remark.values["count"]) == ("error-study-too-many", 2)
    assert len(card.form.items) == MOST_ITEMS

    card = await drafted(village, "标题")
    send, number = study_sending.send, card.draft_id
    assert await refused(village, SECRETARY, send, number, card.form.version, DAYS, NOW) == "study-empty"
    long = RichText("长文\n" + "一" * (LONGEST_TEXT + 1))
    card = await village.does(SECRETARY, add, number, long, None, DAYS, NOW)
    assert card.form.items == ()
    assert [remark.key for remark in card.remarks] == ["error-study-item-too-long"]
    assert await refused(village, SECRETARY, send, number, 0, DAYS, NOW) == "study-card-old"
    whose = (send, number, card.form.version, DAYS, NOW)
    assert await refused(village, WEST_SECRETARY, *whose) == "study-draft-not-yours"
    assert await refused(village, MEMBER, study_drafts.start, None, DAYS, NOW) == "not-allowed"

    say, start = study_timing.say_time, study_timing.say_start
    assert await refused(village, SECRETARY, say, number, "每天25:00", DAYS, NOW) == "study-time-impossible"
    assert await refused(village, SECRETARY, say, number, "每天23点", DAYS, NOW) == "study-time-quiet"
    assert await refused(village, SECRETARY, say, number, "有空", DAYS, NOW) == "study-time-unclear"
    assert await refused(village, SECRETARY, start, number, "11月1日", DAYS, NOW) == "study-start-past"
    far = (study_timing.set_start, number, date(2029, 1, 1), DAYS, NOW)
    assert await refused(village, SECRETARY, *far) == "study-start-far"
    grouped = (study_timing.toggle_group, number, WEST_ONE, DAYS, NOW)
    assert await refused(village, SECRETARY, *grouped) == "button-broken"
    whose_branch = (study_timing.set_branch, number, WEST, DAYS, NOW)
    assert await refused(village, SECRETARY, *whose_branch) == "not-allowed"
    await village.does(SECRETARY, study_drafts.cancel, number, NOW)
    assert await refused(village, SECRETARY, add, number, long, None, DAYS, NOW) == "study-draft-cancelled"


async def test_a_text_that_a_phone_has_cut_is_one(village: Village) -> None:
    card = await drafted(village, "标题\n\n第一课\n" + "一" * 4_088)
    assert [item.title for item in card.form.items] == ["第一课"]
    rest = RichText("二" * 100 + "\n\n第二课\n好")
    card = await village.does(SECRETARY, study_drafts.add, card.draft_id, rest, None, DAYS, NOW)
    assert [item.title for item in card.form.items] == ["第一课", "第二课"]
    assert card.form.items[0].text.units >= 4_000
    file = Attachment("document", "file-1", "讲稿.docx")
    card = await village.does(SECRETARY, study_drafts.add, card.draft_id, RichText(""), file, DAYS, NOW)
    assert card.form.items[2].title == "讲稿.docx"
    photo = Attachment("photo", "photo-1")
    nothing = RichText("\u200b")
    card = await village.does(SECRETARY, study_drafts.add, card.draft_id, nothing, photo, DAYS, NOW)
    assert card.form.items[3].title == "📷"
    card = await village.does(SECRETARY, study_drafts.add, card.draft_id, nothing, None, DAYS, NOW)
    assert len(card.form.items) == 4
    done = await sent(village, card)
    await by_the_clock(village, MONDAY)
    texts = await village.said("study-item")
    assert len(texts) >= 2  # more than one message holds
    assert [bool(text["buttons"]) for text in texts] == [False] * (len(texts) - 1) + [True]
    assert (await village.heard("study-item")).count(MEMBER) == len(texts)
    assert done.plan.state is PlanState.RUNNING


async def test_working_days_only(village: Village) -> None:
    card = await drafted(village, "节前\n" + "\n".join("一二三四五"))
    args = (None, 9 * 60, True, DAYS, NOW)
    card = await village.does(SECRETARY, study_timing.set_time, card.draft_id, *args)
    assert (card.form.remind_on, card.provisional) == (5, False)
    assert card.last == datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    start = date(2027, 2, 1)
    card = await village.does(SECRETARY, study_timing.set_start, card.draft_id, start, DAYS, NOW)
    assert card.provisional


# -- by the clock ----------------------------------------------------------------------------------------


async def test_each_item_once_and_reminders_only_to_who_owes(village: Village) -> None:
    plan = (await started(village)).plan
    first, second, third = await items(village, plan.id)
    assert not (await by_the_clock(village, MONDAY - timedelta(seconds=1))).count
    assert (await by_the_clock(village, MONDAY)).count == 1
    assert not (await by_the_clock(village, MONDAY)).count
    assert sorted(await village.heard("study-item")) == sorted(WITH_PHONES)
    for who in (MEMBER, LEADER):
        done = await village.does(who, study_doing.finish, first, MONDAY)
        assert (done.is_new, done.mine.minutes, done.left) == (True, 30, 0)
    again = await village.does(MEMBER, study_doing.finish, first, MONDAY)
    assert (again.is_new, again.mine.minutes) == (False, 30)
    assert await refused(village, MEMBER, study_doing.finish, second, MONDAY) == "study-not-yours"
    assert await refused(village, WEST_SECRETARY, study_doing.finish, first, MONDAY) == "study-not-yours"

    await by_the_clock(village, THURSDAY)
    reminded = [SECRETARY, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]
    assert sorted(await village.heard("study-reminder")) == reminded
    assert (await village.said("study-reminder"))[0]["key"] == "study-reminder-one"
    await by_the_clock(village, MONDAY + WEEK)
    await village.does(MEMBER, study_doing.finish, second, MONDAY + WEEK)
    await by_the_clock(village, THURSDAY + WEEK)
    heard = await village.heard("study-reminder")
    assert MEMBER not in heard
    keys = [one["key"] for one in await village.said("study-reminder")][1:]
    assert sorted(keys) == ["study-reminder", "study-reminder-one"]  # one owes one item, the others two

    await by_the_clock(village, MONDAY + 2 * WEEK)
    assert (await plan_of(village, plan.id)).state is PlanState.RUNNING
    assert (await village.heard("study-item")).count(MEMBER) == 3
    await by_the_clock(village, MONDAY + 3 * WEEK)
    assert (await plan_of(village, plan.id)).state is PlanState.ENDED
    before = await village.heard("study-reminder")
    for week in range(3, 6):
        assert not (await by_the_clock(village, THURSDAY + week * WEEK)).count
    assert await village.heard("study-reminder") == before
    late = await village.does(OTHER_MEMBER, study_doing.finish, third, MONDAY + 4 * WEEK)
    assert late.is_new  # what has ended can still be made up for
    assert late.mine.minutes == 120


async def test_after_an_absence_one_item_comes_late_and_no_reminder(village: Village) -> None:
    plan = (await started(village)).plan
    assert (await by_the_clock(village, THURSDAY + timedelta(days=1))).late == 1
    assert await village.heard("study-reminder") == []
    assert len(await village.database.read(study.sent_items, plan.id)) == 1


async def test_who_joins_later_finds_what_was_sent_and_who_leaves_owes_nothing(village: Village) -> None:
    plan = (await started(village)).plan
    await by_the_clock(village, MONDAY)
    move = sa.update(person).where(person.c.id == WEST_SECRETARY).values(branch_id=EAST)
    await village.database.run(lambda tx: tx.execute(move))
    mine = await village.sees(WEST_SECRETARY, study_doing.mine, MONDAY)
    assert [one.item.item.title for one in mine.open] == ["党章"]
    await village.database.run(people.leave, OTHER_MEMBER)
    await by_the_clock(village, THURSDAY)
    heard = await village.heard("study-reminder")
    assert WEST_SECRETARY in heard
    assert OTHER_MEMBER not in heard
    view = await village.sees(SECRETARY, study_look.look, plan.id)
    assert len(view.people) == 7


async def test_a_party_group_alone(village: Village) -> None:
    card = await drafted(village)
    card = await village.does(SECRETARY, study_timing.toggle_group, card.draft_id, EAST_ONE, DAYS, NOW)
    assert card.reach.people == 2
    await sent(village, card)
    await by_the_clock(village, MONDAY)
    assert sorted(await village.heard("study-item")) == [LEADER, MEMBER]
    mine = await village.sees(OTHER_MEMBER, study_doing.mine, MONDAY)
    assert mine.open == ()


# -- running it ------------------------------------------------------------------------------------------


async def test_pausing_changing_and_stopping(village: Village) -> None:
    plan = (await started(village)).plan
    turn = study_sending.turn
    assert await refused(village, MEMBER, turn, plan.id, PlanState.PAUSED, DAYS, NOW) == "not-allowed"
    assert await refused(village, SECRETARY, turn, plan.id, PlanState.ENDED, DAYS, NOW) == "study-over"
    await village.does(SECRETARY, turn, plan.id, PlanState.PAUSED, DAYS, NOW)
    assert not (await by_the_clock(village, MONDAY)).count

    card = await village.does(SECRETARY, study_sending.edit_running, plan.id, DAYS, NOW)
    assert (card.form.weekday, card.form.remind_on, card.form.tells_groups) == (1, 4, True)
    add = (study_drafts.add, card.draft_id, RichText("多一项"), None, DAYS, NOW)
    assert await refused(village, SECRETARY, *add) == "study-items-fixed"
    card = await village.does(SECRETARY, study_timing.say_time, card.draft_id, "每周三晚上7点", DAYS, NOW)
    card = await village.does(SECRETARY, study_timing.set_reminder, card.draft_id, None, DAYS, NOW)
    card = await village.does(SECRETARY, study_timing.set_at_once, card.draft_id, 2, DAYS, NOW)
    changed = await sent(village, card, at=MONDAY)
    assert (changed.is_change, changed.first_at) == (True, None)
    assert not (await by_the_clock(village, MONDAY + timedelta(days=3))).count
    friday = MONDAY + timedelta(days=4)
    await village.does(SECRETARY, turn, plan.id, PlanState.RUNNING, DAYS, friday)
    wednesday = datetime(2026, 12, 2, 11, 0, tzinfo=UTC)
    assert not (await by_the_clock(village, wednesday - timedelta(days=2))).count
    assert (await by_the_clock(village, wednesday)).count == 1
    assert len(await village.database.read(study.sent_items, plan.id)) == 2
    await by_the_clock(village, THURSDAY + WEEK)
    assert await village.heard("study-reminder") == []  # it was switched off, and stays so

    await village.does(SECRETARY, turn, plan.id, PlanState.STOPPED, DAYS, wednesday)
    first, *_ = await items(village, plan.id)
    assert await refused(village, MEMBER, study_doing.finish, first, wednesday) == "study-stopped"
    assert await refused(village, SECRETARY, study_sending.edit_running, plan.id, DAYS, NOW) == "study-over"
    assert not (await by_the_clock(village, wednesday + WEEK)).count


async def test_writing_it_down_for_others(village: Village) -> None:
    plan = (await started(village)).plan
    first, *_ = await items(village, plan.id)
    mark = study_look.mark
    assert await refused(village, SECRETARY, mark, first, PHONELESS, NOW) == "study-not-sent"
    await by_the_clock(village, MONDAY)
    await village.does(SECRETARY, mark, first, PHONELESS, MONDAY)
    assert await minutes(village, PHONELESS) == 30
    await village.does(SECRETARY, mark, first, PHONELESS, MONDAY)
    assert await minutes(village, PHONELESS) == 0
    await village.does(MEMBER, study_doing.finish, first, MONDAY)
    assert await refused(village, SECRETARY, mark, first, MEMBER, MONDAY) == "study-done-themselves"
    assert await refused(village, SECRETARY, mark, first, WEST_SECRETARY, MONDAY) == "study-not-theirs"
    for who in (WEST_SECRETARY, COMMITTEE, MEMBER):
        assert await refused(village, who, mark, first, PHONELESS, MONDAY) == "not-allowed"
    await village.is_given(COMMITTEE, Right.RUN_STUDY)
    await village.does(COMMITTEE, mark, first, PHONELESS, MONDAY)
    actions = await village.database.read(
        lambda tx: list(
            tx.execute(
                sa.select(audit.c.action).where(audit.c.subject_id == PHONELESS).order_by(audit.c.id)
            ).scalars()
        )
    )
    assert actions == ["study-entered", "study-taken-back", "study-entered"]


# -- class-hours -----------------------------------------------------------------------------------------


async def lesson(village: Village, *whom: int, hours: str = "2.5", at: datetime = NOW) -> None:
    card = await village.does(SECRETARY, study_hours.begin, EAST, at)
    for one in whom:
        await village.does(SECRETARY, study_hours.toggle, card.draft_id, one, at)
    await village.does(SECRETARY, study_hours.say_minutes, card.draft_id, hours, at)
    card = await village.does(SECRETARY, study_hours.choose_reason, card.draft_id, "lesson", at)
    await village.does(SECRETARY, study_hours.enter, card.draft_id, card.form.version, at)


async def test_lessons_are_entered_and_can_be_traced(village: Village) -> None:
    await lesson(village, MEMBER, PHONELESS)
    assert await minutes(village, MEMBER) == await minutes(village, PHONELESS) == 150
    new_year = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # half past midnight in China
    await lesson(village, MEMBER, at=new_year)
    assert (await minutes(village, MEMBER), await minutes(village, MEMBER, 2027)) == (150, 150)
    found = await village.sees(SECRETARY, study_hours.of_branch, EAST, NOW)
    by_id = {one.person_id: one for one in found.people}
    assert (found.reached, len(found.people)) == (0, 7)
    assert study_hours.lacking(by_id[MEMBER]) == 32 * 60 - 150
    assert study_hours.target(by_id[SECRETARY]) == study_hours.target(by_id[COMMITTEE]) == 56 * 60

    branch, entries = await village.sees(SECRETARY, study_hours.entered, EAST, 10, 0, NOW)
    assert [(one.name, one.reason) for one in entries] == [("老周", "#lesson"), ("张三", "#lesson")]
    assert branch.id == EAST
    take_back, number = study_hours.take_back, entries[0].id
    for who in (MEMBER, WEST_SECRETARY):
        assert await refused(village, who, take_back, number, NOW) == "not-allowed"
    await village.does(SECRETARY, take_back, number, NOW)
    assert await refused(village, SECRETARY, take_back, number, NOW) == "study-entry-gone"
    assert await minutes(village, PHONELESS) == 0


async def test_a_lesson_that_was_held_here(village: Village) -> None:
    text = "11月25日19:00在党员活动室上党课"
    row = (await announced(village, text)).meeting
    after = START + timedelta(hours=2)
    for one, presence in ((MEMBER, Presence.ON_TIME), (PHONELESS, Presence.LATE), (LEADER, Presence.ABSENT)):
        await village.does(SECRETARY, meeting_roll.mark, row.id, one, presence, after)
    card = await village.does(SECRETARY, study_hours.begin, EAST, after)
    assert card.lessons == ()
    await village.does(SECRETARY, meeting_roll.hold, row.id, after, DAYS)
    card = await village.does(SECRETARY, study_hours.show, card.draft_id, after)
    assert [one.id for one in card.lessons] == [row.id]
    card = await village.does(SECRETARY, study_hours.take_lesson, card.draft_id, row.id, after)
    assert sorted(card.form.people) == [MEMBER, PHONELESS]
    card = await village.does(SECRETARY, study_hours.set_minutes, card.draft_id, 60, after)
    await village.does(SECRETARY, study_hours.enter, card.draft_id, card.form.version, after)
    assert [await minutes(village, one) for one in (MEMBER, PHONELESS, LEADER)] == [60, 60, 0]
    again = await village.does(SECRETARY, study_hours.begin, EAST, after)
    take = (study_hours.take_lesson, again.draft_id)
    assert await refused(village, SECRETARY, *take, row.id, after) == "study-lesson-entered"
    assert await refused(village, SECRETARY, *take, row.id + 1, after) == "button-broken"


async def test_a_lesson_of_december_that_is_entered_in_january(village: Village) -> None:
    row = (await announced(village, "12月30日19:00在党员活动室上党课")).meeting
    held, after = row.starts_at + timedelta(hours=1), datetime(2027, 1, 3, 2, tzinfo=UTC)
    await village.does(SECRETARY, meeting_roll.mark, row.id, MEMBER, Presence.ON_TIME, held)
    await village.does(SECRETARY, meeting_roll.hold, row.id, held, DAYS)
    card = await village.does(SECRETARY, study_hours.begin, EAST, after)
    card = await village.does(SECRETARY, study_hours.take_lesson, card.draft_id, row.id, after)
    card = await village.does(SECRETARY, study_hours.set_minutes, card.draft_id, 60, after)
    await village.does(SECRETARY, study_hours.enter, card.draft_id, card.form.version, after)
    assert (await minutes(village, MEMBER), await minutes(village, MEMBER, 2027)) == (60, 0)
    _, entries = await village.sees(SECRETARY, study_hours.entered, EAST, 10, 0, after)
    assert [(one.name, one.year) for one in entries] == [("张三", 2026)]  # and can be taken back


async def test_a_lesson_that_cannot_be(village: Village) -> None:
    card = await village.does(SECRETARY, study_hours.begin, EAST, NOW)
    number = card.draft_id
    for text in ("三十", "0", "-1", "0.7", "nan", "inf", "1e9", "9", ""):
        said = (study_hours.say_minutes, number, text, NOW)
        assert await refused(village, SECRETARY, *said) == "study-hours-steps"
    toggle, enter = study_hours.toggle, study_hours.enter
    assert await refused(village, SECRETARY, toggle, number, WEST_SECRETARY, NOW) == "person-gone"
    assert await refused(village, SECRETARY, enter, number, 0, NOW) == "study-hours-not-whole"
    assert (
        await refused(village, SECRETARY, study_hours.set_reason, number, " ", NOW) == "study-reason-missing"
    )
    card = await village.does(SECRETARY, toggle, number, 0, NOW)
    assert len(card.form.people) == 7
    assert await refused(village, SECRETARY, enter, number, 0, NOW) == "study-card-old"
    assert await refused(village, MEMBER, study_hours.show, number, NOW) == "study-draft-not-yours"
    assert await refused(village, SECRETARY, study_hours.begin, WEST, NOW) == "not-allowed"
    await village.does(SECRETARY, study_hours.cancel, number, NOW)
    assert await refused(village, SECRETARY, study_hours.show, number, NOW) == "study-hours-closed"
    assert await village.database.read(lambda tx: tx.execute(sa.select(delivery)).all()) == []
    assert await village.database.read(lambda tx: tx.execute(sa.select(push)).all()) == []
