"""A real Chromium for the tests, and a person who uses the web chat in it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.support.people import Person

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
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

    async def becomes(self, who: Person, chat: int | None = None) -> None:
        """Choose who to be, and open a chat: the one with the bot where that is the only one."""
        person = self.page.get_by_test_id(f"person-{who.id}")
        narrow, wide = self.page.get_by_test_id("self"), self.page.get_by_test_id("switch-person")
        if not await person.is_visible():
            # On a phone the way to change is beside the chat's title, on a desktop above the list.
            await (narrow if await narrow.is_visible() else wide).click()
        await person.click()
        shown = narrow.or_(wide).filter(visible=True).first
        await expect(shown).to_have_accessible_name(re.compile(who.name))
        if chat is None:
            await self._begins()
        else:
            await self.opens(chat)

    async def opens(self, chat: int) -> None:
        """Go to another chat of the same person."""
        listed = self.page.get_by_test_id(f"chat-{chat}")
        if not await listed.is_visible():
            await self.page.get_by_test_id("back").click()  # on a phone the list is behind the chat
        await listed.click()
        await expect(self.page).to_have_url(re.compile(rf"chat={chat}$"))
        await self._begins()

    async def _begins(self) -> None:
        composer, start = self.page.get_by_test_id("composer"), self.page.get_by_test_id("start")
        await expect(composer.or_(start).filter(visible=True).first).to_be_visible()
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

    async def sees(self, *texts: str) -> Locator:
        """Wait until the newest message that holds all these texts is on the screen."""
        found = self.page.get_by_test_id("text")
        for text in texts:
            found = found.filter(has_text=text)
        await expect(found.last).to_be_visible()
        return found.last

    async def taps(self, label: str) -> None:
        """Press the newest inline button with exactly this label, else one that contains it."""
        every = self.page.get_by_test_id("inline-button")
        near = every.filter(has_text=label)
        await expect(near.last).to_be_visible()
        exact = every.filter(has_text=re.compile(rf"^\s*{re.escape(label)}\s*$"))
        await (exact if await exact.count() else near).last.click()

    async def keeps_picture(self, name: str) -> None:
        """Keep the screen as an artefact of the run."""
        self._pictures += 1
        # Playwright makes the folder.
        await self.page.screenshot(path=ARTIFACTS / f"{self._series}-{self._pictures:02}-{name}.png")
