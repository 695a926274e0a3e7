"""A village whose year is over: records of the year, and the steps of its settlement, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from bot.domain.group_chats import GroupChat
from bot.domain.scheme_files import load_schemes
from bot.domain.service import RecordChange, RecordState
from bot.domain.settlement import ObjectionState, Tally
from bot.office.working_days import WorkingDays
from bot.usecases import objections, settlement_publishing, settling
from storage import group_chats, ledger_check, records, settlements
from storage.database import Database, Transaction
from storage.settlements import Settlement
from tests.usecases.village import EAST, MEMBER, OTHER_MEMBER, SECRETARY, Village, facts

KNOWN = load_schemes()
DAYS = WorkingDays()
JANUARY = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
OVER = datetime(2027, 1, 12, 17, 0, tzinfo=UTC)  # seven days later that day is over in China
GROUP = -1001


@dataclass(frozen=True)
class Year:
    """The village with six services of one member and four of another."""

    village: Village
    ids: tuple[int, ...]

    @classmethod
    async def lived(cls, database: Database) -> Year:
        village = await Village.settled(database)
        ids = [await village.confirmed(facts(date(2026, 11, 1) + timedelta(days=n))) for n in range(6)]
        for n in range(4):
            await village.confirmed(facts(date(2026, 11, 1) + timedelta(days=n)), OTHER_MEMBER)
        group = GroupChat(GROUP, EAST, "东关群", "zh-Hans", is_forum=False)
        await database.run(lambda tx: group_chats.bind(tx, group, None, JANUARY))
        return cls(village, tuple(ids))

    async def freezes(self, at: datetime = JANUARY) -> Settlement:
        return await self.village.does(SECRETARY, settling.freeze, EAST, 2026, KNOWN, at)

    async def publishes(self, row: Settlement, at: datetime = JANUARY) -> Settlement:
        done = await self.village.does(SECRETARY, settlement_publishing.publish, row.id, row.round, at, DAYS)
        return done.row

    async def counts_again(self, row: Settlement, at: datetime = JANUARY) -> Settlement:
        done = await self.village.does(SECRETARY, settlement_publishing.count_again, row.id, at, DAYS)
        return done.row

    async def finishes(
        self, row: Settlement, at: datetime = OVER, *, as_published: bool = False
    ) -> Settlement:
        return await self.village.does(
            SECRETARY, settlement_publishing.finish, row.id, row.round, as_published, at
        )

    async def objects(self, row: Settlement, words: str, who: int = MEMBER, at: datetime = JANUARY) -> int:
        asked = await self.village.does(who, objections.begin_own, row.id, who, "q", at)
        found = await self.village.does(who, objections.object_, asked.draft_id, words, at)
        return found.objection.id

    async def answers(
        self, objection_id: int, verdict: ObjectionState, words: str = "查过了", who: int = SECRETARY
    ) -> None:
        asked = await self.village.does(who, objections.begin_answer, objection_id, verdict, "q", JANUARY)
        await self.village.does(who, objections.answer, asked.draft_id, words, JANUARY)

    async def revokes(self, record_id: int) -> None:
        record = await self.village.record(record_id)

        def work(tx: Transaction) -> bool:
            change, state = RecordChange.REVOKED, RecordState.REVOKED
            return records.decide(tx, record, change, state, SECRETARY, "记错了", JANUARY)

        assert await self.village.database.run(work)

    async def stars(self, row: Settlement) -> dict[int, Tally]:
        """The lines by person, of those who have done anything."""
        lines = await self.village.database.read(settlements.lines, row)
        return {one.tally.person_id: one.tally for one in lines if one.tally.services}

    async def is_whole(self) -> None:
        """The ledger agrees with everything there is."""
        assert (await self.village.database.read(ledger_check.prove, OVER)).faults == []


def rows(tx: Transaction, table: sa.Table) -> list[tuple[object, ...]]:
    """Everything in a table."""
    return [tuple(row) for row in tx.execute(sa.select(table).order_by(*table.primary_key.columns))]
