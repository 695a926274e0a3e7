"""Reviewing pledges (审诺): 通过, 退回 with a reason, the list of what waits, and 发到群."""

from __future__ import annotations

from bot.domain.messages import Button, Message, Value
from bot.domain.pledges import PledgeState
from bot.domain.record_words import SHORT_NAME, shorten, who
from bot.errors import UserError
from bot.usecases import pledge_groups, pledge_review
from bot.usecases.pledge_review import PledgeQueue, Reviewed
from bot.usecases.pledge_words import ALONE, RETURN_REASONS, brief, reason_value
from handlers.log_choices import in_rows
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("pledge-review")

REASON = "plr.reason"
_TO_QUEUE = Button("pledge-button-queue", tap_data("plr.list"))


@journey.tap("plr.list")
async def show_queue(talk: Talk) -> None:
    after_id = talk.number(0) if talk.arguments else 0
    await talk.show(queue_message(await talk.read(pledge_review.queue, after_id)))


@journey.tap("plr.card")
async def show_card(talk: Talk) -> None:
    await _show_card(talk)


@journey.tap("plr.ok")
async def publish(talk: Talk) -> None:
    pledge_id, version = talk.number(0), talk.number(1)
    try:
        seen = await talk.run(pledge_review.publish, pledge_id, version, talk.now, talk.house.working_days)
    except UserError as error:
        await _show_instead(talk, error)
    else:
        await talk.show(
            _message(seen), "pledge-toast-published" if seen.changed else "pledge-toast-was-decided"
        )


@journey.tap("plr.no")
async def ask_reason(talk: Talk) -> None:
    pledge_id, version = talk.number(0), talk.number(1)
    try:
        seen = await talk.read(pledge_review.find_submitted, pledge_id, version, talk.now)
    except UserError as error:
        await _show_instead(talk, error)
    else:
        await talk.show(_reasons_message(seen))


@journey.tap("plr.why")
async def return_for_chosen(talk: Talk) -> None:
    pledge_id, version, reason = talk.number(0), talk.number(1), talk.word(2)
    try:
        seen = await talk.run(pledge_review.give_back, pledge_id, version, reason, talk.now)
    except UserError as error:
        await _show_instead(talk, error)
    else:
        await talk.show(
            _message(seen), "pledge-toast-returned" if seen.changed else "pledge-toast-was-decided"
        )


@journey.tap("plr.type")
async def type_reason(talk: Talk) -> None:
    pledge_id, version = talk.number(0), talk.number(1)
    try:
        seen = await talk.run(pledge_review.ask_reason, pledge_id, version, REASON, talk.now)
    except UserError as error:
        await _show_instead(talk, error)
    else:
        back = Button("button-back", tap_data("plr.back", pledge_id))
        await talk.show(Message("pledge-type-reason", _name(seen), ((back,),)))


@journey.tap("plr.back")
async def leave_reason(talk: Talk) -> None:
    seen = await talk.run(pledge_review.leave_reason, talk.number(0), REASON, talk.now)
    await talk.show(_message(seen))


@journey.answer(REASON)
async def return_for_typed(talk: Talk) -> None:
    seen = await talk.run(pledge_review.give_back_for_typed, talk.subject_id, talk.text, talk.now)
    await talk.reply(_message(seen))


@journey.tap("plr.show")
async def show_to_groups(talk: Talk) -> None:
    count = await talk.run(pledge_groups.show_to_groups, talk.number(0), talk.now)
    seen = await talk.read(pledge_review.show, talk.number(0), talk.now)
    await talk.show(_message(seen), "pledge-toast-shown", count=count)


# -- what is shown -------------------------------------------------------------------------------------


async def _show_card(talk: Talk, toast: str | None = None) -> None:
    await talk.show(_message(await talk.read(pledge_review.show, talk.number(0), talk.now)), toast)


async def _show_instead(talk: Talk, error: UserError) -> None:
    """Show the pledge as it is now, when it is not what was tapped on; any other error goes on its way."""
    if error.key != "pledge-moved-on":
        raise error
    await _show_card(talk, "error-pledge-moved-on")


def _name(seen: Reviewed) -> dict[str, Value]:
    return {"name": shorten(seen.pledge.name, SHORT_NAME)}


def _message(seen: Reviewed) -> Message:
    """A pledge with what has been decided about it, and what can be."""
    pledge = seen.pledge
    values = {**_name(seen), "by": who(seen.by_name)}
    lines = list(seen.lines)
    if pledge.reason and pledge.state is PledgeState.RETURNED:
        lines.append(Message("pledge-line-reason", {"reason": reason_value(pledge.reason)}))
    if pledge.reason == ALONE:
        lines.append(Message("pledge-line-alone"))
    rows: list[tuple[Button, ...]] = []
    if seen.may_decide:
        mark = (pledge.id, pledge.version)
        rows.append(
            (
                Button("button-confirm", tap_data("plr.ok", *mark)),
                Button("button-return", tap_data("plr.no", *mark)),
            )
        )
    if seen.may_show:
        rows.append((Button("pledge-button-show", tap_data("plr.show", pledge.id)),))
    rows.append((_TO_QUEUE,))
    return Message(f"pledge-review-{pledge.state}", values, tuple(rows), tuple(lines))


def _reasons_message(seen: Reviewed) -> Message:
    mark = (seen.pledge.id, seen.pledge.version)
    reasons = [
        Button(f"pledge-reason-{reason}", tap_data("plr.why", *mark, reason)) for reason in RETURN_REASONS
    ]
    last = (
        Button("button-type-reason", tap_data("plr.type", *mark)),
        Button("button-back", tap_data("plr.card", seen.pledge.id)),
    )
    return Message("pledge-which-reason", _name(seen), (*in_rows(reasons, 2), last), seen.lines)


def queue_message(queue: PledgeQueue) -> Message:
    """A page of what waits."""
    if not queue.pledges:
        return Message("pledge-queue-empty")
    lines = tuple(
        Message("pledge-queue-line", {**brief(one), "number": number})
        for number, one in enumerate(queue.pledges, 1)
    )
    numbers = tuple(
        Button("button-number", tap_data("plr.card", one.id), values={"number": number})
        for number, one in enumerate(queue.pledges, 1)
    )
    rows = [numbers]
    if queue.more:
        rows.append((Button("button-next", tap_data("plr.list", queue.pledges[-1].id)),))
    elif queue.after_id:
        rows.append((Button("button-first-page", tap_data("plr.list")),))
    return Message("pledge-queue", {"count": queue.left}, tuple(rows), lines)
