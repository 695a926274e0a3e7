"""/log, a sentence or a photo: a service is written down, shown as a card, and submitted."""

from __future__ import annotations

from bot.domain.messages import Message
from bot.domain.service import local_now
from bot.parsing.sentence import looks_like_service
from bot.usecases import service_drafts, submitting
from bot.usecases.service_card import Card
from bot.usecases.submitting import Submitted
from handlers.log_card import card_message, menu_message, people_message, photos_message, submitted_message
from handlers.pledge import hear_word
from handlers.routing import Journey
from handlers.talk import Talk
from handlers.unheard import say_here
from handlers.ways import ways

journey = Journey("log")


@journey.command("log")
@journey.phrase("log")
async def log_service(talk: Talk) -> None:
    await _start(talk, talk.text)


@journey.tap("log.new")
async def log_by_buttons(talk: Talk) -> None:
    await talk.show(card_message(await talk.run(service_drafts.start, "", talk.now)))


@journey.listener
async def hear_service(talk: Talk) -> bool:
    """A plain sentence that is meant as a record, with a photo or without; or a photo alone."""
    if talk.message is None or not talk.is_private:
        return False
    if looks_like_service(talk.text, local_now(talk.now, talk.house.timezone).date()):
        await _start(talk, talk.text)
        return True
    photo = _photo(talk)
    if photo is None:
        return False
    if await talk.read(service_drafts.open_draft, talk.now) is None:
        await _start(talk, talk.text)
    else:
        await _add_photo(talk, photo)
    return True


async def _start(talk: Talk, sentence: str) -> None:
    photo, album = _photo(talk), _album(talk)
    card = await talk.run(service_drafts.start, sentence, talk.now, photo, album)
    await _send(talk, card, card_message(card), album)


async def _add_photo(talk: Talk, photo: str) -> None:
    album = _album(talk)
    card, continues = await talk.run(service_drafts.add_photo, photo, album, talk.now)
    if continues and card.form.card is not None:
        await talk.redraw(card.form.card, card_message(card))
    else:
        await _send(talk, card, card_message(card), album)


async def _send(talk: Talk, card: Card, message: Message, album: str | None) -> None:
    sent = await talk.reply(message)
    if album is not None:
        # Each photo of an album is an update of its own: the next ones redraw this card. Not part of the
        # update's transaction, for the message has its number only now; losing it costs one more card.
        await talk.house.database.run(
            service_drafts.note_card, card.draft_id, talk.user_id, sent.message_id, talk.now
        )


def _photo(talk: Talk) -> str | None:
    """The file id of the message's photo in its largest size."""
    return talk.message.photo[-1].file_id if talk.message and talk.message.photo else None


def _album(talk: Talk) -> str | None:
    return talk.message.media_group_id if talk.message else None


# -- the card ------------------------------------------------------------------------------------------


@journey.tap("log.card")
async def show_card(talk: Talk) -> None:
    card = await talk.run(service_drafts.show, talk.number(0), talk.now)
    await talk.show(card_message(card))


@journey.tap("log.change")
async def show_fields(talk: Talk) -> None:
    card = await talk.run(service_drafts.show, talk.number(0), talk.now)
    await talk.show(menu_message(card))


@journey.tap("log.photo")
async def ask_photos(talk: Talk) -> None:
    card = await talk.run(service_drafts.show, talk.number(0), talk.now)
    await talk.show(photos_message(card))


@journey.tap("log.nophoto")
async def drop_photos(talk: Talk) -> None:
    card = await talk.run(service_drafts.change, talk.number(0), lambda form: form.without_photos(), talk.now)
    await talk.show(photos_message(card))


@journey.tap("log.who")
async def pick_people(talk: Talk) -> None:
    page = talk.number(1)
    card, people = await talk.run(service_drafts.pick_people, talk.number(0), talk.now)
    await talk.show(people_message(card, people, page))


@journey.tap("log.pick")
async def toggle_person(talk: Talk) -> None:
    page = talk.number(2)
    card, people = await talk.run(service_drafts.toggle_person, talk.number(0), talk.number(1), talk.now)
    await talk.show(people_message(card, people, page))


@journey.tap("log.offer")
async def toggle_offered(talk: Talk) -> None:
    card, _ = await talk.run(service_drafts.toggle_person, talk.number(0), talk.number(1), talk.now)
    await talk.show(card_message(card))


# -- the end -------------------------------------------------------------------------------------------


@journey.tap("log.submit")
async def submit(talk: Talk) -> None:
    await _submit(talk, talk.number(0), sure=False)


@journey.tap("log.sure")
async def submit_anyway(talk: Talk) -> None:
    await _submit(talk, talk.number(0), sure=True)


async def _submit(talk: Talk, draft_id: int, *, sure: bool) -> None:
    result = await talk.run(submitting.submit, draft_id, talk.now, sure=sure)
    if isinstance(result, Submitted):
        await talk.show(submitted_message(result), "log-toast-submitted")
    else:
        toast = "log-toast-asked" if result.asking else "log-toast-alike"
        await talk.show(card_message(result), toast)


@journey.tap("log.cancel")
async def cancel(talk: Talk) -> None:
    await talk.run(submitting.cancel, talk.number(0), talk.now)
    await talk.show(Message("log-cancelled"))


@journey.phrase("submit")
async def submit_by_word(talk: Talk) -> None:
    if await hear_word(talk, "submit"):
        return
    draft_id = await talk.read(service_drafts.open_draft, talk.now)
    if draft_id is None:
        await talk.reply(Message("log-nothing-open", buttons=ways(await talk.who())))
    else:
        await _submit(talk, draft_id, sure=False)


@journey.phrase("change")
async def change_by_word(talk: Talk) -> None:
    if await hear_word(talk, "change"):
        return
    draft_id = await talk.read(service_drafts.open_draft, talk.now)
    if draft_id is None:
        await talk.reply(Message("log-nothing-open", buttons=ways(await talk.who())))
    else:
        await talk.reply(menu_message(await talk.run(service_drafts.show, draft_id, talk.now)))


@journey.phrase("yes")
async def hear_yes(talk: Talk) -> None:
    """Somebody agrees with a card in words: it comes again with its buttons, for 好的 may mean anything."""
    if await hear_word(talk, "yes"):
        return
    draft_id = await talk.read(service_drafts.open_draft, talk.now)
    if draft_id is None:
        await say_here(talk)
    else:
        await talk.reply(card_message(await talk.run(service_drafts.show, draft_id, talk.now)))


@journey.tap("log.again")
async def correct_returned(talk: Talk) -> None:
    card = await talk.run(submitting.correct_returned, talk.number(0), talk.now)
    # The message that told of the return stays: it holds the reason.
    await talk.reply(card_message(card))
