"""The stars of a year settled in the chat: frozen, published, objected to, corrected, final."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from bot.domain.group_chats import GroupChat
from storage import group_chats
from storage.schema import account, year_total
from tests.journeys.test_review import Chat
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases import village as who
from tests.usecases.settled import Year
from tests.usecases.village import EAST, Village, facts

JANUARY = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
AFTER = datetime(2027, 1, 13, 1, 0, tzinfo=UTC)


@pytest.fixture
async def chat(world: World) -> Chat:
    village = await Village.settled(world.database)
    for n in range(6):
        await village.confirmed(facts(date(2026, 11, 1) + timedelta(days=n)))
    world.clock.now = JANUARY
    return Chat(world, village)


@pytest.fixture
async def secretary(chat: Chat) -> Person:
    return await chat.person(who.SECRETARY)


async def test_a_year_from_frozen_to_final(chat: Chat, secretary: Person) -> None:
    member, other = await chat.person(who.MEMBER), await chat.person(who.OTHER_MEMBER)
    group = await chat.world.group("东关群", secretary, member)
    bound = GroupChat(group.id, EAST, "东关群", "zh-Hans", is_forum=False)
    await chat.world.database.run(lambda tx: group_chats.bind(tx, bound, None, JANUARY))

    await member.sends("/settle")
    await member.sees("没有权限")
    await secretary.sends("评星")
    ready = await secretary.sees("东关社区党支部　2026年评星")
    assert "共7人" in ready.text
    await secretary.taps("冻结2026年的记录")
    standing = await secretary.sees("已冻结，还没公示")
    assert "★☆☆☆☆　1人" in standing.text
    await secretary.taps("看名单")
    page = await secretary.sees("评星名单")
    number = next(line.partition(".")[0].strip() for line in page.text.splitlines() if "张三" in line)
    await secretary.taps(number)
    assert (await secretary.sees("张三　2026年")).text.count("✓") == 6
    await secretary.taps("返回")
    await secretary.rest()
    await secretary.taps("公示")
    assert "● 7天" in (await secretary.sees("到1月12日")).buttons
    await secretary.taps("5个工作日")
    await secretary.sees("到1月12日")
    await secretary.taps("现在公示")
    await secretary.sees("公示中")

    said = await group.sees("年评星公示")
    assert "★☆☆☆☆　张三" in said.text
    assert "刘敏" not in said.text
    assert "另有6人" in said.text
    own = await member.sees("您得到 ★☆☆☆☆")
    await other.sees("您这一年确认的服务：还没有。")
    await member.taps("依据", on=own)
    await member.sees("张三　2026年")
    await member.taps("提出异议")
    await member.sees("哪里不对")
    await member.sends("11月1日那次不是我")
    await member.sees("收到了。支部会查")
    await secretary.taps("打印表格", on=await secretary.sees("公示中"))
    sent = await secretary.sees("可以打印张贴")
    book = CalamineWorkbook.from_filelike(io.BytesIO(await secretary.downloads(sent)))
    table = book.get_sheet_by_index(0).to_python()
    assert table[0] == ["姓名", "党小组", "星级", "次数", "小时"]
    assert ["张三", "一组", "★☆☆☆☆", 6, 12] in table
    link = table[-1][0].rpartition("start=")[2]

    stranger = await chat.world.person("路人")
    await stranger.starts(link)
    shown = await stranger.sees("哪一位算得不对")
    assert shown.buttons == ["张三", "别的人，或整个名单"]
    await stranger.taps("张三")
    await stranger.rest()
    await stranger.sends("6次里有一次没见到他")
    await stranger.sees("收到了")
    await stranger.starts("o_NOSUCHCODE22")
    await stranger.sees("打不开公示")

    year = Year(chat.village, ())
    for record_id in (1, 2):
        await year.revokes(record_id)
    card = await secretary.sees("11月1日那次不是我")
    await secretary.taps("看一看，答复", on=card)
    await secretary.sees("提出：张三")
    await secretary.taps("成立")
    await secretary.rest()
    await secretary.sends("查过了，两次是别人的")
    await secretary.sees("已经告诉对方")
    await member.sees("查过，成立")
    await secretary.taps("重新计算")
    assert "★☆☆☆☆ → ☆☆☆☆☆（6次 → 4次）" in (await secretary.sees("重新算好了")).text
    await member.sees("您现在是 ☆☆☆☆☆")
    await secretary.taps("返回")
    await secretary.sees("有1条异议等着答复")
    await secretary.taps("异议（2）")
    await secretary.rest()
    await secretary.taps("1")
    await secretary.sees("提出：群众")
    await secretary.taps("不成立")
    await secretary.rest()
    await secretary.sends("已经更正过了")
    await secretary.rest()
    await stranger.sees("没有采纳")

    chat.world.clock.now = AFTER
    over = await secretary.sees("可以定了")
    await secretary.taps("去看看", on=over)
    await secretary.rest()
    await secretary.taps("定下来")
    await secretary.rest()
    await secretary.taps("定下来，不再改")
    await secretary.sees("已定")
    await member.sees("您这一年4次服务")
    await group.sees("星级定下来了")
    await member.sends("/stars")
    await member.rest()
    await member.taps("往年")
    assert "已结算" in (await member.sees("2026年 ☆☆☆☆☆")).text


async def test_called_off_differing_and_from_afar_in_english(chat: Chat, secretary: Person) -> None:
    database = chat.world.database
    await database.run(lambda tx: tx.execute(sa.update(account).values(locale="en")))
    administrator = await chat.person(who.ADMINISTRATOR)
    spoil = sa.update(year_total).values(services=9)
    await database.run(lambda tx: tx.execute(spoil))
    await secretary.sends("/settle")
    await secretary.rest()
    await secretary.taps("Freeze 2026")
    assert "张三" in (await secretary.sees("running sums differ")).text
    await secretary.taps("Back")
    await secretary.rest()
    await database.run(lambda tx: tx.execute(sa.update(year_total).values(services=6)))
    await secretary.taps("Freeze 2026")
    await secretary.sees("frozen, not published")
    await secretary.taps("Count again")
    await secretary.sees("nothing has changed")
    await secretary.taps("Back")
    await secretary.rest()
    await secretary.taps("Publish")
    await secretary.sees("No group chat is bound")
    await secretary.taps("Publish now")
    await secretary.rest()
    await secretary.taps("Link to the list")
    assert "start=o_" in (await secretary.sees("object")).text
    await secretary.taps("Back")
    await secretary.rest()
    await secretary.taps("Call off")
    await secretary.rest()
    await secretary.taps("Back")
    await secretary.rest()
    await secretary.taps("Call off")
    await secretary.sees("write in a sentence why")
    await secretary.sends("Two records are missing")
    await secretary.sees("Two records are missing")

    await administrator.sends("/settle")
    seen = await administrator.sees("What needs you comes first")
    assert seen.buttons[:2] == ["东关社区党支部: not begun", "西街村党支部: not begun"]
    await administrator.taps("西街村党支部: not begun")
    await administrator.rest()
    await administrator.taps("Freeze 2026")
    await administrator.sees("frozen")
    await administrator.taps("Call off")
    await administrator.rest()
    await administrator.taps("Call off")
    await administrator.sees("called off")
