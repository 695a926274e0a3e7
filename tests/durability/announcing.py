"""The part of the story in which the secretary sends notices, and a second person lets a large one go out."""

from __future__ import annotations

import sqlalchemy as sa

from bot.sandbox.params import Upload
from storage import schema
from storage.database import Transaction
from tests.durability.crawling import Crawl, Shown, picture
from tests.durability.township import SECRETARY, phone
from tests.journeys.world import OPERATOR

SEVERAL = 10  # readers; above them a second person must agree
WRITTEN = "明天上午九点在村部开会"


class Announcing:
    """Notices that were sent, called off, dropped, and agreed to."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl
        self.notice_id = 0

    async def happens(self) -> None:
        """Written with everything that can be pressed, sent to a few, then to everybody."""
        await self.crawl.act("person", id=OPERATOR, name="运维", language_code="zh-hans")
        await self._says("/start", OPERATOR)
        await self._says("/cancel")
        await self._is_written()
        await self._is_for_a_few()
        await self._goes_out()
        afternoon = self.crawl.world.clock.now
        self.crawl.world.clock.pass_(hours=8)
        await self._is_called_off()
        self.crawl.world.clock.now = afternoon
        await self._is_agreed_to()

    async def _is_written(self) -> None:
        await self._says("/notice")
        photos = {f"photo{n}": Upload(f"{n}.jpg", picture(), "image/jpeg") for n in range(2)}
        self.crawl.control.run("send", {"user": phone(SECRETARY), "chat": 0, "text": ""}, photos)
        await self._says("/help")
        await self._presses("ntc.done:", "ntc.change:", "ntc.bare:")
        await self._says("/notice")
        await self._says(WRITTEN)
        await self._presses("ntc.change:", "ntc.add:")
        await self.crawl.sends(phone(SECRETARY), "photo", Upload("p.jpg", picture(), "image/jpeg"), "")
        await self._presses("ntc.change:", "ntc.text:")
        await self._says(f"{WRITTEN}，请带上笔")
        await self._presses("ntc.kind:", "ntc.kind:")
        await self._says("/notice")
        await self._presses("ntc.open:")

    async def _is_for_a_few(self) -> None:
        await self._presses("ntc.when:", "ntc.at:", "ntc.when:", "ntc.anytime:")
        await self._presses("ntc.who:", "ntc.by:", "ntc.card:")
        user = phone(SECRETARY)
        _, card, data = [one for one in self.crawl.visible() if one[2].startswith("ntc.who:")][-1]
        await self.crawl.press(user, card, f"ntc.by:{data.partition(':')[2]}:people:0")
        await self._presses("ntc.pick:", "ntc.card:")

    async def _goes_out(self) -> None:
        self.crawl.control.run("fault", {"method": "sendPhoto", "kind": "internal-error", "count": 1})
        await self._presses("ntc.send:")
        self.notice_id = await self.crawl.world.database.read(newest, schema.notice)
        await self._presses("ntc.more:", "ntc.file:", "ntc.again:", "ntc.drop", "ntc.more:", "ntc.again:")
        await self._presses("ntc.resend:")

    async def _is_called_off(self) -> None:
        await self._says("/notice")
        await self._presses("ntc.list", "ntc.see:", "ntc.more:", "ntc.copy:")
        await self._presses("ntc.who:", "ntc.card:")
        await self._presses("ntc.send:", "ntc.off:", "ntc.copy:", "ntc.now:")
        await self._says("/notice")
        await self._presses("ntc.cancel:")

    async def _is_agreed_to(self) -> None:
        for words, end in (("全体党员大会", ()), ("又一次全体党员大会", ("apv.no:", "apv.card:", "apv.ok:"))):
            await self._says(f"/notice {words}")
            await self._presses("ntc.send:")
            await self._presses("apv.show:", *end, user=OPERATOR)

    async def _says(self, text: str, user: int = phone(SECRETARY)) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = phone(SECRETARY)) -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])

    def forged(self) -> list[Shown]:
        """What is to be seen only for as long as a notice takes to go out."""
        user = phone(SECRETARY)
        return [(user, self.crawl.sheet(user), f"ntc.stop:{self.notice_id}")]


def newest(tx: Transaction, table: sa.Table) -> int:
    return int(tx.execute(sa.select(sa.func.max(table.c.id))).scalar_one())
