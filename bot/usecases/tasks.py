"""The work calendar (工作安排): what a branch has to do by when, and who has done it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.identity import refuse_identity_number
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.domain.tasks import TaskState, last_of_month
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.parsing.tasks import check_words
from bot.usecases import task_reminders
from bot.usecases.powers import branch_target, branches_with, find_branch
from storage import audit, branches, people, tasks
from storage.database import Transaction
from storage.tasks import TaskRow


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A task as somebody sees it. ``is_late``: it is open and its day is over."""

    task: TaskRow
    branch: Branch
    today: date
    may_keep: bool
    may_finish: bool

    @property
    def is_late(self) -> bool:
        return self.task.state is TaskState.OPEN and self.task.due_on < self.today


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a branch's work calendar.

    ``first``: its first day; ``cards``: what is overdue, and then what is due in it; ``others``: whether the
    actor sees those of other branches, too.
    """

    branch: Branch
    first: date
    today: date
    cards: tuple[TaskCard, ...]
    may_keep: bool
    others: bool


# -- looking -------------------------------------------------------------------------------------------


def keeps(actor: Actor, branch: Branch) -> bool:
    """Whether the actor keeps the work calendar of a branch: who runs its meetings does."""
    return may(actor, Right.RUN_MEETINGS, branch_target(branch))


def seen_branches(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches whose work calendar the actor may see: the own one, and those they keep.

    Raises ``UserError("not-allowed")`` when there is none.
    """
    found = {one.id: one for one in branches_with(tx, actor, Right.RUN_MEETINGS)}
    if actor.branch_id is not None:
        found.setdefault(actor.branch_id, branches.get(tx, actor.branch_id))
    if not found:
        raise not_allowed(actor)
    return sorted(found.values(), key=lambda one: (one.id != actor.branch_id, one.name, one.id))


def _seen(tx: Transaction, actor: Actor, branch_id: int) -> Branch:
    branch = branches.find(tx, branch_id)
    if branch is None or not (actor.branch_id == branch.id or keeps(actor, branch)):
        raise not_allowed(actor)
    return branch


def kept_branch(tx: Transaction, actor: Actor, branch_id: int) -> Branch:
    """The branch, for whoever keeps its work calendar; ``UserError("not-allowed")`` for anybody else."""
    return find_branch(tx, actor, Right.RUN_MEETINGS, branch_id)


def month(tx: Transaction, actor: Actor, branch_id: int, first: date | None, now: datetime) -> Month:
    """A month of the calendar (None: this one), with what is overdue if it is this one.

    Raises ``UserError`` ``not-allowed``, ``button-broken``.
    """
    branch = _seen(tx, actor, branch_id)
    today = branch.today(now)
    first = today.replace(day=1) if first is None else first.replace(day=1)
    if abs(first.year - today.year) > 20:
        raise UserError("button-broken")
    last = last_of_month(first.year, first.month)
    rows = tasks.between(tx, branch.id, first, last)
    if first == today.replace(day=1):
        rows = [*tasks.overdue(tx, branch.id, first), *rows]
    # What is left to do comes before what is done.
    rows.sort(key=lambda row: row.state is TaskState.DONE)
    cards = tuple(_card(actor, row, branch, today) for row in rows)
    others = len(branches_with(tx, actor, Right.RUN_MEETINGS)) > 1
    return Month(branch, first, today, cards, keeps(actor, branch), others)


def _card(actor: Actor, row: TaskRow, branch: Branch, today: date) -> TaskCard:
    may_keep = keeps(actor, branch)
    owns = actor.person_id is not None and actor.person_id == row.owner_id
    return TaskCard(row, branch, today, may_keep, may_keep or owns)


def show(tx: Transaction, actor: Actor, task_id: int, now: datetime) -> TaskCard:
    """One task. Raises ``UserError`` ``not-allowed``, ``task-dropped``."""
    row = tasks.find(tx, task_id)
    if row is None:
        raise not_allowed(actor)
    branch = _seen(tx, actor, row.branch_id)
    if row.state is TaskState.DROPPED:
        raise UserError("task-dropped")
    return _card(actor, row, branch, branch.today(now))


def all_of(tx: Transaction, actor: Actor, branch_id: int, year: int) -> tuple[Branch, list[TaskRow]]:
    """Everything a branch has in a year, for whoever keeps its calendar. Raises ``UserError`` as above."""
    branch = kept_branch(tx, actor, branch_id)
    if not 2000 < year < 9000:
        raise UserError("button-broken")
    return branch, tasks.between(tx, branch.id, date(year, 1, 1), date(year, 12, 31))


def owners_of(tx: Transaction, branch: Branch, names: Iterable[str]) -> dict[str, int]:
    """Whose names these are; a name that nobody or more than one of the branch has is left out."""
    found = {}
    for name in names:
        people_of_that_name = people.named(tx, branch.id, name) if name else []
        if len(people_of_that_name) == 1:
            found[name] = people_of_that_name[0].id
    return found


# -- changing ------------------------------------------------------------------------------------------


def finish(tx: Transaction, actor: Actor, task_id: int, now: datetime, working_days: WorkingDays) -> TaskCard:
    """完成, by whoever it belongs to or whoever keeps the calendar; done before, nothing happens.

    Raises ``UserError`` ``not-allowed``, ``task-dropped``.
    """
    card = show(tx, actor, task_id, now)
    if not card.may_finish:
        raise not_allowed(actor)
    if card.task.state is TaskState.DONE:
        return card
    task_reminders.rest(tx, task_id, now, working_days)
    row = tasks.change(tx, task_id, state=TaskState.DONE.value, done_at=now, done_by=actor.person_id)
    audit.note(tx, actor, "task-done", row.owner_id, now, {"task": task_id})
    return _card(actor, row, card.branch, card.today)


def reopen(tx: Transaction, actor: Actor, task_id: int, now: datetime, working_days: WorkingDays) -> TaskCard:
    """It is not done after all. Raises as ``finish``."""
    card = show(tx, actor, task_id, now)
    if not card.may_finish:
        raise not_allowed(actor)
    if card.task.state is TaskState.OPEN:
        return card
    row = tasks.change(tx, task_id, state=TaskState.OPEN.value, done_at=None, done_by=None)
    task_reminders.plan(tx, task_id, card.branch, row.due_on, row.remind_days, now, working_days)
    audit.note(tx, actor, "task-reopened", row.owner_id, now, {"task": task_id})
    return _card(actor, row, card.branch, card.today)


def drop(tx: Transaction, actor: Actor, task_id: int, now: datetime, working_days: WorkingDays) -> TaskCard:
    """删掉. Raises ``UserError`` ``not-allowed``, ``task-dropped``."""
    card = kept(tx, actor, task_id, now)
    task_reminders.rest(tx, task_id, now, working_days)
    tasks.change(tx, task_id, state=TaskState.DROPPED.value)
    audit.note(tx, actor, "task-dropped", card.task.owner_id, now, {"task": task_id})
    return card


def set_due(
    tx: Transaction,
    actor: Actor,
    task_id: int,
    due_on: date,
    month_only: bool,
    now: datetime,
    working_days: WorkingDays,
) -> TaskCard:
    """Another day; reminders follow. Raises ``UserError`` ``not-allowed``, ``task-dropped``."""
    card = kept(tx, actor, task_id, now)
    row = tasks.change(tx, task_id, due_on=due_on, month_only=month_only)
    return _changed(tx, actor, card, row, now, working_days)


def set_owner(
    tx: Transaction, actor: Actor, task_id: int, owner: str, now: datetime, working_days: WorkingDays
) -> TaskCard:
    """Whose it is: a name on the roster, or any words, "" for nobody's.

    Raises ``UserError`` ``not-allowed``, ``task-dropped``, ``task-owner-long``, ``identity-number``.
    """
    card = kept(tx, actor, task_id, now)
    owner = " ".join(owner.split())
    refuse_identity_number(owner)
    if check_words(card.task.title, owner, card.task.remind_days) is not None:
        raise UserError("task-owner-long")
    owner_id = owners_of(tx, card.branch, [owner]).get(owner)
    words = "" if owner_id is not None else owner
    row = tasks.change(tx, task_id, owner_id=owner_id, owner_words=words)
    return _changed(tx, actor, card, row, now, working_days)


def set_remind(
    tx: Transaction, actor: Actor, task_id: int, remind_days: int, now: datetime, working_days: WorkingDays
) -> TaskCard:
    """How many days before its owner is reminded.

    Raises ``UserError`` ``not-allowed``, ``task-dropped``, ``button-broken``.
    """
    card = kept(tx, actor, task_id, now)
    if check_words(card.task.title, "", remind_days) is not None:
        raise UserError("button-broken")
    row = tasks.change(tx, task_id, remind_days=remind_days)
    return _changed(tx, actor, card, row, now, working_days)


def kept(tx: Transaction, actor: Actor, task_id: int, now: datetime) -> TaskCard:
    """One task, for whoever keeps the calendar. Raises ``UserError`` ``not-allowed``, ``task-dropped``."""
    card = show(tx, actor, task_id, now)
    if not card.may_keep:
        raise not_allowed(actor)
    return card


def _changed(
    tx: Transaction, actor: Actor, card: TaskCard, row: TaskRow, now: datetime, working_days: WorkingDays
) -> TaskCard:
    if row.state is TaskState.OPEN:
        task_reminders.plan(tx, row.id, card.branch, row.due_on, row.remind_days, now, working_days)
    audit.note(tx, actor, "task-changed", row.owner_id, now, {"task": row.id})
    return _card(actor, row, card.branch, card.today)
