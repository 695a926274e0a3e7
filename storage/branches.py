"""Committees, branches and their groups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from bot.domain.people import Branch, PartyGroup, Sector
from bot.domain.quiet import QuietHours
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import branch, branch_scheme, committee, party_group

_BRANCHES = sa.select(
    branch.c.id,
    branch.c.committee_id,
    branch.c.name,
    branch.c.sector,
    branch.c.timezone,
    branch.c.backdate_days,
    branch.c.quiet_start,
    branch.c.quiet_end,
    branch.c.daily_cap,
)
_GET = PreparedSelect(_BRANCHES.where(branch.c.id == sa.bindparam("branch_id")), "branch_id")
_SOME = PreparedSelect(
    _BRANCHES.where(among(branch.c.id, sqlite=False)),
    "ids",
    on_sqlite=_BRANCHES.where(among(branch.c.id, sqlite=True)),
)


def _branch(row: Sequence[Any]) -> Branch:
    quiet = QuietHours(row[6], row[7])
    return Branch(row[0], row[1], row[2], Sector(row[3]), row[4], row[5], quiet, row[8])


def get(tx: Transaction, branch_id: int) -> Branch:
    """The branch; ``LookupError`` when there is none."""
    found = find(tx, branch_id)
    if found is None:
        raise LookupError(f"no branch {branch_id}")
    return found


def find(tx: Transaction, branch_id: int) -> Branch | None:
    """The branch with that id."""
    rows = _GET.rows(tx, {"branch_id": branch_id})
    return _branch(rows[0]) if rows else None


def some(tx: Transaction, branch_ids: Collection[int]) -> dict[int, Branch]:
    """The branches with these ids."""
    return {row[0]: _branch(row) for row in _SOME.rows(tx, {"ids": branch_ids})}


def find_by_name(tx: Transaction, name: str) -> Branch | None:
    """The branch of exactly that name."""
    row = tx.execute(_BRANCHES.where(branch.c.name == name)).one_or_none()
    return _branch(tuple(row)) if row else None


def every(tx: Transaction) -> list[Branch]:
    """All branches, by name."""
    return [_branch(tuple(row)) for row in tx.execute(_BRANCHES.order_by(branch.c.name, branch.c.id))]


def within(tx: Transaction, committee_ids: Collection[int], branch_ids: Collection[int]) -> list[Branch]:
    """The branches of these committees and those with these ids, by name."""
    query = _BRANCHES.where(sa.or_(branch.c.committee_id.in_(committee_ids), branch.c.id.in_(branch_ids)))
    return [_branch(tuple(row)) for row in tx.execute(query.order_by(branch.c.name, branch.c.id))]


def create(tx: Transaction, new: Sequence[Branch], from_year: int, scheme: str) -> list[Branch]:
    """Insert branches, whose ids are ignored; the star scheme is in force from the year on."""
    if not new:
        return []
    values = [
        {
            "committee_id": one.committee_id,
            "name": one.name,
            "sector": one.sector.value,
            "timezone": one.timezone,
            "backdate_days": one.backdate_days,
            "quiet_start": one.quiet.start_minute,
            "quiet_end": one.quiet.end_minute,
            "daily_cap": one.daily_cap,
        }
        for one in new
    ]
    insert = branch.insert().returning(branch.c.id, sort_by_parameter_order=True)
    ids = list(tx.execute(insert, values).scalars())
    tx.execute(
        branch_scheme.insert(),
        [{"branch_id": branch_id, "from_year": from_year, "scheme": scheme} for branch_id in ids],
    )
    return [replace(one, id=branch_id) for branch_id, one in zip(ids, new, strict=True)]


def place_under(tx: Transaction, committee_id: int, branch_ids: Collection[int]) -> None:
    """Put branches that have no committee yet under this one."""
    tx.execute(
        sa.update(branch)
        .where(branch.c.id.in_(branch_ids), branch.c.committee_id.is_(None))
        .values(committee_id=committee_id)
    )


def set_sectors(tx: Transaction, sectors: Sequence[tuple[int, Sector]]) -> None:
    """Change the sector of branches, given by id."""
    if sectors:
        update = (
            sa.update(branch)
            .where(branch.c.id == sa.bindparam("b_id"))
            .values(sector=sa.bindparam("b_sector"))
        )
        tx.execute(update, [{"b_id": branch_id, "b_sector": sector.value} for branch_id, sector in sectors])


def set_peace(tx: Transaction, branch_id: int, timezone: str, quiet: QuietHours, daily_cap: int) -> None:
    """Change when, and how often, the members of a branch are disturbed."""
    tx.execute(
        sa.update(branch)
        .where(branch.c.id == branch_id)
        .values(
            timezone=timezone,
            quiet_start=quiet.start_minute,
            quiet_end=quiet.end_minute,
            daily_cap=daily_cap,
        )
    )


def only_committee(tx: Transaction) -> int | None:
    """The committee's id when there is exactly one."""
    ids = list(tx.execute(sa.select(committee.c.id).limit(2)).scalars())
    return ids[0] if len(ids) == 1 else None


def committee_named(tx: Transaction, name: str) -> int:
    """The id of the committee of that name, created when there is none."""
    found = tx.execute(sa.select(committee.c.id).where(committee.c.name == name)).scalar_one_or_none()
    return tx.insert_one(committee, name=name) if found is None else found


def committees_of(tx: Transaction, committee_ids: Collection[int] | None = None) -> dict[int, str]:
    """The names of these committees (None: of all) by id, in the order of the names."""
    query = sa.select(committee.c.id, committee.c.name).order_by(committee.c.name, committee.c.id)
    if committee_ids is not None:
        query = query.where(committee.c.id.in_(committee_ids))
    return {row[0]: row[1] for row in tx.execute(query)}


def find_group(tx: Transaction, group_id: int) -> PartyGroup | None:
    """The group with that id."""
    row = tx.execute(sa.select(party_group).where(party_group.c.id == group_id)).one_or_none()
    return PartyGroup(*row) if row else None


def groups_of(tx: Transaction, branch_ids: Collection[int] | None = None) -> list[PartyGroup]:
    """The groups of these branches (None: of all), by branch and name."""
    query = sa.select(party_group).order_by(party_group.c.branch_id, party_group.c.name)
    if branch_ids is not None:
        query = query.where(party_group.c.branch_id.in_(branch_ids))
    return [PartyGroup(*row) for row in tx.execute(query)]


def create_groups(tx: Transaction, new: Sequence[tuple[int, str]]) -> list[PartyGroup]:
    """Insert groups, given by branch id and name."""
    if not new:
        return []
    insert = party_group.insert().returning(party_group.c.id, sort_by_parameter_order=True)
    ids = tx.execute(insert, [{"branch_id": branch_id, "name": name} for branch_id, name in new]).scalars()
    return [
        PartyGroup(group_id, branch_id, name) for group_id, (branch_id, name) in zip(ids, new, strict=True)
    ]
