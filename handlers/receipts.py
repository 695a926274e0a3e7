"""收到, in private and in groups; what its sender sees of it; and reminding those who have not answered."""

from __future__ import annotations

import asyncio
import contextlib

import telegram
from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.domain.answering import answer_buttons
from bot.domain.messages import Button, Message, Term, Value
from bot.domain.notices import Answer, NoticeKind
from bot.errors import UserError
from bot.usecases import receipts
from bot.usecases.receipts import Acknowledged, Open, Overview, Roll
from handlers import log
from handlers.receipt_views import file_of, look_message
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("receipts")

# Rows that an answer takes the place of: the answers themselves, and to be reminded later.
ANSWERED = ("rcp.ok:", "rcp.go:", "pc.later:")


# -- answering -----------------------------------------------------------------------------------------


@journey.tap("rcp.ok", in_groups=True)
async def receive(talk: Talk) -> None:
    await _answer(talk, talk.number(0), Answer.READ)


@journey.tap("rcp.go", in_groups=True)
async def answer_call_up(talk: Talk) -> None:
    notice_id, word = talk.number(0), talk.word(1)
    if word not in list(Answer):
        raise UserError("button-broken")
    await _answer(talk, notice_id, Answer(word))


async def _answer(talk: Talk, notice_id: int, answer: Answer) -> None:
    done = await talk.run(receipts.acknowledge, notice_id, answer, talk.chat_id, talk.now)
    key, values = _toast(done)
    # In a group the buttons are everybody's, so only the toast says what became of the press.
    await asyncio.gather(talk.toast(key, values), *([_mark(talk, done)] if talk.is_private else []))


def _toast(done: Acknowledged) -> tuple[str, dict[str, Value]]:
    if done.notice.kind is NoticeKind.NOTICE:
        return (
            ("receipt-toast-read", {})
            if done.before is None
            else ("receipt-toast-read-before", {"at": done.at})
        )
    values: dict[str, Value] = {"answer": Term(f"answer-{done.answer}")}
    if done.before is None:
        return "receipt-toast-answer", values
    if done.before is done.answer:
        return "receipt-toast-answer-before", values
    return "receipt-toast-answer-changed", values


async def _mark(talk: Talk, done: Acknowledged) -> None:
    """Show on the pressed message what was answered; its other buttons stay."""
    message = talk.query.message if talk.query else None
    if not isinstance(message, telegram.Message) or message.reply_markup is None:
        return
    marked = talk.keyboard(answer_buttons(done.notice.id, done.notice.kind, done.answer))
    answering = marked.inline_keyboard if marked else ()
    others = [row for row in message.reply_markup.inline_keyboard if not _is_answered(row)]
    keyboard = InlineKeyboardMarkup((*answering, *others))
    if keyboard == message.reply_markup:
        return
    # The answer is kept, whether or not the button shows it.
    with contextlib.suppress(TelegramError):
        await talk.house.bot.edit_message_reply_markup(
            chat_id=talk.chat_id, message_id=message.message_id, reply_markup=keyboard
        )


def _is_answered(row: tuple[telegram.InlineKeyboardButton, ...]) -> bool:
    return any(str(button.callback_data).startswith(ANSWERED) for button in row)


@journey.phrase("received")
async def hear_received(talk: Talk) -> None:
    """收到 in words, which many type: about the one notice that is open, or else a choice.

    To a call-up it is no answer: whether they can come is asked again.
    """
    urgent = await talk.read(receipts.unanswered_call_up, talk.now)
    if urgent is not None:
        buttons = answer_buttons(urgent.notice_id, NoticeKind.CALL_UP)
        await talk.reply(Message("receipt-call-up", {"about": urgent.about}, buttons))
        return
    found = await talk.read(receipts.unanswered, talk.now)
    if not found:
        await log.hear_yes(talk)
    elif len(found) == 1:
        (only,) = found
        await talk.run(receipts.acknowledge, only.notice_id, Answer.READ, talk.chat_id, talk.now)
        await talk.reply(Message("receipt-said", {"about": only.about}))
    else:
        await talk.reply(_which(found))


@journey.tap("rcp.one")
async def receive_one(talk: Talk) -> None:
    """One of those that somebody may have meant; the list comes again without it."""
    done = await talk.run(receipts.acknowledge, talk.number(0), Answer.READ, talk.chat_id, talk.now)
    left = await talk.read(receipts.unanswered, talk.now)
    key, values = _toast(done)
    await talk.show(_which(left) if left else Message("receipt-all-said"), key, **values)


def _which(found: tuple[Open, ...]) -> Message:
    rows = tuple(
        (Button("button-receipt-about", tap_data("rcp.one", one.notice_id), values={"about": one.about}),)
        for one in found
    )
    return Message("receipt-which", {"count": len(found)}, rows)


@journey.tap("rcp.text")
async def show_whole(talk: Talk) -> None:
    fresh = await talk.run(receipts.send_again, talk.number(0), talk.now)
    await talk.toast("receipt-toast-text" if fresh else "receipt-toast-text-before")


# -- who has answered ----------------------------------------------------------------------------------


@journey.tap("rcp.who")
async def open_receipts(talk: Talk) -> None:
    """From the notice's own message, which goes on counting: a message of its own."""
    seen = await _looks(talk, talk.number(0), None)
    await talk.toast()
    await talk.reply(look_message(seen))


@journey.tap("rcp.br")
async def see_branch(talk: Talk) -> None:
    notice_id, branch_id, page, done = (talk.number(place) for place in range(4))
    seen = await _looks(talk, notice_id, branch_id or None)
    await talk.show(look_message(seen, page=page, done=bool(done)))


async def _looks(talk: Talk, notice_id: int, branch_id: int | None) -> Overview | Roll:
    seen = await talk.read(receipts.look, notice_id, branch_id)
    await talk.run(receipts.note_look, notice_id, talk.now)
    return seen


@journey.tap("rcp.file")
async def send_list(talk: Talk) -> None:
    found = await talk.read(receipts.everybody, talk.number(0))
    await talk.run(receipts.note_look, talk.number(0), talk.now)
    await talk.toast()
    actor = await talk.who()
    name = talk.house.texts.format(talk.locale, "receipts-file", html=False)
    data = await asyncio.to_thread(file_of, talk.house.texts, talk.locale, actor.timezone, found)
    await talk.send_file(f"{name}.csv", data, Message("receipts-file-caption"))
