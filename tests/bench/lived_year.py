"""A year of branches whose rules do what they do for people: meetings, study, dues and the work calendar.

What a plain rule costs is measured by ``year``; here it is everything that a rule brings about.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.meetings import MeetingKind
from bot.domain.recurrence import LAST, Every, Recurrence
from bot.domain.repeats import Repeat, repeat_to_json
from bot.domain.study import Item, ItemKind
from bot.domain.tasks import NewTask
from bot.usecases import dues_reminding, repeats, study_clock, task_adding
from bot.usecases.clock import fire_due, following
from bot.usecases.occasions import KINDS
from bot.usecases.rules import make_rule
from storage import branches, rules, study
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.rules import NewRule
from storage.schema import account, occurrence, push, rule
from storage.study import NewPlan
from tests.bench.figures import Figure
from tests.bench.lives import MOST_IN_BRANCH, settle
from tests.bench.year import BEGIN, END, FIRST, WORKING_DAYS, ZONE, _town

_BEFORE: Final = BEGIN - timedelta(microseconds=1)
_LESSONS: Final = 260  # more than a year has working days

# Each is called by itself some days before, and its people are reminded a day and an hour before.
_MEETINGS: Final = (
    (MeetingKind.THEME_DAY, Recurrence(Every.MONTH, FIRST, 9 * 60, day=15, ahead=5)),
    (MeetingKind.COMMITTEE, Recurrence(Every.MONTH, FIRST, 9 * 60, nth=2, weekdays=(2,), ahead=5)),
    (MeetingKind.ASSEMBLY, Recurrence(Every.MONTH, FIRST, 9 * 60, 3, day=31, ahead=5)),
    (MeetingKind.LESSON, Recurrence(Every.MONTH, FIRST, 9 * 60, 3, nth=LAST, weekdays=(5,), ahead=5)),
)
_STUDY: Final = (
    (study_clock.KIND, Recurrence(Every.DAY, FIRST, 8 * 60), True),
    (study_clock.KIND_REMINDER, Recurrence(Every.WEEK, FIRST, 17 * 60, weekdays=(5,)), False),
    (study_clock.KIND_WEEK, Recurrence(Every.WEEK, FIRST, 17 * 60 + 30, weekdays=(5,)), False),
)


async def lived_year_figure(count: int, folder: Path) -> Figure:
    """A year of so many branches, by a clock that is moved from one time to the next."""
    database = await _town(f"sqlite:///{folder}/lived.db", count)
    try:
        await database.run(settle, count)
        await database.run(_begin, count)
        began = time.perf_counter()
        now = BEGIN
        while now < END:
            while (await database.run(fire_due, now, KINDS, WORKING_DAYS)).more:
                pass
            now = await database.read(rules.next_at, now) or END
        took = time.perf_counter() - began
        fired, missing, doubled = await database.read(_account)
    finally:
        await database.close()
    return Figure(
        f"  of {count:,} branches, with all that rules bring about",
        "0 missing, 0 doubled",
        f"{fired:,} times, {missing:,} missing, {doubled:,} doubled, {took * 1000 / fired:.2f} ms each",
        not missing and not doubled,
    )


def _begin(tx: Transaction, count: int) -> None:
    work = [NewTask(f"第{month}次报送材料", date(2026, month, 28)) for month in range(1, 13)]
    lessons = [Item(ItemKind.TEXT, f"第{number}课") for number in range(_LESSONS)]
    for number in range(1, count + 1):
        secretary = MOST_IN_BRANCH * (number - 1) + 1
        telegram_id = tx.execute(
            sa.select(account.c.telegram_id).where(account.c.person_id == secretary)
        ).scalar_one()
        actor = load_actor(tx, Caller(telegram_id, "zh-Hans", ZONE, is_operator=False))
        for kind, recurrence in _MEETINGS:
            same = repeat_to_json(Repeat(kind, 15 * 60, "活动室", automatic=True))
            new = NewRule(
                repeats.KIND,
                recurrence,
                ZONE,
                branch_id=number,
                parameters=same,
                created_by=secretary,
            )
            make_rule(tx, new, WORKING_DAYS, _BEFORE)
        whom = Audience(branches=(number,), groups=(number,))
        plan = study.create(
            tx, NewPlan(number, f"第{number}支部年度学习", whom, 1, False, secretary), lessons, _BEFORE
        )
        for name, recurrence, working_days in _STUDY:
            new = NewRule(
                name,
                recurrence,
                ZONE,
                branch_id=number,
                subject_id=plan.id,
                working_days=working_days,
            )
            make_rule(tx, new, WORKING_DAYS, _BEFORE)
        dues_reminding.set_reminder(tx, actor, number, 5, 9 * 60, _BEFORE, WORKING_DAYS)
        task_adding.add(tx, actor, branches.get(tx, number), work, _BEFORE, WORKING_DAYS)


def _account(tx: Transaction) -> tuple[int, int, int]:
    """How many times came, how many are missing, and how many times or messages are too many."""
    expected: set[tuple[int, datetime]] = set()
    for rule_id, created_at in tx.execute(sa.select(rule.c.id, rule.c.created_at)).all():
        row = rules.get(tx, rule_id)
        at = following(row, WORKING_DAYS, created_at)
        while at is not None and at < END:
            expected.add((rule_id, at))
            at = following(row, WORKING_DAYS, at)
    had = {tuple(one) for one in tx.execute(sa.select(occurrence.c.rule_id, occurrence.c.due_at))}
    failed = tx.execute(sa.select(sa.func.count()).where(occurrence.c.state == "failed")).scalar_one()
    said = Counter(
        (kind, json.dumps(content), at)
        for kind, content, at in tx.execute(sa.select(push.c.kind, push.c.content, push.c.created_at))
    )
    return len(had), len(expected - had) + failed, len(had - expected) + said.total() - len(said)
