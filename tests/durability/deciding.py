"""The part of the story in which a meeting decides: votes, decisions, minutes with a picture, the report."""

from __future__ import annotations

from bot.sandbox.params import Upload
from tests.durability.crawling import Crawl, picture
from tests.durability.township import LEADER, SECRETARY, phone


class Deciding:
    """What becomes of the meeting whose roll is called now, and what a group chat hears of it."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def is_told_in_a_group(self) -> None:
        """Somebody answers an invitation where everybody reads it."""
        for action in ("mtg.gcome:", "mtg.gleave:"):
            group, message, data = [
                one for one in self.crawl.visible() if one[0] < 0 and one[2].startswith(action)
            ][-1]
            self.crawl.pressed.append((group, message, data))
            await self.crawl.press(phone(LEADER), message, data, group)

    async def votes(self) -> None:
        """A motion that is counted and taken back, and a decision that stays."""
        await self._presses("mtg.run:", "mot.list:", "mot.new:")
        await self._says("同意他转正")
        await self._presses("mot.all:", "mot.drop:", "mot.gone:", "mot.note:")
        await self._says("周六上午清扫村口")
        await self._presses("mot.see:", "mot.list:", "mtg.run:")

    async def is_written_down(self) -> None:
        """A text, a picture that is taken out again, another text."""
        await self._presses("min.write:")
        await self._says("大家学习了章程。")
        photo = Upload("photo.jpg", picture(), "image/jpeg")
        await self.crawl.sends(phone(SECRETARY), "photo", photo, "合影")
        await self._presses("min.bare:", "min.again:")
        await self._says("大家学习了章程，交流了体会。")
        await self._presses("min.done:")

    async def is_passed_on(self) -> None:
        """The document, and what everybody is told."""
        await self._presses("min.see:", "min.doc:", "min.pub:", "min.sure:", "mtg.run:")

    async def _says(self, text: str) -> None:
        await self.crawl.act("send", user=phone(SECRETARY), chat=0, text=text)

    async def _presses(self, *actions: str) -> None:
        user = phone(SECRETARY)
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])
