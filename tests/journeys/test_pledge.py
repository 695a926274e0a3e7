"""Making pledges in the chat: one sentence or a few taps, reviewed, returned, published, shown to a group."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import account, holding
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.usecases import village as who
from tests.usecases.village import Village

SENTENCE = "/pledge 12月20日前帮扶2户困难家庭，月底前宣讲3次"


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


async def test_one_sentence_is_reviewed_returned_and_published(chat: Chat) -> None:
    member, secretary = await chat.person(who.MEMBER), await chat.person(who.SECRETARY)
    await member.sends(SENTENCE)
    card = await member.sees("这样承诺对吗")
    assert "类型：实事\n1. 帮扶2户困难家庭　12月20日前\n2. 宣讲3次　11月30日前" in card.text
    assert card.buttons == ["提交", "修改", "取消", "加一项", "改类型"]
    assert await member.taps("提交") == "已提交"
    assert "已请王桂兰审核" in (await member.sees("张三的承诺已提交")).text

    push = await secretary.sees("张三做了承诺，请您审核")
    assert push.buttons == ["通过", "退回", "待审的承诺"]
    assert "您负责审核支部的承诺" in push.text
    await secretary.taps("退回", on=push)
    asked = await secretary.sees("为什么退回")
    assert asked.buttons[-2:] == ["自己写原因", "返回"]
    await secretary.taps("自己写原因")
    await secretary.sees("请把原因写给我")
    await secretary.sends("宣讲写上在哪里 <b>")
    await secretary.sees("王桂兰已退回")

    told = await member.sees("原因：宣讲写上在哪里 <b>")
    assert "王桂兰退回了您的承诺" in told.text
    await member.taps("修改", on=told)
    card = await member.sees("修改后再交")
    await member.taps("修改", on=card)
    await member.sees("要改哪一项")
    await member.taps("2. 宣讲3次")
    await member.taps("改内容")
    await member.sees("第2项改成什么")
    await member.sends("到一组宣讲3次")
    await member.sees("2. 到一组宣讲3次　11月30日")
    await member.sends("提交")
    await member.sees("张三的承诺已提交")

    await secretary.sends("/review")
    await secretary.sees("都看完了")
    await secretary.taps("待审的承诺：1个")
    await secretary.sees("1. 张三：帮扶2户困难家庭（共2项）")
    await secretary.taps("1")
    await secretary.sees("等待审核")
    group = await chat.world.group("东关群", secretary, member)
    await group.sends(secretary, "/bind")
    await group.sees("属于东关社区党支部")
    assert await secretary.taps("通过") == "已公布"
    done = await secretary.sees("已经公布")
    assert done.buttons == ["发到群", "待审的承诺"]
    told = await member.sees("王桂兰审核通过，您的承诺已经公布")
    assert told.buttons == ["看承诺"]
    assert await secretary.taps("发到群") == "已发到1个群"
    shown = await group.sees("张三公开承诺")
    assert "2. 到一组宣讲3次" in shown.text
    # What is pressed too late says how things stand.
    assert await secretary.taps_data("plr.ok:1:1", on=push) == "已经有人审过了"


async def test_taps_alone_are_enough(chat: Chat) -> None:
    member, leader = await chat.person(who.MEMBER), await chat.person(who.LEADER)
    await member.sends("我要承诺")
    asked = await member.sees("承诺做什么")
    assert asked.buttons == ["结对帮扶", "政策宣讲", "村容整洁", "农技帮带", "带头学习", "做好表率", "取消"]
    await member.taps("结对帮扶")
    await member.sees("1. 帮扶2户困难家庭，每月上门一次　12月31日")
    await member.taps("提交")
    await member.sees("的承诺已提交")
    await member.taps("撤回")
    await member.sees("已经撤回")

    await member.sends("我承诺10月1日前扫雪，每周巡逻一次；种树")
    asked = await member.sees("2026年10月1日已经过去了")
    assert "第1项“扫雪，每周巡逻一次”，什么时候做完" in asked.text
    assert asked.buttons[:5] == [
        "月底（11月30日）",
        "30天后（12月20日）",
        "年底（12月31日）",
        "下季末（3月31日）",
        "明年底（2027年12月31日）",
    ]
    await member.sends("25点")
    await member.sees("没看明白是哪一天")
    await member.sends("12月25日")
    await member.sees("第2项“种树”")
    await member.taps("下季末")
    await member.sees("2. 种树　2027年3月31日前")
    await member.taps("改类型")
    await member.taps("岗位：跟本职工作有关的")
    await member.sees("类型：岗位")
    await member.taps("修改")
    await member.taps("2. 种树")
    await member.taps("去掉这一项")
    card = await member.sees("这样承诺对吗")
    assert "种树" not in card.text
    await member.taps("取消")
    await member.sees("先不做了")

    await leader.sends("/pledge 每月走访困难户2次")
    await leader.sees("先按年底算")
    await leader.taps("替别人填")
    await leader.taps("老周")
    card = await leader.sees("承诺人：老周")
    assert "填写人：李秀英（代填）" in card.text
    await leader.taps("提交")
    await leader.sees("老周的承诺已提交")


async def test_alone_and_who_only_reviews_pledges(chat: Chat) -> None:
    secretary = await chat.person(who.SECRETARY)

    def nobody_else(tx: Transaction) -> None:
        tx.execute(sa.delete(holding).where(holding.c.role == "committee-administrator"))

    await chat.world.database.run(nobody_else)
    await secretary.sends("支部承诺年底前修好路灯")
    await secretary.sees("支部承诺：东关社区党支部")
    await secretary.taps("提交")
    shown = await secretary.sees("现在没有别的人可以审核")
    assert shown.buttons == ["公布", "撤回"]
    await secretary.taps("公布")
    await secretary.sees("没有别的人可以审核，由本人公布")
    member = await chat.person(who.MEMBER)
    await member.sends("支部承诺修路")
    await member.sees("支部的承诺要由支部书记来做")
    await member.sends("/pledge " + "字" * 121)
    await member.sees("您写了121个")


@pytest.mark.parametrize("locale", ["en"])
async def test_in_english(any_world: World) -> None:
    village = await Village.settled(any_world.database)
    await any_world.database.run(lambda tx: tx.execute(sa.update(account).values(locale="en")))
    chat = Chat(any_world, village)
    member, secretary = await chat.person(who.MEMBER), await chat.person(who.SECRETARY)
    await member.sends("I pledge to help 2 families by Dec 20, give 3 talks by the end of the month")
    card = await member.sees("Is this what you pledge?")
    assert "1. help 2 families — by 20 Dec" in card.text
    await member.taps("Submit")
    await member.sees("王桂兰 will look at it")
    await secretary.taps("Confirm", on=await secretary.sees("has made a pledge"))
    await secretary.sees("is published")
    await member.sees("Reviewed by 王桂兰")
