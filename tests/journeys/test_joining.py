"""Conversations about joining: codes, the roster in the chat, roles, a second phone."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.messages import Lane, Message, Push
from storage import outbox
from storage.database import Transaction
from storage.schema import account
from tests.journeys.world import World, open_world
from tests.support.people import Person, Shown
from tests.support.telegram import open_front


@pytest.fixture
async def english_world(sqlite_url: str) -> AsyncIterator[World]:
    async with open_front("in-process") as front, open_world(front, sqlite_url, "en") as opened:
        yield opened


BRANCH = "东关社区党支部"
ROSTER = f"""姓名,支部,党小组,职务,手机号
王桂兰,{BRANCH},,书记,13800000001
李秀英,{BRANCH},第一党小组,组长,
张三,{BRANCH},第一党小组,,13800000003
赵六,{BRANCH},第一党小组,委员,
"""


def code_in(shown: Shown) -> str:
    found = re.search(r"start=([0-9A-Z]+)", shown.text)
    assert found, shown.text
    return found[1]


async def import_roster(sender: Person, text: str = ROSTER) -> None:
    await sender.sends_file("党员名册.csv", text.encode("gbk"))
    await sender.sees("还没有导入")
    await sender.taps("导入")
    await sender.sees("导入好了")


async def invited(by: Person, name: str) -> str:
    """Open somebody's card and make an invite; returns the code."""
    await by.sends("/roster")
    await by.sees("名册")
    await by.taps(name)
    await by.sees(name)
    await by.taps("邀请")
    return code_in(await by.sees("只发给本人"))


async def joins(person: Person, code: str) -> None:
    await person.sends(f"/start {code}")
    await person.sees("这是您本人吗")
    await person.taps("同意加入")
    await person.sees("欢迎您")


async def begin(world: World) -> tuple[Person, Person]:
    """A branch whose secretary has joined; returns the operator and the secretary."""
    operator = await world.operator()
    await import_roster(operator)
    secretary = await world.person("王桂兰")
    await joins(secretary, await invited(operator, "王桂兰"))
    return operator, secretary


async def test_a_strangers_start_is_friendly(world: World) -> None:
    li = await world.person("李明")
    await li.sends("/start")
    await li.sees("支部公开的内容谁都可以看")
    await li.sends("/start ABCDEFGHJKMN")
    shown = await li.sees("现在不能用")
    assert shown.buttons == []
    await li.sends("/start review")
    await li.sees("向支部书记要一条邀请链接")
    await li.sends("/roster")
    await li.sees("向支部书记要一条邀请链接")


async def test_a_file_an_invite_and_three_join(world: World) -> None:
    _, secretary = await begin(world)
    for name in ("李秀英", "张三"):
        person = await world.person(name)
        await joins(person, await invited(secretary, name))
    zhang = await world.person("张三")
    await zhang.sends("/me")
    await zhang.sees("第一党小组")
    await secretary.sends("/roster")
    shown = await secretary.sees("共4人")
    assert "✓ 张三 · 第一党小组" in shown.buttons
    assert "赵六 · 第一党小组" in shown.buttons


async def test_declining_stores_nothing(world: World) -> None:
    operator = await world.operator()
    await import_roster(operator)
    code = await invited(operator, "张三")
    zhang = await world.person("张三")
    await zhang.sends(f"/start {code}")
    await zhang.sees("为了什么")
    await zhang.taps("取消")
    await zhang.sees("没有加入")
    await joins(zhang, code)
    await zhang.sends(f"/start {code}")
    await zhang.sees("不用再加入一次")


async def test_bad_rows_are_named_and_nothing_is_imported(world: World) -> None:
    operator = await world.operator()
    bad = ROSTER + f"孙宏伟,{BRANCH},,,12345\n周敏,{BRANCH},,组长,\n"
    await operator.sends_file("名册.csv", bad.encode())
    shown = await operator.sees("有2行有问题")
    assert "第6行“手机号”：不是11位手机号（12345）" in shown.text
    assert "第7行“职务”：写了组长，却没有写党小组" in shown.text
    assert shown.buttons == ["跳过错误行导入", "取消"]
    await operator.sends("/roster")
    await operator.sees("还没有支部")
    await operator.taps("跳过错误行导入", on=shown)
    await operator.sees("导入好了")
    await operator.taps_data(shown.keyboard[0][0]["callback_data"], on=shown)
    assert "已经办过了" in operator.toast


async def test_a_member_sends_a_file_in_vain(world: World) -> None:
    _, secretary = await begin(world)
    zhang = await world.person("张三")
    await joins(zhang, await invited(secretary, "张三"))
    await zhang.sends_file("名册.csv", ROSTER.encode())
    await zhang.sees("没有权限")
    await secretary.sends_file("名册.csv", "姓名,支部\n孙宏伟,西街村党支部\n".encode())
    shown = await secretary.sees("不归您管理")
    assert shown.buttons == ["取消"]
    await secretary.sends_file("名册.xlsx", b"PK\x03\x04 broken")
    await secretary.sees("读不出来")


async def test_one_member_by_a_sentence(world: World) -> None:
    _, secretary = await begin(world)
    await secretary.sends("添加党员 吴芳 第一党小组 手机13700000001")
    shown = await secretary.sees("要添加的是：吴芳")
    assert shown.buttons == ["提交", "取消"]
    await secretary.taps("提交")
    code = code_in(await secretary.sees("只发给本人"))
    await joins(await world.person("吴芳"), code)
    await secretary.taps_data(shown.keyboard[0][0]["callback_data"], on=shown)
    assert "已经办过了" in secretary.toast


async def test_the_command_needs_no_opening_words(world: World) -> None:
    _, secretary = await begin(world)
    await secretary.sends("/member 吴芳 第一党小组")
    await secretary.sees("要添加的是：吴芳")
    await secretary.taps("取消")
    await secretary.sees("没有添加")
    await secretary.sends("/member")
    await secretary.sees("写清楚是谁")
    await secretary.sends("添加党员 吴芳 身份证110101199003071234")
    await secretary.sees("不收身份证号")


async def test_who_blocks_the_bot_is_known_until_they_come_back(world: World) -> None:
    _, secretary = await begin(world)
    zhang = await world.person("张三")
    await joins(zhang, await invited(secretary, "张三"))
    await zhang.blocks()
    await world.settled()
    assert await world.database.read(_reach, zhang.id) == "blocked"
    await zhang.unblocks()
    await zhang.sends("/start")
    await zhang.sees("您好")
    assert await world.database.read(_reach, zhang.id) == "ok"


def _reach(tx: Transaction, telegram_id: int) -> str:
    query = sa.select(account.c.reach).where(account.c.telegram_id == telegram_id)
    return tx.execute(query).scalar_one()


async def test_a_second_phone_is_confirmed_by_the_secretary(world: World) -> None:
    _, secretary = await begin(world)
    code = await invited(secretary, "张三")
    old, new = await world.person("张三"), await world.person("张三的新手机")
    await joins(old, code)
    await new.sends(f"/start {code}")
    await new.sees("现在不能用")
    await new.taps("换了手机")
    shown = await new.sees("为了什么")
    assert shown.buttons == ["同意并申请换到这里", "取消"]
    await new.taps("同意并申请")
    await new.sees("申请已经送到")
    await world.settled()
    await secretary.look()
    ask = secretary.last
    assert "张三申请换到新的" in ask.text
    await secretary.taps("通过", on=ask)
    await secretary.sees("换到了新账号")
    await world.settled()
    await new.look()
    assert "换号已经通过" in new.last.text
    await old.look()
    assert "已经换到另一个" in old.last.text
    await old.sends("/me")
    await old.sees("还没有加入")
    await secretary.taps_data(ask.keyboard[0][1]["callback_data"], on=ask)
    assert "已经处理过" in secretary.toast


async def test_roles_are_given_and_taken_in_the_chat(world: World) -> None:
    operator, secretary = await begin(world)
    zhao = await world.person("赵六")
    await joins(zhao, await invited(secretary, "赵六"))
    await secretary.sends("/roster")
    await secretary.sees("名册")
    await secretary.taps("赵六")
    await secretary.sees("支部委员")
    await secretary.taps("职务与权限")
    await secretary.sees("一项一项给")
    await secretary.taps("＋ 可以查看名册")
    await world.settled()
    await zhao.look()
    assert "现在可以查看名册" in zhao.last.text
    await zhao.sends("/roster")
    await zhao.sees("共4人")
    await zhao.taps("王桂兰")
    shown = await zhao.sees("138******01")
    assert shown.buttons == ["返回"]
    await secretary.taps("✓ 支部委员")
    await zhao.taps("返回", on=shown)
    assert "没有权限" in zhao.toast

    await operator.sends("/roster")
    await operator.sees("名册")
    await operator.taps("王桂兰")
    await operator.sees("支部书记")
    await operator.taps("职务与权限")
    await operator.sees("点一下")
    await operator.taps("✓ 支部书记")
    await operator.sees("唯一的书记")
    await operator.taps("确定收回")
    await secretary.sends("/roster")
    await secretary.sees("没有权限")


async def test_what_waited_for_somebody_does_not_reach_their_former_phone(world: World) -> None:
    _, secretary = await begin(world)
    li = await world.person("李秀英")
    await joins(li, await invited(secretary, "李秀英"))
    later = world.clock() + timedelta(minutes=10)

    def queue_for_li(tx: Transaction) -> int:
        who = tx.execute(sa.select(account.c.person_id).where(account.c.telegram_id == li.id)).scalar_one()
        push = Push("test", Lane.NOTICE, Message("push-review-request", {"name": "张三"}), "reason-roles")
        return outbox.enqueue_for_people(tx, push, [who], later)

    assert await world.database.run(queue_for_li) == 1
    await secretary.sends("/roster")
    await secretary.sees("名册")
    await secretary.taps("李秀英")
    await secretary.sees("已经在 Telegram 上加入")
    await secretary.taps("移出")
    await secretary.sees("移出名册？")
    await secretary.taps("移出")
    await li.sees("名册上")
    world.clock.pass_(minutes=11)
    world.app.dispatcher.wake()
    await world.settled()
    await li.look()
    assert not [one.text for one in li.messages if "张三" in one.text]


async def test_taking_off_the_roster(world: World) -> None:
    _, secretary = await begin(world)
    zhang = await world.person("张三")
    await joins(zhang, await invited(secretary, "张三"))
    await secretary.sends("/roster")
    await secretary.sees("名册")
    await secretary.taps("张三")
    await secretary.sees("已经在 Telegram 上加入")
    await secretary.taps("移出")
    await secretary.sees("移出名册？")
    await secretary.taps("移出")
    await secretary.sees("已经移出名册")
    await zhang.sends("/me")
    await zhang.sees("还没有加入")


async def test_ten_wrong_codes_are_enough(world: World) -> None:
    li = await world.person("李明")
    for _ in range(10):
        await li.sends("/start ABCDEFGHJKMN")
        await li.sees("现在不能用")
    await li.sends("/start ABCDEFGHJKMN")
    await li.sees("过一小时再试")


async def test_a_group_learns_nothing(world: World) -> None:
    _, secretary = await begin(world)
    group = await world.group("东关社区", secretary)
    await group.sends(secretary, "/roster")
    await group.sees("私聊")
    await group.sends(secretary, "添加党员 吴芳 第一党小组")
    await group.sees_not("吴芳")


async def test_joining_in_english(english_world: World) -> None:
    operator = await english_world.operator()
    await operator.sends_file("roster.csv", b"name,branch,group\nLi Ming,East Gate,Group 1\n")
    await operator.sees("not imported yet")
    await operator.taps("Import")
    await operator.sees("New: 1")
    await operator.sends("/roster")
    await operator.sees("1 in all")
    await operator.taps("Li Ming")
    await operator.sees("full member")
    await operator.taps("Invite")
    code = code_in(await operator.sees("nobody else"))
    li = await english_world.person("Li Ming")
    await li.sends(f"/start {code}")
    await li.sees("What is stored")
    await li.taps("Agree and join")
    await li.sees("Welcome, Li Ming")
