"""The part of the story that plays in a group: the secretary binds a forum and looks after it."""

from __future__ import annotations

from tests.durability.crawling import Crawl, Shown
from tests.durability.township import BRANCH, LEADER, SECRETARY, phone


class Grouping:
    """A forum that stays bound, and what can be pressed in it and about it."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl
        self.chat = 0

    async def happens(self) -> None:
        """Bound in a topic, one kind sent there, nearly unbound; then looked at in private."""
        user = phone(SECRETARY)
        founding = {"title": "东关论坛", "founder": user, "members": [phone(LEADER)], "forum": True}
        self.chat = self.crawl.control.run("group", founding)["id"]
        topic = self.crawl.control.run("topic", {"chat": self.chat, "name": "通知", "by": user})["id"]
        await self.crawl.act("send", user=user, chat=self.chat, text="/bind", thread=topic)
        for action in ("grp.topic:", "grp.off:", "grp.back:", "grp.off:"):
            await self._chooses(self.chat, action)
        await self.crawl.act("send", user=user, chat=0, text="/bind")
        for action in ("grp.show:", "grp.cut:"):
            await self._chooses(user, action)

    async def _chooses(self, place: int, begins: str) -> None:
        """The secretary presses the last button of that kind that is to be seen there."""
        fitting = [one for one in self.crawl.visible() if one[0] == place and one[2].startswith(begins)]
        assert fitting, begins
        self.crawl.pressed.append(fitting[-1])
        chat = place if place < 0 else 0
        await self.crawl.press(phone(SECRETARY), *fitting[-1][1:], chat)

    def forged(self) -> list[Shown]:
        """The choice of a branch, which is asked only of who has several; here asked of the leader."""
        leader = phone(LEADER)
        data = (f"grp.pick:{leader}:{BRANCH}", f"grp.page:{leader}:0")
        return [(leader, self.crawl.sheet(leader), one) for one in data]
