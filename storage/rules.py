"""Rules: what comes by the clock, when it comes next, and what became of each time it came."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.domain.firing import Late, OccurrenceState
from bot.domain.recurrence import Recurrence, from_json, to_json
from storage.database import Transaction
from storage.given import among
from storage.many_rows import ManyInserts, ManyUpdates
from storage.prepared import PreparedChange, PreparedSelect
from storage.schema import occurrence, rule


@dataclass(frozen=True, slots=True)
class NewRule:
    """A rule to be. ``kind`` says what is done, ``subject_id`` about what; ``parameters`` are the kind's own.

    The recurrence is counted in ``timezone``; ``working_days``: only on days on which people work.
    """

    kind: str
    recurrence: Recurrence
    timezone: str
    late: Late = Late.ONCE
    branch_id: int | None = None
    subject_id: int | None = None
    working_days: bool = False
    parameters: Mapping[str, Any] = field(default_factory=dict)
    created_by: int | None = None


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as it is kept; see ``NewRule``. Times are UTC, None when it is paused or has ended.

    What somebody may have broken is read only when it is asked for, and then raises ``ValueError`` or
    ``LookupError``: the rule that stands next to it can still be read.
    """

    id: int
    branch_id: int | None
    kind: str
    subject_id: int | None
    recurrence_json: str
    timezone: str
    late_name: str
    working_days: bool
    parameters_json: str
    revision: int
    due_at: datetime | None
    next_at: datetime | None
    created_by: int | None
    ended_at: datetime | None

    @property
    def recurrence(self) -> Recurrence:
        """When it comes."""
        return from_json(json.loads(self.recurrence_json))

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that it is counted in."""
        return ZoneInfo(self.timezone)

    @property
    def late(self) -> Late:
        """What is done about times that were missed."""
        return Late(self.late_name)

    @property
    def parameters(self) -> dict[str, Any]:
        """What its kind wants to know."""
        found: dict[str, Any] = json.loads(self.parameters_json)
        return found

    def as_new(self) -> NewRule:
        """What a rule like this one would be made of."""
        return NewRule(
            self.kind,
            self.recurrence,
            self.timezone,
            self.late,
            self.branch_id,
            self.subject_id,
            self.working_days,
            self.parameters,
            self.created_by,
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one time (UTC) that a rule was due."""

    rule_id: int
    due_at: datetime
    state: OccurrenceState


@dataclass(frozen=True, slots=True)
class Step:
    """When a rule comes next, and when it is looked at (UTC)."""

    rule_id: int
    due_at: datetime | None
    next_at: datetime | None


_RULES = sa.select(
    rule.c.id,
    rule.c.branch_id,
    rule.c.kind,
    rule.c.subject_id,
    sa.cast(rule.c.recurrence, sa.Text),
    rule.c.timezone,
    rule.c.late,
    rule.c.working_days,
    sa.cast(rule.c.parameters, sa.Text),
    rule.c.revision,
    rule.c.due_at,
    rule.c.next_at,
    rule.c.created_by,
    rule.c.ended_at,
)
_IS_AWAKE = rule.c.next_at.is_not(None)
_FIND = PreparedSelect(_RULES.where(rule.c.id == sa.bindparam("this")), "this")
_OF_SUBJECT = PreparedSelect(
    _RULES.where(rule.c.kind == sa.bindparam("of_kind"), rule.c.subject_id == sa.bindparam("about")).order_by(
        rule.c.id
    ),
    "of_kind",
    "about",
)
_DUE = PreparedSelect(
    _RULES.where(_IS_AWAKE, rule.c.next_at <= sa.bindparam("now", type_=rule.c.next_at.type))
    .order_by(rule.c.next_at, rule.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer)),
    "now",
    "most",
)
_NEXT = PreparedSelect(
    sa.select(rule.c.next_at)
    .where(_IS_AWAKE, rule.c.next_at > sa.bindparam("now", type_=rule.c.next_at.type))
    .order_by(rule.c.next_at)
    .limit(1),
    "now",
)
_HAPPENED = sa.select(occurrence.c.rule_id, occurrence.c.due_at).where(
    occurrence.c.due_at >= sa.bindparam("since", type_=occurrence.c.due_at.type)
)
_KNOWN = PreparedSelect(
    _HAPPENED.where(among(occurrence.c.rule_id, sqlite=False)),
    "ids",
    "since",
    on_sqlite=_HAPPENED.where(among(occurrence.c.rule_id, sqlite=True)),
)
_LAST_DUE = PreparedSelect(
    sa.select(sa.func.max(occurrence.c.due_at)).where(occurrence.c.rule_id == sa.bindparam("of_rule")),
    "of_rule",
)
_OWN = "branch_id kind subject_id created_by created_at recurrence timezone late working_days parameters"
_CREATE = PreparedChange(sa.insert(rule), *_OWN.split())
_NOTE = ManyInserts(occurrence, "rule_id", "due_at", "state", "at")
_EXPLAIN = ManyUpdates(occurrence, ("rule_id", "due_at"), "state", "reason")
_STEP = ManyUpdates(rule, ("id",), "due_at", "next_at")


def create(tx: Transaction, new: NewRule, now: datetime) -> RuleRow:
    """Keep a rule; it rests until ``move_on`` tells its first time."""
    row = {
        "branch_id": new.branch_id,
        "kind": new.kind,
        "subject_id": new.subject_id,
        "created_by": new.created_by,
        "created_at": now,
        **_what(new),
    }
    return get(tx, _CREATE.insert(tx, row))


def find(tx: Transaction, rule_id: int) -> RuleRow | None:
    """The rule with that id."""
    rows = _FIND.rows(tx, {"this": rule_id})
    return RuleRow(*rows[0]) if rows else None


def get(tx: Transaction, rule_id: int) -> RuleRow:
    """The rule; ``LookupError`` when there is none."""
    found = find(tx, rule_id)
    if found is None:
        raise LookupError(f"no rule {rule_id}")
    return found


def of_branch(tx: Transaction, branch_id: int) -> list[RuleRow]:
    """The rules of a branch that nobody has done away with, oldest first."""
    query = _RULES.where(rule.c.branch_id == branch_id, rule.c.ended_at.is_(None)).order_by(rule.c.id)
    return [RuleRow(*row) for row in tx.execute(query)]


def of_subject(tx: Transaction, kind: str, subject_id: int) -> list[RuleRow]:
    """The rules of a kind that are about one thing, oldest first."""
    return [RuleRow(*row) for row in _OF_SUBJECT.rows(tx, {"of_kind": kind, "about": subject_id})]


def due(tx: Transaction, now: datetime, most: int) -> list[RuleRow]:
    """The rules whose time has come, longest due first, at most so many."""
    return [RuleRow(*row) for row in _DUE.rows(tx, {"now": now, "most": most})]


def next_at(tx: Transaction, now: datetime) -> datetime | None:
    """When, later than now, the next rule is to be looked at."""
    rows = _NEXT.rows(tx, {"now": now})
    return rows[0][0] if rows else None


def known(tx: Transaction, rule_ids: Collection[int], since: datetime) -> set[tuple[int, datetime]]:
    """Rule and time of everything from ``since`` on that has happened to these rules already."""
    rows = _KNOWN.rows(tx, {"ids": rule_ids, "since": since})
    return {(rule_id, due_at) for rule_id, due_at in rows}


def last_due(tx: Transaction, rule_id: int) -> datetime | None:
    """The latest time of the rule of which something was written down."""
    found: datetime | None = _LAST_DUE.rows(tx, {"of_rule": rule_id})[0][0]
    return found


def note(tx: Transaction, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write down what became of times; an error of the database when one was written down before."""
    _NOTE.run(tx, [(one.rule_id, one.due_at, one.state, now) for one in outcomes])


def explain(tx: Transaction, outcomes: Sequence[tuple[Outcome, str]]) -> None:
    """Say how times that were written down ended after all, and why."""
    _EXPLAIN.run(tx, [(one.state, why, one.rule_id, one.due_at) for one, why in outcomes])


def latest(tx: Transaction, rule_id: int, limit: int) -> list[tuple[datetime, OccurrenceState, str | None]]:
    """What became of the last times of a rule, the latest first: when it was due, how it ended and why."""
    query = (
        sa.select(occurrence.c.due_at, occurrence.c.state, occurrence.c.reason)
        .where(occurrence.c.rule_id == rule_id)
        .order_by(occurrence.c.due_at.desc())
        .limit(limit)
    )
    return [(due_at, OccurrenceState(state), reason) for due_at, state, reason in tx.execute(query)]


def end(tx: Transaction, rule_id: int, now: datetime) -> None:
    """Do away with a rule that rests; what it has done stays."""
    tx.execute(sa.update(rule).where(rule.c.id == rule_id).values(ended_at=now))


def move_on(tx: Transaction, steps: Sequence[Step]) -> None:
    """Let rules come at their next time."""
    _STEP.run(tx, [(one.due_at, one.next_at, one.rule_id) for one in steps])


def replace(tx: Transaction, rule_id: int, new: NewRule) -> None:
    """Put other times and parameters in the place of a rule's; the rest stays, also when it comes next."""
    tx.execute(sa.update(rule).where(rule.c.id == rule_id).values(revision=rule.c.revision + 1, **_what(new)))


def _what(new: NewRule) -> dict[str, Any]:
    return {
        "recurrence": to_json(new.recurrence),
        "timezone": new.timezone,
        "late": new.late,
        "working_days": new.working_days,
        "parameters": dict(new.parameters),
    }


def counts(
    tx: Transaction, rule_ids: Collection[int], since: datetime
) -> dict[int, dict[OccurrenceState, int]]:
    """How often each of these rules came to which end, for times from ``since`` on."""
    query = (
        sa.select(occurrence.c.rule_id, occurrence.c.state, sa.func.count())
        .where(occurrence.c.rule_id.in_(rule_ids), occurrence.c.due_at >= since)
        .group_by(occurrence.c.rule_id, occurrence.c.state)
    )
    found: dict[int, dict[OccurrenceState, int]] = {rule_id: {} for rule_id in rule_ids}
    for rule_id, state, count in tx.execute(query):
        found[rule_id][OccurrenceState(state)] = count
    return found
