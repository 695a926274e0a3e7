"""Who is acting: a Telegram id becomes an ``Actor`` with the rights it has at this very moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from bot.domain.people import MemberKind
from bot.domain.quiet import QuietHours
from bot.domain.rights import Actor, Holding, Right, Role
from storage.database import Transaction
from storage.prepared import PreparedSelect
from storage.schema import account, branch, granted_right, holding, person


@dataclass(frozen=True, slots=True)
class Caller:
    """What is known of somebody before the database is asked."""

    telegram_id: int
    locale: str
    timezone: str
    is_operator: bool


_ACTOR = PreparedSelect(
    sa.select(
        account.c.locale,
        person.c.id,
        person.c.branch_id,
        person.c.group_id,
        person.c.name,
        person.c.kind,
        branch.c.committee_id,
        branch.c.timezone,
        holding.c.role,
        holding.c.committee_id,
        holding.c.branch_id,
        holding.c.group_id,
        branch.c.quiet_start,
        branch.c.quiet_end,
    )
    .select_from(
        account.outerjoin(person, sa.and_(person.c.id == account.c.person_id, person.c.active))
        .outerjoin(branch, branch.c.id == person.c.branch_id)
        .outerjoin(holding, holding.c.person_id == person.c.id)
    )
    .where(account.c.telegram_id == sa.bindparam("telegram_id")),
    "telegram_id",
)

_GRANTS = sa.select(granted_right.c.branch_id, granted_right.c.right).where(
    granted_right.c.person_id == sa.bindparam("person_id")
)


def load_actor(tx: Transaction, caller: Caller) -> Actor:
    """The caller as the database knows them now; somebody unknown is a resident without an account."""
    rows = _ACTOR.rows(tx, {"telegram_id": caller.telegram_id})
    operator = (Holding(Role.OPERATOR),) if caller.is_operator else ()
    if not rows or rows[0][1] is None:
        locale = rows[0][0] if rows else caller.locale
        return Actor(caller.telegram_id, None, None, None, None, "", None, locale, caller.timezone, operator)
    locale, person_id, branch_id, group_id, name, kind, committee_id, timezone = rows[0][:8]
    own_role = Role.MEMBER if kind == MemberKind.FULL else Role.PROBATIONARY
    return Actor(
        caller.telegram_id,
        person_id,
        branch_id,
        group_id,
        committee_id,
        name,
        MemberKind(kind),
        locale,
        timezone,
        (*operator, Holding(own_role, branch_id=branch_id), *_holdings(tx, person_id, rows)),
        QuietHours(*rows[0][12:]),
    )


def _holdings(tx: Transaction, person_id: int, rows: Sequence[tuple[Any, ...]]) -> tuple[Holding, ...]:
    held = [(Role(row[8]), row[9], row[10], row[11]) for row in rows if row[8] is not None]
    granted: dict[int, set[Right]] = {}
    if any(role is Role.COMMITTEE_MEMBER for role, *_ in held):
        for branch_id, right in tx.execute(_GRANTS, {"person_id": person_id}):
            granted.setdefault(branch_id, set()).add(Right(right))
    return tuple(
        Holding(
            role,
            committee_id,
            branch_id,
            group_id,
            frozenset(granted.get(branch_id, ())) if role is Role.COMMITTEE_MEMBER else frozenset(),
        )
        for role, committee_id, branch_id, group_id in held
    )
