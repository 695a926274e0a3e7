"""The rules of the clock for the operator on the command line: every branch, every kind, no Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Message
from bot.domain.people import Branch
from bot.domain.repeats import repeat_from_json
from bot.domain.rights import Actor, Right, require
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import (
    household_opening,
    meeting_reminders,
    pledge_clock,
    repeats,
    settlement_publishing,
    task_reminders,
)
from bot.usecases.clock import UNREADABLE
from bot.usecases.powers import branch_target
from bot.usecases.rule_words import RESTS, rule_title
from bot.usecases.rules import pause_rule, resume_rule
from storage import audit, branches, rules
from storage.database import Transaction
from storage.rules import RuleRow

# These belong to one thing, a meeting or a pledge, and come and go with it.
OF_ONE_THING = frozenset(
    {
        household_opening.KIND,
        meeting_reminders.KIND,
        settlement_publishing.KIND,
        task_reminders.KIND,
        *pledge_clock.OF_ONE_PLEDGE,
    }
)


@dataclass(frozen=True, slots=True)
class DeskRule:
    """A rule in words with its branch; its times are UTC."""

    rule: RuleRow
    branch: Branch
    title: Message


def listed(tx: Transaction, actor: Actor, branch_name: str | None) -> list[DeskRule]:
    """The rules of a branch (None: of all), by branch and age. Raises ``UserError`` ``branch-unknown``."""
    every = {branch.id: branch for branch in branches.every(tx)}
    chosen = [one for one in every.values() if branch_name in {None, one.name}]
    if not chosen:
        raise UserError("branch-unknown", name=branch_name or "")
    found = []
    for branch in chosen:
        require(actor, Right.RUN_MEETINGS, branch_target(branch))
        kept = [rule for rule in rules.of_branch(tx, branch.id) if rule.kind not in OF_ONE_THING]
        found += [DeskRule(rule, branch, _title(rule)) for rule in kept]
    return found


def _title(rule: RuleRow) -> Message:
    rests = rule.next_at is None
    if rule.kind != repeats.KIND:
        return Message("rule-title-other", {"mark": RESTS if rests else "", "kind": rule.kind})
    try:
        return rule_title(rule.recurrence, repeat_from_json(rule.parameters), rests=rests)
    except UNREADABLE:
        return rule_title(None, None, rests=rests)


def coming(tx: Transaction, actor: Actor, branch_name: str | None) -> list[DeskRule]:
    """The same that are awake, the next one first."""
    awake = [one for one in listed(tx, actor, branch_name) if one.rule.next_at is not None]
    return sorted(awake, key=lambda one: (one.rule.next_at, one.rule.id))


def pause(tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays) -> DeskRule:
    """Let a rule rest. Raises ``UserError("rule-gone")`` for a number that is none's."""
    rule, branch = _find(tx, actor, rule_id)
    paused = pause_rule(tx, rule.id, working_days, now)
    audit.note(tx, actor, "rule-paused", None, now, {"rule": rule.id})
    return DeskRule(paused, branch, _title(paused))


def resume(tx: Transaction, actor: Actor, rule_id: int, now: datetime, working_days: WorkingDays) -> DeskRule:
    """Let a rule go on, from now on. Raises ``UserError`` ``rule-gone``, ``rule-broken``."""
    rule, branch = _find(tx, actor, rule_id)
    try:
        awake = resume_rule(tx, rule.id, working_days, now)
    except UNREADABLE:
        raise UserError("rule-broken") from None
    audit.note(tx, actor, "rule-resumed", None, now, {"rule": rule.id})
    return DeskRule(awake, branch, _title(awake))


def _find(tx: Transaction, actor: Actor, rule_id: int) -> tuple[RuleRow, Branch]:
    rule = rules.find(tx, rule_id)
    if rule is None or rule.branch_id is None or rule.ended_at is not None or rule.kind in OF_ONE_THING:
        raise UserError("rule-gone")
    branch = branches.get(tx, rule.branch_id)
    require(actor, Right.RUN_MEETINGS, branch_target(branch))
    return rule, branch
