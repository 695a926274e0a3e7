"""What is said of a meeting: the same lines on its card, in the invitation and in a reminder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.meetings import MeetingKind, Reply
from bot.domain.messages import Button, Buttons, Message, Term, Value
from bot.domain.service import local_now
from storage.meetings import MeetingRow

# What is said about a time that was understood, but cannot be; of any other, that it was not.
TIME_DOUBTS: Mapping[str, str] = MappingProxyType(
    {
        "past": "meeting-time-past",
        "too-far": "meeting-time-far",
        "time-missing": "meeting-time-missing",
        "time-impossible": "meeting-time-impossible",
        "date-impossible": "meeting-time-impossible",
    }
)
TIME_UNCLEAR = "meeting-time-unclear"


def kind_term(kind: MeetingKind) -> Term:
    """The kind of a meeting as a word."""
    return Term(f"meeting-kind-{kind}")


def subject_of(meeting_id: int) -> str:
    """By which the reminders of a meeting are taken back."""
    return f"meeting:{meeting_id}"


def when_values(at: datetime, timezone: str) -> dict[str, Value]:
    """A UTC time as the values ``day`` and ``time`` of the branch's clock."""
    local = local_now(at, timezone)
    return {"day": local.date(), "time": f"{local:%H:%M}"}


def fact_lines(
    starts_at: datetime | None, place: str, agenda: str, host: str, timezone: str
) -> tuple[Message, ...]:
    """When, where, by whom and about what; what is not known is left out."""
    lines = []
    if starts_at is not None:
        lines.append(Message("meeting-line-when", when_values(starts_at, timezone)))
    if place:
        lines.append(Message("meeting-line-place", {"place": place}))
    if host:
        lines.append(Message("meeting-line-host", {"host": host}))
    if agenda:
        lines.append(Message("meeting-line-agenda", {"agenda": agenda}))
    return tuple(lines)


def row_lines(row: MeetingRow, timezone: str) -> tuple[Message, ...]:
    """``fact_lines`` of a meeting that has been announced."""
    return fact_lines(row.starts_at, row.place, row.agenda, row.host, timezone)


def brief(row: MeetingRow, timezone: str) -> dict[str, Value]:
    """A meeting in one line: the values ``kind``, ``day`` and ``time``."""
    return {"kind": kind_term(row.kind), **when_values(row.starts_at, timezone)}


def reply_buttons(meeting_id: int, reply: Reply | None = None) -> Buttons:
    """参加 and 请假 under an invitation, or the one of them that would change the answer given."""
    come = Button("meeting-button-come", f"mtg.come:{meeting_id}")
    leave = Button("meeting-button-leave", f"mtg.leave:{meeting_id}")
    if reply is Reply.ATTENDING:
        return ((leave,),)
    if reply in {Reply.LEAVE_ASKED, Reply.LEAVE_GRANTED}:
        return ((come,),)
    return ((come, leave),)
