"""The work calendar: tasks of a branch, whose they are and whether they are done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.tasks import TaskState
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import person, task


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task. ``owner`` is the name of the person it belongs to, or else the words that were given."""

    id: int
    branch_id: int
    title: str
    due_on: date
    month_only: bool
    owner_id: int | None
    owner: str
    remind_days: int
    state: TaskState
    done_at: datetime | None
    done_by: int | None


_TASKS = sa.select(
    task.c.id,
    task.c.branch_id,
    task.c.title,
    task.c.due_on,
    task.c.month_only,
    task.c.owner_id,
    sa.func.coalesce(person.c.name, task.c.owner_words),
    task.c.remind_days,
    task.c.state,
    task.c.done_at,
    task.c.done_by,
).select_from(task.outerjoin(person, person.c.id == task.c.owner_id))
_FIND = PreparedSelect(_TASKS.where(task.c.id == sa.bindparam("task_id")), "task_id")
_SOME = PreparedSelect(
    _TASKS.where(among(task.c.id, sqlite=False)), "ids", on_sqlite=_TASKS.where(among(task.c.id, sqlite=True))
)
_ORDER = (task.c.due_on, task.c.month_only, task.c.id)
_IS_THERE = task.c.state != TaskState.DROPPED.value


def _row(row: Any) -> TaskRow:
    values = list(row)
    values[8] = TaskState(row[8])
    return TaskRow(*values)


def create(
    tx: Transaction,
    branch_id: int,
    title: str,
    due_on: date,
    month_only: bool,
    owner_id: int | None,
    owner_words: str,
    remind_days: int,
    created_by: int | None,
    now: datetime,
) -> int:
    """An open task; returns its id."""
    return tx.insert_one(
        task,
        branch_id=branch_id,
        title=title,
        due_on=due_on,
        month_only=month_only,
        owner_id=owner_id,
        owner_words=owner_words,
        remind_days=remind_days,
        state=TaskState.OPEN.value,
        created_by=created_by,
        created_at=now,
    )


def find(tx: Transaction, task_id: int) -> TaskRow | None:
    """The task, in whatever state; who may see it must be checked by the caller."""
    rows = _FIND.rows(tx, {"task_id": task_id})
    return _row(rows[0]) if rows else None


def some(tx: Transaction, task_ids: Collection[int]) -> dict[int, TaskRow]:
    """The tasks with these ids."""
    return {row[0]: _row(row) for row in _SOME.rows(tx, {"ids": task_ids})}


def change(tx: Transaction, task_id: int, **values: Any) -> TaskRow:
    """Put other values in the place of a task's."""
    tx.execute(sa.update(task).where(task.c.id == task_id).values(**values))
    return _row(tx.execute(_TASKS.where(task.c.id == task_id)).one())


def between(tx: Transaction, branch_id: int, first: date, last: date) -> list[TaskRow]:
    """What a branch has to do, or has done, that is due from ``first`` to ``last``."""
    query = _TASKS.where(task.c.branch_id == branch_id, task.c.due_on.between(first, last), _IS_THERE)
    return [_row(row) for row in tx.execute(query.order_by(*_ORDER))]


def overdue(tx: Transaction, branch_id: int, before: date) -> list[TaskRow]:
    """What is open and was due before a day."""
    query = _TASKS.where(
        task.c.branch_id == branch_id, task.c.due_on < before, task.c.state == TaskState.OPEN.value
    )
    return [_row(row) for row in tx.execute(query.order_by(*_ORDER))]


def same(tx: Transaction, branch_id: int, days: Collection[date]) -> set[tuple[str, date]]:
    """Title and day of everything a branch has that is due on these days."""
    query = sa.select(task.c.title, task.c.due_on).where(
        task.c.branch_id == branch_id, task.c.due_on.in_(days), _IS_THERE
    )
    return {(title, due_on) for title, due_on in tx.execute(query)}


def count(tx: Transaction, branch_id: int) -> int:
    """How many tasks a branch has that are still open."""
    query = sa.select(sa.func.count()).where(
        task.c.branch_id == branch_id, task.c.state == TaskState.OPEN.value
    )
    return int(tx.execute(query).scalar_one())
