"""Reminding people of a task: some days before it is due, and on the day, as long as it is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from bot.usecases.clock import Firing, Together
from bot.usecases.rules import make_rule, pause_rule
from storage import branches, mailing, mutes, people, rules, subjects, tasks
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
    tx: Transaction, firings: Sequence[Firing], now: datetime, working_days: WorkingDays
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
    left = _remind_owners(tx, todo, places, now)
    asked = askable.secretaries_of(tx, {todo[at][0].branch_id for at in left})
    post = []
    for at in left:
        row, rule = todo[at]
        whom = asked[row.branch_id]
        if whom:
            post.append(Letter((_push(row, rule, places, "reason-task-secretary", now),), whom))
        else:
            reasons[at] = "no-secretary"
    mailing.enqueue(tx, post, now)
    return reasons


def _why_not(row: TaskRow | None, rule: RuleRow, now: datetime) -> str | None:
    if row is None or row.state is not TaskState.OPEN:
        return "done-before"
    return "too-late" if _expires_at(row, rule) <= now else None


def _expires_at(row: TaskRow, rule: RuleRow) -> datetime:
    return moment(row.due_on, REMIND_MINUTE, rule.zone) + STILL_NEWS


def _remind_owners(
    tx: Transaction, todo: Mapping[int, tuple[TaskRow, RuleRow]], places: Mapping[int, Branch], now: datetime
) -> list[int]:
    """Remind those who have a phone; the tasks of nobody who has."""
    ids = [row.owner_id for row, _ in todo.values() if row.owner_id is not None]
    owners = {one.id for one in people.some(tx, ids)} if ids else set()
    own = {at: row.owner_id for at, (row, _) in todo.items() if row.owner_id in owners}
    post = [
        Letter((_push(*todo[at], places, "reason-task-owner", now),), [owner or 0])
        for at, owner in own.items()
    ]
    reached = dict(zip(own, mailing.enqueue(tx, post, now), strict=True))
    missed = {owner for at, owner in own.items() if owner is not None and not reached[at]}
    # Who wants to hear nothing of tasks has one all the same: it is not the secretaries' for that.
    muted = {one for one, topic in mutes.among_people(tx, missed, now) if topic == Topic.TASKS}
    return [at for at in todo if not (reached.get(at) or own.get(at) in muted)]


def _push(row: TaskRow, rule: RuleRow, places: Mapping[int, Branch], reason: str, now: datetime) -> Push:
    branch = places[row.branch_id]
    message = _message(row, local_now(now, branch.timezone).date())
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
