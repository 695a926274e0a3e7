"""Star cards, charts and certificates as people get them, and a stranger who asks whether they are real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.cards import Card, StarCard
from bot.domain.certificates import CertificateKind, shown
from bot.render.studio import NoPictureError
from storage import certificates, pictures
from storage.database import Transaction
from tests.journeys.test_review import Chat, opens
from tests.journeys.world import World, open_world
from tests.support.people import Person
from tests.support.telegram import open_front
from tests.usecases import village as who
from tests.usecases.village import EAST, MEMBER, Village, facts

NEXT_YEAR = datetime(2027, 1, 10, 9, 0, tzinfo=UTC)
PNG = b"\x89PNG"


@pytest.fixture
async def chat(world: World) -> Chat:
    chat = Chat(world, await Village.settled(world.database))
    for day in range(1, 7):
        await chat.village.confirmed(facts(date(2026, 11, day)))
    return chat


def watched(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """The cards that were drawn from now on."""
    studio, drawn = chat.world.app.house.studio, []
    draw = studio.picture

    async def picture(card: Card) -> bytes:
        drawn.append(card)
        return await draw(card)

    monkeypatch.setattr(studio, "picture", picture)
    return drawn


async def pictured(person: Person, text: str) -> Any:
    """The picture with that text below it, once it has come."""
    found = await person.sees(text)
    assert (await person.downloads(found)).startswith(PNG)
    return found


async def newest(chat: Chat, kind: CertificateKind = CertificateKind.STARS) -> Any:
    def look(tx: Transaction) -> Any:
        return next(one for one in certificates.of_branch(tx, EAST, 9) if one.kind is kind)

    return await chat.world.database.read(look)


async def test_a_card_is_drawn_once_and_sent_again(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = watched(chat, monkeypatch)
    member = await chat.person(who.MEMBER)
    status = await opens(member, "/stars")
    files = chat.world.front.engine.files.by_id
    assert {"星级卡", "我的一年", "我的荣誉"} <= set(status.buttons)
    await member.taps("星级卡")
    first = await pictured(member, "2026年星级卡：1星，6次，12小时")
    assert "编号1-2026-0001，扫码可以验真" in first.text
    [card] = drawn
    assert isinstance(card, StarCard)
    code = (await newest(chat)).code
    link = f"https://t.me/{chat.world.app.bot.username}?start=v_{code}"
    assert card.proof is not None
    assert (card.proof.link, card.proof.code) == (link, shown(code))
    assert (card.name, card.stars, card.note) == ("张三", 1, "截至2026年11月20日，离2星还差4次")
    assert len(files) == 1
    await member.sends("星级卡")
    again = await pictured(member, "星级卡：1星")
    assert again.id > first.id
    assert (len(drawn), len(files)) == (1, 1)  # no upload: the same file id
    assert again.raw["photo"][-1]["file_id"] == first.raw["photo"][-1]["file_id"]
    # Telegram has lost it, as for the bot of another token: it is drawn again, and kept anew.
    files.clear()
    await member.taps("星级卡", on=status)
    await pictured(member, "星级卡：1星")
    assert len(drawn) == 2
    kept = await chat.world.database.read(pictures.find, card.key())
    assert kept in files
    # In English it is another picture of the same certificate.
    await opens(member, "/language", "English")
    await member.taps("星级卡", on=status)
    await pictured(member, "Star card of 2026: 1 star, services: 6, 12 h")
    assert (drawn[-1].key() != card.key(), (await newest(chat)).serial) == (True, 1)


async def test_without_a_picture_there_are_words(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    member = await chat.person(who.MEMBER)
    status = await opens(member, "/stars")

    async def nothing(card: Card) -> bytes:
        raise NoPictureError("too many are waiting")

    monkeypatch.setattr(chat.world.app.house.studio, "picture", nothing)
    await member.taps("星级卡", on=status)
    assert "图片这会儿画不出来" in (await member.sees("1星，6次")).text
    await member.sends("我的一年")
    said = await member.sees("我的2026年：6次，12小时")
    assert "11月：6次" in said.text
    assert said.buttons == ["支部的一年"]


async def test_years_as_charts(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = watched(chat, monkeypatch)
    await chat.village.confirmed(facts(date(2025, 12, 5)))
    member, leader = await chat.person(who.MEMBER), await chat.person(who.LEADER)
    status = await opens(member, "/stars")
    await member.taps("我的一年", on=status)
    chart = await pictured(member, "我的2026年：6次，12小时")
    assert (drawn[0].amounts[10], drawn[0].months[10], drawn[0].current) == (6.0, "11月", 10)
    assert [tile.number for tile in drawn[0].tiles] == ["12", "6"]
    await member.taps("2025年", on=chart)
    past = await pictured(member, "我的2025年：1次，2小时")
    await member.taps("支部的一年", on=past)
    await pictured(member, "东关社区党支部的2025年：1次，2小时")
    assert drawn[-1].stars == ()  # one service is no star yet
    await opens(leader, "/stars", "支部党员的星级")
    await leader.taps("支部的一年")
    await pictured(leader, "东关社区党支部的2026年：6次")


async def test_certificates_and_whether_they_are_genuine(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = watched(chat, monkeypatch)
    member, secretary = await chat.person(who.MEMBER), await chat.person(who.SECRETARY)
    stranger = await chat.world.person("过路人")
    await member.sends("我的荣誉")
    assert (await member.sees("这里还空着")).buttons == ["星级卡", "要服务证书", "返回"]
    await member.taps("要服务证书")
    await member.sees("一年过完")
    chat.world.clock.now = NEXT_YEAR
    await opens(member, "/me", "我的荣誉", "要服务证书")
    await member.taps("2026年")
    await pictured(member, "2026年志愿服务证书：6次，12小时")
    assert drawn[0].body == ("东关社区党支部党员，2026年参加志愿服务6次，累计12小时。特发此证，以资纪念。",)
    assert (drawn[0].number, drawn[0].issuer, drawn[0].day) == (
        *("编号 1-2026-0001", "东关社区党支部", "2027年1月10日"),
    )
    code = (await newest(chat, CertificateKind.SERVICE)).code
    await stranger.starts(f"v_{code}")
    genuine = await stranger.sees("这是真的")
    assert (
        "2026年志愿服务证书：6次，12小时\n张*　东关社区党支部\n编号1-2026-0001，2027年1月10日发"
        in genuine.text
    )
    # Typed as it stands on the paper, as people type.
    await stranger.sends(f" {shown(code).lower()} ")
    await stranger.sees("这是真的")
    await stranger.starts("v_ZZZZZZZZZZ")
    await stranger.sees("没有查到这个编码")
    # The secretary makes one for who has no phone, sees what was issued, and takes one back.
    await chat.village.confirmed(facts(), who.PHONELESS)
    await opens(secretary, "/settings", "发出的证书")
    listed = await secretary.sees("东关社区党支部发出的证书")
    assert "1. 张三　1-2026-0001\n2026年志愿服务证书：6次，12小时" in listed.text
    assert listed.buttons == ["1", "年终评星"]
    await secretary.taps("1")
    await secretary.taps("撤销")
    await secretary.taps("自己写原因")
    await secretary.sees("请把原因写给我")
    await secretary.sends("有两次记到了别人头上")
    assert "撤销原因：有两次记到了别人头上" in (await secretary.sees("已撤销")).text
    assert "原因：有两次记到了别人头上" in (await member.sees("您的证书撤销了")).text
    await stranger.starts(f"v_{code}")
    assert "2027年1月10日，有两次记到了别人头上" in (await stranger.sees("这一张已经撤销")).text
    await opens(member, "我的荣誉")
    assert "已撤销" in member.last.text
    assert member.last.buttons == ["星级卡", "要服务证书", "返回"]
    await member.taps("要服务证书")
    assert "被撤销了" in await member.taps("2026年")


async def test_over_http_in_english(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_front("http") as front, open_world(front, sqlite_url, "en") as world:
        chat = Chat(world, await Village.settled(world.database))
        drawn = watched(chat, monkeypatch)
        for day in range(1, 6):
            await chat.village.confirmed(facts(date(2026, 11, day)))
        member = await chat.person(who.MEMBER)
        await opens(member, "/language", "English")
        status = await opens(member, "/stars")
        for _ in range(2):
            await member.taps("Star card", on=status)
            card = await pictured(member, "Star card of 2026: 1 star, services: 5, 10 h")
        assert (len(drawn), len(front.engine.files.by_id)) == (1, 1)
        assert "Number 1-2026-0001; scan the code to verify it" in card.text
        stranger = await world.person("Passer-by")
        await stranger.starts(f"v_{(await newest(chat)).code}")
        genuine = await stranger.sees("This is genuine")
        assert "张*, 东关社区党支部\nNumber 1-2026-0001, issued on 20 Nov 2026" in genuine.text


async def test_who_guesses_is_stopped(chat: Chat) -> None:
    stranger = await chat.world.person("过路人")
    for number in range(10):
        await stranger.starts(f"v_ZZZZZZZZZ{number}")
        await stranger.sees("没有查到")
    await stranger.starts("v_ZZZZZZZZZZ")
    await stranger.sees("一小时以后再试")


async def test_the_colour_of_the_branch(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = watched(chat, monkeypatch)
    secretary, member = await chat.person(who.SECRETARY), await chat.person(who.MEMBER)
    await opens(secretary, "/settings", "卡片颜色", "蓝")
    assert "卡片和奖牌的颜色：蓝" in secretary.last.text
    await opens(member, "/stars", "星级卡")
    await pictured(member, "星级卡：1星")
    assert drawn[-1].colour == "blue"
    # Somebody else's, for who settles the branch's years.
    await opens(secretary, "/stars", "支部党员的星级")
    number = secretary.last.text.split("张三")[0].rstrip().rpartition("\n")[2].strip(". ")
    await opens(secretary, "/stars", "支部党员的星级", number)
    assert {"星级卡", "这一年", "荣誉"} <= set(secretary.last.buttons)
    await secretary.taps("这一年")
    await pictured(secretary, "张三的2026年：6次")
    assert MEMBER == who.MEMBER
