"""Pages of the pledges that people may read, and those whose end is to be decided."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from bot.domain.pledges import PUBLIC, Pledge, PledgeChange, PledgeState
from storage.database import Transaction
from storage.pledges import PLEDGES, pledges_from
from storage.schema import person, pledge, pledge_event, pledge_item

_PUBLIC = sorted(state.value for state in PUBLIC)
# Of people who are on the roster; or of the branch itself.
_IS_LIVE = sa.or_(pledge.c.person_id.is_(None), person.c.active)


def of_person(tx: Transaction, person_id: int, limit: int, offset: int) -> list[Pledge]:
    """Somebody's own pledges that they have not withdrawn, newest first."""
    query = PLEDGES.where(_of_person(person_id)).order_by(pledge.c.id.desc())
    return pledges_from(tx, tx.execute(query.limit(limit).offset(offset)))


def count_of_person(tx: Transaction, person_id: int) -> int:
    """How many there are."""
    return _count(tx, _of_person(person_id))


def _of_person(person_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(pledge.c.person_id == person_id, pledge.c.state != PledgeState.WITHDRAWN.value)


def of_branch(
    tx: Transaction, branch_id: int, since: int, *, by_people: bool, limit: int, offset: int
) -> list[Pledge]:
    """What people of a branch have made public, or the branch itself, from the year ``since`` on.

    Those that are still being kept come first, and then by name.
    """
    order = sa.case((pledge.c.state == PledgeState.PUBLISHED.value, 0), else_=1)
    query = PLEDGES.where(_of_branch(branch_id, since, by_people=by_people))
    query = query.order_by(order, person.c.name, pledge.c.id).limit(limit).offset(offset)
    return pledges_from(tx, tx.execute(query))


def count_of_branch(tx: Transaction, branch_id: int, since: int, *, by_people: bool) -> int:
    """How many there are."""
    return _count(tx, _of_branch(branch_id, since, by_people=by_people))


def _of_branch(branch_id: int, since: int, *, by_people: bool) -> sa.ColumnElement[bool]:
    whose = person.c.active if by_people else pledge.c.person_id.is_(None)
    return sa.and_(
        pledge.c.branch_id == branch_id, pledge.c.year >= since, pledge.c.state.in_(_PUBLIC), whose
    )


def to_end(tx: Transaction, branch_ids: Collection[int], today: date, limit: int) -> list[Pledge]:
    """Pledges of these branches that are reported as done, or all due before today; the oldest first."""
    query = PLEDGES.where(_to_end(branch_ids, today)).order_by(pledge.c.id).limit(limit)
    return pledges_from(tx, tx.execute(query))


def count_to_end(tx: Transaction, branch_ids: Collection[int], today: date) -> int:
    """How many there are."""
    return _count(tx, _to_end(branch_ids, today))


def _to_end(branch_ids: Collection[int], today: date) -> sa.ColumnElement[bool]:
    reported = sa.exists().where(
        pledge_event.c.pledge_id == pledge.c.id, pledge_event.c.change == PledgeChange.REPORTED.value
    )
    ahead = sa.exists().where(pledge_item.c.pledge_id == pledge.c.id, pledge_item.c.due_on >= today)
    return sa.and_(
        pledge.c.branch_id.in_(branch_ids),
        pledge.c.state == PledgeState.PUBLISHED.value,
        _IS_LIVE,
        sa.or_(reported, ~ahead),
    )


def open_ids(tx: Transaction, branch_id: int) -> list[int]:
    """The pledges of a branch that are being kept."""
    query = sa.select(pledge.c.id).where(
        pledge.c.branch_id == branch_id, pledge.c.state == PledgeState.PUBLISHED.value
    )
    return list(tx.execute(query.order_by(pledge.c.id)).scalars())


def is_reported(tx: Transaction, pledge_id: int) -> bool:
    """Whether its person has said that all of it is done."""
    query = sa.select(pledge_event.c.id).where(
        pledge_event.c.pledge_id == pledge_id, pledge_event.c.change == PledgeChange.REPORTED.value
    )
    return tx.execute(query).first() is not None


def _count(tx: Transaction, condition: sa.ColumnElement[bool]) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(pledge.outerjoin(person, person.c.id == pledge.c.person_id))
        .where(condition)
    )
    return int(tx.execute(query).scalar_one())
