"""Keeping a branch's dues: marks, lists, what people earn, and what the clock says of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.dues import Payer
from bot.domain.rights import Role
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import dues, dues_bases, dues_file, dues_marking, dues_reminding
from bot.usecases.dues import MonthList
from bot.usecases.members import remove_member
from storage.database import Database
from storage.schema import audit, dues_mark, dues_person, holding, person, rule
from tests.usecases.meeting_village import by_the_clock
from tests.usecases.village import (
    ADMINISTRATOR,
    COMMITTEE,
    CONTACT,
    EAST,
    EAST_TWO,
    LEADER,
    MEMBER,
    NOW,
    OPERATOR,
    OTHER_LEADER,
    OTHER_MEMBER,
    PHONELESS,
    SECRETARY,
    WEST,
    WEST_SECRETARY,
    Village,
)

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
IN_EAST = [SECRETARY, LEADER, MEMBER, PHONELESS, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]
DAYS = WorkingDays()
NAMESAKE = 20


@pytest.fixture
async def village(database: Database) -> Village:
    return await Village.settled(database)


def at(month: int, day: int, hour: int = 1, year: int = 2026) -> datetime:
    """Nine in the morning in China, unless said otherwise (UTC)."""
    return datetime(year, month, day, hour, tzinfo=UTC)


async def seen(village: Village, month: date = NOVEMBER, now: datetime = NOW) -> MonthList:
    return await village.sees(SECRETARY, dues.month_list, EAST, month, now)


async def paid(village: Village, month: date = NOVEMBER, now: datetime = NOW) -> set[int]:
    return {one.member.id for one in (await seen(village, month, now)).lines if one.paid}


async def pastes(village: Village, text: str) -> Any:
    return await village.does(SECRETARY, dues_marking.mark_list, EAST, NOVEMBER, text, NOW)


async def rows(village: Village, table: sa.Table) -> list[Any]:
    return await village.database.read(lambda tx: list(tx.execute(sa.select(table))))


async def refused(village: Village, who: int, usecase: Any, *args: Any) -> str:
    with pytest.raises(UserError) as error:
        await village.does(who, usecase, *args)
    return error.value.key


async def reminded_on_the_fifth(village: Village) -> None:
    await village.does(SECRETARY, dues_reminding.set_reminder, EAST, 5, 9 * 60, NOW, DAYS)


# -- marks -----------------------------------------------------------------------------------------------


async def test_a_mark_is_made_once_and_taken_back_with_a_trace(village: Village) -> None:
    for amount in (42_00, 30_00):
        await village.does(SECRETARY, dues_marking.mark, MEMBER, NOVEMBER, amount, NOW)
    assert await paid(village) == {MEMBER}
    (line,) = [one for one in (await seen(village)).lines if one.paid]
    assert line.amount == 42_00
    for _ in range(2):
        await village.does(SECRETARY, dues_marking.unmark, MEMBER, NOVEMBER, NOW)
    assert await paid(village) == set()
    await village.does(SECRETARY, dues_marking.mark, MEMBER, NOVEMBER, None, NOW)
    first, second = await rows(village, dues_mark)
    assert (first.undone_by, first.undone_at is not None, second.undone_at) == (SECRETARY, True, None)
    log = [(one.action, one.subject_id, one.detail) for one in await rows(village, audit)]
    month = {"month": "2026-11-01"}
    actions = ("dues-marked", "dues-unmarked", "dues-marked")
    assert log == [(action, MEMBER, month) for action in actions]


async def test_all_others_at_once(village: Village) -> None:
    await village.does(SECRETARY, dues_marking.mark, MEMBER, NOVEMBER, 42_00, NOW)
    done = await village.does(SECRETARY, dues_marking.mark_rest, EAST, NOVEMBER, NOW)
    assert (done.paid, len(done.lines)) == (7, 7)
    assert await paid(village, DECEMBER) == set()


async def test_a_list_marks_whom_it_surely_names(village: Village) -> None:
    await village.does(SECRETARY, dues_marking.mark, LEADER, NOVEMBER, None, NOW)
    done = await pastes(village, "1. 张三 42元\n刘　敏 30\n李秀英\n张三丰 5\n王五、老周")
    assert done.marked == ("张三", "刘敏", "老周")
    assert done.before == ("李秀英",)
    assert done.unknown == ("张三丰 5", "王五")
    assert await paid(village) == {LEADER, MEMBER, OTHER_MEMBER, PHONELESS}
    amounts = {one.member.id: one.amount for one in done.seen.lines if one.paid}
    assert amounts == {LEADER: None, MEMBER: 42_00, OTHER_MEMBER: 30_00, PHONELESS: None}


async def test_people_of_one_name(village: Village) -> None:
    row = {"id": NAMESAKE, "branch_id": EAST, "group_id": EAST_TWO, "name": "张三", "kind": "full"}
    more = {"active": True, "created_at": NOW}
    await village.database.run(lambda tx: tx.execute(person.insert(), row | more))
    done = await pastes(village, "张三 42")
    assert (done.marked, done.unknown) == ((), ())
    (choice,) = done.choices
    assert (choice.amount, {one.id for one in choice.members}) == (42_00, {MEMBER, NAMESAKE})
    unlike = await pastes(village, "张三 42\n张三 30")
    assert [one.amount for one in unlike.choices] == [42_00, 30_00]
    assert await paid(village) == set()
    both = await pastes(village, "张三\n张三")
    assert (both.marked, both.choices) == (("张三", "张三"), ())
    assert await paid(village) == {MEMBER, NAMESAKE}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "dues-list-empty"),
        ("\n\n、", "dues-list-empty"),
        ("\n".join(["张三"] * 201), "dues-list-long"),
        ("张三 11010519491231002X", "identity-number"),
    ],
)
async def test_a_list_that_cannot_be_taken(village: Village, text: str, key: str) -> None:
    assert await refused(village, SECRETARY, dues_marking.mark_list, EAST, NOVEMBER, text, NOW) == key
    assert await rows(village, dues_mark) == []


async def test_nobody_else_keeps_the_dues(village: Village) -> None:
    others = (OPERATOR, ADMINISTRATOR, CONTACT, COMMITTEE, LEADER, MEMBER, WEST_SECRETARY)
    doings: tuple[tuple[Any, ...], ...] = (
        (dues.month_list, EAST, NOVEMBER, NOW),
        (dues_marking.mark, MEMBER, NOVEMBER, None, NOW),
        (dues_marking.unmark, MEMBER, NOVEMBER, NOW),
        (dues_marking.mark_rest, EAST, NOVEMBER, NOW),
        (dues_marking.mark_list, EAST, NOVEMBER, "张三", NOW),
        (dues_bases.open_bases, EAST, NOW),
        (dues_bases.open_payer, MEMBER, NOW),
        (dues_bases.set_payer, MEMBER, Payer.FARMER, None, NOW),
        (dues_bases.keep_old, EAST, NOW),
        (dues_file.open_year, EAST, 2026, NOW),
        (dues_reminding.reminder_of, EAST),
        (dues_reminding.set_reminder, EAST, 5, 540, NOW, DAYS),
        (dues_reminding.stop_reminder, EAST, NOW, DAYS),
    )
    for who in others:
        for usecase, *args in doings:
            assert await refused(village, who, usecase, *args) == "not-allowed", (who, usecase.__name__)
    assert await rows(village, audit) == []


async def test_months_and_years_that_nobody_pays_for(village: Village) -> None:
    for month in (date(2024, 10, 1), date(2027, 12, 1)):
        key = await refused(village, SECRETARY, dues_marking.mark, MEMBER, month, None, NOW)
        assert key == "dues-month-far"
    for year in (1, 2023, 2028, 99_999):
        assert await refused(village, SECRETARY, dues_file.open_year, EAST, year, NOW) == "button-broken"
    for amount in (-1, 10**12):
        key = await refused(village, SECRETARY, dues_marking.mark, MEMBER, NOVEMBER, amount, NOW)
        assert key == "button-broken"


# -- what they are reckoned by ---------------------------------------------------------------------------


async def test_a_base_is_for_the_secretary_and_the_person(village: Village) -> None:
    mine = await village.sees(MEMBER, dues.own, NOW)
    assert (mine.owed, mine.since, mine.open) == (None, None, ())
    await village.does(SECRETARY, dues_bases.set_typed, MEMBER, Payer.WAGE, "四千二", NOW)
    card = await village.does(SECRETARY, dues_bases.open_payer, MEMBER, NOW)
    assert card.owed is not None
    assert (card.owed.most, card.is_old) == (42_00, False)
    assert card.following is not None
    assert card.following.id == LEADER  # by group and name: 张三, 李秀英, 老周
    mine = await village.sees(MEMBER, dues.own, NOW)
    assert mine.basis is not None
    assert mine.owed is not None
    assert (mine.basis.base, mine.owed.most) == (420_000, 42_00)
    log = [(one.action, one.subject_id, one.detail) for one in await rows(village, audit)]
    assert log == [("dues-set", MEMBER, {"kind": "wage"}), ("dues-read", MEMBER, {})]
    assert "4200" not in str(log)


async def test_rates_from_a_list(village: Village) -> None:
    row = {"id": NAMESAKE, "branch_id": EAST, "group_id": EAST_TWO, "name": "老周", "kind": "full"}
    more = {"active": True, "created_at": NOW}
    await village.database.run(lambda tx: tx.execute(person.insert(), row | more))
    text = "張三 工资 4200\n李秀英 退休\n刘敏 农民 3000\n王五 退休 3500\n老周 退休 3500\n赵六 5000"
    done = await village.does(SECRETARY, dues_bases.set_list, EAST, text, NOW)
    assert (done.done, done.unclear) == (("张三", "刘敏"), ("李秀英 退休", "赵六 5000"))
    assert (done.unknown, done.namesakes) == (("王五 退休 3500",), ("老周 退休 3500",))
    found = {one.person_id: (one.kind, one.base) for one in await rows(village, dues_person)}
    assert found == {MEMBER: ("wage", 420_000), OTHER_MEMBER: ("farmer", None)}
    for bad, key in (("", "dues-list-empty"), ("张三 工资 11010519491231002X", "identity-number")):
        assert await refused(village, SECRETARY, dues_bases.set_list, EAST, bad, NOW) == key
    assert await refused(village, WEST_SECRETARY, dues_bases.set_list, EAST, text, NOW) == "not-allowed"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("-1", "dues-sum-negative"),
        ("1000000000", "dues-sum-large"),
        ("1e9", "dues-sum-unclear"),
        ("abc", "dues-sum-unclear"),
        ("", "dues-sum-unclear"),
    ],
)
async def test_an_income_that_cannot_be_read(village: Village, text: str, key: str) -> None:
    assert await refused(village, SECRETARY, dues_bases.set_typed, MEMBER, Payer.WAGE, text, NOW) == key
    assert await rows(village, dues_person) == []


async def test_a_base_that_is_missing_or_does_not_belong(village: Village) -> None:
    for payer, base in ((Payer.WAGE, None), (Payer.FARMER, 100)):
        key = await refused(village, SECRETARY, dues_bases.set_payer, MEMBER, payer, base, NOW)
        assert key == "button-broken"


async def test_each_january_it_is_set_anew(village: Village) -> None:
    await village.does(SECRETARY, dues_bases.set_payer, MEMBER, Payer.RETIRED, 350_000, NOW)
    await village.does(SECRETARY, dues_bases.set_payer, LEADER, Payer.FARMER, None, NOW)
    january = at(1, 8, year=2027)
    before = await village.sees(SECRETARY, dues_bases.open_bases, EAST, january)
    assert (before.old, (await village.sees(MEMBER, dues.own, january)).is_old) == (2, True)
    await village.does(SECRETARY, dues_bases.set_payer, MEMBER, Payer.RETIRED, 360_000, january)
    assert await village.does(SECRETARY, dues_bases.keep_old, EAST, january) == 1
    assert await village.does(SECRETARY, dues_bases.keep_old, EAST, january) == 0
    after = await village.sees(SECRETARY, dues_bases.open_bases, EAST, january)
    found = {member.id: basis for member, basis in after.people if basis}
    assert {key: (one.payer, one.base) for key, one in found.items()} == {
        MEMBER: (Payer.RETIRED, 360_000),
        LEADER: (Payer.FARMER, None),
    }
    # What was said of the old year stays with it.
    old = await village.sees(SECRETARY, dues_bases.open_bases, EAST, NOW)
    assert {member.id: basis.base for member, basis in old.people if basis} == {MEMBER: 350_000, LEADER: None}


async def test_who_leaves_leaves_no_income_behind(village: Village) -> None:
    await village.does(SECRETARY, dues_bases.set_payer, MEMBER, Payer.WAGE, 420_000, NOW)
    await village.does(SECRETARY, dues_marking.mark, MEMBER, NOVEMBER, 42_00, NOW)
    await village.does(SECRETARY, remove_member, MEMBER, NOW)
    assert await rows(village, dues_person) == []
    assert len(await rows(village, dues_mark)) == 1


async def test_a_year_as_a_table(village: Village) -> None:
    await village.does(SECRETARY, dues_bases.set_payer, MEMBER, Payer.WAGE, 420_000, NOW)
    await village.does(SECRETARY, dues_marking.mark, MEMBER, NOVEMBER, 42_00, NOW)
    await village.does(SECRETARY, dues_marking.mark, MEMBER, DECEMBER, None, NOW)
    year = await village.does(SECRETARY, dues_file.open_year, EAST, 2026, NOW)
    assert {one.member.id for one in year.rows} == set(IN_EAST)
    (row,) = [one for one in year.rows if one.member.id == MEMBER]
    assert (row.group, row.due, sorted(row.marks), row.total) == ("一组", 42_00, [11, 12], 42_00)
    taken = [one.subject_id for one in await rows(village, audit) if one.action == "dues-exported"]
    assert sorted(taken) == sorted(IN_EAST)


async def test_looking_at_a_month_is_written_down(village: Village) -> None:
    await village.does(SECRETARY, dues.read_month, EAST, None, NOW)
    (entry,) = await rows(village, audit)
    assert (entry.action, entry.person_id) == ("dues-month-read", SECRETARY)
    assert entry.detail == {"branch": EAST, "month": "2026-11-01"}
    assert await refused(village, ADMINISTRATOR, dues.read_month, EAST, None, NOW) == "not-allowed"


# -- by the clock ----------------------------------------------------------------------------------------


async def test_only_who_is_not_marked_is_reminded(village: Village) -> None:
    await reminded_on_the_fifth(village)
    for who in (LEADER, SECRETARY):
        await village.does(SECRETARY, dues_marking.mark, who, DECEMBER, None, NOW)
    await by_the_clock(village, at(11, 30))
    assert not (await by_the_clock(village, at(12, 5) - timedelta(seconds=1))).count
    assert (await by_the_clock(village, at(12, 5))).count == 1
    assert sorted(await village.heard("dues-reminder")) == [MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER]
    assert not (await by_the_clock(village, at(12, 5))).count
    (content,) = await village.said("dues-reminder")
    assert content["values"]["month"] == {"term": "month-12"}


async def test_the_secretary_hears_at_the_end_who_is_open_and_who_is_behind(village: Village) -> None:
    await reminded_on_the_fifth(village)
    await by_the_clock(village, at(11, 30))
    assert await village.heard("dues-month-end") == [SECRETARY]
    (content,) = await village.said("dues-month-end")
    assert (content["values"]["count"], content["more"]) == (7, [])
    for who in IN_EAST[1:]:
        await village.does(SECRETARY, dues_marking.mark, who, DECEMBER, None, at(12, 2))
    await by_the_clock(village, at(12, 31))
    await by_the_clock(village, at(1, 31, year=2027))
    said = await village.said("dues-month-end")
    # One who has paid once in three months is not behind; the secretary has never paid.
    assert [one["values"]["count"] for one in said] == [7, 1, 7]
    assert [[line["values"]["names"]["items"] for line in one["more"]] for one in said] == [
        [],
        [],
        [["王桂兰"]],
    ]
    behind = await seen(village, date(2027, 1, 1), at(2, 1, year=2027))
    assert behind.behind == ("王桂兰",)
    assert sorted(set(await village.heard("dues-reminder"))) == sorted(set(IN_EAST) - {PHONELESS})


async def test_when_everybody_has_paid_nobody_hears(village: Village) -> None:
    await reminded_on_the_fifth(village)
    await village.does(SECRETARY, dues_marking.mark_rest, EAST, NOVEMBER, NOW)
    await village.does(SECRETARY, dues_marking.mark_rest, EAST, DECEMBER, NOW)
    await by_the_clock(village, at(12, 5))
    await by_the_clock(village, at(12, 31))
    assert await village.heard("dues-reminder") + await village.heard("dues-month-end") == []


async def test_in_january_the_secretary_is_asked_for_new_rates(village: Village) -> None:
    await reminded_on_the_fifth(village)
    await village.does(SECRETARY, dues_bases.set_payer, MEMBER, Payer.RETIRED, 350_000, NOW)
    await by_the_clock(village, at(12, 5))
    assert await village.heard("dues-new-year") == []
    await by_the_clock(village, at(1, 5, year=2027))
    assert await village.heard("dues-new-year") == [SECRETARY]


async def test_a_reminder_whose_month_is_over_is_not_sent(village: Village) -> None:
    await reminded_on_the_fifth(village)
    await by_the_clock(village, at(1, 2, year=2027))  # nobody was there in December
    assert await village.heard("dues-reminder") == []
    assert await village.heard("dues-month-end") == [SECRETARY]


async def test_a_reminder_of_the_last_day_is_not_lost_over_midnight(village: Village) -> None:
    await village.does(SECRETARY, dues_reminding.set_reminder, EAST, 31, 19 * 60, NOW, DAYS)
    await by_the_clock(village, at(12, 2, 0))  # nobody was there on the evening of 30 November
    assert MEMBER in await village.heard("dues-reminder")
    (said,) = await village.said("dues-reminder")
    assert said["values"]["month"] == {"term": "month-11"}


async def test_a_reminder_is_changed_and_stopped(village: Village) -> None:
    assert (await village.sees(SECRETARY, dues_reminding.reminder_of, EAST)).day is None
    await reminded_on_the_fifth(village)
    changed = await village.does(SECRETARY, dues_reminding.set_reminder, EAST, 31, 19 * 60, NOW, DAYS)
    assert (changed.day, changed.minute) == (31, 19 * 60)
    assert len(await rows(village, rule)) == 2
    stopped = await village.does(SECRETARY, dues_reminding.stop_reminder, EAST, NOW, DAYS)
    assert stopped.day is None
    assert not (await by_the_clock(village, at(12, 31, 12))).count
    again = await village.does(SECRETARY, dues_reminding.set_reminder, EAST, 1, 8 * 60, NOW, DAYS)
    assert again.day == 1
    key = await refused(village, SECRETARY, dues_reminding.set_reminder, EAST, 1, 22 * 60, NOW, DAYS)
    assert key == "dues-hour-quiet"
    for day, minute in ((0, 540), (32, 540), (5, 1440)):
        key = await refused(village, SECRETARY, dues_reminding.set_reminder, EAST, day, minute, NOW, DAYS)
        assert key == "button-broken"


async def test_a_branch_without_a_secretary(village: Village) -> None:
    await reminded_on_the_fifth(village)
    await village.loses(SECRETARY)
    await by_the_clock(village, at(12, 5))
    await by_the_clock(village, at(1, 2, year=2027))
    assert await village.heard("dues-month-end") == []
    assert MEMBER in await village.heard("dues-reminder")


async def test_two_branches_with_one_secretary(village: Village) -> None:
    both = {"person_id": SECRETARY, "role": Role.SECRETARY, "branch_id": WEST}
    await village.database.run(lambda tx: tx.execute(holding.insert(), both))
    kept = await village.sees(SECRETARY, dues.kept)
    assert {one.id for one in kept} == {EAST, WEST}
    assert (await seen(village)).others
