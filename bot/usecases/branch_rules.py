"""What comes by the clock in a branch, as it is shown: in words, when next, how it went; and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from bot.domain.firing import Late, OccurrenceState
from bot.domain.people import Branch
from bot.domain.recurrence import DAY_MINUTES, Every, Recurrence
from bot.domain.repeats import MOST_AHEAD, Repeat, held_on, repeat_from_json, repeat_to_json, starts_at
from bot.domain.rights import Actor, Right, may, not_allowed, require
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.parsing.meeting import read_start
from bot.usecases import repeats
from bot.usecases.clock import UNREADABLE
from bot.usecases.meeting_words import TIME_DOUBTS, TIME_UNCLEAR
from bot.usecases.powers import branch_target, branches_with
from bot.usecases.repeats import day_of
from bot.usecases.rules import Went, change_rule, how_they_went, pause_rule, resume_rule
from storage import audit, branches, rules
from storage.database import Transaction
from storage.rules import NewRule, RuleRow

LOOKED_BACK = timedelta(days=366)
LATEST = 4  # past times that are told one by one

# The kinds of rule that people set up, and the right that changing one takes. Others belong to one meeting or
# one task, and go with it.
RIGHTS: Mapping[str, Right] = MappingProxyType({repeats.KIND: Right.RUN_MEETINGS})


@dataclass(frozen=True, slots=True)
class Past:
    """What became of one time that a rule was due; ``day``: of the meeting it was about, on its calendar."""

    day: datetime
    state: OccurrenceState
    reason: str | None


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A rule as it is shown. ``repeat``: of a rule for meetings. ``held_at``: when its next meeting begins.

    Both times are UTC, None when it rests. ``is_provisional``: whether the day is only a guess, because the
    working days of that year are not known yet. ``recurrence`` None: it is broken.
    """

    rule: RuleRow
    branch: Branch
    recurrence: Recurrence | None
    repeat: Repeat | None
    held_at: datetime | None
    is_provisional: bool
    went: Went
    past: tuple[Past, ...]


def places(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches whose rules the actor may see. Raises ``UserError("not-allowed")`` when there is none."""
    found = {one.id: one for right in set(RIGHTS.values()) for one in branches_with(tx, actor, right)}
    if not found:
        raise not_allowed(actor)
    return sorted(found.values(), key=lambda one: (one.name, one.id))


def listed(
    tx: Transaction, actor: Actor, branch_id: int, now: datetime, working_days: WorkingDays
) -> tuple[Branch, list[RuleCard]]:
    """The rules of a branch that the actor may change, oldest first. Raises ``UserError("not-allowed")``."""
    branch = branches.find(tx, branch_id)
    target = branch_target(branch) if branch else None
    if branch is None or target is None or not any(may(actor, right, target) for right in RIGHTS.values()):
        raise not_allowed(actor)
    found = [
        rule
        for rule in rules.of_branch(tx, branch_id)
        if rule.kind in RIGHTS and may(actor, RIGHTS[rule.kind], target)
    ]
    return branch, [_card(tx, rule, branch, now, working_days) for rule in found]


def find(tx: Transaction, actor: Actor, rule_id: int) -> tuple[RuleRow, Branch]:
    """A rule that somebody set up, for whoever may change it.

    Raises ``UserError`` ``not-allowed``, ``rule-gone`` when it was done away with.
    """
    rule = rules.find(tx, rule_id)
    if rule is None or rule.branch_id is None or rule.kind not in RIGHTS:
        raise not_allowed(actor)
    branch = branches.get(tx, rule.branch_id)
    require(actor, RIGHTS[rule.kind], branch_target(branch))
    if rule.ended_at is not None:
        raise UserError("rule-gone")
    return rule, branch


def show(tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays) -> RuleCard:
    """One rule. Raises as ``find``."""
    rule, branch = find(tx, actor, rule_id)
    return _card(tx, rule, branch, now, working_days)


def _card(
    tx: Transaction, rule: RuleRow, branch: Branch, now: datetime, working_days: WorkingDays
) -> RuleCard:
    try:
        recurrence: Recurrence | None = rule.recurrence
        repeat = repeat_from_json(rule.parameters) if rule.kind == repeats.KIND else None
        held_at, guess = _next(rule, repeat, working_days)
        past = tuple(_past(rule, *one) for one in rules.latest(tx, rule.id, LATEST))
    except UNREADABLE:  # somebody broke it: it is shown, and can be done away with
        recurrence, repeat, held_at, guess, past = None, None, None, False, ()
    (went,) = how_they_went(tx, [rule], now - LOOKED_BACK)
    return RuleCard(rule, branch, recurrence, repeat, held_at, guess, went, past)


def _next(rule: RuleRow, repeat: Repeat | None, working_days: WorkingDays) -> tuple[datetime | None, bool]:
    """When the next meeting begins, and whether its day is only a guess."""
    if rule.due_at is None or repeat is None:
        return rule.due_at, False
    day = held_on(day_of(rule, rule.due_at), repeat, working_days.is_working)
    guess = repeat.on_working_day and working_days.is_provisional(day)
    return starts_at(day, repeat, rule.zone), guess


def _past(rule: RuleRow, due_at: datetime, state: OccurrenceState, reason: str | None) -> Past:
    return Past(local_now(due_at, rule.timezone) + timedelta(days=rule.recurrence.ahead), state, reason)


# -- changing one --------------------------------------------------------------------------------------


def pause(tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays) -> RuleCard:
    """暂停. Raises as ``find``."""
    rule, branch = find(tx, actor, rule_id)
    return _done(tx, actor, branch, pause_rule(tx, rule.id, working_days, now), "paused", now, working_days)


def resume(tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays) -> RuleCard:
    """继续, from now on. Raises as ``find``, and ``rule-broken``."""
    rule, branch = find(tx, actor, rule_id)
    try:
        awake = resume_rule(tx, rule.id, working_days, now)
    except UNREADABLE:
        raise UserError("rule-broken") from None
    return _done(tx, actor, branch, awake, "resumed", now, working_days)


def end(tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays) -> Branch:
    """删除: it never comes again; what it did stays known. Raises as ``find``."""
    rule, branch = find(tx, actor, rule_id)
    try:
        pause_rule(tx, rule.id, working_days, now)
    except UNREADABLE:
        rules.move_on(tx, [rules.Step(rule.id, None, None)])
    rules.end(tx, rule.id, now)
    audit.note(tx, actor, "rule-ended", None, now, {"rule": rule.id})
    return branch


def set_late(
    tx: Transaction, actor: Actor, rule_id: int, late: Late, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """What is done about a time that was missed. Raises as ``find``, and ``rule-broken``."""
    return _change(tx, actor, rule_id, now, working_days, late=late)


def set_minute(
    tx: Transaction, actor: Actor, rule_id: int, minute: int, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """At which minute of the day the meetings begin. Raises as ``find``, and ``button-broken``."""
    if not 0 <= minute < DAY_MINUTES:
        raise UserError("button-broken")
    return _change_repeat(tx, actor, rule_id, now, working_days, minute=minute)


def set_hour(
    tx: Transaction, actor: Actor, rule_id: int, text: str, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """The same in words: 晚上7点半. Raises as ``find``, and ``meeting-time-…``."""
    rule, _ = find(tx, actor, rule_id)
    local = local_now(now, rule.timezone)
    read = read_start(text, local, local.date() + timedelta(days=1))
    if not isinstance(read, datetime):
        raise UserError(TIME_DOUBTS.get(read.code, TIME_UNCLEAR))
    minute = read.hour * 60 + read.minute
    return set_minute(tx, actor, rule_id, minute, now, working_days)


def set_day(
    tx: Transaction, actor: Actor, rule_id: int, day: int, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """The day of the month, 1 to 31, or of the week, 1 to 7. Raises as ``find``, and ``button-broken``."""
    rule, _ = find(tx, actor, rule_id)
    recurrence = _readable(rule)
    if not 1 <= day <= (7 if recurrence.every is Every.WEEK else 31):
        raise UserError("button-broken")
    place: dict[str, Any] = {"weekdays": (day,)} if recurrence.every is Every.WEEK else {"day": day}
    new = replace(recurrence, **place)
    return _change(tx, actor, rule_id, now, working_days, recurrence=new)


def set_ahead(
    tx: Transaction, actor: Actor, rule_id: int, ahead: int, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """How many days before a meeting it acts. Raises as ``find``, and ``button-broken``."""
    rule, _ = find(tx, actor, rule_id)
    if not 1 <= ahead <= MOST_AHEAD:
        raise UserError("button-broken")
    new = replace(_readable(rule), ahead=ahead)
    return _change(tx, actor, rule_id, now, working_days, recurrence=new)


def set_automatic(
    tx: Transaction, actor: Actor, rule_id: int, automatic: bool, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """Whether people are called without anybody's tap. Raises as ``find``."""
    return _change_repeat(tx, actor, rule_id, now, working_days, automatic=automatic)


def set_on_working_day(
    tx: Transaction, actor: Actor, rule_id: int, wanted: bool, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """顺延到工作日 or not. Raises as ``find``."""
    return _change_repeat(tx, actor, rule_id, now, working_days, on_working_day=wanted)


def _readable(rule: RuleRow) -> Recurrence:
    if rule.kind != repeats.KIND:
        raise UserError("button-broken")
    try:
        return rule.recurrence
    except UNREADABLE:
        raise UserError("rule-broken") from None


def _change_repeat(
    tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays, **values: Any
) -> RuleCard:
    rule, _ = find(tx, actor, rule_id)
    _readable(rule)
    same = replace(repeat_from_json(rule.parameters), **values)
    return _change(tx, actor, rule_id, now, working_days, parameters=repeat_to_json(same))


def _change(
    tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays, **values: Any
) -> RuleCard:
    rule, branch = find(tx, actor, rule_id)
    try:
        new = NewRule(
            rule.kind,
            rule.recurrence,
            rule.timezone,
            rule.late,
            rule.branch_id,
            rule.subject_id,
            rule.working_days,
            rule.parameters,
            rule.created_by,
        )
        changed = change_rule(tx, rule.id, replace(new, **values), working_days, now)
    except UNREADABLE:
        raise UserError("rule-broken") from None
    if rule.next_at is None:  # it rests, and goes on resting
        changed = pause_rule(tx, rule.id, working_days, now)
    return _done(tx, actor, branch, changed, "changed", now, working_days)


def _done(
    tx: Transaction,
    actor: Actor,
    branch: Branch,
    rule: RuleRow,
    what: str,
    now: datetime,
    working_days: WorkingDays,
) -> RuleCard:
    audit.note(tx, actor, f"rule-{what}", None, now, {"rule": rule.id})
    return _card(tx, rule, branch, now, working_days)
