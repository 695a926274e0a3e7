"""The part of the story in which a branch keeps its dues."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction
from tests.durability.crawling import MEMBER, Crawl
from tests.durability.township import SECRETARY, phone

NAME = "周小明"
NAMESAKES = (MEMBER + 17, MEMBER + 18)  # nobody else's story is about these
ANOTHER_BRANCH = 77


class Paying:
    """Marks, a list with somebody's namesake on it, what people earn, a table, and a reminder."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        await self._says("/cancel")
        await self.crawl.world.database.run(_namesakes)
        await self._is_marked()
        await self._is_reckoned()
        await self._is_reminded()
        await self._is_one_of_two()

    async def _is_marked(self) -> None:
        await self._says("/dues")
        await self._presses("due.mark:", "due.undo:", "due.rest:", "due.sure:", "due.list:", "due.paste:")
        await self._says(f"{NAME} 42\n何静")
        await self._presses("due.pick:", "due.file:")

    async def _is_reckoned(self) -> None:
        await self.crawl.world.database.run(_of_last_year)
        await self._presses("due.bases:", "due.keep:", "due.rates:")
        await self._says("何静 农民")
        await self._presses("due.bases:", "due.who:")
        await self._presses("due.set:", ends=":student")
        await self._presses("due.set:", ends=":wage")
        await self._says("4200")
        await self._says("/dues", phone(MEMBER))
        await self._presses("due.calc", "due.kind:", user=phone(MEMBER))
        await self._says("算党费 4200", phone(MEMBER))
        await self._says("/cancel", phone(MEMBER))

    async def _is_reminded(self) -> None:
        await self._says("/dues")
        await self._presses("due.when:", "due.day:", "due.at:", "due.off:", "due.day:", "due.at:")
        await self._says("/dues")
        await self._presses("due.me", "due.all")

    async def _is_one_of_two(self) -> None:
        """For a moment the secretary keeps the dues of another branch, too."""
        database = self.crawl.world.database
        await database.run(_keeps_another)
        await self._says("/dues")
        await self._presses("due.br:")
        await database.run(_keeps_another_no_more)

    async def _says(self, text: str, user: int = phone(SECRETARY)) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = phone(SECRETARY), ends: str = "") -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user]
            fitting = [one for one in seen if one[2].startswith(begins) and one[2].endswith(ends)]
            assert fitting, begins
            self.crawl.pressed.append(fitting[-1])
            await self.crawl.press(user, *fitting[-1][1:])


def _namesakes(tx: Transaction) -> None:
    table = schema.person
    tx.execute(sa.update(table).where(table.c.id.in_(NAMESAKES)).values(name=NAME))


def _of_last_year(tx: Transaction) -> None:
    row = {"person_id": MEMBER, "since": date(2025, 1, 1), "kind": "farmer"}
    tx.execute(schema.dues_person.insert(), row)


def _keeps_another(tx: Transaction) -> None:
    shared = {"sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31}
    tx.execute(schema.branch.insert(), {"id": ANOTHER_BRANCH, "name": "北山村党支部", **shared})
    row = {"person_id": SECRETARY, "role": "secretary", "branch_id": ANOTHER_BRANCH}
    tx.execute(schema.holding.insert(), row)


def _keeps_another_no_more(tx: Transaction) -> None:
    table = schema.holding
    tx.execute(sa.delete(table).where(table.c.person_id == SECRETARY, table.c.branch_id == ANOTHER_BRANCH))
