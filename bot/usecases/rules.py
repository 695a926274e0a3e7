"""Making, changing and ending rules, and how they went.

Whoever makes, changes or shows a rule checks the right to do so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.firing import OccurrenceState, passed_by
from bot.office.working_days import WorkingDays
from bot.usecases.clock import UNREADABLE, following
from storage import rules
from storage.database import Transaction
from storage.rules import NewRule, Outcome, RuleRow, Step


@dataclass(frozen=True, slots=True)
class Went:
    """How often a rule fired in time, fired late, was let pass because nobody was there, and failed."""

    rule: RuleRow
    fired: int
    late: int
    skipped: int
    failed: int


def make_rule(tx: Transaction, new: NewRule, working_days: WorkingDays, now: datetime) -> RuleRow:
    """A rule that first comes later than now; one that never comes again rests from the start."""
    made = rules.create(tx, new, now)
    # Nothing has become of it yet.
    return _come(tx, made, working_days, now)


def change_rule(
    tx: Transaction, rule_id: int, new: NewRule, working_days: WorkingDays, now: datetime
) -> RuleRow:
    """Put other times and parameters in the place of a rule's; kind, branch, subject and author stay.

    With other times it comes next later than now: a time that has just come and not fired yet is let pass.
    With the same times it is as if it had always been so. A rule that was paused goes on.
    """
    was = rules.get(tx, rule_id)
    if was.next_at is not None and _has_times(was, new):
        rules.replace(tx, rule_id, new)
        return rules.get(tx, rule_id)
    _let_pass(tx, was, working_days, now)
    rules.replace(tx, rule_id, new)
    return _wake(tx, rules.get(tx, rule_id), working_days, now)


def pause_rule(tx: Transaction, rule_id: int, working_days: WorkingDays, now: datetime) -> RuleRow:
    """Let a rule rest; a time that has just come and not fired yet is let pass."""
    _let_pass(tx, rules.get(tx, rule_id), working_days, now)
    rules.move_on(tx, [Step(rule_id, None, None)])
    return rules.get(tx, rule_id)


def resume_rule(tx: Transaction, rule_id: int, working_days: WorkingDays, now: datetime) -> RuleRow:
    """Let a rule that rests go on, later than now; nothing happens to one that does not rest."""
    was = rules.get(tx, rule_id)
    return _wake(tx, was, working_days, now) if was.next_at is None else was


def how_they_went(tx: Transaction, found: Sequence[RuleRow], since: datetime) -> list[Went]:
    """How these rules went, for what was due from ``since`` on (UTC), in the same order.

    Who may see them must be checked by the caller.
    """
    counts = rules.counts(tx, [rule.id for rule in found], since)
    return [_went(rule, counts[rule.id]) for rule in found]


def _went(rule: RuleRow, counts: Mapping[OccurrenceState, int]) -> Went:
    return Went(
        rule,
        fired=counts.get(OccurrenceState.FIRED, 0),
        late=counts.get(OccurrenceState.LATE, 0),
        skipped=counts.get(OccurrenceState.SKIPPED, 0),
        failed=counts.get(OccurrenceState.FAILED, 0),
    )


def _wake(tx: Transaction, rule: RuleRow, working_days: WorkingDays, now: datetime) -> RuleRow:
    # Where the clock was put back, what has happened lies ahead; it does not happen again.
    last = rules.last_due(tx, rule.id)
    return _come(tx, rule, working_days, now if last is None else max(now, last))


def _come(tx: Transaction, rule: RuleRow, working_days: WorkingDays, after: datetime) -> RuleRow:
    due_at = following(rule, working_days, after)
    rules.move_on(tx, [Step(rule.id, due_at, due_at)])
    return rules.get(tx, rule.id)


def _has_times(was: RuleRow, new: NewRule) -> bool:
    try:
        times = was.recurrence, was.timezone, was.working_days
    except UNREADABLE:  # it was broken, and is mended now
        return False
    return times == (new.recurrence, new.timezone, new.working_days)


def _let_pass(tx: Transaction, rule: RuleRow, working_days: WorkingDays, now: datetime) -> None:
    """Write down whatever has passed and did not fire."""
    if rule.due_at is None or rule.due_at > now:
        return
    try:
        passed, _ = passed_by(rule.due_at, now, lambda after: following(rule, working_days, after))
    except UNREADABLE:  # it cannot be read, and was never to fire
        passed = (rule.due_at,)
    rules.note(tx, [Outcome(rule.id, one, OccurrenceState.SKIPPED) for one in passed], now)
