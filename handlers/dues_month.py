"""What the secretary does with a month's dues: marks, takes marks back, pastes a list, takes a file."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from bot.domain.dues import YUAN
from bot.domain.messages import Message
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.workbook import write_sheet
from bot.usecases import dues, dues_file, dues_marking
from bot.usecases.dues import MonthList
from bot.usecases.dues_file import Year, YearRow
from bot.usecases.dues_marking import Pasted
from bot.usecases.own_drafts import own_open
from bot.usecases.profile import turn_back
from handlers.dues_views import NO_AMOUNT, ask_list_message, month_message, pasted_message, sure_message
from handlers.routing import Journey
from handlers.talk import Talk
from storage import drafts, people
from storage.database import Transaction

journey = Journey("dues-month")

LIST = (
    "due.list"  # the question that a pasted list answers, and the journey of the draft that keeps its month
)
WIDTHS = (12, 12, 14, 12, *(9,) * 12, 12)


@journey.tap("due.list")
async def show_month(talk: Talk) -> None:
    branch_id, month, page = talk.number(0), month_in(talk, 1), talk.number(2)
    await talk.show(month_message(await talk.run(dues.read_month, branch_id, month, talk.now), page))


@journey.tap("due.mark")
async def mark(talk: Talk) -> None:
    person_id, month, page = talk.number(0), month_in(talk, 1), talk.number(2)
    seen = await talk.run(dues_marking.mark, person_id, month, None, talk.now)
    await talk.show(month_message(seen, page), "dues-toast-marked")


@journey.tap("due.undo")
async def unmark(talk: Talk) -> None:
    person_id, month, page = talk.number(0), month_in(talk, 1), talk.number(2)
    seen = await talk.run(dues_marking.unmark, person_id, month, talk.now)
    await talk.show(month_message(seen, page), "dues-toast-unmarked")


@journey.tap("due.rest")
async def ask_sure(talk: Talk) -> None:
    await talk.show(
        sure_message(await talk.read(dues.month_list, talk.number(0), month_in(talk, 1), talk.now))
    )


@journey.tap("due.sure")
async def mark_rest(talk: Talk) -> None:
    seen = await talk.run(dues_marking.mark_rest, talk.number(0), month_in(talk, 1), talk.now)
    await talk.show(month_message(seen), "dues-toast-marked")


# -- a pasted list -------------------------------------------------------------------------------------


@journey.tap("due.paste")
async def ask_list(talk: Talk) -> None:
    seen = await talk.run(_ask_list, talk.number(0), month_in(talk, 1), talk.now)
    await talk.show(ask_list_message(seen))


@journey.tap("due.leave")
async def leave_list(talk: Talk) -> None:
    await talk.show(month_message(await talk.run(_leave_list, talk.number(0), month_in(talk, 1), talk.now)))


@journey.answer(LIST)
async def read_list(talk: Talk) -> None:
    done, groups = await talk.run(_read_list, talk.subject_id, talk.text, talk.now)
    await talk.reply(pasted_message(done, dict(groups)))


@journey.tap("due.pick")
async def pick(talk: Talk) -> None:
    """One of several people of a name, with the sum that the list says."""
    amount = None if talk.word(2) == NO_AMOUNT else talk.number(2)
    seen = await talk.run(dues_marking.mark, talk.number(0), month_in(talk, 1), amount, talk.now)
    await talk.toast("dues-toast-marked")
    await talk.reply(month_message(seen))


def _ask_list(tx: Transaction, actor: Actor, branch_id: int, month: date, now: datetime) -> MonthList:
    seen = dues.month_list(tx, actor, branch_id, month, now)
    data = {"branch": branch_id, "month": month.isoformat()}
    draft = drafts.create(tx, actor.telegram_id, LIST, data, now)
    drafts.ask(tx, actor.telegram_id, LIST, draft.id, now)
    return seen


def _leave_list(tx: Transaction, actor: Actor, branch_id: int, month: date, now: datetime) -> MonthList:
    turn_back(tx, actor, LIST, now)
    return dues.month_list(tx, actor, branch_id, month, now)


def _read_list(
    tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime
) -> tuple[Pasted, Mapping[int, str]]:
    draft = own_open(tx, actor, draft_id, LIST)
    branch_id, month = draft.data["branch"], date.fromisoformat(draft.data["month"])
    done = dues_marking.mark_list(tx, actor, branch_id, month, text, now)
    drafts.close(tx, draft_id, drafts.DONE, now)
    drafts.forget_question(tx, actor.telegram_id)
    return done, people.group_names(tx, branch_id)


# -- a file --------------------------------------------------------------------------------------------


@journey.tap("due.file")
async def send_year(talk: Talk) -> None:
    found = await talk.run(dues_file.open_year, talk.number(0), talk.number(1), talk.now)
    await talk.toast()

    def word(key: str) -> str:
        return talk.house.texts.format(talk.locale, key, html=False)

    columns = ("dues-column-name", "dues-column-group", "dues-column-kind", "dues-column-due")
    months = [word(f"month-{number}") for number in range(1, 13)]
    header = [*map(word, columns), *months, word("dues-column-total")]
    rows = [_cells(row, word(f"dues-kind-{row.basis.payer}") if row.basis else "") for row in found.rows]
    data = await asyncio.to_thread(write_sheet, header, rows, WIDTHS)
    caption = Message("dues-file", {"branch": found.branch.name, "year": str(found.year)})
    await talk.send_file(_file_name(found, word("dues-file-name")), data, caption)


def _file_name(found: Year, title: str) -> str:
    plain = "".join(one for one in found.branch.name if one.isalnum())
    return f"{plain}-{found.year}-{title}.xlsx"


def _cells(row: YearRow, kind: str) -> list[str | int | Decimal]:
    months = [row.marks.get(number) for number in range(1, 13)]
    paid = ["" if one is None else "✓" if one.amount is None else _yuan(one.amount) for one in months]
    due = "" if row.due is None else _yuan(row.due)
    return [row.member.name, row.group, kind, due, *paid, _yuan(row.total)]


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) / YUAN


def month_in(talk: Talk, position: int) -> date:
    """A month in the tapped button, as 202611; ``UserError("button-broken")`` for anything else."""
    year, month = divmod(talk.number(position), 100)
    if not (2000 < year < 9000 and 1 <= month <= 12):
        raise UserError("button-broken")
    return date(year, month, 1)
