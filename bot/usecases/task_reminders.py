"""Reminding people of a task: some days before it is due, and on the day, as long as it is open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.domain.firing import Late
from bot.domain.messages import Button, Lane, Message, Push, Value
from bot.domain.peace import Topic
from bot.domain.people import Branch
from bot.domain.recurrence import Every, Recurrence, moment
from bot.domain.service import local_now
from bot.domain.tasks import REMIND_MINUTE, TaskState
from bot.office.working_days import WorkingDays
from bot.usecases import askable
from bot.usecases.rules import make_rule, pause_rule
from storage import branches, mutes, outbox, people, rules, subjects, tasks
from storage.database import Transaction
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


def remind(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """Remind whoever a task belongs to; of one that is nobody's with a phone, the secretaries."""
    row = tasks.find(tx, rule.subject_id or 0)
    if row is None or row.state is not TaskState.OPEN:
        return "done-before"
    branch = branches.get(tx, row.branch_id)
    expires_at = moment(row.due_on, REMIND_MINUTE, rule.zone) + STILL_NEWS
    if expires_at <= now:
        return "too-late"
    message = _message(row, branch, local_now(now, branch.timezone).date())
    subject = _subject(row.id)
    owner = people.find(tx, row.owner_id) if row.owner_id is not None else None
    if owner is not None and owner.active:
        push = Push(
            "task-reminder",
            Lane.REMINDER,
            message,
            "reason-task-owner",
            expires_at=expires_at,
            subject=subject,
        )
        # Who wants to hear nothing of tasks has one all the same: it is not the secretaries' for that.
        muted = (owner.id, Topic.TASKS.value) in mutes.among_people(tx, [owner.id], now)
        if outbox.enqueue_for_people(tx, push, [owner.id], now) or muted:
            return None
    asked = askable.secretaries(tx, branch)
    if not asked:
        return "no-secretary"
    push = Push(
        "task-reminder",
        Lane.REMINDER,
        message,
        "reason-task-secretary",
        expires_at=expires_at,
        subject=subject,
    )
    outbox.enqueue_for_people(tx, push, asked, now)
    return None


def _subject(task_id: int) -> str:
    """By which the reminders of a task are taken back."""
    return f"task:{task_id}"


def _message(row: TaskRow, branch: Branch, today: date) -> Message:
    values: dict[str, Value] = {"title": row.title, "day": row.due_on, "owner": row.owner or "—"}
    key = "task-reminder-soon" if row.due_on > today else "task-reminder-today"
    if row.due_on < today:
        key = "task-reminder-late"
    buttons = ((Button("task-button-finish", f"tsk.done:{row.id}"),),)
    return Message(key, values, buttons)
