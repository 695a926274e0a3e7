"""A year of three branches on three clocks: every kind of rule, up to the call, with crashes anywhere.

What was due is counted beside it from the rules alone.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.group_chats import GroupChat
from bot.domain.messages import Lane
from bot.domain.peace import KINDS as PUSHES
from bot.domain.quiet import Hours, QuietHours
from bot.domain.recurrence import Every
from bot.domain.rich_text import RichText
from bot.domain.rights import Role
from bot.domain.tasks import NewTask
from bot.office.working_days import WorkingDays
from bot.usecases import (
    digests,
    dues_reminding,
    household_opening,
    meeting_drafts,
    meeting_groups,
    meeting_reminders,
    month_prompts,
    pledge_clock,
    repeats,
    rule_changes,
    settlement_publishing,
    study_clock,
    study_drafts,
    study_sending,
    study_timing,
    task_reminders,
)
from bot.usecases.clock import fire_due
from bot.usecases.occasions import KINDS
from bot.usecases.task_adding import add
from storage import branches, deliveries, group_chats, leases, rules
from storage.database import Database, Transaction
from storage.deliveries import Delivery, Ending
from storage.rules import RuleRow
from storage.schema import account, branch, delivery, digest_line, holding, occurrence, person, push
from tests.usecases.test_clock_soak import CrashError, _times
from tests.usecases.village import EAST, SECRETARY, WEST, WEST_SECRETARY, Village, acting

BEGIN = datetime(2026, 1, 5, 2, tzinfo=UTC)
YEAR = timedelta(days=365)
NORTH, NORTH_SECRETARY = 3, 20
SECRETARIES = {EAST: SECRETARY, WEST: WEST_SECRETARY, NORTH: NORTH_SECRETARY}
HOURS = {
    EAST: Hours("Asia/Shanghai"),
    WEST: Hours("Europe/Berlin", QuietHours(20 * 60, 9 * 60)),
    NORTH: Hours("America/St_Johns", QuietHours(22 * 60, 6 * 60)),
}
CAPS = {EAST: 1, WEST: 2, NORTH: 1}
DAYS = WorkingDays()
TASKS = 8
MOSTLY = 0.85


def _settle(tx: Transaction) -> None:
    """The village moves apart, a third branch joins it, and each has a group chat."""
    shared = {"name": "北岸党支部", "sector": "rural", "backdate_days": 31, "timezone": "UTC"}
    tx.execute(branch.insert().values(id=NORTH, **shared))
    for number, name in ((NORTH_SECRETARY, "马丽"), (21, "石勇"), (22, "田静")):
        whose = {"id": number, "branch_id": NORTH, "name": name, "kind": "full", "active": True}
        tx.execute(person.insert().values(**whose, created_at=BEGIN))
        phone = {"telegram_id": 1000 + number, "person_id": number, "locale": "en", "reach": "ok"}
        tx.execute(account.insert().values(**phone, created_at=BEGIN))
    tx.execute(holding.insert().values(person_id=NORTH_SECRETARY, role=Role.SECRETARY, branch_id=NORTH))
    for number, hours in HOURS.items():
        branches.set_peace(tx, number, hours.timezone, hours.quiet, CAPS[number])
        group = GroupChat(-number, number, f"群{number}", "zh-Hans", is_forum=False)
        group_chats.bind(tx, group, None, BEGIN)
        group_chats.set_meeting_reminder(tx, -number, wanted=True)


class Years:
    """Everything the branches have arranged, and every call that reached Telegram: ``calls``."""

    def __init__(self, village: Village, seed: int) -> None:
        self.village, self.database = village, village.database
        self.chance = random.Random(seed)
        self.now = BEGIN
        self.epoch = 0
        self.calls: list[tuple[int, datetime]] = []
        self.silent: set[int] = set()
        self.standing: list[RuleRow] = []  # rules that nobody touches all the year
        self.crashes = Counter[str]()

    async def begins(self) -> None:
        await self.database.run(_settle)
        self.epoch = await self.database.run(leases.take, leases.DISPATCHER, "one", 1e9) or 0
        for number, who in SECRETARIES.items():
            await self._meets(number, who)
            await self._studies(number, who)
            hour = (9, 11, 8)[number - 1]
            given = (number, (28, 5, 29)[number - 1], hour * 60, self.now, DAYS)
            await self.village.does(who, dues_reminding.set_reminder, *given)
            await self.database.run(self._has_tasks, number, who)
        kinds = (repeats.KIND, dues_reminding.KIND, dues_reminding.END_KIND, *STUDY)
        every = await self.database.read(lambda tx: [r for n in SECRETARIES for r in rules.of_branch(tx, n)])
        self.standing = [one for one in every if one.kind in kinds]

    async def _meets(self, number: int, who: int) -> None:
        does = self.village.does
        for text, every in (
            ("2月20日19:00在村部过主题党日", Every.MONTH),
            ("1月9日18:30在村部开支委会", Every.WEEK),
        ):
            if every is Every.WEEK and number == NORTH:
                continue
            card = await does(who, meeting_drafts.start, text, self.now)
            made = await does(who, repeats.repeat, card.draft_id, every, self.now, DAYS)
            await does(who, rule_changes.set_automatic, made.id, True, self.now, DAYS)

    async def _studies(self, number: int, who: int) -> None:
        does = self.village.does
        text = "\n".join(["读书", *(f"第{n}章" for n in range(40))])
        card = await does(who, study_drafts.start, RichText(text), DAYS, self.now)
        day = None if number == NORTH else number
        card = await does(
            who, study_timing.set_time, card.draft_id, day, 660, number == NORTH, DAYS, self.now
        )
        await does(who, study_sending.send, card.draft_id, card.form.version, DAYS, self.now)

    def _has_tasks(self, tx: Transaction, number: int, who: int) -> None:
        first = self.now.date()
        new = [
            NewTask(f"{number}-{n}", first + timedelta(days=20 + 40 * n), False, "", 3) for n in range(TASKS)
        ]
        add(tx, acting(tx, who), branches.get(tx, number), new, self.now, DAYS)

    # -- a year ----------------------------------------------------------------------------------------

    async def passes(self) -> None:
        while self.now < BEGIN + YEAR:
            self.now = await self._looks_again()
            await self._dies_or(self._clock)
            await self._dies_or(self._digests)
            await self._sends()
        for _ in range(60):  # and nobody dies or is away any more
            self.now += timedelta(hours=2)
            await self.database.run(digests.write_due, self.now)
            await self._sends(calm=True)

    async def _looks_again(self) -> datetime:
        """Mostly when something is due; now and then hours or days later."""
        soonest = await self.database.read(_next, self.now)
        away = self.chance.random()
        if away < MOSTLY:
            return soonest + timedelta(seconds=self.chance.choice((0, 1, 100)))
        hours = (1, 8, 20) if away < 0.98 else (30, 70)
        return soonest + timedelta(hours=self.chance.choice(hours) * self.chance.random())

    async def _dies_or(self, work: Any) -> None:
        dies = self.chance.random() < 0.15

        def once(tx: Transaction) -> bool:
            more: bool = work(tx)
            if dies:
                raise CrashError
            return more

        try:
            while await self.database.run(once):
                pass
        except CrashError:
            self.crashes[work.__name__] += 1
            dies = False
            self.now += timedelta(seconds=self.chance.choice((1, 40, 400)))
            while await self.database.run(once):
                pass

    def _clock(self, tx: Transaction) -> bool:
        return fire_due(tx, self.now, KINDS, DAYS, 3).more

    def _digests(self, tx: Transaction) -> bool:
        return digests.write_due(tx, self.now) > 0

    async def _sends(self, *, calm: bool = False) -> None:
        while await self.database.read(deliveries.any_queued):
            sent = 0
            for lane in Lane:
                found = await self.database.read(deliveries.claim, self.now, lane, 50, (), ())
                sent += len(found)
                if found:
                    await self._calls(found, calm=calm)
            if not sent:
                return

    async def _calls(self, found: list[Delivery], *, calm: bool) -> None:
        """Noted, called, noted again; the process may die between any two of these."""
        marks = [(one.id, 0) for one in found]
        begun = await self.database.run(deliveries.begin_many, marks, self.epoch, self.now)
        mine = [one for one in found if one.id in begun.ids]
        dies = not calm and self.chance.random() < 0.05
        reached = mine[: self.chance.randrange(len(mine) + 1)] if dies else mine
        self.calls += [(one.id, self.now) for one in reached]
        self.silent |= begun.silent
        ended = [] if dies else mine
        ends = [Ending(one.id, one.attempts + 1, "sent", one.id) for one in ended]
        await self.database.run(deliveries.end_many, ends, self.now)
        if dies:
            self.crashes["_calls"] += 1
            await self.database.run(deliveries.recover, self.now)

    # -- what came of it -------------------------------------------------------------------------------

    async def every_time_came_once(self) -> None:
        """No time of a rule is missing, and none is there that it did not have."""
        rows = await self.database.read(lambda tx: list(tx.execute(sa.select(occurrence))))
        at = Counter((row.rule_id, row.due_at) for row in rows)
        assert set(at.values()) == {1}
        assert "failed" not in {row.state for row in rows}
        for rule in self.standing:
            found = {due_at for rule_id, due_at in at if rule_id == rule.id}
            until = max(found)
            assert found == set(_times(rule, BEGIN, until)), rule
            after = next(iter(_times(rule, until, until + YEAR)), None)
            now = await self.database.read(rules.get, rule.id)
            has_ended = rule.kind in STUDY and now.next_at is None  # with the plan
            assert has_ended or after is None or after > BEGIN + YEAR - timedelta(days=1), rule

    async def every_push_came_once(self) -> None:
        rows = await self._deliveries()
        assert {row.kind for row in rows.values()} >= KINDS_SEEN
        same = Counter((row.chat_id, row.kind, str(row.content), _day(row)) for row in rows.values())
        assert {often for (_, kind, *_), often in same.items() if kind != REMINDER} == {1}
        # A day and an hour before; the first of them late, perhaps, and on the same day.
        assert {often for (_, kind, *_), often in same.items() if kind == REMINDER} == {1, 2}
        called = Counter(number for number, _ in self.calls)
        lines = set(await self.database.read(lambda tx: list(tx.execute(_LINES).scalars())))
        for number, row in rows.items():
            if row.state == "sent":
                assert called[number] == 1, row
            elif row.state == "unknown":  # the process died on the way
                assert row.error == "crash"
                assert called[number] <= 1
            elif row.state == "merged":
                assert number in lines
                assert not called[number]
            else:
                assert (row.state, row.error) in {("dead", "expired"), ("dead", "stopped")}, row
                assert not called[number]
        ends = Counter(row.state for row in rows.values())
        assert ends["merged"] > 5
        assert ends["dead"] < len(rows) / 20, ends

    async def nobody_was_disturbed(self) -> None:
        rows = await self._deliveries()
        a_day: Counter[tuple[int, date, bool]] = Counter()
        for number, at in self.calls:
            row = rows[number]
            hours = HOURS[row.branch_id or -row.chat_id]
            local = hours.local(at)
            assert number in self.silent or not hours.quiet.is_quiet(local), (row, local)
            waits = row.expires_at is None or row.expires_at > at + timedelta(days=2)
            if row.chat_id > 0 and (row.kind == "digest" or (PUSHES[row.kind].counts and waits)):
                a_day[row.chat_id, local.date(), row.kind == "digest"] += 1
        whose = {row.chat_id: row.branch_id for row in rows.values()}
        for (chat_id, day, is_digest), count in a_day.items():
            assert count <= (1 if is_digest else CAPS[whose[chat_id]]), (chat_id, day)

    async def everybody_had_each_months_dues(self) -> None:
        """Counted by the months of the year, whatever became of the rules."""
        rows = [row for row in (await self._deliveries()).values() if row.kind == "dues-reminder"]
        months = Counter(
            (row.chat_id, row.content["values"]["month"]["term"], row.created_at.year) for row in rows
        )
        assert set(months.values()) == {1}
        each = Counter(chat_id for chat_id, *_ in months)
        phones = await self.database.read(
            lambda tx: set(tx.execute(sa.select(account.c.telegram_id)).scalars())
        )
        assert each.keys() == phones
        # Of one that came so late that the month was over nobody was told.
        assert set(each.values()) <= {11, 12, 13}, each

    async def _deliveries(self) -> dict[int, Any]:
        return {row.id: row for row in await self.database.read(lambda tx: list(tx.execute(_DELIVERIES)))}


REMINDER = meeting_reminders.KIND
STUDY = (study_clock.KIND, study_clock.KIND_REMINDER, study_clock.KIND_WEEK)
KINDS_SEEN = {
    "meeting-invitation",
    "meeting-draft",
    "meeting-group",
    "meeting-group-reminder",
    "meeting-reminder",
    "study-item",
    "study-reminder",
    "study-week",
    "dues-reminder",
    "dues-month-end",
    "task-reminder",
    "digest",
}
_LINES = sa.select(digest_line.c.delivery_id)
_DELIVERIES = (
    sa.select(delivery, push.c.kind, push.c.content, push.c.created_at, push.c.expires_at, person.c.branch_id)
    .join(push, push.c.id == delivery.c.push_id)
    .outerjoin(account, account.c.telegram_id == delivery.c.chat_id)
    .outerjoin(person, person.c.id == account.c.person_id)
)
_WAITING = sa.select(sa.func.min(delivery.c.not_before)).where(delivery.c.state == "queued")


def _day(row: Any) -> date | None:
    """On which day it was queued, if the same may be said on another; what is said of a meeting is not."""
    day: date = row.created_at.date()
    return None if row.kind == REMINDER else day


def _next(tx: Transaction, now: datetime) -> datetime:
    """When the next rule, digest or delivery is due."""
    waiting = tx.execute(_WAITING.where(delivery.c.not_before > now)).scalar()
    found = (rules.next_at(tx, now), digests.digests.next_at(tx, now), waiting)
    return min((at for at in found if at is not None), default=now + timedelta(days=1))


# What comes once, for one pledge or one settlement, has a clock of its own in the tests of that.
ONCE = frozenset(
    {pledge_clock.KIND, pledge_clock.KIND_VERDICT, pledge_clock.KIND_ASK, pledge_clock.KIND_QUARTER}
    | {settlement_publishing.KIND, household_opening.KIND, month_prompts.KIND}
)


def test_no_kind_of_rule_is_forgotten() -> None:
    known = {repeats.KIND, dues_reminding.KIND, dues_reminding.END_KIND, *STUDY}
    known |= {meeting_reminders.KIND, meeting_groups.KIND_REMINDER, task_reminders.KIND}
    assert known | ONCE == set(KINDS)


@pytest.mark.parametrize("seed", [4, 40])
async def test_a_year(sqlite_url: str, seed: int) -> None:
    database = await Database.open(sqlite_url)
    try:
        years = Years(await Village.settled(database), seed)
        await years.begins()
        await years.passes()
        assert min(years.crashes.values()) > 3
        assert len(years.crashes) == 3
        await years.every_time_came_once()
        await years.every_push_came_once()
        await years.nobody_was_disturbed()
        await years.everybody_had_each_months_dues()
    finally:
        await database.close()
