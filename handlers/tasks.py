"""/calendar (工作安排): what a branch has to do this month and later; done by one tap."""

from __future__ import annotations

from datetime import date, datetime

from bot.domain.messages import Button, Message
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import task_lists, tasks
from bot.usecases.tasks import TaskCard
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from handlers.task_lists import receive_file
from handlers.task_views import PAGE, back_to_month, card_message, month_message
from storage import drafts
from storage.database import Transaction

journey = Journey("tasks")

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
    except (ValueError, OverflowError):
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
    await talk.show(Message("task-dropped", {"title": card.task.title}, ((back_to_month(card),),)))


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
