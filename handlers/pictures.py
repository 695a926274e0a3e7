"""Sending pictures: drawn once, and afterwards sent by the file id that Telegram gave them."""

from __future__ import annotations

import asyncio

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.domain.cards import Card
from bot.domain.messages import Message
from bot.logs import get_logger
from bot.render.studio import NoPictureError
from handlers.talk import Talk, insist
from storage import pictures

log = get_logger(__name__)

# What Telegram says of a file id that it does not know, or not any more.
_NO_SUCH_FILE = ("file identifier", "file_id", "type of file mismatch")


async def send_picture(talk: Talk, card: Card, caption: Message, instead: Message | None = None) -> None:
    """Send the picture of a card, with a caption and its buttons, to the chat the update came from.

    Answers the tap. Where it cannot be drawn a text is sent, ``instead`` or the caption, with a calm word
    about it. What was asked for must be stored by now: nothing here is a use case.
    """
    await asyncio.gather(talk.toast(), _send(talk, card, caption, instead or caption))


async def _send(talk: Talk, card: Card, caption: Message, instead: Message) -> None:
    house, key = talk.house, card.key()
    known = await house.database.read(pictures.find, key)
    if known is not None and await _send_known(talk, known, caption):
        return
    try:
        picture = await house.studio.picture(card)
    except NoPictureError as error:
        log.warning("picture-not-drawn", card=type(card).__name__, error=str(error))
        more = (*instead.more, Message("honours-not-drawn"))
        await talk.reply(Message(instead.key, instead.values, instead.buttons, more))
        return
    sent = await post_picture(talk, picture, caption)
    if sent.photo:
        await house.database.run(pictures.keep, key, sent.photo[-1].file_id, talk.now)


async def _send_known(talk: Talk, file_id: str, caption: Message) -> bool:
    """False when Telegram has it no more: another bot's token, or forgotten."""
    try:
        await post_picture(talk, file_id, caption)
    except BadRequest as error:
        if any(words in error.message.lower() for words in _NO_SUCH_FILE):
            return False
        raise
    return True


async def post_picture(talk: Talk, photo: bytes | str, caption: Message) -> telegram.Message:
    """Send a picture, or one by its file id, with a caption and its buttons to where the update came from."""
    return await insist(
        lambda: talk.house.bot.send_photo(
            talk.chat_id,
            photo,
            caption=talk.words(caption),
            parse_mode=ParseMode.HTML,
            reply_markup=talk.keyboard(caption.buttons),
            message_thread_id=talk.thread,
        )
    )
