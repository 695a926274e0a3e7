"""The part of the story in which pledges are kept or not, residents are asked, and a branch is covered."""

from __future__ import annotations

from bot.sandbox.params import Upload
from storage import schema
from storage.database import Transaction
from tests.durability.crawling import MEMBER, OTHER, Crawl, picture
from tests.durability.township import SECRETARY, phone
from tests.journeys.world import OPERATOR

WHO, COLLEAGUE, DECIDES = phone(MEMBER), phone(OTHER), phone(SECRETARY)
ANOTHER_BRANCH = 78


class Fulfilling:
    """One pledge is partly kept, one is kept, and the secretary asks those who have none."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        for user in (WHO, COLLEAGUE, DECIDES):
            await self._says("/cancel", user)
        await self._is_worked_on()
        await self._is_partly_kept()
        await self._is_covered()
        await self._is_published("看望6位老人")
        await self._is_published("看望7位老人")
        await self._is_asked_about()
        await self._is_kept()

    async def _is_published(self, what: str = "看望5位老人") -> None:
        await self._says(f"我承诺12月28日前{what}", WHO)
        await self._presses("plg.submit:", user=WHO)
        await self._presses("plr.ok:", user=DECIDES)

    async def _is_worked_on(self) -> None:
        await self._is_published()
        await self._says("/pledges", WHO)
        await self._presses("kp.team:", "kp.own:", "kp.mine:", "kp.see:", "kp.story:", "kp.see:", user=WHO)
        await self._presses("kp.go:", "kp.tick:", "kp.tick:", "kp.recs:", "kp.use:", "kp.go:", user=WHO)
        await self._presses("kp.note:", user=WHO)
        await self._says("去了一次", WHO)
        await self.crawl.sends(WHO, "photo", Upload("photo.jpg", picture(), "image/jpeg"), "")
        await self._presses("kp.done:", "kp.pics:", "kp.pic:", user=WHO)
        await self._says("/pledges", WHO)
        await self._presses("kp.see:", "kp.end:", "kp.end-yes:", user=WHO)
        await self._says("/pledges", COLLEAGUE)
        await self._presses("kp.team:", "kp.see:", "kp.follow:", "kp.leave:", "kp.follow:", user=COLLEAGUE)

    async def _is_partly_kept(self) -> None:
        await self._says("/pledges", DECIDES)
        await self._presses("kp.todo:", "kp.see:", "kp.judge:", "kp.as:", "kp.type:", user=DECIDES)
        await self._says("大雪封路", DECIDES)
        await self._presses("kp.word:", user=WHO)
        await self._says("过了年接着去", WHO)
        await self._presses("kp.pub:", user=DECIDES)

    async def _is_covered(self) -> None:
        await self._says("/pledges", DECIDES)
        await self._presses("kp.cover:", "kp.who:", "kp.flag:", "kp.cover:", "kp.ring:", user=DECIDES)
        await self._presses("kp.cover:", user=DECIDES)
        await self._presses("kp.set:", "kp.day:", "kp.after:", "kp.res:", "kp.cover:", user=DECIDES)
        await self._presses("kp.nudge:", user=DECIDES, ends=f"{self.crawl.world.clock().year}")
        await self.crawl.world.database.run(_another_branch)
        await self._says("/pledges", OPERATOR)
        await self._presses("kp.all:", user=OPERATOR)

    async def _is_asked_about(self) -> None:
        await self._says("/pledges", DECIDES)
        await self._presses("kp.team:", user=DECIDES)
        await self._presses("kp.see:", user=DECIDES, first=True)
        await self._presses("kp.ask:", user=DECIDES)
        links = [text for text in self.crawl.world.front.engine.ledger if "start=a_" in text.text]
        code = links[-1].text.partition("start=a_")[2][:12]
        await self._says(f"/start a_{code}", COLLEAGUE)
        await self._presses("kp.say:", "kp.say:", user=COLLEAGUE)
        await self._presses("kp.see:", "kp.shut:", user=DECIDES)
        await self._presses("kp.judge:", "kp.as:", "kp.why:", user=DECIDES)
        await self._presses("kp.fine:", user=WHO)

    async def _is_kept(self) -> None:
        for user, *then in ((WHO, "kp.go:"), (COLLEAGUE, "kp.follow:"), (DECIDES, "kp.judge:", "kp.kept:")):
            await self._says("/pledges", user)
            if user != WHO:
                await self._presses("kp.team:", user=user)
            await self._presses("kp.see:", user=user, first=True)
            await self._presses(*then, user=user)

    async def _says(self, text: str, user: int) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int, ends: str = "", first: bool = False) -> None:
        """The last button of each kind that is to be seen, or the first one of the last message with any."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            fitting = [one for one in seen if one[2].endswith(ends)]
            assert fitting, begins
            last = [each for each in fitting if each[1] == fitting[-1][1]]
            one = last[0] if first else last[-1]
            self.crawl.pressed.append(one)
            await self.crawl.press(user, *one[1:])


def _another_branch(tx: Transaction) -> None:
    """Whoever runs everything has more than one branch to look at."""
    shared = {"sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31}
    tx.execute(schema.branch.insert(), {"id": ANOTHER_BRANCH, "name": "南坡村党支部", **shared})
