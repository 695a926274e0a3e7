"""The part of the story in which a quiz is made, taken by a member, and put to the group."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.study import Item, ItemKind
from storage import study
from storage.database import Transaction
from storage.schema import quiz
from storage.study import NewPlan
from tests.durability.crawling import MEMBER, OTHER, Crawl
from tests.durability.township import BRANCH, SECRETARY, phone
from tests.journeys.world import OPERATOR

LIST = "测验：冬训\n多久一次\nA. 每月\nB. 每年\n答案：A\n\n哪些是\nA. 甲\nB. 乙\nC. 丙\n答案：AC"
BAD = LIST + "\n\n没有答案\nA. 有\nB. 无"
LEADS = phone(SECRETARY)


class Examining:
    """Quizzes that were kept and dropped, one finished, one left in the middle, one ended in the group."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        await self._says("/cancel")
        await self._is_made()
        await self._is_taken()
        await self._is_put_to_groups()
        await self._says("/study")
        await self._presses("qz.list", "qz.open:", "qz.sum:", "qz.who:", "qz.sum:", "qz.open:", "qz.look:")

    async def _is_made(self) -> None:
        await self._begins(LIST)
        await self._presses("qz.page:", "qz.card:", "qz.title:")
        await self._says("冬训测验")
        await self._presses("qz.save:")
        await self._begins(BAD)
        await self._presses("qz.skip:")
        await self._begins(BAD)
        await self._presses("qz.drop:")
        await self._begins(LIST)  # this one stays open
        await self._says("/study", OPERATOR)
        await self._presses("qz.list", "qz.new", user=OPERATOR)
        await self._says(LIST, OPERATOR)
        await self._presses("qz.branch:", "qz.drop:", user=OPERATOR)

    async def _begins(self, text: str) -> None:
        await self._says("/study")
        await self._presses("qz.list", "qz.new")
        await self._says(text)

    async def _is_taken(self) -> None:
        """Both members begin, one of them finishes with something wrong."""
        item_id = await self.crawl.world.database.run(self._send)
        for person_id in (MEMBER, OTHER):
            # Not by way of the list: it may have many pages.
            place = (phone(person_id), self.crawl.sheet(phone(person_id)), f"qz.go:{item_id}")
            self.crawl.shown[place] = None
            await self.crawl.press(*place)
        for chosen in ([1], [0, 2]):
            await self._votes(MEMBER, chosen)
        await self._presses("qz.wrong:", user=phone(MEMBER))

    def _send(self, tx: Transaction) -> int:
        now = self.crawl.world.clock()
        quiz_id = tx.execute(sa.select(sa.func.min(quiz.c.id))).scalar_one()
        whom = Audience((BRANCH,), people=(MEMBER, OTHER))
        item = Item(ItemKind.QUIZ, "冬训测验", quiz_id=quiz_id)
        plan = study.create(tx, NewPlan(BRANCH, "冬训", whom, 1, False, SECRETARY), [item], now)
        (row,) = study.items_of(tx, plan.id)
        study.mark_sent(tx, [row.id], now)
        return row.id

    async def _votes(self, who: int, chosen: list[int]) -> None:
        chats = self.crawl.world.front.engine.private
        messages = next(chat.messages for (_, user), chat in chats.items() if user == phone(who))
        newest = max(number for number, stored in messages.items() if "poll" in stored.message)
        await self.crawl.act("vote", user=phone(who), chat=0, message=newest, options=chosen)

    async def _is_put_to_groups(self) -> None:
        await self._says("/study")
        await self._presses("qz.list", "qz.open:", "qz.group:", "qz.send:", "qz.sum:", "qz.close:")
        await self._presses("qz.plan:")

    async def _says(self, text: str, user: int = LEADS) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *begins: str, user: int = LEADS) -> None:
        """The last button of each kind that the person sees, one after the other."""
        for one in begins:
            fitting = [seen for seen in self.crawl.visible() if seen[0] == user and seen[2].startswith(one)]
            assert fitting, one
            self.crawl.pressed.append(fitting[-1])
            await self.crawl.press(user, *fitting[-1][1:])
