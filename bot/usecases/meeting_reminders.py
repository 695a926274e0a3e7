"""Reminding people of a meeting, as long before as their branch likes: each time is a rule of the clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from bot.domain.firing import Late
from bot.domain.meetings import MeetingState
from bot.domain.messages import Lane, Message, Push
from bot.domain.people import Branch
from bot.domain.recurrence import Every, Recurrence
from bot.domain.service import local_now
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_groups
from bot.usecases.clock import Firing, Post, Together
from bot.usecases.meeting_words import kind_term, reply_buttons, row_lines, subject_of
from bot.usecases.rules import make_rule, pause_rule
from storage import attendance, branches, meeting_terms, meetings, rules, subjects
from storage.database import Transaction
from storage.mailing import Letter
from storage.meetings import MeetingRow
from storage.rules import NewRule

KIND = "meeting-reminder"


def plan(tx: Transaction, row: MeetingRow, now: datetime, working_days: WorkingDays) -> None:
    """Make the reminders of a meeting anew; those that were planned before do not come any more."""
    drop(tx, row.id, now, working_days)
    if row.state is not MeetingState.ANNOUNCED:
        return
    branch = branches.get(tx, row.branch_id)
    meeting_groups.plan_reminder(tx, row, branch, now, working_days)
    start = local_now(row.starts_at, branch.timezone)
    terms = meeting_terms.of_branch(tx, branch.id)
    times = terms.reminder_times(start, local_now(now, branch.timezone), branch.quiet)
    for at, following in pairwise([*times, start]):
        day = at.date()
        once = Recurrence(Every.DAY, day, at.hour * 60 + at.minute, until=day)
        new = NewRule(
            KIND,
            once,
            branch.timezone,
            Late.ONCE,
            row.branch_id,
            row.id,
            parameters={"until": following.isoformat()},
            created_by=row.created_by,
        )
        make_rule(tx, new, working_days, now)


def drop(tx: Transaction, meeting_id: int, now: datetime, working_days: WorkingDays) -> None:
    """Let no reminder of a meeting come any more, nor one that somebody has put off."""
    subjects.take_back(tx, subject_of(meeting_id), now)
    for kind in (KIND, meeting_groups.KIND_REMINDER):
        for rule in rules.of_subject(tx, kind, meeting_id):
            if rule.next_at is not None:
                pause_rule(tx, rule.id, working_days, now)


@Together
def remind(
    tx: Transaction, firings: Sequence[Firing], post: Post, now: datetime, working_days: WorkingDays
) -> list[str | None]:
    """Tell everybody of meetings to come who has not asked for leave.

    What comes so late that the next reminder is due, or the meeting has begun, is not sent.
    """
    rows = meetings.some(tx, {one.rule.subject_id or 0 for one in firings})
    places = branches.some(tx, {row.branch_id for row in rows.values()})
    coming = [rows[one.rule.subject_id or 0] for one in firings if _is_to_come(one, rows, now)]
    whom = attendance.not_excused(tx, {row.id for row in coming})
    post += [Letter((_push(row, places[row.branch_id]),), whom[row.id]) for row in coming]
    return [None] * len(firings)


def _is_to_come(one: Firing, rows: Mapping[int, MeetingRow], now: datetime) -> bool:
    row = rows.get(one.rule.subject_id or 0)
    if row is None or row.state is not MeetingState.ANNOUNCED or row.starts_at <= now:
        return False
    return now < datetime.fromisoformat(one.rule.parameters["until"])


def _push(row: MeetingRow, branch: Branch) -> Push:
    message = Message(
        "meeting-reminder",
        {"place": branch.name, "kind": kind_term(row.kind)},
        reply_buttons(row.id),
        row_lines(row, branch.timezone),
    )
    return Push(
        KIND,
        Lane.REMINDER,
        message,
        "reason-meeting-reminder",
        expires_at=row.starts_at,
        subject=subject_of(row.id),
    )
