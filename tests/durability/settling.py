"""The part of the story in which a year is settled: frozen, called off, published, objected to, final."""

from __future__ import annotations

import sqlalchemy as sa

from bot.usecases.settlement_publishing import KIND
from storage import schema, settlements
from storage.database import Transaction
from tests.durability.crawling import MEMBER, Crawl, Shown
from tests.durability.test_hostile import STRANGER
from tests.durability.township import BRANCH, SECRETARY, phone

YEAR = 2025
WRONG = "去年的服务少算了一次"


class Settling:
    """The secretary settles last year; a member and somebody from outside object."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        await self._says("/cancel")
        await self._says("/settle")
        await self._presses("stl.freeze:", "stl.list:", "stl.why:", "stl.see:", "stl.again:", "stl.see:")
        await self._presses("stl.drop:", "stl.keep:", "stl.drop:", "stl.gone:", "stl.open:", "stl.freeze:")
        await self._presses("stl.pub:", "stl.days:", "stl.go:", "stl.file:", "stl.link:", "stl.see:")
        await self._is_objected_to()
        await self.crawl.world.database.run(_is_over)
        await self._says("/settle")
        await self._presses("stl.end:", "stl.final:")

    async def _is_objected_to(self) -> None:
        member = phone(MEMBER)
        await self._presses("stl.obj:", "stl.quit", "stl.obj:", user=member)
        await self._says(WRONG, member)
        await self._presses("stl.ob:", "stl.ans:", "stl.unask:", "stl.ans:")
        await self._says("查过了")
        row = await self.crawl.world.database.read(settlements.standing, BRANCH, YEAR)
        assert row is not None
        await self._says(f"/start o_{row.code}", STRANGER)
        await self._presses("stl.about:", user=STRANGER)
        await self._says(WRONG, STRANGER)
        await self._presses("stl.ob:", "stl.ans:")
        await self._says("查过了")
        await self._says("/settle")
        await self._presses("stl.objs:")

    async def _says(self, text: str, user: int = phone(SECRETARY)) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = phone(SECRETARY)) -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user]
            fitting = [one for one in seen if one[2].startswith(begins)]
            assert fitting, begins
            self.crawl.pressed.append(fitting[-1])
            await self.crawl.press(user, *fitting[-1][1:])

    def forged(self) -> list[Shown]:
        """Pages of branches, of which nobody here has so many."""
        user = phone(SECRETARY)
        return [(user, self.crawl.sheet(user), f"stl.all:0:{YEAR}")]


def _is_over(tx: Transaction) -> None:
    """The last day of the publication has passed; the clock has said so."""
    table, rule = schema.settlement, schema.rule
    tx.execute(sa.update(table).values(closes_at=table.c.published_at))
    tx.execute(sa.update(rule).where(rule.c.kind == KIND).values(due_at=None, next_at=None))
