"""Reminding people of a task: some days before it is due, and on the day, as long as it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.firing import Late
from bot.domain.messages import Button, Lane, Message, Push, Value
from bot.domain.peace import Topic
from bot.domain.people import Branch
from bot.domain.recurrence import Every, Recurrence, moment
from bot.domain.tasks import REMIND_MINUTE, TaskState
from bot.office.working_days import WorkingDays
from bot.usecases import askable
from bot.usecases.clock import Firing, Post, Together
from bot.usecases.rules import make_rule, pause_rule
from storage import branches, members, mutes, rules, subjects, tasks
from storage.database import Transaction
from storage.mailing import Letter
from storage.rules import NewRule, RuleRow
from storage.tasks import TaskRow

KIND = "task"
STILL_NEWS = timedelta(days=7)  # so long after the due day a reminder that could not be sent is still one


def plan(
    tx: Transaction,
    task_id: int,
    branch: Branch,
    due_on: date,
    remind_days: int,
    now: datetime,
    working_days: WorkingDays,
) -> None:
    """Plan the reminders of a task anew: some days before, and on the day itself."""
    rest(tx, task_id, now, working_days)
    # Two times that lie so many days apart are what comes again after as many days, until the second.
    twice = Recurrence(
        Every.DAY,
        due_on - timedelta(days=remind_days),
        REMIND_MINUTE,
        interval=max(remind_days, 1),
        until=due_on,
    )
    new = NewRule(KIND, twice, branch.timezone, Late.ONCE, branch.id, task_id)
    make_rule(tx, new, working_days, now)


def rest(tx: Transaction, task_id: int, now: datetime, working_days: WorkingDays) -> None:
    """Let no reminder of a task come any more, nor one that waits or that somebody has put off."""
    subjects.take_back(tx, _subject(task_id), now)
    for rule in rules.of_subject(tx, KIND, task_id):
        if rule.next_at is not None:
            pause_rule(tx, rule.id, working_days, now)


@Together
def remind(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> list[str | None]:
    """Remind whoever a task belongs to; of one that is nobody's with a phone, the secretaries."""
    rows = tasks.some(tx, {one.rule.subject_id or 0 for one in firings})
    places = branches.some(tx, {row.branch_id for row in rows.values()})
    reasons = [_why_not(rows.get(one.rule.subject_id or 0), one.rule, now) for one in firings]
    todo = {
        at: (rows[one.rule.subject_id or 0], one.rule)
        for at, one in enumerate(firings)
        if reasons[at] is None
    }
    owned = _of_people(tx, [row for row, _ in todo.values()], now)
    asked = askable.secretaries_of(tx, {row.branch_id for row, _ in todo.values() if row.id not in owned})
    for at, (row, rule) in todo.items():
        whom = [row.owner_id or 0] if row.id in owned else asked[row.branch_id]
        why = "reason-task-owner" if row.id in owned else "reason-task-secretary"
        if whom:
            post.append(Letter((_push(row, rule, places[row.branch_id], why, now),), whom))
        else:
            reasons[at] = "no-secretary"
    return reasons


def _of_people(tx: Transaction, rows: Sequence[TaskRow], now: datetime) -> set[int]:
    """Which of these tasks belong to somebody who can be reminded of it, or does not want to be.

    Who wants to hear nothing of tasks has one all the same: it is not the secretaries' for that.
    """
    owners = {row.owner_id for row in rows if row.owner_id is not None}
    if not owners:
        return set()
    there = members.on_roster(tx, owners)
    muted = {one for one, topic in mutes.among_people(tx, owners, now) if topic == Topic.TASKS}
    asked = {one for one, is_reached in there.items() if is_reached or one in muted}
    return {row.id for row in rows if row.owner_id in asked}


def _why_not(row: TaskRow | None, rule: RuleRow, now: datetime) -> str | None:
    if row is None or row.state is not TaskState.OPEN:
        return "done-before"
    return "too-late" if _expires_at(row, rule) <= now else None


def _expires_at(row: TaskRow, rule: RuleRow) -> datetime:
    return moment(row.due_on, REMIND_MINUTE, rule.zone) + STILL_NEWS


def _push(row: TaskRow, rule: RuleRow, branch: Branch, reason: str, now: datetime) -> Push:
    message = _message(row, branch.today(now))
    return Push(
        "task-reminder",
        Lane.REMINDER,
        message,
        reason,
        expires_at=_expires_at(row, rule),
        subject=_subject(row.id),
    )


def _subject(task_id: int) -> str:
    """By which the reminders of a task are taken back."""
    return f"task:{task_id}"


def _message(row: TaskRow, today: date) -> Message:
    values: dict[str, Value] = {"title": row.title, "day": row.due_on, "owner": row.owner or "—"}
    key = "task-reminder-soon" if row.due_on > today else "task-reminder-today"
    if row.due_on < today:
        key = "task-reminder-late"
    buttons = ((Button("task-button-finish", f"tsk.done:{row.id}"),),)
    return Message(key, values, buttons)
