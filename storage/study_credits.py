"""Class-hours: every one with where it comes from, an item that was finished or a lesson that was entered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.rights import Role
from bot.domain.study import LEADERS
from storage.database import Transaction
from storage.schema import holding, party_group, person, study_credit


@dataclass(frozen=True, slots=True)
class Entry:
    """Class-hours that somebody entered for a person. Times are UTC."""

    id: int
    person_id: int
    name: str
    branch_id: int
    year: int
    minutes: int
    reason: str
    entered_by: int | None
    at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What an active member of a branch has studied in a year, and whether more is asked of them."""

    person_id: int
    name: str
    group: str
    is_leader: bool
    minutes: int


def add_for_item(
    tx: Transaction,
    item_id: int,
    person_id: int,
    year: int,
    minutes: int,
    entered_by: int | None,
    now: datetime,
) -> None:
    """The class-hours of an item, once for each person however often it is finished."""
    values = {"year": year, "minutes": minutes, "entered_by": entered_by, "at": now}
    tx.execute(
        tx.insert(study_credit)
        .values(item_id=item_id, person_id=person_id, reason="", **values)
        .on_conflict_do_nothing(index_elements=[study_credit.c.item_id, study_credit.c.person_id])
    )


def drop_for_item(tx: Transaction, item_id: int, person_id: int) -> None:
    """Take back the class-hours of an item that was not finished after all."""
    where = study_credit.c.item_id == item_id, study_credit.c.person_id == person_id
    tx.execute(sa.delete(study_credit).where(*where))


def enter(
    tx: Transaction,
    person_ids: Sequence[int],
    year: int,
    minutes: int,
    reason: str,
    entered_by: int | None,
    now: datetime,
) -> None:
    """The class-hours of a lesson, for each of these people."""
    shared = {"year": year, "minutes": minutes, "reason": reason, "entered_by": entered_by, "at": now}
    tx.execute(sa.insert(study_credit), [{"person_id": one, **shared} for one in person_ids])


def minutes_of(tx: Transaction, person_id: int, year: int) -> int:
    """What somebody has studied in a year."""
    query = sa.select(sa.func.coalesce(sa.func.sum(study_credit.c.minutes), 0)).where(
        study_credit.c.person_id == person_id,
        study_credit.c.year == year,
        study_credit.c.revoked_at.is_(None),
    )
    return int(tx.execute(query).scalar_one())


def standings(tx: Transaction, branch_id: int, year: int) -> list[Standing]:
    """Everybody active in a branch, by group and name."""
    counted = sa.and_(
        study_credit.c.person_id == person.c.id,
        study_credit.c.year == year,
        study_credit.c.revoked_at.is_(None),
    )
    leads = sa.exists().where(
        holding.c.person_id == person.c.id,
        holding.c.branch_id == branch_id,
        holding.c.role.in_([Role(role).value for role in LEADERS]),
    )
    query = (
        sa.select(
            person.c.id,
            person.c.name,
            sa.func.coalesce(party_group.c.name, "").label("group"),
            leads.label("leads"),
            sa.func.coalesce(sa.func.sum(study_credit.c.minutes), 0).label("minutes"),
        )
        .select_from(
            person.outerjoin(party_group, party_group.c.id == person.c.group_id).outerjoin(
                study_credit, counted
            )
        )
        .where(person.c.branch_id == branch_id, person.c.active)
        .group_by(person.c.id, person.c.name, party_group.c.name)
        .order_by(party_group.c.name.is_(None), party_group.c.name, person.c.name, person.c.id)
    )
    return [
        Standing(row.id, row.name, row.group, bool(row.leads), int(row.minutes)) for row in tx.execute(query)
    ]


_ENTRIES = sa.select(
    study_credit.c.id,
    study_credit.c.person_id,
    person.c.name,
    person.c.branch_id,
    study_credit.c.year,
    study_credit.c.minutes,
    study_credit.c.reason,
    study_credit.c.entered_by,
    study_credit.c.at,
    study_credit.c.revoked_at,
).join(person, person.c.id == study_credit.c.person_id)


def find(tx: Transaction, credit_id: int) -> Entry | None:
    """What somebody entered, with that id; None also for the class-hours of an item."""
    row = tx.execute(
        _ENTRIES.where(study_credit.c.id == credit_id, study_credit.c.item_id.is_(None))
    ).one_or_none()
    return Entry(*tuple(row)) if row is not None else None


def entered_in(
    tx: Transaction, branch_id: int, years: Collection[int], limit: int, offset: int
) -> list[Entry]:
    """What was entered for the people of a branch and counts for one of these years, newest first."""
    query = _ENTRIES.where(
        person.c.branch_id == branch_id, study_credit.c.year.in_(years), study_credit.c.item_id.is_(None)
    )
    rows = tx.execute(query.order_by(study_credit.c.id.desc()).limit(limit).offset(offset))
    return [Entry(*tuple(row)) for row in rows]


def entered_for(tx: Transaction, person_id: int, year: int) -> list[Entry]:
    """What was entered for one person, counts and was not taken back, newest first."""
    query = _ENTRIES.where(
        study_credit.c.person_id == person_id,
        study_credit.c.year == year,
        study_credit.c.item_id.is_(None),
        study_credit.c.revoked_at.is_(None),
    )
    return [Entry(*tuple(row)) for row in tx.execute(query.order_by(study_credit.c.id.desc()))]


def revoke(tx: Transaction, credit_id: int, by: int | None, now: datetime) -> bool:
    """Let what was entered count no more; False when it did not before."""
    statement = (
        sa.update(study_credit)
        .where(study_credit.c.id == credit_id, study_credit.c.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=by)
    )
    return tx.execute(statement).rowcount == 1


def have(tx: Transaction, person_ids: Collection[int], reason: str) -> set[int]:
    """Those of these people for whom something with that reason was entered and counts."""
    query = sa.select(study_credit.c.person_id).where(
        study_credit.c.person_id.in_(person_ids),
        study_credit.c.reason == reason,
        study_credit.c.revoked_at.is_(None),
    )
    return set(tx.execute(query).scalars())
