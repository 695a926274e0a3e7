"""One field of a service at a time: tapped or typed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.domain.messages import Message
from bot.domain.service import Helped, ServiceCategory
from bot.domain.service_draft import Field
from bot.errors import UserError
from bot.usecases import service_answers, service_drafts
from bot.usecases.service_drafts import Edit
from handlers.log_card import card_message
from handlers.log_choices import DEEDS
from handlers.routing import Handler, Journey
from handlers.talk import Talk

E = TypeVar("E", bound=StrEnum)

journey = Journey("log-fields")


@journey.tap("log.field")
async def ask_field(talk: Talk) -> None:
    await _ask(talk, _one_of(Field, talk.word(1)))


@journey.tap("log.lens")
async def more_lengths(talk: Talk) -> None:
    await _ask(talk, Field.MINUTES, talk.number(1))


async def _ask(talk: Talk, field: Field, page: int = 0) -> None:
    card = await talk.run(service_drafts.show, talk.number(0), talk.now, field)
    await talk.show(card_message(card, page=page))


async def _change(talk: Talk, edit: Edit, asking: Field | None = None) -> None:
    card = await talk.run(service_drafts.change, talk.number(0), edit, talk.now, asking)
    await talk.show(card_message(card))


def _one_of(kind: type[E], word: str) -> E:
    try:
        return kind(word)
    except ValueError:
        raise UserError("button-broken") from None


@journey.tap("log.day")
async def choose_day(talk: Talk) -> None:
    number = talk.number(1)
    try:
        day = date(number // 10_000, number // 100 % 100, number % 100)
    except (ValueError, OverflowError):
        raise UserError("button-broken") from None
    await _change(talk, lambda form: form.on_day(day))


@journey.tap("log.start")
async def choose_start(talk: Talk) -> None:
    start = talk.number(1)
    await _change(talk, lambda form: form.starting(start))


@journey.tap("log.nostart")
async def leave_start(talk: Talk) -> None:
    await _change(talk, lambda form: form.starting(None))


@journey.tap("log.len")
async def choose_length(talk: Talk) -> None:
    minutes = talk.number(1)
    await _change(talk, lambda form: form.lasting(minutes))


@journey.tap("log.place")
async def choose_place(talk: Talk) -> None:
    card = await talk.run(service_answers.choose_place, talk.number(0), talk.word(1), talk.now)
    await talk.show(card_message(card))


@journey.tap("log.cat")
async def choose_category(talk: Talk) -> None:
    category = _one_of(ServiceCategory, talk.word(1))
    await _change(talk, lambda form: form.of_category(category))


@journey.tap("log.deed")
async def choose_words(talk: Talk) -> None:
    deeds, position = DEEDS[_one_of(ServiceCategory, talk.word(1))], talk.number(2)
    if position >= len(deeds):
        raise UserError("button-broken")
    await talk.who()
    words = talk.house.texts.format(talk.locale, deeds[position], html=False)
    await _change(talk, lambda form: form.saying(words))


@journey.tap("log.help")
async def choose_helped(talk: Talk) -> None:
    helped = _one_of(Helped, talk.word(1))
    await _change(talk, lambda form: form.helping(helped, form.helped_words), Field.HELPED_WORDS)


@journey.tap("log.nohelp")
async def leave_helped(talk: Talk) -> None:
    await _change(talk, lambda form: form.helping(None))


def _reader(field: Field) -> Handler:
    async def read_answer(talk: Talk) -> None:
        try:
            card = await talk.run(service_answers.answer, talk.subject_id, field, talk.text, talk.now)
        except UserError as error:
            # Asked once more, with its buttons at hand; a draft that is closed says so itself.
            card = await talk.run(service_drafts.show, talk.subject_id, talk.now, field)
            problem = Message(f"error-{error.key}", error.values)
            await talk.reply(card_message(card, problem=problem))
        else:
            await talk.reply(card_message(card))

    return read_answer


for _field in Field:
    journey.answer(f"log-{_field}")(_reader(_field))
