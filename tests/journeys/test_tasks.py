"""The work calendar in the chat: pasted, imported, reminded of, done; and as a spreadsheet out and in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import account
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.office.files import xlsx_file
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village

LIST = (
    "11月：\n1、报送党员名册 张三\n2、30日前收齐承诺书（老周）\n"
    "12月\n写总结，负责人：校办\n2月30日 没有这一天"
)
NINE = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def test_a_year_is_pasted_and_worked_off(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await secretary.sends("工作安排")
    empty = await secretary.sees("2026年11月工作安排")
    assert "这个月没有安排" in empty.text
    await secretary.taps("加工作")
    await secretary.sees("写一句就行")
    await secretary.sends("随便写写")
    await secretary.sees("第1行：没有写月份或日期。")
    await secretary.sends(LIST)
    shown = await secretary.sees("读出3项工作")
    for piece in (
        "2026年11月　报送党员名册 · 张三",
        "2026年11月30日 周一　收齐承诺书 · 老周",
        "2026年12月　写总结 · 校办",
        "第6行：没有这一天。",
    ):
        assert piece in shown.text
    assert shown.buttons == ["导入3项", "改成2025年", "改成2027年", "取消"]
    await secretary.taps("改成2027年")
    await secretary.sees("2027年12月")
    await secretary.taps("改成2026年")
    await secretary.taps("导入3项")
    await secretary.sees("已经导入3项")
    await secretary.taps("看工作安排")
    seen = await secretary.sees("1. 11月30日 周一　收齐承诺书 · 老周")
    assert "2. 11月　报送党员名册 · 张三" in seen.text

    chat.world.clock.now = NINE
    reminder = await member.sees("报送党员名册")
    assert "因为这项工作由您负责" in reminder.text
    assert (await secretary.sees("收齐承诺书")).buttons[0] == "完成"  # its owner has no phone
    assert await member.taps("完成", on=reminder) == "记下了，已经完成"
    await member.sees("已经完成")
    await secretary.sends("/calendar")
    await secretary.sees("✓ 2. 报送党员名册")
    assert await secretary.taps("完成1") == "记下了，已经完成"
    await secretary.sees("✓ 1. 收齐承诺书")
    await member.sends("/calendar")
    theirs = await member.sees("✓ 2. 报送党员名册")
    assert theirs.buttons == ["上个月", "下个月"]
    await member.taps("下个月")
    await member.sees("1. 12月　写总结 · 校办")


async def test_one_sentence_and_its_card(chat: Chat, secretary: Person) -> None:
    await secretary.sends("/calendar")
    await secretary.sees("2026年11月工作安排")
    await secretary.taps("加工作")
    await secretary.sends("12月5日前 完成组织关系排查 李秀英")
    await secretary.sees("读出1项工作")
    await secretary.taps("取消")
    await secretary.sees("没有导入")
    await secretary.sends("/calendar")
    await secretary.sees("2026年11月工作安排")
    await secretary.taps("加工作")
    await secretary.sends("12月5日前 <b>排查</b> 李秀英")
    await secretary.sees("<b>排查</b> · 李秀英")
    await secretary.taps("导入1项")
    await secretary.taps("看工作安排")
    await secretary.taps("修改1")
    await secretary.taps("改日期")
    await secretary.sees("改到什么时候")
    await secretary.sends("没有这一天")
    await secretary.sees("没看懂是哪一天")
    await secretary.sends("12月底")
    await secretary.sees("2026年12月以内")
    await secretary.taps("换人")
    await secretary.sees("由谁来办")
    await secretary.sends("支委会")
    await secretary.sees("谁来办：支委会")
    await secretary.taps("提前几天提醒")
    await secretary.taps("7天")
    await secretary.sees("提前7天提醒")
    await secretary.taps("完成")
    await secretary.taps("还没完成")
    await secretary.taps("删掉")
    await secretary.sees("真的要删掉")
    await secretary.taps("删掉")
    await secretary.sees("已经删掉")


async def test_a_spreadsheet_goes_out_and_comes_in(chat: Chat, secretary: Person) -> None:
    rows = [
        ("3月", "排查", "张三", ""),
        ("", "交表", "", 7),
        ("明年", "看不懂", "", ""),
        ("4月", "=1+1", "", ""),
    ]
    sheet = xlsx_file(*rows, header=("月份", "工作", "负责人", "提前提醒天数"))
    await secretary.sends_file("工作.xlsx", sheet, "/calendar")
    shown = await secretary.sees("读出3项工作")
    assert "第4行：日期看不懂" in shown.text
    assert "2027年3月　交表" in shown.text
    await secretary.taps("导入3项")
    await secretary.taps("看工作安排")
    await secretary.taps("导出表格")
    file = await secretary.downloads(await secretary.sees("的工作安排。改好以后发回来"))
    await secretary.taps("加工作")
    await secretary.sends_file("工作安排2027.xlsx", file)
    again = await secretary.sees("2027年4月　=1+1")
    await secretary.taps(again.buttons[0])
    await secretary.sees("另有3项原来就有")
    await secretary.taps("加工作")
    await secretary.sends_file("名册.xlsx", xlsx_file(("张三", "东关"), header=("姓名", "支部")))
    sheet = await secretary.sees("没找到表头")
    # A month that no calendar has, from somebody else's program.
    assert "按钮" in await secretary.taps_data(f"tsk.see:{who.EAST}:{10**17}:0", on=sheet)


@pytest.mark.parametrize("locale", ["en"])
async def test_in_english(any_world: World) -> None:
    village = await Village.settled(any_world.database)
    await any_world.database.run(_speak_english)
    chat = Chat(any_world, village)
    secretary = await chat.person(who.SECRETARY)
    await secretary.sends("/calendar")
    await secretary.sees("Nothing is planned")
    await secretary.taps("Add tasks")
    await secretary.sends("December:\n- read the charter, owner: 王桂兰\nby March 15 check the members' list")
    shown = await secretary.sees("I have read 2 tasks")
    assert "Dec 2026: read the charter" in shown.text
    await secretary.taps("Import 2 tasks")
    await secretary.taps("See the calendar")
    await secretary.taps("Change 1")
    await secretary.sees("By: the end of Dec 2026")
    any_world.clock.now = datetime(2026, 12, 31, 1, 0, tzinfo=UTC)
    reminder = await secretary.sees("Today is the last day.")
    assert "This task is yours." in reminder.text
    await secretary.taps("Done", on=reminder)
    await secretary.sees("It is done")


def _speak_english(tx: Transaction) -> None:
    tx.execute(sa.update(account).values(locale="en"))
