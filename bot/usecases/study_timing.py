"""When a study plan is sent, and to whom: the other half of putting it together."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.domain.quiet import USUAL, QuietHours
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.domain.study import MOST_AT_ONCE
from bot.domain.study_form import FRIDAY, SUNDAY, THURSDAY, StudyForm, as_clock
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.parsing.draft import Doubt
from bot.parsing.study import Timing, read_timing
from bot.parsing.when import read_when
from bot.usecases.study_card import StudyCard, change, own_form, run_branch, show
from storage import branches
from storage.database import Transaction

FARTHEST = timedelta(days=366)
# What is said about a time in words that was understood, but cannot be; of any other, that it was not.
_DOUBTS = {
    "time-impossible": "study-time-impossible",
    "time-missing": "study-time-missing",
    "past": "study-start-past",
    "date-impossible": "study-time-impossible",
    "too-far": "study-start-far",
}


def say_time(
    tx: Transaction, actor: Actor, draft_id: int, text: str, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """When items are sent, in words. Raises ``UserError`` that says what cannot be."""
    card = show(tx, actor, draft_id, working_days, now)
    read = _read(text, card.timezone, now)
    return set_time(tx, actor, draft_id, read.weekday, read.minute, read.working_days, working_days, now)


def _read(text: str, timezone: str, now: datetime) -> Timing:
    read = read_timing(text, local_now(now, timezone))
    if isinstance(read, Doubt):
        raise UserError(_DOUBTS.get(read.code, "study-time-unclear"))
    return read


def set_time(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    weekday: int | None,
    minute: int,
    only_working: bool,
    working_days: WorkingDays,
    now: datetime,
) -> StudyCard:
    """When items are sent: on one weekday (Monday is 1) or every day (None), at a minute of the day.

    Raises ``UserError`` ``study-time-quiet`` for an hour of rest.
    """
    _check_minute(minute, _quiet(tx, actor, draft_id))
    if weekday is not None and not 1 <= weekday <= SUNDAY:
        raise UserError("button-broken")

    def edit(form: StudyForm) -> StudyForm:
        new = form.saying(weekday=weekday, minute=minute, working_days=only_working)
        if new.weekday != form.weekday and form.remind_on is not None:
            # Some days after what came on Monday, at the end of a week with something every day.
            new = new.saying(remind_on=FRIDAY if weekday is None else (weekday + THURSDAY - 2) % SUNDAY + 1)
        return new

    return change(tx, actor, draft_id, edit, working_days, now)


def _quiet(tx: Transaction, actor: Actor, draft_id: int) -> QuietHours:
    """When the people that a draft is for are left alone."""
    _, form = own_form(tx, actor, draft_id)
    return branches.get(tx, form.branch_id).quiet if form.branch_id is not None else USUAL


def _check_minute(minute: int, quiet: QuietHours) -> None:
    if not 0 <= minute < 24 * 60:
        raise UserError("study-time-impossible")
    if quiet.is_quiet(datetime(2001, 1, 1, minute // 60, minute % 60)):  # noqa: DTZ001 -- a time of any day
        at, until = quiet.end_minute, quiet.start_minute
        raise UserError("study-time-quiet", start=as_clock(at), end=as_clock(until))


def set_start(
    tx: Transaction, actor: Actor, draft_id: int, day: date | None, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """From which day on items are sent (None: at once). Raises ``study-start-past``, ``study-start-far``."""
    card = show(tx, actor, draft_id, working_days, now)
    today = local_now(now, card.timezone).date()
    if day is not None and day < today:
        raise UserError("study-start-past")
    if day is not None and day - today > FARTHEST:
        raise UserError("study-start-far")
    return change(tx, actor, draft_id, lambda form: form.saying(start=day), working_days, now)


def say_start(
    tx: Transaction, actor: Actor, draft_id: int, text: str, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """The same in words."""
    card = show(tx, actor, draft_id, working_days, now)
    local = local_now(now, card.timezone)
    read = read_when(f"{text.strip()} 23:59", local)
    if not isinstance(read, datetime):
        raise UserError(_DOUBTS.get(read.code, "study-start-unclear"))
    return set_start(tx, actor, draft_id, read.date(), working_days, now)


def set_at_once(
    tx: Transaction, actor: Actor, draft_id: int, count: int, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """How many items are sent each time."""
    if not 1 <= count <= MOST_AT_ONCE:
        raise UserError("button-broken")
    return change(tx, actor, draft_id, lambda form: form.saying(at_once=count), working_days, now)


def set_reminder(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    weekday: int | None,
    working_days: WorkingDays,
    now: datetime,
) -> StudyCard:
    """On which weekday those are reminded who have not finished; None: never."""
    if weekday is not None and not 1 <= weekday <= SUNDAY:
        raise UserError("button-broken")
    return change(tx, actor, draft_id, lambda form: form.saying(remind_on=weekday), working_days, now)


def say_reminder(
    tx: Transaction, actor: Actor, draft_id: int, text: str, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """The same in words, with the hour. Raises ``UserError`` that says what cannot be."""
    card = show(tx, actor, draft_id, working_days, now)
    read = _read(text, card.timezone, now)
    if read.weekday is None:
        raise UserError("study-reminder-weekly")
    _check_minute(read.minute, card.branch.quiet if card.branch else USUAL)
    values = {"remind_on": read.weekday, "remind_minute": read.minute}
    return change(tx, actor, draft_id, lambda form: form.saying(**values), working_days, now)


def toggle(
    tx: Transaction, actor: Actor, draft_id: int, what: str, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """Switch on or off: ``working`` days only, ``groups`` hear totals, ``ranking`` by party group."""
    names = {"working": "working_days", "groups": "tells_groups", "ranking": "ranking"}
    if what not in names:
        raise UserError("button-broken")
    name = names[what]
    return change(
        tx, actor, draft_id, lambda form: form.saying(**{name: not getattr(form, name)}), working_days, now
    )


def set_branch(
    tx: Transaction, actor: Actor, draft_id: int, branch_id: int, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """Whose plan it is. Raises ``UserError`` ``not-allowed``, ``study-items-fixed``."""

    def edit(form: StudyForm) -> StudyForm:
        if form.plan_id is not None:
            raise UserError("study-items-fixed")
        return form.saying(branch_id=run_branch(tx, actor, branch_id).id)

    return change(tx, actor, draft_id, edit, working_days, now)


def toggle_group(
    tx: Transaction, actor: Actor, draft_id: int, group_id: int, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """Let a party group be among those it is for, or not; 0: the whole branch."""

    def edit(form: StudyForm) -> StudyForm:
        if not group_id:
            return form.saying(groups=())
        group = branches.find_group(tx, group_id)
        if group is None or group.branch_id != form.branch_id:
            raise UserError("button-broken")
        kept = tuple(one for one in form.groups if one != group_id)
        return form.saying(groups=kept if group_id in form.groups else (*kept, group_id))

    return change(tx, actor, draft_id, edit, working_days, now)
