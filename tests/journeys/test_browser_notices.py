"""A long notice as its people live it: to a branch and its group; two confirm, the third is asked again."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, expect

from bot.domain.people import Office
from bot.office.roster import RosterRow
from tests.domain.plans import plan
from tests.journeys.test_browser import PHONE
from tests.journeys.world import World, open_world
from tests.support.browser import Visitor
from tests.support.people import Group, Person
from tests.support.telegram import HttpFront, open_front
from tests.usecases.township import bring_in, settle

pytestmark = pytest.mark.browser
BRANCH = "东关社区第一党支部"
SECRETARY, IN_PRIVATE, IN_GROUP, SILENT = "王建国", "李明", "张三妹", "赵卫东"
ASKED = "请您看一下这条通知"
ROSTER = (
    RosterRow(2, SECRETARY, BRANCH, office=Office.SECRETARY),
    RosterRow(3, IN_PRIVATE, BRANCH, group="第一党小组"),
    RosterRow(4, IN_GROUP, BRANCH, group="第一党小组"),
    RosterRow(5, SILENT, BRANCH, group="第二党小组"),
    RosterRow(6, "周桂兰", BRANCH, group="第二党小组"),
)


@dataclass
class Stage:
    """The four who have phones, their group, and somebody in front of the web chat."""

    visitor: Visitor
    bot: int
    people: dict[str, Person]
    group: Group

    async def private(self, name: str) -> None:
        await self.visitor.becomes(self.people[name], self.bot)

    async def in_group(self, name: str) -> None:
        await self.visitor.becomes(self.people[name], self.group.id)


async def _stage(world: World, visitor: Visitor) -> Stage:
    people = {name: await world.person(name) for name in (SECRETARY, IN_PRIVATE, IN_GROUP, SILENT)}
    await bring_in(world.database, ROSTER)
    await settle(world.database, {name: one.id for name, one in people.items()}, world.clock())
    for one in people.values():
        await one.starts()
    secretary, *members = people.values()
    group = await world.town.group("东关党员群", secretary, members, bot=False)
    return Stage(visitor, int(world.front.token.partition(":")[0]), people, group)


async def test_a_long_notice_in_a_browser(browser: Browser, sqlite_url: str) -> None:
    async with open_front("http") as front, open_world(front, sqlite_url) as world:
        assert isinstance(front, HttpFront)
        page = await browser.new_page(viewport=PHONE, locale="zh-CN", device_scale_factor=2)
        page.set_default_timeout(15_000)
        expect.set_options(timeout=15_000)
        broken: list[str] = []
        page.on("pageerror", lambda error: broken.append(str(error)))
        visitor = Visitor(page, "notice")
        stage = await _stage(world, visitor)
        await page.goto(front.server.url)
        try:
            await _binds(stage)
            await _writes(stage)
            await _sends(stage)
            await _confirm(stage)
            await _reminds(stage)
        finally:
            await visitor.keeps_picture("end")  # of a failure too
            await page.close()
        assert broken == []


async def _binds(stage: Stage) -> None:
    """The secretary lets the bot into the branch's group, which binds it."""
    visitor = stage.visitor
    await stage.private(SECRETARY)
    await visitor.says("/bind")
    await visitor.sees("支部的群", "还没有绑定过群")
    await visitor.taps("把我加进群")
    await visitor.page.get_by_test_id(f"add-to-{stage.group.id}").click()
    await visitor.sees("绑好了", BRANCH)
    await visitor.keeps_picture("bound")


async def _writes(stage: Stage) -> None:
    """A plan too long for one message comes in several, and is one notice again."""
    visitor = stage.visitor
    text = plan(9_000)
    await visitor.opens(stage.bot)
    await visitor.says("/notice")
    await visitor.sees("要通知什么")
    await visitor.says(text)
    first = await visitor.sees("（1/3）", text.splitlines()[0])
    assert "\n" in await first.inner_text()
    last = await visitor.sees("（3/3）", text.splitlines()[-1][-20:])
    await last.scroll_into_view_if_needed()
    await visitor.keeps_picture("preview")
    await visitor.sees("发送吗", "每人会收到3条消息", "私聊能收到：3人", "收不到：1人")
    await visitor.taps("发给谁")
    await visitor.sees("发给谁？")
    await visitor.keeps_picture("whom")
    await visitor.taps("群聊")
    await visitor.sees("还发到哪些群聊")
    await visitor.taps(stage.group.title)
    await visitor.sees("还发到哪些群聊", f"还发到群聊：{stage.group.title}")
    await visitor.taps("返回")
    await visitor.sees("发给谁？", "群聊能收到：1个")
    await visitor.taps("好了")
    await visitor.sees("发送吗", "群聊能收到：1个")
    await visitor.keeps_picture("card")


async def _sends(stage: Stage) -> None:
    visitor = stage.visitor
    await visitor.taps("发送")
    await visitor.sees("发完了", "已送到：4", "没送到：1", "周桂兰")
    await visitor.keeps_picture("sent")


async def _confirm(stage: Stage) -> None:
    """Two say that they have it: one in the private chat, one in the group."""
    visitor = stage.visitor
    await stage.private(IN_PRIVATE)
    await visitor.sees("（3/3）")
    await visitor.taps("收到")
    await expect(visitor.page.get_by_test_id("toast")).to_contain_text("已确认")
    await visitor.keeps_picture("received")
    await stage.in_group(IN_GROUP)
    await visitor.sees("（3/3）")
    await visitor.taps("收到")
    await expect(visitor.page.get_by_test_id("toast")).to_contain_text("已确认")
    await visitor.keeps_picture("in-group")


async def _reminds(stage: Stage) -> None:
    """The third is asked again, and nobody else; the secretary sees who has it."""
    visitor = stage.visitor
    asked = visitor.page.get_by_test_id("text").filter(has_text=ASKED)
    await stage.private(SECRETARY)
    await visitor.sees("发完了", "点了“收到”：2人")
    await visitor.taps("提醒未确认")
    await visitor.sees("还有1人没有确认")
    await visitor.keeps_picture("remind")
    await visitor.taps("提醒他们")
    await visitor.sees("已经提醒1人")
    await stage.private(SILENT)
    await visitor.sees(ASKED)
    assert await asked.count() == 1
    await visitor.keeps_picture("reminded")
    await visitor.taps("收到")
    await expect(visitor.page.get_by_test_id("toast")).to_contain_text("已确认")
    for name in (IN_PRIVATE, IN_GROUP):
        assert ASKED not in "".join(shown.text for shown in await stage.people[name].look())
    await stage.private(SECRETARY)
    await visitor.sees("发完了")
    await visitor.taps("收到情况")
    await visitor.sees("共4人，已收到3人，还没有1人", "周桂兰")
    await visitor.keeps_picture("who")
