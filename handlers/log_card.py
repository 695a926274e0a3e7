"""What a service draft looks like: its card, the card's buttons, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.messages import Button, Buttons, Listing, Message, Minutes, Term, Value
from bot.domain.record_words import SHORT_NAME, SHORT_WORDS, shorten
from bot.domain.service import PHOTO_LIMIT
from bot.domain.service_draft import Field, ServiceForm
from bot.usecases.service_card import Alike, Card, Choice
from bot.usecases.service_lines import fact_lines
from bot.usecases.submitting import Submitted
from handlers.log_choices import choice_rows, in_rows
from handlers.paging import turning
from handlers.routing import tap_data

PEOPLE_PAGE = 8
ALIKE_SHOWN = 3
FIELD_BUTTONS = (
    ((Field.DAY, "log-field-day"), (Field.START, "log-field-start"), (Field.MINUTES, "log-field-minutes")),
    (
        (Field.PLACE, "log-field-place"),
        (Field.CATEGORY, "log-field-category"),
        (Field.WORDS, "log-field-words"),
    ),
)
QUESTIONS = {
    Field.DAY: "log-ask-day",
    Field.START: "log-ask-start",
    Field.MINUTES: "log-ask-minutes",
    Field.PLACE: "log-ask-place",
    Field.CATEGORY: "log-ask-category",
    Field.WORDS: "log-ask-words",
    Field.HELPED: "log-ask-helped",
    Field.HELPED_WORDS: "log-ask-helped-words",
}


def card_message(card: Card, *, page: int = 0, problem: Message | None = None) -> Message:
    """The card: with the choices for what is asked, or ready to be submitted.

    ``page`` is of the choices; ``problem`` is what was wrong with an answer.
    """
    if card.asking is None:
        return _card(card, _ready_rows(card))
    row = (_change_button(card), _cancel_button(card))
    if card.asking not in card.form.missing() and card.asking not in _doubted(card):
        row = (_back_button(card), _cancel_button(card))
    rows = [*choice_rows(card, card.asking, page), row]
    question = Message(QUESTIONS[card.asking])
    return _card(card, rows, *((question,) if problem is None else (problem, question)))


def menu_message(card: Card) -> Message:
    """The card with a button for each field that can be corrected."""
    rows = [
        tuple(Button(key, tap_data("log.field", card.draft_id, field)) for field, key in row)
        for row in FIELD_BUTTONS
    ]
    rows += [_extra_row(card), (_back_button(card), _cancel_button(card))]
    return _card(card, rows, Message("log-ask-field"))


def people_message(card: Card, people: tuple[Choice, ...], page: int) -> Message:
    """The card with a page of people to log for."""
    pages = max(1, -(-len(people) // PEOPLE_PAGE))
    page = min(page, pages - 1)
    shown = people[page * PEOPLE_PAGE : (page + 1) * PEOPLE_PAGE]
    rows = in_rows([_person_button(card, one, page) for one in shown], 2)
    rows.extend(turning(page, pages, lambda other: tap_data("log.who", card.draft_id, other)))
    rows.append((Button("button-done", tap_data("log.card", card.draft_id)),))
    return _card(card, rows, Message("log-ask-people"))


def photos_message(card: Card) -> Message:
    """The card while photos are expected."""
    rows = []
    if card.form.photos:
        rows.append((Button("log-button-no-photos", tap_data("log.nophoto", card.draft_id)),))
    rows.append((Button("button-done", tap_data("log.card", card.draft_id)),))
    return _card(card, rows, Message("log-ask-photos", {"limit": PHOTO_LIMIT}))


def submitted_message(done: Submitted) -> Message:
    """What became of a draft, and honestly who will look at it."""
    lines = [*fact_lines(done.form), *_photo_line(len(done.form.photos))]
    if done.enterer is not None:
        lines.append(Message("service-line-people", {"names": Listing(done.names)}))
        lines.append(Message("service-line-entered-by", {"name": done.enterer}))
    if done.confirmers:
        lines.append(Message("log-waits-for", {"names": Listing(done.confirmers)}))
    else:
        lines.append(Message("log-waits-for-nobody"))
    return Message("log-submitted", more=tuple(lines))


def _card(card: Card, rows: Iterable[tuple[Button, ...]], *questions: Message) -> Message:
    form = card.form
    lines = [*fact_lines(form), *_photo_line(len(form.photos))]
    if card.enterer is not None:
        lines.append(Message("service-line-people", {"names": Listing(card.people)}))
        lines.append(Message("service-line-entered-by", {"name": card.enterer}))
    told = [Message(remark.key, remark.values) for remark in (*form.notes, *form.doubts)]
    if card.reason is not None:
        told.insert(0, Message("log-note-returned", {"reason": card.reason}))
    if card.offered:
        told.append(Message("log-note-offered"))
    told += _alike_lines(card)
    told += questions
    gap = [Message("log-gap")] if told and lines else []
    return Message(_title(form), buttons=tuple(rows), more=(*lines, *gap, *told))


def _title(form: ServiceForm) -> str:
    if form.returned:
        return "log-card-again"
    # 记得对吗 is no question as long as something is missing.
    return "log-card" if form.next_question() is None else "log-card-open"


def _photo_line(count: int) -> list[Message]:
    return [Message("service-line-photos", {"count": count})] if count else []


def _alike_lines(card: Card) -> list[Message]:
    if not card.alike:
        return []
    shown = [_alike_line(one) for one in card.alike[:ALIKE_SHOWN]]
    return [Message("log-alike"), *shown]


def _alike_line(one: Alike) -> Message:
    values: dict[str, Value] = {
        "name": shorten(one.name, SHORT_NAME),
        "day": one.day,
        "minutes": Minutes(one.minutes),
    }
    if one.place is None or one.state is None:
        return Message("log-alike-line-short", values)
    known: dict[str, Value] = {"place": shorten(one.place, SHORT_WORDS), "state": Term(one.state)}
    return Message("log-alike-line", values | known)


def _ready_rows(card: Card) -> Buttons:
    if card.alike:
        submit = Button("log-button-submit-anyway", tap_data("log.sure", card.draft_id))
    else:
        submit = Button("button-submit", tap_data("log.submit", card.draft_id))
    offered = in_rows([_person_button(card, one, 0, "log.offer") for one in card.offered], 2)
    return (*offered, (submit, _change_button(card), _cancel_button(card)), _extra_row(card))


def _extra_row(card: Card) -> tuple[Button, ...]:
    photo = Button("log-button-photo", tap_data("log.photo", card.draft_id))
    helped = Button("log-button-helped", tap_data("log.field", card.draft_id, Field.HELPED))
    if not card.for_others:
        return (photo, helped)
    return (photo, helped, Button("log-button-people", tap_data("log.who", card.draft_id, 0)))


def _person_button(card: Card, one: Choice, page: int, action: str = "log.pick") -> Button:
    name = f"{one.name} {one.hint}" if one.hint else one.name
    data = tap_data(action, card.draft_id, one.person_id, page)
    return Button("log-button-chosen" if one.chosen else "log-button-not-chosen", data, values={"name": name})


def _change_button(card: Card) -> Button:
    return Button("button-change", tap_data("log.change", card.draft_id))


def _cancel_button(card: Card) -> Button:
    return Button("button-cancel", tap_data("log.cancel", card.draft_id))


def _back_button(card: Card) -> Button:
    return Button("button-back", tap_data("log.card", card.draft_id))


def _doubted(card: Card) -> set[Field | None]:
    return {doubt.field for doubt in card.form.doubts}
