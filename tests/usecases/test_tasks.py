"""The work calendar: lists brought in once, reminders to whom it concerns, done by one tap."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.tasks import TaskState
from bot.errors import UserError
from bot.office.tasks import TaskCells
from bot.office.working_days import WorkingDays
from bot.usecases import task_lists, tasks
from bot.usecases.clock import Fired, fire_due
from bot.usecases.occasions import KINDS
from bot.usecases.tasks import TaskCard
from storage import people
from storage.database import Database
from tests.usecases.meeting_village import told
from tests.usecases.village import (
    ADMINISTRATOR,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    SECRETARY,
    WEST_SECRETARY,
    Village,
)

DAYS = WorkingDays()
LIST = """2026年工作安排
11月：
1、报送党员名册 张三
2、30日前收齐承诺书（老周）
12月
年底总结，负责人：校办，提前7天提醒
2月30日 没有这一天
"""
HOUR = timedelta(hours=1)
NINE = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)  # in Shanghai, three days before the end of November
DUE = NINE + timedelta(days=3)


@pytest.fixture
async def village(sqlite_url: str) -> AsyncIterator[Village]:
    opened = await Database.open(sqlite_url)
    yield await Village.settled(opened)
    await opened.close()


async def imported(village: Village, text: str = LIST, at: datetime = NOW) -> int:
    card = await village.does(SECRETARY, task_lists.preview_text, EAST, text, at)
    _, count = await village.does(SECRETARY, task_lists.import_list, card.draft_id, at, DAYS)
    return count


async def month(village: Village, first: date | None = None, who: int = SECRETARY) -> list[TaskCard]:
    found = await village.sees(who, tasks.month, EAST, first, NOW)
    return list(found.cards)


async def strikes(village: Village, at: datetime) -> Fired:
    return await village.database.run(fire_due, at, KINDS, DAYS)


async def test_on_both_databases(database: Database) -> None:
    """Pasted, shown, imported; reminded three days before and on the day, until it is done."""
    village = await Village.settled(database)
    card = await village.does(SECRETARY, task_lists.preview_text, EAST, LIST, NOW)
    assert [
        (number, new.title, str(new.due_on), new.owner, new.remind_days) for number, new in card.rows
    ] == [
        (3, "报送党员名册", "2026-11-30", "张三", 3),
        (4, "收齐承诺书", "2026-11-30", "老周", 3),
        (6, "年底总结", "2026-12-31", "校办", 7),
    ]
    assert [(one.number, one.key) for one in card.problems] == [(7, "date-impossible")]
    assert await month(village) == []
    _, count = await village.does(SECRETARY, task_lists.import_list, card.draft_id, NOW, DAYS)
    assert count == 3
    with pytest.raises(UserError, match="task-list-done"):
        await village.does(SECRETARY, task_lists.import_list, card.draft_id, NOW, DAYS)
    assert await imported(village) == 0  # all of it is there already

    first, second = await month(village)
    owners = {one.task.title: (one.task.owner_id, one.task.owner) for one in (first, second)}
    assert owners == {"报送党员名册": (MEMBER, "张三"), "收齐承诺书": (4, "老周")}
    assert await strikes(village, NINE) == Fired(2, 0, 0, more=False)
    # Who has no phone cannot be reminded: the secretary is.
    assert await told(village, "task-reminder-soon") == [SECRETARY, MEMBER]
    mine = next(one for one in (first, second) if one.task.owner_id == MEMBER)
    for who in (OTHER_MEMBER, LEADER, WEST_SECRETARY):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, tasks.finish, mine.task.id, NINE, DAYS)
    done = await village.does(MEMBER, tasks.finish, mine.task.id, NINE, DAYS)
    assert (done.task.state, done.task.done_at, done.task.done_by) == (TaskState.DONE, NINE, MEMBER)
    assert (await village.does(SECRETARY, tasks.finish, mine.task.id, NINE, DAYS)).task == done.task
    assert await strikes(village, DUE) == Fired(1, 0, 0, more=False)
    assert await told(village, "task-reminder-today") == [SECRETARY]
    assert await strikes(village, DUE + 48 * HOUR) == Fired(0, 0, 0, more=False)


async def test_it_is_reopened_moved_and_dropped(village: Village) -> None:
    await imported(village, "11月30日前 交表 张三")
    (card,) = await month(village)
    number = card.task.id
    await village.does(MEMBER, tasks.finish, number, NOW, DAYS)
    assert not (await strikes(village, NINE)).did_anything
    with pytest.raises(UserError, match="not-allowed"):
        await village.does(MEMBER, tasks.set_owner, number, "刘敏", NINE, DAYS)
    again = await village.does(MEMBER, tasks.reopen, number, NINE, DAYS)
    assert again.task.state is TaskState.OPEN
    await village.does(SECRETARY, tasks.set_due, number, date(2026, 12, 10), False, NINE, DAYS)
    await village.does(SECRETARY, tasks.set_remind, number, 0, NINE, DAYS)
    moved = await village.does(SECRETARY, tasks.set_owner, number, " 刘敏 ", NINE, DAYS)
    assert (moved.task.owner_id, moved.task.owner, moved.task.remind_days) == (OTHER_MEMBER, "刘敏", 0)
    assert not (await strikes(village, DUE)).did_anything
    assert (await strikes(village, datetime(2026, 12, 10, 1, 0, tzinfo=UTC))).count == 1
    assert await told(village, "task-reminder-today") == [OTHER_MEMBER]
    later = await village.sees(SECRETARY, tasks.month, EAST, None, DUE + 720 * HOUR)
    assert [one.is_late for one in later.cards] == [True]
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, tasks.set_remind, number, 61, NINE, DAYS)
    with pytest.raises(UserError, match="task-owner-long"):
        await village.does(SECRETARY, tasks.set_owner, number, "一" * 41, NINE, DAYS)
    await village.does(SECRETARY, tasks.drop, number, NINE, DAYS)
    with pytest.raises(UserError, match="task-dropped"):
        await village.does(SECRETARY, tasks.show, number, NINE)


async def test_an_owner_who_has_left(village: Village) -> None:
    await imported(village, "11月30日前 交表 张三")
    await village.database.run(people.leave, MEMBER)
    await strikes(village, NINE)
    assert await told(village, "task-reminder-soon") == [SECRETARY]
    await village.loses(SECRETARY)
    assert await strikes(village, DUE) == Fired(0, 0, 1, more=False)  # nobody is there to be asked
    assert await told(village, "task-reminder-today") == []


async def test_the_year_is_that_of_most(village: Village) -> None:
    text = "11月\n总结\n1月\n谈话\n3月\n评议"
    card = await village.does(SECRETARY, task_lists.preview_text, EAST, text, NOW)
    assert [str(new.due_on) for _, new in card.rows] == ["2026-11-30", "2027-01-31", "2027-03-31"]
    assert (card.year, card.has_years) == (2026, False)
    card = await village.does(SECRETARY, task_lists.set_year, card.draft_id, 2027, NOW)
    assert [str(new.due_on) for _, new in card.rows] == ["2027-11-30", "2028-01-31", "2028-03-31"]
    year = await village.does(
        SECRETARY, task_lists.preview_text, EAST, "\n".join(f"{n}月\n第{n}件" for n in range(1, 13)), NOW
    )
    assert {new.due_on.year for _, new in year.rows} == {2027}
    with pytest.raises(UserError, match="button-broken"):
        await village.does(SECRETARY, task_lists.set_year, card.draft_id, 2099, NOW)
    with pytest.raises(UserError, match="button-broken"):
        await village.does(WEST_SECRETARY, task_lists.set_year, card.draft_id, 2027, NOW)


async def test_rows_of_a_spreadsheet(village: Village) -> None:
    rows = [
        TaskCells(2, "3月", "", "组织关系排查", "张三", ""),
        TaskCells(3, "3", "15", "交党费名册", "", "5"),
        TaskCells(4, "", "2027-04-01", "评议", "校长", "10天"),
        TaskCells(5, "五月份", "上旬", "慰问", "", ""),
        TaskCells(6, "", "", "什么时候", "", ""),
        TaskCells(7, "13", "", "哪个月", "", ""),
        TaskCells(8, "4月", "31日", "哪一天", "", ""),
        TaskCells(9, "4月", "", "", "张三", ""),
        TaskCells(10, "4月", "", "提醒", "", "很多"),
        TaskCells(11, broken="identity-number"),
    ]
    card = await village.does(SECRETARY, task_lists.preview_rows, EAST, rows, NOW)
    assert [(number, new.title, str(new.due_on), new.remind_days) for number, new in card.rows] == [
        (2, "组织关系排查", "2027-03-31", 3),
        (3, "交党费名册", "2027-03-15", 5),
        (4, "评议", "2027-04-01", 10),
    ]
    assert [(one.number, one.key) for one in card.problems] == [
        (5, "date-unclear"),
        (6, "date-missing"),
        (7, "date-unclear"),
        (8, "date-impossible"),
        (9, "title-missing"),
        (10, "remind-far"),
        (11, "identity-number"),
    ]


async def test_who_may_and_what_cannot_be(village: Village) -> None:
    for who in (MEMBER, LEADER, WEST_SECRETARY):
        with pytest.raises(UserError, match="not-allowed"):
            await village.does(who, task_lists.preview_text, EAST, LIST, NOW)
    assert not (await village.sees(MEMBER, tasks.month, EAST, None, NOW)).may_keep
    with pytest.raises(UserError, match="not-allowed"):
        await village.sees(WEST_SECRETARY, tasks.month, EAST, None, NOW)
    assert [one.id for one in await village.sees(ADMINISTRATOR, tasks.seen_branches)] == [2, EAST]
    with pytest.raises(UserError, match="task-none"):
        await village.does(SECRETARY, task_lists.preview_text, EAST, " \n——\n", NOW)
    with pytest.raises(UserError, match="task-too-many"):
        await village.does(SECRETARY, task_lists.preview_text, EAST, "3月\n" + "做事\n" * 301, NOW)
    bad = await village.does(SECRETARY, task_lists.preview_text, EAST, "3月 " + "一" * 201, NOW)
    assert (bad.rows, [one.key for one in bad.problems]) == ((), ["title-long"])
    with pytest.raises(UserError, match="task-none"):
        await village.does(SECRETARY, task_lists.import_list, bad.draft_id, NOW, DAYS)
    await village.does(SECRETARY, task_lists.drop_list, bad.draft_id, NOW)
    with pytest.raises(UserError, match="button-broken"):
        await village.sees(SECRETARY, tasks.month, EAST, date(2126, 1, 1), NOW)
