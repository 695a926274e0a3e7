"""Five-star households and the star of the month, from the first word to the roll of honour."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import account, ballot_choice, household
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village, facts

# The morning after the seven days.
OVER = datetime(2026, 11, 28, 1, 30, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


async def code_of(world: World) -> str:
    look = sa.select(household.c.code)
    return await world.database.read(lambda tx: tx.execute(look).scalar_one())


async def says(person: Person, text: str) -> None:
    """Say something and wait for what comes of it."""
    await person.sends(text)
    await person.rest()


async def presses(person: Person, label: str) -> str:
    """Press a button and wait for what comes of it; gives the toast."""
    toast = await person.taps(label)
    await person.rest()
    return toast


async def votes(person: Person, *names: str) -> None:
    """By the buttons of a slip."""
    await presses(person, "去投票")
    for name in names:
        await presses(person, f"○ {name}")
    await presses(person, "投票" if names else "都不选，投空白票")
    await person.sees("投好了")


async def test_three_sides_choose_and_a_tie_is_decided_in_the_open(chat: Chat) -> None:
    world = chat.world
    secretary, leader = await chat.person(who.SECRETARY), await chat.person(who.LEADER)
    member, other = await chat.person(who.MEMBER), await chat.person(who.OTHER_MEMBER)
    resident = await world.person("周大娘")
    group = await world.group("东关群众", secretary, member, resident)
    await group.sends(secretary, "/bind")
    await group.sees("绑好了")

    await says(secretary, "示范户")
    await secretary.sees("还没有开始评")
    await presses(secretary, "开始评选")
    await presses(secretary, "7天")
    await secretary.sees("评5户")
    await presses(secretary, "名额：5")
    await presses(secretary, "1")
    await secretary.sees("评1户")
    # In the group only the button, which opens the private chat; a resident is no member of anything.
    await group.sees("请大家推荐身边的好党员")
    await group.taps_as(resident, "我来推荐")
    assert len(group.messages) == len(await group.look())
    code = await code_of(world)
    await resident.starts(f"h_{code}")
    await resident.sees("您推荐谁")
    await presses(resident, "张三")
    await resident.sees("您推荐的是张三")
    await says(resident, "楼道灯是他修的")
    await resident.sees("“楼道灯是他修的”")
    await presses(resident, "换一位")
    await presses(resident, "刘敏")
    await resident.sees("您推荐的是刘敏")

    # Members stand for themselves, or are put down by the leader of their group.
    pushed = await member.sees("想参评的可以自荐")
    await member.starts(f"h_{code}")
    await member.sees("您是本支部的党员")
    await member.taps("我要自荐", on=pushed)
    await says(member, "巡逻一年，没落下一天")
    assert "张三" in (await member.sees("报名的（不分先后）")).text
    await says(leader, "/households")
    await presses(leader, "替别人报名")
    assert (await leader.sees("给谁报名")).buttons == ["张三", "老周", "返回"][1:]
    await presses(leader, "老周")
    assert await presses(leader, "不写了，直接报名") == "报好了"
    await says(secretary, "/households")
    await presses(secretary, "群众推荐了谁")
    assert "刘敏　1次" in (await secretary.sees("谁推荐的没有人看得到")).text
    await presses(secretary, "给刘敏报名")
    await presses(secretary, "不写了，直接报名")
    await other.sees("给您报名参评")
    assert await presses(other, "不参加") == "好的，不参加"
    await says(secretary, "/households")
    await presses(secretary, "群众推荐的二维码")
    assert code in (await secretary.sees("[photo]")).text

    world.clock.now = OVER
    await secretary.sees("推荐和自荐的时间到了")
    await presses(secretary, "去看看")
    await presses(secretary, "看自荐的话")
    await secretary.sees("没落下一天")
    await presses(secretary, "返回")
    await presses(secretary, "开始投票")
    await secretary.sees("一共2人报名，评1户，7名正式党员投票")
    await presses(secretary, "好，开始投票")
    shown = await secretary.sees("该投7人，已投0人")
    assert "谁也看不到票数" in shown.text
    for person, name in ((member, "张三"), (other, "老周"), (secretary, "张三")):
        if person is not secretary:
            await person.sees("请投票")
        await votes(person, name)
    assert "再点一下" not in str(await member.look())  # the marks are gone from the chat
    await presses(secretary, "返回")
    await presses(secretary, "计票")
    await secretary.sees("已投3人（该投7人）")
    assert "至少要有4人投票" in await presses(secretary, "好，计票")
    await says(leader, "/households")
    await presses(leader, "替没有手机的人投")
    await presses(leader, "老周")
    await leader.sees("请把手机交给他")
    await presses(leader, "○ 老周")
    await presses(leader, "投票")
    await leader.sees("手机可以收回了")
    await presses(secretary, "好，计票")
    tied = await secretary.sees("票数一样：张三、老周")
    assert "第1轮：该投7人，投了4人" in tied.text
    assert "张三　2票" in tied.text
    await group.sees_not("评出")

    await presses(secretary, "再投一轮")
    for person, name in ((member, "张三"), (other, "老周"), (leader, "老周")):
        await person.sees("请再投一次")
        await votes(person, name)
    await secretary.sees("第2轮")
    await votes(secretary, "张三")
    await presses(secretary, "返回")
    await presses(secretary, "计票")
    await presses(secretary, "好，计票")
    await presses(secretary, "我来定，写明理由")
    await presses(secretary, "老周")
    await presses(secretary, "写理由")
    await says(secretary, "孤寡老人都是他照看的")
    final = await secretary.sees("评上的：老周")
    assert "孤寡老人都是他照看的" in final.text
    told = await group.sees("支部投票评出")
    assert ("老周" in told.text, "理由：孤寡老人" in told.text, "票" in told.text.split("评出")[1]) == (
        True,
        True,
        True,
    )
    await member.sees("投了4人，该投7人")
    slips = await world.database.read(lambda tx: len(list(tx.execute(sa.select(ballot_choice)))))
    assert slips == 8
    await says(member, "光荣榜")
    roll = await member.sees("2026年光荣榜")
    assert "五星级党员示范户：老周" in roll.text


async def test_a_star_is_shown_when_the_person_wants_it(chat: Chat) -> None:
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    group = await chat.world.group("东关群", secretary, member)
    await group.sends(secretary, "/bind")
    await group.sees("绑好了")
    await chat.village.confirmed(facts(date(2026, 11, 18), 150))
    await chat.village.confirmed(facts(date(2026, 11, 3), 60), who.OTHER_MEMBER)
    await says(secretary, "每月一星")
    await secretary.sees("2026年光荣榜")
    await presses(secretary, "评每月一星")
    listed = await secretary.sees("不是名次")
    assert listed.text.index("刘敏：1次，1小时") < listed.text.index("张三：1次，2.5小时（环境卫生）")
    assert await presses(secretary, "每月25日提醒我") == "每月25日提醒您"
    await presses(secretary, "张三")
    await secretary.sees("为什么是他")
    assert await presses(secretary, "就用这些做理由") == "已经去问本人了"
    await secretary.sees("等他回答")
    asked = await member.sees("想推您做11月之星")
    assert "这个月服务1次，共2.5小时：环境卫生" in asked.text
    assert asked.buttons[:2] == ["愿意", "不用了"]
    await presses(member, "不用了")
    await member.sees("好的，不公开")
    await secretary.sees("这次不公开张三")
    await group.sees_not("之星")
    await presses(secretary, "看一看")
    await presses(secretary, "张三")
    await says(secretary, "天天扫雪")
    again = await member.sees("天天扫雪")
    await member.taps("愿意", on=again)
    await member.sees("11月之星已经公开")
    await group.sees("11月之星：张三")
    await presses(member, "光荣榜")
    await presses(member, "不再展示我")
    await member.sees("不再展示")
    await says(secretary, "光荣榜")
    await secretary.sees("还没有")


@pytest.mark.parametrize("locale", ["en"])
async def test_in_english_over_http(any_world: World) -> None:
    chat = Chat(any_world, await Village.settled(any_world.database))
    await any_world.database.run(_in_english)
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await says(secretary, "/households")
    await presses(secretary, "Begin")
    await presses(secretary, "7 days")
    pushed = await member.sees("You can put yourself forward")
    await member.taps("Put me forward", on=pushed)
    await presses(member, "No words, just my name")
    resident = await any_world.person("Grandma Zhou")
    await resident.starts(f"h_{await code_of(any_world)}")
    await resident.sees("Whom do you recommend")
    await presses(resident, "张三")
    await resident.sees("you recommend 张三")
    any_world.clock.now = OVER
    await secretary.sees("The time for recommending is over")
    await presses(secretary, "Have a look")
    await presses(secretary, "Begin the vote")
    await presses(secretary, "Yes, begin the vote")
    await presses(secretary, "Vote")
    await presses(secretary, "○ 张三")
    await presses(secretary, "Cast my vote")
    await secretary.sees("Nothing of it stays on this page")
    await presses(secretary, "Back")
    await secretary.sees("1 of 7 have voted")


def _in_english(tx: Transaction) -> None:
    tx.execute(sa.update(account).values(locale="en"))
