"""会议记录: a text, pictures and files of a meeting; and telling those who should attend what it decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.identity import refuse_identity_number
from bot.domain.meeting_form import units
from bot.domain.meetings import MeetingState
from bot.domain.messages import Attachment, Lane, Message, Push, Value
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases import meeting_roll, motions
from bot.usecases.meeting_words import brief
from bot.usecases.motion_words import came_line, motion_line
from bot.usecases.motions import Agenda
from storage import attendance, audiences, audit, meetings, minutes, outbox
from storage.database import Transaction

LONGEST_MINUTES = 3_000  # in the units of ``units``: what fits into one message
MOST_FILES = 30
KIND = "meeting-minutes"
WORTH_SAYING = timedelta(days=7)  # later than that nobody is told any more what was decided


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything kept of a meeting."""

    agenda: Agenda
    files: tuple[Attachment, ...]


def look(tx: Transaction, actor: Actor, meeting_id: int) -> Minutes:
    """The record of a meeting, for whoever runs it. Raises ``UserError("not-allowed")``."""
    return Minutes(motions.look(tx, actor, meeting_id), tuple(minutes.files(tx, meeting_id)))


def check_open(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Minutes:
    """The record, if it can be written now. Raises as ``meeting_roll.check_open``."""
    meeting_roll.check_open(tx, actor, meeting_id, now)
    return look(tx, actor, meeting_id)


def write(
    tx: Transaction, actor: Actor, meeting_id: int, text: str, now: datetime, *, afresh: bool = False
) -> Minutes:
    """Add a text to the minutes, or, ``afresh``, put it in the place of what was written before.

    Raises as ``check_open``, and ``minutes-empty``, ``minutes-too-long``, ``identity-number``.
    """
    row = meeting_roll.check_open(tx, actor, meeting_id, now).meeting
    plain = text.strip()
    if not plain:
        raise UserError("minutes-empty")
    whole = plain if afresh or not row.minutes else f"{row.minutes}\n{plain}"
    if (count := units(whole)) > LONGEST_MINUTES:
        raise UserError("minutes-too-long", limit=LONGEST_MINUTES, count=count)
    refuse_identity_number(plain)
    meetings.change(tx, row, minutes=whole)
    detail = {"meeting": row.id, "characters": len(whole), "afresh": afresh}
    audit.note(tx, actor, "minutes-written", None, now, detail)
    return look(tx, actor, meeting_id)


def add_file(
    tx: Transaction, actor: Actor, meeting_id: int, attachment: Attachment, caption: str, now: datetime
) -> Minutes:
    """A picture or a file; its caption is a text of the minutes.

    Raises as ``write``, and ``minutes-too-many-files``.
    """
    row = meeting_roll.check_open(tx, actor, meeting_id, now).meeting
    if len(minutes.files(tx, row.id)) >= MOST_FILES:
        raise UserError("minutes-too-many-files", limit=MOST_FILES)
    if caption.strip():
        write(tx, actor, meeting_id, caption, now)
    minutes.add_file(tx, row.id, attachment, actor.person_id, now)
    audit.note(tx, actor, "minutes-file-added", None, now, {"meeting": row.id, "kind": attachment.kind})
    return look(tx, actor, meeting_id)


def drop_files(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Minutes:
    """Take away all pictures and files. Raises as ``check_open``."""
    row = meeting_roll.check_open(tx, actor, meeting_id, now).meeting
    gone = minutes.drop_files(tx, row.id)
    if gone:
        audit.note(tx, actor, "minutes-files-dropped", None, now, {"meeting": row.id, "files": gone})
    return look(tx, actor, meeting_id)


def note_report(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> Minutes:
    """The record for a report, with a note that somebody took it away. Raises ``not-allowed``."""
    found = look(tx, actor, meeting_id)
    audit.note(tx, actor, "meeting-report", None, now, {"meeting": meeting_id})
    return found


# -- telling what was decided ----------------------------------------------------------------------------


def check_publishable(tx: Transaction, actor: Actor, meeting_id: int) -> Agenda:
    """What the meeting decided, if it can be told to those who should have attended.

    Raises ``UserError`` ``not-allowed``, ``minutes-not-held``, ``minutes-nothing-decided``,
    ``minutes-published-before`` while nothing has changed since.
    """
    agenda = motions.look(tx, actor, meeting_id)
    row = agenda.roll.meeting
    if row.state is not MeetingState.HELD:
        raise UserError("minutes-not-held")
    if not any(one.is_settled for one in agenda.motions):
        raise UserError("minutes-nothing-decided")
    told = row.published_at
    if told is not None and all(one.changed_at <= told for one in agenda.motions):
        raise UserError("minutes-published-before")
    return agenda


def publish(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> tuple[Agenda, int]:
    """发给支部: decisions and votes, no names, to everybody who should have attended; how many people.

    Raises as ``check_publishable``.
    """
    agenda = check_publishable(tx, actor, meeting_id)
    row, branch = agenda.roll.meeting, agenda.roll.branch
    values: dict[str, Value] = {**brief(row, branch.timezone), "place": branch.name}
    settled = [one for one in agenda.motions if one.is_settled]
    lines = [came_line(agenda.roll), *(motion_line(number, one) for number, one in enumerate(settled, 1))]
    push = Push(
        KIND,
        Lane.NOTICE,
        Message("meeting-minutes", values, more=tuple(lines)),
        "reason-meeting",
        expires_at=now + WORTH_SAYING,
    )
    push_id = outbox.keep(tx, push, now, actor.person_id)
    whom = audiences.but(attendance.invited(row.id), actor.person_id)
    people = outbox.enqueue_where(tx, push_id, push, whom, now, actor.person_id or 0)
    meetings.change(tx, row, published_at=now)
    audit.note(tx, actor, "minutes-published", None, now, {"meeting": row.id, "people": people})
    return motions.look(tx, actor, meeting_id), people
