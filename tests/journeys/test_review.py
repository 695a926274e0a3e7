"""Confirming, correcting, own records and stars, as the people of a branch see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.domain.service import Helped
from bot.usecases import corrections
from storage import accounts
from tests.journeys.world import World
from tests.support.people import Person, Shown
from tests.usecases import village as who
from tests.usecases.village import PEOPLE, Village, facts

KEEPSAKES = ("星级卡", "我的一年", "我的荣誉", "评星办法")
LONGEST = {
    "place": "<地>&" * 15,
    "words": "<b>&词" * 100,
    "helped": Helped.HOUSEHOLD,
    "helped_words": "&" * 500,
}


class Chat:
    """The village with phones."""

    def __init__(self, world: World, village: Village) -> None:
        self.world = world
        self.village = village

    async def person(self, number: int) -> Person:
        """Somebody who has opened the bot: nobody else can be told anything."""
        person = await self.world.person(PEOPLE[number][0], id=1000 + number)
        await person.starts()
        await person.rest()
        return person

    async def submits(self, count: int = 1) -> None:
        for _ in range(count):
            await self.village.submits()


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


async def opens(person: Person, text: str, *labels: str) -> Shown:
    """Say something, then press buttons one after the other; what stands there at the end."""
    await person.sends(text)
    await person.rest()
    for label in labels:
        await person.taps(label)
        await person.rest()
    await person.look()
    return person.last


async def test_a_queue_is_gone_through_a_page_at_a_time(chat: Chat) -> None:
    await chat.submits(7)
    leader = await chat.person(who.LEADER)
    shown = await opens(leader, "/review")
    assert "待确认的记录：7条" in shown.text
    assert shown.buttons == ["1", "2", "3", "4", "5", "全部通过本页（5条）", "下一页"]
    shown = await opens(leader, "/review", "下一页")
    assert shown.buttons == ["1", "2", "全部通过本页（2条）", "回到开头"]
    assert await leader.taps("全部通过本页") == "已通过"
    assert "这2条都通过了" in (await leader.sees("待确认的记录：5条")).text
    await leader.taps("全部通过本页")
    shown = await leader.sees("都看完了")
    assert shown.buttons == []


async def test_a_page_that_changed_is_shown_afresh(chat: Chat) -> None:
    await chat.submits(2)
    leader, secretary = await chat.person(who.LEADER), await chat.person(who.SECRETARY)
    await opens(leader, "/review")
    await opens(secretary, "/review", "1", "通过")
    assert "再看一遍" in await leader.taps("全部通过本页")
    assert "没有动任何一条" in (await leader.sees("待确认的记录：1条")).text


async def test_a_card_from_the_queue_is_confirmed_and_leads_back(chat: Chat) -> None:
    await chat.submits(2)
    leader = await chat.person(who.LEADER)
    card = await opens(leader, "/review", "2")
    for piece in ("张三", "待确认", "11月18日 周三", "东关社区", "张三提交"):
        assert piece in card.text
    assert card.buttons == ["通过", "退回", "继续确认"]
    done = await opens(leader, "/review", "2", "通过")
    assert "李秀英已通过" in done.text
    assert done.buttons == ["继续确认"]
    await leader.taps("继续确认")
    assert "待确认的记录：1条" in (await leader.look())[-1].text


async def test_a_stale_button_shows_how_things_stand(chat: Chat) -> None:
    await chat.submits(1)
    leader, secretary = await chat.person(who.LEADER), await chat.person(who.SECRETARY)
    card = await opens(leader, "/review", "1")
    await opens(secretary, "/review", "1", "退回", "日期不对")
    assert "状态已经变了" in await leader.taps_data("rev.ok:1:1", on=card)
    await leader.rest()
    await leader.look()
    assert "已退回" in leader.last.text
    assert "通过" not in leader.last.buttons
    assert "王桂兰已经退回了" in await leader.taps_data("rev.why:1:1:wrong-day", on=card)


async def test_a_return_with_a_typed_reason(chat: Chat) -> None:
    await chat.submits(1)
    leader, member = await chat.person(who.LEADER), await chat.person(who.MEMBER)
    asked = await opens(leader, "/review", "1", "退回")
    assert asked.buttons == [
        *("日期不对", "时长不对", "地点不对", "内容写得太简单", "重复登记", "没有核实到"),
        *("自己写原因", "返回"),
    ]
    await leader.taps("自己写原因")
    await leader.sees("请把原因写给我")
    await leader.sends("长" * 201)
    await leader.sees("最多写200个字")
    await leader.sends("请写清<楚>")
    await leader.sees("已退回：请写清<楚>")
    told = await member.sees("李秀英退回了张三的服务记录")
    assert "请写清<楚>" in told.text
    assert told.buttons == ["修改后再交"]


async def test_others_are_refused_calmly(chat: Chat) -> None:
    await chat.submits(1)
    leader, other = await chat.person(who.LEADER), await chat.person(who.OTHER_MEMBER)
    await opens(leader, "/review", "1")
    shown = await opens(other, "/review")
    assert "没有权限" in shown.text
    for data in ("rev.ok:1:1", "rev.no:1:1", "rev.card:1", "rec.card:1", "rec.drop:1:1", "cor.open:1:1"):
        assert "没有权限" in await other.taps_data(data, on=shown)
    for data in (
        "rev.ok",
        "rev.ok:x:1",
        "rev.page:0:5",
        "rec.card",
        "cor.set:1",
        "star.why:1",
        "rev.list:-1",
    ):
        assert "已经不能用了" in await other.taps_data(data, on=shown)


async def test_ones_own_records_and_a_withdrawal(chat: Chat) -> None:
    await chat.submits(8)
    member = await chat.person(who.MEMBER)
    shown = await opens(member, "/mine")
    assert "我的服务记录：8条" in shown.text
    assert shown.buttons == ["1", "2", "3", "4", "5", "6", "下一页"]
    card = await opens(member, "/mine", "下一页", "2")
    assert card.buttons == ["撤回", "我的记录"]
    sure = await opens(member, "/mine", "1", "撤回")
    assert "确定撤回" in sure.text
    assert await member.taps("撤回", on=sure) == "已撤回"
    assert "状态已经变了" in await member.taps_data("rec.drop:8:1", on=sure)
    await member.rest()
    await member.look()
    assert "已撤回" in member.last.text


async def test_a_wish_leads_to_a_correction_that_both_see(chat: Chat) -> None:
    await chat.village.confirmed()
    member, secretary = await chat.person(who.MEMBER), await chat.person(who.SECRETARY)
    await opens(member, "/mine", "1", "申请更正")
    await member.sees("哪里记错了")
    await member.sends("是3小时，在西街")
    await member.sees("已转给王桂兰")
    told = await secretary.sees("请求更正一条记录")
    assert "是3小时，在西街" in told.text
    for label in ("看记录", "更正", "时长", "3小时", "地点"):
        await secretary.taps(label)
        await secretary.rest()
    await secretary.sends("西街")
    card = await secretary.sees("东关社区 → 西街")
    assert "时长：2小时 → 3小时" in card.text
    await secretary.taps("写明原因并更正")
    await secretary.rest()
    await secretary.sends("照片上看得出")
    await secretary.sees("已更正张三")
    told = await member.sees("王桂兰更正了张三的服务记录")
    assert "原因：照片上看得出" in told.text
    await member.taps("看记录")
    await member.rest()
    await member.look()
    assert "王桂兰更正" in member.last.text


async def test_each_field_of_a_correction_has_its_question(chat: Chat) -> None:
    await chat.village.confirmed()
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await opens(member, "/mine", "1")
    card = await opens(secretary, "/stars")
    await secretary.taps_data("cor.open:1:2", on=card)
    for field, question in (
        *(("日期", "哪一天"), ("开始时间", "应该是几点"), ("时长", "多长时间"), ("地点", "什么地方")),
        *(("类别", "哪一类"), ("内容", "怎么写"), ("帮了谁", "帮了谁")),
    ):
        await secretary.rest()
        await secretary.taps(field)
        await secretary.sees(question)
        await secretary.taps("返回")
    await secretary.rest()
    await secretary.taps("取消")
    await secretary.sees("没有更正")
    assert "已经结束了" in await secretary.taps_data("cor.show:1", on=card)


async def test_a_revocation(chat: Chat) -> None:
    await chat.village.confirmed()
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    card = await opens(secretary, "/stars")
    await secretary.taps_data("rec.card:1", on=card)
    await secretary.rest()
    await secretary.taps("撤销")
    await secretary.sees("撤销后不再算数")
    await secretary.sends("没有这回事")
    await secretary.sees("已撤销张三")
    await member.sees("王桂兰撤销了张三的服务记录")
    assert await chat.village.sums() == {}


async def test_stars_why_earlier_years_and_the_scheme(chat: Chat) -> None:
    for week in range(10):
        await chat.village.confirmed(facts(date(2026, 11, 18) - timedelta(weeks=week)))
    await chat.village.confirmed(facts(date(2025, 11, 18)))
    await chat.village.submits()
    member = await chat.person(who.MEMBER)
    shown = await opens(member, "/stars")
    for piece in ("★★☆☆☆", "10次", "20小时", "离3星还差5次", "村级党员服务星级"):
        assert piece in shown.text
    assert shown.buttons == ["依据", "往年", *KEEPSAKES]
    why = await opens(member, "/stars", "依据")
    assert "（还没确认）" in why.text
    assert why.text.count("✓") == 7
    why = await opens(member, "/stars", "依据", "下一页")
    assert why.text.count("✓") == 3
    assert "2025年 ☆☆☆☆☆ 1次" in (await opens(member, "/stars", "往年")).text
    rules = await opens(member, "/stars", "评星办法")
    assert "满5、10、15、20、25次，依次得1到5星" in rules.text
    await member.taps("返回")


async def test_a_secretary_sees_the_branch_and_changes_the_scheme(chat: Chat) -> None:
    await chat.village.confirmed(facts(minutes=600))
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    shown = await opens(secretary, "/stars")
    assert shown.buttons == ["依据", *KEEPSAKES, "支部党员的星级", "换评星办法"]
    team = await opens(secretary, "/stars", "支部党员的星级")
    assert "张三 ☆☆☆☆☆" in team.text
    number = next(line.split(".")[0] for line in team.text.splitlines() if "张三" in line)
    assert "张三的星级" in (await opens(secretary, "/stars", "支部党员的星级", number)).text
    offered = await opens(secretary, "/stars", "换评星办法")
    assert "✓ 村级党员服务星级" in offered.buttons
    about = await opens(secretary, "/stars", "换评星办法", "党员志愿服务时长星级")
    assert "满8小时、10小时、15小时、20小时、25小时" in about.text
    assert await secretary.taps("从2026年起采用") == "已经换好"
    assert "★★☆☆☆" in (await opens(member, "/stars")).text
    topics = await opens(secretary, "/stars", "换评星办法", "十星级党员")
    assert "信念坚定、勤奋学习" in topics.text
    await opens(secretary, "/stars", "换评星办法", "注册志愿者星级", "从2026年起采用")
    lifetime = await opens(member, "/stars")
    assert "历年累计计星：10小时" in lifetime.text
    assert "离1星还差90小时" in lifetime.text


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant", "en"])
async def test_the_longest_texts_fit_into_messages(longest: Chat, locale: str) -> None:
    chat = longest
    member, secretary = await chat.person(who.MEMBER), await chat.person(who.SECRETARY)
    for person, command in ((secretary, "/review"), (member, "/mine"), (member, "/stars")):
        await person.sends(command)
        await person.rest()
    await secretary.look()
    on = secretary.last
    for data in (
        "rev.card:1:0",
        "rev.card:2:0",
        "rev.no:1:1:0",
        "rev.type:1:1:0",
        "rec.card:2",
        "cor.open:2:32",
    ):
        assert await secretary.taps_data(data, on=on) is not None
        await secretary.rest()
        await secretary.look()
        assert secretary.last.id == on.id, "the message was edited, so Telegram took it"
        assert len(secretary.last.text) < 4096
    await member.look()
    assert len(member.last.text) < 4096
    assert member.last.text.startswith(
        {"zh-Hans": "我的星级", "zh-Hant": "我的星級", "en": "My stars"}[locale]
    )


@pytest.fixture
async def longest(world: World, locale: str) -> Chat:
    """A record that waits and one with thirty corrections, all with texts as long as can be."""
    village = await Village.settled(world.database)
    for number in PEOPLE:
        await world.database.run(accounts.set_locale, 1000 + number, locale, who.NOW)
    await village.submits(facts(**LONGEST))
    record_id = await village.confirmed(facts(**LONGEST))
    for turn in range(30):
        await _corrected(village, record_id, "词" * (400 + turn))
    return Chat(world, village)


async def _corrected(village: Village, record_id: int, words: str) -> None:
    version = (await village.record(record_id)).version
    now = who.NOW
    card = await village.does(who.SECRETARY, corrections.open_correction, record_id, version, now)
    await village.does(who.SECRETARY, corrections.type_value, card.draft_id, "words", words, now)
    await village.does(who.SECRETARY, corrections.correct_record, card.draft_id, "因" * 200, now)
