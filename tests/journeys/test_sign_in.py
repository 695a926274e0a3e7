"""Signing in on site, as the secretary and the people in the room see it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.dues import Payer
from bot.domain.sign_in import Code, Codes
from bot.render.code_picture import code_picture
from handlers.dues import ASKED
from handlers.sign_in_screens import SignInScreens
from storage import drafts, sign_ins
from tests.journeys.test_meetings import START, called, everybody, speak_english
from tests.journeys.test_review import Chat
from tests.journeys.world import World, open_world
from tests.support.people import Person, Shown
from tests.support.telegram import open_front
from tests.usecases import village as who
from tests.usecases.village import Village

EARLY = START - timedelta(minutes=10, seconds=29)  # the first second of a step of the first meeting


@pytest.fixture
async def chat(world: World) -> Chat:
    return Chat(world, await Village.settled(world.database))


async def code(world: World) -> Code:
    """What is shown at this moment."""
    [screen] = [one for one in await world.database.read(sign_ins.screens) if not one.replaced]
    return Codes(screen.meeting_id, screen.secret).shown(world.clock())


async def screen(chat: Chat) -> Person:
    """The secretary, with a code on the screen ten minutes before the meeting."""
    secretary = await chat.person(who.SECRETARY)
    await everybody(chat)
    await called(secretary)
    chat.world.clock.now = EARLY
    await secretary.taps("谁来、谁请假")
    await secretary.taps("签到")
    await secretary.sees("用手机扫一扫")
    return secretary


async def shows(chat: Chat, secretary: Person, text: str) -> Shown:
    """What the screen shows once everything has settled: the code of this moment, and that text."""
    await secretary.rest()
    await secretary.look()
    shown = next(one for one in secretary.messages if "[photo]" in one.text)
    now = await code(chat.world)
    link = f"https://t.me/{chat.world.app.bot.username}?start=s_{now.link}"
    assert await secretary.downloads(shown) == code_picture(link, now.digits)
    assert now.digits in shown.text
    assert text in shown.text
    return shown


async def test_on_time_late_old_and_twice(chat: Chat) -> None:
    secretary = await screen(chat)
    first = await shows(chat, secretary, "已到0人，应到7人")
    assert first.buttons == ["看签到", "结束签到"]
    photo = await code(chat.world)
    member, leader = await chat.person(who.MEMBER), await chat.person(who.LEADER)
    await member.starts(f"s_{photo.link}")
    done = await member.sees("签到成功")
    assert "您提前10分钟到会" in done.text
    await member.starts(f"s_{photo.link}")
    await member.sees("您已签到")

    chat.world.clock.pass_(seconds=31)
    second = await shows(chat, secretary, "已到1人，应到7人")
    assert second.id == first.id
    await leader.starts(f"s_{photo.link}")  # the phone took its time
    await leader.sees("签到成功")
    chat.world.clock.pass_(seconds=30)
    other = await chat.person(who.OTHER_MEMBER)
    await other.starts(f"s_{photo.link}")  # a photo that was sent home
    await other.sees("这个码已经换了")

    chat.world.clock.now = START + timedelta(minutes=12)
    await shows(chat, secretary, "已到2人")
    await other.sends("/log")  # a question is open, and yet this is no answer to it
    await other.sees("")
    await other.sends("000000" if (await code(chat.world)).digits != "000000" else "111111")
    await other.sees("请看看屏幕上现在的6位数字")
    await other.sends((await code(chat.world)).digits)
    assert "您迟到12分钟" in (await other.sees("签到成功")).text

    await secretary.taps("看签到")
    roll = await secretary.sees("到会3人")
    assert {"✓ 张三", "迟到12分　刘敏", "○ 老周"} <= set(roll.buttons)
    await secretary.taps("迟到", on=roll)
    await secretary.taps("○ 老周")
    assert "迟到12分　老周" in (await secretary.sees("到会4人")).buttons
    assert await secretary.taps("结束签到") == "签到结束了"
    await secretary.sees("应到7人")
    await secretary.rest()
    await secretary.look()
    over = next(one for one in secretary.messages if "[photo]" in one.text)
    assert "签到结束了" in over.text
    assert over.buttons == ["谁来、谁请假"]


async def test_who_is_not_called_and_who_is_unknown(chat: Chat) -> None:
    await screen(chat)
    link = f"s_{(await code(chat.world)).link}"
    guest = await chat.person(who.WEST_LEADER)
    await guest.starts(link)
    await guest.sees("请和书记说一声")
    await guest.sends((await code(chat.world)).digits)
    await guest.sees_not("签到")
    stranger = await chat.world.person("过路人")
    await stranger.starts(link)
    await stranger.sees("您还没有在这里登记")
    member = await chat.person(who.MEMBER)
    for broken in ("s_", "s_x", "s_1", "s_999_abc"):
        await member.starts(broken)
        await member.sees("这个码打不开" if broken != "s_" else "")


async def test_too_early_and_shown_again(chat: Chat) -> None:
    secretary = await screen(chat)
    first = await shows(chat, secretary, "已到0人")
    await secretary.taps("签到", on=next(one for one in secretary.messages if "签到" in one.buttons))
    await secretary.rest()
    again = await shows(chat, secretary, "已到0人")
    assert again.id > first.id
    assert [one.id for one in secretary.messages if "[photo]" in one.text] == [again.id]
    # By itself when the time is over.
    chat.world.clock.now = START + timedelta(minutes=31)
    await secretary.rest()
    await secretary.look()
    assert "签到结束了" in next(one for one in secretary.messages if one.id == again.id).text
    assert await chat.world.database.read(sign_ins.screens) == []
    member = await chat.person(who.MEMBER)
    await member.sends("123456")
    await member.sees_not("签到")


async def test_digits_that_were_asked_for_are_no_code(chat: Chat) -> None:
    await screen(chat)
    member = await chat.person(who.MEMBER)
    await chat.world.database.run(drafts.ask, member.id, f"{ASKED}{Payer.WAGE}", 0, chat.world.clock())
    await member.sends("483920")
    await member.sees("483920")
    assert await chat.world.database.read(drafts.open_question, member.id) is None


async def test_a_screen_that_was_thrown_away_harms_nobody(chat: Chat) -> None:
    secretary = await screen(chat)
    shown = await shows(chat, secretary, "已到0人")
    await chat.world.app.bot.delete_message(secretary.id, shown.id)
    chat.world.clock.pass_(seconds=31)
    await secretary.rest()
    assert await chat.world.database.read(sign_ins.screens) == []
    await secretary.taps("签到")
    await shows(chat, secretary, "已到0人")
    # Whoever has not got the lease shows nothing.
    chat.world.clock.pass_(seconds=31)
    calls = chat.world.front.engine.calls
    before = calls["editMessageMedia"]
    await chat.world.app._screens.stop()
    await SignInScreens(chat.world.app.house, lambda: False).look()
    assert calls["editMessageMedia"] == before
    await SignInScreens(chat.world.app.house, lambda: True).look()
    assert calls["editMessageMedia"] == before + 1


@pytest.mark.parametrize("locale", ["en"])
async def test_in_english(any_world: World) -> None:
    chat = Chat(any_world, await Village.settled(any_world.database))
    await any_world.database.run(speak_english)
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await secretary.sends("/meeting Nov 25 7pm theme day in the village hall: read the charter")
    await secretary.sees("Goes to")
    await secretary.taps("Send")
    await secretary.sees("should attend")
    any_world.clock.now = START + timedelta(minutes=1)
    await secretary.taps("Who comes")
    await secretary.sees("should attend")
    await secretary.taps("Sign in")
    await secretary.sees("Scan it with your phone")
    await member.sends((await code(any_world)).digits)
    assert "a minute late" in (await member.sees("You are signed in")).text
    any_world.clock.pass_(seconds=30)
    await shows(chat, secretary, "1 of 7 are here")
    await secretary.taps("End sign-in")
    await secretary.sees("Theme day")
    await secretary.sends("branch settings")
    await secretary.sees("Sign-in: from 30 minutes before the start")


async def test_a_restart_goes_on_with_the_same_message(sqlite_url: str) -> None:
    async with open_front("in-process") as front:
        async with open_world(front, sqlite_url) as world:
            chat = Chat(world, await Village.settled(world.database))
            secretary = await screen(chat)
            before = await shows(chat, secretary, "已到0人")
            photo, clock = await code(world), world.clock
        clock.pass_(seconds=31)
        async with open_world(front, sqlite_url, clock=clock) as world:
            chat = Chat(world, Village(world.database))
            secretary.settle = world.settled
            after = await shows(chat, secretary, "已到0人")
            assert after.id == before.id
            member = await world.person("张三", id=1000 + who.MEMBER)
            await member.starts(f"s_{photo.link}")
            await member.sees("签到成功")
