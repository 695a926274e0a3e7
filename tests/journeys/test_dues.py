"""/dues as a member and a secretary see it, in Chinese and in English."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from storage.database import Transaction
from storage.schema import account, holding, person
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village

FIFTH = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def test_a_month_of_dues(chat: Chat, secretary: Person) -> None:
    member, other = await chat.person(who.MEMBER), await chat.person(who.OTHER_MEMBER)
    await member.sends("党费")
    own = await member.sees("11月的党费")
    assert "还没有登记" in own.text
    assert "没有在这里登记党费" in own.text
    assert own.buttons == ["算一算"]

    await secretary.sends("/dues")
    month = await secretary.sees("已登记0人，还差7人")
    assert "2026年11月党费" in month.text
    assert {"○ 张三", "其余都交了", "粘贴名单", "‹ 10月", "12月 ›", "缴费标准", "每月提醒"} <= set(
        month.buttons
    )
    assert await secretary.taps("○ 张三") == "记下了"
    await secretary.sees("已登记1人，还差6人")
    assert await secretary.taps("✓ 张三") == "已经取消登记"
    await secretary.sees("已登记0人")
    await secretary.taps("粘贴名单")
    await secretary.sees("一行一个")
    await secretary.sends("1. 张三 42元\n李秀英\n王二麻子 5")
    pasted = await secretary.sees("这次登记了2人")
    assert "名册里没有：王二麻子 5。" in pasted.text
    await secretary.taps("看名单")
    assert "✓ 张三 42" in (await secretary.sees("已登记2人，还差5人")).buttons
    await secretary.taps("其余都交了")
    assert (await secretary.sees("还没登记的5人，真的都交了吗")).buttons == ["都交了", "返回"]
    await secretary.taps("返回")
    await secretary.sees("已登记2人")
    await member.sends("/dues")
    await member.sees("✓ 已经登记")

    await secretary.taps("每月提醒")
    await secretary.sees("现在没有开")
    await secretary.taps("5日")
    await secretary.taps("09:00")
    assert "不再提醒" in (await secretary.sees("每月5日09:00")).buttons
    await secretary.taps("看名单")
    await secretary.taps("12月 ›")
    await secretary.sees("2026年12月党费")
    await secretary.taps("○ 张三")
    await secretary.sees("已登记1人")
    chat.world.clock.now = FIFTH
    asked = await other.sees("12月的党费")
    assert "因为支部还没有登记您这个月的党费" in asked.text
    assert "我的党费" in asked.buttons
    await member.sees_not("12月的党费")
    await other.taps("我的党费", on=asked)
    await other.sees("还没登记：11月、12月")


async def test_what_it_is_reckoned_by_and_the_table(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await secretary.sends("/dues")
    await secretary.sees("人，还差")
    await secretary.taps("缴费标准")
    assert "张三　未定" in (await secretary.sees("7人里已定0人")).buttons
    await secretary.taps("张三　未定")
    assert (await secretary.sees("张三的党费")).buttons == [
        "在职有工资",
        "退休",
        "农民",
        "学生或低保",
        "下一位：李秀英",
        "返回",
    ]
    await secretary.taps("在职有工资")
    await secretary.sees("每月税后多少元")
    for text, answer in (
        ("-1", "不能比0还少"),
        ("1e9", "没看懂"),
        ("9999999999", "多打了几个0"),
        ("abc", "没看懂"),
    ):
        await secretary.sends(text)
        await secretary.sees(answer)
    await secretary.sends("四千二")
    card = await secretary.sees("每月交42.00元")
    assert "3000元以上到5000元（含），按1%交" in card.text
    await secretary.taps("返回")
    await secretary.taps("粘贴标准")
    await secretary.sees("一行一个")
    await secretary.sends("刘敏 退休 3500\n李秀英\n没这人 农民")
    stated = await secretary.sees("定好了1人")
    assert "没写收入：李秀英" in stated.text
    assert "名册里没有：没这人 农民" in stated.text
    await secretary.taps("缴费标准", on=stated)
    assert "刘敏　退休" in (await secretary.sees("7人里已定2人")).buttons
    await secretary.taps("张三　在职有工资")
    await secretary.taps("农民")
    await secretary.sees("每月交0.20到1元")
    await secretary.taps("退休")
    await secretary.sends("5001")
    await secretary.sees("每月交50.01元")
    await member.sends("党费交了吗？")
    own = await member.sees("退休，每月税后5001元，每月交50.01元")
    assert "5000元以上，按1%交" in own.text

    await secretary.sends("/dues")
    await secretary.sees("人，还差")
    await secretary.taps("○ 张三")
    await secretary.taps("导出表格")
    sent = await secretary.sees("请不要转给别人")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(await secretary.downloads(sent))).get_sheet_by_index(0)
    header, *lines = rows.to_python()
    assert header[:4] == ["姓名", "党小组", "类别", "每月应交"]
    (line,) = [one for one in lines if one[0] == "张三"]
    assert (line[1:4], line[14], line[16]) == (["一组", "退休", 50.01], "✓", 0)
    assert "5001" not in str([header, *lines])

    chat.world.clock.now = datetime(2027, 1, 6, 4, 0, tzinfo=UTC)
    await secretary.sends("/dues")
    await secretary.sees("有2人的标准还是以前的")
    await secretary.taps("缴费标准")
    assert await secretary.taps("沿用去年的（2人）") == "沿用了2人"


async def test_the_calculator_keeps_nothing(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    await member.sends("算党费 4200")
    result = await member.sees("每月交42.00元")
    for piece in ("在职有工资", "税后4200元", "3000元以上到5000元（含），按1%交"):
        assert piece in result.text
    await member.taps("算一算")
    await member.sees("您是哪一种")
    await member.taps("退休")
    await member.sees("每月税后拿多少元")
    await member.sends("-1")
    await member.sees("不能比0还少")
    await member.sends("三千五")
    await member.sees("每月交17.50元")
    await member.sends("/dues 12000")
    await member.sees("每月交240.00元")
    await member.sends("/dues abc")
    await member.sees("没看懂是多少钱")
    await member.sends("学生算党费")
    await member.sees("每月交0.20元")
    await member.sends("昨天下午在东关社区扫雪2小时，帮忙收党费")
    await member.sees("东关社区")


async def test_namesakes_are_asked_for(chat: Chat, secretary: Person) -> None:
    await chat.world.database.run(_namesake)
    await secretary.sends("/dues")
    await secretary.sees("人，还差")
    await secretary.taps("粘贴名单")
    await secretary.sends("张三 42")
    asked = await secretary.sees("有同名的人")
    assert "张三　二组　42元" in asked.buttons
    await secretary.taps("张三　二组　42元")
    assert "✓ 张三 42" in (await secretary.sees("已登记1人，还差6人")).buttons
    await secretary.taps("粘贴名单")
    await secretary.taps("返回", on=await secretary.sees("一行一个"))
    await secretary.sends("昨天下午在东关社区扫雪2小时")  # is no list any more
    await secretary.sees("扫雪")
    await secretary.sends("/dues")
    await secretary.sees("已登记1人")
    await secretary.taps("粘贴名单")
    await secretary.sends("身份证 11010519491231002X")
    await secretary.sees("请别写身份证号")
    await secretary.sends("、，")
    await secretary.sees("没有看到名字")


async def test_who_is_no_secretary(chat: Chat, secretary: Person) -> None:
    member, administrator = await chat.person(who.MEMBER), await chat.person(who.ADMINISTRATOR)
    await secretary.sends("/dues")
    list_ = await secretary.sees("已登记0人")
    await member.sends("/dues")
    own = await member.sees("还没有登记")
    for row in list_.keyboard:
        for button in row:
            if button["callback_data"] not in {"due.me", "due.all"}:
                assert "没有权限" in await member.taps_data(button["callback_data"], on=own)
    await administrator.sends("/dues")
    assert (await administrator.sees("11月的党费")).buttons == ["算一算"]
    stranger = await chat.world.person("路人")
    await stranger.sends("/dues")
    await stranger.sees("您是哪一种")
    operator = await chat.world.operator()
    await operator.sends("/dues")
    await operator.sees("您是哪一种")
    group = await chat.world.group("东关", secretary, member)
    await group.sends(secretary, "/dues")
    await group.sees("私聊")
    await group.sends(member, "算党费 4200")
    await group.sees_not("42.00")


async def test_two_branches(chat: Chat, secretary: Person) -> None:
    row = {"person_id": who.SECRETARY, "role": "secretary", "branch_id": who.WEST}
    await chat.world.database.run(lambda tx: tx.execute(holding.insert(), row))
    await secretary.sends("/dues")
    await secretary.sees("看哪个支部的党费")
    await secretary.taps("西街村党支部")
    assert "所有支部" in (await secretary.sees("西街村党支部")).buttons
    await secretary.taps("我的党费")
    await secretary.sees("11月的党费")
    await secretary.taps("返回")
    await secretary.sees("看哪个支部的党费")


# What is typed and what is looked for, one after the other, in each language.
WORDS = {
    "zh-Hans": {
        "ask": "算党费 退休 4200",
        "result": "退休，每月税后4200元，每月交21.00元",
        "why": "5000元以内（含），按0.5%交",
        "dues": "党费",
        "none": "已登记0人，还差7人",
        "one": "已登记1人，还差6人",
        "paste": "粘贴名单",
        "list": "刘敏 30\n李秀英 已交\n没这人 12",
        "unknown": "名册里没有：没这人 12",
        "two": "这次登记了2人",
        "back": "看名单",
        "rest": "其余都交了",
        "sure": "都交了",
        "all": "已登记7人，还差0人",
        "rates": "缴费标准",
        "person": "张三　未定",
        "kind": "在职有工资",
        "amount": "每月交200.00元",
        "reminder": "每月提醒",
        "day": "5日",
        "set": "每月5日09:00",
        "pushed": "12月的党费",
    },
    "en": {
        "ask": "calculate dues 4200 retired",
        "result": "Retired, 4200 yuan a month after tax: 21.00 yuan a month",
        "why": "Up to 5000 yuan the rate is 0.5%.",
        "dues": "dues",
        "none": "0 marked, 7 open",
        "one": "1 marked, 6 open",
        "paste": "Paste a list",
        "list": "刘敏 30\n李秀英 paid\nNobody 12",
        "unknown": "Not on the roster: Nobody 12",
        "two": "2 newly marked",
        "back": "The list",
        "rest": "All others paid",
        "sure": "Yes, all paid",
        "all": "7 marked, 0 open",
        "rates": "Rates",
        "person": "张三 · not set",
        "kind": "Employed",
        "amount": "200.00 yuan a month",
        "reminder": "Reminder",
        "day": "5",
        "set": "on day 5 of every month at 09:00",
        "pushed": "Dues for Dec",
    },
}


@pytest.mark.parametrize("locale", list(WORDS))
async def test_in_each_language(any_world: World, locale: str) -> None:
    say = WORDS[locale]
    chat = Chat(any_world, await Village.settled(any_world.database))
    await any_world.database.run(_speak, locale)
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await member.sends(say["ask"])
    assert say["why"] in (await member.sees(say["result"])).text
    await secretary.sends(say["dues"])
    await secretary.sees(say["none"])
    await secretary.taps("○ 张三")
    await secretary.sees(say["one"])
    await secretary.taps(say["paste"])
    await secretary.sends(say["list"])
    assert say["unknown"] in (await secretary.sees(say["two"])).text
    await secretary.taps(say["back"])
    await secretary.taps(say["rest"])
    await secretary.taps(say["sure"])
    await secretary.sees(say["all"])
    await secretary.taps(say["rates"])
    await secretary.taps(say["person"])
    await secretary.taps(say["kind"])
    await secretary.sends("10,000.01")
    await secretary.sees(say["amount"])
    await secretary.sends("/dues")
    await secretary.sees(say["all"])
    await secretary.taps(say["reminder"])
    await secretary.taps(say["day"])
    await secretary.taps("09:00")
    await secretary.sees(say["set"])
    any_world.clock.now = FIFTH
    await member.sees(say["pushed"])


def _speak(tx: Transaction, locale: str) -> None:
    tx.execute(sa.update(account).values(locale=locale))


def _namesake(tx: Transaction) -> None:
    tx.execute(sa.update(person).where(person.c.id == who.OTHER_MEMBER).values(name="张三"))
