"""Greetings, thanks, and whatever no other journey takes: nobody who says something meets silence."""

from __future__ import annotations

import telegram

from bot.domain.messages import Message
from handlers.routing import Journey
from handlers.talk import Talk
from handlers.ways import ways

journey = Journey("unheard")


@journey.phrase("thanks")
async def answer_thanks(talk: Talk) -> None:
    await talk.who()
    await talk.reply(Message("unheard-thanks"))


@journey.phrase("hello")
async def answer_greeting(talk: Talk) -> None:
    await say_here(talk)


async def say_here(talk: Talk) -> None:
    """The answer to a few words that ask for nothing, with the everyday jobs as buttons."""
    actor = await talk.who()
    key = "unheard-here" if actor.holdings else "unheard-here-stranger"
    await talk.reply(Message(key, buttons=ways(actor)))


@journey.listener
async def answer_anything(talk: Talk) -> bool:
    if not talk.is_private:
        return False
    if talk.message is not None:
        await _answer(talk, talk.message)
        return True
    edited = talk.update.edited_message
    if edited is None or not (edited.text or edited.caption):
        return False  # a shared location that moves is edited again and again
    await talk.who()
    await talk.reply(Message("unheard-edited"))
    return True


async def _answer(talk: Talk, message: telegram.Message) -> None:
    if message.sticker or message.animation:
        await say_here(talk)
        return
    actor = await talk.who()
    if not actor.holdings:
        await talk.reply(Message("unheard-not-understood-stranger"))
        return
    await talk.reply(Message(_key(message), buttons=ways(actor)))


def _key(message: telegram.Message) -> str:
    if message.voice or message.audio or message.video_note:
        return "unheard-voice"
    if message.document is None:
        return "unheard-not-understood"
    picture = (message.document.mime_type or "").startswith("image/")
    return "unheard-picture-as-file" if picture else "unheard-file"
