"""Changing a rule in the chat: when it comes, whether it does, and what it does by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.firing import Late
from bot.domain.people import Branch
from bot.domain.recurrence import DAY_MINUTES, Every, Recurrence
from bot.domain.repeats import MOST_AHEAD, repeat_from_json, repeat_to_json
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.parsing.meeting import read_start
from bot.usecases import repeats
from bot.usecases.branch_rules import RuleCard, card_of, find
from bot.usecases.clock import UNREADABLE
from bot.usecases.meeting_words import TIME_DOUBTS, TIME_UNCLEAR
from bot.usecases.rules import change_rule, pause_rule, resume_rule
from storage import audit, rules
from storage.database import Transaction
from storage.rules import RuleRow


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
    """The day of the month (1 to 31) or of the week. Raises as ``find``, and ``button-broken``."""
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
        new = rule.as_new()
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
    return card_of(tx, rule, branch, now, working_days)
