"""The part of the story in which people are called to meetings, answer, and are marked as there."""

from __future__ import annotations

from tests.durability.arriving import Arriving
from tests.durability.crawling import MEMBER, OTHER, Crawl
from tests.durability.deciding import Deciding
from tests.durability.township import LEADER, SECRETARY, phone
from tests.journeys.world import OPERATOR


class Gathering:
    """Meetings that were dropped, held, called off, and one of the committee that is still to come."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        await self._says("/cancel")
        await self._is_put_together()
        await self._is_answered()
        await self._is_changed()
        await self._is_held()
        await self._is_called_off()
        await self._is_looked_at()

    async def _is_put_together(self) -> None:
        await self._says("/meeting")
        await self._presses("mtg.kind:", "mtg.at:")
        await self._says("村部")
        await self._presses("mtg.edit:", "mtg.ask:", "mtg.card:")
        await self._says("/meeting")
        await self._presses("mtg.open:", "mtg.drop:")
        await self._says("/meeting 党小组会")
        await self._presses("mtg.group:", "mtg.drop:")
        await self._says("/meeting 支委会", OPERATOR)
        await self._presses("mtg.branch:", "mtg.drop:", user=OPERATOR)

    async def _is_answered(self) -> None:
        await self._says("/meeting 今天15:30在党员活动室开支部党员大会，学习章程")
        await self._presses("mtg.send:")
        for person_id, decided in ((MEMBER, "mtg.ok:"), (OTHER, "mtg.no:")):
            await self._presses("mtg.leave:", "mtg.why:", user=phone(person_id))
            await self._presses(decided)
        await Deciding(self.crawl).is_told_in_a_group()
        await self._presses("mtg.come:", user=phone(LEADER))
        await self._says("/meetings", phone(LEADER))
        await self._presses("mtg.mine", "mtg.see:", "mtg.ics:", user=phone(LEADER))

    async def _is_changed(self) -> None:
        await self._says("/meetings")
        await self._presses("mtg.run:", "mtg.change:", "mtg.ask:")
        await self._says("王建国")
        await self._presses("mtg.send:")

    async def _is_held(self) -> None:
        afternoon = self.crawl.world.clock.now
        self.crawl.world.clock.pass_(minutes=40)
        await Arriving(self.crawl).happens()
        await self._presses("mtg.run:", "mtg.roll:", "mtg.mark:", "mtg.all:")
        deciding = Deciding(self.crawl)
        await deciding.votes()
        await deciding.is_written_down()
        await self._presses("mtg.roll:", "mtg.held:")
        await deciding.is_passed_on()
        self.crawl.world.clock.now = afternoon
        await self._says("/meeting 支部党员大会")
        await self._presses("mtg.last:", "mtg.drop:")

    async def _is_called_off(self) -> None:
        await self._says("/meeting 11月27日9点在活动室过主题党日")
        await self._presses("mtg.send:", "mtg.run:", "mtg.off:", "mtg.sure:")

    async def _is_looked_at(self) -> None:
        await self._says("/meeting 11月26日9点在活动室开支委会")
        await self._presses("mtg.send:")
        await self._says("/meetings")
        await self._presses("mtg.new:", "mtg.drop:", "mtg.past:", "mtg.br:", "mtg.mine")
        await self._presses("mtg.see:", "mtg.leave:")
        await self._says("/meetings", OPERATOR)
        await self._presses("mtg.br:", "mtg.list", user=OPERATOR)

    async def _says(self, text: str, user: int = phone(SECRETARY)) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = phone(SECRETARY)) -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])
