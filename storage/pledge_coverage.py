"""How many of those who count have a published pledge, and who has none.

Whoever is elderly or was marked as voluntary does not count. Which of the two is told to nobody: everybody
can be marked either way.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.domain.people import MemberCategory
from bot.domain.pledges import PUBLIC, Coverage, PledgeState
from storage.database import Transaction
from storage.schema import party_group, person, pledge, pledge_voluntary

_MARK = (
    sa.select(pledge_voluntary.c.counts)
    .where(pledge_voluntary.c.person_id == person.c.id)
    .correlate(person)
    .scalar_subquery()
)
_ELDERLY = sa.func.coalesce(person.c.category, "") == MemberCategory.ELDERLY.value
_IS_VOLUNTARY = sa.case((_MARK.is_not(None), _MARK.is_(sa.false())), else_=_ELDERLY)
# Whoever has left counts nowhere.
_COUNTS = sa.and_(person.c.active, ~_IS_VOLUNTARY)


def _has(year: int) -> sa.ColumnElement[bool]:
    states = sorted(state.value for state in PUBLIC)
    return sa.exists().where(
        pledge.c.person_id == person.c.id, pledge.c.year == year, pledge.c.state.in_(states)
    )


def of_branches(tx: Transaction, branch_ids: Collection[int], year: int) -> dict[int, Coverage]:
    """The coverage of these branches in a year."""
    have = sa.func.sum(sa.case((_has(year), 1), else_=0))
    query = (
        sa.select(person.c.branch_id, sa.func.count(), have)
        .where(_COUNTS, person.c.branch_id.in_(branch_ids))
        .group_by(person.c.branch_id)
    )
    found = {row[0]: Coverage(row[1], int(row[2])) for row in tx.execute(query)}
    return {branch_id: found.get(branch_id, Coverage(0, 0)) for branch_id in branch_ids}


def of_groups(tx: Transaction, branch_id: int, year: int) -> list[tuple[str, Coverage]]:
    """The coverage of each party group of a branch that has anybody who counts, by name."""
    have = sa.func.sum(sa.case((_has(year), 1), else_=0))
    query = (
        sa.select(party_group.c.name, sa.func.count(), have)
        .join(party_group, party_group.c.id == person.c.group_id)
        .where(_COUNTS, person.c.branch_id == branch_id)
        .group_by(party_group.c.id, party_group.c.name)
        .order_by(party_group.c.name)
    )
    return [(row[0], Coverage(row[1], int(row[2]))) for row in tx.execute(query)]


def lacking(tx: Transaction, branch_id: int, year: int) -> list[tuple[int, str]]:
    """Id and name of those who count and have no published pledge, by name."""
    return _named(tx, branch_id, _COUNTS, ~_has(year))


def handed_in(tx: Transaction, branch_id: int, year: int) -> set[int]:
    """Ids of those who have a pledge for the year that waits to be reviewed."""
    query = sa.select(pledge.c.person_id).where(
        pledge.c.branch_id == branch_id,
        pledge.c.year == year,
        pledge.c.state == PledgeState.SUBMITTED.value,
        pledge.c.person_id.is_not(None),
    )
    return set(tx.execute(query).scalars())


def voluntary(tx: Transaction, branch_id: int) -> list[tuple[int, str]]:
    """Id and name of those who do not count, by name."""
    return _named(tx, branch_id, person.c.active, _IS_VOLUNTARY)


def _named(tx: Transaction, branch_id: int, *conditions: sa.ColumnElement[bool]) -> list[tuple[int, str]]:
    query = sa.select(person.c.id, person.c.name).where(person.c.branch_id == branch_id, *conditions)
    return [(row[0], row[1]) for row in tx.execute(query.order_by(person.c.name, person.c.id))]


def is_voluntary(tx: Transaction, person_id: int) -> bool:
    """Whether somebody does not count."""
    query = sa.select(person.c.id).where(person.c.id == person_id, _IS_VOLUNTARY)
    return tx.execute(query).first() is not None


def mark(tx: Transaction, person_id: int, counts: bool, by: int | None, now: datetime) -> None:
    """Somebody counts, or pledges if they like, whatever was so before."""
    values = {"counts": counts, "marked_by": by, "marked_at": now}
    tx.execute(
        tx.insert(pledge_voluntary)
        .values(person_id=person_id, **values)
        .on_conflict_do_update(index_elements=[pledge_voluntary.c.person_id], set_=values)
    )
