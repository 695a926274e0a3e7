"""A year of repeating meetings and of tasks, with crashes and absences: each once, and none forgotten."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot.domain.firing import OccurrenceState
from bot.domain.quiet import QuietHours
from bot.domain.recurrence import Every, days
from bot.domain.tasks import NewTask
from bot.office.working_days import WorkingDays
from bot.usecases import repeats, tasks
from bot.usecases.clock import fire_due
from bot.usecases.occasions import KINDS
from bot.usecases.task_adding import add
from storage import branches, rules
from storage.database import Database, Transaction
from storage.rules import RuleRow
from storage.schema import planned_meeting, push
from tests.usecases.meeting_village import drafted
from tests.usecases.village import EAST, NOW, SECRETARY, Village, acting

DAYS = WorkingDays()
SHANGHAI = ZoneInfo("Asia/Shanghai")
END = NOW + timedelta(days=365)
HELD_AT = time(19, 0)


class CrashError(Exception):
    """The process has died."""


async def two_rules(village: Village) -> list[RuleRow]:
    """Of the last day of a month, and of a Wednesday."""
    found = []
    for text, every in (("12月31日", Every.MONTH), ("11月25日", Every.WEEK)):
        card = await drafted(village, f"{text}19:00在活动室过主题党日")
        found.append(await village.does(SECRETARY, repeats.repeat, card.draft_id, every, NOW, DAYS))
    return found


async def many_tasks(village: Village, chance: random.Random) -> None:
    new = [
        NewTask(f"第{n}件", NOW.date() + timedelta(days=chance.randrange(5, 350)), False, "张三", n % 8)
        for n in range(40)
    ]

    def work(tx: Transaction) -> None:
        add(tx, acting(tx, SECRETARY), branches.get(tx, EAST), new, NOW, DAYS)

    await village.database.run(work)


async def look(database: Database, now: datetime, chance: random.Random) -> None:
    """A look at the clock, before the end of which the process may die."""
    dies = chance.random() < 0.2

    def work(tx: Transaction) -> bool:
        more = fire_due(tx, now, KINDS, DAYS, 3).more
        if dies:
            raise CrashError
        return more

    try:
        while await database.run(work):
            pass
    except CrashError:
        dies = False
        while await database.run(work):
            pass


@pytest.mark.parametrize("seed", [7, 77])
async def test_a_year(sqlite_url: str, seed: int) -> None:
    chance = random.Random(seed)
    database = await Database.open(sqlite_url)
    village = await Village.settled(database)
    made = await two_rules(village)
    await many_tasks(village, chance)
    now = NOW
    looks = [now]
    while now < END:
        now += timedelta(minutes=chance.choice((20, 60, 240, 600)))
        if chance.random() < 0.02:
            now += timedelta(days=chance.uniform(1, 5))
        await look(database, now, chance)
        looks.append(now)

    planned = await database.read(
        lambda tx: Counter((row.rule_id, row.day) for row in tx.execute(sa.select(planned_meeting)))
    )
    assert set(planned.values()) == {1}
    for rule in made:
        await every_meeting_was_seen_to(
            database, rule, {day for of, day in planned if of == rule.id}, looks[-1]
        )
    sent = await database.read(
        lambda tx: list(tx.execute(sa.select(push.c.kind, push.c.content, push.c.created_at)))
    )
    quiet = QuietHours()
    assert not [at for _, _, at in sent if quiet.is_quiet(at.astimezone(SHANGHAI))]
    reminded = Counter(content["values"]["title"] for kind, content, _ in sent if kind == "task-reminder")
    assert set(reminded.values()) <= {1, 2}  # of two that were missed one is made up for
    assert len(reminded) == 40
    month = await village.sees(SECRETARY, tasks.month, EAST, None, looks[-1])
    assert len(month.cards) == 40
    await database.close()


async def every_meeting_was_seen_to(
    database: Database, rule: RuleRow, proposed: set[date], until: datetime
) -> None:
    """Each day of the rule has one outcome: proposed, or too late to be, which is said."""
    ahead = timedelta(days=rule.recurrence.ahead)
    last = (until.astimezone(SHANGHAI) - timedelta(days=1)).date()
    acted = takewhile(lambda day: day <= last, days(rule.recurrence, NOW.date()))
    expected = {day + ahead for day in acted}
    outcomes = {
        due_at.astimezone(SHANGHAI).date() + ahead: (state, reason)
        for due_at, state, reason in await database.read(rules.latest, rule.id, 1_000)
    }
    assert expected <= outcomes.keys()
    assert len(outcomes) - len(expected) <= 1
    missed = {day for day, (state, _) in outcomes.items() if state is OccurrenceState.SKIPPED}
    assert proposed | missed == outcomes.keys()
    assert not proposed & missed
    assert {reason for _, reason in outcomes.values()} <= {None, "too-late"}
    assert datetime.combine(min(outcomes), HELD_AT, UTC) > NOW
