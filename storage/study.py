"""Study plans and their items: what was sent, and who has finished it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.audience import Audience, audience_from_json, audience_to_json
from bot.domain.messages import attachment_from_json
from bot.domain.rich_text import RichText
from bot.domain.study import Item, ItemKind, PlanState, item_to_json
from storage import audiences
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import party_group, person, study_item, study_plan, study_progress


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What is known of a plan when it begins. ``at_once``: how many items are sent each time."""

    branch_id: int
    title: str
    audience: Audience
    at_once: int
    ranking: bool
    created_by: int | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan. Times are UTC."""

    id: int
    branch_id: int
    title: str
    state: PlanState
    audience: Audience
    at_once: int
    ranking: bool
    created_by: int | None
    created_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of a plan; ``position`` counts from 1. ``pushed_at`` (UTC): None until it was sent."""

    id: int
    plan_id: int
    position: int
    item: Item
    pushed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody whom a plan is for, and which of its items they have finished."""

    person_id: int
    name: str
    group: str
    done: frozenset[int]


_FIND = PreparedSelect(sa.select(study_plan).where(study_plan.c.id == sa.bindparam("plan_id")), "plan_id")
_ITEMS = PreparedSelect(
    sa.select(study_item)
    .where(study_item.c.plan_id == sa.bindparam("of_plan"))
    .order_by(study_item.c.position),
    "of_plan",
)
_PROGRESS = PreparedSelect(
    sa.select(study_progress.c.person_id, study_progress.c.item_id)
    .join(study_item, study_item.c.id == study_progress.c.item_id)
    .where(study_item.c.plan_id == sa.bindparam("of_plan")),
    "of_plan",
)

_LEARNERS = (
    sa.select(person.c.id, person.c.name, party_group.c.name)
    .select_from(person.outerjoin(party_group, party_group.c.id == person.c.group_id))
    .order_by(party_group.c.name.is_(None), party_group.c.name, person.c.name, person.c.id)
)
_IN_BRANCH = _LEARNERS.where(person.c.active, person.c.branch_id == sa.bindparam("branch_id"))
_ALL = sa.bindparam("all", type_=sa.Boolean)
# A plan is for a branch or for some of its groups, unless it was made in a way of its own.
_OF_BRANCH = PreparedSelect(
    _IN_BRANCH.where(sa.or_(_ALL, among(person.c.group_id, sqlite=False))),
    "branch_id",
    "ids",
    "all",
    on_sqlite=_IN_BRANCH.where(sa.or_(_ALL, among(person.c.group_id, sqlite=True))),
)


# The columns of both tables are in the order of the fields.
def plan_row(row: Sequence[Any]) -> PlanRow:
    """A row of the table of plans."""
    values = list(row)
    values[3:5] = PlanState(row[3]), audience_from_json(row[4])
    return PlanRow(*values)


def item_row(row: Sequence[Any]) -> ItemRow:
    """A row of the table of items."""
    number, plan_id, position, kind, title, text, url, attachment, quiz_id, minutes, pushed_at = row
    attached = attachment_from_json(attachment) if attachment else None
    item = Item(ItemKind(kind), title, RichText.from_json(text), url, attached, quiz_id, minutes)
    return ItemRow(number, plan_id, position, item, pushed_at)


# -- plans ---------------------------------------------------------------------------------------------


def create(tx: Transaction, new: NewPlan, items: Sequence[Item], now: datetime) -> PlanRow:
    """A running plan with its items, none of which was sent yet."""
    plan_id = tx.insert_one(
        study_plan,
        branch_id=new.branch_id,
        title=new.title,
        state=PlanState.RUNNING.value,
        audience=audience_to_json(new.audience),
        at_once=new.at_once,
        ranking=new.ranking,
        created_by=new.created_by,
        created_at=now,
    )
    rows = [
        {"plan_id": plan_id, "position": at, **item_to_json(item)} for at, item in enumerate(items, start=1)
    ]
    if rows:
        tx.execute(sa.insert(study_item), rows)
    return get(tx, plan_id)


def find(tx: Transaction, plan_id: int) -> PlanRow | None:
    """The plan, in whatever state; who may see it must be checked by the caller."""
    rows = _FIND.rows(tx, {"plan_id": plan_id})
    return plan_row(rows[0]) if rows else None


def get(tx: Transaction, plan_id: int) -> PlanRow:
    """The plan; ``LookupError`` when there is none."""
    found = find(tx, plan_id)
    if found is None:
        raise LookupError(f"no study plan {plan_id}")
    return found


def change(tx: Transaction, plan_id: int, **values: Any) -> PlanRow:
    """Put other values in the place of a plan's."""
    if isinstance(values.get("audience"), Audience):
        values["audience"] = audience_to_json(values["audience"])
    tx.execute(sa.update(study_plan).where(study_plan.c.id == plan_id).values(**values))
    return get(tx, plan_id)


def of_branches(
    tx: Transaction, branch_ids: Collection[int], states: Collection[PlanState], limit: int = 100
) -> list[PlanRow]:
    """The plans of these branches in these states, newest first."""
    query = sa.select(study_plan).where(
        study_plan.c.branch_id.in_(branch_ids), study_plan.c.state.in_([state.value for state in states])
    )
    return [plan_row(row) for row in tx.execute(query.order_by(study_plan.c.id.desc()).limit(limit))]


# -- items ---------------------------------------------------------------------------------------------


def items_of(tx: Transaction, plan_id: int) -> list[ItemRow]:
    """All items of a plan, in order."""
    return [item_row(row) for row in _ITEMS.rows(tx, {"of_plan": plan_id})]


def find_item(tx: Transaction, item_id: int) -> ItemRow | None:
    """The item with that id."""
    row = tx.execute(sa.select(study_item).where(study_item.c.id == item_id)).one_or_none()
    return item_row(row) if row is not None else None


def items_of_quiz(tx: Transaction, quiz_id: int) -> list[ItemRow]:
    """The items that are this quiz."""
    query = sa.select(study_item).where(study_item.c.quiz_id == quiz_id).order_by(study_item.c.id)
    return [item_row(row) for row in tx.execute(query)]


def sent_items(tx: Transaction, plan_id: int) -> list[ItemRow]:
    """The items that were sent, in order."""
    return [row for row in items_of(tx, plan_id) if row.pushed_at is not None]


def last_sent(tx: Transaction, plan_id: int) -> datetime | None:
    """When (UTC) something of a plan was last sent."""
    query = sa.select(sa.func.max(study_item.c.pushed_at)).where(study_item.c.plan_id == plan_id)
    found: datetime | None = tx.execute(query).scalar_one()
    return found


def mark_sent(tx: Transaction, item_ids: Collection[int], now: datetime) -> None:
    """Write down that these items were sent; they are not sent again."""
    tx.execute(sa.update(study_item).where(study_item.c.id.in_(item_ids)).values(pushed_at=now))


# -- people --------------------------------------------------------------------------------------------


def concerns(tx: Transaction, plan: PlanRow, person_id: int) -> bool:
    """Whether a plan is for somebody who is on the roster."""
    query = sa.select(person.c.id).where(person.c.id == person_id, audiences.meant(plan.audience))
    return tx.execute(query).first() is not None


def learners(tx: Transaction, plan: PlanRow) -> list[Learner]:
    """Everybody whom a plan is for, by group and name, with what they have finished of it."""
    done: dict[int, set[int]] = {}
    for person_id, item_id in _PROGRESS.rows(tx, {"of_plan": plan.id}):
        done.setdefault(person_id, set()).add(item_id)
    audience = plan.audience
    if audience == Audience(branches=(plan.branch_id,), groups=audience.groups):
        chosen = {"branch_id": plan.branch_id, "ids": audience.groups, "all": not audience.groups}
        rows = _OF_BRANCH.rows(tx, chosen)
    else:
        rows = [tuple(row) for row in tx.execute(_LEARNERS.where(audiences.meant(audience)))]
    return [
        Learner(person_id, name, group or "", frozenset(done.get(person_id, ())))
        for person_id, name, group in rows
    ]


def done_by(tx: Transaction, person_id: int, item_ids: Collection[int]) -> Mapping[int, datetime]:
    """Which of these items somebody has finished, and when (UTC)."""
    query = sa.select(study_progress.c.item_id, study_progress.c.done_at).where(
        study_progress.c.person_id == person_id, study_progress.c.item_id.in_(item_ids)
    )
    return {row.item_id: row.done_at for row in tx.execute(query)}


def entered_by(tx: Transaction, item_id: int, person_id: int) -> int | None:
    """Who wrote down for somebody that they have finished; None when nobody did."""
    query = sa.select(study_progress.c.entered_by).where(
        study_progress.c.item_id == item_id, study_progress.c.person_id == person_id
    )
    found: int | None = tx.execute(query).scalar_one_or_none()
    return found


def finish(
    tx: Transaction, item_id: int, person_id: int, now: datetime, entered_by: int | None = None
) -> bool:
    """Write down that somebody has finished an item; False when they had before."""
    insert = tx.insert(study_progress).values(
        item_id=item_id, person_id=person_id, done_at=now, entered_by=entered_by
    )
    statement = insert.on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return tx.execute(statement).rowcount == 1


def unfinish(tx: Transaction, item_id: int, person_id: int) -> bool:
    """Take that back; False when there was nothing."""
    where = study_progress.c.item_id == item_id, study_progress.c.person_id == person_id
    return tx.execute(sa.delete(study_progress).where(*where)).rowcount == 1
