"""The part of the story in which pledges are made, changed, returned, published and shown to a group."""

from __future__ import annotations

from tests.durability.crawling import MEMBER, Crawl
from tests.durability.township import LEADER, SECRETARY, phone

WHO = phone(MEMBER)


class Pledging:
    """A member with three pledges: one returned twice and published, one taken back, one that waits."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        for user in (WHO, phone(LEADER), phone(SECRETARY)):
            await self._says("/cancel", user)
        await self._is_made()
        await self._is_reviewed()
        await self._is_made_for_others()
        await self._says("我承诺12月25日前看望3位老人", WHO)
        await self._presses("plg.submit:", user=WHO)

    async def _is_made(self) -> None:
        await self._says("/pledge", WHO)
        await self._presses("plg.topic:", "plg.more:", user=WHO)
        await self._says("10月1日前扫雪；月底前宣讲3次", WHO)
        await self._presses("plg.due:", "plg.change:", "plg.item:", "plg.words:", user=WHO)
        await self._says("到一组宣讲3次", WHO)
        await self._presses("plg.change:", "plg.item:", "plg.when:", "plg.due:", user=WHO)
        await self._presses("plg.change:", "plg.item:", "plg.drop:", "plg.kinds:", "plg.kind:", user=WHO)
        await self._presses("plg.kinds:", "plg.card:", "plg.submit:", user=WHO)

    async def _is_reviewed(self) -> None:
        secretary = phone(SECRETARY)
        await self._presses("plr.no:", "plr.type:", "plr.back:", user=secretary)
        await self._presses("plr.no:", "plr.type:", user=secretary)
        await self._says("写具体一点", secretary)
        await self._presses("plg.again:", "plg.submit:", user=WHO)
        await self._says("/review", secretary)
        await self._presses("plr.list", "plr.card:", "plr.no:", "plr.why:", user=secretary)
        await self._presses("plg.again:", "plg.submit:", user=WHO)
        await self._presses("plr.ok:", "plr.show:", user=secretary)
        await self._says("/pledge 月底前打扫2次", WHO)
        await self._presses("plg.submit:", "plg.take:", "plg.new", "plg.cancel:", user=WHO)

    async def _is_made_for_others(self) -> None:
        leader = phone(LEADER)
        await self._says("承诺月底前巡逻2次", leader)
        await self._presses("plg.who:", "plg.for:", user=leader)

    async def _says(self, text: str, user: int) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int) -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])
