"""Bringing a list into the work calendar: pasted or from a spreadsheet, shown first, and then imported.

One task in one sentence goes the same way: a day in words is shown before anything happens.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, may_anywhere, not_allowed
from bot.domain.tasks import USUAL_REMIND_DAYS, NewTask
from bot.errors import UserError
from bot.office.sheets import MAX_BYTES
from bot.office.tasks import TaskCells
from bot.office.working_days import WorkingDays
from bot.parsing.numerals import read_int
from bot.parsing.scan import shadow
from bot.parsing.task_dates import Due, match_due
from bot.parsing.task_years import settle
from bot.parsing.tasks import (
    LONGEST_ECHO,
    TaskProblem,
    TaskSeen,
    check_words,
    read_tasks,
)
from bot.usecases.powers import branches_with
from bot.usecases.task_adding import add, names_of
from bot.usecases.tasks import kept_branch
from storage import drafts
from storage.database import Transaction
from storage.drafts import Draft

JOURNEY = "tasks"
MOST = 300  # tasks in one list


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list as it would be imported. ``year``: the one that was taken where none was said, ``has_years``:
    whether one was said everywhere."""

    draft_id: int
    branch: Branch
    rows: tuple[tuple[int, NewTask], ...]
    problems: tuple[TaskProblem, ...]
    year: int
    has_years: bool


def check_keeper(tx: Transaction, actor: Actor, size: int) -> None:
    """Before ``size`` bytes are fetched; raises ``UserError`` ``not-allowed``, ``roster-file-too-large``."""
    if not may_anywhere(actor, Right.RUN_MEETINGS):
        raise not_allowed(actor)
    if size > MAX_BYTES:
        raise UserError("roster-file-too-large", megabytes=MAX_BYTES // 1_000_000)


def own_branch(tx: Transaction, actor: Actor) -> Branch:
    """The branch that a list is for when nobody says which.

    Raises ``UserError`` ``not-allowed``, ``task-which-branch`` for whoever keeps several and belongs to none.
    """
    offered = branches_with(tx, actor, Right.RUN_MEETINGS)
    if not offered:
        raise not_allowed(actor)
    own = [one for one in offered if one.id == actor.branch_id]
    if len(offered) > 1 and not own:
        raise UserError("task-which-branch")
    return (own or offered)[0]


def preview_text(tx: Transaction, actor: Actor, branch_id: int, text: str, now: datetime) -> ListCard:
    """What importing a pasted text, or one sentence, would do.

    Raises ``UserError`` ``not-allowed``, ``task-none``, ``task-too-many``.
    """
    branch = kept_branch(tx, actor, branch_id)
    seen, problems = read_tasks(text, branch.today(now), names_of(tx, branch))
    return _preview(tx, actor, branch, seen, problems, now)


def preview_rows(
    tx: Transaction, actor: Actor, branch_id: int, rows: Sequence[TaskCells], now: datetime
) -> ListCard:
    """The same of a spreadsheet's rows."""
    branch = kept_branch(tx, actor, branch_id)
    today = branch.today(now)
    seen: list[TaskSeen] = []
    problems: list[TaskProblem] = []
    for row in rows:
        read = _read(row, today)
        if isinstance(read, TaskSeen):
            seen.append(read)
        else:
            problems.append(read)
    return _preview(tx, actor, branch, _in_years(seen), problems, now)


def _read(row: TaskCells, today: date) -> TaskSeen | TaskProblem:
    echo = (row.title or row.day or row.month)[:LONGEST_ECHO]
    if row.broken:
        return TaskProblem(row.number, row.broken)
    month = _due(row.month, today, None) if row.month else None
    due = _due(row.day, today, month.month if month else None) if row.day else month
    if due is None:
        return TaskProblem(row.number, "date-unclear" if row.day or row.month else "date-missing", echo)
    if due.year is None and month is not None:
        due = replace(due, year=month.year)
    remind = USUAL_REMIND_DAYS
    if row.remind:
        days = read_int(shadow(row.remind).strip(" 天日days提前"))
        if days is None:
            return TaskProblem(row.number, "remind-far", echo)
        remind = days
    wrong = "date-impossible" if not 1 <= due.month <= 12 else check_words(row.title, row.owner, remind)
    if wrong:
        return TaskProblem(row.number, wrong, echo)
    return TaskSeen(row.number, row.title, due, 0, row.owner, remind)


def _due(cell: str, today: date, month: int | None) -> Due | None:
    """The day or month in a cell: 5, 5月, 2027-05-03 or whatever a list may say."""
    plain = shadow(cell).strip()
    number = read_int(plain)
    if number is not None and month is None:
        return Due(number) if 1 <= number <= 12 else None
    if number is not None and month is not None:
        return Due(month, number)
    found = match_due(plain, 0, today, month)
    return found.value if found and not plain[found.end :].strip(" 。.,;") else None


def _in_years(seen: Sequence[TaskSeen]) -> list[TaskSeen]:
    """December, then January: the year after."""
    found = []
    later = before = 0
    for one in seen:
        if one.due.year is None:
            later += before - one.due.month >= 6
            before = one.due.month
        found.append(replace(one, later=later))
    return found


def _preview(
    tx: Transaction,
    actor: Actor,
    branch: Branch,
    seen: Sequence[TaskSeen],
    problems: Sequence[TaskProblem],
    now: datetime,
) -> ListCard:
    if not seen and not problems:
        raise UserError("task-none")
    if len(seen) + len(problems) > MOST:
        raise UserError("task-too-many", limit=MOST)
    year, _, _ = settle(seen, branch.today(now))
    data = {
        "branch": branch.id,
        "year": year,
        "seen": [asdict(one) for one in seen],
        "problems": [asdict(one) for one in problems],
    }
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, data, now)
    return _card(tx, actor, draft, now)


def _card(tx: Transaction, actor: Actor, draft: Draft, now: datetime) -> ListCard:
    branch = kept_branch(tx, actor, draft.data["branch"])
    seen = [_seen(one) for one in draft.data["seen"]]
    year, rows, impossible = settle(seen, branch.today(now), draft.data["year"])
    problems = [TaskProblem(**one) for one in draft.data["problems"]]
    ordered = sorted((*problems, *impossible), key=lambda one: one.number)
    has_years = all(one.due.year is not None for one in seen)
    return ListCard(draft.id, branch, tuple(rows), tuple(ordered), year, has_years)


def _seen(data: dict[str, Any]) -> TaskSeen:
    return TaskSeen(**{**data, "due": Due(**data["due"])})


def _own(tx: Transaction, actor: Actor, draft_id: int) -> Draft:
    draft = drafts.find_own(tx, draft_id, JOURNEY, actor.telegram_id)
    if draft is None:
        raise UserError("button-broken")
    if draft.state != drafts.OPEN or not draft.data:
        raise UserError("task-list-done")
    return draft


def set_year(tx: Transaction, actor: Actor, draft_id: int, year: int, now: datetime) -> ListCard:
    """Take another year where none was said. Raises ``UserError`` ``button-broken``, ``task-list-done``."""
    draft = _own(tx, actor, draft_id)
    if abs(year - now.year) > 2:
        raise UserError("button-broken")
    data = {**draft.data, "year": year}
    drafts.save(tx, draft.id, data, now)
    return _card(tx, actor, replace(draft, data=data), now)


def import_list(
    tx: Transaction, actor: Actor, draft_id: int, now: datetime, working_days: WorkingDays
) -> tuple[ListCard, int]:
    """导入: put everything good into the calendar; how many were not there yet.

    Raises ``UserError`` ``button-broken``, ``task-list-done``, ``not-allowed``, ``task-none``,
    ``task-too-many-open``.
    """
    draft = _own(tx, actor, draft_id)
    card = _card(tx, actor, draft, now)
    if not card.rows:
        raise UserError("task-none")
    count = add(tx, actor, card.branch, [new for _, new in card.rows], now, working_days)
    drafts.close(tx, draft.id, drafts.DONE, now)
    return card, count


def drop_list(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """取消. Raises ``UserError`` ``button-broken``, ``task-list-done``."""
    drafts.close(tx, _own(tx, actor, draft_id).id, drafts.CANCELLED, now)


def read_day(branch: Branch, text: str, now: datetime) -> tuple[date, bool]:
    """A day for a task in words, and whether only its month was said.

    Raises ``UserError`` ``task-date-unclear``, ``task-date-impossible``.
    """
    today = branch.today(now)
    due = _due(text, today, None)
    if due is None:
        raise UserError("task-date-unclear")
    _, rows, problems = settle([TaskSeen(1, "-", due)], today)
    if problems:
        raise UserError("task-date-impossible")
    return rows[0][1].due_on, rows[0][1].month_only
