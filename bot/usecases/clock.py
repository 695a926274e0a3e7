"""Rules whose time has come: each does once what it is for, whatever happened meanwhile.

What becomes of a time is written down in the transaction that queues what it brings about, under a key that
there is only one of: it happens whole or not at all, and not again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.firing import OccurrenceState, Turn, decide
from bot.domain.quiet import QuietHours
from bot.domain.recurrence import from_json, next_due
from bot.office.working_days import WorkingDays
from storage import mailing, rules
from storage.database import Transaction
from storage.mailing import Letter
from storage.rules import Outcome, RuleRow, Step

AT_ONCE = 200  # rules in one transaction: nobody who writes meanwhile waits long
KEPT_TIMES = 4_096  # in memory: many rules come at the same times

QUIET = QuietHours()
# What reading a rule may raise that somebody has broken.
UNREADABLE = (LookupError, ValueError, TypeError, OSError)

# What is done when a rule's time has come. Given the rule, the time (UTC) that it is due, now and the working
# days, it queues what is to be sent. It runs in the transaction that writes down that it ran, after the rule
# has moved on to its next time. When there is nothing to be done it gives the reason in a word, and the time
# counts as skipped.
Kind: TypeAlias = Callable[[Transaction, RuleRow, datetime, datetime, WorkingDays], str | None]


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule, and the time (UTC) that it fires for."""

    rule: RuleRow
    due_at: datetime


# What many firings bring about, queued all at once in the end.
Post: TypeAlias = list[Letter]
Act: TypeAlias = Callable[[Transaction, Sequence[Firing], Post, datetime, WorkingDays], Sequence[str | None]]


class Together:
    """A kind of which many are done at once, with as many questions to the database as for one of them.

    ``act`` adds what is to be sent to the post, and gives for each firing what a ``Kind`` gives.
    """

    def __init__(self, act: Act) -> None:
        self.act = act

    def __call__(
        self, tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays
    ) -> str | None:
        """The same for one of them."""
        post: Post = []
        (reason,) = self.act(tx, [Firing(rule, due_at)], post, now, working_days)
        mailing.enqueue(tx, post, now)
        return reason


@dataclass(frozen=True, slots=True)
class Fired:
    """How many times fired, how many of these late, and how many were let pass; ``more`` may still be due."""

    count: int
    late: int
    skipped: int
    more: bool

    @property
    def did_anything(self) -> bool:
        """Whether anything was written down."""
        return self.count + self.skipped > 0


def fire_due(
    tx: Transaction,
    now: datetime,
    kinds: Mapping[str, Kind],
    working_days: WorkingDays,
    limit: int = AT_ONCE,
) -> Fired:
    """Everything that is due, ``limit`` rules at most, in this one transaction.

    Raises what a broken rule raises, and then nothing of it may be kept: ``fire`` them one by one, and
    ``give_up`` those that raise again.
    """
    due = rules.due(tx, now, limit)
    return _fire(tx, due, now, kinds, working_days, more=len(due) == limit)


def fire(
    tx: Transaction, rule_id: int, now: datetime, kinds: Mapping[str, Kind], working_days: WorkingDays
) -> Fired:
    """The same for one rule; nothing happens when it is not due any more."""
    return _fire(tx, _if_due(tx, rule_id, now), now, kinds, working_days, more=False)


def give_up(
    tx: Transaction, rule_id: int, now: datetime, working_days: WorkingDays, reason: str | None = None
) -> bool:
    """Write down that a rule's time failed, and why, and go on with its next one.

    False when it is not due any more. A rule that cannot even be read has no next one: it rests until
    somebody changes it.
    """
    due = _if_due(tx, rule_id, now)
    for rule in due:
        try:
            turn = _turn(rule, now, working_days)
        except UNREADABLE:
            turn = Turn(rule.due_at, False, (), None, None)
        failed = turn.fires or rule.due_at
        _note(tx, [(rule, turn)], now, {(rule.id, failed): OccurrenceState.FAILED})
        if failed is not None and reason is not None:
            rules.explain(tx, [(Outcome(rule.id, failed, OccurrenceState.FAILED), reason)])
    return bool(due)


def following(rule: RuleRow, working_days: WorkingDays, after: datetime) -> datetime | None:
    """The first time (UTC) later than ``after`` that a rule is due; None when there is none any more."""
    meant = working_days.is_working if rule.working_days else None
    return _next_due(rule.recurrence_json, rule.timezone, after, meant)


def _fire(
    tx: Transaction,
    due: Sequence[RuleRow],
    now: datetime,
    kinds: Mapping[str, Kind],
    working_days: WorkingDays,
    *,
    more: bool,
) -> Fired:
    turns = [(rule, _turn(rule, now, working_days)) for rule in due]
    noted = _note(tx, turns, now, {})
    by_id = {rule.id: rule for rule in due}
    fired = [one for one in noted if one.state is not OccurrenceState.SKIPPED]
    unmet = _act(tx, [Firing(by_id[one.rule_id], one.due_at) for one in fired], now, kinds, working_days)
    rules.explain(tx, unmet)
    in_vain = {(one.rule_id, one.due_at) for one, _ in unmet}
    late = sum(
        one.state is OccurrenceState.LATE and (one.rule_id, one.due_at) not in in_vain for one in fired
    )
    return Fired(len(fired) - len(unmet), late, len(noted) - len(fired) + len(unmet), more)


def _act(
    tx: Transaction,
    firings: Sequence[Firing],
    now: datetime,
    kinds: Mapping[str, Kind],
    working_days: WorkingDays,
) -> list[tuple[Outcome, str]]:
    """Do what these are for, kind by kind; those of which nothing came, and why."""
    by_kind: dict[str, list[Firing]] = {}
    for one in firings:
        by_kind.setdefault(one.rule.kind, []).append(one)
    found = []
    post: Post = []
    for name, same in by_kind.items():
        kind = kinds[name]
        if isinstance(kind, Together):
            reasons = kind.act(tx, same, post, now, working_days)
        else:
            reasons = [kind(tx, one.rule, one.due_at, now, working_days) for one in same]
        found += [
            (Outcome(one.rule.id, one.due_at, OccurrenceState.SKIPPED), why)
            for one, why in zip(same, reasons, strict=True)
            if why is not None
        ]
    mailing.enqueue(tx, post, now)
    return found


def _note(
    tx: Transaction,
    turns: Sequence[tuple[RuleRow, Turn]],
    now: datetime,
    instead: Mapping[tuple[int, datetime | None], OccurrenceState],
) -> list[Outcome]:
    """Write down what becomes of every time, and let the rules move on; what was new."""
    outcomes = [
        Outcome(rule.id, due_at, instead.get((rule.id, due_at), state))
        for rule, turn in turns
        for due_at, state in _outcomes(turn)
    ]
    # The clock was put back, perhaps: what was fired before it was does not fire again.
    known = rules.known(tx, {one.rule_id for one in outcomes}, min(_times(outcomes), default=now))
    new = [one for one in outcomes if (one.rule_id, one.due_at) not in known]
    rules.note(tx, new, now)
    rules.move_on(tx, [Step(rule.id, turn.due_at, turn.next_at) for rule, turn in turns])
    return new


def _times(outcomes: Iterable[Outcome]) -> Iterable[datetime]:
    return (one.due_at for one in outcomes)


def _outcomes(turn: Turn) -> Iterable[tuple[datetime, OccurrenceState]]:
    for due_at in turn.skipped:
        yield due_at, OccurrenceState.SKIPPED
    if turn.fires is not None:
        yield turn.fires, OccurrenceState.LATE if turn.is_late else OccurrenceState.FIRED


def _if_due(tx: Transaction, rule_id: int, now: datetime) -> list[RuleRow]:
    rule = rules.find(tx, rule_id)
    return [rule] if rule is not None and rule.next_at is not None and rule.next_at <= now else []


def _turn(rule: RuleRow, now: datetime, working_days: WorkingDays) -> Turn:
    if rule.due_at is None:
        raise ValueError(f"rule {rule.id} is due and does not say since when")

    def after(moment: datetime) -> datetime | None:
        return following(rule, working_days, moment)

    return decide(rule.due_at, now, rule.late, after, rule.zone, QUIET)


@lru_cache(KEPT_TIMES)
def _next_due(
    recurrence: str, timezone: str, after: datetime, meant: Callable[[date], bool] | None
) -> datetime | None:
    return next_due(from_json(json.loads(recurrence)), ZoneInfo(timezone), after, meant)
