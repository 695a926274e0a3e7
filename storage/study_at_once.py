"""What the clock asks of many study plans at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.domain.audience import Audience
from storage import study
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import person, study_credit, study_item, study_plan, study_progress
from storage.study import ItemRow, PlanRow

Row: TypeAlias = tuple[Any, ...]

_NOW = study_item.c.pushed_at.type
_IN_ORDER = (study_item.c.plan_id, study_item.c.position)


def _prepared(rows: sa.Select[Any], column: sa.ColumnElement[Any], *given: str) -> PreparedSelect:
    """Those rows of which the column is among the ids."""
    here = rows.where(among(column, sqlite=True))
    return PreparedSelect(rows.where(among(column, sqlite=False)), "ids", *given, on_sqlite=here)


def _coming() -> PreparedSelect:
    """Of each plan, the items at so many places from the first one that was not sent yet."""
    waiting = study_item.alias("waiting")
    place = (
        sa.select(waiting.c.position)
        .where(waiting.c.plan_id == study_plan.c.id, waiting.c.pushed_at.is_(None))
        .order_by(waiting.c.position)
        .limit(1)
        .correlate(study_plan)
        .scalar_subquery()
    )
    first = [
        sa.select(study_plan.c.id, place.label("place")).where(among(study_plan.c.id, sqlite=one))
        for one in (False, True)
    ]
    there, here = (_from_first(one.subquery("first_item")) for one in first)
    return PreparedSelect(there, "ids", "most", on_sqlite=here)


def _from_first(first: sa.Subquery) -> sa.Select[Any]:
    end = first.c.place + sa.bindparam("most", type_=sa.Integer)
    return (
        sa.select(study_item)
        .select_from(first.join(study_item, study_item.c.plan_id == first.c.id))
        .where(study_item.c.position >= first.c.place, study_item.c.position < end)
        .where(study_item.c.pushed_at.is_(None))
        .order_by(*_IN_ORDER)
    )


_PLANS = _prepared(sa.select(study_plan), study_plan.c.id)
_COMING = _coming()
_SINCE = _prepared(
    sa.select(study_item)
    .where(study_item.c.pushed_at > sa.bindparam("since", type_=_NOW))
    .order_by(*_IN_ORDER),
    study_item.c.plan_id,
    "since",
)
_IS_RIPE = study_item.c.pushed_at <= sa.bindparam("until", type_=_NOW)
_RIPE = _prepared(
    sa.select(study_item.c.plan_id, sa.func.count()).where(_IS_RIPE).group_by(study_item.c.plan_id),
    study_item.c.plan_id,
    "until",
)
_RIPE_ITEMS = _prepared(
    sa.select(study_item).where(_IS_RIPE).order_by(*_IN_ORDER), study_item.c.plan_id, "until"
)
_DONE_OF_RIPE = _prepared(
    sa.select(study_item.c.plan_id, study_progress.c.person_id, sa.func.count())
    .join(study_progress, study_progress.c.item_id == study_item.c.id)
    .where(_IS_RIPE)
    .group_by(study_item.c.plan_id, study_progress.c.person_id),
    study_item.c.plan_id,
    "until",
)
_DONE = _prepared(sa.select(study_progress.c.item_id, study_progress.c.person_id), study_progress.c.item_id)
_ROSTER = sa.select(person.c.branch_id, person.c.group_id, person.c.id).where(person.c.active)
_OF_BRANCHES = _prepared(_ROSTER, person.c.branch_id)
_OF_GROUPS = _prepared(_ROSTER, person.c.group_id)
_GAINED = _prepared(
    sa.select(study_item.c.plan_id, study_credit.c.person_id, sa.func.sum(study_credit.c.minutes))
    .join(study_item, study_item.c.id == study_credit.c.item_id)
    .where(
        study_credit.c.at >= sa.bindparam("since", type_=_NOW),
        study_credit.c.revoked_at.is_(None),
    )
    .group_by(study_item.c.plan_id, study_credit.c.person_id),
    study_item.c.plan_id,
    "since",
)


@dataclass(frozen=True, slots=True)
class Owing:
    """How many items of a plan have been out for a while, and how many of these its people have finished."""

    ripe: int
    done: Mapping[int, int]


def plans(tx: Transaction, plan_ids: Collection[int]) -> dict[int, PlanRow]:
    """These plans by id, in whatever state."""
    return {row[0]: study.plan_row(row) for row in _PLANS.rows(tx, {"ids": plan_ids})}


def coming(tx: Transaction, plan_ids: Collection[int], most: int) -> dict[int, list[ItemRow]]:
    """Of each plan the next items that were not sent yet, at most so many; a plan without is not in it.

    They are sent in order: what follows the first of them was not sent, either.
    """
    return _by_plan(_COMING.rows(tx, {"ids": plan_ids, "most": most}))


def sent_since(tx: Transaction, plan_ids: Collection[int], since: datetime) -> dict[int, list[ItemRow]]:
    """Of each plan the items that were sent later than that."""
    return _by_plan(_SINCE.rows(tx, {"ids": plan_ids, "since": since}))


def sent_until(tx: Transaction, plan_ids: Collection[int], until: datetime) -> dict[int, list[ItemRow]]:
    """Of each plan the items that were sent until then."""
    return _by_plan(_RIPE_ITEMS.rows(tx, {"ids": plan_ids, "until": until}))


def _by_plan(rows: Sequence[Sequence[Any]]) -> dict[int, list[ItemRow]]:
    found: dict[int, list[ItemRow]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(study.item_row(row))
    return found


def owing(tx: Transaction, plan_ids: Collection[int], until: datetime) -> dict[int, Owing]:
    """How far people are with what was sent until then; a plan of which nothing was is not in it."""
    given = {"ids": plan_ids, "until": until}
    done: dict[int, dict[int, int]] = {}
    for plan_id, person_id, count in _DONE_OF_RIPE.rows(tx, given):
        done.setdefault(plan_id, {})[person_id] = count
    return {plan_id: Owing(count, done.get(plan_id, {})) for plan_id, count in _RIPE.rows(tx, given)}


def done(tx: Transaction, item_ids: Collection[int]) -> dict[int, set[int]]:
    """Who has finished each of these items."""
    found: dict[int, set[int]] = {one: set() for one in item_ids}
    for item_id, person_id in _DONE.rows(tx, {"ids": item_ids}):
        found[item_id].add(person_id)
    return found


def people(tx: Transaction, of: Collection[PlanRow]) -> dict[int, list[int]]:
    """Everybody whom each plan is for, in no order."""
    usual = [one for one in of if _is_usual(one)]
    whole = {one.branch_id for one in usual if not one.audience.groups}
    parts = {group for one in usual for group in one.audience.groups}
    rows = _OF_BRANCHES.rows(tx, {"ids": whole}) if whole else []
    by_branch = _by(0, rows)
    by_group = _by(1, _OF_GROUPS.rows(tx, {"ids": parts}) if parts else [])
    found = {}
    for plan in usual:
        groups = [by_group.get(group, ()) for group in plan.audience.groups]
        rows = [row for group in groups for row in group] if groups else by_branch.get(plan.branch_id, [])
        found[plan.id] = [row[2] for row in rows if row[0] == plan.branch_id]
    return {**found, **{plan.id: _of_unusual(tx, plan) for plan in of if plan.id not in found}}


def _by(place: int, rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[place], []).append(row)
    return found


def _of_unusual(tx: Transaction, plan: PlanRow) -> list[int]:
    return [one.person_id for one in study.learners(tx, plan)]


def _is_usual(plan: PlanRow) -> bool:
    """Whether it is for a branch or some of its groups."""
    return plan.audience == Audience(branches=(plan.branch_id,), groups=plan.audience.groups)


def gained(tx: Transaction, plan_ids: Collection[int], since: datetime) -> dict[int, dict[int, int]]:
    """The minutes that people have got since then (UTC) from items of these plans, by plan and person."""
    found: dict[int, dict[int, int]] = {}
    for plan_id, person_id, minutes in _GAINED.rows(tx, {"ids": plan_ids, "since": since}):
        found.setdefault(plan_id, {})[person_id] = minutes
    return found
