"""Lists of service records: what waits for confirmation, what a person has, where people went lately."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.domain.service import Helped, RecordState, ServiceCategory, ServiceRecord, is_public
from storage.database import Transaction
from storage.records import RECORDS, record_from
from storage.schema import branch, person, service_record

# Written out, not bound: a database uses an index over a part of the rows only when it sees which part.
_WAITING = service_record.c.state == sa.literal_column(f"'{RecordState.SUBMITTED.value}'")
_LATELY = 300  # records of a branch among which its places are looked for
_HAS_PLACE = service_record.c.place != sa.literal_column("''")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which waiting records somebody may decide: those of any of these places, by id.

    ``except_person``: never that person's own; ``except_enterer``: none they entered, save in the branches
    ``own_entries_in``. 0 is nobody.
    """

    everywhere: bool = False
    committees: tuple[int, ...] = ()
    branches: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    except_person: int = 0
    except_enterer: int = 0
    own_entries_in: tuple[int, ...] = ()


def waiting(tx: Transaction, scope: Scope, limit: int, after_id: int = 0) -> list[ServiceRecord]:
    """Submitted records within ``scope``, oldest first, from the one after ``after_id``."""
    # The sum keeps SQLite from walking through all records in the order of their ids: few of them wait.
    order = service_record.c.id + 0
    query = RECORDS.where(_within(scope), order > after_id).order_by(order).limit(limit)
    return [record_from(row) for row in tx.execute(query)]


def count_waiting(tx: Transaction, scope: Scope, year: int | None = None) -> int:
    """How many submitted records lie within ``scope``; of one year when given."""
    query = sa.select(sa.func.count()).select_from(service_record).where(_within(scope))
    if year is not None:
        query = query.where(service_record.c.year == year)
    return int(tx.execute(query).scalar_one())


def _within(scope: Scope) -> sa.ColumnElement[bool]:
    conditions = [_WAITING, service_record.c.person_id != scope.except_person]
    if not scope.everywhere:
        conditions.append(sa.or_(sa.false(), *_places(scope)))
    entered = service_record.c.entered_by != scope.except_enterer
    if scope.own_entries_in:
        entered = sa.or_(entered, service_record.c.branch_id.in_(scope.own_entries_in))
    return sa.and_(*conditions, entered)


def _places(scope: Scope) -> Iterator[sa.ColumnElement[bool]]:
    """One condition for each kind of place, such that each finds its rows by an index of the records."""
    if scope.committees:
        branches = sa.select(branch.c.id).where(branch.c.committee_id.in_(scope.committees))
        yield service_record.c.branch_id.in_(branches)
    if scope.branches:
        yield service_record.c.branch_id.in_(scope.branches)
    if scope.groups:
        members = sa.select(person.c.id).where(person.c.group_id.in_(scope.groups))
        yield service_record.c.person_id.in_(members)


def of_person(
    tx: Transaction, person_id: int, *, year: int | None = None, limit: int | None = None, offset: int = 0
) -> list[ServiceRecord]:
    """A person's records, newest first; of one year when given."""
    query = RECORDS.where(service_record.c.person_id == person_id)
    if year is not None:
        query = query.where(service_record.c.year == year)
    query = query.order_by(service_record.c.day.desc(), service_record.c.id.desc())
    return [record_from(row) for row in tx.execute(query.limit(limit).offset(offset))]


def count_of_person(tx: Transaction, person_id: int) -> int:
    """How many records a person has, in any state."""
    query = (
        sa.select(sa.func.count()).select_from(service_record).where(service_record.c.person_id == person_id)
    )
    return int(tx.execute(query).scalar_one())


def on_day(tx: Transaction, person_id: int, day: date) -> list[ServiceRecord]:
    """A person's records of one day that are not revoked."""
    query = RECORDS.where(
        service_record.c.person_id == person_id,
        service_record.c.year == day.year,
        service_record.c.day == day,
        service_record.c.state != RecordState.REVOKED.value,
    )
    return [record_from(row) for row in tx.execute(query)]


def recent_places(tx: Transaction, branch_id: int, person_id: int, limit: int) -> list[str]:
    """Places used lately, the person's own before those of the branch.

    Of the branch only what is no private matter: where at least two people have confirmed services, or
    where a confirmed one was and it does not look like a home.
    """
    newest = sa.func.max(service_record.c.id)
    own = (
        sa.select(service_record.c.place)
        .where(service_record.c.person_id == person_id)
        .group_by(service_record.c.place)
        .order_by(newest.desc())
        .limit(limit)
    )
    places = list(tx.execute(own).scalars())
    for place, people, category, of_households in tx.execute(_lately_shared(branch_id)):
        is_open = people > 1 or (not of_households and is_public(place, ServiceCategory(category)))
        if is_open and place not in places:
            places.append(place)
    return places[:limit]


def _lately_shared(branch_id: int) -> sa.Select[Any]:
    """Where a branch served lately: how many people, in which category, how often at a household."""
    lately = (
        sa.select(
            service_record.c.id,
            service_record.c.person_id,
            service_record.c.place,
            service_record.c.state,
            service_record.c.category,
            service_record.c.helped,
        )
        .where(service_record.c.branch_id == branch_id, _HAS_PLACE)
        .order_by(service_record.c.id.desc())
        .limit(_LATELY)
        .subquery()
    )
    households = sa.func.sum(sa.case((lately.c.helped == Helped.HOUSEHOLD.value, 1), else_=0))
    return (
        sa.select(
            lately.c.place,
            sa.func.count(lately.c.person_id.distinct()),
            sa.func.max(lately.c.category),
            sa.func.coalesce(households, 0),
        )
        .where(lately.c.state == RecordState.CONFIRMED.value)
        .group_by(lately.c.place)
        .order_by(sa.func.max(lately.c.id).desc())
    )
