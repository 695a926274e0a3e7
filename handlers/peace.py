"""/mute, what came and why, putting a reminder off, and what is in a digest."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.delivery.rendering import visible_length
from bot.domain.messages import Button, Buttons, Message, Moment, Term, Value
from bot.domain.peace import Topic, family_of
from bot.usecases import digests, muting, putting_off
from bot.usecases.muting import Muted, Received, Span
from bot.usecases.putting_off import Offer
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("peace")

LONGEST_TEXT = 3900  # characters of a reminder to which a line can still be added


@journey.command("mute")
@journey.phrase("mute")
@journey.tap("pc.mute")
async def show_mutes(talk: Talk) -> None:
    await talk.show(_mutes_message(await talk.read(muting.show_mutes, talk.now)))


@journey.tap("pc.topic")
async def choose_span(talk: Talk) -> None:
    muted = await talk.read(muting.show_mutes, talk.now)
    await talk.show(_spans_message(muted, talk.word(0)))


@journey.tap("pc.hush")
async def choose_span_below(talk: Talk) -> None:
    # The reminder itself stays where it is.
    muted = await talk.read(muting.show_mutes, talk.now)
    await talk.toast()
    await talk.reply(_spans_message(muted, talk.word(0)))


@journey.tap("pc.for")
async def mute(talk: Talk) -> None:
    topic = talk.word(0)
    muted = await talk.run(muting.mute, topic, talk.word(1), talk.now)
    undo = Button("mute-button-undo", tap_data("pc.undo", topic))
    back = Button("button-back", tap_data("pc.mute"))
    end = muted.moment(Topic(topic))
    values: dict[str, Value] = {"topic": Term(f"topic-{topic}")}
    key = "mute-done-always"
    if end is not None:
        key, values = "mute-done", {**values, "until": end}
    await talk.show(Message(key, values, ((undo, back),)), "mute-toast")


@journey.tap("pc.undo")
async def undo(talk: Talk) -> None:
    muted = await talk.run(muting.unmute, talk.word(0), talk.now)
    await talk.show(_mutes_message(muted), "mute-toast-undone")


@journey.tap("pc.why")
async def show_received(talk: Talk) -> None:
    await talk.show(_received_message(await talk.read(muting.received, talk.now)))


@journey.tap("pc.later")
async def offer(talk: Talk) -> None:
    found = await talk.read(putting_off.offer, talk.number(0), talk.now)
    await _put_buttons(talk, _offer_rows(found))
    await talk.toast()


@journey.tap("pc.snooze")
async def put_off(talk: Talk) -> None:
    at = await talk.run(putting_off.put_off, talk.number(0), talk.word(1), talk.now)
    await talk.toast("later-toast", {"at": at})
    await _say_when(talk, at)


@journey.tap("pc.back")
async def show_again(talk: Talk) -> None:
    message = await talk.read(putting_off.show, talk.number(0))
    await _put_buttons(talk, message.buttons)
    await talk.toast()


@journey.tap("pc.digest")
async def turn_page(talk: Talk) -> None:
    page = talk.number(1)
    found = await talk.read(digests.show, talk.number(0))
    await talk.show(found.message(page))


@journey.tap("pc.see")
async def see(talk: Talk) -> None:
    sent = await talk.run(digests.open_line, talk.number(0), talk.now)
    await talk.toast("digest-toast" if sent else "digest-toast-again")


# -- what is shown -------------------------------------------------------------------------------------


def me_line(received: Received) -> Message:
    """How much the bot has sent somebody this month, for their own card."""
    return Message("me-received", {"count": received.count})


def me_buttons() -> tuple[Button, ...]:
    """The ways from somebody's own card to less of it."""
    return (Button("button-mute", tap_data("pc.mute")), Button("button-why-received", tap_data("pc.why")))


def _mutes_message(muted: Muted) -> Message:
    lines = [_topic_line(muted, topic) for topic in Topic]
    rows = [
        tuple(
            Button(
                "mute-topic-off" if topic in muted.until else "mute-topic-on",
                tap_data("pc.topic", topic),
                values={"topic": Term(f"topic-{topic}")},
            )
            for topic in pair
        )
        for pair in (list(Topic)[at : at + 2] for at in range(0, len(Topic), 2))
    ]
    return Message("mute-topics", buttons=tuple(rows), more=(*lines, Message("mute-never")))


def _spans_message(muted: Muted, topic: str) -> Message:
    if topic not in set(Topic):
        return _mutes_message(muted)
    spans = [Button(f"mute-{span}", tap_data("pc.for", topic, span)) for span in Span]
    rows: list[tuple[Button, ...]] = [tuple(spans[:2]), tuple(spans[2:])]
    if Topic(topic) in muted.until:
        rows.insert(0, (Button("mute-button-undo", tap_data("pc.undo", topic)),))
    rows.append((Button("button-back", tap_data("pc.mute")),))
    return Message("mute-how-long", {"topic": Term(f"topic-{topic}")}, tuple(rows))


def _topic_line(muted: Muted, topic: Topic) -> Message:
    values: dict[str, Value] = {"topic": Term(f"topic-{topic}"), "what": Term(f"topic-what-{topic}")}
    if topic not in muted.until:
        return Message("mute-line-on", values)
    end = muted.moment(topic)
    if end is None:
        return Message("mute-line-always", values)
    return Message("mute-line-until", {**values, "until": end})


def _received_message(found: Received) -> Message:
    lines = tuple(
        Message(
            "received-line",
            {
                "at": Moment.of(one.at.astimezone(ZoneInfo(found.timezone))),
                "kind": Term(f"came-{family_of(one.kind)}"),
                "reason": Term(one.reason),
            },
        )
        for one in found.latest
    )
    rows = ((Button("button-mute", tap_data("pc.mute")),),)
    return Message("received", {"count": found.count}, rows, lines or (Message("received-nothing"),))


def _offer_rows(found: Offer) -> Buttons:
    rows: list[tuple[Button, ...]] = [
        (Button(f"later-{choice}", tap_data("pc.snooze", found.push_id, choice), values={"at": at}),)
        for choice, at in found.choices.items()
    ]
    last = [Button("button-back", tap_data("pc.back", found.push_id))]
    if found.topic is not None:
        last.append(Button("button-mute", tap_data("pc.hush", found.topic)))
    return (*rows, tuple(last))


async def _put_buttons(talk: Talk, rows: Buttons) -> None:
    tapped = talk.query.message if talk.query else None
    if isinstance(tapped, telegram.Message):
        try:
            await talk.house.bot.edit_message_reply_markup(
                chat_id=talk.chat_id, message_id=tapped.message_id, reply_markup=talk.keyboard(rows)
            )
        except BadRequest:
            return  # it has these buttons already, or is gone


async def _say_when(talk: Talk, at: Moment) -> None:
    """Take the buttons away, and write below the reminder when it comes again."""
    line = talk.words(Message("later-done", {"at": at}))
    tapped = talk.query.message if talk.query else None
    text = tapped.text_html if isinstance(tapped, telegram.Message) and tapped.text else None
    if text is None or not isinstance(tapped, telegram.Message) or visible_length(text) > LONGEST_TEXT:
        await _put_buttons(talk, ())
        await talk.reply(Message("later-done", {"at": at}))
        return
    try:
        await talk.house.bot.edit_message_text(
            f"{text}\n\n{line}",
            chat_id=talk.chat_id,
            message_id=tapped.message_id,
            parse_mode=ParseMode.HTML,
        )
    except BadRequest:
        return  # somebody has deleted it
