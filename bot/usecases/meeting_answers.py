"""参加 and 请假: what people answer to an invitation, and what is decided about leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from bot.domain.decisions import typed_reason
from bot.domain.meetings import MeetingState, Reply, may_reply
from bot.domain.messages import Button, Buttons, Lane, Message, Push, Term, Value
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, not_allowed
from bot.errors import UserError
from bot.office.calendar_file import Appointment
from bot.usecases import askable
from bot.usecases.meeting_card import check_to_come
from bot.usecases.meeting_rights import find_run, meeting_target
from bot.usecases.meeting_words import brief, subject_of
from storage import attendance, audit, branches, holdings, meetings, outbox, subjects
from storage.attendance import Attendee
from storage.database import Transaction
from storage.meetings import MeetingRow

KIND = "meeting-leave"
# Reasons that can be chosen instead of typed; stored as "#ill", worded as meeting-why-ill.
REASONS = ("ill", "work", "family", "away")
_MARK = "#"


@dataclass(frozen=True, slots=True)
class Answered:
    """A meeting and what somebody has answered to its invitation; ``me`` is the person it is about."""

    meeting: MeetingRow
    branch: Branch
    me: Attendee


def look(tx: Transaction, actor: Actor, meeting_id: int) -> Answered:
    """A meeting as one who should attend it sees it. Raises ``UserError`` ``meeting-not-yours``."""
    row = meetings.find(tx, meeting_id)
    if actor.person_id is None:
        raise not_allowed(actor)
    me = attendance.attendee(tx, meeting_id, actor.person_id)
    if row is None or me is None:
        raise UserError("meeting-not-yours")
    return Answered(row, branches.get(tx, row.branch_id), me)


def attend(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Answered:
    """参加. Raises ``UserError`` ``meeting-not-yours``, ``meeting-begun``, ``meeting-cancelled``."""
    return _reply(tx, actor, meeting_id, Reply.ATTENDING, "", now)


def may_ask_leave(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Answered:
    """Whether leave can be asked for at all, before anybody writes a reason. Raises as ``ask_leave``."""
    found = look(tx, actor, meeting_id)
    check_to_come(found.meeting, now)
    if found.me.reply is Reply.LEAVE_GRANTED:
        raise UserError("meeting-leave-granted-before")
    return found


def ask_leave(tx: Transaction, actor: Actor, meeting_id: int, reason: str, now: datetime) -> Answered:
    """请假, with a stored reason (``chosen`` or ``typed_reason``): whoever runs the meeting is asked.

    Raises as ``attend``, and ``meeting-leave-granted-before``.
    """
    may_ask_leave(tx, actor, meeting_id, now)
    done = _reply(tx, actor, meeting_id, Reply.LEAVE_ASKED, reason, now)
    if actor.person_id is not None:
        subjects.settle(tx, subject_of(meeting_id), [actor.person_id], now)
    deciders = _deciders(tx, done.meeting, done.branch) - {done.me.person_id}
    if deciders:
        outbox.enqueue_for_people(tx, _request(done), deciders, now, actor.person_id)
    return done


def ask_leave_in_words(tx: Transaction, actor: Actor, meeting_id: int, text: str, now: datetime) -> Answered:
    """The same with a reason that was typed; raises also ``reason-missing``, ``reason-too-long``."""
    return ask_leave(tx, actor, meeting_id, typed_reason(text), now)


def chosen(name: str) -> str:
    """How a reason of the list is stored; ``UserError("button-broken")`` for one that is not in it."""
    if name not in REASONS:
        raise UserError("button-broken")
    return _MARK + name


def reason_value(reason: str) -> Value:
    """A stored reason as a message value."""
    name = reason.removeprefix(_MARK)
    return Term(f"meeting-why-{name}") if name != reason and name in REASONS else reason


def _reply(
    tx: Transaction, actor: Actor, meeting_id: int, reply: Reply, reason: str, now: datetime
) -> Answered:
    found = look(tx, actor, meeting_id)
    check_to_come(found.meeting, now)
    if found.me.reply is reply and found.me.reason == reason:
        return found
    if found.me.reply is not reply and not may_reply(found.me.reply, reply):
        raise UserError("button-broken")
    attendance.set_attendee(
        tx,
        meeting_id,
        [found.me.person_id],
        reply=reply.value,
        reason=reason,
        replied_at=now,
        decided_by=None,
        decided_at=None,
    )
    return look(tx, actor, meeting_id)


# -- leave ---------------------------------------------------------------------------------------------


def _deciders(tx: Transaction, row: MeetingRow, branch: Branch) -> set[int]:
    """Who called the meeting and the secretaries; with none of them the committee's administrators."""
    found = holdings.secretaries(tx, branch.id)
    group_id = meeting_target(branch, row).group_id
    # Why somebody cannot come is nothing for one who has called the meeting and runs no meetings any more.
    if row.created_by and askable.still_may(tx, branch, row.created_by, Right.RUN_MEETINGS, group_id):
        found.add(row.created_by)
    return found or holdings.administrators(tx, branch.committee_id)


def _request(done: Answered) -> Push:
    values = {
        **brief(done.meeting, done.branch.timezone),
        "name": done.me.name,
        "reason": reason_value(done.me.reason),
    }
    message = Message("meeting-leave-request", values, leave_buttons(done.meeting.id, done.me.person_id))
    return Push(KIND, Lane.NOTICE, message, "reason-meeting-leave", expires_at=done.meeting.starts_at)


def leave_buttons(meeting_id: int, person_id: int) -> Buttons:
    """准假 and 不准 under somebody's request."""
    return (
        (
            Button("meeting-button-grant", f"mtg.ok:{meeting_id}:{person_id}"),
            Button("meeting-button-refuse", f"mtg.no:{meeting_id}:{person_id}"),
        ),
    )


_OUTCOMES: Mapping[Reply, str] = MappingProxyType(
    {Reply.LEAVE_GRANTED: "meeting-leave-granted", Reply.LEAVE_REFUSED: "meeting-leave-refused"}
)


def decide(
    tx: Transaction, actor: Actor, meeting_id: int, person_id: int, granted: bool, now: datetime
) -> Answered:
    """准假 or not; the person is told. Decided the same way before, nothing happens.

    Raises ``UserError`` ``not-allowed``, ``meeting-leave-own``, ``meeting-leave-gone`` when they do not ask
    any more, ``meeting-begun``, ``meeting-cancelled``, ``button-broken``.
    """
    row = find_run(tx, actor, meeting_id)
    if actor.person_id == person_id:
        raise UserError("meeting-leave-own")
    branch = branches.get(tx, row.branch_id)
    one = attendance.attendee(tx, meeting_id, person_id)
    if one is None:
        raise UserError("button-broken")
    outcome = Reply.LEAVE_GRANTED if granted else Reply.LEAVE_REFUSED
    if one.reply is outcome:
        return Answered(row, branch, one)
    check_to_come(row, now)
    if one.reply is not Reply.LEAVE_ASKED:
        raise UserError("meeting-leave-gone", name=one.name)
    attendance.set_attendee(
        tx, meeting_id, [person_id], reply=outcome.value, decided_by=actor.person_id, decided_at=now
    )
    buttons = ((Button("meeting-button-come", f"mtg.come:{row.id}"),),)
    message = Message(_OUTCOMES[outcome], brief(row, branch.timezone), buttons)
    push = Push(KIND, Lane.NOTICE, message, "reason-meeting", expires_at=row.starts_at)
    outbox.enqueue_for_people(tx, push, [person_id], now, actor.person_id)
    audit.note(tx, actor, f"leave-{'granted' if granted else 'refused'}", person_id, now, {"meeting": row.id})
    done = attendance.attendee(tx, meeting_id, person_id)
    return Answered(row, branch, done or one)


def is_open(row: MeetingRow, now: datetime) -> bool:
    """Whether answers to the invitation still count."""
    return row.state is MeetingState.ANNOUNCED and row.starts_at > now


def appointment(seen: Answered, title: str) -> Appointment:
    """The meeting for somebody's calendar; ``title`` is in their language. Raises ``meeting-cancelled``."""
    row = seen.meeting
    if row.state is MeetingState.CANCELLED:
        raise UserError("meeting-cancelled")
    uid = f"meeting-{row.id}@zhibu"
    return Appointment(uid, row.starts_at, title, row.place, row.agenda, row.revision)
