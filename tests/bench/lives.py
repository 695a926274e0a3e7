"""What comes to real branches by the clock: meetings, study, dues and tasks, all of it at one moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.dues import month_of
from bot.domain.meetings import MeetingKind
from bot.domain.recurrence import Every, Recurrence
from bot.domain.rights import Role
from bot.domain.study import Item, ItemKind
from bot.usecases import dues_reminding, meeting_reminders, study_clock, task_reminders
from storage import attendance, dues, meetings, rules, study, tasks
from storage.database import Transaction
from storage.meetings import NewMeeting
from storage.rules import NewRule
from storage.schema import branch, group_chat, holding, mute, party_group, person
from storage.study import NewPlan

DAILY: Final = Recurrence(Every.DAY, date(2026, 1, 1), 0)
SOON: Final = timedelta(hours=20)  # from a reminder to its meeting
AGO: Final = timedelta(days=2)  # from what is to be studied to the word that it has not been
ASKED: Final = (8, 6, 5, 1)  # people of a branch: of the meeting, the study group, the dues, the task
EACH: Final = sum(ASKED)  # reminders of a branch
MOST_IN_BRANCH: Final = 50

# Branches keep different hours, one in four leaves its people alone earlier, and some people hear of nothing.
_HOURS: Final = ((21 * 60, 450), (21 * 60, 450), (21 * 60, 450), (20 * 60, 480))
_MUTING: Final = 20  # one of so many people
_TOPICS: Final = ("meetings", "study", "dues")


def settle(tx: Transaction, branches: int, each: int = MOST_IN_BRANCH) -> None:
    """Give so many branches of ``each`` people a secretary, a party group, a group chat and hours of rest."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    numbers = range(1, branches + 1)
    first = {number: each * (number - 1) + 1 for number in numbers}
    tx.execute(
        holding.insert(),
        [{"person_id": first[one], "role": Role.SECRETARY.value, "branch_id": one} for one in numbers],
    )
    tx.execute(party_group.insert(), [{"id": one, "branch_id": one, "name": "第一小组"} for one in numbers])
    in_group = (person.c.id - 1) % each < ASKED[1]
    tx.execute(sa.update(person).where(in_group).values(group_id=person.c.branch_id))
    bound = {"title": "支部群", "locale": "zh-Hans", "is_forum": False, "reach": "ok", "bound_at": now}
    bound["meeting_reminder"] = True
    tx.execute(
        group_chat.insert(),
        [
            {"chat_id": -1_000_000 - one, "branch_id": one, "meeting_reminder": True, **bound}
            for one in numbers
        ],
    )
    for kind, (start, end) in enumerate(_HOURS):
        alike = branch.c.id % len(_HOURS) == kind
        tx.execute(sa.update(branch).where(alike).values(quiet_start=start, quiet_end=end, daily_cap=4))
    silent = range(1, branches * each + 1, _MUTING)
    tx.execute(
        mute.insert(),
        [{"person_id": one, "topic": _TOPICS[one % len(_TOPICS)], "since": now} for one in silent],
    )


def due_together(tx: Transaction, branches: int, timezone: str, now: datetime) -> list[int]:
    """Rules that remind ``EACH`` people of each branch, at rest; their ids."""
    month = month_of(now.astimezone(ZoneInfo(timezone)).date())
    made: list[int] = []
    for number in range(1, branches + 1):
        first = MOST_IN_BRANCH * (number - 1) + 1
        new = (
            _meeting(tx, number, first, timezone, now),
            _study(tx, number, timezone, now),
            _dues(tx, number, first, month, timezone, now),
            _task(tx, number, first, timezone, now),
        )
        made += [rules.create(tx, one, now).id for one in new]
    return made


def _meeting(tx: Transaction, number: int, first: int, timezone: str, now: datetime) -> NewRule:
    at = now + SOON
    what = NewMeeting(number, None, MeetingKind.THEME_DAY, at, "活动室", "", "", first)
    row = meetings.create(tx, what, now)
    asked = tuple(range(first, first + ASKED[0]))
    attendance.invite(tx, row.id, Audience(branches=(number,), people=asked))
    until = {"until": at.isoformat()}
    return NewRule(
        meeting_reminders.KIND, DAILY, timezone, branch_id=number, subject_id=row.id, parameters=until
    )


def _study(tx: Transaction, number: int, timezone: str, now: datetime) -> NewRule:
    items = [Item(ItemKind.LINK, "本月学习", url="https://example.org/1")]
    plan = NewPlan(number, "年度学习", Audience(branches=(number,), groups=(number,)), 1, False, None)
    row = study.create(tx, plan, items, now)
    study.mark_sent(tx, [one.id for one in study.items_of(tx, row.id)], now - AGO)
    return NewRule(study_clock.KIND_REMINDER, DAILY, timezone, branch_id=number, subject_id=row.id)


def _dues(tx: Transaction, number: int, first: int, month: date, timezone: str, now: datetime) -> NewRule:
    paid = range(first + ASKED[2], first + MOST_IN_BRANCH)
    dues.mark(tx, dict.fromkeys(paid), month, first, now)
    return NewRule(dues_reminding.KIND, DAILY, timezone, branch_id=number, subject_id=number)


def _task(tx: Transaction, number: int, first: int, timezone: str, now: datetime) -> NewRule:
    due_on = now.date() + timedelta(days=3)
    task_id = tasks.create(tx, number, "报送材料", due_on, False, first, "", 3, first, now)
    return NewRule(task_reminders.KIND, DAILY, timezone, branch_id=number, subject_id=task_id)
