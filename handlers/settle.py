"""/settle: the stars of a year frozen, published, counted again and made final, by whoever settles it."""

from __future__ import annotations

import asyncio

from bot.domain.messages import Button, Message
from bot.domain.rights import Actor, Right, not_allowed
from bot.domain.settlement import LINK, Publication, SettlementState
from bot.errors import UserError
from bot.office.workbook import write_sheet
from bot.usecases import settlement_publishing, settlement_views, settling
from bot.usecases.own_drafts import own_open
from bot.usecases.powers import branches_with
from bot.usecases.profile import turn_back
from bot.usecases.settlement_views import Standing
from handlers.routing import Journey, tap_data
from handlers.settle_views import (
    again_message,
    cells,
    differing_message,
    end_message,
    list_message,
    overview_message,
    plan_message,
    ready_message,
    stale_message,
    standing_message,
    why_message,
)
from handlers.talk import Talk
from storage import drafts, settlements
from storage.database import Transaction

journey = Journey("settle")

REASON = "stl.reason"  # the question why a publication is called off, and the journey of its draft
WIDTHS = (14, 14, 16, 8, 10)
COLUMNS = (
    *("settle-column-name", "settle-column-group", "settle-column-stars"),
    *("settle-column-services", "settle-column-hours"),
)


@journey.command("settle")
@journey.phrase("settle")
async def begin(talk: Talk) -> None:
    own = await talk.read(_branches)
    if len(own) == 1:
        await _open(talk, own[0], 0)
    else:
        await talk.reply(overview_message(await talk.read(settlement_views.overview, None, 0, talk.now)))


@journey.tap("stl.all")
async def show_all(talk: Talk) -> None:
    page, year = talk.number(0), talk.number(1)
    await talk.show(overview_message(await talk.read(settlement_views.overview, year, page, talk.now)))


@journey.tap("stl.open")
async def open_year(talk: Talk) -> None:
    await _open(talk, talk.number(0), talk.number(1))


@journey.tap("stl.see")
async def see(talk: Talk) -> None:
    await _show(talk, talk.number(0))


@journey.tap("stl.freeze")
async def freeze(talk: Talk) -> None:
    branch_id, year = talk.number(0), talk.number(1)
    back = Button("button-back", tap_data("stl.open", branch_id, year))
    try:
        row = await talk.run(settling.freeze, branch_id, year, talk.house.schemes, talk.now)
    except UserError as error:
        await _show_differing(talk, error, back)
    else:
        await _show(talk, row.id, "settle-toast-frozen")


@journey.tap("stl.list")
async def show_list(talk: Talk) -> None:
    await talk.show(list_message(await talk.read(settlement_views.list_page, talk.number(0), talk.number(1))))


@journey.tap("stl.why")
async def show_why(talk: Talk) -> None:
    settlement_id, person_id, page = talk.number(0), talk.number(1), talk.number(2)
    await talk.show(
        why_message(await talk.run(settlement_views.why, settlement_id, person_id, page, talk.now))
    )


# -- publishing ----------------------------------------------------------------------------------------


@journey.tap("stl.pub")
async def plan(talk: Talk) -> None:
    seen = await talk.read(settlement_views.plan, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(plan_message(seen))


@journey.tap("stl.days")
async def choose_days(talk: Talk) -> None:
    settlement_id = talk.number(0)
    chosen = Publication(talk.number(1), bool(talk.number(2)))
    await talk.run(_choose_days, settlement_id, chosen, talk)
    seen = await talk.read(settlement_views.plan, settlement_id, talk.now, talk.house.working_days)
    await talk.show(plan_message(seen))


@journey.tap("stl.go")
async def publish(talk: Talk) -> None:
    days = talk.house.working_days
    done = await talk.run(settlement_publishing.publish, talk.number(0), talk.number(1), talk.now, days)
    await _show(talk, done.row.id, "settle-toast-published")


@journey.tap("stl.link")
async def show_link(talk: Talk) -> None:
    seen = await talk.read(settlement_views.standing, talk.number(0), talk.now)
    if seen.row.state is not SettlementState.PUBLISHED:
        raise UserError("settle-moved-on")
    link = f"https://t.me/{talk.house.bot.username}?start={LINK}_{seen.row.code}"
    back = Button("button-back", tap_data("stl.see", seen.row.id))
    await talk.show(Message("settle-link", {"link": link}, ((back,),)))


@journey.tap("stl.say", in_groups=True)
async def say(talk: Talk) -> None:
    """In the group: what the list says is said there, what is wrong with it in private."""
    code = await talk.read(settlement_views.code_for_group, talk.number(0), talk.chat_id)
    await talk.open_private(f"{LINK}_{code}")


@journey.tap("stl.file")
async def send_paper(talk: Talk) -> None:
    row, branch, lines, groups = await talk.run(settlement_views.paper, talk.number(0), talk.now)
    await talk.toast()

    def word(key: str, **values: str) -> str:
        return talk.house.texts.format(talk.locale, key, values, html=False)

    header = [word(one) for one in COLUMNS]
    rows = [cells(row, one, groups.get(one.group_id or 0, "")) for one in lines]
    if row.last_day is not None:
        note = {"day": row.last_day.isoformat(), "code": row.code, "bot": talk.house.bot.username}
        rows += [[], [word("settle-paper-note", **note)]]
    data = await asyncio.to_thread(write_sheet, header, rows, WIDTHS)
    plain = "".join(one for one in branch.name if one.isalnum())
    name = f"{plain}-{row.year}-{word('settle-file-name')}.xlsx"
    await talk.send_file(name, data, Message("settle-file", {"branch": branch.name, "year": str(row.year)}))


# -- counting again, the end -----------------------------------------------------------------------------


@journey.tap("stl.again")
async def count_again(talk: Talk) -> None:
    settlement_id, days = talk.number(0), talk.house.working_days
    try:
        done = await talk.run(settlement_publishing.count_again, settlement_id, talk.now, days)
    except UserError as error:
        await _show_differing(talk, error, Button("button-back", tap_data("stl.see", settlement_id)))
    else:
        await talk.show(again_message(done))


@journey.tap("stl.end")
async def ask_sure(talk: Talk) -> None:
    await talk.show(end_message(await talk.read(settlement_views.standing, talk.number(0), talk.now)))


@journey.tap("stl.final")
async def finish(talk: Talk) -> None:
    settlement_id, round_, as_published = talk.number(0), talk.number(1), bool(talk.number(2))
    try:
        await talk.run(settlement_publishing.finish, settlement_id, round_, as_published, talk.now)
    except UserError as error:
        if error.key == "settle-stale":
            await talk.show(stale_message(settlement_id, round_, error.values["names"]))
            return
        await _show_differing(talk, error, Button("button-back", tap_data("stl.see", settlement_id)))
    else:
        await _show(talk, settlement_id, "settle-toast-final")


@journey.tap("stl.drop")
async def ask_drop(talk: Talk) -> None:
    """A publication is called off for a reason that everybody reads; what is only frozen, for none."""
    seen = await talk.run(_begin_drop, talk.number(0), talk)
    back = Button("button-back", tap_data("stl.keep", seen.row.id))
    if seen.row.state is SettlementState.PUBLISHED:
        await talk.show(Message("settle-ask-reason", {"year": str(seen.row.year)}, ((back,),)))
        return
    yes = Button("settle-button-drop", tap_data("stl.gone", seen.row.id))
    await talk.show(Message("settle-sure-to-drop", {"year": str(seen.row.year)}, ((yes, back),)))


@journey.tap("stl.keep")
async def keep(talk: Talk) -> None:
    seen = await talk.run(_keep, talk.number(0), talk)
    await talk.show(standing_message(seen))


@journey.tap("stl.gone")
async def drop(talk: Talk) -> None:
    days = talk.house.working_days
    row = await talk.run(settlement_publishing.drop, talk.number(0), None, talk.now, days)
    await _show(talk, row.id)


@journey.answer(REASON)
async def drop_for_reason(talk: Talk) -> None:
    row_id = await talk.run(_drop, talk.subject_id, talk.text, talk)
    await _show(talk, row_id)


# -- what happens ----------------------------------------------------------------------------------------


def _branches(tx: Transaction, actor: Actor) -> list[int]:
    own = branches_with(tx, actor, Right.SETTLE_YEAR)
    if not own:
        raise not_allowed(actor)
    return [one.id for one in own]


async def _open(talk: Talk, branch_id: int, year: int) -> None:
    """A branch's year as it stands, or what there is to be frozen; year 0: the one that is meant first."""
    ready = await talk.read(settling.prepare, branch_id, year or None, talk.house.schemes, talk.now)
    found = await talk.read(_standing_of, branch_id, ready.year)
    if found is None:
        await talk.show(ready_message(ready, talk.house.schemes, talk.locale))
    else:
        await _show(talk, found)


def _standing_of(tx: Transaction, actor: Actor, branch_id: int, year: int) -> int | None:
    row = settlements.standing(tx, branch_id, year)
    return row.id if row is not None else None


async def _show(talk: Talk, settlement_id: int, toast: str | None = None) -> None:
    seen = await talk.read(settlement_views.standing, settlement_id, talk.now)
    await talk.show(standing_message(seen), toast)


async def _show_differing(talk: Talk, error: UserError, back: Button) -> None:
    if error.key != "settle-differs":
        raise error
    await talk.show(differing_message(error.values["names"], error.values["count"], back))


def _choose_days(
    tx: Transaction, actor: Actor, settlement_id: int, chosen: Publication, talk: Talk
) -> Publication:
    row, branch = settling.find_settlement(tx, actor, settlement_id)
    if row.state is not SettlementState.FROZEN:
        raise UserError("settle-moved-on")
    return settlement_publishing.choose_terms(tx, actor, branch.id, chosen, talk.now)


def _begin_drop(tx: Transaction, actor: Actor, settlement_id: int, talk: Talk) -> Standing:
    seen = settlement_views.standing(tx, actor, settlement_id, talk.now)
    if seen.row.state not in (SettlementState.FROZEN, SettlementState.PUBLISHED):
        raise UserError("settle-moved-on")
    if seen.row.state is SettlementState.PUBLISHED:
        draft = drafts.create(tx, actor.telegram_id, REASON, {"settlement": settlement_id}, talk.now)
        drafts.ask(tx, actor.telegram_id, REASON, draft.id, talk.now)
    return seen


def _keep(tx: Transaction, actor: Actor, settlement_id: int, talk: Talk) -> Standing:
    turn_back(tx, actor, REASON, talk.now)
    return settlement_views.standing(tx, actor, settlement_id, talk.now)


def _drop(tx: Transaction, actor: Actor, draft_id: int, text: str, talk: Talk) -> int:
    draft = own_open(tx, actor, draft_id, REASON, "settle-draft-over")
    settlement_id: int = draft.data["settlement"]
    days = talk.house.working_days
    settlement_publishing.drop(tx, actor, settlement_id, text, talk.now, days)
    drafts.close(tx, draft_id, drafts.DONE, talk.now)
    drafts.forget_question(tx, actor.telegram_id)
    return settlement_id
