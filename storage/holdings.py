"""Roles that people hold, and the rights given to committee members one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from bot.domain.people import Member
from bot.domain.rights import GRANTABLE, Holding, Right, Role
from storage.database import Transaction
from storage.schema import granted_right, holding, person

_HELD = sa.select(
    holding.c.person_id, holding.c.role, holding.c.committee_id, holding.c.branch_id, holding.c.group_id
)


def of_person(tx: Transaction, person_id: int) -> tuple[Holding, ...]:
    """The roles a person holds beyond membership, without the rights granted one by one."""
    rows = tx.execute(_HELD.where(holding.c.person_id == person_id).order_by(holding.c.id))
    return tuple(Holding(Role(row.role), row.committee_id, row.branch_id, row.group_id) for row in rows)


def granted(tx: Transaction, person_id: int, branch_id: int) -> frozenset[Right]:
    """The rights given to a committee member of a branch."""
    query = sa.select(granted_right.c.right).where(
        granted_right.c.person_id == person_id, granted_right.c.branch_id == branch_id
    )
    return frozenset(Right(right) for right in tx.execute(query).scalars())


def give(tx: Transaction, held: Sequence[tuple[int, Holding]]) -> None:
    """Give roles to people, given by id; one that somebody holds already is not given twice."""
    have = {
        (row.person_id, row.role, row.committee_id, row.branch_id, row.group_id)
        for part in _parts([person_id for person_id, _ in held])
        for row in tx.execute(_HELD.where(holding.c.person_id.in_(part)))
    }
    values = []
    grants = []
    for person_id, one in held:
        key = (person_id, one.role.value, one.committee_id, one.branch_id, one.group_id)
        if key not in have:
            have.add(key)
            values.append(_row(person_id, one))
            grants += [(person_id, one.branch_id, right) for right in one.granted]
    if values:
        tx.execute(holding.insert(), values)
    allow(tx, grants)


def _row(person_id: int, one: Holding) -> dict[str, Any]:
    return {
        "person_id": person_id,
        "role": one.role.value,
        "committee_id": one.committee_id,
        "branch_id": one.branch_id,
        "group_id": one.group_id,
    }


def take(tx: Transaction, person_id: int, role: Role) -> bool:
    """Take a role from a person in every scope, with what was granted along with it; False: not held."""
    if role is Role.COMMITTEE_MEMBER:
        tx.execute(sa.delete(granted_right).where(granted_right.c.person_id == person_id))
    result = tx.execute(
        sa.delete(holding).where(holding.c.person_id == person_id, holding.c.role == role.value)
    )
    return result.rowcount > 0


def take_all(tx: Transaction, person_id: int) -> None:
    """Take every role and granted right from a person."""
    tx.execute(sa.delete(granted_right).where(granted_right.c.person_id == person_id))
    tx.execute(sa.delete(holding).where(holding.c.person_id == person_id))


def allow(tx: Transaction, rights: Iterable[tuple[int, int | None, Right]]) -> None:
    """Give rights one by one: person id, branch id, right. What is there already stays."""
    values = [
        {"person_id": person_id, "branch_id": branch_id, "right": right.value}
        for person_id, branch_id, right in rights
    ]
    if values:
        tx.execute(tx.insert(granted_right).on_conflict_do_nothing(), values)


def disallow(tx: Transaction, person_id: int, branch_id: int, right: Right) -> bool:
    """Take one granted right back; False when it was not given."""
    result = tx.execute(
        sa.delete(granted_right).where(
            granted_right.c.person_id == person_id,
            granted_right.c.branch_id == branch_id,
            granted_right.c.right == right.value,
        )
    )
    return result.rowcount > 0


def secretaries(tx: Transaction, branch_id: int) -> set[int]:
    """Ids of the active people who are secretary of a branch."""
    return _active(tx, holding.c.role == Role.SECRETARY.value, holding.c.branch_id == branch_id)


def leaders(tx: Transaction) -> set[int]:
    """Ids of the active people who lead a group."""
    return _active(tx, holding.c.role == Role.GROUP_LEADER.value)


def administrators(tx: Transaction, committee_id: int | None) -> set[int]:
    """Ids of the active people who administer a committee."""
    role = holding.c.role == Role.COMMITTEE_ADMINISTRATOR.value
    return _active(tx, role, holding.c.committee_id == committee_id)


def allowed(tx: Transaction, member: Member, right: Right) -> set[int]:
    """Ids of the active committee members who were given a right in the member's branch."""
    if right not in GRANTABLE:
        return set()
    given = sa.exists().where(
        granted_right.c.person_id == holding.c.person_id,
        granted_right.c.branch_id == member.branch_id,
        granted_right.c.right == right.value,
    )
    role = holding.c.role == Role.COMMITTEE_MEMBER.value
    return _active(tx, role, holding.c.branch_id == member.branch_id, given)


def _active(tx: Transaction, *conditions: sa.ColumnElement[bool]) -> set[int]:
    query = sa.select(holding.c.person_id).join(person, person.c.id == holding.c.person_id)
    return set(tx.execute(query.where(person.c.active, *conditions)).scalars())


def _parts(ids: list[int], size: int = 10_000) -> Iterable[list[int]]:
    # A statement holds so many values, no more.
    return (ids[start : start + size] for start in range(0, len(ids), size))
