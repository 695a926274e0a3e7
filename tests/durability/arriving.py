"""The part of the story in which people sign in on site, and a branch chooses how its meetings are held."""

from __future__ import annotations

from bot.domain.sign_in import Code, Codes
from storage import sign_ins
from tests.durability.crawling import MEMBER, OTHER, Crawl
from tests.durability.township import BRANCH, SECRETARY, phone
from tests.journeys.world import OPERATOR


class Arriving:
    """One comes in by the link of a code and one by its digits; then the door is shut."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With the meeting of the last ``mtg.run`` button, which has just begun."""
        await self._presses("mtg.run:", "mtg.door:")
        code = await self._code()
        await self.crawl.act("start", user=phone(MEMBER), chat=0, code=f"s_{code.link}")
        await self._says(code.digits, phone(OTHER))
        self.crawl.world.clock.pass_(seconds=31)
        await self.crawl.world.settled()
        await self._presses("mtg.shut:")
        await self._is_chosen()

    async def _is_chosen(self) -> None:
        await self._says("/settings")
        for name, choice in (("grace", 5), ("shuts", 60), ("quiet", "1320-420"), ("cap", 10), ("remind", 30)):
            await self._presses(f"set.ask:{BRANCH}:{name}", f"set.put:{BRANCH}:{name}:{choice}")
        await self._presses("set.see:", f"set.ask:{BRANCH}:zone")
        await self._says("/settings", OPERATOR)
        await self._presses("set.see:", user=OPERATOR)

    async def _code(self) -> Code:
        [screen] = await self.crawl.world.database.read(sign_ins.screens)
        return Codes(screen.meeting_id, screen.secret).shown(self.crawl.world.clock())

    async def _says(self, text: str, user: int = phone(SECRETARY)) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = phone(SECRETARY)) -> None:
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])
