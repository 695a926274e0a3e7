"""The same story as a person lives it: in a real browser, with pictures kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.journeys.test_story import ROSTER, SECRETARY, bring_in, four_before
from tests.journeys.world import World, open_world
from tests.support.browser import Visitor
from tests.support.telegram import HttpFront, open_front

pytestmark = pytest.mark.browser
PHONE = {"width": 412, "height": 892}


@pytest.fixture
async def web(sqlite_url: str) -> AsyncIterator[World]:
    async with open_front("http") as front, open_world(front, sqlite_url) as opened:
        yield opened


@pytest.fixture
async def visitor(browser: Browser, web: World) -> AsyncIterator[Visitor]:
    page = await browser.new_page(viewport=PHONE, locale="zh-CN", device_scale_factor=2)
    page.set_default_timeout(10_000)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    for name in ("王建国", "赵卫东", "李明", "张三妹"):
        await web.person(name)
    assert isinstance(web.front, HttpFront)
    await page.goto(web.front.server.url)
    visitor = Visitor(page, "story")
    yield visitor
    await visitor.keeps_picture("end")  # of a failure too
    await page.close()
    assert broken == []


async def test_the_story_in_a_browser(web: World, visitor: Visitor, tmp_path: Path) -> None:
    async def becomes(name: str) -> None:
        await visitor.becomes(await web.person(name))

    async def joins(name: str) -> None:
        await becomes("王建国")
        await visitor.says("/roster")
        await visitor.taps(name)
        await visitor.sees(name, "还没有在 Telegram 上加入")
        await visitor.taps("邀请")
        card = await visitor.sees(name, "?start=")
        code = (await card.inner_text()).partition("?start=")[2].split()[0]
        await becomes(name)
        await visitor.says(f"/start {code}")
        await visitor.sees(name, "这是您本人吗")
        await visitor.taps("同意加入")
        await visitor.sees(name, "欢迎您")

    code = await web.database.run(bring_in, web, SECRETARY)
    await visitor.keeps_picture("choose")
    await becomes("王建国")
    await visitor.says(f"/start {code}")
    await visitor.sees("这是您本人吗")
    await visitor.keeps_picture("invited")
    await visitor.taps("同意加入")
    await visitor.sees("欢迎您")
    roster = tmp_path / "名册.csv"
    roster.write_bytes(ROSTER.encode("gb18030"))
    await visitor.sends_file(roster)
    await visitor.sees("读完了")
    await visitor.keeps_picture("roster")
    await visitor.taps("导入")
    await visitor.sees("导入好了")

    await joins("赵卫东")
    await joins("李明")
    await joins("张三妹")
    await web.database.run(four_before, "李明", web)

    await becomes("李明")
    await visitor.says("昨天下午2点到4点半在东关社区扫雪")
    await visitor.sees("请您看看")
    await visitor.keeps_picture("card")
    await visitor.taps("提交")
    await visitor.sees("辛苦了")

    await becomes("张三妹")
    await visitor.says("/log")
    for question, step in (
        ("哪一天", "昨天"),
        ("多长时间", "2小时"),
        ("哪一类", "环境卫生"),
        ("在哪里", "东关社区"),
        ("具体做了什么", "打扫卫生"),
    ):
        await visitor.sees(question)
        await visitor.taps(step)
    await visitor.sees("打扫卫生")
    await visitor.keeps_picture("buttons")
    await visitor.taps("提交")
    await visitor.sees("辛苦了")

    await becomes("赵卫东")
    await visitor.sees("请您确认")
    await visitor.says("/review")
    await visitor.sees("待确认的记录：2条")
    await visitor.keeps_picture("review")
    await visitor.taps("1")
    await visitor.sees("李明的服务记录")
    await visitor.taps("通过")
    await visitor.sees("李明", "已通过")
    await visitor.says("/review")
    await visitor.sees("待确认的记录：1条")
    await visitor.taps("1")
    await visitor.sees("张三妹的服务记录")
    await visitor.taps("退回")
    await visitor.sees("为什么退回")
    await visitor.taps("时长不对")
    await visitor.sees("张三妹", "已退回")
    await visitor.says("前天上午9点到11点在养老院打扫卫生，和周桂兰一起")
    await visitor.sees("周桂兰")
    await visitor.keeps_picture("on-behalf")
    await visitor.taps("提交")
    await visitor.sees("辛苦了")

    await becomes("李明")
    await visitor.says("/stars")
    await visitor.sees("★☆☆☆☆")
    await visitor.keeps_picture("stars")
    await visitor.taps("依据")
    await visitor.sees("✓")
    await visitor.keeps_picture("why")
    await visitor.says("/mine")
    await visitor.sees("我的服务记录：5条")
    await visitor.keeps_picture("mine")
