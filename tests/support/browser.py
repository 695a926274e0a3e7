"""A real Chromium for the tests, and a person who uses the web chat in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
BOT = "支部通"
# Where pictures of a run are kept for people to look at.
ARTIFACTS = Path(os.environ.get("ZHIBU_TEST_ARTIFACTS", "artifacts"))


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests of a process; ZHIBU_TEST_CHROMIUM names another program."""
    path = os.environ.get("ZHIBU_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("a browser: install Chromium (apt install chromium)")
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=QUIET.split())
        yield started
        await started.close()


class Visitor:
    """Somebody in front of the web chat, who can be one person after another."""

    def __init__(self, page: Page, series: str) -> None:
        self.page = page
        self._series = series
        self._pictures = 0

    async def becomes(self, account: int) -> None:
        """Choose who to be, and open the chat with the bot."""
        person = self.page.get_by_test_id(f"person-{account}")
        if not await person.is_visible():
            # On a phone the way to change is beside the chat's title, on a desktop above the list.
            narrow, wide = self.page.get_by_test_id("self"), self.page.get_by_test_id("switch-person")
            await (narrow if await narrow.is_visible() else wide).click()
        await person.click()
        composer, start = self.page.get_by_test_id("composer"), self.page.get_by_test_id("start")
        with_bot = self.page.get_by_test_id("chat-list").get_by_text(BOT)
        await expect(composer.or_(start).or_(with_bot).first).to_be_visible()
        if not await composer.or_(start).is_visible():
            await with_bot.click()
        await expect(composer.or_(start)).to_be_visible()
        if await start.is_visible():
            await start.click()
        await expect(composer).to_be_visible()

    async def says(self, text: str) -> None:
        """Type and send."""
        await self.page.get_by_test_id("composer").fill(text)
        await self.page.get_by_test_id("send").click()

    async def sends_file(self, path: Path) -> None:
        """Attach a file and send it."""
        await self.page.get_by_test_id("file-input").set_input_files(path)
        await self.page.get_by_test_id("send").click()

    async def sees(self, text: str) -> Locator:
        """Wait until the newest message with this text is on the screen."""
        found = self.page.get_by_test_id("messages").get_by_text(text).last
        await expect(found).to_be_visible()
        return found

    async def taps(self, label: str) -> None:
        """Press the newest inline button with this label."""
        await self.button(label).click()

    def button(self, label: str) -> Locator:
        """The newest inline button whose label contains ``label``."""
        return self.page.get_by_test_id("inline-button").filter(has_text=re.compile(re.escape(label))).last

    async def keeps_picture(self, name: str) -> None:
        """Keep the screen as an artefact of the run."""
        self._pictures += 1
        # Playwright makes the folder.
        await self.page.screenshot(path=ARTIFACTS / f"{self._series}-{self._pictures:02}-{name}.png")
