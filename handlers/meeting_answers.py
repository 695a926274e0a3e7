"""参加, 请假 and 准假: what people answer to an invitation, and what is decided about leave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.meetings import MeetingState, Reply
from bot.domain.messages import Button, Message, Value
from bot.domain.rights import Actor
from bot.office.calendar_file import calendar_file
from bot.usecases import meeting_answers, meeting_groups
from bot.usecases.meeting_answers import REASONS, Answered, is_open, reason_value
from bot.usecases.meeting_words import brief, kind_term, reply_buttons, row_lines
from handlers.log_choices import in_rows
from handlers.meeting_card import run_button
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

journey = Journey("meeting-answers")

REASON = "mtg.reason"
_STANDS: Mapping[Reply, str] = MappingProxyType(
    {
        Reply.ATTENDING: "meeting-mine-attending",
        Reply.LEAVE_ASKED: "meeting-mine-asked",
        Reply.LEAVE_GRANTED: "meeting-mine-granted",
        Reply.LEAVE_REFUSED: "meeting-mine-refused",
    }
)


def own_message(seen: Answered, now: datetime) -> Message:
    """A meeting as one who should attend it sees it, with what they have answered."""
    row = seen.meeting
    lines = [*row_lines(row, seen.branch.timezone)]
    if row.state is MeetingState.CANCELLED:
        lines.append(Message("meeting-mine-off"))
    elif seen.me.reply is not None:
        lines.append(Message(_STANDS[seen.me.reply]))
    else:
        lines.append(Message("meeting-mine-silent"))
    buttons = reply_buttons(row.id, seen.me.reply) if is_open(row, now) else ()
    if buttons and seen.me.reply is Reply.ATTENDING:
        buttons = (*buttons, (Button("meeting-button-calendar", tap_data("mtg.ics", row.id)),))
    values: dict[str, Value] = {"kind": kind_term(row.kind), "place": seen.branch.name}
    return Message("meeting-mine", values, buttons, tuple(lines))


@journey.tap("mtg.see")
async def see(talk: Talk) -> None:
    await talk.show(own_message(await talk.run(_look, talk.number(0)), talk.now))


@journey.tap("mtg.come")
async def come(talk: Talk) -> None:
    done = await talk.run(_come, talk.number(0), talk.now)
    await talk.show(own_message(done, talk.now), "meeting-toast-come")


@journey.tap("mtg.ics")
async def send_calendar(talk: Talk) -> None:
    """The meeting as a file, for whoever keeps a calendar on the phone."""
    seen = await talk.read(meeting_answers.look, talk.number(0))
    kind = talk.house.texts.format(talk.locale, kind_term(seen.meeting.kind).key, html=False)
    one = meeting_answers.appointment(seen, f"{seen.branch.name} {kind}")
    await talk.toast()
    await talk.send_file("meeting.ics", calendar_file(one, talk.now), Message("meeting-calendar"))


@journey.tap("mtg.gcome", in_groups=True)
async def come_from_group(talk: Talk) -> None:
    """In a group only the toast says what became of the press."""
    await talk.run(meeting_groups.attend, talk.number(0), talk.chat_id, talk.now)
    await talk.toast("meeting-toast-come")


@journey.tap("mtg.gleave", in_groups=True)
async def leave_from_group(talk: Talk) -> None:
    """Why somebody cannot come is nobody's business in a group: that is asked in private."""
    seen = await talk.read(meeting_groups.check_leave, talk.number(0), talk.chat_id, talk.now)
    await talk.open_private(f"leave_{seen.meeting.id}")


@journey.link("leave")
@journey.tap("mtg.leave")
async def ask_reason(talk: Talk) -> None:
    seen = await talk.run(_ask_reason, talk.number(0), talk.now)
    reasons = [Button(f"meeting-why-{name}", tap_data("mtg.why", seen.meeting.id, name)) for name in REASONS]
    back = Button("button-back", tap_data("mtg.see", seen.meeting.id))
    values = brief(seen.meeting, seen.branch.timezone)
    await talk.show(Message("meeting-ask-reason", values, (*in_rows(reasons, 2), (back,))))


@journey.tap("mtg.why")
async def choose_reason(talk: Talk) -> None:
    reason = meeting_answers.chosen(talk.word(1))
    done = await talk.run(_leave, talk.number(0), reason, talk.now)
    await talk.show(own_message(done, talk.now), "meeting-toast-leave")


@journey.answer(REASON)
async def read_reason(talk: Talk) -> None:
    done = await talk.run(_leave_in_words, talk.subject_id, talk.text, talk.now)
    await talk.reply(own_message(done, talk.now))


@journey.tap("mtg.ok")
async def grant(talk: Talk) -> None:
    await _decide(talk, granted=True)


@journey.tap("mtg.no")
async def refuse(talk: Talk) -> None:
    await _decide(talk, granted=False)


async def _decide(talk: Talk, *, granted: bool) -> None:
    done = await talk.run(meeting_answers.decide, talk.number(0), talk.number(1), granted, talk.now)
    values = {
        **brief(done.meeting, done.branch.timezone),
        "name": done.me.name,
        "reason": reason_value(done.me.reason),
    }
    key = "meeting-decided-granted" if granted else "meeting-decided-refused"
    await talk.show(Message(key, values, ((run_button(done.meeting.id),),)))


def _look(tx: Transaction, actor: Actor, meeting_id: int) -> Answered:
    _ask_no_more(tx, actor)
    return meeting_answers.look(tx, actor, meeting_id)


def _ask_reason(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Answered:
    seen = meeting_answers.may_ask_leave(tx, actor, meeting_id, now)
    drafts.ask(tx, actor.telegram_id, REASON, meeting_id, now)
    return seen


def _come(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Answered:
    done = meeting_answers.attend(tx, actor, meeting_id, now)
    _ask_no_more(tx, actor)  # 参加 on the invitation, while below it is asked why not
    return done


def _leave(tx: Transaction, actor: Actor, meeting_id: int, reason: str, now: datetime) -> Answered:
    done = meeting_answers.ask_leave(tx, actor, meeting_id, reason, now)
    _ask_no_more(tx, actor)
    return done


def _leave_in_words(tx: Transaction, actor: Actor, meeting_id: int, text: str, now: datetime) -> Answered:
    done = meeting_answers.ask_leave_in_words(tx, actor, meeting_id, text, now)
    _ask_no_more(tx, actor)
    return done


def _ask_no_more(tx: Transaction, actor: Actor) -> None:
    drafts.ask_no_more(tx, actor.telegram_id, REASON)
