"""A year of a branch's rules, in zones where clocks change, with crashes, absences and changes at any moment.

What should have happened is counted beside it, day by day, from what the rules were at each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.firing import GRACE, Late
from bot.domain.quiet import QuietHours
from bot.domain.recurrence import LAST, Every, Recurrence, days, moment
from bot.office.working_days import WorkingDays
from bot.usecases.clock import Kind, fire_due
from bot.usecases.rules import change_rule, make_rule, pause_rule, resume_rule
from storage import rules
from storage.database import Database, Transaction
from storage.rules import NewRule, RuleRow
from tests.support.rules import TELL, happened, queued, tell, told
from tests.usecases.village import MEMBER, Village

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
FIRST = date(2025, 12, 1)
ZONES = ("Asia/Shanghai", "Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns")
DAYS = WorkingDays({date(2026, 5, 6): False})
RULES = 16


class CrashError(Exception):
    """The process has died."""


@dataclass
class Life:
    """A rule, what it was from when until when, and when it was touched."""

    id: int
    new: NewRule
    since: datetime | None
    spans: list[tuple[NewRule, datetime, datetime]] = field(default_factory=list)
    touched: set[datetime] = field(default_factory=set)

    def ends(self, now: datetime) -> None:
        """It is not any more from now on what it was."""
        self.touched.add(now)
        if self.since is not None:
            self.spans.append((self.new, self.since, now))
        self.since = None

    def expected(self) -> dict[datetime, NewRule]:
        """Every time that it was due, and what it was then."""
        return {due_at: new for new, since, until in self.spans for due_at in _times(new, since, until)}


def _times(new: NewRule, since: datetime, until: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(new.timezone)
    for day in days(new.recurrence, since.date() - timedelta(days=2)):
        due_at = moment(day, new.recurrence.minute, zone)
        if due_at > until:
            return
        if due_at > since and (not new.working_days or DAYS.is_working(day)):
            yield due_at


class Year:
    """Whoever looks at the clock, dies, comes back, and changes rules meanwhile."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.chance = random.Random(seed)
        self.now = BEGIN
        self.lives: list[Life] = []
        self.looks: list[datetime] = []  # those that were not ended by a crash
        self.crashes = 0

    def any_rule(self) -> NewRule:
        pick = self.chance.choice
        minute = self.chance.randrange(1440)
        recurrence = pick(
            (
                Recurrence(Every.DAY, FIRST, minute, pick((1, 1, 2))),
                Recurrence(Every.WEEK, FIRST, minute, weekdays=(pick((1, 5)), 7)),
                Recurrence(Every.MONTH, FIRST, minute, day=pick((1, 29, 31))),
                Recurrence(Every.MONTH, FIRST, minute, nth=LAST, weekdays=(5,)),
                Recurrence(Every.YEAR, date(2024, 2, 29), minute, day=29),
            )
        )
        parameters = {"people": [MEMBER]}
        late, working = pick(tuple(Late)), self.chance.random() < 0.3
        return NewRule(TELL, recurrence, pick(ZONES), late, working_days=working, parameters=parameters)

    async def begins(self) -> None:
        for _ in range(RULES):
            new = self.any_rule()
            made = await self.database.run(make_rule, new, DAYS, self.now)
            self.lives.append(Life(made.id, new, self.now))

    def kinds(self) -> Mapping[str, Kind]:
        """Now and then one of them never comes back."""
        left = self.chance.randrange(1, 4) if self.chance.random() < 0.2 else 0

        def telling(
            tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
        ) -> None:
            nonlocal left
            tell(tx, rule, due_at, now, working_days)
            left -= 1
            if left == 0:
                raise CrashError

        return {TELL: telling}

    async def looks_at_the_clock(self) -> None:
        try:
            while (await self.database.run(fire_due, self.now, self.kinds(), DAYS, 5)).more:
                pass
        except CrashError:
            self.crashes += 1
        else:
            self.looks.append(self.now)

    async def touches_one(self) -> None:
        life = self.chance.choice(self.lives)
        if life.since is None:
            life.touched.add(self.now)
            await self.database.run(resume_rule, life.id, DAYS, self.now)
        elif self.chance.random() < 0.3:
            life.ends(self.now)
            await self.database.run(pause_rule, life.id, DAYS, self.now)
            return
        else:
            life.ends(self.now)
            life.new = self.any_rule()
            await self.database.run(change_rule, life.id, life.new, DAYS, self.now)
        life.since = self.now

    async def waits(self) -> None:
        """Mostly until something is due; now and then a moment, or somebody is away for hours or days."""
        away = self.chance.random()
        if away < 0.8:
            due_at = await self.database.read(rules.next_at, self.now) or self.now
            self.now = due_at + timedelta(seconds=self.chance.choice((0, 0.3, 200)))
        elif away < 0.97:
            self.now += timedelta(minutes=self.chance.uniform(0.1, 30))
        else:
            self.now += timedelta(hours=self.chance.choice((1, 8, 20, 72)) * self.chance.random())

    async def passes(self, length: timedelta) -> None:
        while self.now < BEGIN + length:
            await self.waits()
            if self.chance.random() < 0.01:
                await self.touches_one()
            await self.looks_at_the_clock()

    async def ends(self) -> None:
        for life in self.lives:
            life.ends(self.now)
            await self.database.run(pause_rule, life.id, DAYS, self.now)

    async def check(self) -> dict[str, int]:
        """Everything came to its one end; how often to which."""
        found = await self.database.read(happened)
        said = await self.database.read(told)
        assert set(said.values()) == {1}
        assert set(said) == {key for key, (state, _) in found.items() if state in {"fired", "late"}}
        assert await self.database.read(queued) == len(said)
        counts = dict.fromkeys(("fired", "late", "skipped"), 0)
        for life in self.lives:
            expected = life.expected()
            mine = {due_at: end for (rule_id, due_at), end in found.items() if rule_id == life.id}
            assert sorted(mine) == sorted(expected)
            for due_at, (state, at) in mine.items():
                counts[state] += 1
                self._check_one(life, expected[due_at], due_at, state, at)
        return counts

    def _check_one(self, life: Life, new: NewRule, due_at: datetime, state: str, at: datetime) -> None:
        in_time = due_at <= at <= due_at + GRACE
        if state == "fired":
            assert in_time
        elif state == "late":
            assert not in_time
            assert new.late is Late.ONCE
            assert not QuietHours().is_quiet(at.astimezone(ZoneInfo(new.timezone)))
        elif at not in life.touched:
            assert not any(due_at <= look <= due_at + GRACE for look in self.looks)
            # What is made up for is let pass only when the next one has come.
            assert new.late is Late.SKIP or any(due_at < one <= at for one in life.expected())


async def live(database: Database, seed: int, length: timedelta) -> None:
    await Village.settled(database)
    year = Year(database, seed)
    await year.begins()
    await year.passes(length)
    await year.ends()
    counts = await year.check()
    print(f"{len(year.looks)} looks, {year.crashes} crashes: {counts}")
    assert year.crashes
    assert all(counts.values())


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_year(sqlite_url: str, seed: int) -> None:
    database = await Database.open(sqlite_url)
    try:
        await live(database, seed, timedelta(days=365))
    finally:
        await database.close()


async def test_a_spring_on_postgresql_too(database: Database) -> None:
    await live(database, 3, timedelta(days=60))
