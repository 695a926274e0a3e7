"""Pledges in the chat once they are published: progress, reminders, ends, residents, coverage."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from bot.domain.pledges import NewItem
from storage.database import Transaction
from storage.schema import account, certificate
from tests.durability.crawling import picture
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.test_pledges_kept import published
from tests.usecases.village import Village, facts

ITEMS = (NewItem("帮扶2户<困难>家庭", date(2026, 12, 20)), NewItem("宣讲政策3次", date(2026, 11, 30)))


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def member(chat: Chat) -> Person:
    return await chat.person(who.MEMBER)


async def test_from_progress_to_kept(chat: Chat, member: Person) -> None:
    """Three taps for an item; words, a photo, a service record; the colleague who follows it is told."""
    secretary, colleague = await chat.person(who.SECRETARY), await chat.person(who.OTHER_MEMBER)
    await published(chat.village, items=ITEMS)
    await chat.village.confirmed(facts(date(2026, 11, 20)))
    await member.sends("我的承诺")
    listed = await member.sees("1. 帮扶2户<困难>家庭　已公布 0/2　还有10天")
    assert listed.buttons == ["1", "党员的承诺", "支部的承诺", "新承诺"]
    await member.taps("1")
    card = await member.sees("张三的承诺（实事）")
    assert "已公布　完成0/2项" in card.text
    assert "2. 宣讲政策3次（11月30日前，还有10天）" in card.text
    assert card.buttons == ["更新进展", "完成", "承诺卡", "经过", "我的承诺"]
    await member.taps("更新进展")
    assert await member.taps("☐ 2 宣讲政策3次") == "记下了，做完一项"
    await member.sees("✓ 2. 宣讲政策3次")
    await member.taps("写几句、发照片")
    await member.sees("请写几句做到哪一步了")
    await member.sends("上门看了 <b>王奶奶</b>")
    await member.sees("记下了。还可以接着写")
    await member.sends_photo(picture(), "送米面")
    await member.sees("记下了，照片1张")
    await member.taps("好了")
    await member.sees("送米面（照片1张）")
    await member.taps("更新进展")
    await member.taps("用服务记录")
    await member.sees("哪些服务是为这个承诺做的")
    assert await member.taps("☐ 11月20日") == "算上了"
    await member.taps("返回")
    await member.taps("返回")
    shown = await member.sees("进展4次")
    assert "上门看了 <b>王奶奶</b>" in shown.text
    assert "服务记录：11月20日 周五 环境卫生 2小时" in shown.text

    await colleague.sends("/pledges")
    await colleague.sees("您还没有承诺")
    await colleague.taps("党员的承诺")
    await colleague.sees("1. 张三：帮扶2户<困难>家庭　践诺中 1/2")
    await colleague.taps("1")
    assert "更新进展" not in (await colleague.sees("张三的承诺")).buttons
    assert await colleague.taps("关注") == "已关注，兑现了会告诉您"
    await colleague.sees("张三的承诺")
    assert "不再关注" in colleague.buttons

    await member.taps("完成")
    await member.sees("都做完了吗")
    await member.taps("都做完了")
    push = await secretary.sees("张三报告：承诺都做完了")
    await secretary.taps("评诺", on=push)
    asked = await secretary.sees("兑现了吗")
    assert asked.buttons == ["兑现", "部分兑现", "没有兑现", "返回"]
    await secretary.taps("兑现")
    await secretary.sees("已兑现　完成2/2项")
    await member.sees("您的承诺兑现了")
    told = await colleague.sees("张三的承诺兑现了")
    assert "因为您关注了这个承诺" in told.text
    await member.taps("看承诺")
    await member.taps("经过")
    story = await member.sees("张三的承诺　经过")
    assert "张三报告：都做完了" in story.text
    await member.taps("返回")
    await member.taps("承诺卡")
    assert "photo" in (await member.sees("张三的承诺")).raw
    (code,) = await chat.world.database.read(_certificates)
    stranger = await chat.world.person("路人")
    await stranger.starts(f"v_{code}")
    await stranger.sees("2026年公开承诺（已兑现）")


async def test_reminded_and_partly_kept(chat: Chat, member: Person) -> None:
    secretary = await chat.person(who.SECRETARY)
    await published(chat.village, items=ITEMS)
    chat.world.clock.now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    soon = await member.sees("张三的承诺快到期了")
    assert "宣讲政策3次（11月30日前，还有7天）" in soon.text
    assert soon.buttons == ["更新进展", "完成", "⏰ 稍后提醒"]
    chat.world.clock.now = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    assert "过期1天" in (await member.sees("张三的承诺到期了")).text
    await secretary.sees_not("过期")
    chat.world.clock.now = datetime(2026, 12, 4, 1, 0, tzinfo=UTC)
    late = await secretary.sees("张三的承诺过期几天了")
    await secretary.taps("看承诺", on=late)
    await secretary.taps("评诺")
    await secretary.taps("部分兑现")
    reasons = await secretary.sees("客观原因是什么")
    assert reasons.buttons[-2:] == ["自己写", "返回"]
    await secretary.taps("自己写")
    await secretary.sees("请写给我")
    await secretary.sends("大雪封路")
    await secretary.sees("先告诉了张三")
    asked = await member.sees("王桂兰打算评为“部分兑现”")
    await member.taps("补充说明", on=asked)
    await member.sees("请写一句说明")
    await member.sends("过了年接着去")
    await member.sees("已经告诉支部")
    word = await secretary.sees("张三补充说明：过了年接着去")
    await secretary.taps("公布结果", on=word)
    await secretary.sees("部分兑现　完成0/2项")
    end = await member.sees("您的承诺评为“部分兑现”")
    assert "原因：大雪封路" in end.text
    assert "本人说明：过了年接着去" in end.text


async def test_residents_and_coverage(chat: Chat, member: Person) -> None:
    secretary = await chat.person(who.SECRETARY)
    await published(chat.village, items=ITEMS)
    await secretary.sends("/pledges")
    await secretary.sees("您还没有承诺")
    await secretary.taps("覆盖")
    cover = await secretary.sees("2026年承诺覆盖\n1/7人　14%（目标100%）")
    assert "还没有的（6人）" in cover.text
    await secretary.taps("谁算在内")
    assert await secretary.taps("☑ 老周") == "改成自愿"
    await secretary.taps("返回")
    assert "自愿、不算在内的（1人）：老周" in (await secretary.sees("1/6人　16%")).text
    assert await secretary.taps("提醒还没有的") == "提醒了5人"
    await secretary.taps("提醒和评议")
    await secretary.taps("提前3天")
    assert "● 提前3天" in (await secretary.sees("提醒和评议")).buttons
    await secretary.taps("打开群众评议")
    await secretary.taps("返回")
    await secretary.taps("党员的承诺")
    await secretary.taps("1")
    await secretary.taps("请群众评议")
    poster = await secretary.sees("请群众评议：张三的承诺")
    code = poster.text.partition("start=")[2].split()[0]
    resident = await chat.world.person("路人")
    await resident.starts(code)
    booth = await resident.sees("东关社区党支部　张三的承诺")
    assert booth.buttons == ["满意", "比较满意", "基本满意", "不满意"]
    assert await resident.taps("比较满意") == "谢谢，记下了"
    await resident.taps_data(f"kp.say:{code.removeprefix('a_')}:not", on=booth)
    assert "您说的是：不满意" in (await resident.sees("想改就再点一下")).text
    await secretary.taps("返回", on=poster)
    await secretary.sees("群众正在评议，已有1人")
    assert await secretary.taps("结束评议") == "评议结束了"
    await secretary.sees("群众评议结束，1人参加。人太少，结果不公布")
    await resident.starts(code)
    await resident.sees("这个评议已经结束了")
    administrator = await chat.person(who.ADMINISTRATOR)
    await administrator.sends("/pledges")
    await administrator.sees("您还没有承诺")
    await administrator.taps("各支部")
    overview = await administrator.sees("2个支部，1/10人　10%")
    assert "1. 西街村党支部　0%（0/4）" in overview.text
    await administrator.taps("2")
    await administrator.sees("东关社区党支部　2026年承诺覆盖")


async def test_followed_from_the_group(chat: Chat, member: Person) -> None:
    """Whoever presses hears it alone; who is of no branch here follows nothing."""
    secretary, colleague = await chat.person(who.SECRETARY), await chat.person(who.OTHER_MEMBER)
    stranger = await chat.world.person("路人")
    group = await chat.world.group("东关群", secretary, colleague, stranger)
    await group.sends(secretary, "/bind")
    await group.sees("属于东关社区党支部")
    pledge = await published(chat.village, items=ITEMS)
    await secretary.sends("/pledges")
    await secretary.sees("您还没有承诺")
    await secretary.taps("党员的承诺")
    await secretary.taps("1")
    await secretary.taps("发到群")
    shown = await group.sees("张三公开承诺")
    assert shown.buttons == ["关注"]
    assert await group.taps_as(colleague, "关注") == "已关注，兑现了会告诉您"
    assert "您还没有登记" in await group.taps_as(stranger, "关注")
    assert await group.taps_as(colleague, "关注") == "不再关注了"
    assert await group.taps_as(colleague, "关注") == "已关注，兑现了会告诉您"
    await secretary.taps_data(f"kp.kept:{pledge.id}", on=secretary.last)
    await colleague.sees("张三的承诺兑现了")


@pytest.mark.parametrize("locale", ["en"])
async def test_the_whole_story_in_english(any_world: World) -> None:
    """Pledged, reviewed, published, shown by a confirmed record, kept; and another that is not."""
    village = await Village.settled(any_world.database)
    await any_world.database.run(_speak_english)
    chat = Chat(any_world, village)
    member, secretary = await chat.person(who.MEMBER), await chat.person(who.SECRETARY)
    await member.sends("I pledge to help 2 families by Dec 20")
    await member.sees("Is this what you pledge?")
    await member.taps("Submit")
    await secretary.taps("Confirm", on=await secretary.sees("has made a pledge"))
    await member.sees("Reviewed by 王桂兰")
    await village.confirmed(facts(date(2026, 11, 20)))
    await member.sends("my pledges")
    await member.sees("1. help 2 families. Published 0/1 30 days left")
    await member.taps("1")
    await member.taps("Update progress")
    await member.taps("Service records")
    assert await member.taps("20 Nov") == "Counted"
    await member.taps("Back")
    await member.taps("Back")
    await member.sees("Being kept, 0 of 1 done")
    await member.taps("Done")
    await member.taps("All of it is done")
    await secretary.taps("Appraise", on=await secretary.sees("reports: all of it is done"))
    await secretary.taps("Kept")
    await member.sees("Your pledge is kept")

    pledge = await published(village, items=(NewItem("give 3 talks", date(2026, 12, 20)),))
    await secretary.taps_data(f"kp.judge:{pledge.id}", on=secretary.last)
    await secretary.taps("Not kept")
    await secretary.taps("Weather")
    await secretary.sees("hears of it first")
    await member.taps("Nothing to add", on=await member.sees("means to appraise it as “Not kept”"))
    await member.sees("Reason: Weather or disaster")


def _certificates(tx: Transaction) -> list[str]:
    return list(tx.execute(sa.select(certificate.c.code)).scalars())


def _speak_english(tx: Transaction) -> None:
    tx.execute(sa.update(account).values(locale="en"))
