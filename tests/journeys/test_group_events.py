"""What happens to a bound group, and everything said in groups that is not meant for the bot."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.params import Upload
from tests.journeys.groups import EAST, Town, settled
from tests.journeys.world import World
from tests.support.people import Group


@pytest.fixture
async def town(world: World) -> Town:
    return await settled(world)


async def silent(town: Town, group: Group) -> None:
    """The bot has had its turn and said nothing in the group since the last thing that happened there."""
    await group.sees_not("")


async def test_the_bot_says_how_to_bind_when_it_is_brought_in(town: Town) -> None:
    group = await town.group("群", town.wang, bot=False)
    await group.adds_bot()
    shown = await group.sees("发一次 /bind")
    assert "支部书记" in shown.text


async def test_a_group_that_becomes_a_supergroup_stays_bound(town: Town) -> None:
    group = await town.bound("群", kind="group")
    new = await group.upgrades()
    await town.world.settled()
    assert await town.find(group) is None
    found = await town.find(new)
    assert found is not None
    assert found.reach == "ok"
    await silent(town, new)
    assert await lost(town) == []
    await new.sends(town.wang, "/bind")
    await new.sees(f"绑定的是{EAST}")


async def test_a_supergroup_that_was_a_group_is_deleted(town: Town) -> None:
    """Telegram then says that the bot left both; only one of them is bound."""
    group = await town.bound("群", kind="group")
    new = await group.upgrades()
    await town.world.settled()
    await new.deletes()
    [told] = await lost(town)
    assert "群“群”现在送不到了" in told


async def lost(town: Town) -> list[str]:
    """What the secretary of the branch has been told of her groups so far."""
    await town.world.settled()
    sent = town.world.front.engine.ledger
    return [line.text for line in sent if line.chat_id == town.wang.id and "管着这个支部的群" in line.text]


async def test_the_secretary_is_told_once_that_the_bot_was_put_out(town: Town) -> None:
    group = await town.bound("东关党员群")
    await group.kicks_bot()
    assert len(await lost(town)) == 1
    found = await town.find(group)
    assert found is not None
    assert found.reach == "kicked"
    await town.wang.taps("支部的群")
    shown = await town.wang.sees("点一个群")
    assert f"⚠ 东关党员群（{EAST}）" in shown.buttons
    await town.wang.taps("东关党员群")
    await town.wang.sees("现在送不到")
    await group.adds_bot()
    await group.sees(f"绑定的还是{EAST}")
    found = await town.find(group)
    assert found is not None
    assert found.reach == "ok"
    await group.kicks_bot()
    assert len(await lost(town)) == 2


async def test_silenced_and_allowed_to_speak_again(town: Town) -> None:
    group = await town.bound("群")
    await group.restricts_bot()
    [told] = await lost(town)
    assert "不让我发言" in told
    found = await town.find(group)
    assert found is not None
    assert found.reach == "no-rights"
    await group.promotes_bot()
    await town.world.settled()
    found = await town.find(group)
    assert found is not None
    assert found.reach == "ok"
    assert len(await lost(town)) == 1


async def test_nobody_hears_of_a_group_that_was_never_bound(town: Town) -> None:
    group = await town.group("群", town.wang)
    await group.kicks_bot()
    assert await lost(town) == []


async def test_a_new_title_is_kept(town: Town) -> None:
    group = await town.bound("群")
    await group.retitles("东关先锋")
    await silent(town, group)
    found = await town.find(group)
    assert found is not None
    assert found.title == "东关先锋"


async def test_topics_come_and_go_without_a_word(town: Town) -> None:
    group = await town.bound("论坛", forum=True)
    topic = await group.makes_topic("通知")
    await silent(town, group)
    for more in ({}, {"open": True}, {"deleted": True}):
        await group.closes_topic(topic, **more)
        await silent(town, group)


async def test_people_come_and_go_without_a_word(town: Town) -> None:
    group = await town.bound("群")
    li = await town.world.person("李明")
    await group.adds(li)
    await silent(town, group)
    await group.leaves(li)
    await silent(town, group)


async def test_an_anonymous_administrator_is_asked_to_show_themselves(town: Town) -> None:
    group = await town.group("群", town.wang)
    await group.sends(town.wang, "/bind", anonymous=True)
    await group.sees("请用您本人的身份发")
    assert await town.find(group) is None
    await group.sends(town.wang, "大家好", anonymous=True)
    await silent(town, group)


async def test_an_anonymous_administrators_press_is_their_own(town: Town) -> None:
    """Telegram names the person who presses, however they speak."""
    group = await town.bound("群", town.sun)
    await group.promotes(town.sun, anonymous=True)
    await group.sends(town.wang, "/unbind")
    await group.sees("就不再发到本群")
    assert "别的同志" in await group.taps_as(town.sun, "解除绑定")
    assert await town.find(group) is not None


async def test_who_speaks_as_a_channel_is_asked_the_same(town: Town) -> None:
    group = await town.group("群", town.wang)
    channel = await town.group("频道", town.wang, kind="channel", bot=False)
    await group.sends(town.wang, "/bind", channel=channel.id)
    await group.sees("请用您本人的身份发")
    assert await town.find(group) is None


async def test_a_linked_channels_posts_are_not_commands(town: Town) -> None:
    group = await town.group("群", town.wang)
    channel = await town.group("频道", town.wang, kind="channel", bot=False)
    await group.hears_channel(channel)
    await group.promotes_bot()  # so that it hears everything
    for text in ("/bind", "/help", "大家好"):
        await channel.sends(town.wang, text)
        await silent(town, group)
    assert await town.find(group) is None


async def test_a_channel_gets_no_answer(town: Town) -> None:
    channel = await town.group("频道", town.wang, kind="channel", bot_admin=True)
    for text in ("/bind", "/help"):
        await channel.sends(town.wang, text)
        await silent(town, channel)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("/bind", {"forwarded": True}),
        ("/unbind", {"forwarded": True}),
        ("/help", {"forwarded": True}),
        ("/bind@other_bot", {}),
        ("/help@other_bot", {}),
        ("/nothing", {}),
        ("请 /bind 一下", {}),
        ("今天上午在东关社区扫雪2小时", {}),
        ("通知", {}),
        ("绑定群", {}),
        ("取消", {}),
        ("谢谢", {}),
    ],
)
async def test_what_is_not_meant_for_the_bot(town: Town, text: str, more: dict[str, Any]) -> None:
    group = await town.group("群", town.wang)
    await group.promotes_bot()  # so that it hears everything
    await town.world.settled()
    await group.sends(town.wang, text, **more)
    await silent(town, group)
    assert await town.find(group) is None


async def test_an_edited_message_is_not_a_command(town: Town) -> None:
    group = await town.group("群", town.wang)
    await group.promotes_bot()
    said = await group.sends(town.wang, "大家好")
    await group.act("edit", message=said.id, text="/bind")
    await silent(town, group)
    assert await town.find(group) is None


async def test_what_answers_an_open_question_in_private_answers_nothing_in_a_group(town: Town) -> None:
    group = await town.group("群", town.wang)
    await group.promotes_bot()
    await town.wang.sends("/log")
    await town.wang.sees("是哪一天")
    picture = {"photo": Upload("a.jpg", b"x", "image/jpeg")}
    await group.act("send", picture, user=town.wang.id, text="昨天下午在东关社区扫雪2小时")
    await silent(town, group)
    await group.sends(town.wang, "昨天下午在东关社区扫雪2小时")
    await silent(town, group)
    await town.wang.sees_not("扫雪")
