"""Votes, minutes and group chats of meetings, as the secretary, a group leader and the members see them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from docx import Document

from tests.durability.crawling import picture
from tests.journeys.test_meetings import everybody
from tests.journeys.test_review import Chat, opens
from tests.journeys.world import World
from tests.support.people import Group, Person
from tests.usecases import village as who
from tests.usecases.village import Village

CALL = "/meeting 11月25日19:00在党员活动室开支部党员大会，学习章程"
HOUR_BEFORE = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
START = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def bound(chat: Chat, secretary: Person, *members: Person) -> Group:
    """A group of the secretary's, bound to the branch."""
    group = await chat.world.town.group("东关群", secretary, members)
    await chat.world.settled()
    await group.sends(secretary, "/bind")
    await group.sees("绑好了")
    return group


async def test_votes_and_minutes(chat: Chat, secretary: Person) -> None:
    await everybody(chat)
    member = await chat.person(who.MEMBER)
    await opens(secretary, CALL, "发送")
    chat.world.clock.now = START
    await opens(secretary, "/meetings", "补签到", "表决和决定")
    listed = await secretary.sees("还没有。点下面的按钮加一项")
    assert "应到7人，到会0人" in listed.text
    await secretary.taps("加一项表决")
    await secretary.sees("要表决什么")
    await secretary.sends("同意 <李明> 转正 & 入册")
    await secretary.sees("请先签到，再计票")
    for label in ("返回", "返回", "点名", "其余都到了", "返回", "表决和决定", "1"):
        await secretary.taps(label)
        await secretary.rest()
    asked = await secretary.sees("到会有表决权的7人")
    assert asked.buttons[:3] == ["全部赞成（7人）", "1人反对，6人赞成", "1人弃权，6人赞成"]
    await secretary.sends("赞成9")
    await secretary.sees("报了9票，可是到会有表决权的只有7人")
    await secretary.sends("同意3票，反对2票")
    failed = await secretary.sees("没有通过")
    assert "赞成3，反对2，弃权0，未投2（应到7，到会7，要4人赞成）" in failed.text
    assert "同意 <李明> 转正 & 入册" in failed.text
    await secretary.taps("返回")
    await secretary.taps("1")
    await secretary.sends("赞成5 反对2")
    passed = await secretary.sees("✓ 通过")
    assert "王桂兰更正过，原来是赞成3，反对2，弃权0" in passed.text
    await secretary.taps("返回")
    await secretary.taps("记一条决定")
    await secretary.sends("周六上午清扫村口")
    await secretary.sees("2. 决定：周六上午清扫村口")
    await secretary.taps("加一项表决")
    await secretary.sends("写错的一项")
    await secretary.sees("3. 写错的一项")
    assert await secretary.taps("全部赞成") == "票数记好了"
    await secretary.taps("撤下这一项")
    await secretary.taps("撤下")
    assert "写错的一项" not in (await secretary.sees("2. 决定")).text
    await secretary.taps("返回")
    await _minutes(secretary)
    await _record(secretary, member)


async def _minutes(secretary: Person) -> None:
    await secretary.taps("写会议记录")
    await secretary.sees("文字、照片、文件都行")
    await secretary.sends("大家学习了章程。")
    await secretary.sees("会议记录：大家学习了章程。")
    await secretary.sends_photos(picture(), picture(), caption="合影")
    await secretary.sees("照片和文件：2个")
    await secretary.sends_file("签名.pdf", b"%PDF-1.4", "签名表")
    seen = await secretary.sees("照片和文件：3个")
    assert "大家学习了章程。\n合影\n签名表" in seen.text
    await secretary.taps("写好了")
    await secretary.taps("看签到")
    await secretary.taps("签到完成")
    await secretary.sees("到会率100%")


async def _record(secretary: Person, member: Person) -> None:
    await secretary.taps("查看记录")
    record = await secretary.sees("东关社区党支部　支部党员大会")
    assert record.buttons == ["做成文档", "发给支部", "谁来、谁请假"]
    await secretary.look()
    assert [message.text for message in secretary.messages[-5:-2]] == ["[photo]", "[photo]", "[签名.pdf]"]
    await secretary.taps("做成文档")
    document = Document(io.BytesIO(await secretary.downloads(await secretary.sees("可以打印存档"))))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for piece in (
        "东关社区党支部支部党员大会记录",
        "到会率100%",
        "到会：",
        "老周",
        "1. 同意 <李明> 转正 & 入册",
        "更正过，原来是赞成3",
        "2. 决定：周六上午清扫村口",
        "撤下的：写错的一项",
        "大家学习了章程。",
        "照片和文件：3个",
    ):
        assert piece in text
    await secretary.taps("发给支部", on=record)
    await secretary.sees("发给应到的7人吗")
    await secretary.taps("发给大家")
    await secretary.sees("已经发给5人")
    told = await member.sees("✓ 通过")
    assert "决定：周六上午清扫村口" in told.text
    assert "更正" not in told.text
    assert "大家学习了章程" not in told.text
    await opens(secretary, "/meetings", "开过的会", "支部党员大会 11月25日")
    assert "查看记录" in secretary.last.buttons


async def test_a_group_hears_when_and_where_and_nothing_else(chat: Chat, secretary: Person) -> None:
    await everybody(chat)
    member, west = await chat.person(who.MEMBER), await chat.person(who.WEST_SECRETARY)
    stranger = await chat.world.person("路人")
    group = await bound(chat, secretary, member, west, stranger)
    card = await opens(secretary, CALL)
    assert "也发到支部的1个群" in card.text
    await secretary.taps("✓ 也发到群里")
    assert "也发到支部" not in (await secretary.sees("支部党员大会")).text
    await secretary.taps("○ 也发到群里")
    await secretary.taps("发送")
    await secretary.sees("支部的1个群也发了")
    told = await group.sees("请大家参加")
    assert "11月25日 周三 19:00" in told.text
    assert "学习章程" not in told.text
    assert told.buttons == ["参加", "请假"]
    assert await group.taps_as(member, "参加") == "记下了，您参加"
    assert "还没有登记" in await group.taps_as(stranger, "参加")
    assert "没有叫您" in await group.taps_as(west, "请假")
    link = await group.taps_as(member, "请假")
    assert link.endswith("?start=leave_1")
    await member.starts(link.partition("?start=")[2])
    await member.sees("为什么来不了")
    await member.taps("身体不好")
    await secretary.sees("身体不好")
    assert not any("身体" in message.text for message in await group.look())

    await opens(secretary, "/bind", "东关群", "○ 开会前提醒本群")
    assert "✓ 开会前提醒本群" in (await secretary.sees("绑定的支部")).buttons
    chat.world.clock.now = HOUR_BEFORE
    reminded = await group.sees("快开会了")
    assert reminded.buttons == ["参加", "请假"]
    await opens(secretary, "/meetings", "支部党员大会 11月25日", "不开了", "不开了，告诉大家")
    off = await group.sees("不开了")
    assert off.buttons == []
    assert "已经不开了" in await group.taps_as(member, "参加")


async def test_a_leader_holds_a_meeting_of_the_group(chat: Chat, secretary: Person) -> None:
    leader, member = await chat.person(who.LEADER), await chat.person(who.MEMBER)
    await bound(chat, secretary, leader)
    card = await opens(leader, "/meeting 11月25日19:00在老周家院子开支部大会，读报")
    assert "您可以开本党小组的会" in card.text
    assert not any("群里" in label for label in card.buttons)
    await leader.taps("修改")
    assert "什么会" not in (await leader.sees("要改哪一样")).buttons
    await leader.taps("返回")
    await leader.taps("发送")
    await leader.sees("已经通知1人。应到3人")
    await member.sees("请您参加")
    await leader.sends("/meetings")
    seen = await leader.sees("◐ 一组 党小组会：定在11月25日")
    assert "支委会" not in seen.text
    chat.world.clock.now = START
    await opens(leader, "/meetings", "补签到", "点名", "其余都到了", "签到完成")
    await leader.sees("到会率100%")
    shown = await opens(leader, "/meetings")
    assert "✓ 一组 党小组会：已经开过" in shown.text
    await leader.taps("开过的会")
    assert "党小组会 11月25日 周三　3/3" in (await leader.sees("点开看记录")).buttons


async def test_in_english(chat: Chat, secretary: Person) -> None:
    await opens(secretary, "/language", "English")
    await opens(secretary, "/meeting Nov 25 7pm assembly in the hall: vote", "Send")
    chat.world.clock.now = START
    await opens(secretary, "/meetings", "Roll missing", "Call the roll", "All others are here", "Back")
    await opens(secretary, "/meetings", "Roll missing", "Votes and decisions", "Put to the vote")
    await secretary.sends("Li Ming becomes a full member")
    await secretary.sees("7 who can vote are here")
    await secretary.sends("6 for, 1 against")
    await secretary.sees("✓ Passed: 6 for, 1 against, 0 abstained, 0 did not vote")
