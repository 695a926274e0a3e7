"""签到 from a list, also for people without a phone; closing a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.meetings import Door, MeetingState, Presence, Reply, minutes_after
from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_reminders
from bot.usecases.meeting_rights import find_run
from storage import attendance, audit, branches, meeting_terms, meetings, minutes
from storage.attendance import Attendee, Tally
from storage.database import Transaction
from storage.meetings import MeetingRow
from storage.minutes import Motion

OPENS = timedelta(hours=1)  # before the start
# A meeting closed later than this after its start says so.
IN_TIME = timedelta(days=1)
_AWAY = frozenset({None, Presence.ABSENT})


@dataclass(frozen=True, slots=True)
class Roll:
    """A meeting as whoever runs it sees it. ``attendees``: everybody who should come, by group and name.

    ``door``: when people can sign in by themselves. ``motions``: what it decides, ``files``: how many
    pictures and files its minutes have.
    """

    meeting: MeetingRow
    branch: Branch
    attendees: tuple[Attendee, ...]
    tally: Tally
    door: Door
    motions: tuple[Motion, ...] = ()
    files: int = 0

    def is_late(self, at: datetime) -> bool:
        """Whether what was written down at that moment was written down long after the meeting."""
        return at - self.meeting.starts_at > IN_TIME


def open_roll(tx: Transaction, actor: Actor, meeting_id: int) -> Roll:
    """Who should come, what they answered, who is there. Raises ``UserError("not-allowed")``."""
    row = find_run(tx, actor, meeting_id)
    return Roll(
        row,
        branches.get(tx, row.branch_id),
        tuple(attendance.attendees(tx, row.id)),
        attendance.tallies(tx, [row.id])[row.id],
        meeting_terms.of_branch(tx, row.branch_id).door,
        tuple(minutes.motions(tx, row.id)),
        len(minutes.files(tx, row.id)),
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

    Who has come has come when they were first marked, on the list or by signing in.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``, ``meeting-roll-early``, ``button-broken``.
    """
    row = _open(tx, actor, meeting_id, now)
    one = attendance.attendee(tx, meeting_id, person_id)
    if one is None:
        raise UserError("button-broken")
    if row.state is MeetingState.HELD:
        detail = {"meeting": row.id, "presence": presence}
        audit.note(tx, actor, "presence-corrected", person_id, now, detail)
        presence = presence or Presence.ABSENT
    if one.came and presence not in _AWAY:
        how = presence.value if presence else None
        attendance.set_attendee(tx, row.id, [person_id], presence=how, marked_by=actor.person_id)
    else:
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
        present_at=None if presence in _AWAY else now,
        present_minute=_minute(tx, row, presence, now),
        marked_by=actor.person_id,
    )


def _minute(tx: Transaction, row: MeetingRow, presence: Presence | None, now: datetime) -> int | None:
    """How long after the start somebody came who is marked now: known only while people come in."""
    there = meeting_terms.of_branch(tx, row.branch_id).door.presence(row.starts_at, now)
    return minutes_after(row.starts_at, now) if there is not None and there is presence else None
