"""What whoever runs a meeting sees of it: who comes, the roll, what it decided, calling it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from bot.domain.meetings import MeetingState, Presence, Reply
from bot.domain.messages import Button, Listing, Message, Term, Value
from bot.domain.record_words import shorten
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import meeting_roll, meeting_sending
from bot.usecases.meeting_answers import is_open, reason_value
from bot.usecases.meeting_roll import Roll
from bot.usecases.meeting_words import brief, kind_term, row_lines
from bot.usecases.motion_words import came_line
from handlers.meeting_kept import kept_buttons, kept_lines
from handlers.paging import turning
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.attendance import Attendee
from storage.database import Transaction

journey = Journey("meeting-roll")

PAGE = 8  # people on a page of the roll
NAMES_SHOWN = 60
SHOWN_AGENDA = 200  # characters

_MODES: Mapping[Presence, str] = MappingProxyType(
    {
        Presence.ON_TIME: "meeting-mode-on-time",
        Presence.LATE: "meeting-mode-late",
        Presence.LEFT_EARLY: "meeting-mode-left-early",
        Presence.ABSENT: "meeting-mode-absent",
    }
)
_MARKS: Mapping[Presence | None, str] = MappingProxyType(
    {
        None: "meeting-mark-none",
        Presence.ON_TIME: "meeting-mark-on-time",
        Presence.LATE: "meeting-mark-late",
        Presence.LEFT_EARLY: "meeting-mark-left-early",
        Presence.ABSENT: "meeting-mark-absent",
    }
)


# -- who comes -----------------------------------------------------------------------------------------


@journey.tap("mtg.run")
async def see_meeting(talk: Talk) -> None:
    roll = await talk.read(meeting_roll.open_roll, talk.number(0))
    await talk.show(run_message(roll, talk.now))


def run_message(roll: Roll, now: datetime) -> Message:
    """A meeting with its numbers and names, and everything that can be done about it now."""
    row, tally = roll.meeting, roll.tally
    values: dict[str, Value] = {"kind": kind_term(row.kind), "place": roll.branch.name}
    # A long agenda leaves no room for the names.
    lines = [*row_lines(replace(row, agenda=shorten(row.agenda, SHOWN_AGENDA)), roll.branch.timezone)]
    if row.state is MeetingState.CANCELLED:
        return Message("meeting-run", values, more=(*lines, Message("meeting-mine-off")))
    if row.state is MeetingState.HELD:
        lines += _came(roll)
    else:
        lines += _replies(roll)
    lines += kept_lines(roll)
    rows: list[tuple[Button, ...]] = []
    if meeting_roll.is_open(row, now):
        roll_key = "meeting-button-roll" if tally.present + tally.absent else "meeting-button-roll-begin"
        calls = [Button(roll_key, tap_data("mtg.roll", row.id, 0, Presence.ON_TIME))]
        if row.state is MeetingState.ANNOUNCED and roll.door.presence(row.starts_at, now) is not None:
            calls.insert(0, Button("sign-in-button-open", tap_data("mtg.door", row.id)))
        rows.append(tuple(calls))
        rows += kept_buttons(roll)
    if is_open(row, now):
        change = Button("meeting-button-change", tap_data("mtg.change", row.id))
        off = Button("meeting-button-off", tap_data("mtg.off", row.id))
        rows.append((change, off))
    return Message("meeting-run", values, tuple(rows), tuple(lines))


def _replies(roll: Roll) -> list[Message]:
    tally = roll.tally
    counts: dict[str, Value] = {
        "should": tally.should,
        "attending": tally.attending,
        "leave": tally.granted,
        "silent": tally.silent,
    }
    lines = [Message("meeting-line-replies", counts)]
    silent = [one.name for one in roll.attendees if one.reply in {None, Reply.LEAVE_REFUSED}]
    if silent:
        lines.append(Message("meeting-line-silent", {"names": _names(silent)}))
    lines += [
        Message("meeting-line-asked", {"name": one.name, "reason": reason_value(one.reason)})
        for one in roll.attendees
        if one.reply is Reply.LEAVE_ASKED
    ]
    untold = [one.name for one in roll.attendees if not one.reachable]
    if untold:
        lines.append(Message("meeting-line-untold", {"names": _names(untold)}))
    return lines


def _came(roll: Roll) -> list[Message]:
    lines = [came_line(roll)]
    absent = [one.name for one in roll.attendees if one.presence is Presence.ABSENT]
    if absent:
        lines.append(Message("meeting-line-absent", {"names": _names(absent)}))
    if roll.meeting.recorded_late:
        lines.append(Message("meeting-line-recorded-late"))
    return lines


def _names(names: list[str]) -> Listing:
    return Listing(tuple(names[:NAMES_SHOWN]))


# -- the roll ------------------------------------------------------------------------------------------


@journey.tap("mtg.roll")
async def call_roll(talk: Talk) -> None:
    mode = _mode(talk.word(2))
    roll = await talk.read(meeting_roll.check_open, talk.number(0), talk.now)
    await talk.show(roll_message(roll, talk.number(1), mode))


@journey.tap("mtg.mark")
async def mark(talk: Talk) -> None:
    meeting_id, person_id, page, mode = talk.number(0), talk.number(1), talk.number(2), _mode(talk.word(3))
    roll = await talk.run(_toggle, meeting_id, person_id, mode, talk.now)
    await talk.show(roll_message(roll, page, mode))


@journey.tap("mtg.all")
async def mark_everybody(talk: Talk) -> None:
    roll = await talk.run(meeting_roll.mark_rest, talk.number(0), talk.now)
    await talk.show(roll_message(roll, 0, Presence.LATE))


@journey.tap("mtg.held")
async def close(talk: Talk) -> None:
    roll = await talk.run(meeting_roll.hold, talk.number(0), talk.now, talk.house.working_days)
    await talk.show(run_message(roll, talk.now), "meeting-toast-held")


def roll_message(roll: Roll, page: int, mode: Presence) -> Message:
    """A page of the roll; a press on a name marks it as ``mode``, another takes the mark away."""
    row = roll.meeting
    pages = max(1, -(-len(roll.attendees) // PAGE))
    page = min(page, pages - 1)
    shown = roll.attendees[page * PAGE : (page + 1) * PAGE]
    rows = [tuple(_mode_button(row.id, page, one, chosen=one is mode) for one in _MODES)]
    rows += [(_mark_button(row.id, one, page, mode),) for one in shown]
    rows.extend(turning(page, pages, lambda other: tap_data("mtg.roll", row.id, other, mode)))
    if row.state is MeetingState.ANNOUNCED:
        everybody = Button("meeting-button-all", tap_data("mtg.all", row.id))
        rows.append((everybody, Button("meeting-button-held", tap_data("mtg.held", row.id))))
    rows.append((Button("button-back", tap_data("mtg.run", row.id)),))
    tally = roll.tally
    values: dict[str, Value] = {
        **brief(row, roll.branch.timezone),
        "present": tally.present,
        "should": tally.should,
        "leave": tally.granted,
    }
    return Message("meeting-roll", values, tuple(rows))


def _mode_button(meeting_id: int, page: int, mode: Presence, *, chosen: bool) -> Button:
    data = tap_data("mtg.roll", meeting_id, page, mode)
    key = "meeting-mode-chosen" if chosen else "meeting-mode"
    return Button(key, data, values={"mode": Term(_MODES[mode])})


def _mark_button(meeting_id: int, one: Attendee, page: int, mode: Presence) -> Button:
    on_leave = one.presence is None and one.reply is Reply.LEAVE_GRANTED
    key = "meeting-mark-leave" if on_leave else _MARKS[one.presence]
    values: dict[str, Value] = {"name": one.name}
    if one.presence is Presence.LATE and (one.minute or 0) > 0:
        key, values = "meeting-mark-late-minutes", {**values, "minutes": one.minute or 0}
    return Button(key, tap_data("mtg.mark", meeting_id, one.person_id, page, mode), values=values)


def _mode(word: str) -> Presence:
    try:
        return Presence(word)
    except ValueError:
        raise UserError("button-broken") from None


def _toggle(
    tx: Transaction, actor: Actor, meeting_id: int, person_id: int, mode: Presence, now: datetime
) -> Roll:
    roll = meeting_roll.check_open(tx, actor, meeting_id, now)
    marked = {one.person_id: one.presence for one in roll.attendees}
    presence = None if marked.get(person_id) is mode else mode
    return meeting_roll.mark(tx, actor, meeting_id, person_id, presence, now)


# -- calling it off ------------------------------------------------------------------------------------


@journey.tap("mtg.off")
async def ask_sure(talk: Talk) -> None:
    roll = await talk.read(meeting_roll.open_roll, talk.number(0))
    sure = Button("meeting-button-sure", tap_data("mtg.sure", roll.meeting.id))
    back = Button("button-back", tap_data("mtg.run", roll.meeting.id))
    values: dict[str, Value] = {**brief(roll.meeting, roll.branch.timezone), "should": roll.tally.should}
    await talk.show(Message("meeting-ask-sure", values, ((sure,), (back,))))


@journey.tap("mtg.sure")
async def call_off(talk: Talk) -> None:
    done = await talk.run(meeting_sending.call_off, talk.number(0), talk.now, talk.house.working_days)
    values: dict[str, Value] = {**brief(done.meeting, done.branch.timezone), "count": done.people}
    await talk.show(Message("meeting-is-off", values))
