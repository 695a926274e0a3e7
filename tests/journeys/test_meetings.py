"""Calling a branch to a meeting, as the secretary and the members see it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import account
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village

CALL = "/meeting 11月25日19:00在党员活动室开支部党员大会，学习章程"
DAY_BEFORE = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
START = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def everybody(chat: Chat) -> None:
    """All members of the secretary's branch who have a phone have opened the bot."""
    for number in (who.LEADER, who.MEMBER, who.COMMITTEE, who.OTHER_LEADER, who.OTHER_MEMBER):
        await chat.person(number)


async def called(secretary: Person) -> None:
    """A meeting in one sentence, sent."""
    await secretary.sends(CALL)
    await secretary.sees("支部党员大会")
    await secretary.taps("发送")
    await secretary.sees("已经通知5人")


async def test_from_the_sentence_to_the_minutes(chat: Chat, secretary: Person) -> None:
    await everybody(chat)
    member, other = await chat.person(who.MEMBER), await chat.person(who.OTHER_MEMBER)
    await secretary.sends(CALL)
    card = await secretary.sees("支部党员大会")
    for piece in ("11月25日 周三 19:00", "党员活动室", "学习章程", "发给5人", "另有1人"):
        assert piece in card.text
    assert card.buttons == ["发送", "修改", "每月重复", "每周重复", "取消"]
    await secretary.taps("发送")
    await secretary.sees("已经通知5人。应到7人")

    got = await member.sees("请您参加")
    assert got.buttons == ["参加", "请假"]
    assert "因为您是这个会的应到人员" in got.text
    assert await member.taps("参加") == "记下了，您参加"
    assert (await member.sees("您参加。")).buttons == ["请假", "加到日历"]
    await member.taps("加到日历")
    calendar = (await member.downloads(await member.sees("手机日历"))).decode()
    assert "DTSTART:20261125T110000Z" in calendar
    assert "SUMMARY:东关社区党支部 支部党员大会" in calendar

    await other.sees("请您参加")
    await other.taps("请假")
    asked = await other.sees("为什么来不了")
    assert asked.buttons == ["身体不好", "要上班", "家里有事", "人在外地", "返回"]
    assert await other.taps("家里有事") == "已经替您请假"
    request = await secretary.sees("刘敏请假")
    assert "家里有事" in request.text
    assert request.buttons == ["准假", "不准"]
    await secretary.taps("准假", on=request)
    await secretary.sees("已准假：刘敏")
    await other.sees("已经准了")

    chat.world.clock.now = DAY_BEFORE
    reminder = await member.sees("别忘了")
    assert "来不了请点“请假”" in reminder.text
    await other.sees_not("别忘了")

    chat.world.clock.now = START
    await secretary.taps("谁来、谁请假")
    seen = await secretary.sees("应到7人：参加2，准假1，还没定4")
    assert "要当面告诉：老周" in seen.text
    await secretary.taps("点名")
    roll = await secretary.sees("到会0人，应到7人，准假1人")
    assert "○ 老周" in roll.buttons
    assert "准假　刘敏" in roll.buttons
    await secretary.taps("○ 老周")
    await secretary.sees("到会1人")
    await secretary.taps("迟到")
    await secretary.taps("○ 张三")
    roll = await secretary.sees("到会2人")
    assert {"✓ 老周", "迟到　张三"} <= set(roll.buttons)
    await secretary.taps("其余都到了")
    await secretary.sees("到会6人")
    assert await secretary.taps("签到完成") == "签到完成，已经存好"
    done = await secretary.sees("到会6人，准假1人，缺席0人，到会率85%")
    assert "过后补记" not in done.text
    await secretary.taps("写会议记录")
    await secretary.sees("请把会议记录发给我")
    await secretary.sends("大家学习了章程。")
    await secretary.sees("会议记录：大家学习了章程。")
    await secretary.taps("写好了")
    await secretary.sees("到会率85%")

    await secretary.sends("/meetings")
    radar = await secretary.sees("东关社区党支部的会议")
    assert "✓ 支部党员大会：已经开过" in radar.text
    assert "○ 主题党日：这个月还差1次，还有6天" in radar.text
    assert "今年到会率85%，要求90%" in radar.text
    await secretary.taps("准备主题党日")
    assert "主题党日" in (await secretary.sees("什么时候开")).text
    await secretary.sends("11月29日9点")
    await secretary.sees("在哪里开")
    await secretary.sends("村部")
    await secretary.taps("发送", on=await secretary.sees("发给"))
    await secretary.sees("已经通知")
    await secretary.sends("会议")
    radar = await secretary.sees("东关社区党支部的会议")
    assert "◐ 主题党日：定在11月29日" in radar.text
    assert "准备主题党日" not in radar.buttons


async def test_step_by_step(chat: Chat, secretary: Person) -> None:
    await secretary.sends("/meeting")
    await secretary.sees("要开什么会")
    await secretary.taps("党小组会")
    await secretary.sees("哪个党小组")
    await secretary.taps("一组")
    await secretary.sees("什么时候开")
    await secretary.sends("昨天晚上")
    await secretary.sees("已经过去了")
    await secretary.taps("明天晚上7点")
    await secretary.sees("在哪里开")
    await secretary.sends("<b>村部</b> & 院子")
    card = await secretary.sees("发给2人")
    assert "<b>村部</b> & 院子" in card.text
    await secretary.taps("修改")
    await secretary.taps("内容")
    await secretary.sees("会上要做什么")
    await secretary.sends("一" * 4000)
    await secretary.sees("最多3000个字")
    chat.world.clock.pass_(seconds=20)  # longer than a phone takes for the pieces of a paste
    await secretary.sends("评议")
    await secretary.sees("内容：评议")
    await secretary.taps("取消")
    await secretary.sees("谁也没有收到")


async def test_a_sentence_with_a_time_that_is_over(chat: Chat, secretary: Person) -> None:
    await secretary.sends("/meeting 11月18日19:00在活动室开支委会，交流情况")
    asked = await secretary.sees("这个时间已经过去了")
    for piece in ("什么时候开", "支委会", "活动室", "交流情况"):
        assert piece in asked.text
    await secretary.sends("后天上午9点")
    await secretary.sees("发给1人")


async def test_left_and_gone_on_with(chat: Chat, secretary: Person) -> None:
    await secretary.sends("/meeting 支委会")
    await secretary.sees("什么时候开")
    await secretary.taps("明天上午9点")
    await secretary.sends("/meeting")
    await secretary.sees("写了还没发")
    await secretary.taps("接着办")
    await secretary.sees("在哪里开")


async def test_changed_and_called_off(chat: Chat, secretary: Person) -> None:
    await everybody(chat)
    member = await chat.person(who.MEMBER)
    await called(secretary)
    await secretary.taps("谁来、谁请假")
    await secretary.sees("还没有回答")
    await secretary.taps("改时间地点")
    await secretary.sees("要改哪一样")
    await secretary.taps("时间")
    await secretary.sends("晚上8点")
    card = await secretary.sees("11月25日 周三 20:00")
    assert card.buttons[0] == "告诉大家"
    await secretary.taps("告诉大家")
    await secretary.sees("改动已经告诉5人")
    changed = await member.sees("支部党员大会有改动")
    assert "20:00" in changed.text
    await secretary.taps("谁来、谁请假")
    await secretary.taps("不开了")
    await secretary.sees("真的不开了吗")
    await secretary.taps("不开了，告诉大家")
    await secretary.sees("已经告诉5人")
    await member.sees("支部党员大会不开了")
    assert "已经不开了" in await member.taps("参加", on=changed)


async def test_leave_in_words_that_is_refused(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await called(secretary)
    await member.sees("请您参加")
    await member.taps("请假")
    await member.sends("要带孙子")
    await member.sees("等书记回复")
    request = await secretary.sees("要带孙子")
    await secretary.taps("不准", on=request)
    await secretary.sees("没有准假：张三")
    await member.sees("没有准")


async def test_a_member_sees_the_meetings_to_come(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await member.sends("/meetings")
    await member.sees("眼下没有")
    await called(secretary)
    invitation = await member.sees("请您参加")
    await member.sends("/meetings")
    listed = await member.sees("您有1个会要参加")
    await member.taps(listed.buttons[0])
    await member.sees("您还没有回答")
    await member.taps("请假")
    await member.sees("为什么来不了")
    await member.taps("参加", on=invitation)
    await member.sends("再说一句")  # who comes after all is asked for no reason any more
    await member.sees("没看懂")
    await member.sends("开会")  # who calls nobody to a meeting means those they are called to
    await member.sees("您有1个会要参加")


async def test_an_administrator_sees_who_owes_most(chat: Chat, secretary: Person) -> None:
    administrator = await chat.person(who.ADMINISTRATOR)
    await administrator.sends("会议")
    found = await administrator.sees("2个支部的会议")
    assert found.buttons[0].startswith("东关社区党支部　还差8次")
    await administrator.taps(found.buttons[0])
    await administrator.sees("东关社区党支部的会议")


@pytest.mark.parametrize("locale", ["en"])
async def test_in_english(any_world: World) -> None:
    village = await Village.settled(any_world.database)
    await any_world.database.run(speak_english)
    chat = Chat(any_world, village)
    await everybody(chat)
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await secretary.sends("/meeting Nov 25 7pm theme day in the village hall: read the charter")
    card = await secretary.sees("Theme day")
    for piece in ("19:00", "the village hall", "read the charter", "Goes to 5 people"):
        assert piece in card.text
    await secretary.taps("Send")
    await secretary.sees("5 people are told. 7 should attend")
    await member.sees("Please come")
    await member.taps("Ask for leave")
    await member.sees("why can you not come")
    await member.sends("visiting my daughter")
    await member.sees("the secretary will answer")
    request = await secretary.sees("visiting my daughter")
    await secretary.taps("Grant leave", on=request)
    await member.sees("granted")
    any_world.clock.now = START
    await secretary.sends("/meetings")
    await secretary.sees("Meetings of")
    await secretary.taps("Roll missing: Theme day")
    await secretary.sees("7 should attend: 1 will come, 1 on leave, 5 open")
    await secretary.taps("Call the roll")
    await secretary.taps("All others are here")
    await secretary.sees("6 of 7 are here")
    assert await secretary.taps("Roll complete") == "The roll is complete and kept"
    await secretary.sees("6 of 7 came, 1 on leave, 0 absent: 85%")
    await secretary.sends("/meetings")
    await secretary.sees("✓ Theme day: done")


def speak_english(tx: Transaction) -> None:
    """Everybody's phone speaks English."""
    tx.execute(sa.update(account).values(locale="en"))
