"""Class-hours of a branch: who has how many, and entering those of lessons, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.identity import refuse_identity_number
from bot.domain.lesson_form import LessonForm, form_from_json, form_to_json
from bot.domain.meetings import MeetingKind, MeetingState, Presence
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right
from bot.domain.service import local_now
from bot.domain.study import LEADER_TARGET, LONGEST_REASON, MEMBER_TARGET, in_steps, missing
from bot.errors import UserError
from bot.usecases.own_drafts import own_card
from bot.usecases.powers import branches_with
from bot.usecases.study_card import require_anywhere, run_branch
from storage import attendance, audit, drafts, meetings, study_credits
from storage.database import Transaction
from storage.drafts import Draft
from storage.meetings import MeetingRow
from storage.study_credits import Entry, Standing

JOURNEY = "study-hours"
# Reasons on buttons; ``#name`` stands for the text ``study-why-name``, so that each reads their own language.
REASONS = ("lesson", "together", "training", "online")
# Meetings that are study, too, and which of the reasons such a one is; ``#name:<meeting>`` tells the meeting.
LESSONS: Mapping[MeetingKind, str] = MappingProxyType(
    {MeetingKind.LESSON: "lesson", MeetingKind.THEME_DAY: "theme-day"}
)
LATELY = timedelta(days=30)
MOST_LESSONS = 3
_CAME = frozenset({Presence.ON_TIME, Presence.LATE, Presence.LEFT_EARLY})


@dataclass(frozen=True, slots=True)
class Hours:
    """What everybody in a branch has studied in a year; ``others``: the actor runs other branches, too."""

    branch: Branch
    year: int
    people: tuple[Standing, ...]
    others: bool = False

    @property
    def reached(self) -> int:
        """How many have as much as is asked of them."""
        return sum(not lacking(one) for one in self.people)


@dataclass(frozen=True, slots=True)
class LessonCard:
    """What is being entered, and everybody it could be for; ``lessons``: those held lately, newest first."""

    draft_id: int
    form: LessonForm
    branch: Branch
    people: tuple[Standing, ...]
    lessons: tuple[MeetingRow, ...] = ()


def target(one: Standing) -> int:
    """The minutes that are asked of somebody in a year."""
    return LEADER_TARGET if one.is_leader else MEMBER_TARGET


def lacking(one: Standing) -> int:
    """The minutes that somebody still has to study this year."""
    return missing(one.minutes, target(one))


def choose_branch(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches whose study the actor runs. Raises ``UserError("not-allowed")``."""
    require_anywhere(actor)
    return branches_with(tx, actor, Right.RUN_STUDY)


def of_branch(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> Hours:
    """This year's class-hours. Raises ``UserError("not-allowed")``."""
    branch = run_branch(tx, actor, branch_id)
    year = local_now(now, branch.timezone).year
    people = tuple(study_credits.standings(tx, branch.id, year))
    return Hours(branch, year, people, len(choose_branch(tx, actor)) > 1)


def note_look(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> None:
    """Write down that the actor read everybody's class-hours."""
    audit.note(tx, actor, "study-hours-read", None, now, {"branch": run_branch(tx, actor, branch_id).id})


# -- entering a lesson ---------------------------------------------------------------------------------


def begin(tx: Transaction, actor: Actor, branch_id: int, now: datetime) -> LessonCard:
    """A draft for the people of a branch. Raises ``UserError("not-allowed")``."""
    run_branch(tx, actor, branch_id)
    form = LessonForm(branch_id)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return _draw(tx, actor, draft, form, now)


def _own(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, LessonForm]:
    over = "study-hours-closed"
    draft = own_card(
        tx, actor, draft_id, JOURNEY, require_anywhere, others="study-draft-not-yours", cancelled=over
    )
    if draft.state != drafts.OPEN:
        raise UserError(over)
    form = form_from_json(draft.data)
    run_branch(tx, actor, form.branch_id)
    return draft, form


def _draw(tx: Transaction, actor: Actor, draft: Draft, form: LessonForm, now: datetime) -> LessonCard:
    hours = of_branch(tx, actor, form.branch_id, now)
    held = meetings.of_branch(tx, form.branch_id, now - LATELY, {MeetingState.HELD})
    lessons = [row for row in reversed(held) if row.kind in LESSONS]
    return LessonCard(draft.id, form, hours.branch, hours.people, tuple(lessons[:MOST_LESSONS]))


def change(
    tx: Transaction, actor: Actor, draft_id: int, edit: Callable[[LessonForm], LessonForm], now: datetime
) -> LessonCard:
    """Apply a change to the actor's draft, save it and show it."""
    draft, form = _own(tx, actor, draft_id)
    form = edit(form)
    drafts.save(tx, draft.id, form_to_json(form), now)
    return _draw(tx, actor, draft, form, now)


def show(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> LessonCard:
    """What is being entered, again."""
    return change(tx, actor, draft_id, lambda form: form, now)


def toggle(tx: Transaction, actor: Actor, draft_id: int, person_id: int, now: datetime) -> LessonCard:
    """Add somebody, or take them out; 0: everybody, or nobody when all were in."""
    card = show(tx, actor, draft_id, now)
    everybody = tuple(one.person_id for one in card.people)
    if not person_id:
        chosen = () if len(card.form.people) == len(everybody) else everybody
        return change(tx, actor, draft_id, lambda form: form.saying(people=chosen), now)
    if person_id not in everybody:
        raise UserError("person-gone")
    return change(tx, actor, draft_id, lambda form: form.toggling(person_id), now)


def take_lesson(tx: Transaction, actor: Actor, draft_id: int, meeting_id: int, now: datetime) -> LessonCard:
    """Everybody who came to a lesson, but those for whom it has been entered before.

    Raises ``UserError`` ``button-broken``, ``study-lesson-entered``.
    """
    card = show(tx, actor, draft_id, now)
    row = next((one for one in card.lessons if one.id == meeting_id), None)
    if row is None:
        raise UserError("button-broken")
    reason = f"#{LESSONS[row.kind]}:{row.id}"
    came = {one.person_id for one in attendance.attendees(tx, row.id) if one.presence in _CAME}
    came -= study_credits.have(tx, came, reason)
    whom = tuple(one.person_id for one in card.people if one.person_id in came)
    if not whom:
        raise UserError("study-lesson-entered")
    return change(tx, actor, draft_id, lambda form: form.saying(people=whom, reason=reason), now)


def set_minutes(tx: Transaction, actor: Actor, draft_id: int, minutes: int, now: datetime) -> LessonCard:
    """How much it counts for each. Raises ``UserError("study-hours-steps")``."""
    if not in_steps(minutes):
        raise UserError("study-hours-steps")
    return change(tx, actor, draft_id, lambda form: form.saying(minutes=minutes), now)


def say_minutes(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> LessonCard:
    """The same in words: 1.5, 2学时. Raises ``UserError("study-hours-steps")``."""
    plain = text.strip().lower().replace("．", ".")
    for word in ("个学时", "学时", "小时", "class-hours", "class hours", "hours", "hour"):
        plain = plain.removesuffix(word).strip()
    try:
        minutes = float(plain) * 60
    except ValueError:
        raise UserError("study-hours-steps") from None
    # Nothing but a finite number of half hours: "nan" and "1e9" are numbers, too.
    if not 0 < minutes <= 1_000 or minutes != int(minutes):
        raise UserError("study-hours-steps")
    return set_minutes(tx, actor, draft_id, int(minutes), now)


def set_reason(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> LessonCard:
    """What it was. Raises ``UserError`` ``study-reason-missing``, ``study-reason-too-long``."""
    reason = " ".join(text.split()).lstrip("#")  # that begins those of buttons
    refuse_identity_number(reason)
    if not reason:
        raise UserError("study-reason-missing")
    if len(reason) > LONGEST_REASON:
        raise UserError("study-reason-too-long", limit=LONGEST_REASON, count=len(reason))
    return change(tx, actor, draft_id, lambda form: form.saying(reason=reason), now)


def choose_reason(tx: Transaction, actor: Actor, draft_id: int, name: str, now: datetime) -> LessonCard:
    """One of ``REASONS``."""
    if name not in REASONS:
        raise UserError("button-broken")
    return change(tx, actor, draft_id, lambda form: form.saying(reason=f"#{name}"), now)


def enter(tx: Transaction, actor: Actor, draft_id: int, version: int, now: datetime) -> LessonCard:
    """提交: everybody chosen has studied so much; it counts for the branch's present year, or for that of the
    meeting that it was.

    Raises ``UserError`` ``study-card-old``, ``study-hours-not-whole``.
    """
    draft, form = _own(tx, actor, draft_id)
    if form.version != version:
        raise UserError("study-card-old")
    card = _draw(tx, actor, draft, form, now)
    before = study_credits.have(tx, form.people, form.reason) if ":" in form.reason else set()
    here = [one.person_id for one in card.people if one.person_id in set(form.people) - before]
    if not (form.is_whole and here):
        raise UserError("study-hours-not-whole")
    # A lesson held here counts for its own year, also when it is entered in January.
    held = _meeting_of(tx, form)
    year = local_now(held.starts_at if held else now, card.branch.timezone).year
    study_credits.enter(tx, here, year, form.minutes, form.reason, actor.person_id, now)
    detail = {"minutes": form.minutes, "year": year}
    audit.note_many(tx, actor, "study-hours-entered", [(one, detail) for one in here], now)
    drafts.close(tx, draft.id, drafts.DONE, now)
    return card


def _meeting_of(tx: Transaction, form: LessonForm) -> MeetingRow | None:
    """The meeting that a reason tells, if it is one of the form's branch."""
    _, _, number = form.reason.partition(":") if form.reason.startswith("#") else ("", "", "")
    row = meetings.find(tx, int(number)) if number.isdecimal() else None
    return row if row is not None and row.branch_id == form.branch_id else None


def cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Drop the draft; nothing was entered."""
    draft, _ = _own(tx, actor, draft_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)


# -- what was entered ----------------------------------------------------------------------------------


def entered(
    tx: Transaction, actor: Actor, branch_id: int, limit: int, offset: int, now: datetime
) -> tuple[Branch, list[Entry]]:
    """What was entered for the people of a branch this year, in January also for the last, newest first."""
    branch = run_branch(tx, actor, branch_id)
    years = {local_now(at, branch.timezone).year for at in (now, now - LATELY)}
    return branch, study_credits.entered_in(tx, branch.id, years, limit, offset)


def find_entry(tx: Transaction, actor: Actor, credit_id: int) -> Entry:
    """One of these. Raises ``UserError`` ``not-allowed``."""
    found = study_credits.find(tx, credit_id)
    if found is None:
        raise UserError("button-broken")
    run_branch(tx, actor, found.branch_id)
    return found


def take_back(tx: Transaction, actor: Actor, credit_id: int, now: datetime) -> Entry:
    """Let an entry count no more; it stays to be seen. Raises ``UserError`` ``study-entry-gone``."""
    found = find_entry(tx, actor, credit_id)
    if not study_credits.revoke(tx, credit_id, actor.person_id, now):
        raise UserError("study-entry-gone")
    audit.note(tx, actor, "study-hours-taken-back", found.person_id, now, {"minutes": found.minutes})
    return found
