"""Meetings that come again: a rule proposes each in time, or calls people to it by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.firing import Late
from bot.domain.meeting_form import MeetingForm, form_from_json, form_to_json
from bot.domain.meetings import MeetingKind
from bot.domain.messages import Button, Buttons, Lane, Message, Push, Value
from bot.domain.people import Branch
from bot.domain.recurrence import Every
from bot.domain.repeats import (
    USUAL_AHEAD,
    Repeat,
    held_on,
    recurrence_of,
    repeat_from_json,
    repeat_to_json,
    starts_at,
)
from bot.domain.rights import Actor, Right, not_allowed, operator_actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import askable, meeting_drafts, meeting_sending
from bot.usecases.meeting_card import JOURNEY, MeetingCard, draw, own_form
from bot.usecases.meeting_rights import run_branch
from bot.usecases.meeting_sending import Announced
from bot.usecases.meeting_words import fact_lines, kind_term
from bot.usecases.rules import make_rule
from storage import audiences, audit, branches, drafts, outbox, planned, rules
from storage.database import Transaction
from storage.planned import Planned
from storage.rules import NewRule, RuleRow

KIND = "meeting"
DRAFT = "meeting-draft"
SYSTEM_LOCALE = "zh-Hans"  # of an actor to whom nothing is ever said


@dataclass(frozen=True, slots=True)
class Proposal:
    """A meeting that a rule has proposed, as the chat shows it."""

    planned: Planned
    form: MeetingForm
    branch: Branch


# -- making one ----------------------------------------------------------------------------------------


def repeat(
    tx: Transaction, actor: Actor, draft_id: int, every: Every, now: datetime, working_days: WorkingDays
) -> RuleRow:
    """每月重复 or 每周重复: a rule for meetings like the one of the draft, from the next month or week on.

    Chosen for the same draft before, that rule stays. Raises ``UserError`` ``meeting-not-whole``,
    ``not-allowed`` and as a draft does.
    """
    draft, form = own_form(tx, actor, draft_id)
    if form.missing() or form.starts_at is None or form.branch_id is None or form.kind is None:
        raise UserError("meeting-not-whole")
    branch = run_branch(tx, actor, form.branch_id)
    if form.rule_id is not None:
        made = rules.find(tx, form.rule_id)
        if made is not None and made.ended_at is None and made.recurrence.every is every:
            return made
    local = local_now(form.starts_at, branch.timezone)
    same = Repeat(
        form.kind,
        local.hour * 60 + local.minute,
        form.place,
        form.agenda,
        form.host,
        form.group_id,
        tells_groups=form.tells_groups,
    )
    recurrence = recurrence_of(every, local.date(), USUAL_AHEAD[every])
    new = NewRule(
        KIND,
        recurrence,
        branch.timezone,
        Late.ONCE,
        branch.id,
        parameters=repeat_to_json(same),
        created_by=actor.person_id,
    )
    made = make_rule(tx, new, working_days, now)
    drafts.save(tx, draft.id, form_to_json(replace(form, rule_id=made.id)), now)
    audit.note(tx, actor, "rule-made", None, now, {"rule": made.id, "kind": KIND})
    return made


def day_of(rule: RuleRow, due_at: datetime) -> date:
    """The day, by the rule, of the meeting that it proposes at that time."""
    return due_at.astimezone(rule.zone).date() + timedelta(days=rule.recurrence.ahead)


def form_of(rule: RuleRow, day: date, working_days: WorkingDays) -> MeetingForm:
    """The meeting of a rule whose day by the rule is ``day``."""
    same = repeat_from_json(rule.parameters)
    at = starts_at(held_on(day, same, working_days.is_working), same, ZoneInfo(rule.timezone))
    return MeetingForm(
        rule.branch_id,
        same.kind,
        same.group_id,
        at,
        same.place,
        same.agenda,
        same.host,
        tells_groups=same.tells_groups,
        rule_id=rule.id,
    )


# -- its time has come ---------------------------------------------------------------------------------


def act(
    tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
) -> str | None:
    """Propose the next meeting of a rule to whoever made it, or call people to it if that is its way.

    Who has lost the right or left is not asked any more: the secretaries of today are, and nothing goes out
    without their tap.
    """
    branch = branches.get(tx, rule.branch_id or 0)
    day = day_of(rule, due_at)
    form = form_of(rule, day, working_days)
    if form.starts_at is None or form.starts_at <= now:
        return "too-late"
    if not audiences.is_anybody(tx, form.audience):
        return "nobody"
    has_author = askable.still_may(tx, branch, rule.created_by, Right.RUN_MEETINGS)
    asked = [rule.created_by] if has_author and rule.created_by else askable.secretaries(tx, branch)
    if not asked:
        return "no-secretary"
    row = planned.propose(tx, rule.id, day, form_to_json(form), now)
    if row is None:
        return "done-before"
    if repeat_from_json(rule.parameters).automatic and has_author:
        _send_itself(tx, row, form, branch, asked, now, working_days)
    else:
        _ask(tx, row, form, branch, asked, now)
    return None


def _ask(
    tx: Transaction, row: Planned, form: MeetingForm, branch: Branch, asked: list[int], now: datetime
) -> None:
    message = proposal_message(Proposal(row, form, branch))
    push = Push(DRAFT, Lane.NOTICE, message, "reason-meeting-draft", expires_at=form.starts_at)
    outbox.enqueue_for_people(tx, push, asked, now)


def _send_itself(
    tx: Transaction,
    row: Planned,
    form: MeetingForm,
    branch: Branch,
    told: list[int],
    now: datetime,
    working_days: WorkingDays,
) -> None:
    # Nobody has tapped: the author, too, is invited like everybody else.
    actor = operator_actor(SYSTEM_LOCALE, branch.timezone)
    done = meeting_sending.announce(tx, actor, form, now, working_days)
    planned.decide(tx, row.id, planned.SENT, None, now, done.meeting.id)
    button = Button("meeting-button-run", f"mtg.run:{done.meeting.id}")
    values: dict[str, Value] = {
        "place": branch.name,
        "kind": kind_term(done.meeting.kind),
        "count": done.people,
    }
    message = Message("repeat-sent", values, ((button,),), _lines(form, branch))
    push = Push(DRAFT, Lane.NOTICE, message, "reason-meeting-draft", expires_at=form.starts_at)
    outbox.enqueue_for_people(tx, push, told, now)


def proposal_message(found: Proposal) -> Message:
    """What is proposed, with 发送 修改 这次不开."""
    kind = kind_term(found.form.kind or MeetingKind.OTHER)
    values: dict[str, Value] = {"place": found.branch.name, "kind": kind}
    return Message("repeat-proposal", values, _buttons(found.planned.id), _lines(found.form, found.branch))


def _buttons(planned_id: int) -> Buttons:
    return (
        (
            Button("button-send", f"rep.send:{planned_id}"),
            Button("button-change", f"rep.edit:{planned_id}"),
        ),
        (Button("repeat-button-skip", f"rep.skip:{planned_id}"),),
    )


def _lines(form: MeetingForm, branch: Branch) -> tuple[Message, ...]:
    return fact_lines(form.starts_at, form.place, form.agenda, form.host, branch.timezone)


# -- the answer ----------------------------------------------------------------------------------------


def find(tx: Transaction, actor: Actor, planned_id: int) -> Proposal:
    """What was proposed, for whoever runs the branch's meetings; ``UserError("not-allowed")`` else."""
    row = planned.find(tx, planned_id)
    if row is None:
        raise not_allowed(actor)
    form = form_from_json(row.form)
    return Proposal(row, form, run_branch(tx, actor, form.branch_id or 0))


def send(
    tx: Transaction, actor: Actor, planned_id: int, now: datetime, working_days: WorkingDays
) -> Announced:
    """发送: call people to the meeting as it was proposed.

    Raises ``UserError`` ``not-allowed``, ``meeting-planned-sent``, ``meeting-planned-skipped``,
    ``meeting-time-past``, ``meeting-nobody``.
    """
    found = find(tx, actor, planned_id)
    if found.planned.state == planned.SKIPPED:
        raise UserError("meeting-planned-skipped")
    meeting_drafts.check_start(found.form.starts_at or now, now)
    return meeting_sending.announce(tx, actor, replace(found.form, planned_id=planned_id), now, working_days)


def edit(tx: Transaction, actor: Actor, planned_id: int, now: datetime) -> MeetingCard:
    """修改: a draft of one's own with what was proposed, also of one that was to be skipped.

    Raises ``UserError`` ``not-allowed``, ``meeting-planned-sent``.
    """
    found = find(tx, actor, planned_id)
    if found.planned.state == planned.SENT:
        raise UserError("meeting-planned-sent")
    form = replace(found.form, planned_id=planned_id)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form)


def skip(tx: Transaction, actor: Actor, planned_id: int, now: datetime) -> Proposal:
    """这次不开. Raises ``UserError`` ``not-allowed``, ``meeting-planned-sent``."""
    found = find(tx, actor, planned_id)
    if found.planned.state == planned.SENT:
        raise UserError("meeting-planned-sent")
    if found.planned.state != planned.SKIPPED:
        planned.decide(tx, planned_id, planned.SKIPPED, actor.person_id, now)
    return found
