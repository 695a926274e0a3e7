"""The pledges that wait to be reviewed."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from bot.domain.pledges import Pledge, PledgeState
from storage.database import Transaction
from storage.pledges import PLEDGES, pledges_from
from storage.schema import branch, person, pledge

# Written out, not bound: a database uses an index over a part of the rows only when it sees which part.
_WAITING = pledge.c.state == sa.literal_column(f"'{PledgeState.SUBMITTED.value}'")


@dataclass(frozen=True, slots=True)
class PledgeScope:
    """Which submitted pledges somebody may review: those of any of these places, by id.

    ``own``: never that person's own word (0: nobody's), save in the branches ``own_in``.
    """

    everywhere: bool = False
    committees: tuple[int, ...] = ()
    branches: tuple[int, ...] = ()
    own: int = 0
    own_in: tuple[int, ...] = ()


def waiting(tx: Transaction, scope: PledgeScope, limit: int, after_id: int = 0) -> list[Pledge]:
    """Submitted pledges within ``scope``, oldest first, from the one after ``after_id``."""
    query = PLEDGES.where(_within(scope), pledge.c.id > after_id).order_by(pledge.c.id).limit(limit)
    return pledges_from(tx, tx.execute(query))


def count_waiting(tx: Transaction, scope: PledgeScope) -> int:
    """How many submitted pledges lie within ``scope``."""
    query = sa.select(sa.func.count()).select_from(
        pledge.join(branch, branch.c.id == pledge.c.branch_id).outerjoin(
            person, person.c.id == pledge.c.person_id
        )
    )
    return int(tx.execute(query.where(_within(scope))).scalar_one())


def own_waiting(tx: Transaction, person_id: int) -> list[Pledge]:
    """What waits to be reviewed and is somebody's own word."""
    return pledges_from(tx, tx.execute(PLEDGES.where(_WAITING, _is_word_of(person_id))))


def _is_word_of(person_id: int) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(pledge.c.person_id, pledge.c.made_by, 0) == person_id


def _within(scope: PledgeScope) -> sa.ColumnElement[bool]:
    conditions = [_WAITING, sa.or_(pledge.c.person_id.is_(None), person.c.active)]
    if not scope.everywhere:
        branches = sa.select(branch.c.id).where(branch.c.committee_id.in_(scope.committees))
        conditions.append(sa.or_(pledge.c.branch_id.in_(scope.branches), pledge.c.branch_id.in_(branches)))
    conditions.append(sa.or_(sa.not_(_is_word_of(scope.own)), pledge.c.branch_id.in_(scope.own_in)))
    return sa.and_(*conditions)
