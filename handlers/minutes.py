"""会议记录: texts, pictures and files are sent one by one; all of it comes back, also as a document."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.delivery.calls import Call, call_for
from bot.domain.long_text import BETWEEN_PIECES, looks_cut
from bot.domain.messages import Attachment, Lane, Message, Push
from bot.domain.rights import Actor, not_allowed
from bot.errors import UserError
from bot.office.documents import notice_document
from bot.usecases import meeting_roll, minutes
from bot.usecases.meeting_words import brief
from bot.usecases.minutes import Minutes
from handlers.incoming import piece_of
from handlers.meeting_roll import run_message
from handlers.minutes_views import (
    albums,
    published_message,
    record_message,
    report,
    report_title,
    sure_message,
    writing_message,
)
from handlers.routing import Journey
from handlers.talk import Talk, insist
from storage import drafts
from storage.database import Transaction

journey = Journey("minutes")

TEXT, AFRESH = "min.text", "min.fresh"
JOURNEY = "minutes"
CUT = "cut"  # when a text was refused that a phone may have cut: its rest is none by itself


@dataclass(frozen=True, slots=True)
class Sitting:
    """Minutes that are being written. ``card``: the message to redraw, for one more picture of an album."""

    draft_id: int
    minutes: Minutes
    card: int | None = None


# -- writing ---------------------------------------------------------------------------------------------


@journey.tap("min.write")
async def write(talk: Talk) -> None:
    sitting = await talk.run(_begin, talk.number(0), TEXT, talk.now)
    await talk.show(writing_message(sitting.minutes))


@journey.tap("min.again")
async def write_again(talk: Talk) -> None:
    sitting = await talk.run(_begin, talk.number(0), AFRESH, talk.now)
    await talk.show(writing_message(sitting.minutes, afresh=True))


@journey.tap("min.bare")
async def drop_files(talk: Talk) -> None:
    await talk.show(writing_message(await talk.run(minutes.drop_files, talk.number(0), talk.now)))


@journey.tap("min.done")
async def finish(talk: Talk) -> None:
    roll = await talk.run(_finish, talk.number(0))
    await talk.show(run_message(roll, talk.now))


@journey.answer(TEXT)
@journey.other_answer(TEXT)
async def take(talk: Talk) -> None:
    await _take(talk, afresh=False)


@journey.answer(AFRESH)
@journey.other_answer(AFRESH)
async def take_afresh(talk: Talk) -> None:
    await _take(talk, afresh=True)


async def _take(talk: Talk, *, afresh: bool) -> None:
    piece = piece_of(talk)
    if piece.is_empty:
        raise UserError("minutes-empty")
    sitting = await talk.run(
        _add, talk.subject_id, piece.text.text, piece.attachment, piece.album, afresh, talk.now
    )
    if isinstance(sitting, UserError):
        raise sitting
    if sitting is None:
        return
    message = writing_message(sitting.minutes)
    if sitting.card is not None:
        await talk.redraw(sitting.card, message)
        return
    sent = await talk.reply(message)
    # The message is there only now; lost in a crash, the next picture answers with one more.
    await talk.house.database.run(
        _note_card, talk.user_id, sitting.draft_id, sent.message_id, piece.album, talk.now
    )


# -- all that is kept ------------------------------------------------------------------------------------


@journey.tap("min.see")
async def see(talk: Talk) -> None:
    """The record, its pictures as albums and its files one by one."""
    found = await talk.read(minutes.look, talk.number(0))
    await talk.toast()
    for attachments in albums(found.files):
        push = Push(minutes.KIND, Lane.ANSWER, Message(""), "", attachments=attachments)
        await _perform(talk, call_for(talk.house.texts, talk.locale, push))
    row = found.agenda.roll.meeting
    if row.minutes:
        # As long as a message can be, so it is one.
        await talk.reply(Message("meeting-line-minutes", {"minutes": row.minutes}))
    await talk.reply(record_message(found))


async def _perform(talk: Talk, call: Call) -> None:
    await insist(lambda: talk.house.bot.perform(call, talk.chat_id))


@journey.tap("min.doc")
async def send_report(talk: Talk) -> None:
    found = await talk.run(minutes.note_report, talk.number(0), talk.now)
    await talk.toast()
    title = report_title(talk.house.texts, talk.locale, found)
    text = report(talk.house.texts, talk.locale, found)
    data = await asyncio.to_thread(notice_document, title, text)
    roll = found.agenda.roll
    caption = Message("minutes-report-caption", brief(roll.meeting, roll.branch.timezone))
    await talk.send_file(f"{title}.docx", data, caption)


@journey.tap("min.pub")
async def ask_sure(talk: Talk) -> None:
    await talk.show(sure_message(await talk.read(minutes.check_publishable, talk.number(0))))


@journey.tap("min.sure")
async def publish(talk: Talk) -> None:
    agenda, people = await talk.run(minutes.publish, talk.number(0), talk.now)
    await talk.show(published_message(agenda, people))


# -- one step --------------------------------------------------------------------------------------------


def _begin(tx: Transaction, actor: Actor, meeting_id: int, field: str, now: datetime) -> Sitting:
    found = minutes.check_open(tx, actor, meeting_id, now)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, {"meeting": meeting_id}, now)
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return Sitting(draft.id, found)


def _add(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    text: str,
    attachment: Attachment | None,
    album: str | None,
    afresh: bool,
    now: datetime,
) -> Sitting | UserError | None:
    """The minutes with one piece more, or why it is refused; None for the rest of a paste that was."""
    data = _own(tx, actor, draft_id)
    meeting_id = data["meeting"]
    if attachment is None:
        if CUT in data and now - datetime.fromisoformat(data[CUT]) <= BETWEEN_PIECES:
            drafts.save(tx, draft_id, {**data, CUT: now.isoformat()}, now)
            return None
        try:
            found = minutes.write(tx, actor, meeting_id, text, now, afresh=afresh)
        except UserError as error:
            if not looks_cut(text):
                raise
            drafts.save(tx, draft_id, {**data, CUT: now.isoformat()}, now)
            return error
    else:
        found = minutes.add_file(tx, actor, meeting_id, attachment, text, now)
    # What comes next is added; the question stays until 写好了.
    drafts.ask(tx, actor.telegram_id, TEXT, draft_id, now)
    card = data.get("card") if album is not None and data.get("album") == album else None
    return Sitting(draft_id, found, card)


def _note_card(
    tx: Transaction, telegram_id: int, draft_id: int, card: int, album: str | None, now: datetime
) -> None:
    draft = drafts.find(tx, draft_id)
    if draft is not None and draft.telegram_id == telegram_id:
        drafts.save(tx, draft_id, {**draft.data, "card": card, "album": album}, now)


def _own(tx: Transaction, actor: Actor, draft_id: int) -> dict[str, Any]:
    draft = drafts.find_own(tx, draft_id, JOURNEY, actor.telegram_id)
    if draft is None:
        raise not_allowed(actor)
    if draft.state != drafts.OPEN:
        raise UserError("button-broken")
    return draft.data


def _finish(tx: Transaction, actor: Actor, meeting_id: int) -> meeting_roll.Roll:
    drafts.ask_no_more(tx, actor.telegram_id, TEXT, AFRESH)
    return meeting_roll.open_roll(tx, actor, meeting_id)
