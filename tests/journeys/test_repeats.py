"""Meetings that come again, as the secretary sees them; in Chinese, and over HTTP in English."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import account
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village

CALL = "/meeting 12月5日19:00在党员活动室过主题党日，学习章程"
ACTS = datetime(2026, 12, 31, 1, 0, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def test_a_theme_day_every_month(chat: Chat, secretary: Person) -> None:
    member = await chat.person(who.MEMBER)
    await secretary.sends(CALL)
    card = await secretary.sees("12月5日 周六 19:00")
    assert card.buttons == ["发送", "修改", "每月重复", "每周重复", "取消"]
    await secretary.taps("每月重复")
    rule = await secretary.sees("每月5日 19:00　主题党日")
    for piece in (
        "提前5天拟好通知",
        "下一次：1月5日 周二 19:00（12月31日 周四拟通知）",
        "还没有发",
    ):
        assert piece in rule.text
    await secretary.taps("改时间")
    await secretary.sends("25:00")
    await secretary.sees("没有这样的日子或钟点")
    await secretary.sends("晚上7点半")
    await secretary.sees("每月5日 19:30　主题党日")
    await secretary.taps("改日子")
    await secretary.taps("6")
    await secretary.sees("每月6日 19:30")
    await secretary.taps("提前几天")
    await secretary.taps("7天")
    await secretary.taps("遇休息日顺延")
    seen = await secretary.sees("遇到休息日，顺延")
    for piece in ("提前7天", "1月6日 周三 19:30（12月30日 周三拟通知）", "放假安排还没有公布"):
        assert piece in seen.text
    await secretary.taps("暂停")
    await secretary.sees("现在停着")
    await secretary.taps("继续")
    await secretary.taps("定期要开的会")
    listed = await secretary.sees("东关社区党支部　定期要开的会")
    assert listed.buttons == ["每月6日 19:30　主题党日", "返回"]

    chat.world.clock.now = datetime(2026, 12, 30, 1, 0, tzinfo=UTC)
    proposal = await secretary.sees("主题党日的通知拟好了")
    assert proposal.buttons[:3] == ["发送", "修改", "这次不开"]
    assert "1月6日 周三 19:30" in proposal.text
    await secretary.taps("这次不开", on=proposal)
    await secretary.sees("谁也没有收到")
    await secretary.taps("还是要开")
    card = await secretary.sees("发给5人")
    assert card.buttons == ["发送", "修改", "取消"]
    await secretary.taps("发送", on=card)
    await secretary.sees("已经通知5人")
    await member.sees("请您参加")

    await secretary.sends("定期会议")
    await secretary.sees("东关社区党支部　定期要开的会")
    await secretary.taps("每月6日 19:30　主题党日")
    seen = await secretary.sees("按时1次")
    assert "✓ 1月6日 周三：按时" in seen.text
    await secretary.taps("删除")
    await secretary.sees("真的要删掉吗")
    await secretary.taps("删除")
    await secretary.sees("已经删掉")


async def test_from_a_kept_text(chat: Chat, secretary: Person) -> None:
    await chat.person(who.MEMBER)
    await secretary.sends(CALL)
    await secretary.sees("12月5日")
    await secretary.taps("发送")
    await secretary.sees("已经通知5人")
    assert await secretary.taps("存成样板") == "存好了，下次写会议时点“用样板”"
    await secretary.sends("/meeting")
    await secretary.sees("要开什么会")
    await secretary.taps("用样板")
    await secretary.sees("用哪一个样板")
    await secretary.taps("主题党日　学习章程")
    asked = await secretary.sees("什么时候开")
    assert "地点：党员活动室" in asked.text
    await secretary.taps("明天晚上7点")
    await secretary.sees("发给1人")


@pytest.mark.parametrize("locale", ["en"])
async def test_in_english(any_world: World) -> None:
    village = await Village.settled(any_world.database)
    await any_world.database.run(_speak_english)
    chat = Chat(any_world, village)
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await secretary.sends("/meeting Dec 5 7pm theme day in the village hall: read the charter")
    await secretary.sees("Goes to")
    await secretary.taps("Every week")
    rule = await secretary.sees("Every Sat, 19:00: Theme day")
    assert "2 days before, I prepare the notice" in rule.text
    await secretary.taps("Send by itself")
    await secretary.sees("2 days before, everybody is told without your tap.")
    any_world.clock.now = datetime(2026, 12, 10, 1, 0, tzinfo=UTC)
    await member.sees("Please come")
    told = await secretary.sees("was announced by itself")
    assert "12 Dec" in told.text
    any_world.clock.now += timedelta(days=7)
    await member.sees("19 Dec")


def _speak_english(tx: Transaction) -> None:
    tx.execute(sa.update(account).values(locale="en"))
