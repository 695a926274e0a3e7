"""/calendar (工作安排): what a branch has to do this month and later; done by one tap."""

from __future__ import annotations

from datetime import date, datetime

from bot.domain.messages import Button, Buttons, Message, Term, Value
from bot.domain.rights import Actor
from bot.domain.tasks import TaskState, shifted
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import task_lists, tasks
from bot.usecases.tasks import Month, TaskCard
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from handlers.task_lists import receive_file
from storage import drafts
from storage.database import Transaction

journey = Journey("tasks")

PAGE = 8  # tasks in one message
OFFERED_DAYS = (1, 3, 5, 7, 14)
DAY, OWNER = "task-day", "task-owner"


@journey.command("calendar")
@journey.phrase("calendar")
async def open_calendar(talk: Talk) -> None:
    if talk.message is not None and talk.message.document is not None:
        await receive_file(talk, talk.message.document)
        return
    found = await talk.read(tasks.seen_branches)
    if len(found) == 1 or (await talk.who()).is_member:
        await _show(talk, found[0].id, None)
    else:
        await _choose(talk)


@journey.tap("tsk.list")
async def choose_branch(talk: Talk) -> None:
    await _choose(talk)


async def _choose(talk: Talk) -> None:
    found = await talk.read(tasks.seen_branches)
    page = talk.number(0) if talk.arguments else 0
    few = found[page * PAGE : (page + 1) * PAGE]
    rows = [
        (Button("task-button-branch", tap_data("tsk.see", one.id, 0, 0), values={"branch": one.name}),)
        for one in few
    ]
    turn = turning(page, -(-len(found) // PAGE), lambda other: tap_data("tsk.list", other))
    await talk.show(Message("task-which-branch", buttons=(*rows, *turn)))


@journey.tap("tsk.see")
async def show_month(talk: Talk) -> None:
    """A branch's month (yyyymm; 0: this one) and a page of it."""
    await _show(talk, talk.number(0), _month(talk.number(1)), talk.number(2))


def _month(number: int) -> date | None:
    if number == 0:
        return None
    try:
        return date(number // 100, number % 100, 1)
    except ValueError:
        raise UserError("button-broken") from None


async def _show(
    talk: Talk, branch_id: int, first: date | None, page: int = 0, toast: str | None = None
) -> None:
    found = await talk.read(tasks.month, branch_id, first, talk.now)
    await talk.show(month_message(found, page), toast)


@journey.tap("tsk.open")
async def show_task(talk: Talk) -> None:
    await talk.show(card_message(await talk.read(tasks.show, talk.number(0), talk.now)))


# -- done or not ---------------------------------------------------------------------------------------


@journey.tap("tsk.done")
async def finish(talk: Talk) -> None:
    """In a list its month and page are in the button, and it is the list that is shown again."""
    card = await talk.run(tasks.finish, talk.number(0), talk.now, talk.house.working_days)
    if len(talk.arguments) > 1:
        await _show(talk, card.branch.id, _month(talk.number(1)), talk.number(2), "task-toast-done")
    else:
        await talk.show(card_message(card), "task-toast-done")


@journey.tap("tsk.undo")
async def reopen(talk: Talk) -> None:
    card = await talk.run(tasks.reopen, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(card_message(card))


@journey.tap("tsk.off")
async def ask_drop(talk: Talk) -> None:
    card = await talk.read(tasks.show, talk.number(0), talk.now)
    row = (
        Button("task-button-drop", tap_data("tsk.off-yes", card.task.id)),
        Button("button-back", tap_data("tsk.open", card.task.id)),
    )
    await talk.show(Message("task-drop-sure", {"title": card.task.title}, (row,)))


@journey.tap("tsk.off-yes")
async def drop(talk: Talk) -> None:
    card = await talk.run(tasks.drop, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(Message("task-dropped", {"title": card.task.title}, ((_back(card),),)))


# -- changing ------------------------------------------------------------------------------------------


@journey.tap("tsk.day")
async def ask_day(talk: Talk) -> None:
    await _ask(talk, DAY, "task-ask-day")


@journey.tap("tsk.who")
async def ask_owner(talk: Talk) -> None:
    await _ask(talk, OWNER, "task-ask-owner")


async def _ask(talk: Talk, field: str, key: str) -> None:
    card = await talk.run(_asking, talk.number(0), field, talk.now)
    back = Button("button-back", tap_data("tsk.open", card.task.id))
    await talk.show(Message(key, {"title": card.task.title}, ((back,),)))


@journey.answer(DAY)
async def set_day(talk: Talk) -> None:
    card = await talk.run(_set_day, talk.subject_id, talk.text, talk.now, talk.house.working_days)
    await talk.reply(card_message(card))


@journey.answer(OWNER)
async def set_owner(talk: Talk) -> None:
    card = await talk.run(_set_owner, talk.subject_id, talk.text, talk.now, talk.house.working_days)
    await talk.reply(card_message(card))


@journey.tap("tsk.ahead")
async def choose_ahead(talk: Talk) -> None:
    card = await talk.read(tasks.show, talk.number(0), talk.now)
    days = [
        Button("task-button-days", tap_data("tsk.remind", card.task.id, days), values={"days": days})
        for days in OFFERED_DAYS
    ]
    back = Button("button-back", tap_data("tsk.open", card.task.id))
    await talk.show(Message("task-ask-ahead", buttons=(*in_rows(days, 3), (back,))))


@journey.tap("tsk.remind")
async def set_ahead(talk: Talk) -> None:
    days = talk.number(1)
    card = await talk.run(tasks.set_remind, talk.number(0), days, talk.now, talk.house.working_days)
    await talk.show(card_message(card))


def _asking(tx: Transaction, actor: Actor, task_id: int, field: str, now: datetime) -> TaskCard:
    card = tasks.kept(tx, actor, task_id, now)
    drafts.ask(tx, actor.telegram_id, field, task_id, now)
    return card


def _set_day(
    tx: Transaction, actor: Actor, task_id: int, text: str, now: datetime, working_days: WorkingDays
) -> TaskCard:
    card = tasks.kept(tx, actor, task_id, now)
    day, month_only = task_lists.read_day(card.branch, text, now)
    drafts.forget_question(tx, actor.telegram_id)
    return tasks.set_due(tx, actor, task_id, day, month_only, now, working_days)


def _set_owner(
    tx: Transaction, actor: Actor, task_id: int, text: str, now: datetime, working_days: WorkingDays
) -> TaskCard:
    card = tasks.set_owner(tx, actor, task_id, text, now, working_days)
    drafts.forget_question(tx, actor.telegram_id)
    return card


# -- how it looks --------------------------------------------------------------------------------------


def month_message(found: Month, page: int) -> Message:
    """A page of a month: what is overdue first, then what is to be done, then what is done."""
    pages = max(1, -(-len(found.cards) // PAGE))
    page = min(page, pages - 1)
    begin = page * PAGE
    shown = list(enumerate(found.cards[begin : begin + PAGE], start=begin + 1))
    lines = [_line(number, card) for number, card in shown]
    number = found.first.year * 100 + found.first.month
    rows = [row for row in (_buttons(at, card, number, page) for at, card in shown) if row]
    turn = turning(page, pages, lambda other: tap_data("tsk.see", found.branch.id, number, other))
    values: dict[str, Value] = {
        "branch": found.branch.name,
        "year": str(found.first.year),
        "month": Term(f"month-{found.first.month}"),
    }
    key = "task-month" if shown else "task-month-empty"
    short = [(*one, *two) for one, two in zip(rows[::2], [*rows[1::2], ()], strict=False)]
    both = short if all(len(row) == 1 for row in rows) else rows
    return Message(key, values, (*both, *turn, *_ways(found)), tuple(lines))


def _ways(found: Month) -> Buttons:
    def to(months: int) -> str:
        other = shifted(found.first, months)
        return tap_data("tsk.see", found.branch.id, other.year * 100 + other.month, 0)

    rows = [(Button("task-button-before", to(-1)), Button("task-button-after", to(1)))]
    if found.may_keep:
        add = Button("task-button-add", tap_data("tsk.add", found.branch.id))
        file = tap_data("tsk.xlsx", found.branch.id, found.first.year)
        rows.append((add, Button("task-button-export", file)))
    if found.others:
        return (*rows, (Button("task-button-branches", tap_data("tsk.list")),))
    return tuple(rows)


def _line(number: int, card: TaskCard) -> Message:
    row = card.task
    owner = f" · {row.owner}" if row.owner else ""
    values: dict[str, Value] = {"number": number, "title": row.title, "owner": owner, "when": row.due_on}
    if row.month_only and not card.is_late:
        values["when"] = Term(f"month-{row.due_on.month}")
    if row.state is TaskState.DONE:
        return Message("task-line-done", values)
    return Message("task-line-late" if card.is_late else "task-line-open", values)


def _buttons(number: int, card: TaskCard, month: int, page: int) -> tuple[Button, ...]:
    row, values = card.task, {"number": number}
    found = []
    if card.may_finish and row.state is TaskState.OPEN:
        done = tap_data("tsk.done", row.id, month, page)
        found.append(Button("task-button-finish-one", done, values=values))
    if card.may_keep:
        found.append(Button("task-button-open-one", tap_data("tsk.open", row.id), values=values))
    return tuple(found)


def card_message(card: TaskCard) -> Message:
    """One task with what may be done about it."""
    row = card.task
    lines = [
        Message(
            "task-card-month" if row.month_only else "task-card-day",
            {"month": Term(f"month-{row.due_on.month}"), "year": str(row.due_on.year)}
            if row.month_only
            else {"day": row.due_on},
        )
    ]
    if row.owner:
        lines.append(Message("task-card-owner", {"owner": row.owner}))
    if row.state is TaskState.DONE:
        lines.append(Message("task-card-done"))
    else:
        lines.append(Message("task-card-remind", {"days": row.remind_days}))
    if card.is_late:
        lines.append(Message("task-card-late"))
    return Message("task-card", {"title": row.title}, (*_ways_of(card), (_back(card),)), tuple(lines))


def _ways_of(card: TaskCard) -> Buttons:
    task_id = card.task.id
    if card.task.state is TaskState.DONE:
        return ((Button("task-button-undo", tap_data("tsk.undo", task_id)),),) if card.may_finish else ()
    rows: list[tuple[Button, ...]] = []
    if card.may_finish:
        rows.append((Button("task-button-finish", tap_data("tsk.done", task_id)),))
    if card.may_keep:
        rows.append(
            (
                Button("task-button-day", tap_data("tsk.day", task_id)),
                Button("task-button-owner", tap_data("tsk.who", task_id)),
            )
        )
        rows.append(
            (
                Button("task-button-ahead", tap_data("tsk.ahead", task_id)),
                Button("task-button-drop", tap_data("tsk.off", task_id)),
            )
        )
    return tuple(rows)


def _back(card: TaskCard) -> Button:
    due = card.task.due_on
    return Button("task-button-calendar", tap_data("tsk.see", card.branch.id, due.year * 100 + due.month, 0))
