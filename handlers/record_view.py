"""How a service record looks: as a line, as a card with its history, and with its photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from telegram import InputMediaPhoto

from bot.domain.decisions import reason_value
from bot.domain.messages import Button, Message, Term, Value
from bot.domain.record_words import SHORT_NAME, brief, shorten, state_key, who
from bot.domain.service import RecordChange, RecordState, ServiceRecord
from bot.usecases.corrections import difference_line
from bot.usecases.record_cards import Act, Happened, RecordCard
from bot.usecases.service_lines import fact_lines
from handlers.routing import tap_data
from handlers.talk import Talk

EVENTS: Mapping[RecordChange, str] = MappingProxyType(
    {
        RecordChange.SUBMITTED: "record-was-submitted",
        RecordChange.CONFIRMED: "record-was-confirmed",
        RecordChange.RETURNED: "record-was-returned",
        RecordChange.RESUBMITTED: "record-was-resubmitted",
        RecordChange.CORRECTED: "record-was-corrected",
        RecordChange.REVOKED: "record-was-revoked",
        RecordChange.WITHDRAWN: "record-was-withdrawn",
    }
)


def line(record: ServiceRecord, number: int) -> Message:
    """A record of somebody in a list, with the number that its button bears."""
    return Message("record-line", {**brief(record), "number": number})


def own_line(record: ServiceRecord, number: int) -> Message:
    """A record in its volunteer's own list, with its state."""
    return Message("record-line-own", {**brief(record), "number": number, "state": Term(state_key(record))})


def number_row(records: Sequence[ServiceRecord], action: str, *arguments: object) -> tuple[Button, ...]:
    """Buttons 1, 2, 3 … that open the records of a list; ``arguments`` follow the record's id."""
    return tuple(
        Button("button-number", tap_data(action, record.id, *arguments), values={"number": number})
        for number, record in enumerate(records, 1)
    )


def card_message(card: RecordCard, back: Button | None = None, queue: int | None = None) -> Message:
    """Everything about a record and a button for each thing that can be done about it.

    ``queue``: the place in the review queue that a decision leads back to.
    """
    record = card.record
    lines = fact_lines(record.facts)
    if card.photos:
        lines.append(Message("service-line-photos", {"count": card.photos}))
    if card.enterer:
        lines.append(Message("service-line-entered-by", {"name": shorten(card.enterer, SHORT_NAME)}))
    if record.reason and record.state in (RecordState.RETURNED, RecordState.REVOKED):
        lines.append(Message("record-line-reason", {"reason": reason_value(record.reason)}))
    lines.append(Message("record-history"))
    if card.earlier:
        lines.append(Message("record-history-earlier", {"count": card.earlier}))
    for happened in card.history:
        lines += _history_lines(happened)
    values: dict[str, Value] = {
        "name": shorten(record.person_name, SHORT_NAME),
        "state": Term(state_key(record)),
    }
    rows = [*_act_rows(card, queue)]
    if back is not None:
        rows.append((back,))
    return Message("record-card", values, tuple(rows), tuple(lines))


def _history_lines(happened: Happened) -> list[Message]:
    values: dict[str, Value] = {"moment": happened.moment, "by": who(happened.by)}
    lines = [Message(EVENTS[happened.change], values)]
    if happened.reason:
        reason = reason_value(happened.reason)
        lines.append(Message("record-history-reason", {"reason": reason}))
    return [*lines, *(difference_line(one) for one in happened.differences)]


def _act_rows(card: RecordCard, queue: int | None) -> list[tuple[Button, ...]]:
    record = card.record
    mark = (record.id, record.version)
    rows: list[tuple[Button, ...]] = []
    if Act.DECIDE in card.acts:
        rows.append(decide_row(record, queue))
    if Act.AGAIN in card.acts:
        rows.append((Button("button-log-again", tap_data("log.again", record.id)),))
    if Act.WITHDRAW in card.acts:
        rows.append((Button("button-withdraw", tap_data("rec.drop", *mark)),))
    if Act.ASK_CORRECTION in card.acts:
        rows.append((Button("button-ask-correction", tap_data("rec.wish", record.id)),))
    if Act.CORRECT in card.acts:
        correct = Button("button-correct", tap_data("cor.open", *mark))
        rows.append((correct, Button("button-revoke", tap_data("cor.revoke", *mark))))
    if card.photos:
        photos = Button("button-photos", tap_data("rec.pic", record.id), values={"count": card.photos})
        rows.append((photos,))
    return rows


def decide_row(record: ServiceRecord, queue: int | None) -> tuple[Button, ...]:
    """The two buttons that decide about a record as it is shown."""
    arguments = (record.id, record.version) if queue is None else (record.id, record.version, queue)
    return (
        Button("button-confirm", tap_data("rev.ok", *arguments)),
        Button("button-return", tap_data("rev.no", *arguments)),
    )


async def send_photos(talk: Talk, file_ids: Sequence[str]) -> None:
    """Send a record's photos into the private chat, as one album when there are several."""
    await talk.toast(None if file_ids else "record-no-photos")
    if len(file_ids) == 1:
        await talk.house.bot.send_photo(talk.chat_id, file_ids[0])
    elif file_ids:
        await talk.house.bot.send_media_group(talk.chat_id, [InputMediaPhoto(one) for one in file_ids])
