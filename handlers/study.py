"""/study: what is open for somebody, 完成学习, and their class-hours."""

from __future__ import annotations

import asyncio
import contextlib

import telegram
from telegram import InlineKeyboardMarkup
from telegram.error import TelegramError

from bot.delivery.calls import call_for
from bot.domain.messages import Button, Value
from bot.domain.rights import Right, may_anywhere
from bot.domain.study import Item, as_hours
from bot.usecases import study_doing
from bot.usecases.study_doing import Finished
from bot.usecases.study_words import letters
from handlers.incoming import piece_of
from handlers.routing import Journey, tap_data
from handlers.study_plan import begin_with
from handlers.study_views import own_message, running_message
from handlers.talk import Talk, insist

journey = Journey("study")


@journey.command("study")
@journey.phrase("study")
async def show_study(talk: Talk) -> None:
    actor = await talk.who()
    runs = may_anywhere(actor, Right.RUN_STUDY)
    piece = piece_of(talk)
    if runs and not piece.is_empty:
        await begin_with(talk, piece)
    elif runs and not actor.is_member:
        await talk.reply(running_message())
    else:
        await _own(talk, 0)


@journey.tap("st.mine")
async def show_own(talk: Talk) -> None:
    """From a reminder, which stays: a message of its own."""
    await talk.toast()
    found = await talk.read(study_doing.mine, talk.now)
    actor = await talk.who()
    await talk.reply(own_message(found, 0, may_anywhere(actor, Right.RUN_STUDY)))


@journey.tap("st.list")
async def turn_page(talk: Talk) -> None:
    actor = await talk.who()
    if may_anywhere(actor, Right.RUN_STUDY) and not actor.is_member:
        await talk.show(running_message())
    else:
        await _own(talk, talk.number(0))


async def _own(talk: Talk, page: int) -> None:
    found = await talk.read(study_doing.mine, talk.now)
    actor = await talk.who()
    await talk.show(own_message(found, page, may_anywhere(actor, Right.RUN_STUDY)))


@journey.tap("st.open")
async def open_item(talk: Talk) -> None:
    one, done = await talk.read(study_doing.look, talk.number(0))
    await talk.toast()
    await show_item(talk, one.item.item, one.item.id, one.plan.title, done=done)


async def show_item(talk: Talk, item: Item, item_id: int, plan: str, *, done: bool = False) -> None:
    """An item in this chat, made as everybody's is."""
    for push in letters(item, item_id, plan, None, done=done):
        call = call_for(talk.house.texts, talk.locale, push)
        await insist(lambda call=call: talk.house.bot.perform(call, talk.chat_id))  # type: ignore[misc] # bound


@journey.tap("st.tick")
async def finish_in_list(talk: Talk) -> None:
    done = await talk.run(study_doing.finish, talk.number(0), talk.now)
    actor = await talk.who()
    message = own_message(done.mine, talk.number(1), may_anywhere(actor, Right.RUN_STUDY))
    await talk.show(message, _toast(done), **_values(done))


@journey.tap("st.done")
async def finish(talk: Talk) -> None:
    done = await talk.run(study_doing.finish, talk.number(0), talk.now)
    await asyncio.gather(talk.toast(_toast(done), _values(done)), _mark(talk, done))


def _toast(done: Finished) -> str:
    return "study-toast-done" if done.is_new else "study-toast-done-before"


def _values(done: Finished) -> dict[str, Value]:
    return {"hours": as_hours(done.mine.minutes)}


async def _mark(talk: Talk, done: Finished) -> None:
    """Leave the text, which may be read again, and take 完成学习 from below it."""
    message = talk.query.message if talk.query else None
    if not isinstance(message, telegram.Message) or message.reply_markup is None:
        return
    links = [row for row in message.reply_markup.inline_keyboard if row and row[0].url]
    rows = [(Button("study-button-finished", tap_data("st.mine")),)]
    if done.left:
        rows.append((Button("study-button-left", tap_data("st.mine"), values={"count": done.left}),))
    ours = talk.keyboard(tuple(rows))
    keyboard = InlineKeyboardMarkup((*links, *(ours.inline_keyboard if ours else ())))
    # It is kept, whether or not the button shows it.
    with contextlib.suppress(TelegramError):
        await talk.house.bot.edit_message_reply_markup(
            chat_id=talk.chat_id, message_id=message.message_id, reply_markup=keyboard
        )
