"""更新进展: items that are done, words, pictures, service records; and 完成."""

from __future__ import annotations

import telegram

from bot.domain.messages import Button, Message, Minutes, Term, Value
from bot.domain.pledges import PledgeItem
from bot.domain.record_words import SHORT_WORDS, shorten
from bot.domain.service import ServiceRecord
from bot.errors import UserError
from bot.usecases import pledge_doing, pledge_ends
from bot.usecases.pledge_doing import FIELD, Noted, Records
from bot.usecases.pledge_showing import Act, Card
from bot.usecases.pledge_words import brief
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.pledges_views import back_to_card, card_message, item_line
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("pledge-doing")

SHOWN_ITEM = 14  # characters of an item on a button


@journey.tap("kp.go")
async def open_update(talk: Talk) -> None:
    card = await talk.run(pledge_doing.open_again, talk.number(0), talk.now)
    await talk.show(update_message(card))


@journey.tap("kp.tick")
async def toggle_item(talk: Talk) -> None:
    pledge_id, item_id, done = talk.number(0), talk.number(1), bool(talk.number(2))
    card = await talk.run(pledge_doing.toggle_item, pledge_id, item_id, done, talk.now)
    await talk.show(update_message(card), "pledges-toast-done" if done else "pledges-toast-undone")


@journey.tap("kp.note")
async def ask_note(talk: Talk) -> None:
    noted = await talk.run(pledge_doing.begin_note, talk.number(0), talk.now)
    await talk.show(_note_message(noted, "pledges-ask-note"))


@journey.answer(FIELD)
@journey.other_answer(FIELD)
async def take_note(talk: Talk) -> None:
    message = talk.message
    if message is None or message.forward_origin is not None:
        raise UserError("forwarded")
    photo, album = _photo(message), message.media_group_id
    if photo is None and not message.text:
        raise UserError("pledges-note-only")
    noted = await talk.run(pledge_doing.add_note, talk.subject_id, talk.text, photo, album, talk.now)
    shown = _note_message(noted, "pledges-noted")
    if noted.message_id is not None:
        await talk.redraw(noted.message_id, shown)
        return
    sent = await talk.reply(shown)
    if album is not None:
        # The message is there only now; lost in a crash, the next picture answers with one more.
        await talk.house.database.run(
            pledge_doing.note_message, talk.user_id, noted.draft_id, sent.message_id, talk.now
        )


def _photo(message: telegram.Message) -> str | None:
    return message.photo[-1].file_id if message.photo else None


@journey.tap("kp.done")
async def end_note(talk: Talk) -> None:
    card = await talk.run(pledge_doing.end_note, talk.number(0), talk.now)
    await talk.show(card_message(card))


@journey.tap("kp.recs")
async def show_records(talk: Talk) -> None:
    found = await talk.read(pledge_doing.records, talk.number(0), talk.number(1), talk.now)
    await talk.show(records_message(found))


@journey.tap("kp.use")
async def toggle_record(talk: Talk) -> None:
    pledge_id, record_id, linked, page = (talk.number(place) for place in range(4))
    found = await talk.run(pledge_doing.toggle_record, pledge_id, record_id, bool(linked), page, talk.now)
    await talk.show(records_message(found), "pledges-toast-used" if linked else "pledges-toast-unused")


# -- 完成 ------------------------------------------------------------------------------------------------


@journey.tap("kp.end")
async def ask_sure(talk: Talk) -> None:
    card = await talk.read(pledge_doing.open_for_work, talk.number(0), talk.now)
    yes = Button("pledges-button-all-done", tap_data("kp.end-yes", card.pledge.id))
    lines = tuple(
        item_line(number, item, card.today, is_open=True) for number, item in enumerate(card.pledge.items, 1)
    )
    await talk.show(
        Message("pledges-report-sure", brief(card.pledge), ((yes,), (back_to_card(card.pledge.id),)), lines)
    )


@journey.tap("kp.end-yes")
async def report(talk: Talk) -> None:
    card = await talk.run(pledge_ends.report, talk.number(0), talk.now)
    await talk.show(card_message(card), "pledges-toast-reported")


# -- what is shown ---------------------------------------------------------------------------------------


def update_message(card: Card) -> Message:
    """The ways to say how far it is: a tap for each item, or words, pictures and records."""
    pledge = card.pledge
    ticks = [_tick(pledge.id, number, item) for number, item in enumerate(pledge.items, 1)]
    ways = [Button("pledges-button-note", tap_data("kp.note", pledge.id))]
    if not pledge.is_of_branch:
        ways.append(Button("pledges-button-records", tap_data("kp.recs", pledge.id, 0)))
    lines = tuple(
        item_line(number, item, card.today, is_open=True) for number, item in enumerate(pledge.items, 1)
    )
    rows = [*in_rows(ticks, 1), tuple(ways), (back_to_card(pledge.id),)]
    if pledge.done == len(pledge.items) and Act.REPORT in card.acts:
        rows.insert(0, (Button("pledges-button-report", tap_data("kp.end", pledge.id)),))
    return Message("pledges-update", brief(pledge), tuple(rows), lines)


def _tick(pledge_id: int, number: int, item: PledgeItem) -> Button:
    done = item.done_at is not None
    values: dict[str, Value] = {"number": number, "words": shorten(item.words, SHOWN_ITEM)}
    key = "pledges-button-undone" if done else "pledges-button-done"
    return Button(key, tap_data("kp.tick", pledge_id, item.id, int(not done)), values=values)


def _note_message(noted: Noted, key: str) -> Message:
    pledge_id = noted.card.pledge.id
    done = Button("button-done", tap_data("kp.done", pledge_id))
    steps = noted.card.steps
    values = {**brief(noted.card.pledge), "photos": steps[-1].photos if steps else 0}
    return Message(key, values, ((done,),))


def records_message(found: Records) -> Message:
    """A page of service records; a tap makes one of them evidence, or takes it back."""
    buttons = [(_record_button(found, record),) for record in found.records]
    turn = turning(found.page, found.pages, lambda other: tap_data("kp.recs", found.pledge.id, other))
    back = Button("button-back", tap_data("kp.go", found.pledge.id))
    return Message("pledges-records", brief(found.pledge), (*buttons, *turn, (back,)))


def _record_button(found: Records, record: ServiceRecord) -> Button:
    linked = record.id in found.linked
    facts = record.facts
    values: dict[str, Value] = {
        "day": facts.day,
        "minutes": Minutes(facts.minutes),
        "category": Term(f"category-{facts.category}"),
        "words": shorten(facts.words, SHORT_WORDS // 2),
    }
    data = tap_data("kp.use", found.pledge.id, record.id, int(not linked), found.page)
    return Button("pledges-button-used" if linked else "pledges-button-use", data, values=values)
