"""/notice: a notice is written, previewed as everybody will see it, changed, and sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec

from bot.domain.messages import Message
from bot.domain.notices import NoticeKind
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.parsing.sentence import looks_like_service
from bot.usecases import notice_drafts
from bot.usecases.notice_card import JOURNEY, DraftState, NoticeCard, Terms
from handlers.incoming import piece_of
from handlers.notice_card import (
    ask_add_message,
    ask_text_message,
    card_message,
    change_message,
    unfinished_message,
)
from handlers.notice_preview import preview, redraw_card, show_below, show_draft
from handlers.routing import Journey
from handlers.talk import Talk
from handlers.unheard import say_here
from storage import drafts
from storage.database import Transaction

P = ParamSpec("P")

journey = Journey("notice")
additions = Journey("notice-additions")  # offered only what no other journey takes

CONTENT = "ntc.text"
# How long after the last step a picture, a file or a sentence still belongs to the notice.
AT_HAND = timedelta(hours=1)


@journey.command("notice")
@journey.phrase("notice")
async def write(talk: Talk) -> None:
    piece = piece_of(talk)
    if piece.is_empty:
        await _begin(talk)
    else:
        await show_draft(talk, await _run(talk, notice_drafts.start, talk.house.terms, talk.now, piece))


@journey.tap("ntc.new")
async def write_by_button(talk: Talk) -> None:
    await _begin(talk)


async def _begin(talk: Talk) -> None:
    card = await _run(talk, _left_or_new, talk.house.terms, talk.now)
    if card.state is DraftState.EMPTY:
        await talk.reply(card_message(card))
    else:
        await talk.reply(unfinished_message(card))


@journey.tap("ntc.fresh")
async def write_another(talk: Talk) -> None:
    await talk.show(card_message(await _run(talk, notice_drafts.start, talk.house.terms, talk.now)))


@journey.tap("ntc.open")
async def go_on(talk: Talk) -> None:
    card = await _step(talk, notice_drafts.show)
    await talk.toast()
    if card.state is DraftState.READY:
        await preview(talk, card)  # the one shown before is far up by now
    else:
        await show_below(talk, card)


# -- what is sent --------------------------------------------------------------------------------------


@journey.answer(CONTENT)
@journey.other_answer(CONTENT)
async def take_content(talk: Talk) -> None:
    await _add(talk, talk.subject_id)


@journey.listener
async def hear_attachment(talk: Talk) -> bool:
    """A picture or a file that comes while a notice lies ready belongs to it, not to a new service record."""
    message = talk.message
    if message is None or not talk.is_private or not (message.photo or message.document):
        return False
    if looks_like_service(talk.text, local_now(talk.now, talk.house.timezone).date()):
        return False
    return await _hear(talk)


@additions.listener
async def hear_addition(talk: Talk) -> bool:
    """A sentence that nobody else understands, soon after the preview: the sender thought of something."""
    if talk.message is None or not talk.message.text or not talk.is_private:
        return False
    return await _hear(talk)


async def _hear(talk: Talk) -> bool:
    draft_id = await talk.read(_at_hand, talk.now)
    if draft_id is None:
        return False
    await _add(talk, draft_id)
    return True


async def _add(talk: Talk, draft_id: int) -> None:
    piece = piece_of(talk)
    await show_draft(
        talk, await _run(talk, notice_drafts.add_piece, draft_id, piece, talk.house.terms, talk.now)
    )


@journey.tap("ntc.done")
async def all_is_here(talk: Talk) -> None:
    await redraw_card(talk, await _step(talk, notice_drafts.all_sent))


@journey.phrase("send")
async def send_by_word(talk: Talk) -> None:
    """发送 in words: the card comes again with its button, for nobody writes to so many by chance."""
    draft_id = await talk.read(_at_hand, talk.now)
    if draft_id is None:
        await say_here(talk)
    else:
        card = await _run(talk, notice_drafts.show, draft_id, talk.house.terms, talk.now)
        await show_draft(talk, card)


# -- the card ------------------------------------------------------------------------------------------


@journey.tap("ntc.card")
async def show_card(talk: Talk) -> None:
    await redraw_card(talk, await _step(talk, notice_drafts.show))


@journey.tap("ntc.change")
async def offer_changes(talk: Talk) -> None:
    await talk.show(change_message(await _step(talk, notice_drafts.show)))


@journey.tap("ntc.text")
async def ask_text(talk: Talk) -> None:
    card = await _step(talk, notice_drafts.rewrite, asks=True)
    await talk.show(ask_text_message(card))


@journey.tap("ntc.add")
async def ask_attachments(talk: Talk) -> None:
    card = await _step(talk, notice_drafts.show, asks=True)
    await talk.show(ask_add_message(card))


@journey.tap("ntc.bare")
async def drop_attachments(talk: Talk) -> None:
    await redraw_card(talk, await _step(talk, notice_drafts.drop_attachments))


@journey.tap("ntc.kind")
async def choose_kind(talk: Talk) -> None:
    try:
        kind = NoticeKind(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    card = await _run(talk, notice_drafts.set_kind, talk.number(0), kind, talk.house.terms, talk.now)
    await redraw_card(talk, card)


@journey.tap("ntc.cancel")
async def cancel(talk: Talk) -> None:
    await talk.run(_cancel, talk.number(0), talk.now)
    await talk.show(Message("notice-cancelled"))


# -- one step ------------------------------------------------------------------------------------------


async def _step(
    talk: Talk,
    step: Callable[[Transaction, Actor, int, Terms, datetime], NoticeCard],
    *,
    asks: bool = False,
) -> NoticeCard:
    """A step of the draft whose number the tapped button has."""
    return await talk.run(_listening, talk.now, asks, step, talk.number(0), talk.house.terms, talk.now)


async def _run(
    talk: Talk,
    step: Callable[Concatenate[Transaction, Actor, P], NoticeCard],
    *args: P.args,
    **kwargs: P.kwargs,
) -> NoticeCard:
    return await talk.run(_listening, talk.now, False, step, *args, **kwargs)


def _listening(
    tx: Transaction,
    actor: Actor,
    now: datetime,
    asks: bool,
    step: Callable[Concatenate[Transaction, Actor, P], NoticeCard],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> NoticeCard:
    """A step of writing; afterwards whatever is sent belongs to the notice, unless it lies ready."""
    card = step(tx, actor, *args, **kwargs)
    if asks or card.state is not DraftState.READY:
        drafts.ask(tx, actor.telegram_id, CONTENT, card.draft_id, now)
    else:
        _ask_no_more(tx, actor)
    return card


def _ask_no_more(tx: Transaction, actor: Actor) -> None:
    drafts.ask_no_more(tx, actor.telegram_id, "ntc.")


def _left_or_new(tx: Transaction, actor: Actor, terms: Terms, now: datetime) -> NoticeCard:
    """The notice that was left unfinished, or a new one."""
    draft_id = notice_drafts.open_draft(tx, actor, now)
    if draft_id is not None:
        return notice_drafts.show(tx, actor, draft_id, terms, now)
    return notice_drafts.start(tx, actor, terms, now)


def _at_hand(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The notice that is being written, if it is what the person was last busy with."""
    newest = drafts.newest_open(tx, actor.telegram_id)
    if newest is None or newest.journey != JOURNEY or now - newest.updated_at > AT_HAND:
        return None
    return newest.id


def _cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    notice_drafts.cancel(tx, actor, draft_id, now)
    _ask_no_more(tx, actor)
