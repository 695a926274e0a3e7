"""Tasks by a sentence, a pasted list or a spreadsheet: shown first, imported when somebody says so."""

from __future__ import annotations

import asyncio
from datetime import datetime

import telegram

from bot.domain.messages import Button, Message, Term, Value
from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.domain.tasks import NewTask, TaskState
from bot.errors import UserError
from bot.office.tasks import TaskCells, read_task_rows
from bot.office.workbook import write_sheet
from bot.office.working_days import WorkingDays
from bot.parsing.tasks import TaskProblem
from bot.usecases import task_lists, tasks
from bot.usecases.task_lists import ListCard
from handlers.documents import fetch
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction
from storage.tasks import TaskRow

journey = Journey("task-lists")

LIST = "task-list"  # what the next text or file is
SHOWN = 12  # tasks, and as many problems, in one message
COLUMNS = ("day", "title", "owner", "remind", "state")
WIDTHS = (16, 50, 18, 14, 12)


@journey.tap("tsk.add")
async def ask_list(talk: Talk) -> None:
    branch = await talk.run(_asking, talk.number(0), talk.now)
    back = Button("button-back", tap_data("tsk.see", branch.id, 0, 0))
    await talk.toast()
    await talk.reply(Message("task-ask-list", {"branch": branch.name}, ((back,),)))


@journey.answer(LIST)
async def hear_text(talk: Talk) -> None:
    card = await talk.run(task_lists.preview_text, talk.subject_id, talk.text, talk.now)
    await talk.reply(list_message(card))


@journey.other_answer(LIST)
async def hear_file(talk: Talk) -> None:
    document = talk.message.document if talk.message else None
    if document is None:
        raise UserError("task-no-list")
    rows = await _read(talk, document)
    card = await talk.run(task_lists.preview_rows, talk.subject_id, rows, talk.now)
    await talk.reply(list_message(card))


async def receive_file(talk: Talk, document: telegram.Document) -> None:
    """A spreadsheet sent with /calendar: for the branch whose calendar the sender keeps."""
    branch_id = (await talk.read(task_lists.own_branch)).id
    rows = await _read(talk, document)
    await talk.reply(list_message(await talk.run(task_lists.preview_rows, branch_id, rows, talk.now)))


async def _read(talk: Talk, document: telegram.Document) -> list[TaskCells]:
    await talk.read(task_lists.check_keeper, document.file_size or 0)
    data = await fetch(talk, document.file_id, task_lists.check_keeper)
    return await asyncio.to_thread(read_task_rows, data)


@journey.tap("tsk.year")
async def set_year(talk: Talk) -> None:
    card = await talk.run(task_lists.set_year, talk.number(0), talk.number(1), talk.now)
    await talk.show(list_message(card))


@journey.tap("tsk.import")
async def import_list(talk: Talk) -> None:
    card, count = await talk.run(_import, talk.number(0), talk.now, talk.house.working_days)
    known = len(card.rows) - count
    lines = (Message("task-imported-known", {"count": known}),) if known else ()
    first = min((new.due_on for _, new in card.rows), default=None)
    month = first.year * 100 + first.month if first else 0
    see = Button("task-button-calendar", tap_data("tsk.see", card.branch.id, month, 0))
    more = Button("task-button-add", tap_data("tsk.add", card.branch.id))
    await talk.show(Message("task-imported", {"count": count}, ((see, more),), lines))


@journey.tap("tsk.drop")
async def drop_list(talk: Talk) -> None:
    await talk.run(_drop, talk.number(0), talk.now)
    await talk.show(Message("task-list-dropped"))


@journey.tap("tsk.xlsx")
async def export(talk: Talk) -> None:
    branch, rows = await talk.read(tasks.all_of, talk.number(0), talk.number(1))
    header = [talk.words(Message(f"task-column-{name}")) for name in COLUMNS]
    cells = [_cells(talk, row) for row in rows]
    data = await asyncio.to_thread(write_sheet, header, cells, WIDTHS)
    await talk.toast()
    name = talk.words(Message("task-file", {"year": str(talk.number(1))}))
    await talk.send_file(f"{name}.xlsx", data, Message("task-exported", {"branch": branch.name}))


def _cells(talk: Talk, row: TaskRow) -> tuple[str | int, ...]:
    # As the reader of lists reads it back.
    when = f"{row.due_on:%Y-%m}" if row.month_only else f"{row.due_on:%Y-%m-%d}"
    done = row.state is TaskState.DONE
    state = talk.house.texts.format(talk.locale, "task-state-done" if done else "task-state-open", html=False)
    return when, row.title, row.owner, row.remind_days, state


def _asking(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> Branch:
    branch = tasks.kept_branch(tx, actor, branch_id)
    drafts.ask(tx, actor.telegram_id, LIST, branch.id, now)
    return branch


def _import(
    tx: Transaction, actor: Actor, draft_id: int, now: datetime, working_days: WorkingDays
) -> tuple[ListCard, int]:
    done = task_lists.import_list(tx, actor, draft_id, now, working_days)
    _forget(tx, actor)
    return done


def _drop(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    task_lists.drop_list(tx, actor, draft_id, now)
    _forget(tx, actor)


def _forget(tx: Transaction, actor: Actor) -> None:
    drafts.ask_no_more(tx, actor.telegram_id, LIST)


# -- how it looks --------------------------------------------------------------------------------------


def list_message(card: ListCard) -> Message:
    """What would be imported, and what is wrong with the rest."""
    lines = [_line(new) for _, new in card.rows[:SHOWN]]
    if len(card.rows) > SHOWN:
        lines.append(Message("task-list-more", {"count": len(card.rows) - SHOWN}))
    lines += [_problem(one) for one in card.problems[:SHOWN]]
    if len(card.problems) > SHOWN:
        lines.append(Message("task-problem-more", {"count": len(card.problems) - SHOWN}))
    rows: list[tuple[Button, ...]] = []
    if card.rows:
        data = tap_data("tsk.import", card.draft_id)
        rows.append((Button("task-button-import", data, values={"count": len(card.rows)}),))
    if not card.has_years:
        rows.append(tuple(_other_year(card, year) for year in (card.year - 1, card.year + 1)))
    rows.append((Button("button-cancel", tap_data("tsk.drop", card.draft_id)),))
    values: dict[str, Value] = {"branch": card.branch.name, "count": len(card.rows)}
    return Message("task-list" if card.rows else "task-list-bad", values, tuple(rows), tuple(lines))


def _other_year(card: ListCard, year: int) -> Button:
    return Button("task-button-year", tap_data("tsk.year", card.draft_id, year), values={"year": str(year)})


def _line(new: NewTask) -> Message:
    owner = f" · {new.owner}" if new.owner else ""
    values: dict[str, Value] = {"title": new.title, "owner": owner, "year": str(new.due_on.year)}
    if new.month_only:
        return Message("task-list-month", {**values, "month": Term(f"month-{new.due_on.month}")})
    return Message("task-list-day", {**values, "day": new.due_on})


def _problem(problem: TaskProblem) -> Message:
    values: dict[str, Value] = {"number": problem.number, "why": Term(f"task-problem-{problem.key}")}
    if not problem.text:
        return Message("task-problem", values)
    return Message("task-problem-with", {**values, "text": problem.text})
