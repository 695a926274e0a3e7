"""The preview of a notice: exactly the messages that everybody gets, and the card to send it by."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import datetime

import telegram
from telegram.error import TelegramError

from bot.delivery.calls import Call, call_for
from bot.domain.headings import title
from bot.domain.messages import Attachment, Button, Message, Value
from bot.domain.notices import NoticeContent, NoticeKind
from bot.domain.rights import Actor
from bot.logs import get_logger
from bot.office.documents import notice_document
from bot.usecases import notice_drafts
from bot.usecases.notice_card import DraftState, NoticeCard, Terms
from bot.usecases.notice_letters import letters
from handlers.notice_card import card_message
from handlers.routing import tap_data
from handlers.talk import Talk, insist
from storage.database import Transaction

log = get_logger(__name__)

LONGEST_NAME = 40  # characters of a file's name


async def show_draft(talk: Talk, card: NoticeCard) -> None:
    """Show the draft after something was sent: with a preview when what is to be sent has changed."""
    if card.state is not DraftState.READY:
        await _show_collecting(talk, card)
    elif card.previewed:
        await show_below(talk, card)
    else:
        await preview(talk, card)


async def redraw_card(talk: Talk, card: NoticeCard) -> None:
    """Show the draft where the tapped button is, or below a new preview when that is due."""
    if card.state is DraftState.READY and not card.previewed:
        await talk.toast()
        await preview(talk, card)
    else:
        await talk.show(card_message(card))


async def show_below(talk: Talk, card: NoticeCard) -> None:
    """Send the card as the newest message, in place of the one further up."""
    await _remove(talk, card.card)
    await _note(talk, card, await talk.reply(card_message(card)), card.shown)


async def _show_collecting(talk: Talk, card: NoticeCard) -> None:
    if card.card is not None and not card.shown:
        # Each picture of an album, each piece of a long text is an update of its own.
        await talk.redraw(card.card, card_message(card))
        return
    await _remove(talk, card.card, *card.shown)  # a preview of what was there before
    await _note(talk, card, await talk.reply(card_message(card)), ())


async def _note(talk: Talk, card: NoticeCard, sent: telegram.Message, shown: tuple[int, ...]) -> None:
    await talk.house.database.run(
        notice_drafts.note_card, talk.user_id, card.draft_id, sent.message_id, talk.now, shown
    )


async def preview(talk: Talk, card: NoticeCard) -> None:
    """Send what recipients will get, and the card below it, in place of an older preview."""
    await _remove(talk, card.card, *card.shown)
    try:
        if card.needs_file:
            card = await _with_file(talk, card)
        shown = await show_letters(talk, card.content, card.kind, card.place)
    except TelegramError as error:
        log.warning("preview-failed", error=type(error).__name__)
        go_on = Button("notice-button-go-on", tap_data("ntc.open", card.draft_id))
        await talk.reply(Message("notice-preview-failed", buttons=((go_on,),)))
        return
    sent = await talk.reply(card_message(card))
    # Not part of the update's transaction, for the messages are there only now; what is lost in a crash is
    # that it was previewed, and the preview comes again.
    await talk.house.database.run(
        notice_drafts.note_preview,
        talk.user_id,
        card.draft_id,
        card.content_no,
        sent.message_id,
        talk.now,
        shown,
    )


async def show_letters(talk: Talk, content: NoticeContent, kind: NoticeKind, place: Value) -> tuple[int, ...]:
    """The messages that everybody gets, made and sent as theirs are; gives their ids."""
    shown: list[int] = []
    for push in letters(content, kind, place):
        shown += await _perform(talk, call_for(talk.house.texts, talk.locale, push))
    return tuple(shown)


async def _perform(talk: Talk, call: Call) -> tuple[int, ...]:
    return await insist(lambda: talk.house.bot.perform(call, talk.chat_id))


async def _with_file(talk: Talk, card: NoticeCard) -> NoticeCard:
    """Make the long text's file and leave it with Telegram: it is sent to everybody by its id."""
    heading = title(card.content.text.text)
    data = await asyncio.to_thread(notice_document, heading, card.content.text)
    name = f"{_as_name(heading) or talk.words(Message('notice-file-name'))}.docx"
    uploaded = await talk.house.bot.send_document(talk.chat_id, data, filename=name)
    await _remove(talk, uploaded.message_id)  # it comes again with its words, as everybody gets it
    assert uploaded.document is not None
    file = Attachment("document", uploaded.document.file_id, name)
    return await talk.house.database.run(_keep_file, await talk.who(), card, file, talk.house.terms, talk.now)


def _keep_file(
    tx: Transaction, actor: Actor, card: NoticeCard, file: Attachment, terms: Terms, now: datetime
) -> NoticeCard:
    notice_drafts.set_whole(tx, actor, card.draft_id, card.content_no, file, now)
    return notice_drafts.show(tx, actor, card.draft_id, terms, now)


def _as_name(heading: str) -> str:
    """A title as a file's name, without what some system cannot have in one."""
    kept = (one for one in heading.replace(":", "：") if one.isalnum() or one in " ·—-（）()《》“”、：")
    return "".join(kept)[:LONGEST_NAME].strip()


async def _remove(talk: Talk, *message_ids: int | None) -> None:
    """Take old messages away, so that there is one card to press; the buttons of any other say it is old."""
    known = [one for one in message_ids if one is not None]
    if known:
        with contextlib.suppress(TelegramError):
            await talk.house.bot.delete_messages(talk.chat_id, known)
