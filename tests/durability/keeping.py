"""The part of the story in which people get cards and certificates, and one is taken back."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.certificates import CertificateKind
from bot.domain.service import RecordState, ServiceCategory, ServiceFacts
from bot.usecases import certificates
from storage import records, totals
from storage.database import Transaction
from storage.schema import service_record
from tests.durability.crawling import MEMBER, OTHER, Crawl
from tests.durability.township import BRANCH, SECRETARY, phone

LEADS = phone(SECRETARY)
LAST_YEAR = timedelta(days=365)


class Keeping:
    """Star cards, charts, a certificate of last year, and more than a page of what the branch has issued."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl

    async def happens(self) -> None:
        """With every button there is."""
        await self.crawl.world.database.run(self._given)
        await self._says("/cancel")
        await self._says("/stars", phone(MEMBER))
        await self._presses("star.me", "cert.star:", "cert.year:", user=phone(MEMBER))
        await self._presses("cert.br:", "cert.mine:", user=phone(MEMBER))
        await self._presses("cert.mine:", "cert.pic:", "cert.ask:", "cert.make:", user=phone(MEMBER))
        await self._says("/settings")
        await self._presses("cert.list:", "cert.list:", "cert.see:", "cert.pic:", "cert.why:", "cert.gone:")
        await self._presses("cert.list:", "cert.see:", "cert.why:", "cert.type:", "cert.see:")
        await self._says("/stars")
        # Wherever in the list of the branch's people that one stands.
        await self.crawl.press(LEADS, self._last(LEADS), f"star.of:{OTHER}")
        await self._presses("cert.mine:", "cert.ask:", "cert.make:")

    def _given(self, tx: Transaction) -> None:
        """Both were of service a year ago, and the branch has issued more than a page of certificates."""
        now = self.crawl.world.clock.now
        day = (now - LAST_YEAR).date()
        facts = ServiceFacts(day, None, 60, "活动室", ServiceCategory.CULTURE, "写春联")
        for who in (MEMBER, OTHER):
            found = records.submit(tx, BRANCH, who, facts, who, (), now)
            of = service_record.c.id == found
            tx.execute(service_record.update().where(of).values(state=RecordState.CONFIRMED.value))
            totals.add(tx, who, facts, 1)
        for month in range(1, 10):
            certificates.issue(
                tx,
                *(CertificateKind.MONTH, BRANCH, MEMBER, day.year),
                *({"month": month, "reason": "打扫"}, now, SECRETARY, str(month)),
            )

    def _last(self, user: int) -> int:
        return [message for owner, message, _ in self.crawl.visible() if owner == user][-1]

    async def _says(self, text: str, user: int = LEADS) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    async def _presses(self, *actions: str, user: int = LEADS) -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self.crawl.visible() if one[0] == user and one[2].startswith(begins)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])
