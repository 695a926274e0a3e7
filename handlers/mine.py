"""/mine: a person's own records, each with its history, and what can be done about it."""

from __future__ import annotations

from bot.domain.messages import Button, Listing, Message
from bot.domain.record_words import brief
from bot.errors import UserError
from bot.usecases import my_records, record_cards
from bot.usecases.my_records import MyPage
from bot.usecases.record_cards import Act, RecordCard
from handlers.paging import turning
from handlers.record_view import card_message, number_row, own_line, send_photos
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("mine")

WISH = "rec.wish"


@journey.command("mine")
@journey.phrase("mine")
@journey.tap("rec.list")
async def show_list(talk: Talk) -> None:
    page = talk.number(0) if talk.arguments else 0
    await talk.show(_list_message(await talk.read(my_records.my_records, page)))


@journey.tap("rec.card")
async def show_card(talk: Talk) -> None:
    page = talk.number(1) if len(talk.arguments) > 1 else 0
    await _show_card(talk, talk.number(0), page)


async def _show_card(talk: Talk, record_id: int, page: int = 0, toast: str | None = None) -> None:
    card = await talk.run(record_cards.show_record, record_id, talk.now)
    await _show(talk, card, page, toast)


async def _show(talk: Talk, card: RecordCard, page: int = 0, toast: str | None = None) -> None:
    back = Button("button-my-records", tap_data("rec.list", page)) if card.own else None
    await talk.show(card_message(card, back), toast)


@journey.tap("rec.pic")
async def show_photos(talk: Talk) -> None:
    await send_photos(talk, await talk.run(record_cards.photos_of, talk.number(0), talk.now))


@journey.tap("rec.drop")
async def ask_withdraw(talk: Talk) -> None:
    record_id, version = talk.number(0), talk.number(1)
    card = await talk.run(record_cards.show_record, record_id, talk.now)
    if Act.WITHDRAW not in card.acts or card.record.version != version:
        await _show(talk, card, toast="error-record-moved-on")
        return
    yes = Button("button-withdraw", tap_data("rec.gone", record_id, version))
    no = Button("button-no", tap_data("rec.card", record_id))
    await talk.show(Message("mine-sure-to-withdraw", brief(card.record), ((yes, no),)))


@journey.tap("rec.gone")
async def withdraw(talk: Talk) -> None:
    record_id = talk.number(0)
    try:
        record = await talk.run(my_records.withdraw_record, record_id, talk.number(1), talk.now)
    except UserError as error:
        if error.key != "record-moved-on":
            raise
        await _show_card(talk, record_id, toast="error-record-moved-on")
    else:
        back = Button("button-my-records", tap_data("rec.list", 0))
        await talk.show(Message("mine-withdrawn", brief(record), ((back,),)), "mine-toast-withdrawn")


@journey.tap("rec.wish")
async def ask_wish(talk: Talk) -> None:
    record_id = talk.number(0)
    try:
        record = await talk.run(my_records.start_wish, record_id, WISH, talk.now)
    except UserError as error:
        if error.key != "record-moved-on":
            raise
        await _show_card(talk, record_id, toast="error-record-moved-on")
    else:
        back = Button("button-back", tap_data("rec.back", record_id))
        await talk.show(Message("mine-ask-wish", brief(record), ((back,),)))


@journey.tap("rec.back")
async def leave_wish(talk: Talk) -> None:
    await _show(talk, await talk.run(record_cards.return_to_record, talk.number(0), WISH, talk.now))


@journey.answer(WISH)
async def send_wish(talk: Talk) -> None:
    asked = await talk.run(my_records.send_wish, talk.subject_id, talk.text, talk.now)
    await talk.reply(Message("mine-wish-sent", {"names": Listing(asked)}))


def _list_message(page: MyPage) -> Message:
    if not page.records:
        return Message("mine-empty")
    rows = [number_row(page.records, "rec.card", page.page)]
    rows.extend(turning(page.page, page.pages, lambda other: tap_data("rec.list", other)))
    lines = tuple(own_line(record, number) for number, record in enumerate(page.records, 1))
    return Message("mine-list", {"count": page.count}, tuple(rows), lines)
