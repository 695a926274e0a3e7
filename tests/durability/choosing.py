"""The part of the story in which a branch chooses its households in secret, and its star of the month."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from storage import ballots, households
from storage.database import Transaction
from storage.schema import account, household, month_star
from tests.durability.crawling import MEMBER, Crawl
from tests.durability.test_hostile import STRANGER
from tests.durability.township import BRANCH, LEADER, SECRETARY, phone
from tests.journeys.world import OPERATOR

PHONELESS = MEMBER + 16  # nobody else's story is about this one
VOTERS = (LEADER, SECRETARY, *range(MEMBER, PHONELESS))
EACH = 8  # votes; together they are more than half of all


class Choosing:
    """A choice that is called off, one with a tie, one that is still voted on; and three stars."""

    def __init__(self, crawl: Crawl) -> None:
        self.crawl = crawl
        self._database = crawl.world.database

    async def happens(self) -> None:
        """With every button there is."""
        await self._says("/cancel")
        await self._database.run(_bind, None)
        await self._is_opened()
        await self._is_recommended()
        await self._is_voted_on()
        await self._is_decided()
        await self._is_still_open()
        await self._is_starred()
        await self._database.run(_bind, PHONELESS)

    async def _is_opened(self) -> None:
        await self._says("/households")
        await self._presses("hh.new:", "hh.open:", "hh.seats:", "hh.see:", "hh.drop:", "hh.gone:")
        await self._says("/households")
        await self._presses("hh.new:", "hh.of:", "hh.new:", "hh.many:", "hh.new:", "hh.open:", "hh.seats:")
        await self._presses("hh.put:", ends=":1")
        await self._presses("hh.code:", "hh.me:")
        await self._says("打扫楼道")
        await self._says("/households", phone(MEMBER))
        await self._presses(
            "hh.me:", "hh.bare:", "hh.me:", "hh.off:", "hh.me:", "hh.bare:", user=phone(MEMBER)
        )
        await self._says("/households", phone(LEADER))
        await self._presses("hh.who:", "hh.name:", "hh.see:", user=phone(LEADER))

    async def _is_recommended(self) -> None:
        found = await self._database.read(households.newest, BRANCH)
        assert found is not None
        await self._says(f"/start h_{found.code}", STRANGER)
        await self._presses("hh.rec:", "hh.rp:", "hh.rp:", "hh.rec:", "hh.rno:", user=STRANGER)
        await self._presses("hh.rp:", "hh.rec:", user=STRANGER)
        group = next(one for one in self.crawl.visible() if one[0] < 0 and one[2].startswith("hh.say:"))
        self.crawl.pressed.append(group)
        await self.crawl.press(phone(LEADER), group[1], group[2], group[0])
        await self._says("/households")
        await self._presses("hh.heard:", "hh.see:", "hh.words:", "hh.see:")

    async def _is_voted_on(self) -> None:
        await self._database.run(_time_is_over)
        await self._says("/households")
        await self._presses("hh.go:", "hh.begin:")
        await self._says("/households", phone(MEMBER))
        await self._presses("hh.mark:", "hh.mark:", "hh.cast:", user=phone(MEMBER))
        await self._says("/households", phone(LEADER))
        await self._presses("hh.lend:", "hh.mark:", "hh.cast:", user=phone(LEADER))
        await self._says("/households")
        await self._presses("hh.remind:")

    async def _is_decided(self) -> None:
        for after in ("hh.again:", "hh.pick:"):
            await self._database.run(_votes)
            await self._says("/households")
            await self._presses("hh.count:", "hh.close:", after)
        await self._presses("hh.pick:", "hh.why:")
        await self._says("楼道是她打扫的")

    async def _is_still_open(self) -> None:
        """Last year's, on which the branch votes when the story ends."""
        sheet = self.crawl.sheet(phone(SECRETARY))
        await self.crawl.press(phone(SECRETARY), sheet, f"hh.new:{BRANCH}:2025")
        await self._presses("hh.open:", "hh.me:", "hh.bare:")
        await self._database.run(_time_is_over)
        await self.crawl.press(phone(SECRETARY), sheet, f"hh.of:{BRANCH}:2025")
        await self._presses("hh.go:", "hh.begin:", "hh.mark:", "hh.mark:")
        await self._says("/households", OPERATOR)

    async def _is_starred(self) -> None:
        await self._database.run(_star_of_last_year)
        who, me = phone(SECRETARY), phone(MEMBER)
        await self._says("/honours")
        await self._presses("hon.year:", "hon.year:", "hh.all", "hon.all", "mst.list:")
        await self._presses("mst.prompt:", "mst.prompt:", "mst.list:")
        for answer in ("mst.no:", "mst.yes:"):
            await self.crawl.press(who, self.crawl.sheet(who), f"mst.pick:{MEMBER}:202611")
            await self._presses("mst.use:")
            await self._presses(answer, user=me)
        await self._says("/honours", me)
        await self._presses("mst.hide:", user=me)
        for answer in ("mst.drop:", "mst.spoke:"):
            await self.crawl.press(who, self.crawl.sheet(who), f"mst.pick:{PHONELESS}:202611")
            await self._says("扫雪")
            await self._presses(answer)

    async def _says(self, text: str, user: int = phone(SECRETARY)) -> None:
        await self.crawl.act("send", user=user, chat=0, text=text)

    def _seen(self, user: int) -> list[tuple[int, int, str]]:
        return [one for one in self.crawl.visible() if one[0] == user]

    async def _presses(self, *actions: str, user: int = phone(SECRETARY), ends: str = "") -> None:
        """The last button of each kind that is to be seen, one after the other."""
        for begins in actions:
            seen = [one for one in self._seen(user) if one[2].startswith(begins) and one[2].endswith(ends)]
            assert seen, begins
            self.crawl.pressed.append(seen[-1])
            await self.crawl.press(user, *seen[-1][1:])


def _bind(tx: Transaction, person_id: int | None) -> None:
    mine = sa.update(account).where(account.c.telegram_id == phone(PHONELESS))
    tx.execute(mine.values(person_id=person_id))


def _time_is_over(tx: Transaction) -> None:
    tx.execute(sa.update(household).values(closes_at=household.c.opened_at))


def _votes(tx: Transaction) -> None:
    """As many for the one as for the other."""
    found = households.newest(tx, BRANCH)
    assert found is not None
    last = ballots.rounds(tx, found.id)[-1]
    have = ballots.voters(tx, found.id, last.round)
    box = ballots.slips(tx, found.id, last.round)
    counts = [sum(one in slip for slip in box) for one in last.people]
    free = [one for one in VOTERS if one not in have]
    for person_id, count in zip(last.people, counts, strict=True):
        for _ in range(EACH - count):
            ballots.put_in(tx, found.id, last.round, free.pop(), [person_id])


def _star_of_last_year(tx: Transaction) -> None:
    row = {"branch_id": BRANCH, "month": date(2025, 6, 1), "person_id": MEMBER + 1, "state": "agreed"}
    at = tx.execute(sa.select(household.c.opened_at).limit(1)).scalar_one()
    tx.execute(month_star.insert(), {**row, "reason": "巡逻", "proposed_at": at})
