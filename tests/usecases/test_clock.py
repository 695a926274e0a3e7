"""Rules by a clock that is moved by hand: once each, whatever happens between two looks at it."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.firing import Late
from bot.domain.recurrence import Every, Recurrence
from bot.office.working_days import WorkingDays
from bot.usecases.clock import Fired, fire, fire_due, give_up
from bot.usecases.rules import Went, change_rule, how_they_went, make_rule, pause_rule, resume_rule
from storage import rules
from storage.database import Database, Transaction
from storage.rules import NewRule, RuleRow
from storage.schema import rule as rule_table
from tests.support.rules import BREAK, KINDS, TELL, happened, queued, told
from tests.usecases.village import EAST, MEMBER, NOW, PHONELESS, SECRETARY, Village

DAYS = WorkingDays()
NINE = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # 9:00 in Shanghai, on the day after NOW
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Clock:
    """The village and its rules."""

    def __init__(self, village: Village) -> None:
        self.village = village
        self.database = village.database

    @classmethod
    async def of(cls, database: Database) -> Clock:
        return cls(await Village.settled(database))

    async def makes(self, at: datetime = NOW, minute: int = 540, **more: Any) -> RuleRow:
        return await self.database.run(make_rule, self.rule(minute, **more), DAYS, at)

    @staticmethod
    def rule(minute: int = 540, **more: Any) -> NewRule:
        """Daily, at 9:00 if nothing else is said."""
        plain: dict[str, Any] = {
            "kind": TELL,
            "recurrence": Recurrence(Every.DAY, date(2026, 11, 1), minute),
            "timezone": "Asia/Shanghai",
            "branch_id": EAST,
            "parameters": {"people": [MEMBER, PHONELESS]},
        }
        return NewRule(**{**plain, **more})

    async def strikes(self, now: datetime, limit: int = 200) -> Fired:
        return await self.database.run(fire_due, now, KINDS, DAYS, limit)

    async def states(self) -> list[str]:
        return [state for state, _ in (await self.database.read(happened)).values()]

    async def told_once(self) -> set[tuple[int, datetime]]:
        """What was told of, after a look that nothing was twice, and nothing that was not fired."""
        said = await self.database.read(told)
        noted = await self.database.read(happened)
        assert set(said.values()) <= {1}
        assert set(said) == {key for key, (state, _) in noted.items() if state in {"fired", "late"}}
        return set(said)


async def test_a_rule_fires_at_its_time_and_not_again(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    assert (made.due_at, made.next_at) == (NINE, NINE)
    assert await clock.strikes(NINE - timedelta(microseconds=1)) == Fired(0, 0, 0, more=False)
    assert await clock.strikes(NINE) == Fired(1, 0, 0, more=False)
    assert await clock.strikes(NINE) == Fired(0, 0, 0, more=False)
    assert await clock.told_once() == {(made.id, NINE)}
    assert await database.read(queued) == 1, "who has no phone is not in the way"
    assert (await database.read(rules.get, made.id)).next_at == NINE + DAY


async def test_five_minutes_are_not_late(database: Database) -> None:
    clock = await Clock.of(database)
    await clock.makes(late=Late.SKIP)
    assert (await clock.strikes(NINE + 5 * MINUTE)).count == 1
    assert await clock.states() == ["fired"]


@pytest.mark.parametrize(
    ("late", "states"),
    [(Late.ONCE, ["skipped", "skipped", "skipped", "late"]), (Late.SKIP, ["skipped"] * 4)],
)
async def test_three_days_down(database: Database, late: Late, states: list[str]) -> None:
    clock = await Clock.of(database)
    made = await clock.makes(late=late)
    back = NINE + 3 * DAY + timedelta(hours=2)
    found = await clock.strikes(back)
    assert (found.late, found.skipped) == (states.count("late"), states.count("skipped"))
    assert await clock.states() == states
    assert await clock.told_once() == ({(made.id, NINE + 3 * DAY)} if late is Late.ONCE else set())
    assert (await database.read(rules.get, made.id)).next_at == NINE + 4 * DAY


async def test_what_is_late_waits_for_the_morning(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    night = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)  # 23:00
    assert not (await clock.strikes(night)).did_anything
    waiting = await database.read(rules.get, made.id)
    assert (waiting.due_at, waiting.next_at) == (NINE, datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    assert (await clock.strikes(waiting.next_at or NOW)).late == 1
    assert await clock.told_once() == {(made.id, NINE)}


async def test_in_the_morning_the_next_one_may_come_first(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes(minute=6 * 60)
    six = NINE - timedelta(hours=3)
    await clock.strikes(six + timedelta(hours=18))
    waiting = await database.read(rules.get, made.id)
    assert waiting.next_at == six + DAY
    await clock.strikes(six + DAY)
    assert await clock.states() == ["skipped", "fired"]


async def test_of_a_very_long_absence_a_year_is_written_down(database: Database) -> None:
    clock = await Clock.of(database)
    await clock.makes(late=Late.SKIP)
    found = await clock.strikes(NINE.replace(year=2056) + timedelta(hours=1))
    assert found.skipped == 367


async def test_a_clock_put_back_fires_nothing_twice(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    await clock.strikes(NINE)
    before = NINE - timedelta(hours=1)
    assert not (await clock.strikes(before)).did_anything
    await database.run(change_rule, made.id, clock.rule(540, working_days=True), DAYS, before)
    assert not (await clock.strikes(NINE)).did_anything
    await clock.strikes(NINE + DAY)
    await clock.told_once()


async def test_a_clock_put_back_while_a_time_is_written_down_already(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    await clock.strikes(NINE)
    away = sa.update(rule_table).values(due_at=NINE, next_at=NINE)
    await database.run(lambda tx: tx.execute(away))
    assert not (await clock.strikes(NINE)).did_anything
    assert (await database.read(rules.get, made.id)).next_at == NINE + DAY
    await clock.told_once()


async def test_a_clock_put_forward_is_like_an_absence(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    await clock.strikes(NINE)
    await clock.strikes(NINE + 10 * DAY + timedelta(hours=1))
    assert await clock.states() == ["fired", *["skipped"] * 9, "late"]
    assert await clock.told_once() == {(made.id, NINE), (made.id, NINE + 10 * DAY)}


async def test_a_rule_changed_at_the_minute_it_fires(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    # Before it could fire: what has passed is let pass, and is seen to have been.
    await database.run(change_rule, made.id, clock.rule(541), DAYS, NINE)
    assert not (await clock.strikes(NINE)).count
    assert (await clock.strikes(NINE + MINUTE)).count == 1
    # After it has fired, back to a time that is over, and to the very same one.
    await database.run(change_rule, made.id, clock.rule(540), DAYS, NINE + MINUTE)
    await database.run(change_rule, made.id, clock.rule(541), DAYS, NINE + MINUTE)
    assert not (await clock.strikes(NINE + 2 * MINUTE)).did_anything
    assert await clock.told_once() == {(made.id, NINE + MINUTE)}
    assert await clock.states() == ["skipped", "fired"]
    changed = await database.read(rules.get, made.id)
    assert (changed.next_at, changed.revision) == (NINE + DAY + MINUTE, 3)


async def test_new_words_do_not_cost_a_time(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    new = clock.rule(540, parameters={"people": [SECRETARY]})
    await database.run(change_rule, made.id, new, DAYS, NINE + timedelta(seconds=1))
    assert (await clock.strikes(NINE + timedelta(seconds=2))).count == 1
    assert await clock.told_once() == {(made.id, NINE)}


async def test_a_rule_rests_and_goes_on(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes()
    assert (await database.run(pause_rule, made.id, DAYS, NOW)).next_at is None
    assert not (await clock.strikes(NINE + DAY)).did_anything
    again = await database.run(resume_rule, made.id, DAYS, NINE + DAY)
    assert again.next_at == NINE + 2 * DAY
    assert await database.run(resume_rule, made.id, DAYS, NINE + 5 * DAY) == again
    await clock.strikes(NINE + 2 * DAY)
    await database.run(pause_rule, made.id, DAYS, NINE + 3 * DAY)
    assert await clock.states() == ["fired", "skipped"]


async def test_once_and_never_again(database: Database) -> None:
    clock = await Clock.of(database)
    day = date(2026, 11, 21)
    once = Recurrence(Every.DAY, day, 540, until=day)
    made = await clock.makes(recurrence=once)
    await clock.strikes(NINE)
    assert (await database.read(rules.get, made.id)).next_at is None
    assert (await clock.makes(NINE, recurrence=once)).next_at is None


async def test_only_working_days(database: Database) -> None:
    clock = await Clock.of(database)
    made = await clock.makes(working_days=True)  # NINE is a Saturday
    assert made.next_at == NINE + 2 * DAY
    await clock.strikes(NINE + 2 * DAY)
    assert (await database.read(rules.get, made.id)).next_at == NINE + 3 * DAY


async def test_many_are_fired_some_at_a_time(database: Database) -> None:
    clock = await Clock.of(database)
    for _ in range(5):
        await clock.makes()
    assert await clock.strikes(NINE, 2) == Fired(2, 0, 0, more=True)
    assert await clock.strikes(NINE, 2) == Fired(2, 0, 0, more=True)
    assert await clock.strikes(NINE, 2) == Fired(1, 0, 0, more=False)
    assert len(await clock.told_once()) == 5


async def test_a_rule_that_fails_leaves_nothing_behind_and_goes_on(database: Database) -> None:
    clock = await Clock.of(database)
    broken = await clock.makes(kind=BREAK)
    with pytest.raises(ValueError, match="on purpose"):
        await clock.strikes(NINE)
    with pytest.raises(ValueError, match="on purpose"):
        await database.run(fire, broken.id, NINE, KINDS, DAYS)
    assert (await database.read(happened), await database.read(queued)) == ({}, 0)
    assert await database.run(give_up, broken.id, NINE, DAYS)
    assert not await database.run(give_up, broken.id, NINE, DAYS)
    assert await clock.states() == ["failed"]
    assert (await database.read(rules.get, broken.id)).next_at == NINE + DAY


@pytest.mark.parametrize(
    "wrong", [{"timezone": "Mars/Base"}, {"recurrence": {}}, {"recurrence": None}, {"late": "never"}]
)
async def test_one_that_cannot_be_read_rests_until_it_is_mended(
    database: Database, wrong: dict[str, Any]
) -> None:
    clock = await Clock.of(database)
    broken = await clock.makes()
    await database.run(lambda tx: tx.execute(sa.update(rule_table).values(wrong)))
    assert await database.run(give_up, broken.id, NINE, DAYS)
    assert await clock.states() == ["failed"]
    assert (await database.read(rules.get, broken.id)).next_at is None
    mended = await database.run(change_rule, broken.id, clock.rule(), DAYS, NINE)
    assert mended.next_at == NINE + DAY


async def test_two_processes_fire_once(database_url: str) -> None:
    one, two = await Database.open(database_url), await Database.open(database_url)
    clock = await Clock.of(one)
    for _ in range(20):
        await clock.makes()
    found = await asyncio.gather(*(each.run(fire_due, NINE, KINDS, DAYS, 20) for each in (one, two) * 3))
    assert sum(fired.count for fired in found) == 20
    assert len(await clock.told_once()) == 20
    await one.close()
    await two.close()


async def test_how_they_went(database: Database) -> None:
    clock = await Clock.of(database)
    made, skipping = await clock.makes(), await clock.makes(late=Late.SKIP)
    failing = await clock.makes(kind=BREAK)
    await database.run(give_up, failing.id, NINE, DAYS)
    for now in (NINE, NINE + DAY + timedelta(hours=2)):
        await database.run(fire, made.id, now, KINDS, DAYS)
        await database.run(fire, skipping.id, now, KINDS, DAYS)

    def went(tx: Transaction, since: datetime) -> list[Went]:
        return how_they_went(tx, rules.of_branch(tx, EAST), since)

    shown = await database.read(went, NOW)
    counts = [(one.rule.id, one.fired, one.late, one.skipped, one.failed) for one in shown]
    assert counts == [(made.id, 1, 1, 0, 0), (skipping.id, 1, 0, 1, 0), (failing.id, 0, 0, 0, 1)]
    (later, *_) = await database.read(went, NINE + MINUTE)
    assert (later.fired, later.late) == (0, 1)


async def test_rules_are_found_by_branch_and_by_subject(database: Database) -> None:
    clock = await Clock.of(database)
    one, other = await clock.makes(subject_id=7), await clock.makes(subject_id=8)

    def look(tx: Transaction) -> None:
        assert rules.of_branch(tx, EAST) == [one, other]
        assert rules.of_subject(tx, TELL, 8) == [other]
        assert rules.next_at(tx, NOW) == NINE
        assert rules.next_at(tx, NINE) is None
        assert other.parameters == {"people": [MEMBER, PHONELESS]}

    await database.read(look)
    with pytest.raises(LookupError):
        await database.read(rules.get, 99)
