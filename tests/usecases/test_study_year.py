"""Half a year of study by a moved clock, with crashes and absences: each item once, nobody asked in vain."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.domain.rich_text import RichText
from bot.domain.study import PlanState
from bot.office.working_days import WorkingDays
from bot.usecases import study_clock, study_doing, study_drafts, study_sending, study_timing
from bot.usecases.clock import Kind, fire_due
from storage import rules, study
from storage.database import Database, Transaction
from storage.rules import RuleRow
from storage.schema import delivery, push
from tests.usecases.test_study import WITH_PHONES
from tests.usecases.village import NOW, SECRETARY, Village

DAYS = WorkingDays()
SHANGHAI = ZoneInfo("Asia/Shanghai")
ITEMS = 30
KINDS: Mapping[str, Kind] = {
    study_clock.KIND: study_clock.send_next,
    study_clock.KIND_REMINDER: study_clock.remind,
    study_clock.KIND_WEEK: study_clock.tell_groups,
}


class CrashError(Exception):
    """The process has died."""


class HalfYear:
    """A plan on working days, people who finish some of it now and then, and a clock that is seldom seen."""

    def __init__(self, village: Village, seed: int) -> None:
        self.village = village
        self.chance = random.Random(seed)
        self.now = NOW
        self.crashes = 0
        self.done: set[tuple[int, int]] = set()  # person and item
        self.sent: dict[int, datetime] = {}
        self.seen = 0

    async def begins(self) -> int:
        text = "学习\n" + "\n".join(f"第{n}课" for n in range(ITEMS))
        does = self.village.does
        card = await does(SECRETARY, study_drafts.start, RichText(text), DAYS, self.now)
        card = await does(SECRETARY, study_timing.set_time, card.draft_id, None, 540, True, DAYS, self.now)
        number, version = card.draft_id, card.form.version
        done = await does(SECRETARY, study_sending.send, number, version, DAYS, self.now)
        return done.plan.id

    def kinds(self) -> Mapping[str, Kind]:
        left = self.chance.randrange(1, 3) if self.chance.random() < 0.3 else 0

        def dying(kind: Kind) -> Kind:
            def work(
                tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, days: WorkingDays
            ) -> str | None:
                nonlocal left
                found = kind(tx, rule, due_at, now, days)
                left -= 1
                if left == 0:
                    raise CrashError
                return found

            return work

        return {name: dying(kind) for name, kind in KINDS.items()}

    async def passes(self, plan_id: int, length: timedelta) -> None:
        end = self.now + length
        while self.now < end:
            self.now = await self._looks_again()
            try:
                await self.village.database.run(fire_due, self.now, self.kinds(), DAYS)
            except CrashError:
                self.crashes += 1
            await self._checks_what_was_sent(plan_id)
            await self._some_finish(plan_id)

    async def _looks_again(self) -> datetime:
        """Mostly when something is due, at times hours or days later."""
        due = await self.village.database.read(rules.next_at, self.now) or self.now + timedelta(days=1)
        kind = self.chance.random()
        hours = (
            0.0 if kind < 0.8 else self.chance.uniform(0, 20) if kind < 0.95 else self.chance.uniform(24, 120)
        )
        return due + timedelta(hours=hours)

    async def _some_finish(self, plan_id: int) -> None:
        for row in await self.village.database.read(study.sent_items, plan_id):
            for who in WITH_PHONES:
                if (who, row.id) not in self.done and self.chance.random() < 0.1 * (who % 3):
                    await self.village.does(who, study_doing.finish, row.id, self.now)
                    self.done.add((who, row.id))

    async def _checks_what_was_sent(self, plan_id: int) -> None:
        """Whoever was reminded just now owed something that was sent half a day before or earlier."""
        query = (
            sa.select(delivery.c.id, delivery.c.person_id, push.c.kind)
            .join(push, push.c.id == delivery.c.push_id)
            .where(delivery.c.id > self.seen)
        )
        fresh = await self.village.database.read(lambda tx: list(tx.execute(query.order_by(delivery.c.id))))
        owed = [one for one, at in self.sent.items() if self.now - at >= timedelta(hours=12)]
        for number, who, kind in fresh:
            self.seen = number
            if kind == "study-reminder":
                assert any((who, item) not in self.done for item in owed), (who, self.now)
        for row in await self.village.database.read(study.sent_items, plan_id):
            self.sent.setdefault(row.id, row.pushed_at or self.now)


@pytest.mark.parametrize("seed", [1, 2])
async def test_half_a_year(sqlite_url: str, seed: int) -> None:
    database = await Database.open(sqlite_url)
    try:
        village = await Village.settled(database)
        life = HalfYear(village, seed)
        plan_id = await life.begins()
        await life.passes(plan_id, timedelta(days=150))
        assert life.crashes
        plan = await database.read(study.get, plan_id)
        assert plan.state is PlanState.ENDED
        said = await village.said("study-item")
        items = [row[0]["data"] for text in said for row in text["buttons"]]
        assert len(items) == len(set(items)) == ITEMS
        assert Counter(await village.heard("study-item")) == dict.fromkeys(WITH_PHONES, ITEMS)
        days = [at.astimezone(SHANGHAI).date() for at in life.sent.values()]
        assert days == sorted(days)
        asked = await _reminders(database)
        assert asked
        assert max(asked.values()) == 1  # never twice in a week
    finally:
        await database.close()


async def _reminders(database: Database) -> Counter[tuple[int, int]]:
    """How often each person was reminded in each week, counted from a Friday noon on."""
    query = (
        sa.select(delivery.c.person_id, push.c.created_at)
        .join(push, push.c.id == delivery.c.push_id)
        .where(push.c.kind == "study-reminder")
    )
    rows = await database.read(lambda tx: list(tx.execute(query)))
    friday = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    return Counter((who, (at - friday) // timedelta(days=7)) for who, at in rows)
