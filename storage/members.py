"""Who of a branch, its groups and its committee could decide something, and can be told so on Telegram."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from bot.domain.rights import Role, Target
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.queue_rows import REACHABLE
from storage.schema import account, holding, person


@dataclass(frozen=True, slots=True)
class Holder:
    """An active person who holds a role and has a Telegram account that can be reached."""

    person_id: int
    name: str
    telegram_id: int
    locale: str
    role: Role


# A place that the target does not have is NULL: like that, it does not match a holding without one either.
_HOLDERS = PreparedSelect(
    sa.select(person.c.id, person.c.name, account.c.telegram_id, account.c.locale, holding.c.role)
    .select_from(
        holding.join(person, person.c.id == holding.c.person_id).join(
            account, account.c.person_id == person.c.id
        )
    )
    .where(
        person.c.active,
        account.c.reach == REACHABLE,
        sa.or_(
            holding.c.group_id == sa.bindparam("group"),
            holding.c.branch_id == sa.bindparam("branch"),
            holding.c.committee_id == sa.bindparam("committee"),
        ),
    )
    .order_by(person.c.id, holding.c.id),
    "group",
    "branch",
    "committee",
)


def reachable_holders(tx: Transaction, target: Target) -> list[Holder]:
    """Who leads the target's group, serves in its branch or administers its committee, by id and role.

    What each of them may do is for ``bot.domain.rights`` to say.
    """
    places = {"group": target.group_id, "branch": target.branch_id, "committee": target.committee_id}
    rows = _HOLDERS.rows(tx, places)
    return [Holder(row[0], row[1], row[2], row[3], Role(row[4])) for row in rows]


_SECRETARY = (
    sa.select(holding.c.branch_id, person.c.id)
    .select_from(
        holding.join(person, person.c.id == holding.c.person_id).join(
            account, account.c.person_id == person.c.id
        )
    )
    .where(person.c.active, account.c.reach == REACHABLE, holding.c.role == Role.SECRETARY.value)
)
_SECRETARIES = PreparedSelect(
    _SECRETARY.where(among(holding.c.branch_id, sqlite=False)),
    "ids",
    on_sqlite=_SECRETARY.where(among(holding.c.branch_id, sqlite=True)),
)


_ROSTER = (
    sa.select(person.c.id, account.c.reach)
    .outerjoin(account, account.c.person_id == person.c.id)
    .where(person.c.active)
)
_ON_ROSTER = PreparedSelect(
    _ROSTER.where(among(person.c.id, sqlite=False)),
    "ids",
    on_sqlite=_ROSTER.where(among(person.c.id, sqlite=True)),
)


def on_roster(tx: Transaction, person_ids: Collection[int]) -> dict[int, bool]:
    """Those of these people who are on a roster, and whether they can be reached."""
    return {row[0]: row[1] == REACHABLE for row in _ON_ROSTER.rows(tx, {"ids": person_ids})}


def reachable_secretaries(tx: Transaction, branch_ids: Collection[int]) -> dict[int, set[int]]:
    """The secretaries of these branches who can be reached, by branch; one without any is not in it."""
    found: dict[int, set[int]] = {}
    for branch_id, person_id in _SECRETARIES.rows(tx, {"ids": branch_ids}):
        found.setdefault(branch_id, set()).add(person_id)
    return found
