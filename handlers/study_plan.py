"""新建学习计划: a plan is pasted or put together, looked at, changed, and sent."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Message
from bot.domain.rights import Actor
from bot.office.working_days import WorkingDays
from bot.usecases import study_card, study_drafts, study_sending
from bot.usecases.notice_drafts import Piece
from bot.usecases.study_card import StudyCard
from bot.usecases.study_sending import Started
from handlers.incoming import piece_of
from handlers.routing import Journey
from handlers.study_questions import ITEMS_A_PAGE, items_message, length_message
from handlers.study_steps import CONTENT, MORE, TITLE, ask_no_more, choose, days_of, hearing, look, run_step
from handlers.study_views import card_message, edit_message, started_message, unfinished_message
from handlers.talk import Talk
from storage import branches
from storage.database import Transaction

journey = Journey("study-plan")


async def begin_with(talk: Talk, piece: Piece) -> None:
    """A plan from what was sent along with the command."""
    card = await run_step(
        talk, CONTENT, study_drafts.start, piece.text, days_of(talk), talk.now, piece.attachment
    )
    await talk.reply(card_message(card))


@journey.tap("st.new")
async def begin(talk: Talk) -> None:
    left = await talk.read(_left, days_of(talk), talk.now)
    await talk.toast()
    if left is not None:
        await talk.reply(unfinished_message(left))
    else:
        card = await run_step(talk, CONTENT, study_drafts.start, None, days_of(talk), talk.now)
        await talk.reply(card_message(card))


@journey.tap("st.fresh")
async def begin_another(talk: Talk) -> None:
    await talk.show(
        card_message(await run_step(talk, CONTENT, study_drafts.start, None, days_of(talk), talk.now))
    )


@journey.tap("st.card")
async def show_card(talk: Talk) -> None:
    await talk.show(card_message(await look(talk)))


@journey.tap("st.edit")
async def offer_changes(talk: Talk) -> None:
    await talk.show(edit_message(await look(talk)))


@journey.tap("st.change")
async def change_running(talk: Talk) -> None:
    """A draft of a plan that runs; nothing changes before it is sent."""
    card = await run_step(talk, "", study_sending.edit_running, talk.number(0), days_of(talk), talk.now)
    await talk.toast()
    await talk.reply(card_message(card))


# -- what is studied -----------------------------------------------------------------------------------


@journey.answer(CONTENT)
@journey.answer(MORE)
@journey.other_answer(CONTENT)
@journey.other_answer(MORE)
@journey.other_answer(TITLE)
async def take_content(talk: Talk) -> None:
    piece = piece_of(talk)
    args = (talk.subject_id, piece.text, piece.attachment, days_of(talk), talk.now)
    await talk.reply(card_message(await run_step(talk, CONTENT, study_drafts.add, *args)))


@journey.tap("st.add")
async def ask_more(talk: Talk) -> None:
    await look(talk, MORE)
    await talk.show(Message("study-ask-more"))


@journey.tap("st.items")
async def list_items(talk: Talk) -> None:
    page = talk.number(1) if len(talk.arguments) > 1 else 0
    await talk.show(items_message(await look(talk), page))


@journey.tap("st.out")
async def drop_item(talk: Talk) -> None:
    position = talk.number(1)
    args = (talk.number(0), position, talk.number(2), days_of(talk), talk.now)
    card = await run_step(talk, "", study_drafts.drop_item, *args)
    await talk.show(items_message(card, position // ITEMS_A_PAGE) if card.form.items else card_message(card))


@journey.tap("st.clear")
async def clear(talk: Talk) -> None:
    card = await run_step(talk, CONTENT, study_drafts.clear, talk.number(0), days_of(talk), talk.now)
    await talk.show(card_message(card))


@journey.tap("st.title")
async def ask_title(talk: Talk) -> None:
    await look(talk, TITLE)
    await talk.show(Message("study-ask-title"))


@journey.tap("st.min")
async def ask_length(talk: Talk) -> None:
    await talk.show(length_message(await look(talk)))


@journey.tap("st.len")
async def choose_length(talk: Talk) -> None:
    await choose(talk, study_drafts.set_minutes, talk.number(1))


journey.answer(TITLE)(hearing(study_drafts.set_title))


# -- its end -------------------------------------------------------------------------------------------


@journey.tap("st.send")
async def send(talk: Talk) -> None:
    args = (talk.number(0), talk.number(1), days_of(talk), talk.now)
    done, timezone = await talk.run(_send, *args)
    await talk.show(started_message(done, timezone))


@journey.tap("st.off")
async def cancel(talk: Talk) -> None:
    await talk.run(_cancel, talk.number(0), talk.now)
    await talk.show(Message("study-dropped"))


def _left(tx: Transaction, actor: Actor, working_days: WorkingDays, now: datetime) -> StudyCard | None:
    """The plan that was left unfinished, if anything of it is there."""
    study_card.require_anywhere(actor)
    draft_id = study_drafts.open_draft(tx, actor, now)
    if draft_id is None:
        return None
    draft, form = study_card.own_form(tx, actor, draft_id)
    return study_card.draw(tx, actor, draft, form, working_days, now) if form.version else None


def _send(
    tx: Transaction, actor: Actor, draft_id: int, version: int, working_days: WorkingDays, now: datetime
) -> tuple[Started, str]:
    done = study_sending.send(tx, actor, draft_id, version, working_days, now)
    ask_no_more(tx, actor)
    return done, branches.get(tx, done.plan.branch_id).timezone


def _cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    study_drafts.cancel(tx, actor, draft_id, now)
    ask_no_more(tx, actor)
