"""The part of the story in which people mute a topic, put reminders off, and open what is in a digest."""

from __future__ import annotations

from bot.domain.messages import Lane, Message, Push
from storage import outbox
from storage.database import Transaction
from storage.schema import person
from tests.durability.crawling import MEMBER, Crawl
from tests.durability.township import phone

MANY = 40  # reminders: more than a day has room for, and than a page of the digest
WHO = phone(MEMBER)


class Resting:
    """A member who has too much of it."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        afternoon = self.crawl.world.clock.now
        await self.crawl.act("send", user=WHO, chat=0, text="/me")
        await self._presses("pc.why", "pc.mute", "pc.topic:", "pc.for:", "pc.undo:")
        for _ in range(MANY):
            await self.crawl.world.database.run(self._reminds)
        await self.crawl.world.settled()
        await self._presses("pc.later:", "pc.back:", "pc.later:", "pc.hush:", "pc.later:", "pc.snooze:")
        self.crawl.world.clock.pass_(hours=4, minutes=30)
        await self.crawl.world.settled()
        await self._presses("pc.see:", "pc.digest:")
        self.crawl.world.clock.now = afternoon

    def _reminds(self, tx: Transaction) -> None:
        push = Push("task-reminder", Lane.REMINDER, Message("sending-place"), "reason-roles")
        now = self.crawl.world.clock.now
        outbox.enqueue_where(tx, outbox.keep(tx, push, now), push, person.c.id == MEMBER, now)

    async def _presses(self, *actions: str) -> None:
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == WHO and one[2].startswith(begins)]
            assert seen, f"{begins} is not to be seen"
            await self.crawl.press(*seen[-1])
