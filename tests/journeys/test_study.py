"""Study as the secretary and the members see it: a plan by one paste, items by the clock, class-hours."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from tests.journeys.test_meetings import speak_english
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village

PLAN = "十一月学习\n1. 党章总纲\n2、全会公报 www.12371.cn/news/1.html\n三、读一本书（2学时）"
MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # nine in the morning in China
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 29, 10, 0, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def started(secretary: Person, text: str = PLAN) -> None:
    """A plan by one paste, sent."""
    await secretary.sends("学习")
    await secretary.sees("我的学习")
    await secretary.taps("新建学习计划")
    await secretary.sees("请把学习计划发给我")
    await secretary.sends(text)
    await secretary.sees("十一月学习")
    await secretary.taps("发送")
    await secretary.sees("开始了")


async def test_from_the_paste_to_the_totals(chat: Chat, secretary: Person) -> None:
    member, other = await chat.person(who.MEMBER), await chat.person(who.OTHER_MEMBER)
    await member.sends("/study")
    own = await member.sees("2026年学了0学时，要求32学时")
    assert own.buttons == []
    await secretary.sends("学习")
    own = await secretary.sees("要求56学时")
    assert {"新建学习计划", "学习计划", "学时"} <= set(own.buttons)
    await secretary.taps("新建学习计划")
    await secretary.sees("请把学习计划发给我")
    await secretary.sends(PLAN)
    card = await secretary.sees("十一月学习")
    for piece in ("1. 党章总纲（文字，0.5学时）", "2. 全会公报（链接", "3. 读一本书（文字，2学时）"):
        assert piece in card.text
    for piece in ("每周一 09:00发1项", "从11月23日 周一到12月7日 周一", "周四 18:00提醒", "6人收得到"):
        assert piece in card.text
    assert card.buttons == ["发送", "修改", "看看第一项的样子", "取消"]
    await secretary.taps("看看第一项的样子")
    assert (await secretary.sees("十一月学习　0.5学时")).buttons == ["完成学习"]
    await secretary.taps("发送", on=card)
    await secretary.sees("下一次：11月23日 周一 09:00")

    chat.world.clock.now = MONDAY
    item = await member.sees("党章总纲")
    assert item.buttons[0] == "完成学习"
    assert "因为支部的学习计划里有您" in item.text
    assert await member.taps("完成学习", on=item) == "✓ 记下了，今年学了0.5学时"
    assert (await member.sees("党章总纲")).buttons == ["✓ 学完了"]

    chat.world.clock.now = THURSDAY
    reminder = await other.sees("还没学完")
    assert "党章总纲" in reminder.text
    assert reminder.buttons[:2] == ["打开看看", "完成学习"]
    await member.sees_not("还没学完")
    await other.taps("打开看看", on=reminder)
    await other.sees("十一月学习　0.5学时")

    chat.world.clock.now = MONDAY + timedelta(days=7)
    link = await member.sees("全会公报")
    assert link.buttons[:2] == ["打开链接", "完成学习"]
    await other.sends("我的学习")
    own = await other.sees("还有2项没学")
    assert own.buttons == ["党章总纲", "完成学习", "全会公报", "完成学习"]
    await other.taps("完成学习")
    await other.sees("还有1项没学")

    await secretary.sends("学习")
    await secretary.sees("我的学习")
    await secretary.taps("学习计划")
    await secretary.taps("十一月学习")
    await secretary.sees("7人里，0人全学完了")
    await secretary.taps("谁学完了")
    names = await secretary.sees("没学完（后面是几项）")
    assert "刘敏 1" in names.text
    await secretary.taps("每一项")
    await secretary.taps("党章总纲　28%")
    await secretary.taps("○ 老周")
    assert "✓ 老周" in (await secretary.sees("学完3/7")).buttons
    await secretary.taps("返回")
    await secretary.taps("返回")
    await secretary.taps("先停一停")
    await secretary.sees("现在停着")
    await secretary.taps("接着发")
    await secretary.taps("停止")
    await secretary.sees("真的停止吗？还有1项没发")
    await secretary.taps("停止这份计划")
    await secretary.sees("已经停止")
    assert await member.taps("完成学习", on=link) == "这份学习计划已经停止了。"


async def test_the_week_is_told_to_the_group(chat: Chat, secretary: Person) -> None:
    group = await chat.world.group("东关群", secretary, await chat.person(who.MEMBER))
    await group.sends(secretary, "/bind")
    await chat.world.settled()
    await started(secretary)
    chat.world.clock.now = MONDAY
    member = await chat.person(who.MEMBER)
    await member.sees("党章总纲")
    await member.taps("完成学习")
    chat.world.clock.now = SUNDAY
    told = await group.sees("本周学习")
    assert "本周1项，完成1/7人次（14%），共0.5学时" in told.text
    assert "张三" not in told.text


async def test_what_can_be_changed(chat: Chat, secretary: Person) -> None:
    await secretary.sends("/study 冬季学习\nhttps://www.12371.cn\n\n党章")
    await secretary.sees("冬季学习")
    for label, typed, seen in (
        ("什么时候发", "每天25:00", "没有这样的日子或钟点"),
        ("", "每天凌晨3点", "休息的时间"),
        ("", "工作日晚上7点半", "每天19:30发1项"),
        ("从哪天开始", "11月1日", "已经过去了"),
        ("", "12月1日", "从12月1日 周二"),
        ("提醒", "每天8点", "一周只提醒一次"),
        ("", "周五下午5点", "周五 17:00提醒"),
        ("名称", "读书" * 30, "名称最多40个字"),
        ("", "<b>读书</b>", "<b>读书</b>"),
        ("加几项", "第三项", "3. 第三项"),
    ):
        if label:
            await secretary.taps("修改")
            await secretary.taps(label)
        await secretary.sends(typed)
        await secretary.sees(seen)
    await secretary.taps("修改")
    await secretary.taps("每项学时")
    await secretary.taps("1.5学时")
    await secretary.sees("3. 第三项（文字，1.5学时）")
    await secretary.taps("修改")
    await secretary.taps("每次几项")
    await secretary.taps("5")
    await secretary.taps("修改")
    await secretary.taps("发给谁")
    await secretary.taps("○ 一组")
    await secretary.sees("现在有2人收得到")
    await secretary.taps("返回")
    await secretary.sees("发给一组，2人收得到")
    await secretary.taps("修改")
    await secretary.taps("去掉几项")
    await secretary.taps("✕ 1. 12371.cn")
    await secretary.sees("一共2项")
    await secretary.taps("全部重来")
    await secretary.sees("请把学习计划发给我")
    file = await secretary.sends_file("讲稿.docx", b"lecture")
    await secretary.sees("这份学习计划叫什么")
    await secretary.sends("讲稿学习")
    card = await secretary.sees("1. 讲稿.docx（文件")
    await secretary.taps("取消", on=card)
    await secretary.sees("谁也没有收到")
    assert file is not None


async def test_hours_of_a_lesson(chat: Chat, secretary: Person) -> None:
    await secretary.sends("学习")
    await secretary.sees("我的学习")
    await secretary.taps("学时")
    await secretary.sees("0/7人够了")
    await secretary.taps("补记集中学习的学时")
    await secretary.taps("○ 张三")
    await secretary.taps("○ 老周")
    await secretary.sees("选了2人")
    await secretary.taps("选好了")
    await secretary.sends("三十")
    await secretary.sees("请按半学时写")
    await secretary.sends("2.5")
    await secretary.sees("是什么学习")
    await secretary.taps("上党课")
    await secretary.sees("给2人每人记2.5学时：上党课")
    await secretary.taps("提交")
    await secretary.sees("给2人每人记了2.5学时")
    member = await chat.person(who.MEMBER)
    await member.sends("学时")
    await member.sees("学了2.5学时，要求32学时，还差29.5学时")
    await secretary.taps("学时")
    await secretary.taps("发表格给我")
    sheet = await secretary.sees("2026年的学时")
    data = await secretary.downloads(sheet)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["姓名", "党小组", "学时", "要求", "还差"]
    assert ["张三", "一组", 2.5, 32, 29.5] in rows
    await secretary.taps("补记过的")
    await secretary.taps("老周　2.5学时")
    await secretary.sees("给老周记了2.5学时：上党课")
    await secretary.taps("记错了，去掉")
    await secretary.sees("去掉了：老周的2.5学时")
    await secretary.taps("返回")
    assert "✕ 老周　2.5学时" in (await secretary.sees("补记过的")).buttons


@pytest.mark.parametrize("locale", ["en"])
async def test_in_english(any_world: World) -> None:
    chat = Chat(any_world, await Village.settled(any_world.database))
    await any_world.database.run(speak_english)
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await secretary.sends("/study Winter study\nThe charter\nA book (2 class-hours)")
    card = await secretary.sees("Winter study")
    for piece in (
        "1. The charter (text, class-hours: 0.5)",
        "One item every Mon at 09:00",
        "reaches 6 people",
    ):
        assert piece in card.text
    await secretary.taps("Change")
    await secretary.taps("When it is sent")
    await secretary.sends("every Monday 11pm")
    await secretary.sees("People rest at that hour. Please choose one between 07:30 and 21:00")
    await secretary.sends("every Monday 9am")
    await secretary.sees("One item every Mon")
    await secretary.taps("Send")
    await secretary.sees("It reaches 6 people")
    any_world.clock.now = MONDAY
    item = await member.sees("The charter")
    assert await member.taps("Done", on=item) == "✓ Noted: 0.5 class-hours this year"
    await member.sends("class hours")
    await member.sees("0.5 class-hours in 2026; 32 are asked, 31.5 to go")
    any_world.clock.now = THURSDAY
    await secretary.sees("The charter of “Winter study” is still open")
