"""Group chats: who binds them to which branch, what goes to which topic, and how they are unbound."""

from __future__ import annotations

import pytest

from bot.domain.group_chats import GroupChat, TopicKind
from storage import branches, group_chats
from storage.database import Transaction
from tests.journeys.groups import EAST, WEST, Town, settled
from tests.journeys.world import World


@pytest.fixture
async def town(world: World) -> Town:
    return await settled(world)


async def test_a_secretary_binds_the_group_she_administers(town: Town) -> None:
    group = await town.group("东关党员群", town.wang)
    await group.sends(town.wang, "/bind")
    shown = await group.sees(f"属于{EAST}")
    assert "从来不发到群里" in shown.text
    assert shown.buttons == ["解除绑定"]
    found = await town.find(group)
    assert found is not None
    assert (found.title, found.locale, found.is_forum, found.reach) == ("东关党员群", "zh-Hans", False, "ok")
    await group.sends(town.wang, "/bind")
    await group.sees(f"绑定的是{EAST}")


async def test_who_does_not_administer_the_group_cannot_bind_it(town: Town) -> None:
    li = await town.world.person("李明")
    group = await town.group("东关党员群", li, town.wang)
    await town.refused(group, town.wang, "还不是本群的管理员")
    await town.refused(group, li, "要由支部书记")
    await group.promotes(town.wang)
    await group.sends(town.wang, "/bind")
    await group.sees("绑好了")
    await group.promotes(town.wang, status="member")
    await town.refused(group, town.wang, "还不是本群的管理员", "/unbind")


async def test_the_operator_has_no_power_in_a_group(town: Town) -> None:
    operator = await town.world.operator()
    group = await town.group("群", operator)
    await town.refused(group, operator, "要由支部书记")


async def test_of_several_branches_she_picks_one_and_nobody_else_does(town: Town) -> None:
    await town.wang_gets_west()
    group = await town.group("联合群", town.wang, town.sun)
    await group.promotes(town.sun)
    await group.sends(town.wang, "/bind")
    shown = await group.sees("本群要绑定哪个支部")
    assert sorted(shown.buttons) == sorted([EAST, WEST])
    assert "别的同志" in await group.taps_as(town.sun, WEST)
    assert await town.find(group) is None
    await group.taps_as(town.wang, EAST)
    await group.sees(f"属于{EAST}")
    await group.taps_as(town.wang, "换个支部")
    shown = await group.sees("要改成哪个支部")
    assert shown.buttons == [WEST, "返回"]
    await group.taps_as(town.wang, "返回")
    await group.sees(f"绑定的是{EAST}")


async def test_standing_is_looked_at_again_at_the_press(town: Town) -> None:
    await town.wang_gets_west()
    li = await town.world.person("李明")
    group = await town.group("联合群", li, town.wang)
    await group.promotes(town.wang)
    await group.sends(town.wang, "/bind")
    await group.sees("本群要绑定哪个支部")
    await group.promotes(town.wang, status="member")
    assert "还不是本群的管理员" in await group.taps_as(town.wang, EAST)
    assert await town.find(group) is None


async def test_words_narrow_the_choice(town: Town) -> None:
    await town.wang_gets_west()
    group = await town.group("群", town.wang)
    await town.refused(group, town.wang, "没有名字里带“南门”的支部", "/bind 南门")
    await group.sends(town.wang, "/bind 西街")
    await group.sees(f"属于{WEST}")


async def test_another_branchs_group_is_changed_by_who_may_do_both(town: Town) -> None:
    group = await town.bound("群", town.sun)
    await group.promotes(town.sun)
    await town.refused(group, town.sun, f"已经绑定了{EAST}")
    await town.refused(group, town.sun, f"已经绑定了{EAST}", "/unbind")
    await town.wang_gets_west()
    await group.sends(town.wang, "/bind")
    await group.sees(f"绑定的是{EAST}")
    await group.taps_as(town.wang, "换个支部")
    await group.taps_as(town.wang, WEST)
    await group.sees(f"属于{WEST}")
    await group.sends(town.sun, "/bind")
    await group.sees(f"绑定的是{WEST}")


async def test_topics_by_kind_of_message(town: Town) -> None:
    group = await town.group("论坛", town.wang, forum=True)
    notices, other = await group.makes_topic("通知"), await group.makes_topic("学习会议")
    await group.sends(town.wang, "/bind", thread=notices)
    shown = await group.sees("想让哪一类发到这个话题")
    assert shown.raw["message_thread_id"] == notices
    assert shown.buttons == ["＋ 通知", "＋ 会议", "＋ 学习", "＋ 提醒", "全部", "解除绑定"]
    await group.taps_as(town.wang, "通知")
    shown = await group.sees("想让哪一类")
    assert shown.buttons[:2] == ["✓ 通知", "＋ 会议"]
    await group.sends(town.wang, "/bind", thread=other)
    await group.sees("想让哪一类")
    await group.taps_as(town.wang, "全部")
    assert await town.topics(group) == dict.fromkeys(TopicKind, other)
    await group.taps_as(town.wang, "学习")
    assert TopicKind.STUDY not in await town.topics(group)


async def test_said_in_the_general_topic_it_brings_a_kind_back_there(town: Town) -> None:
    group = await town.group("论坛", town.wang, forum=True)
    topic = await group.makes_topic("通知")
    await group.sends(town.wang, "/bind", thread=topic)
    await group.sees("想让哪一类")
    await group.taps_as(town.wang, "全部")
    await group.sends(town.wang, "/bind")
    shown = await group.sees("想让哪一类")
    assert shown.buttons[:2] == ["＋ 通知", "＋ 会议"]
    for _ in range(2):  # twice is as good as once
        await group.taps_as(town.wang, "通知")
        assert group.buttons[:2] == ["✓ 通知", "＋ 会议"]
    assert TopicKind.NOTICE not in await town.topics(group)


async def test_an_old_or_forged_topic_button_changes_nothing(town: Town) -> None:
    group = await town.group("论坛", town.wang, forum=True)
    topic = await group.makes_topic("通知")
    await group.sends(town.wang, "/bind", thread=topic)
    card = await group.sees("想让哪一类")
    await group.taps_as(town.wang, "会议")
    # Of a message that is gone or too old Telegram shows nothing, not even its topic.
    assert "不能用" in await group.taps_data(f"grp.topic:{town.wang.id}:meeting", on=99_999)
    assert "不能用" in await group.taps_data(f"grp.topic:{town.wang.id}:gossip", on=card)
    assert "不能用" in await group.taps_data("grp.topic", on=card)
    assert "不能用" in await town.wang.taps_data(f"grp.topic:{town.wang.id}:meeting", on=1)
    assert await town.topics(group) == {TopicKind.MEETING: topic}


async def test_unbinding_in_the_group(town: Town) -> None:
    group = await town.bound("群", town.sun)
    await group.promotes(town.sun)
    await group.sends(town.wang, "/unbind")
    await group.sees("就不再发到本群")
    assert "别的同志" in await group.taps_as(town.sun, "解除绑定")
    await group.taps_as(town.wang, "返回")
    await group.sees(f"绑定的是{EAST}")
    await group.taps_as(town.wang, "解除绑定")
    await group.taps_as(town.wang, "解除绑定")
    await group.sees(f"已经和{EAST}解除绑定")
    assert await town.find(group) is None
    await town.refused(group, town.wang, "现在没有绑定支部", "/unbind")


async def test_a_secretary_no_more_leaves_the_binding_to_the_branch(town: Town) -> None:
    group = await town.bound("群")
    await group.sends(town.wang, "/unbind")
    await group.sees("就不再发到本群")
    await town.wang_steps_down()
    assert "要由支部书记" in await group.taps_as(town.wang, "解除绑定")
    await town.refused(group, town.wang, "要由支部书记", "/unbind")
    await town.wang.sends("/bind")
    await town.wang.sees("没有权限")
    assert await town.find(group) is not None


async def test_in_private_the_branchs_groups_are_listed(town: Town) -> None:
    wang, sun = town.wang, town.sun
    await wang.sends("/bind")
    shown = await wang.sees("还没有绑定过群")
    assert shown.button("把我加进群") == {
        "text": "把我加进群",
        "url": "https://t.me/zhibu_bot?startgroup=bind",
    }
    group = await town.bound("东关党员群")
    await wang.sends("绑定群")
    shown = await wang.sees("点一个群")
    assert shown.buttons == [f"东关党员群（{EAST}）", "把我加进群"]
    await sun.sends("/unbind")
    shown = await sun.sees("还没有绑定过群")
    assert "没有权限" in await sun.taps_data(f"grp.cut-yes:{-group.id}", on=shown)
    assert "没有绑定支部" in await sun.taps_data("grp.show:4", on=shown)
    await wang.taps("东关党员群")
    await wang.sees("消息能正常送到")
    await wang.taps("解除绑定")
    await wang.sees("就不再发到群“东关党员群”")
    assert await town.find(group) is not None
    await wang.taps("解除绑定")
    await wang.sees("已经解除绑定")
    assert await town.find(group) is None
    await wang.taps("支部的群")
    await wang.sees("还没有绑定过群")


async def test_a_stranger_sees_no_list(world: World) -> None:
    li = await world.person("李明")
    await li.sends("/bind")
    await li.sees("向支部书记要一条邀请链接")


async def test_the_list_turns_its_pages(town: Town) -> None:
    def many(tx: Transaction) -> None:
        east = branches.find_by_name(tx, EAST)
        assert east is not None
        for number in range(1, 11):
            group = GroupChat(-1000 - number, east.id, f"{number:02}群", "zh-Hans", is_forum=False)
            group_chats.bind(tx, group, None, town.world.clock())

    await town.world.database.run(many)
    await town.wang.sends("/bind")
    shown = await town.wang.sees("点一个群")
    assert len(shown.buttons) == 10
    await town.wang.taps("下一页")
    shown = await town.wang.sees("点一个群")
    assert shown.buttons == [f"09群（{EAST}）", f"10群（{EAST}）", "上一页", "把我加进群"]


async def test_the_link_that_adds_the_bot_begins_the_binding(town: Town) -> None:
    group = await town.group("群", town.wang, bot=False)
    await group.adds_bot()
    await group.sees("发一次 /bind")
    await group.sends(town.wang, "/start@zhibu_bot bind")
    await group.sees("绑好了")


@pytest.mark.parametrize("kind", ["bad-gateway", "internal-error"])
async def test_when_telegram_does_not_answer_nothing_is_changed(town: Town, kind: str) -> None:
    group = await town.group("群", town.wang)
    await town.world.front.control("fault", method="getChatMember", kind=kind, count=1)
    await town.refused(group, town.wang, "刚才没能核实")
    await group.sends(town.wang, "/bind")
    await group.sees("绑好了")


async def test_menus_offer_it_to_administrators(town: Town) -> None:
    group = await town.group("群", town.wang, town.sun)

    async def menu(person: int) -> list[str]:
        return [
            one["command"] for one in await town.world.front.control("commands", user=person, chat=group.id)
        ]

    assert await menu(town.wang.id) == ["bind", "unbind", "help"]
    assert await menu(town.sun.id) == ["help"]
