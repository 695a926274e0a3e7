"""Logging a service, as the people of a branch see it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage import schema
from tests.journeys.world import World
from tests.support.people import Person
from tests.usecases.logging_branch import World as Rows
from tests.usecases.logging_branch import fill

PICTURE = b"\xff\xd8\xff\xe0 a picture"


class Branch:
    """The made-up branch, whose members turn up with a phone when they are called."""

    def __init__(self, town: World, world: Rows) -> None:
        self.town = town
        self.world = world

    async def person(self, name: str, locale: str = "zh-Hans") -> Person:
        """Somebody with their account; a stranger when the branch has no such member."""
        self.town.locale = locale
        person = await self.town.person(name)
        if name in self.world.ids:
            account = schema.account
            mine = account.c.person_id == self.world.ids[name]
            await self.world.sql(sa.update(account).where(mine).values(telegram_id=person.id, locale=locale))
        return person


@pytest.fixture
async def chat(world: World) -> Branch:
    return Branch(world, Rows(world.database, await world.database.run(fill)))


async def test_a_sentence_is_shown_and_submitted(chat: Branch) -> None:
    volunteer = await chat.person("李秀英")
    await volunteer.sends("今天上午在东关社区扫雪2小时")
    card = await volunteer.sees("东关社区")
    assert card.buttons[:3] == ["提交", "修改", "取消"]
    for piece in ("11月20日 周五", "2小时", "环境卫生", "扫雪"):
        assert piece in card.text
    assert await volunteer.taps("提交") == "已提交"
    done = await volunteer.sees("已请王建国确认")
    assert done.buttons == []
    assert "已经提交过了" in await volunteer.taps_data("log.submit:1", on=card)
    assert len(await chat.world.records()) == 1


async def test_buttons_alone(chat: Branch) -> None:
    volunteer = await chat.person("李秀英")
    await volunteer.sends("/log")
    await volunteer.sees("是哪一天")
    await volunteer.taps("昨天")
    await volunteer.sees("做了多长时间")
    await volunteer.taps("更长")
    await volunteer.taps("短一些")
    await volunteer.taps("1.5小时")
    await volunteer.sees("属于哪一类")
    await volunteer.taps("治安巡逻")
    await volunteer.sees("在哪里")
    await volunteer.sends("在东关社区广场")
    await volunteer.sees("具体做了什么")
    await volunteer.taps("巡逻", on=volunteer.last)
    await volunteer.sees("内容：巡逻")
    await volunteer.taps("提交")
    await volunteer.sees("已提交")
    assert [row[2] for row in await chat.world.records()] == [90]


async def test_every_field_can_be_corrected(chat: Branch) -> None:
    volunteer = await chat.person("李秀英")
    await volunteer.sends("昨天下午2点到4点在东关社区扫雪")
    await volunteer.sees("14:00—16:00，2小时")
    for field, answer, shown in (
        ("日期", "前天", "11月18日"),
        ("开始时间", "9:00", "09:00—11:00"),
        ("时长", "3小时", "09:00—12:00，3小时"),
        ("类别", "应急", "类别：应急"),
    ):
        await volunteer.taps("修改")
        await volunteer.taps(field)
        await volunteer.taps(answer)
        assert shown in volunteer.last.text
    for field, answer in (("地点", "西街小区"), ("内容", "清理三号楼前的积雪"), ("日期", "11月3日")):
        await volunteer.taps("修改")
        await volunteer.taps(field)
        await volunteer.sends(answer)
        await volunteer.sees(answer)
    await volunteer.taps("帮了谁")
    await volunteer.taps("农户或家庭")
    await volunteer.sends("李奶奶家")
    await volunteer.sees("农户或家庭（李奶奶家）")
    await volunteer.taps("提交")
    await volunteer.sees("已提交")


async def test_an_answer_that_is_not_understood_is_asked_again(chat: Branch) -> None:
    volunteer = await chat.person("李秀英")
    await volunteer.sends("在东关社区扫雪2小时20分")
    card = await volunteer.sees("是哪一天")
    assert "不是整半小时" in card.text
    await volunteer.sends("很久以前")
    await volunteer.sees("没看明白是哪一天")
    await volunteer.sends("昨天")
    await volunteer.sees("做了多长时间")
    await volunteer.sends("2小时")
    await volunteer.sees("时长：2小时")


async def test_a_leader_logs_for_several(chat: Branch) -> None:
    leader = await chat.person("王建国")
    await leader.sends("今天上午和张三在东关社区扫雪2小时")
    card = await leader.sees("记给：王建国、张三")
    assert "✓ 张三" in card.buttons
    await leader.taps("代记")
    await leader.taps("李四")
    assert "✓ 李四" in leader.buttons
    await leader.taps("好了")
    await leader.taps("提交")
    await leader.sees("已请周书记确认")
    assert len(await chat.world.records()) == 3


async def test_a_duplicate_is_pointed_out(chat: Branch) -> None:
    volunteer = await chat.person("李秀英")
    for _ in range(2):
        await volunteer.sends("今天上午在东关社区扫雪2小时")
        await volunteer.sees("11月20日")
        if "提交" in volunteer.buttons:
            await volunteer.taps("提交")
    card = volunteer.last
    assert "可能已经记过" in card.text
    assert card.buttons[:3] == ["仍然提交", "修改", "取消"]
    await volunteer.taps("仍然提交")
    await volunteer.sees("已提交")
    assert len(await chat.world.records()) == 2


async def test_photos_with_a_sentence_and_after_it(chat: Branch) -> None:
    volunteer = await chat.person("李秀英")
    await volunteer.sends_photos(
        PICTURE, PICTURE + b"2", PICTURE + b"3", caption="今天上午在东关社区扫雪2小时"
    )
    await volunteer.sees("照片：3张")
    await volunteer.taps("加照片")
    await volunteer.sends_photo(PICTURE + b"4")
    await volunteer.sees("照片：4张")
    await volunteer.taps("取消")
    await volunteer.sees("这一条不记了")


async def test_who_cannot_log_is_told_so_and_chit_chat_is_no_record(chat: Branch) -> None:
    stranger = await chat.person("路人")
    await stranger.sends("今天上午在东关社区扫雪2小时")
    await stranger.sees("还没有加入支部")
    volunteer = await chat.person("李秀英")
    await volunteer.sends("今天天气真好")
    await volunteer.sees("没看懂")
    assert await chat.world.records() == []


async def test_in_english(chat: Branch) -> None:
    volunteer = await chat.person("李秀英", "en")
    await volunteer.sends("yesterday 2h cleaning at East Gate")
    card = await volunteer.sees("Is this right?")
    assert "Place: East Gate" in card.text
    assert card.buttons[:3] == ["Submit", "Change", "Cancel"]
    assert await volunteer.taps("Submit") == "Submitted"
    await volunteer.sees("will look at it")
