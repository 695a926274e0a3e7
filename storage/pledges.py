"""Pledges with their items and their history; a move is refused when the pledge was moved meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.pledges import (
    ENDED,
    NewItem,
    Pledge,
    PledgeChange,
    PledgeItem,
    PledgeKind,
    PledgeState,
    next_state,
    year_of,
)
from storage.database import Transaction
from storage.prepared import PreparedSelect
from storage.schema import branch, person, pledge, pledge_event, pledge_item


@dataclass(frozen=True, slots=True)
class PledgeEvent:
    """A line of a pledge's history; ``before``: what was promised until a resubmission replaced it."""

    at: datetime
    by_person: int | None
    by_name: str | None
    change: PledgeChange
    reason: str | None
    before: tuple[NewItem, ...]


PLEDGES = sa.select(
    pledge.c.id,
    pledge.c.branch_id,
    branch.c.committee_id,
    person.c.group_id,
    pledge.c.person_id,
    sa.func.coalesce(person.c.name, branch.c.name),
    pledge.c.kind,
    pledge.c.state,
    pledge.c.year,
    pledge.c.made_by,
    pledge.c.made_at,
    pledge.c.submitted_at,
    pledge.c.reviewed_by,
    pledge.c.reviewed_at,
    pledge.c.published_at,
    pledge.c.ended_at,
    pledge.c.ended_by,
    pledge.c.reason,
    pledge.c.version,
).select_from(
    pledge.join(branch, branch.c.id == pledge.c.branch_id).outerjoin(
        person, person.c.id == pledge.c.person_id
    )
)
_ONE = PreparedSelect(PLEDGES.where(pledge.c.id == sa.bindparam("pledge_id")), "pledge_id")
_ITEMS = sa.select(
    pledge_item.c.pledge_id,
    pledge_item.c.id,
    pledge_item.c.place,
    pledge_item.c.words,
    pledge_item.c.due_on,
    pledge_item.c.done_at,
).order_by(pledge_item.c.pledge_id, pledge_item.c.place)
_ITEMS_OF_ONE = PreparedSelect(
    _ITEMS.where(pledge_item.c.pledge_id == sa.bindparam("pledge_id")), "pledge_id"
)


def pledges_from(tx: Transaction, rows: Iterable[Sequence[Any]]) -> list[Pledge]:
    """Rows of ``PLEDGES`` with their items."""
    found = [tuple(row) for row in rows]
    items: dict[int, list[PledgeItem]] = {}
    for pledge_id, *item in tx.execute(_ITEMS.where(pledge_item.c.pledge_id.in_([row[0] for row in found]))):
        items.setdefault(pledge_id, []).append(PledgeItem(*item))
    return [_pledge(row, items[row[0]]) for row in found]


def _pledge(row: Sequence[Any], items: Iterable[PledgeItem]) -> Pledge:
    values = [*row, tuple(items)]
    values[6:8] = PledgeKind(row[6]), PledgeState(row[7])
    return Pledge(*values)


def find(tx: Transaction, pledge_id: int) -> Pledge | None:
    """The pledge, in whatever state; who may see it must be checked by the caller."""
    given = {"pledge_id": pledge_id}
    rows = _ONE.rows(tx, given)
    if not rows:
        return None
    return _pledge(rows[0], (PledgeItem(*item[1:]) for item in _ITEMS_OF_ONE.rows(tx, given)))


def get(tx: Transaction, pledge_id: int) -> Pledge:
    """The pledge; ``LookupError`` when there is none."""
    found = find(tx, pledge_id)
    if found is None:
        raise LookupError(f"no pledge {pledge_id}")
    return found


def insert(
    tx: Transaction,
    branch_id: int,
    person_id: int | None,
    kind: PledgeKind,
    items: Sequence[NewItem],
    made_by: int | None,
    now: datetime,
) -> Pledge:
    """A new submitted pledge, of a person or (None) of the branch itself."""
    pledge_id = tx.insert_one(
        pledge,
        branch_id=branch_id,
        person_id=person_id,
        kind=kind.value,
        state=PledgeState.SUBMITTED.value,
        year=year_of(items),
        made_by=made_by,
        made_at=now,
        submitted_at=now,
        version=1,
    )
    _keep_items(tx, pledge_id, items)
    note(tx, pledge_id, PledgeChange.SUBMITTED, made_by, None, now)
    return get(tx, pledge_id)


def _keep_items(tx: Transaction, pledge_id: int, items: Sequence[NewItem]) -> None:
    values = [
        {"pledge_id": pledge_id, "place": place, "words": item.words, "due_on": item.due_on}
        for place, item in enumerate(items)
    ]
    tx.execute(sa.insert(pledge_item), values)


def move(
    tx: Transaction,
    found: Pledge,
    change: PledgeChange,
    by: int | None,
    reason: str | None,
    now: datetime,
) -> Pledge | None:
    """Move a pledge on, with its line of history; None when it was moved meanwhile.

    Raises ``UserError("pledge-moved-on")`` when its state does not allow the change.
    """
    state = next_state(found.state, change)
    values: dict[str, Any] = {"reason": reason}
    if change in (PledgeChange.PUBLISHED, PledgeChange.RETURNED):
        values |= {"reviewed_by": by, "reviewed_at": now}
    if change is PledgeChange.PUBLISHED:
        values["published_at"] = now
    if state in ENDED:
        values |= {"ended_by": by, "ended_at": now}
    if not _changed(tx, found, state, values):
        return None
    note(tx, found.id, change, by, reason, now)
    return get(tx, found.id)


def resubmit(
    tx: Transaction,
    found: Pledge,
    kind: PledgeKind,
    items: Sequence[NewItem],
    by: int | None,
    now: datetime,
) -> Pledge | None:
    """Submit a returned pledge again with what it promises now; what it promised stays in its history.

    None when it was moved meanwhile; ``UserError("pledge-moved-on")`` when it is not returned.
    """
    state = next_state(found.state, PledgeChange.RESUBMITTED)
    values = {"kind": kind.value, "year": year_of(items), "submitted_at": now, "reason": None}
    if not _changed(tx, found, state, values):
        return None
    tx.execute(sa.delete(pledge_item).where(pledge_item.c.pledge_id == found.id))
    _keep_items(tx, found.id, items)
    before = [{"words": item.words, "due_on": item.due_on.isoformat()} for item in found.items]
    note(tx, found.id, PledgeChange.RESUBMITTED, by, None, now, before)
    return get(tx, found.id)


def _changed(tx: Transaction, found: Pledge, state: PledgeState, values: dict[str, Any]) -> bool:
    moved = tx.execute(
        sa.update(pledge)
        .where(pledge.c.id == found.id, pledge.c.version == found.version)
        .values(state=state.value, version=found.version + 1, **values)
    )
    return moved.rowcount == 1


def note(
    tx: Transaction,
    pledge_id: int,
    change: PledgeChange,
    by: int | None,
    reason: str | None,
    now: datetime,
    before: Sequence[dict[str, str]] | None = None,
) -> None:
    """Add a line to the history; by itself for what is no move."""
    tx.execute(
        sa.insert(pledge_event).values(
            pledge_id=pledge_id, at=now, by_person=by, change=change.value, reason=reason, before=before
        )
    )


def history(tx: Transaction, pledge_id: int) -> list[PledgeEvent]:
    """What happened to the pledge, oldest first."""
    query = (
        sa.select(
            pledge_event.c.at,
            pledge_event.c.by_person,
            person.c.name,
            pledge_event.c.change,
            pledge_event.c.reason,
            pledge_event.c.before,
        )
        .select_from(pledge_event.outerjoin(person, person.c.id == pledge_event.c.by_person))
        .where(pledge_event.c.pledge_id == pledge_id)
        .order_by(pledge_event.c.id)
    )
    return [
        PledgeEvent(at, by, name, PledgeChange(change), reason, tuple(_before(before or ())))
        for at, by, name, change, reason, before in tx.execute(query)
    ]


def _before(items: Iterable[dict[str, str]]) -> Iterable[NewItem]:
    return (NewItem(item["words"], date.fromisoformat(item["due_on"])) for item in items)


def of_person(tx: Transaction, person_id: int, year: int | None = None) -> list[Pledge]:
    """Somebody's pledges in any state, newest first; of one year when given."""
    query = PLEDGES.where(pledge.c.person_id == person_id)
    if year is not None:
        query = query.where(pledge.c.year == year)
    return pledges_from(tx, tx.execute(query.order_by(pledge.c.id.desc())))
