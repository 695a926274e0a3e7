"""Fewer messages, as the people feel it: mute, later, the digest of the day, and why something came."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.domain.messages import Button, Lane, Message, Push
from storage import outbox
from storage.database import Transaction
from storage.schema import delivery, person
from tests.journeys.test_meetings import DAY_BEFORE, called, everybody
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.village import Village

AT_NIGHT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # half past eleven in the evening in China


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


@pytest.fixture
async def member(chat: Chat) -> Person:
    return await chat.person(who.MEMBER)


async def pushed(chat: Chat, number: int, kind: str = "study-reminder") -> None:
    """A reminder that anybody could get."""
    message = Message(
        "nudge-notice", {"about": f"第{number}课", "by": "王桂兰"}, ((Button("button-log", "log.new"),),)
    )
    push = Push(kind, Lane.REMINDER, message, "reason-nudge")

    def queue(tx: Transaction) -> None:
        key = outbox.keep(tx, push, chat.world.clock.now)
        outbox.enqueue_where(tx, key, push, person.c.id == who.MEMBER, chat.world.clock.now)

    await chat.world.database.run(queue)
    await chat.world.settled()


async def states(chat: Chat) -> list[str]:
    query = sa.select(delivery.c.state, delivery.c.error).order_by(delivery.c.id)
    rows = await chat.world.database.read(lambda tx: list(tx.execute(query)))
    return [error or state for state, error in rows]


async def test_muted_and_heard_again(chat: Chat, member: Person) -> None:
    await member.sends("消息太多")
    seen = await member.sees("点一项")
    assert "🔔 学习：学习内容和提醒" in seen.text
    assert "应急集结" in seen.text
    await member.taps("🔔 学习")
    spans = await member.sees("多久不打扰您")
    assert spans.buttons == ["今天", "一周", "一个月", "直到我打开", "返回"]
    await member.taps("一周")
    await member.sees("11月27日 00:00前，学习不打扰您")
    await pushed(chat, 1)
    assert (await states(chat))[-1] == "muted"
    await member.taps("恢复提醒")
    await member.sees("点一项")
    await pushed(chat, 2)
    await member.sees("第2课")
    await member.sees_not("第1课")

    await member.sends("/me")
    assert "这个月我给您发了1条消息" in (await member.sees("张三")).text
    await member.taps("最近为什么收到")
    why = await member.sees("最近收到的消息")
    assert "学习\n您还没有点“收到”，所以再提醒一次。" in why.text


async def test_what_is_queued_is_muted_too(chat: Chat, member: Person) -> None:
    chat.world.clock.now = AT_NIGHT
    await pushed(chat, 1)
    assert (await states(chat))[-1] == "queued"
    await member.sends("/mute")
    await member.sees("点一项")
    await member.taps("🔔 学习")
    await member.sees("多久不打扰您")
    await member.taps("直到我打开")
    await member.sees("直到您打开")
    chat.world.clock.pass_(hours=9)
    await chat.world.settled()
    assert (await states(chat))[-1] == "muted"


async def test_nobody_is_woken(chat: Chat, member: Person) -> None:
    chat.world.clock.now = AT_NIGHT
    await pushed(chat, 1)
    await member.sees_not("第1课")
    chat.world.clock.pass_(hours=7, minutes=59)
    await chat.world.settled()
    await member.sees_not("第1课")
    chat.world.clock.pass_(minutes=2)
    await chat.world.settled()
    await member.sees("第1课")


async def test_put_off(chat: Chat, member: Person) -> None:
    await pushed(chat, 1)
    got = await member.sees("第1课")
    await member.taps("⏰ 稍后提醒")
    offered = await member.sees("第1课")
    assert offered.buttons == [
        "一小时后（11月20日 16:00）",
        "今晚（11月20日 19:30）",
        "明早（11月21日 08:30）",
        "返回",
        "免打扰",
    ]
    await member.taps("返回")
    assert (await member.sees("第1课")).buttons == got.buttons
    await member.taps("⏰ 稍后提醒")
    assert await member.taps("一小时后（11月20日 16:00）") == "好的，11月20日 16:00再提醒"
    done = await member.sees("11月20日 16:00再提醒您")
    assert "第1课" in done.text
    assert done.buttons == []
    chat.world.clock.pass_(minutes=59)
    await chat.world.settled()
    assert (await states(chat)).count("sent") == 1
    chat.world.clock.pass_(minutes=1)
    await chat.world.settled()
    again = await member.sees("第1课")
    assert again.buttons == got.buttons
    assert (await states(chat)).count("sent") == 2


async def test_a_reminder_put_off_does_not_outlive_its_meeting(chat: Chat, member: Person) -> None:
    secretary = await chat.person(who.SECRETARY)
    await everybody(chat)
    await called(secretary)
    chat.world.clock.now = DAY_BEFORE
    await member.sees("别忘了")
    await member.taps("⏰ 稍后提醒")
    await member.taps("明早（11月25日 08:30）")
    await member.sees("11月25日 08:30再提醒您")
    await secretary.sends("/meetings")
    await secretary.taps("谁来、谁请假")
    await secretary.taps("不开了")
    await secretary.taps("不开了，告诉大家")
    await member.sees("不开了")
    await chat.world.settled()
    before = await states(chat)
    chat.world.clock.pass_(hours=14)
    await chat.world.settled()
    assert (await states(chat)).count("sent") == before.count("sent")
    assert "stopped" in await states(chat)


async def test_too_much_for_one_day(chat: Chat, member: Person) -> None:
    for number in range(1, 10):
        await pushed(chat, number)
    assert (await states(chat)).count("sent") == 6
    assert (await states(chat)).count("merged") == 3
    await member.sees_not("第7课")
    chat.world.clock.pass_(hours=4)
    await chat.world.settled()
    digest = await member.sees("今天还有3条提醒")
    assert digest.buttons == ["1", "2", "3"]
    assert digest.text.count("王桂兰请您看一下这条通知") == 3
    assert await member.taps("2") == "马上发给您"
    assert (await member.sees("第8课")).buttons[-1] == "⏰ 稍后提醒"
    assert await member.taps("2", on=digest) == "这条已经发给您了，往下看"
    # The next day is another one.
    chat.world.clock.pass_(hours=16)
    await pushed(chat, 10)
    await member.sees("第10课")
    assert (await states(chat)).count("merged") == 2


async def test_a_digest_comes_once_a_day(chat: Chat, member: Person) -> None:
    for number in range(1, 8):
        await pushed(chat, number)
    chat.world.clock.pass_(hours=4, minutes=1)
    await chat.world.settled()
    await member.sees("今天还有1条提醒")
    await pushed(chat, 8)
    chat.world.clock.pass_(hours=3)
    await chat.world.settled()
    assert (await states(chat)).count("merged") == 2
    chat.world.clock.pass_(hours=21)
    await chat.world.settled()
    assert "王桂兰" in (await member.sees("今天还有1条提醒")).text
    assert (await states(chat)).count("sent") == 8


async def test_a_strangers_button(chat: Chat, member: Person) -> None:
    await pushed(chat, 1)
    other = await chat.person(who.OTHER_MEMBER)
    await other.sends("/mute")
    seen = await other.sees("点一项")
    for data in ("pc.later:1", "pc.snooze:1:hour", "pc.back:1", "pc.see:1", "pc.digest:1:0", "pc.topic:x"):
        await other.taps_data(data, on=seen)
    await chat.world.settled()
    assert (await states(chat)).count("queued") == 0
