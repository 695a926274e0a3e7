"""How the work calendar looks: a month of it, and one task."""

from __future__ import annotations

from bot.domain.messages import Button, Buttons, Message, Term, Value
from bot.domain.tasks import TaskState, shifted
from bot.usecases.tasks import Month, TaskCard
from handlers.paging import turning
from handlers.routing import tap_data

PAGE = 8  # tasks in one message


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
    return Message("task-card", {"title": row.title}, (*_ways_of(card), (back_to_month(card),)), tuple(lines))


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


def back_to_month(card: TaskCard) -> Button:
    """The way to the month that a task is due in."""
    due = card.task.due_on
    return Button("task-button-calendar", tap_data("tsk.see", card.branch.id, due.year * 100 + due.month, 0))
