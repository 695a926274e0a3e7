"""What becomes of a notice after 发送: agreed to, counted, uncertain, and carried over a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.delivery.outcomes import DeadReason
from handlers.notice_card import REASONS, why_term
from storage import audiences, deliveries
from tests.journeys.test_notices import MEETING, previews
from tests.journeys.test_review import Chat
from tests.journeys.world import World, open_world
from tests.support.telegram import open_front
from tests.usecases import village as who
from tests.usecases.village import Village


@pytest.fixture
async def careful(sqlite_url: str) -> AsyncIterator[Chat]:
    """A village in which four readers need a second person."""
    async with open_front("in-process") as front, open_world(front, sqlite_url, approve_above=3) as world:
        yield Chat(world, await Village.settled(world.database))


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


async def test_a_second_person_returns_it_and_then_agrees(careful: Chat) -> None:
    secretary, member = await careful.person(who.SECRETARY), await careful.person(who.MEMBER)
    official = await careful.person(who.ADMINISTRATOR)
    await previews(secretary, MEETING)
    assert "另一位同志同意" in secretary.last.text
    assert await secretary.taps("发送") == "已请另一位同志看"
    await official.sees("想发一条通知")
    await official.taps("看一看")
    asked = await official.sees("可以发吗")
    assert "东关社区党支部全体党员" in asked.text
    assert MEETING in official.messages[-2].text
    await official.taps("退回")
    await official.sees("把原因写给我")
    await official.sends("时间没写清楚")
    await official.sees("已退回")
    await member.sees_not(MEETING)
    told = await secretary.sees("时间没写清楚")
    await secretary.taps("改一改再发", on=told)
    await secretary.sees("发送吗")
    await secretary.taps("修改")
    await secretary.taps("换文字")
    await secretary.sends("后天上午9点在村部开会")
    await secretary.sees("发送吗")
    await secretary.taps("发送")
    await official.sees("后天上午9点")
    await official.taps("看一看")
    await official.sees("可以发吗")
    assert await official.taps("通过") == "已通过"
    await member.sees("后天上午9点在村部开会")
    assert not any(MEETING in one.text for one in member.messages)
    await secretary.rest()
    await secretary.look()
    assert any("发完了" in one.text for one in secretary.messages)


async def test_own_notices_are_agreed_to_by_others(careful: Chat) -> None:
    official = await careful.person(who.ADMINISTRATOR)
    secretary = await careful.person(who.SECRETARY)
    await previews(secretary, MEETING)
    await secretary.taps("发送")
    await official.sees("想发一条通知")
    await official.look()
    data = official.last.button("看一看")
    assert data is not None
    forged = data["callback_data"].replace("apv.show", "apv.ok")
    assert "另一个人" in await secretary.taps_data(forged, on=secretary.last)
    member = await careful.person(who.MEMBER)
    await member.look()
    assert "没有权限" in await member.taps_data(forged, on=member.last)


async def test_it_goes_on_counting_after_a_restart(sqlite_url: str) -> None:
    async with open_front("in-process") as front:
        async with open_world(front, sqlite_url) as world:
            chat = Chat(world, await Village.settled(world.database))
            secretary = await chat.person(who.SECRETARY)
            for number in (who.MEMBER, who.LEADER):
                await chat.person(number)
            await previews(secretary, MEETING)
            await world.app.dispatcher.stop(grace=1.0)
            await secretary.taps("发送")
            shown = await secretary.sees("正在发送")
        async with open_world(front, sqlite_url) as world:
            again = await world.person(secretary.name, id=secretary.id)
            await again.rest()
            await again.look()
            [card] = [one for one in again.messages if one.id == shown.id]
            assert "发完了" in card.text
            assert "已送到：2" in card.text


async def test_what_is_uncertain_is_sent_again_by_choice(chat: Chat) -> None:
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await previews(secretary, MEETING)
    await secretary.taps("发给谁")
    await secretary.sees("发给谁")
    await secretary.taps("挑人")
    await secretary.sees("发给哪些人")
    await secretary.taps("张三")
    await secretary.taps("好了")
    await secretary.sees("的张三")
    await chat.world.front.control("fault", method="sendMessage", kind="internal-error", count=1)
    await secretary.taps("发送")
    await secretary.rest()
    await secretary.look()
    assert "不确定：1" in secretary.last.text
    await secretary.taps("更多")
    await secretary.sees("还要做什么")
    await secretary.taps("再发给不确定的")
    asked = await secretary.sees("可能会收到两遍")
    assert asked.buttons == ["再发一次", "不用了"]
    chat.world.clock.pass_(minutes=1)
    await secretary.taps("再发一次")
    await secretary.sees("正在再发给1个")
    await member.sees(MEETING)
    await secretary.rest()
    await secretary.look()
    assert any("已送到：1" in one.text and "不确定" not in one.text for one in secretary.messages)


async def test_to_a_group_chat_alone_and_remembered(chat: Chat) -> None:
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await previews(secretary, MEETING)
    await secretary.taps("发给谁")
    await secretary.sees("发给谁")
    await secretary.taps("群聊")
    await secretary.sees("还没有绑定群聊")
    group = await chat.world.group("东关党员群", secretary, member)
    await group.sends(secretary, "/bind")
    await group.sees("绑好了")
    await secretary.taps("返回")
    await secretary.sees("发给谁")
    await secretary.taps("群聊")
    await secretary.sees("还发到哪些群聊")
    await secretary.taps("东关党员群")
    screen = await secretary.sees("还发到群聊：东关党员群")
    assert screen.buttons == ["✓ 东关党员群", "只发群聊，不发私聊", "返回", "好了"]
    await secretary.taps("只发群聊")
    screen = await secretary.sees("只发到群聊：东关党员群")
    assert "另有5人只能在群里看到" in screen.text
    await secretary.taps("好了")
    card = await secretary.sees("发送吗")
    assert "群聊能收到：1个" in card.text
    await secretary.taps("发送", on=card)
    await group.sees(MEETING)
    await member.sees_not(MEETING)
    await secretary.rest()
    await secretary.look()
    assert "已送到：1" in secretary.last.text
    await previews(secretary, "下周一交党费")
    assert "还发到群聊：东关党员群" in secretary.last.text


async def test_categories_are_for_the_secretary_alone(chat: Chat) -> None:
    secretary, official = await chat.person(who.SECRETARY), await chat.person(who.ADMINISTRATOR)
    for person, offered in ((secretary, True), (official, False)):
        await previews(person, MEETING)
        await person.taps("发给谁")
        await person.sees("发给谁")
        assert ("分类" in person.buttons) == offered
    await secretary.taps("分类")
    await secretary.sees("哪一类党员")
    await secretary.taps("老党员")
    await secretary.sees("的老党员")


async def test_an_official_says_first_which_branches(chat: Chat) -> None:
    operator = await chat.world.operator()
    await operator.starts()
    await operator.rest()
    east, west = await chat.person(who.MEMBER), await chat.person(who.WEST_LEADER)
    await operator.sends(f"/notice {MEETING}")
    card = await operator.sees("还没有人能收到")
    assert card.buttons[:2] == ["修改", "取消"]
    await operator.taps("发给谁")
    screen = await operator.sees("发给哪些支部")
    assert screen.buttons == ["所有支部", "城关镇党委", "东关社区党支部", "西街村党支部", "好了"]
    await operator.taps("西街村党支部")
    await operator.sees("西街村党支部全体党员")
    await operator.taps("好了")
    await operator.sees("发送吗")
    await operator.taps("发送")
    await west.sees(MEETING)
    await east.sees_not(MEETING)


async def test_an_older_preview_goes_when_there_is_a_new_one(chat: Chat) -> None:
    secretary = await chat.person(who.SECRETARY)
    await previews(secretary, MEETING)
    await secretary.sends("地点在村部二楼")
    await secretary.sees("发送吗")
    await secretary.rest()
    await secretary.look()
    assert sum("通知" in one.text and MEETING in one.text for one in secretary.messages if one.from_bot) == 1
    assert sum("发送吗" in one.text for one in secretary.messages) == 1
    await secretary.sends("发送")
    await secretary.sees("发送吗")
    assert sum("发送吗" in one.text for one in secretary.messages) == 1


async def test_a_preview_that_did_not_come_through_is_asked_for_again(chat: Chat) -> None:
    secretary = await chat.person(who.SECRETARY)
    await chat.world.front.control("fault", method="sendMessage", kind="internal-error", count=1)
    await secretary.sends(f"/notice {MEETING}")
    await secretary.sees("预览没能全部显示")
    await secretary.taps("接着办")
    await secretary.sees("发送吗")
    assert await secretary.taps("发送") == "开始发送"


async def test_over_every_front_and_database(any_world: World) -> None:
    chat = Chat(any_world, await Village.settled(any_world.database))
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await previews(secretary, MEETING)
    await secretary.taps("发给谁")
    await secretary.sees("发给谁")
    await secretary.taps("挑人")
    await secretary.sees("发给哪些人")
    await secretary.taps("张三")
    await secretary.sees("的张三")
    await secretary.taps("好了")
    await secretary.sees("发送吗")
    await secretary.taps("发送")
    await member.sees(MEETING)
    await member.taps("收到")
    await secretary.rest()
    await secretary.look()
    assert "收到”：1人，共1人" in secretary.last.text


def test_whatever_can_go_wrong_has_words() -> None:
    ours = (
        deliveries.EXPIRED,
        deliveries.GAVE_UP,
        deliveries.FAILED,
        deliveries.NOT_THEIRS,
        deliveries.STOPPED,
    )
    assert {*DeadReason, *ours, audiences.NO_ACCOUNT, audiences.IN_GROUP} <= REASONS
    assert why_term("something new").key == "why-failed"
