"""Stars of the month (每月一星): who was proposed, whether they want it shown, and what people did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.service import RecordState, ServiceCategory
from storage.database import Transaction
from storage.schema import month_star, person, service_record

ASKED, AGREED, DECLINED, HIDDEN, DROPPED = "asked", "agreed", "declined", "hidden", "dropped"


@dataclass(frozen=True, slots=True)
class MonthStar:
    """Somebody proposed for a month (its first day), and why. ``has_account``: they can be asked by us."""

    id: int
    branch_id: int
    month: date
    person_id: int
    name: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deeds:
    """What somebody did in a month and was confirmed: services, minutes, and of which categories."""

    person_id: int
    name: str
    services: int
    minutes: int
    categories: tuple[ServiceCategory, ...]


_STARS = sa.select(
    month_star.c.id,
    month_star.c.branch_id,
    month_star.c.month,
    month_star.c.person_id,
    person.c.name,
    month_star.c.state,
    month_star.c.reason,
).join(person, person.c.id == month_star.c.person_id)


def find(tx: Transaction, star_id: int) -> MonthStar | None:
    """The proposal, in whatever state; who may see it must be checked by the caller."""
    row = tx.execute(_STARS.where(month_star.c.id == star_id)).one_or_none()
    return MonthStar(*row) if row else None


def of_month(tx: Transaction, branch_id: int, month: date) -> MonthStar | None:
    """Who was asked or has agreed to be a branch's star of that month."""
    standing = month_star.c.state.in_((ASKED, AGREED))
    query = _STARS.where(month_star.c.branch_id == branch_id, month_star.c.month == month, standing)
    row = tx.execute(query).one_or_none()
    return MonthStar(*row) if row else None


def shown(tx: Transaction, branch_id: int, year: int) -> list[MonthStar]:
    """The stars of a year that everybody in the branch may see, the newest first."""
    query = _STARS.where(
        month_star.c.branch_id == branch_id,
        month_star.c.state == AGREED,
        month_star.c.month.between(date(year, 1, 1), date(year, 12, 31)),
    )
    return [MonthStar(*row) for row in tx.execute(query.order_by(month_star.c.month.desc()))]


def years(tx: Transaction, branch_id: int) -> set[int]:
    """In which years a branch has stars of the month to show."""
    query = sa.select(month_star.c.month).where(
        month_star.c.branch_id == branch_id, month_star.c.state == AGREED
    )
    return {month.year for month in tx.execute(query.distinct()).scalars()}


def propose(
    tx: Transaction,
    branch_id: int,
    month: date,
    person_id: int,
    reason: str,
    by: int | None,
    now: datetime,
) -> int:
    """Somebody is to be asked; returns the id."""
    return tx.insert_one(
        month_star,
        branch_id=branch_id,
        month=month,
        person_id=person_id,
        state=ASKED,
        reason=reason,
        proposed_by=by,
        proposed_at=now,
    )


def move(
    tx: Transaction, star_id: int, was: str, state: str, now: datetime, spoken_by: int | None = None
) -> bool:
    """From one state to another; False when it is not in the first any more.

    ``spoken_by``: who has asked somebody in person that has no account.
    """
    result = tx.execute(
        sa.update(month_star)
        .where(month_star.c.id == star_id, month_star.c.state == was)
        .values(state=state, answered_at=now, spoken_by=spoken_by)
    )
    return result.rowcount == 1


def deeds(tx: Transaction, branch_id: int, first: date, last: date) -> list[Deeds]:
    """Who of a branch has confirmed services in these days, by name: no ranking."""
    query = (
        sa.select(
            service_record.c.person_id,
            person.c.name,
            service_record.c.category,
            sa.func.count(),
            sa.func.sum(service_record.c.minutes),
        )
        .join(person, person.c.id == service_record.c.person_id)
        .where(
            # By the index of each member's days.
            person.c.branch_id == branch_id,
            person.c.active,
            service_record.c.year == first.year,
            service_record.c.day.between(first, last),
            service_record.c.state == RecordState.CONFIRMED.value,
        )
        .group_by(service_record.c.person_id, person.c.name, service_record.c.category)
        .order_by(person.c.name, service_record.c.person_id, sa.func.count().desc())
    )
    found: dict[int, Deeds] = {}
    for person_id, name, category, services, minutes in tx.execute(query):
        was = found.get(person_id, Deeds(person_id, name, 0, 0, ()))
        kinds = (*was.categories, ServiceCategory(category))
        found[person_id] = Deeds(person_id, name, was.services + services, was.minutes + int(minutes), kinds)
    return list(found.values())
