"""Telling people of a meeting: that there will be one, that it has changed, that it is off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.meeting_form import MeetingForm, form_to_json
from bot.domain.meetings import MeetingState, Reply
from bot.domain.messages import Buttons, Lane, Message, Push, Value
from bot.domain.people import Branch
from bot.domain.quiet import Hours
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import meeting_groups, meeting_reminders
from bot.usecases.meeting_card import check_to_come, own_form
from bot.usecases.meeting_drafts import check_start
from bot.usecases.meeting_rights import find_run, runs_branch
from bot.usecases.meeting_words import kind_term, reply_buttons, row_lines
from storage import attendance, audit, branches, drafts, few_people, meetings, outbox, planned
from storage.database import Transaction
from storage.meetings import MeetingRow, NewMeeting
from storage.queue_rows import THE_BOT

INVITATION, CHANGE = "meeting-invitation", "meeting-change"
# What concerns a meeting that is so near goes before other notices, and also at night.
NEAR = timedelta(hours=24)
AFTER_QUIET = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Announced:
    """A meeting as it was told. ``people``: to how many; ``should``: how many should attend.

    ``told_at`` (UTC): when they hear of it, which at night is the next morning. ``is_change``: they had heard
    of it before. ``chats``: how many group chats of the branch are told, too.
    """

    meeting: MeetingRow
    branch: Branch
    people: int
    should: int
    told_at: datetime
    is_change: bool
    chats: int = 0


def send(
    tx: Transaction, actor: Actor, draft_id: int, version: int, now: datetime, working_days: WorkingDays
) -> Announced:
    """发送: announce the meeting of a draft, or tell of what has changed about it.

    Raises ``UserError`` ``meeting-card-old``, ``meeting-not-whole``, ``meeting-time-past``,
    ``meeting-nobody``, ``meeting-not-changed``, ``meeting-begun``, ``meeting-cancelled``, ``not-allowed``.
    """
    draft, form = own_form(tx, actor, draft_id)
    if form.version != version:
        raise UserError("meeting-card-old")
    if form.missing() or form.starts_at is None:
        raise UserError("meeting-not-whole")
    check_start(form.starts_at, now)
    done = (
        announce(tx, actor, form, now, working_days)
        if form.meeting_id is None
        else _tell_change(tx, actor, form, form.meeting_id, now, working_days)
    )
    drafts.save(tx, draft.id, form_to_json(replace(form, sent_id=done.meeting.id)), now)
    drafts.close(tx, draft.id, drafts.DONE, now)
    return done


def announce(
    tx: Transaction, actor: Actor, form: MeetingForm, now: datetime, working_days: WorkingDays
) -> Announced:
    """Call people to the meeting of a form that the actor was allowed to fill in.

    Raises ``UserError`` ``meeting-not-whole``, ``meeting-nobody``, ``meeting-planned-sent``.
    """
    check_planned(tx, form)
    if form.branch_id is None or form.kind is None or form.starts_at is None:
        raise UserError("meeting-not-whole")
    new = NewMeeting(
        form.branch_id,
        form.group_id,
        form.kind,
        form.starts_at,
        form.place,
        form.agenda,
        form.host,
        actor.person_id,
        # A group leader does not speak for the branch.
        form.is_for_groups and runs_branch(actor, branches.get(tx, form.branch_id)),
    )
    row = meetings.create(tx, new, now)
    should = attendance.invite(tx, row.id, form.audience)
    if not should:
        raise UserError("meeting-nobody")
    if actor.person_id is not None:
        # Whoever calls people to a meeting comes, unless they say otherwise.
        values = {"reply": Reply.ATTENDING.value, "replied_at": now}
        attendance.set_attendee(tx, row.id, [actor.person_id], **values)
    done = _tell(tx, actor, row, "meeting-invitation", reply_buttons(row.id), now, working_days, should)
    if form.planned_id is not None:
        planned.decide(tx, form.planned_id, planned.SENT, actor.person_id, now, row.id)
    audit.note(tx, actor, "meeting-announced", None, now, {"meeting": row.id, "people": done.people})
    return done


def check_planned(tx: Transaction, form: MeetingForm) -> None:
    """Raise ``UserError("meeting-planned-sent")`` for what a rule proposed and somebody has sent since."""
    row = planned.find(tx, form.planned_id) if form.planned_id is not None else None
    if row is not None and row.state == planned.SENT:
        raise UserError("meeting-planned-sent")


def _tell_change(
    tx: Transaction,
    actor: Actor,
    form: MeetingForm,
    meeting_id: int,
    now: datetime,
    working_days: WorkingDays,
) -> Announced:
    before = find_run(tx, actor, meeting_id)
    check_to_come(before, now)
    values = {name: getattr(form, name) for name in ("starts_at", "place", "agenda", "host")}
    if all(getattr(before, name) == value for name, value in values.items()):
        raise UserError("meeting-not-changed")
    row = meetings.change(tx, before, revision=before.revision + 1, **values)
    done = _tell(tx, actor, row, "meeting-changed", reply_buttons(row.id), now, working_days)
    audit.note(tx, actor, "meeting-changed", None, now, {"meeting": row.id, "people": done.people})
    return replace(done, is_change=True)


def call_off(
    tx: Transaction, actor: Actor, meeting_id: int, now: datetime, working_days: WorkingDays
) -> Announced:
    """Cancel an announced meeting, and tell everybody who should have come.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``, ``meeting-begun``.
    """
    row = find_run(tx, actor, meeting_id)
    check_to_come(row, now)
    row = meetings.change(tx, row, state=MeetingState.CANCELLED.value)
    done = _tell(tx, actor, row, "meeting-called-off", (), now, working_days)
    audit.note(tx, actor, "meeting-cancelled", None, now, {"meeting": row.id, "people": done.people})
    return done


def _tell(
    tx: Transaction,
    actor: Actor,
    row: MeetingRow,
    key: str,
    buttons: Buttons,
    now: datetime,
    working_days: WorkingDays,
    should: int | None = None,
) -> Announced:
    """Queue a message about the meeting for everybody who should come but the actor.

    What still waits of an earlier one is stopped: this one says everything. ``should``: how many should
    attend, when that is known.
    """
    branch = branches.get(tx, row.branch_id)
    if row.push_id is not None:
        outbox.stop(tx, [row.push_id], now)
    at = _when(row.starts_at, branch.hours, now)
    lane = Lane.URGENT if row.revision or row.state is MeetingState.CANCELLED else Lane.NOTICE
    if row.starts_at - now > NEAR:
        lane = Lane.NOTICE
    values: dict[str, Value] = {"place": branch.name, "kind": kind_term(row.kind)}
    message = Message(key, values, buttons, row_lines(row, branch.timezone))
    kind = INVITATION if key == "meeting-invitation" else CHANGE
    push = Push(kind, lane, message, "reason-meeting", expires_at=row.starts_at)
    push_id = outbox.keep(tx, push, now, actor.person_id)
    whom = [one for one in attendance.expected(tx, row.id) if one != actor.person_id]
    people = few_people.enqueue(tx, push_id, push, whom, at, actor.person_id or THE_BOT)
    row = meetings.keep_push(tx, row, push_id)
    chats = meeting_groups.tell(tx, actor, row, branch, key, lane, at, now)
    meeting_reminders.plan(tx, row, now, working_days)
    if should is None:
        should = attendance.tallies(tx, [row.id])[row.id].should
    return Announced(row, branch, people, should, at, is_change=False, chats=chats)


def _when(starts_at: datetime, hours: Hours, now: datetime) -> datetime:
    """When people are told: now, unless it is night and there is time until the morning."""
    free = hours.free_at(now)
    return free if starts_at - free > AFTER_QUIET else now
