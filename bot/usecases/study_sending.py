"""Starting a study plan, changing when it is sent, letting it rest, and stopping it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from bot.domain.firing import Late
from bot.domain.recurrence import Every, Recurrence
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.domain.study import PlanState, may_become
from bot.domain.study_form import EVENING, SUNDAY, StudyForm, form_to_json, weekly_or_daily
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases.rules import change_rule, make_rule, pause_rule, resume_rule
from bot.usecases.study_card import JOURNEY, StudyCard, draw, find_run, own_form
from bot.usecases.study_words import KIND_REMINDER, KIND_WEEK, subject_of
from storage import audiences, audit, branches, drafts, rules, study, subjects
from storage.database import Transaction
from storage.rules import NewRule, RuleRow
from storage.study import NewPlan, PlanRow

KIND = "study"
OFF = "off"  # in the parameters of a rule that was switched off, and does not go on with its plan


@dataclass(frozen=True, slots=True)
class Started:
    """A plan after 发送. ``people``: how many it reaches now; ``first_at`` (UTC): when its first items are
    sent, None when they never are; ``is_change``: it was running before."""

    plan: PlanRow
    people: int
    first_at: datetime | None
    is_change: bool


def send(
    tx: Transaction, actor: Actor, draft_id: int, version: int, working_days: WorkingDays, now: datetime
) -> Started:
    """发送: let the plan of a draft begin, or change when and to whom a running one is sent.

    Raises ``UserError`` ``study-card-old``, ``study-empty``, ``study-title-missing``, ``study-nobody``,
    ``study-never``, ``study-over``, ``not-allowed``.
    """
    draft, form = own_form(tx, actor, draft_id)
    if form.version != version:
        raise UserError("study-card-old")
    if form.branch_id is None or not (form.items or form.plan_id):
        raise UserError("study-empty")
    if not form.title:
        raise UserError("study-title-missing")
    reach = audiences.count(tx, form.audience, None)
    if not reach.people and not sum(reach.missed.values()):
        raise UserError("study-nobody")
    plan = _create(tx, actor, form, form.branch_id, now) if form.plan_id is None else _change(tx, actor, form)
    first_at = _make_rules(tx, plan, form, working_days, now)
    if first_at is None and form.plan_id is None:
        raise UserError("study-never")
    drafts.save(tx, draft.id, form_to_json(replace(form, sent_id=plan.id)), now)
    drafts.close(tx, draft.id, drafts.DONE, now)
    action = "study-started" if form.plan_id is None else "study-changed"
    audit.note(tx, actor, action, None, now, {"plan": plan.id})
    return Started(plan, reach.people, first_at, form.plan_id is not None)


def _create(tx: Transaction, actor: Actor, form: StudyForm, branch_id: int, now: datetime) -> PlanRow:
    new = NewPlan(branch_id, form.title, form.audience, form.at_once, form.ranking, actor.person_id)
    return study.create(tx, new, form.items, now)


def _change(tx: Transaction, actor: Actor, form: StudyForm) -> PlanRow:
    plan = find_run(tx, actor, form.plan_id or 0)
    if plan.state not in {PlanState.RUNNING, PlanState.PAUSED}:
        raise UserError("study-over")
    values = {"title": form.title, "at_once": form.at_once, "ranking": form.ranking}
    return study.change(tx, plan.id, audience=form.audience, **values)


def _make_rules(
    tx: Transaction, plan: PlanRow, form: StudyForm, working_days: WorkingDays, now: datetime
) -> datetime | None:
    """The plan's rules as the form wants them; gives when its next items come (UTC)."""
    today = local_now(now, branches.get(tx, plan.branch_id).timezone).date()
    start = max(today, form.start or today)
    sends = _rule(tx, plan, KIND, form.recurrence(today), form.working_days, working_days, now)
    weekly: Mapping[str, Recurrence | None] = {
        KIND_REMINDER: weekly_or_daily(form.remind_on, form.remind_minute, start) if form.remind_on else None,
        KIND_WEEK: weekly_or_daily(SUNDAY, EVENING, start) if form.tells_groups else None,
    }
    for kind, recurrence in weekly.items():
        _rule(tx, plan, kind, recurrence, False, working_days, now)
    if plan.state is PlanState.PAUSED:
        rest(tx, plan.id, working_days, now)
        return None
    return sends.due_at if sends is not None else None


def _rule(
    tx: Transaction,
    plan: PlanRow,
    kind: str,
    recurrence: Recurrence | None,
    only_working: bool,
    working_days: WorkingDays,
    now: datetime,
) -> RuleRow | None:
    """The one rule of a kind, made or changed; without a recurrence it rests, if there is one."""
    had = next(iter(rules.of_subject(tx, kind, plan.id)), None)
    if recurrence is None:
        if had is not None:
            _switch_off(tx, had, working_days, now)
        return None
    new = NewRule(
        kind,
        recurrence,
        branches.get(tx, plan.branch_id).timezone,
        Late.ONCE,
        plan.branch_id,
        plan.id,
        only_working,
        created_by=plan.created_by,
    )
    if had is None:
        return make_rule(tx, new, working_days, now)
    if not _same_times(had, new):
        return change_rule(tx, had.id, new, working_days, now)
    rules.replace(tx, had.id, replace(new, recurrence=had.recurrence))
    return resume_rule(tx, had.id, working_days, now)


def _switch_off(tx: Transaction, rule: RuleRow, working_days: WorkingDays, now: datetime) -> None:
    new = NewRule(
        rule.kind,
        rule.recurrence,
        rule.timezone,
        rule.late,
        working_days=rule.working_days,
        parameters={OFF: True},
    )
    rules.replace(tx, rule.id, new)
    pause_rule(tx, rule.id, working_days, now)


def _same_times(had: RuleRow, new: NewRule) -> bool:
    """Whether a rule comes at the same times already: when it began is no difference."""
    was = replace(had.recurrence, start=new.recurrence.start)
    return (was, had.timezone, had.working_days) == (new.recurrence, new.timezone, new.working_days)


def form_of(tx: Transaction, plan: PlanRow) -> StudyForm:
    """A plan that has begun as a form, to be changed; its items stay as they are."""
    form = StudyForm(
        plan.branch_id,
        plan.title,
        at_once=plan.at_once,
        groups=plan.audience.groups,
        remind_on=None,
        tells_groups=any(map(_is_on, rules.of_subject(tx, KIND_WEEK, plan.id))),
        ranking=plan.ranking,
        plan_id=plan.id,
    )
    for one in rules.of_subject(tx, KIND, plan.id):
        at = one.recurrence
        form = replace(
            form, weekday=_weekday(at), minute=at.minute, working_days=one.working_days, start=at.start
        )
    for one in rules.of_subject(tx, KIND_REMINDER, plan.id):
        if _is_on(one):
            form = replace(form, remind_on=_weekday(one.recurrence), remind_minute=one.recurrence.minute)
    return form


def _is_on(rule: RuleRow) -> bool:
    return not rule.parameters.get(OFF)


def _weekday(recurrence: Recurrence) -> int | None:
    return recurrence.weekdays[0] if recurrence.every is Every.WEEK else None


_CHANGES: Mapping[PlanState, str] = MappingProxyType(
    {
        PlanState.RUNNING: "study-resumed",
        PlanState.PAUSED: "study-paused",
        PlanState.STOPPED: "study-stopped",
    }
)


def turn(
    tx: Transaction, actor: Actor, plan_id: int, state: PlanState, working_days: WorkingDays, now: datetime
) -> PlanRow:
    """Pause, go on or stop. Raises ``UserError`` ``not-allowed``, ``study-over``.

    Nothing happens to a plan that is in that state already.
    """
    plan = find_run(tx, actor, plan_id)
    if plan.state is state:
        return plan
    if not may_become(plan.state, state) or state not in _CHANGES:
        raise UserError("study-over")
    ended = now if state is PlanState.STOPPED else None
    plan = study.change(tx, plan.id, state=state.value, ended_at=ended)
    if state is PlanState.STOPPED:
        for row in study.sent_items(tx, plan.id):
            subjects.take_back(tx, subject_of(row.id), now)
    if state is PlanState.RUNNING:
        _go_on(tx, plan, working_days, now)
    else:
        rest(tx, plan.id, working_days, now)
    audit.note(tx, actor, _CHANGES[state], None, now, {"plan": plan.id})
    return plan


def rest(tx: Transaction, plan_id: int, working_days: WorkingDays, now: datetime) -> None:
    """Let nothing of a plan come any more."""
    for kind in (KIND, KIND_REMINDER, KIND_WEEK):
        for one in rules.of_subject(tx, kind, plan_id):
            if one.next_at is not None:
                pause_rule(tx, one.id, working_days, now)


def _go_on(tx: Transaction, plan: PlanRow, working_days: WorkingDays, now: datetime) -> None:
    """Let its rules come again, by the clock that the branch has now."""
    timezone = branches.get(tx, plan.branch_id).timezone
    for kind in (KIND, KIND_REMINDER, KIND_WEEK):
        for one in filter(_is_on, rules.of_subject(tx, kind, plan.id)):
            new = NewRule(one.kind, one.recurrence, timezone, one.late, working_days=one.working_days)
            change_rule(tx, one.id, new, working_days, now)


def edit_running(
    tx: Transaction, actor: Actor, plan_id: int, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """A draft that changes when and to whom a plan is sent. Raises ``not-allowed``, ``study-over``."""
    plan = find_run(tx, actor, plan_id)
    if plan.state not in {PlanState.RUNNING, PlanState.PAUSED}:
        raise UserError("study-over")
    form = form_of(tx, plan)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form, working_days, now)
