"""签到 from a list, also for people without a phone; closing a meeting; its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.identity import refuse_identity_number
from bot.domain.meeting_form import units
from bot.domain.meetings import MeetingState, Presence, Reply
from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_reminders
from bot.usecases.meeting_rights import find_run
from storage import attendance, audit, branches, meetings
from storage.attendance import Attendee, Tally
from storage.database import Transaction
from storage.meetings import MeetingRow

OPENS = timedelta(hours=1)  # before the start
# A meeting closed later than this after its start says so.
IN_TIME = timedelta(days=1)
LONGEST_MINUTES = 3_000  # what fits into one message


@dataclass(frozen=True, slots=True)
class Roll:
    """A meeting as whoever runs it sees it. ``attendees``: everybody who should come, by group and name."""

    meeting: MeetingRow
    branch: Branch
    attendees: tuple[Attendee, ...]
    tally: Tally


def open_roll(tx: Transaction, actor: Actor, meeting_id: int) -> Roll:
    """Who should come, what they answered, who is there. Raises ``UserError("not-allowed")``."""
    row = find_run(tx, actor, meeting_id)
    return Roll(
        row,
        branches.get(tx, row.branch_id),
        tuple(attendance.attendees(tx, row.id)),
        attendance.tallies(tx, [row.id])[row.id],
    )


def mark(
    tx: Transaction,
    actor: Actor,
    meeting_id: int,
    person_id: int,
    presence: Presence | None,
    now: datetime,
) -> Roll:
    """Note how somebody was there, None: nothing is noted. Nobody has to have a phone for it.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``, ``meeting-roll-early``, ``button-broken``.
    """
    row = _open(tx, actor, meeting_id, now)
    if attendance.attendee(tx, meeting_id, person_id) is None:
        raise UserError("button-broken")
    if row.state is MeetingState.HELD:
        detail = {"meeting": row.id, "presence": presence}
        audit.note(tx, actor, "presence-corrected", person_id, now, detail)
        presence = presence or Presence.ABSENT
    _mark(tx, actor, row, [person_id], presence, now)
    return open_roll(tx, actor, meeting_id)


def mark_rest(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Roll:
    """全部到会: everybody who is not marked and not on leave is there in time. Raises as ``mark``."""
    row = _open(tx, actor, meeting_id, now)
    rest = [
        one.person_id
        for one in attendance.attendees(tx, meeting_id)
        if one.presence is None and one.reply is not Reply.LEAVE_GRANTED
    ]
    _mark(tx, actor, row, rest, Presence.ON_TIME, now)
    return open_roll(tx, actor, meeting_id)


def hold(tx: Transaction, actor: Actor, meeting_id: int, now: datetime, working_days: WorkingDays) -> Roll:
    """The roll is complete: whoever is not marked and not on leave was absent. Held before, nothing happens.

    Closed more than a day after the start, the meeting says that it was recorded late. Raises as ``mark``,
    and ``meeting-not-begun``, ``meeting-roll-empty``.
    """
    row = _open(tx, actor, meeting_id, now)
    if row.state is MeetingState.HELD:
        return open_roll(tx, actor, meeting_id)
    if now < row.starts_at:
        raise UserError("meeting-not-begun")
    people = attendance.attendees(tx, meeting_id)
    if not any(one.presence not in {None, Presence.ABSENT} for one in people):
        raise UserError("meeting-roll-empty")
    away = [one.person_id for one in people if one.presence is None and one.reply is not Reply.LEAVE_GRANTED]
    _mark(tx, actor, row, away, Presence.ABSENT, now)
    attendance.forget_left(tx, row.id)
    late = now - row.starts_at > IN_TIME
    meetings.change(tx, row, state=MeetingState.HELD.value, held_at=now, recorded_late=late)
    meeting_reminders.drop(tx, row.id, now, working_days)
    audit.note(tx, actor, "meeting-held", None, now, {"meeting": row.id, "late": late})
    return open_roll(tx, actor, meeting_id)


def write_minutes(tx: Transaction, actor: Actor, meeting_id: int, text: str, now: datetime) -> Roll:
    """Put a text in the place of the minutes.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``, ``meeting-roll-early``,
    ``meeting-minutes-empty``, ``meeting-minutes-too-long``, ``identity-number``.
    """
    row = _open(tx, actor, meeting_id, now)
    plain = text.strip()
    if not plain:
        raise UserError("meeting-minutes-empty")
    count = units(plain)
    if count > LONGEST_MINUTES:
        raise UserError("meeting-minutes-too-long", limit=LONGEST_MINUTES, count=count)
    refuse_identity_number(plain)
    meetings.change(tx, row, minutes=plain)
    audit.note(tx, actor, "minutes-written", None, now, {"meeting": row.id, "characters": len(plain)})
    return open_roll(tx, actor, meeting_id)


def check_open(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Roll:
    """The roll, if marks can be made now. Raises as ``mark``."""
    _open(tx, actor, meeting_id, now)
    return open_roll(tx, actor, meeting_id)


def is_open(row: MeetingRow, now: datetime) -> bool:
    """Whether the roll can be called."""
    return row.state is not MeetingState.CANCELLED and now >= row.starts_at - OPENS


def _open(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> MeetingRow:
    row = find_run(tx, actor, meeting_id)
    if row.state is MeetingState.CANCELLED:
        raise UserError("meeting-cancelled")
    if not is_open(row, now):
        raise UserError("meeting-roll-early")
    return row


def _mark(
    tx: Transaction,
    actor: Actor,
    row: MeetingRow,
    person_ids: list[int],
    presence: Presence | None,
    now: datetime,
) -> None:
    attendance.set_attendee(
        tx,
        row.id,
        person_ids,
        presence=presence.value if presence else None,
        present_at=now if presence else None,
        marked_by=actor.person_id,
    )
