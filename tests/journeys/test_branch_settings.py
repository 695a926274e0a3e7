"""What a branch decides about itself, as its secretary presses it together."""

from __future__ import annotations

import pytest

from storage import branches
from tests.journeys.test_meetings import START, called, everybody
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.usecases import village as who
from tests.usecases.village import EAST, Village


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


async def test_the_secretary_chooses_everything_by_buttons(chat: Chat) -> None:
    secretary = await chat.person(who.SECRETARY)
    await secretary.sends("支部设置")
    shown = await secretary.sees("东关社区党支部的设置")
    for line in (
        "开会提醒：提前一天、提前一小时",
        "签到：开会前30分钟到开会后30分钟",
        "迟到：一开会就算",
        "免打扰：21:00到07:30",
        "每人每天最多6条提醒",
        "时间：北京时间",
    ):
        assert line in shown.text
    for button, choice, line in (
        ("几时开始签到", "60分钟", "签到：开会前60分钟到开会后30分钟"),
        ("几时结束签到", "0分钟", "签到：开会前60分钟到开会后0分钟"),
        ("怎样算迟到", "10分钟", "迟到：开会10分钟以后才算"),
        ("免打扰时间", "22:00到07:00", "免打扰：22:00到07:00"),
        ("免打扰时间", "不设", "免打扰：没有"),
        ("每天几条提醒", "3条", "每人每天最多3条提醒"),
        ("每天几条提醒", "不设", "每人每天的提醒不限条数"),
        ("时区", "乌鲁木齐时间", "时间：乌鲁木齐时间"),
    ):
        await secretary.taps(button)
        await secretary.sees("？")
        assert await secretary.taps(choice) == "改好了"
        await secretary.sees(line)
    # There was no time after the start left for those who are not late yet.
    assert "到开会后15分钟" in secretary.last.text
    await secretary.taps("开会提醒")
    asked = await secretary.sees("什么时候提醒")
    assert asked.buttons[:2] == ["提前三天", "● 提前一天"]
    await secretary.taps("提前一天")
    await secretary.taps("提前一小时")
    asked = await secretary.sees("什么时候提醒")
    assert not [label for label in asked.buttons if "●" in label]
    await secretary.taps("返回")
    await secretary.sees("开会提醒：不提醒")
    assert (await chat.world.database.read(branches.get, EAST)).timezone == "Asia/Urumqi"


async def test_it_holds_for_what_is_not_sent_yet(chat: Chat) -> None:
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await everybody(chat)
    await called(secretary)
    await secretary.sends("/settings")
    await secretary.sees("的设置")
    await secretary.taps("开会提醒")
    for choice in ("提前一天", "提前一小时", "提前半小时"):
        await secretary.sees("什么时候提醒")
        await secretary.taps(choice)
    await member.rest()
    chat.world.clock.now = START.replace(hour=10, minute=15)
    await member.sees_not("别忘了")
    chat.world.clock.now = START.replace(hour=10, minute=31)
    await member.rest()
    await member.look()
    assert "别忘了" in member.last.text


async def test_who_decides(chat: Chat) -> None:
    administrator = await chat.person(who.ADMINISTRATOR)
    await administrator.sends("/settings")
    found = await administrator.sees("看哪个支部的设置")
    assert found.buttons == ["东关社区党支部", "西街村党支部"]
    await administrator.taps("西街村党支部")
    await administrator.sees("西街村党支部的设置")
    leader = await chat.person(who.LEADER)
    await leader.sends("/settings")
    await leader.sees("没有权限")
    secretary = await chat.person(who.SECRETARY)
    await secretary.sends("/settings")
    shown = await secretary.sees("的设置")
    for broken in (
        "set.see:99",
        "set.ask:1:x",
        "set.ask:1",
        "set.put:1:grace:7",
        "set.put:1:zone:Mars",
        "set.put:2:cap:3",
    ):
        assert await secretary.taps_data(broken, on=shown), broken
    assert (await chat.world.database.read(branches.get, EAST)).timezone == "Asia/Shanghai"
