"""What comes by the clock in a branch, as it is shown: in words, when next, how it went; and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.firing import OccurrenceState
from bot.domain.people import Branch
from bot.domain.recurrence import Recurrence
from bot.domain.repeats import Repeat, held_on, repeat_from_json, starts_at
from bot.domain.rights import Actor, Right, may, not_allowed, require
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import dues_reminding, month_prompts, pledge_clock, repeats, study_sending, study_words
from bot.usecases.clock import UNREADABLE
from bot.usecases.powers import branch_target, branches_with
from bot.usecases.repeats import day_of
from bot.usecases.rules import Went, how_they_went
from storage import branches, rules
from storage.database import Transaction
from storage.rules import RuleRow

LOOKED_BACK = timedelta(days=366)
LATEST = 4  # past times that are told one by one

# The kinds of rule that people set up, and the right that changing one takes. Others belong to one meeting or
# one task, and go with it.
RIGHTS: Mapping[str, Right] = MappingProxyType({repeats.KIND: Right.RUN_MEETINGS})


# What is set up on screens of its own, and only told of here.
ELSEWHERE = (
    *(study_sending.KIND, study_words.KIND_REMINDER, study_words.KIND_WEEK),
    *(dues_reminding.KIND, dues_reminding.END_KIND, month_prompts.KIND),
    pledge_clock.KIND_QUARTER,
)


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


@dataclass(frozen=True, slots=True)
class RuleList:
    """The rules of a branch: those that the actor may change here, and what else comes by the clock."""

    branch: Branch
    cards: tuple[RuleCard, ...]
    others: tuple[RuleRow, ...]


def places(tx: Transaction, actor: Actor) -> list[Branch]:
    """The branches whose rules the actor may see. Raises ``UserError("not-allowed")`` when there is none."""
    found = {one.id: one for right in set(RIGHTS.values()) for one in branches_with(tx, actor, right)}
    if not found:
        raise not_allowed(actor)
    return sorted(found.values(), key=lambda one: (one.name, one.id))


def listed(
    tx: Transaction, actor: Actor, branch_id: int, now: datetime, working_days: WorkingDays
) -> RuleList:
    """The rules of a branch, oldest first. Raises ``UserError("not-allowed")``."""
    branch = branches.find(tx, branch_id)
    target = branch_target(branch) if branch else None
    if branch is None or target is None or not any(may(actor, right, target) for right in RIGHTS.values()):
        raise not_allowed(actor)
    every = rules.of_branch(tx, branch_id)
    found = [rule for rule in every if rule.kind in RIGHTS and may(actor, RIGHTS[rule.kind], target)]
    cards = tuple(card_of(tx, rule, branch, now, working_days) for rule in found)
    others = tuple(rule for rule in every if rule.kind in ELSEWHERE and rule.next_at is not None)
    return RuleList(branch, cards, others)


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
    return card_of(tx, rule, branch, now, working_days)


def card_of(
    tx: Transaction, rule: RuleRow, branch: Branch, now: datetime, working_days: WorkingDays
) -> RuleCard:
    """The card of a rule; who may see it must be checked by the caller."""
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
