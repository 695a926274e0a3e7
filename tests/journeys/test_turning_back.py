"""返回 from a question: what is typed afterwards is no answer to it."""

from __future__ import annotations

import pytest

from tests.journeys.test_review import Chat, opens
from tests.journeys.world import World
from tests.usecases import village as who
from tests.usecases.village import Village


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


async def test_a_leader_thinks_better_of_returning(chat: Chat) -> None:
    await chat.submits()
    leader = await chat.person(who.LEADER)
    shown = await opens(leader, "/review", "1", "退回", "自己写原因")
    assert shown.buttons == ["返回"]
    await leader.taps("返回")
    await leader.sees("待确认")
    await leader.sends("地点没写清楚")
    await leader.sees("没看懂")
    await opens(leader, "/review", "1", "通过")
    await leader.sees("已通过")


async def test_a_link_does_not_throw_away_what_somebody_is_writing(chat: Chat) -> None:
    member = await chat.person(who.MEMBER)
    await member.sends("今天上午在东关社区扫雪2小时")
    card = await member.sees("东关社区")
    for name in ("cancel", "start"):
        await member.starts(name)
        await member.sees("您好")
    await member.taps("提交", on=card)
    await member.sees("已提交")


async def test_a_secretary_thinks_better_of_revoking_and_correcting(chat: Chat) -> None:
    await chat.submits()
    leader, secretary = await chat.person(who.LEADER), await chat.person(who.SECRETARY)
    member = await chat.person(who.MEMBER)
    await opens(leader, "/review", "1", "通过")
    await opens(member, "/mine", "1", "申请更正")
    await member.sends("应该是三小时")
    await member.sees("已转给")
    await secretary.sees("请求更正")
    await secretary.taps("看记录")
    await secretary.taps("撤销")
    await secretary.taps("返回")
    await secretary.sends("哦哦哦哦")
    await secretary.sees("没看懂")
    for label in ("更正", "时长", "3小时", "写明原因并更正", "返回"):
        await secretary.taps(label)
        await secretary.rest()
    await secretary.sends("哎呀，先等等")
    await secretary.sees("没看懂")
    await member.sees_not("更正了")
    await secretary.taps("写明原因并更正")
    await secretary.sends("本人说是三小时")
    await secretary.sees("已更正")
    await member.sees("王桂兰更正了")


async def test_a_member_thinks_better_of_a_wish(chat: Chat) -> None:
    await chat.submits()
    leader, member = await chat.person(who.LEADER), await chat.person(who.MEMBER)
    await opens(leader, "/review", "1", "通过")
    shown = await opens(member, "/mine", "1", "申请更正")
    assert shown.buttons == ["返回"]
    await member.taps("返回")
    await member.sees("已通过")
    await member.sends("嘿嘿嘿")
    await member.sees("没看懂")


async def test_an_old_way_back_leaves_a_newer_question_alone(chat: Chat) -> None:
    await chat.submits()
    leader = await chat.person(who.LEADER)
    old = await opens(leader, "/review", "1", "退回", "自己写原因")
    await leader.sends("/log")
    await leader.sees("是哪一天")
    await leader.taps("返回", on=old)
    await leader.sends("昨天")
    await leader.sees("多长时间")


async def test_a_typed_correction_that_is_unclear_is_asked_again_with_buttons(chat: Chat) -> None:
    await chat.submits()
    leader, secretary = await chat.person(who.LEADER), await chat.person(who.SECRETARY)
    member = await chat.person(who.MEMBER)
    await opens(leader, "/review", "1", "通过")
    await opens(member, "/mine", "1", "申请更正")
    await member.sends("应该是三小时")
    await secretary.sees("请求更正")
    for label in ("看记录", "更正", "时长"):
        await secretary.taps(label)
        await secretary.rest()
    await secretary.sends("好久好久")
    shown = await secretary.sees("没看明白")
    assert "3小时" in shown.buttons
    await secretary.sends("三小时")
    await secretary.sees("改动")
