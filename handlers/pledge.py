"""/pledge, or a sentence that begins with 承诺: something is promised, shown as a card, and submitted."""

from __future__ import annotations

from datetime import date

from bot.domain.messages import Message
from bot.domain.pledge_topics import EVERY
from bot.domain.pledges import MOST_ITEMS, PledgeKind
from bot.domain.service import local_now
from bot.errors import UserError
from bot.parsing.pledge import looks_like_pledge
from bot.usecases import pledge_drafts, pledge_submitting
from bot.usecases.pledge_card import MORE, Ask, Asking, question_field
from bot.usecases.pledge_submitting import Submitted
from handlers.pledge_views import (
    card_message,
    change_message,
    item_message,
    kinds_message,
    people_message,
    submitted_message,
    withdrawn_message,
)
from handlers.routing import Handler, Journey
from handlers.talk import Talk

journey = Journey("pledge")


@journey.command("pledge")
@journey.phrase("pledge")
async def make_pledge(talk: Talk) -> None:
    await _start(talk, talk.text)


@journey.tap("plg.new")
async def make_by_buttons(talk: Talk) -> None:
    await talk.show(card_message(await talk.run(pledge_drafts.start, "", talk.now)))


@journey.listener
async def hear_pledge(talk: Talk) -> bool:
    """A plain sentence that says 我承诺… and what."""
    if talk.message is None or not talk.is_private or not looks_like_pledge(talk.text):
        return False
    await _start(talk, talk.text)
    return True


async def _start(talk: Talk, sentence: str) -> None:
    await talk.reply(card_message(await talk.run(pledge_drafts.start, sentence, talk.now)))


async def hear_word(talk: Talk, word: str) -> bool:
    """提交, 修改, 对: about the pledge that is being made, if that was touched last."""
    draft_id = await talk.read(pledge_drafts.open_draft, talk.now)
    if draft_id is None:
        return False
    if word == "submit":
        await _submit(talk, draft_id)
    else:
        card = await talk.run(pledge_drafts.show, draft_id, talk.now)
        await talk.reply(change_message(card) if word == "change" else card_message(card))
    return True


# -- the card ------------------------------------------------------------------------------------------


@journey.tap("plg.card")
async def show_card(talk: Talk) -> None:
    await talk.show(card_message(await talk.run(pledge_drafts.show, talk.number(0), talk.now)))


@journey.tap("plg.change")
async def show_changes(talk: Talk) -> None:
    await talk.show(change_message(await talk.run(pledge_drafts.show, talk.number(0), talk.now)))


@journey.tap("plg.more")
async def ask_more(talk: Talk) -> None:
    card = await talk.run(pledge_drafts.show, talk.number(0), talk.now, Asking(Ask.MORE))
    await talk.show(card_message(card))


@journey.tap("plg.topic")
async def add_topic(talk: Talk) -> None:
    key = talk.word(1)
    if key not in EVERY:
        raise UserError("button-broken")
    await talk.who()
    words = talk.house.texts.format(talk.locale, f"pledge-example-{key}", html=False)
    card = await talk.run(pledge_drafts.add_topic, talk.number(0), key, words, talk.now)
    await talk.show(card_message(card))


@journey.answer(MORE)
async def add_said(talk: Talk) -> None:
    try:
        card = await talk.run(pledge_drafts.add, talk.subject_id, talk.text, talk.now)
    except UserError as error:
        await _ask_again(talk, error, Asking(Ask.MORE))
    else:
        await talk.reply(card_message(card))


async def _ask_again(talk: Talk, error: UserError, asking: Asking) -> None:
    """Asked once more, with its buttons at hand; a draft that is closed says so itself."""
    card = await talk.run(pledge_drafts.show, talk.subject_id, talk.now, asking)
    await talk.reply(card_message(card, Message(f"error-{error.key}", error.values)))


# -- one item ------------------------------------------------------------------------------------------


@journey.tap("plg.item")
async def show_item(talk: Talk) -> None:
    place = talk.number(1)
    card = await talk.run(pledge_drafts.show, talk.number(0), talk.now, None, place)
    await talk.show(item_message(card, place))


@journey.tap("plg.words")
async def ask_words(talk: Talk) -> None:
    asking = Asking(Ask.WORDS, talk.number(1))
    await talk.show(card_message(await talk.run(pledge_drafts.show, talk.number(0), talk.now, asking)))


@journey.tap("plg.when")
async def ask_due(talk: Talk) -> None:
    asking = Asking(Ask.DUE, talk.number(1))
    await talk.show(card_message(await talk.run(pledge_drafts.show, talk.number(0), talk.now, asking)))


@journey.tap("plg.due")
async def choose_due(talk: Talk) -> None:
    number = talk.number(2)
    try:
        day = date(number // 10_000, number // 100 % 100, number % 100)
    except (ValueError, OverflowError):
        raise UserError("button-broken") from None
    card = await talk.run(pledge_drafts.set_due, talk.number(0), talk.number(1), day, talk.now)
    await talk.show(card_message(card))


@journey.tap("plg.drop")
async def drop_item(talk: Talk) -> None:
    place, mark = talk.number(1), talk.number(2)
    card = await talk.run(
        pledge_drafts.change, talk.number(0), lambda form: form.without(place, mark), talk.now
    )
    await talk.show(card_message(card))


def _words_reader(place: int) -> Handler:
    async def read_words(talk: Talk) -> None:
        try:
            card = await talk.run(pledge_drafts.set_words, talk.subject_id, place, talk.text, talk.now)
        except UserError as error:
            await _ask_again(talk, error, Asking(Ask.WORDS, place))
        else:
            await talk.reply(card_message(card))

    return read_words


def _due_reader(place: int) -> Handler:
    async def read_due(talk: Talk) -> None:
        try:
            card = await talk.run(pledge_drafts.answer_due, talk.subject_id, place, talk.text, talk.now)
        except UserError as error:
            await _ask_again(talk, error, Asking(Ask.DUE, place))
        else:
            await talk.reply(card_message(card))

    return read_due


for _place in range(MOST_ITEMS):
    journey.answer(question_field(Ask.WORDS, _place))(_words_reader(_place))
    journey.answer(question_field(Ask.DUE, _place))(_due_reader(_place))


# -- of which kind, and whose --------------------------------------------------------------------------


@journey.tap("plg.kinds")
async def show_kinds(talk: Talk) -> None:
    await talk.show(kinds_message(await talk.run(pledge_drafts.show, talk.number(0), talk.now)))


@journey.tap("plg.kind")
async def choose_kind(talk: Talk) -> None:
    try:
        kind = PledgeKind(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    await talk.show(card_message(await talk.run(pledge_drafts.set_kind, talk.number(0), kind, talk.now)))


@journey.tap("plg.who")
async def show_people(talk: Talk) -> None:
    page = talk.number(1)
    card, people = await talk.run(pledge_drafts.pick_person, talk.number(0), talk.now)
    await talk.show(people_message(card, people, page))


@journey.tap("plg.for")
async def choose_person(talk: Talk) -> None:
    person_id = talk.number(1) or None  # 0: the branch itself
    card = await talk.run(pledge_drafts.set_person, talk.number(0), person_id, talk.now)
    await talk.show(card_message(card))


# -- the end -------------------------------------------------------------------------------------------


@journey.tap("plg.submit")
async def submit(talk: Talk) -> None:
    await _submit(talk, talk.number(0))


async def _submit(talk: Talk, draft_id: int) -> None:
    result = await talk.run(pledge_submitting.submit, draft_id, talk.now)
    if isinstance(result, Submitted):
        await talk.show(submitted_message(result, await _today(talk)), "pledge-toast-submitted")
    else:
        await talk.show(card_message(result), "log-toast-asked")


@journey.tap("plg.cancel")
async def cancel(talk: Talk) -> None:
    await talk.run(pledge_submitting.cancel, talk.number(0), talk.now)
    await talk.show(Message("pledge-cancelled"))


@journey.tap("plg.again")
async def change_returned(talk: Talk) -> None:
    # The message that told of the return stays: it holds the reason.
    await talk.toast()
    card = await talk.run(pledge_submitting.change_returned, talk.number(0), talk.now)
    await talk.reply(card_message(card))


@journey.tap("plg.take")
async def withdraw(talk: Talk) -> None:
    pledge = await talk.run(pledge_submitting.withdraw, talk.number(0), talk.number(1), talk.now)
    await talk.show(withdrawn_message(pledge, await _today(talk)), "pledge-toast-withdrawn")


async def _today(talk: Talk) -> date:
    return local_now(talk.now, (await talk.who()).timezone).date()
