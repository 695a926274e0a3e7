"""/review and the buttons of a review request: confirm, return with a reason, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.domain.decisions import RETURN_REASONS, reason_value
from bot.domain.messages import Button, Message, Value
from bot.domain.record_words import brief, who
from bot.domain.rights import Right, may_anywhere
from bot.domain.service import RecordState, ServiceRecord
from bot.errors import UserError
from bot.usecases import pledge_review, review
from bot.usecases.record_cards import return_to_record, show_record
from bot.usecases.review import Decision, Queue
from handlers.pledge_review import queue_message as pledges_message
from handlers.record_view import card_message, line, number_row
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("review")

REASON = "rev.reason"
REASONS_IN_A_ROW = 2

# What a message says once its record has been decided, and the toast when somebody had done so before.
DECIDED: Mapping[RecordState, tuple[str, str]] = MappingProxyType(
    {
        RecordState.CONFIRMED: ("review-confirmed", "review-toast-was-confirmed"),
        RecordState.RETURNED: ("review-returned", "review-toast-was-returned"),
    }
)


@journey.command("review")
@journey.phrase("review")
@journey.tap("rev.list")
async def show_queue(talk: Talk) -> None:
    after_id = talk.number(0) if talk.arguments else 0
    actor = await talk.who()
    if may_anywhere(actor, Right.REVIEW_PLEDGES) and not may_anywhere(actor, Right.CONFIRM_RECORD):
        await talk.show(pledges_message(await talk.read(pledge_review.queue)))
        return
    queue = _queue_message(await talk.read(review.queue, after_id))
    waiting = await talk.read(pledge_review.count_waiting)
    await talk.show(replace(queue, buttons=(*queue.buttons, *_pledges_row(waiting))))


def _pledges_row(waiting: int) -> tuple[tuple[Button, ...], ...]:
    if not waiting:
        return ()
    return ((Button("pledge-button-waiting", tap_data("plr.list"), values={"count": waiting}),),)


@journey.tap("rev.page")
async def confirm_page(talk: Talk) -> None:
    after_id, count, mark = talk.number(0), talk.number(1), talk.number(2)
    done = await talk.run(review.confirm_page, after_id, count, mark, talk.now)
    if done.confirmed:
        said = Message("review-page-confirmed", {"count": len(done.confirmed)})
        await talk.show(_queue_message(done.queue, said), "review-toast-confirmed")
    else:
        said = Message("review-page-changed")
        await talk.show(_queue_message(done.queue, said), "review-toast-page-changed")


@journey.tap("rev.card")
async def show_card(talk: Talk) -> None:
    await _show_card(talk, talk.number(0), _place(talk, 1))


@journey.tap("rev.ok")
async def confirm(talk: Talk) -> None:
    record_id, version, place = talk.number(0), talk.number(1), _place(talk, 2)
    try:
        decision = await talk.run(review.confirm_record, record_id, version, talk.now)
    except UserError as error:
        await _show_instead(talk, error, record_id, place)
    else:
        await _show_decision(talk, decision, place, "review-toast-confirmed")


@journey.tap("rev.no")
async def ask_reason(talk: Talk) -> None:
    record_id, version, place = talk.number(0), talk.number(1), _place(talk, 2)
    try:
        record = await talk.read(review.find_submitted, record_id, version)
    except UserError as error:
        await _show_instead(talk, error, record_id, place)
    else:
        await talk.show(_reasons_message(record, place))


@journey.tap("rev.why")
async def return_for_chosen(talk: Talk) -> None:
    record_id, version, reason, place = talk.number(0), talk.number(1), talk.word(2), _place(talk, 3)
    try:
        decision = await talk.run(review.return_for_chosen, record_id, version, reason, talk.now)
    except UserError as error:
        await _show_instead(talk, error, record_id, place)
    else:
        await _show_decision(talk, decision, place, "review-toast-returned")


@journey.tap("rev.type")
async def type_reason(talk: Talk) -> None:
    record_id, version, place = talk.number(0), talk.number(1), _place(talk, 2)
    try:
        record = await talk.run(review.ask_return_reason, record_id, version, REASON, talk.now)
    except UserError as error:
        await _show_instead(talk, error, record_id, place)
    else:
        back = Button("button-back", tap_data("rev.back", record_id, *(() if place is None else (place,))))
        await talk.show(Message("review-type-reason", brief(record), ((back,),)))


@journey.tap("rev.back")
async def leave_reason(talk: Talk) -> None:
    place = _place(talk, 1)
    card = await talk.run(return_to_record, talk.number(0), REASON, talk.now)
    await talk.show(card_message(card, _back(place), place))


@journey.answer(REASON)
async def return_for_typed(talk: Talk) -> None:
    decision = await talk.run(review.return_for_typed, talk.subject_id, talk.text, talk.now)
    await talk.reply(_decision_message(decision, 0))


# -- what is shown -------------------------------------------------------------------------------------


def _place(talk: Talk, position: int) -> int | None:
    """Where in the queue the tapped button stood; None for a message of its own."""
    return talk.number(position) if len(talk.arguments) > position else None


async def _show_card(talk: Talk, record_id: int, place: int | None, toast: str | None = None) -> None:
    card = await talk.run(show_record, record_id, talk.now)
    await talk.show(card_message(card, _back(place), place), toast)


async def _show_instead(talk: Talk, error: UserError, record_id: int, place: int | None) -> None:
    """Show the record as it is now, when it is not what was tapped on; any other error goes on its way."""
    if error.key != "record-moved-on":
        raise error
    await _show_card(talk, record_id, place, "error-record-moved-on")


async def _show_decision(talk: Talk, decision: Decision, place: int | None, toast: str) -> None:
    message = _decision_message(decision, place)
    if decision.changed:
        await talk.show(message, toast)
    else:
        await talk.show(message, DECIDED[decision.record.state][1], by=who(decision.by_name))


def _decision_message(decision: Decision, place: int | None) -> Message:
    record = decision.record
    values: dict[str, Value] = {**brief(record), "by": who(decision.by_name)}
    if record.state is RecordState.RETURNED:
        values["reason"] = reason_value(record.reason or "")
    back = _back(place)
    return Message(DECIDED[record.state][0], values, ((back,),) if back else ())


def _back(place: int | None) -> Button | None:
    return None if place is None else Button("button-queue", tap_data("rev.list", place))


def _reasons_message(record: ServiceRecord, place: int | None) -> Message:
    after = () if place is None else (place,)
    mark = (record.id, record.version)
    reasons = [
        Button(f"reason-{reason}", tap_data("rev.why", *mark, reason, *after)) for reason in RETURN_REASONS
    ]
    rows = [tuple(reasons[at : at + REASONS_IN_A_ROW]) for at in range(0, len(reasons), REASONS_IN_A_ROW)]
    rows.append(
        (
            Button("button-type-reason", tap_data("rev.type", *mark, *after)),
            Button("button-back", tap_data("rev.card", record.id, *after)),
        )
    )
    return Message("review-which-reason", brief(record), tuple(rows))


def _queue_message(queue: Queue, said: Message | None = None) -> Message:
    if not queue.records:
        empty = Message("review-empty")
        return empty if said is None else Message(said.key, said.values, more=(empty,))
    lines = [line(record, number) for number, record in enumerate(queue.records, 1)]
    rows = [number_row(queue.records, "rev.card", queue.after_id)]
    whole = tap_data("rev.page", queue.after_id, len(queue.records), queue.mark)
    rows.append((Button("button-confirm-page", whole, values={"count": len(queue.records)}),))
    if queue.more:
        rows.append((Button("button-next", tap_data("rev.list", queue.records[-1].id)),))
    elif queue.after_id:
        rows.append((Button("button-first-page", tap_data("rev.list")),))
    title = Message("review-queue", {"count": queue.left})
    first = said or title
    more = (*(() if said is None else (title,)), *lines)
    return Message(first.key, first.values, tuple(rows), more)
