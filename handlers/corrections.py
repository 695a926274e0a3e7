"""Correcting and revoking a confirmed record, field by field and never without a reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.messages import Button, Message, Minutes, Term
from bot.domain.record_words import brief, state_key
from bot.domain.service import STEP, Helped, ServiceCategory
from bot.domain.service_draft import Field
from bot.errors import UserError
from bot.usecases import corrections
from bot.usecases.correction_fields import NOTHING
from bot.usecases.corrections import CorrectionCard
from bot.usecases.record_cards import return_to_record, show_record
from bot.usecases.service_lines import fact_lines
from handlers.record_view import card_message
from handlers.routing import Handler, Journey, tap_data
from handlers.talk import Talk

journey = Journey("corrections")

REASON = "cor.reason"
REVOCATION = "cor.revoke"
HALF_HOURS = 12  # buttons up to six hours; anything longer is typed

FIELDS: Mapping[Field, tuple[str, str]] = MappingProxyType(
    {
        Field.DAY: ("field-day", "corrections-ask-day"),
        Field.START: ("field-start", "corrections-ask-start"),
        Field.MINUTES: ("field-minutes", "corrections-ask-minutes"),
        Field.PLACE: ("field-place", "corrections-ask-place"),
        Field.CATEGORY: ("field-category", "corrections-ask-category"),
        Field.WORDS: ("field-words", "corrections-ask-words"),
        Field.HELPED: ("field-helped", "corrections-ask-helped"),
        Field.HELPED_WORDS: ("field-helped-words", "corrections-ask-helped-words"),
    }
)
# The others have nothing but buttons.
TYPED = (Field.DAY, Field.START, Field.MINUTES, Field.PLACE, Field.WORDS, Field.HELPED_WORDS)


@journey.tap("cor.open")
async def open_correction(talk: Talk) -> None:
    record_id = talk.number(0)
    try:
        card = await talk.run(corrections.open_correction, record_id, talk.number(1), talk.now)
    except UserError as error:
        await _show_instead(talk, error, record_id)
    else:
        await talk.show(_message(card))


@journey.tap("cor.show")
async def show(talk: Talk) -> None:
    await talk.show(_message(await talk.run(corrections.return_to_correction, talk.number(0), talk.now)))


@journey.tap("cor.field")
async def ask_field(talk: Talk) -> None:
    draft_id, name = talk.number(0), talk.word(1)
    if name in TYPED:
        question = f"cor.{name}"
        card = await talk.run(corrections.ask_field, draft_id, name, question, talk.now)
    else:
        card = await talk.read(corrections.show_correction, draft_id, talk.now)
    if name not in list(Field):
        raise UserError("button-broken")
    await talk.show(_field_message(card, Field(name)))


@journey.tap("cor.set")
async def pick_value(talk: Talk) -> None:
    draft_id, name, word = talk.number(0), talk.word(1), talk.word(2)
    await talk.show(_message(await talk.run(corrections.pick_value, draft_id, name, word, talk.now)))


def _typing(field: Field) -> Handler:
    async def type_value(talk: Talk) -> None:
        draft_id = talk.subject_id
        try:
            card = await talk.run(corrections.type_value, draft_id, field, talk.text, talk.now)
        except UserError as error:
            # Asked once more, with its buttons at hand; a correction that is over says so itself.
            card = await talk.run(corrections.ask_field, draft_id, field, f"cor.{field}", talk.now)
            asked = _field_message(card, field)
            await talk.reply(Message(f"error-{error.key}", error.values, asked.buttons, (asked,)))
        else:
            await talk.reply(_message(card))

    return type_value


for _one in TYPED:
    journey.answer(f"cor.{_one}")(_typing(_one))


@journey.tap("cor.why")
async def ask_reason(talk: Talk) -> None:
    card = await talk.run(corrections.ask_reason, talk.number(0), REASON, talk.now)
    lines = tuple(corrections.difference_line(one) for one in card.differences)
    back = Button("button-back", tap_data("cor.show", card.draft_id))
    await talk.show(Message("corrections-ask-reason", brief(card.record), ((back,),), lines))


@journey.answer(REASON)
async def apply(talk: Talk) -> None:
    done = await talk.run(corrections.correct_record, talk.subject_id, talk.text, talk.now)
    lines = tuple(corrections.difference_line(one) for one in done.differences)
    see = Button("button-see-record", tap_data("rec.card", done.record.id))
    await talk.reply(Message("corrections-done", brief(done.record), ((see,),), lines))


@journey.tap("cor.drop")
async def drop(talk: Talk) -> None:
    record = await talk.run(corrections.drop_correction, talk.number(0), talk.now)
    if record is None:
        raise UserError("correction-over")
    see = Button("button-see-record", tap_data("rec.card", record.id))
    await talk.show(Message("corrections-dropped", buttons=((see,),)))


@journey.tap("cor.revoke")
async def ask_revoke(talk: Talk) -> None:
    record_id, version = talk.number(0), talk.number(1)
    try:
        record = await talk.run(corrections.ask_revoke_reason, record_id, version, REVOCATION, talk.now)
    except UserError as error:
        await _show_instead(talk, error, record_id)
    else:
        back = Button("button-back", tap_data("cor.keep", record_id))
        await talk.show(Message("corrections-ask-revoke", brief(record), ((back,),)))


@journey.tap("cor.keep")
async def leave_revocation(talk: Talk) -> None:
    card = await talk.run(return_to_record, talk.number(0), REVOCATION, talk.now)
    await talk.show(card_message(card))


@journey.answer(REVOCATION)
async def revoke(talk: Talk) -> None:
    done = await talk.run(corrections.revoke_record, talk.subject_id, talk.text, talk.now)
    see = Button("button-see-record", tap_data("rec.card", done.record.id))
    await talk.reply(Message("corrections-revoked", brief(done.record), ((see,),)))


# -- what is shown -------------------------------------------------------------------------------------


async def _show_instead(talk: Talk, error: UserError, record_id: int) -> None:
    if error.key != "record-moved-on":
        raise error
    card = await talk.run(show_record, record_id, talk.now)
    await talk.show(card_message(card), "error-record-moved-on")


def _message(card: CorrectionCard) -> Message:
    """The correction: what the record will say, what differs, and a button for each field."""
    lines = fact_lines(card.facts)
    if card.differences:
        lines.append(Message("corrections-differences"))
        lines += (corrections.difference_line(one) for one in card.differences)
    fields = [
        Button(key, tap_data("cor.field", card.draft_id, field))
        for field, (key, _) in FIELDS.items()
        if field is not Field.HELPED_WORDS or card.facts.helped
    ]
    rows = [tuple(fields[at : at + 3]) for at in range(0, len(fields), 3)]
    if card.differences:
        rows.append((Button("button-reason-and-correct", tap_data("cor.why", card.draft_id)),))
    rows.append((Button("button-cancel", tap_data("cor.drop", card.draft_id)),))
    record = card.record
    values = {"name": brief(record)["name"], "state": Term(state_key(record))}
    return Message("corrections-card", values, tuple(rows), tuple(lines))


def _field_message(card: CorrectionCard, field: Field) -> Message:
    buttons = _choices(card, field)
    rows = [tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3)]
    rows.append((Button("button-back", tap_data("cor.show", card.draft_id)),))
    return Message(FIELDS[field][1], buttons=tuple(rows))


def _choices(card: CorrectionCard, field: Field) -> list[Button]:
    def data(value: object) -> str:
        return tap_data("cor.set", card.draft_id, field, value)

    match field:
        case Field.DAY:
            return [Button("button-day", data(day.isoformat()), values={"day": day}) for day in card.days]
        case Field.MINUTES:
            lengths = range(STEP, STEP * (HALF_HOURS + 1), STEP)
            return [Button("button-minutes", data(one), values={"minutes": Minutes(one)}) for one in lengths]
        case Field.CATEGORY:
            return [Button(f"category-{one}", data(one)) for one in ServiceCategory]
        case Field.HELPED:
            found = [Button(f"helped-{one}", data(one)) for one in Helped]
            return [*found, Button("button-nothing", data(NOTHING))]
        case Field.START:
            return [Button("button-nothing", data(NOTHING))]
    return []
