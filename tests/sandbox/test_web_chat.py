"""The web chat in a real browser: what a person sees and can press."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto

from bot.sandbox.params import Params
from tests.sandbox.small_bot import run_small_bot
from tests.sandbox.world import PNG
from tests.support.people import Person, Town
from tests.support.telegram import HttpFront, open_front

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
SMALL = """keys => keys.filter(
  key => key.offsetHeight && key.offsetHeight < 40 && !key.closest('.meta, .text')
).length"""
UNNAMED = "all => all.filter(one => !(one.ariaLabel || one.textContent.trim())).length"


@pytest.fixture
async def web() -> AsyncIterator[HttpFront]:
    async with open_front("http") as front:
        assert isinstance(front, HttpFront)
        bot = Bot(front.token, base_url=front.base_url, base_file_url=front.base_file_url)
        async with bot:
            await bot.set_my_commands([BotCommand("stars", "我的星级"), BotCommand("help", "帮助")])
            async with run_small_bot(bot):
                yield front


@pytest.fixture
async def li(web: HttpFront) -> Person:
    town = Town(web)
    await town.person("王建国", label="支部书记")
    return await town.person("李四", label="组长")


@pytest.fixture
async def page(browser: Browser, web: HttpFront, li: Person) -> AsyncIterator[Page]:
    opened = await browser.new_page(viewport={"width": 1200, "height": 800}, locale="zh-CN")
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            wrong.append(request.url) if not request.url.startswith((web.server.url, "blob:")) else None
        ),
    )
    opened.set_default_timeout(5000)
    await opened.goto(web.server.url)
    yield opened
    await opened.close()
    assert wrong == []


async def _says(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("send").click()


async def _begins(page: Page, li: Person) -> None:
    await page.get_by_test_id(f"person-{li.id}").click()
    await page.get_by_test_id("start").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("你说 /start")


async def test_choose_start_write_and_tap(page: Page, li: Person) -> None:
    await expect(page.get_by_text("您想以谁的身份聊天？")).to_be_visible()
    await expect(page.get_by_test_id(f"person-{li.id}")).to_contain_text("组长")
    await _begins(page, li)
    await _says(page, "今天扫雪2小时")
    await expect(page.get_by_test_id("messages")).to_contain_text("你说 今天扫雪2小时")
    await page.get_by_test_id("inline-button").filter(has_text="通过").last.click()
    await expect(page.get_by_test_id("toast")).to_have_text("收到了")
    await expect(page.get_by_test_id("messages")).to_contain_text("按了 ok:1")
    await expect(page.get_by_test_id("edited")).to_have_count(1)


async def test_foreign_text_is_never_markup(page: Page, li: Person) -> None:
    await _begins(page, li)
    hostile = "<img src=x onerror=alert(1)><b>粗</b>"
    await _says(page, hostile)
    await expect(page.get_by_test_id("text").filter(has_text=hostile)).to_have_count(2)
    assert await page.locator("#log img[src=x]").count() == 0


async def test_files_and_pictures(page: Page, li: Person, web: HttpFront, tmp_path: Path) -> None:
    await _begins(page, li)
    await page.get_by_test_id("file-input").set_input_files(
        {"name": "名册.csv", "mimeType": "text/csv", "buffer": b"12345"}
    )
    await expect(page.get_by_test_id("attachment")).to_contain_text("名册.csv")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("名册.csv 5")
    async with page.expect_download() as download:
        await page.get_by_test_id("document").last.click()
    await (await download.value).save_as(tmp_path / "saved.csv")
    assert (tmp_path / "saved.csv").read_bytes() == b"12345"
    await page.get_by_test_id("photo-input").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": PNG}
    )
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("photo")).to_have_count(2)
    # A picture that the bot puts in the place of another is seen.
    image = page.get_by_test_id("photo").last.locator("img")
    before = await image.get_attribute("src")
    await li.look()
    async with Bot(web.token, base_url=web.base_url, base_file_url=web.base_file_url) as bot:
        await bot.edit_message_media(InputMediaPhoto(PNG, caption="新的"), li.id, li.last.id)
    await expect(page.get_by_test_id("messages")).to_contain_text("新的")
    assert await image.get_attribute("src") != before


async def test_reply_buttons_and_the_command_menu(page: Page, li: Person) -> None:
    await _begins(page, li)
    await _says(page, "键盘")
    await page.get_by_test_id("reply-button").filter(has_text="乙").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("你说 乙")
    await page.get_by_test_id("command-menu").click()
    await expect(page.get_by_test_id("inline-button").last).to_be_in_viewport()
    await page.get_by_test_id("command-stars").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("你说 /stars")


async def test_a_link_to_the_bot_starts_it_with_its_code(page: Page, li: Person, web: HttpFront) -> None:
    await _begins(page, li)
    await web.control("send", user=li.id, text="https://t.me/zhibu_bot?start=AB12")
    await page.get_by_test_id("start-link").first.click()
    await expect(page.get_by_test_id("messages")).to_contain_text("你说 /start AB12")


async def test_one_toast_at_a_time_and_none_for_the_next_person(
    page: Page, li: Person, web: HttpFront
) -> None:
    await _begins(page, li)
    await page.evaluate("""async () => {
      const { toast } = await import("/static/dom.js");
      ["一", "二", "三"].forEach(toast);
    }""")
    await expect(page.get_by_test_id("toast")).to_have_text("三")
    wang = (await web.control("people"))[0]
    await page.get_by_test_id("switch-person").click()
    await page.get_by_test_id(f"person-{wang['id']}").click()
    await expect(page.get_by_test_id("switch-person")).to_contain_text("王建国")
    await expect(page.get_by_test_id("toast")).to_have_count(0, timeout=1000)


async def test_alerts_wait_to_be_closed(page: Page, li: Person, web: HttpFront) -> None:
    await _begins(page, li)
    async with Bot(web.token, base_url=web.base_url) as bot:
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("提醒", callback_data="alert")]])
        await bot.send_message(li.id, "卡片", reply_markup=markup)
    await page.get_by_test_id("inline-button").filter(has_text="提醒").click()
    await expect(page.get_by_test_id("alert")).to_have_text("请确认")
    await page.get_by_test_id("alert-ok").click()
    await expect(page.get_by_test_id("alert")).to_be_hidden()


async def test_a_press_in_a_group_opens_the_private_chat(page: Page, li: Person, web: HttpFront) -> None:
    await _begins(page, li)
    group = await Town(web).group("东关支部", li)
    async with Bot(web.token, base_url=web.base_url) as bot:
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("请假", callback_data="private")]])
        await bot.send_message(group.id, "开会", reply_markup=markup)
    await page.get_by_test_id(f"chat-{group.id}").click()
    await page.get_by_test_id("inline-button").filter(has_text="请假").click()
    await expect(page.get_by_test_id("messages")).to_contain_text("你说 /start AB12")


async def test_somebody_else_in_the_same_window(page: Page, li: Person, web: HttpFront) -> None:
    await _begins(page, li)
    wang = (await web.control("people"))[0]
    group = await Town(web).group("东关支部", li)
    await web.control("add", user=wang["id"], chat=group.id, by=li.id)
    await page.get_by_test_id("switch-person").click()
    await page.get_by_test_id(f"person-{wang['id']}").click()
    await page.get_by_test_id(f"chat-{group.id}").click()
    await _says(page, "大家好")
    await expect(page.get_by_test_id("messages")).to_contain_text("大家好")
    await group.look()
    assert [shown.text for shown in group.messages if shown.author == "王建国"][-1] == "大家好"


async def test_formatting_is_typed(page: Page, li: Person) -> None:
    await _begins(page, li)
    await _says(page, "明天**上午9点**开会")
    await expect(page.get_by_test_id("text").filter(has_text="明天上午9点开会").first).to_be_visible()
    await expect(page.locator("#log .mine strong")).to_have_text("上午9点")


async def test_an_album_is_one_message(page: Page, li: Person) -> None:
    await _begins(page, li)
    pictures = [{"name": f"{n}.png", "mimeType": "image/png", "buffer": PNG} for n in range(3)]
    await page.get_by_test_id("photo-input").set_input_files(pictures)  # type: ignore[arg-type]  # literal dicts
    await page.get_by_test_id("composer").fill("三张")
    await page.get_by_test_id("send").click()
    album = page.locator("#log .mine").filter(has=page.get_by_test_id("album"))
    await expect(album).to_have_count(1)
    await expect(album.get_by_test_id("photo")).to_have_count(3)
    await expect(album.get_by_test_id("text")).to_have_text("三张")


async def test_a_link_adds_the_bot_to_a_group(page: Page, li: Person, web: HttpFront) -> None:
    await _begins(page, li)
    await web.control("send", user=li.id, text="https://t.me/zhibu_bot?startgroup=bind")
    await page.get_by_test_id("group-link").first.click()
    await expect(page.get_by_test_id("toast")).to_have_text("您还没有群。")
    group = await Town(web).group("东关支部", li, bot=False)
    await expect(page.get_by_test_id(f"chat-{group.id}")).to_be_visible()
    await page.get_by_test_id("group-link").first.click()
    await page.get_by_test_id(f"add-to-{group.id}").click()
    await expect(page.get_by_test_id("chat-title")).to_have_text("东关支部")
    await expect(page.get_by_test_id("messages")).to_contain_text("/start@zhibu_bot bind")
    await expect(page.get_by_test_id("messages")).to_contain_text("支部通 加入了")


async def test_topics_are_told_apart(page: Page, li: Person, web: HttpFront) -> None:
    group = await Town(web).group("论坛", li, forum=True)
    topic = await group.makes_topic("通知")
    await group.sends(li, "在话题里", thread=topic)
    await group.sends(li, "在外面")
    await page.get_by_test_id(f"person-{li.id}").click()
    await page.get_by_test_id(f"chat-{group.id}").click()
    log = page.get_by_test_id("messages")
    await expect(log).to_contain_text("# 通知")
    await page.get_by_test_id(f"topic-{topic}").click()
    await expect(log).not_to_contain_text("在外面")
    await expect(log).not_to_contain_text("# 通知")
    await group.closes_topic(topic)
    await expect(page.get_by_test_id(f"topic-{topic}")).to_have_text("🔒 通知")
    await expect(log).to_contain_text("话题已关闭")
    await group.retitles("新论坛")
    await expect(page.get_by_test_id("chat-title")).to_have_text("新论坛")


async def test_the_page_in_english_and_dark(page: Page, li: Person) -> None:
    await page.get_by_test_id("language").click()
    await expect(page.get_by_text("Who would you like to be?")).to_be_visible()
    await page.get_by_test_id("theme").click()
    assert await page.evaluate("document.documentElement.dataset.theme") == "dark"
    await page.get_by_test_id(f"person-{li.id}").click()
    await expect(page.get_by_test_id("start")).to_have_text("Start")


async def test_it_fits_a_phone(page: Page, li: Person) -> None:
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a literal dict, which mypy does not see through
    await _begins(page, li)
    await _says(page, "很长的一句话" * 40)
    await expect(page.get_by_test_id("messages")).to_contain_text("你说 很长")
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = await page.eval_on_selector_all("button", SMALL)
    assert small == 0
    unnamed = await page.eval_on_selector_all("button, input:not([type=file]), textarea", UNNAMED)
    assert unnamed == 0
    await page.get_by_test_id("back").click()
    await expect(page.get_by_test_id("chat-list")).to_be_visible()


async def test_a_quiz_is_answered(page: Page, li: Person, web: HttpFront) -> None:
    await _begins(page, li)
    several = {"allows_multiple_answers": True, "correct_option_ids": [0, 2], "explanation": "两个都对"}
    values = {"chat_id": li.id, "question": "哪些对", "options": ["甲", "乙", "丙"], "type": "quiz"}
    web.engine.call(web.token, "sendPoll", Params({**values, **several}))
    options = page.get_by_test_id("poll-option")
    await options.nth(0).click()
    await options.nth(1).click()
    await options.nth(1).click()
    await expect(options.nth(1)).to_have_attribute("aria-pressed", "false")
    await options.nth(1).click()
    await page.get_by_test_id("poll-send").click()
    await expect(page.get_by_test_id("poll-explanation")).to_have_text("两个都对")
    results = page.get_by_test_id("poll-result")
    for number, text in enumerate(["✓ 甲", "✗ 乙", "✓ 丙"]):
        await expect(results.nth(number)).to_contain_text(text)
