"""The part of the story with meetings that come again, kept texts, and the work calendar."""

from __future__ import annotations

from tests.durability.crawling import MEMBER, Crawl
from tests.durability.township import SECRETARY, name_of, phone
from tests.journeys.world import OPERATOR

SUNDAY = "/meeting 11月22日19:00在活动室过主题党日，学习章程"


class Planning:
    """A meeting of each month that is not held, one of each week that is sent, and a rule done away with."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        await self._says("/cancel")
        await self._is_repeated()
        await self._is_proposed()
        await self._is_kept()
        await self._is_worked_off()

    async def _is_repeated(self) -> None:
        """Both come tomorrow at nine: the first of December ten days before, and Monday two days before."""
        await self._says(SUNDAY)
        await self._presses("rep.new:", first=True)
        await self._presses("rul.hour:", "rul.at:", "rul.day:")
        await self._presses("rul.on:", first=True)
        await self._presses("rul.ahead:", "rul.by:", "rul.auto:", "rul.auto:", "rul.work:", "rul.work:")
        await self._presses("rul.late:", "rul.late:", "rul.pause:", "rul.resume:")
        await self._presses("rep.new:")
        await self._presses("rul.day:")
        await self._presses("rul.on:", first=True)
        await self._presses("mtg.drop:")

    async def _is_proposed(self) -> None:
        afternoon = self.crawl.world.clock.now
        self.crawl.world.clock.pass_(hours=19)
        await self._says("/meetings")
        await self._presses("rep.skip:", "rep.edit:", "mtg.drop:", "rep.send:", "tpl.save:")
        self.crawl.world.clock.now = afternoon

    async def _is_kept(self) -> None:
        await self._says("/meeting")
        await self._presses("tpl.list:", "tpl.use:", "mtg.drop:")
        await self._says("/meetings")
        await self._presses("rul.list:", "rul.open:", "rul.off:", "rul.off-yes:", "rul.list:", "rul.open:")

    async def _is_worked_off(self) -> None:
        await self._says("/calendar")
        await self._presses("tsk.add:")
        await self._says("随便")
        await self._presses("tsk.drop:")
        await self._says("/calendar")
        await self._presses("tsk.add:")
        await self._says(f"11月25日前 交表 {name_of(MEMBER)}\n12月\n总结\n11月\n评议")
        await self._presses("tsk.year:")
        await self._presses("tsk.year:", first=True)
        await self._presses("tsk.import:")
        await self._says("/calendar")
        await self._says("/calendar", phone(MEMBER))
        await self._presses("tsk.done:", user=phone(MEMBER))
        await self._says("/calendar")
        await self._presses("tsk.open:", "tsk.undo:", "tsk.day:")
        await self._says("11月28日")
        await self._presses("tsk.who:")
        await self._says(name_of(MEMBER))
        await self._presses("tsk.ahead:", "tsk.remind:", "tsk.see:", "tsk.open:", "tsk.off:", "tsk.off-yes:")
        await self._says("/calendar", OPERATOR)
        await self._presses("tsk.see:", "tsk.list", user=OPERATOR)

    async def _says(self, text: str, user: int = phone(SECRETARY)) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = phone(SECRETARY), first: bool = False) -> None:
        """The last button of each kind that is to be seen, or the first one of the last message with any."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            one = next(each for each in seen if each[1] == seen[-1][1]) if first else seen[-1]
            self.crawl.pressed.append(one)
            await self.crawl.press(user, *one[1:])
