"""Putting tasks into the work calendar of a branch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.domain.tasks import NewTask
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import task_reminders
from bot.usecases.tasks import owners_of
from storage import audit, people, tasks
from storage.database import Transaction

MOST_OPEN = 1_000  # open tasks of a branch


def add(
    tx: Transaction,
    actor: Actor,
    branch: Branch,
    new: Sequence[NewTask],
    now: datetime,
    working_days: WorkingDays,
) -> int:
    """Put tasks into the calendar of a branch that the actor keeps; returns how many were not there yet.

    Raises ``UserError("task-too-many-open")``.
    """
    there = tasks.same(tx, branch.id, {one.due_on for one in new})
    fresh = list({(one.title, one.due_on): one for one in new}.items())
    fresh = [(key, one) for key, one in fresh if key not in there]
    if tasks.count(tx, branch.id) + len(fresh) > MOST_OPEN:
        raise UserError("task-too-many-open", limit=MOST_OPEN)
    owners = owners_of(tx, branch, {one.owner for _, one in fresh})
    for _, one in fresh:
        owner_id = owners.get(one.owner)
        words = "" if owner_id is not None else one.owner
        task_id = tasks.create(
            tx,
            branch.id,
            one.title,
            one.due_on,
            one.month_only,
            owner_id,
            words,
            one.remind_days,
            actor.person_id,
            now,
        )
        task_reminders.plan(tx, task_id, branch, one.due_on, one.remind_days, now, working_days)
    audit.note(tx, actor, "tasks-added", None, now, {"branch": branch.id, "count": len(fresh)})
    return len(fresh)


def names_of(tx: Transaction, branch: Branch) -> set[str]:
    """The names of everybody on the roster of a branch."""
    return {one.name for one in people.page(tx, branch.id, 100_000, 0)}
