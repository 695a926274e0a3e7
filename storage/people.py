"""People on the roster."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.people import Member, MemberCategory, MemberKind, Office
from bot.domain.rights import Role, Target
from storage.database import Transaction
from storage.prepared import PreparedSelect
from storage.schema import account, branch, holding, party_group, person

# A statement holds so many values, no more.
BATCH = 10_000

_MEMBERS = sa.select(
    person.c.id,
    person.c.branch_id,
    person.c.group_id,
    person.c.name,
    person.c.kind,
    person.c.category,
    person.c.joined_on,
    person.c.phone,
    person.c.skills,
    account.c.telegram_id,
    person.c.active,
).select_from(person.outerjoin(account, account.c.person_id == person.c.id))

_FIND = PreparedSelect(_MEMBERS.where(person.c.id == sa.bindparam("person_id")), "person_id")


def _member(row: Sequence[Any]) -> Member:
    category = MemberCategory(row[5]) if row[5] is not None else None
    return Member(
        id=row[0],
        branch_id=row[1],
        group_id=row[2],
        name=row[3],
        kind=MemberKind(row[4]),
        category=category,
        joined_on=row[6],
        phone=row[7],
        skills=row[8],
        telegram_id=row[9],
        active=row[10],
    )


def find(tx: Transaction, person_id: int) -> Member | None:
    """The person, also one who has left (``active`` False)."""
    rows = _FIND.rows(tx, {"person_id": person_id})
    return _member(rows[0]) if rows else None


def target(tx: Transaction, member: Member) -> Target:
    """The person as an object of rights."""
    query = sa.select(branch.c.committee_id).where(branch.c.id == member.branch_id)
    return Target(tx.execute(query).scalar_one(), member.branch_id, member.group_id, member.id)


def count(tx: Transaction, branch_id: int) -> int:
    """How many active people a branch has."""
    query = sa.select(sa.func.count()).where(person.c.branch_id == branch_id, person.c.active)
    return int(tx.execute(query).scalar_one())


_PAGE = PreparedSelect(
    _MEMBERS.outerjoin(party_group, party_group.c.id == person.c.group_id)
    .where(person.c.branch_id == sa.bindparam("of_branch"), person.c.active)
    .order_by(party_group.c.name.is_(None), party_group.c.name, person.c.name, person.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
    .offset(sa.bindparam("after", type_=sa.Integer)),
    "of_branch",
    "most",
    "after",
)


def page(tx: Transaction, branch_id: int, limit: int, offset: int) -> list[Member]:
    """Active people of a branch by group and name; those without a group come last."""
    given = {"of_branch": branch_id, "most": limit, "after": offset}
    return [_member(row) for row in _PAGE.rows(tx, given)]


def pick(tx: Transaction, whom: sa.ColumnElement[bool], limit: int, offset: int) -> list[Member]:
    """People who meet a condition, by branch, group and name; those without a group come last."""
    query = (
        _MEMBERS.join(branch, branch.c.id == person.c.branch_id)
        .outerjoin(party_group, party_group.c.id == person.c.group_id)
        .where(whom)
        .order_by(
            branch.c.name,
            branch.c.id,
            party_group.c.name.is_(None),
            party_group.c.name,
            person.c.name,
            person.c.id,
        )
        .limit(limit)
        .offset(offset)
    )
    return [_member(tuple(row)) for row in tx.execute(query)]


def named(tx: Transaction, branch_id: int, name: str) -> list[Member]:
    """Active people of that name in a branch."""
    query = _MEMBERS.where(person.c.branch_id == branch_id, person.c.name == name, person.c.active)
    return [_member(tuple(row)) for row in tx.execute(query.order_by(person.c.id))]


def some(tx: Transaction, person_ids: Collection[int]) -> list[Member]:
    """The active people among these, by name."""
    query = _MEMBERS.where(person.c.id.in_(person_ids), person.c.active)
    return [_member(tuple(row)) for row in tx.execute(query.order_by(person.c.name, person.c.id))]


def without_account(tx: Transaction, branch_ids: Collection[int]) -> list[Member]:
    """Active people of these branches who have not joined on Telegram, by branch and name."""
    query = _MEMBERS.join(branch, branch.c.id == person.c.branch_id).where(
        person.c.branch_id.in_(branch_ids), person.c.active, account.c.telegram_id.is_(None)
    )
    return [
        _member(tuple(row)) for row in tx.execute(query.order_by(branch.c.name, person.c.name, person.c.id))
    ]


def powerful(tx: Transaction, branch_ids: Collection[int], role: Role | None = None) -> set[int]:
    """Ids of people of these branches who hold that role, or without it any role beyond membership."""
    query = sa.select(holding.c.person_id).join(person, person.c.id == holding.c.person_id)
    if role is not None:
        query = query.where(holding.c.role == role.value)
    return set(tx.execute(query.where(person.c.branch_id.in_(branch_ids))).scalars())


@dataclass(slots=True)
class Entry:
    """A person as the roster file describes them. ``id`` is 0 before the insert."""

    id: int
    branch_id: int
    name: str
    group_id: int | None
    kind: MemberKind
    category: MemberCategory | None
    joined_on: date | None
    phone: str | None
    skills: str | None
    office: Office | None
    active: bool = True


_ENTRY_FIELDS = ("group_id", "kind", "category", "joined_on", "phone", "skills", "office", "active")


def entries(tx: Transaction, branch_ids: Collection[int]) -> Iterator[Entry]:
    """Everybody these branches have or had."""
    ids = sorted(branch_ids)
    for start in range(0, len(ids), BATCH):
        yield from _entries(tx, ids[start : start + BATCH])


def _entries(tx: Transaction, branch_ids: Sequence[int]) -> Iterator[Entry]:
    query = sa.select(
        person.c.id,
        person.c.branch_id,
        person.c.name,
        person.c.group_id,
        person.c.kind,
        person.c.category,
        person.c.joined_on,
        person.c.phone,
        person.c.skills,
        person.c.office,
        person.c.active,
    ).where(person.c.branch_id.in_(branch_ids))
    for row in tx.execute(query):
        yield Entry(
            id=row.id,
            branch_id=row.branch_id,
            name=row.name,
            group_id=row.group_id,
            kind=MemberKind(row.kind),
            category=MemberCategory(row.category) if row.category else None,
            joined_on=row.joined_on,
            phone=row.phone,
            skills=row.skills,
            office=Office(row.office) if row.office else None,
            active=row.active,
        )


def _values(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _ENTRY_FIELDS}


def create(tx: Transaction, new: Sequence[Entry], now: datetime) -> None:
    """Insert people and fill in their ids."""
    if not new:
        return
    values = [
        {"branch_id": entry.branch_id, "name": entry.name, "created_at": now, **_values(entry)}
        for entry in new
    ]
    insert = person.insert().returning(person.c.id, sort_by_parameter_order=True)
    for entry, person_id in zip(new, tx.execute(insert, values).scalars(), strict=True):
        entry.id = person_id


def update(tx: Transaction, changed: Sequence[Entry]) -> None:
    """Write everything of these people but name and branch."""
    if changed:
        statement = (
            sa.update(person)
            .where(person.c.id == sa.bindparam("entry_id"))
            .values({name: sa.bindparam(f"new_{name}") for name in _ENTRY_FIELDS})
        )
        tx.execute(
            statement,
            [
                {"entry_id": entry.id, **{f"new_{name}": value for name, value in _values(entry).items()}}
                for entry in changed
            ],
        )


def leave(tx: Transaction, person_id: int) -> bool:
    """Mark somebody as having left, and forget what only members are asked for; False when they had left."""
    nothing = {"office": None, "phone": None, "category": None, "skills": None}
    result = tx.execute(
        sa.update(person).where(person.c.id == person_id, person.c.active).values(active=False, **nothing)
    )
    return result.rowcount == 1


def group_names(tx: Transaction, branch_id: int) -> Mapping[int, str]:
    """The names of a branch's groups by id."""
    query = sa.select(party_group.c.id, party_group.c.name).where(party_group.c.branch_id == branch_id)
    return {row[0]: row[1] for row in tx.execute(query)}
