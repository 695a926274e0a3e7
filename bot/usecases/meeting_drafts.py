"""Putting a meeting together: every step reads the draft row, changes the form and saves it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.identity import refuse_identity_number
from bot.domain.meeting_form import (
    FARTHEST,
    LONGEST_AGENDA,
    LONGEST_HOST,
    LONGEST_PLACE,
    MeetingField,
    MeetingForm,
    form_to_json,
    units,
)
from bot.domain.meetings import MeetingKind
from bot.domain.messages import Message
from bot.domain.recurrence import Every, Recurrence, days, moment
from bot.domain.rights import Actor, Right
from bot.domain.service import local_now
from bot.errors import UserError
from bot.parsing.meeting import MeetingSeen, read_kind, read_meeting, read_start
from bot.usecases.meeting_card import (
    JOURNEY,
    MeetingCard,
    change,
    check_to_come,
    draw,
    own_form,
    show,
)
from bot.usecases.meeting_rights import check_form, find_run, of_own_group, require_anywhere, run_branch
from bot.usecases.meeting_words import TIME_DOUBTS, TIME_UNCLEAR
from bot.usecases.powers import branches_with
from storage import branches, drafts
from storage.database import Transaction

FRESH = timedelta(days=1)  # an older draft is open still, but nobody thinks of it any more

# How long each may be, and what is said about one that is longer.
_LONGEST = {
    MeetingField.PLACE: (LONGEST_PLACE, "meeting-place-too-long"),
    MeetingField.AGENDA: (LONGEST_AGENDA, "meeting-agenda-too-long"),
    MeetingField.HOST: (LONGEST_HOST, "meeting-host-too-long"),
}


def start(
    tx: Transaction,
    actor: Actor,
    text: str,
    now: datetime,
    kind: MeetingKind | None = None,
    branch_id: int | None = None,
    group_id: int | None = None,
) -> MeetingCard:
    """Open a draft with everything that ``text`` says of the meeting.

    What cannot be taken is remarked upon on the card, and the rest is kept. Raises ``UserError`` for whoever
    runs no branch's meetings, and ``identity-number``.
    """
    require_anywhere(actor)
    branch_id = _usual_branch(tx, actor) if branch_id is None else branch_id
    branch = branches.find(tx, branch_id) if branch_id is not None else None
    timezone = branch.timezone if branch is not None else actor.timezone
    seen = read_meeting(text, local_now(now, timezone))
    refuse_identity_number(text)
    form, remarks = _with_seen(MeetingForm(branch_id, kind), seen, now)
    if group_id is not None and kind is MeetingKind.GROUP:
        form = form.saying(group_id=_group(tx, form, group_id))
    own = of_own_group(tx, actor, form)
    if form.kind not in {None, own.kind}:
        remarks = (Message("error-meeting-only-own-group"), *remarks)
    check_form(tx, actor, own)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(own), now)
    return replace(draw(tx, actor, draft, own), remarks=remarks)


def _usual_branch(tx: Transaction, actor: Actor) -> int | None:
    offered = [branch.id for branch in branches_with(tx, actor, Right.RUN_MEETINGS)]
    if actor.branch_id in offered:
        return actor.branch_id
    return offered[0] if len(offered) == 1 else None


def _with_seen(
    form: MeetingForm, seen: MeetingSeen, now: datetime
) -> tuple[MeetingForm, tuple[Message, ...]]:
    """The form with what a sentence said, and what of it could not be taken."""
    remarks = []
    for field, text in (
        (MeetingField.PLACE, seen.place),
        (MeetingField.AGENDA, seen.agenda),
        (MeetingField.HOST, seen.host),
    ):
        try:
            form = form.saying(**{field.value: _checked(field, text)})
        except UserError as error:
            remarks.append(Message(f"error-{error.key}", error.values))
    if seen.kind is not None:
        form = form.saying(kind=seen.kind)
    if isinstance(seen.when, datetime):
        form = form.saying(starts_at=seen.when.astimezone(UTC))
    elif seen.when is not None:
        remarks.append(Message(f"error-{TIME_DOUBTS.get(seen.when.code, TIME_UNCLEAR)}"))
    return form, tuple(remarks)


def _checked(field: MeetingField, text: str) -> str:
    plain = text.strip() if field is MeetingField.AGENDA else " ".join(text.split())
    (limit, too_long), count = _LONGEST[field], units(plain)
    if count > limit:
        raise UserError(too_long, limit=limit, count=count)
    refuse_identity_number(plain)
    return plain


def open_draft(tx: Transaction, actor: Actor, now: datetime) -> int | None:
    """The draft that was left unfinished: the one touched last, within ``FRESH``."""
    draft = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    return draft.id if draft is not None and now - draft.updated_at <= FRESH else None


def cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Drop the draft; a meeting that it was to change stays as it was announced."""
    draft, _ = own_form(tx, actor, draft_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)


# -- its parts -----------------------------------------------------------------------------------------


def say(
    tx: Transaction, actor: Actor, draft_id: int, field: MeetingField, text: str, now: datetime
) -> MeetingCard:
    """Take a part of the meeting in words.

    Raises ``UserError`` that says what cannot be, and keeps what was there.
    """
    draft, form = own_form(tx, actor, draft_id)
    branch = branches.get(tx, form.branch_id) if form.branch_id is not None else None
    local = local_now(now, branch.timezone if branch else actor.timezone)
    if field is MeetingField.TIME:
        day = form.starts_at.astimezone(local.tzinfo).date() if form.starts_at else None
        return set_time(tx, actor, draft.id, _moment(text, local, day), now)
    if field is MeetingField.KIND:
        kind = read_kind(text)
        if kind is None:
            raise UserError("meeting-kind-unclear")
        return set_kind(tx, actor, draft.id, kind, now)
    if field not in _LONGEST:
        raise UserError("meeting-choose-button")
    words = _checked(field, text)
    if field is MeetingField.PLACE and not words:
        raise UserError("meeting-place-missing")
    return change(tx, actor, draft_id, lambda form: form.saying(**{field.value: words}), now)


def _moment(text: str, local: datetime, day: date | None) -> datetime:
    read = read_start(text, local, day)
    if not isinstance(read, datetime):
        raise UserError(TIME_DOUBTS.get(read.code, TIME_UNCLEAR))
    return read.astimezone(UTC)


def set_time(tx: Transaction, actor: Actor, draft_id: int, starts_at: datetime, now: datetime) -> MeetingCard:
    """When it begins (UTC). Raises ``UserError`` ``meeting-time-past``, ``meeting-time-far``."""
    check_start(starts_at, now)
    return change(tx, actor, draft_id, lambda form: form.saying(starts_at=starts_at), now)


def check_start(starts_at: datetime, now: datetime) -> None:
    """Raise ``UserError`` for a start that is over, or too far away."""
    if starts_at <= now:
        raise UserError("meeting-time-past")
    if starts_at - now > FARTHEST:
        raise UserError("meeting-time-far")


def set_kind(tx: Transaction, actor: Actor, draft_id: int, kind: MeetingKind, now: datetime) -> MeetingCard:
    """What kind of meeting it is. Raises ``UserError("meeting-kind-fixed")`` once it is announced."""

    def edit(form: MeetingForm) -> MeetingForm:
        if form.meeting_id is not None:
            raise UserError("meeting-kind-fixed")
        return form.saying(kind=kind)

    return change(tx, actor, draft_id, edit, now)


def set_branch(tx: Transaction, actor: Actor, draft_id: int, branch_id: int, now: datetime) -> MeetingCard:
    """Whose meeting it is. Raises ``UserError`` ``not-allowed``, ``meeting-kind-fixed``."""

    def edit(form: MeetingForm) -> MeetingForm:
        if form.meeting_id is not None:
            raise UserError("meeting-kind-fixed")
        return form.saying(branch_id=run_branch(tx, actor, branch_id).id)

    return change(tx, actor, draft_id, edit, now)


def set_groups_told(tx: Transaction, actor: Actor, draft_id: int, told: bool, now: datetime) -> MeetingCard:
    """Whether the branch's group chats hear of it. Raises ``UserError("meeting-kind-fixed")`` once they may
    have, and ``not-allowed`` for a group leader, who does not speak for the branch."""

    def edit(form: MeetingForm) -> MeetingForm:
        if form.meeting_id is not None:
            raise UserError("meeting-kind-fixed")
        if form.branch_id is not None:
            run_branch(tx, actor, form.branch_id)
        return form.saying(tells_groups=told)

    return change(tx, actor, draft_id, edit, now)


def set_group(tx: Transaction, actor: Actor, draft_id: int, group_id: int, now: datetime) -> MeetingCard:
    """Which party group meets. Raises ``UserError`` ``button-broken``, ``meeting-kind-fixed``."""

    def edit(form: MeetingForm) -> MeetingForm:
        if form.meeting_id is not None:
            raise UserError("meeting-kind-fixed")
        return form.saying(group_id=_group(tx, form, group_id))

    return change(tx, actor, draft_id, edit, now)


def _group(tx: Transaction, form: MeetingForm, group_id: int) -> int:
    group = branches.find_group(tx, group_id)
    if group is None or group.branch_id != form.branch_id or form.kind is not MeetingKind.GROUP:
        raise UserError("button-broken")
    return group.id


def as_last(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> MeetingCard:
    """同上次: place, agenda, host, and, if none was given, the same day of a month to come.

    Raises ``UserError("meeting-no-last")`` when there was none of this kind.
    """
    card = show(tx, actor, draft_id, now)
    last = card.last
    if last is None:
        raise UserError("meeting-no-last")

    def edit(form: MeetingForm) -> MeetingForm:
        starts_at = form.starts_at or _next_month(last.starts_at, card.timezone, now)
        return form.saying(starts_at=starts_at, place=last.place, agenda=last.agenda, host=last.host)

    return change(tx, actor, draft_id, edit, now)


def _next_month(before: datetime, timezone: str, now: datetime) -> datetime:
    """The same day and hour of the first month in which it is still to come."""
    local = local_now(before, timezone)
    minute = local.hour * 60 + local.minute
    monthly = Recurrence(Every.MONTH, local.date(), minute, day=local.day)
    found = (
        moment(day, minute, ZoneInfo(timezone)) for day in days(monthly, local_now(now, timezone).date())
    )
    return next(at for at in found if at > now and at > before)


def edit_announced(tx: Transaction, actor: Actor, meeting_id: int, now: datetime) -> MeetingCard:
    """A draft that changes an announced meeting: nobody hears of it before it is sent.

    Raises ``UserError`` ``not-allowed``, ``meeting-cancelled``, ``meeting-begun``.
    """
    row = find_run(tx, actor, meeting_id)
    check_to_come(row, now)
    form = MeetingForm(
        row.branch_id,
        row.kind,
        row.group_id,
        row.starts_at,
        row.place,
        row.agenda,
        row.host,
        meeting_id=row.id,
        tells_groups=row.tells_groups,
    )
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form)
