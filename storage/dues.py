"""Party dues: what people's are reckoned by, and who has paid for which month. Amounts are in fen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.dues import Payer
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedSelect
from storage.schema import dues_mark, dues_person, dues_setting, person

_STANDS = dues_mark.c.undone_at.is_(None)


@dataclass(frozen=True, slots=True)
class Basis:
    """What somebody's dues are reckoned by, from a month on; ``base``: see ``bot.domain.dues.owed``."""

    since: date
    payer: Payer
    base: int | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody has paid for a month; ``amount`` is None when nobody wrote down how much."""

    person_id: int
    month: date
    amount: int | None


def since(tx: Transaction, branch_id: int) -> date | None:
    """From which month on a branch keeps its dues here; None when it does not."""
    query = sa.select(dues_setting.c.since).where(dues_setting.c.branch_id == branch_id)
    return tx.execute(query).scalar_one_or_none()


def begin(tx: Transaction, branch_id: int, month: date) -> None:
    """Keep the dues of a branch here from that month on, unless that is so already."""
    row = {"branch_id": branch_id, "since": month}
    tx.execute(tx.insert(dues_setting).on_conflict_do_nothing(), row)


# -- what they are reckoned by -------------------------------------------------------------------------


def bases(tx: Transaction, person_ids: Collection[int], month: date) -> dict[int, Basis]:
    """What the dues of these people are reckoned by in that month; those of whom nothing is known are not
    in it."""
    query = (
        sa.select(dues_person.c.person_id, dues_person.c.since, dues_person.c.kind, dues_person.c.base)
        .where(dues_person.c.person_id.in_(person_ids), dues_person.c.since <= month)
        .order_by(dues_person.c.since)
    )
    return {row[0]: Basis(row[1], Payer(row[2]), row[3]) for row in tx.execute(query)}


def set_bases(tx: Transaction, new: Mapping[int, tuple[Payer, int | None]], month: date) -> None:
    """Reckon people's dues by this from that month on; what was said of the same month before is replaced."""
    if not new:
        return
    rows = [
        {"person_id": person_id, "since": month, "kind": payer.value, "base": base}
        for person_id, (payer, base) in new.items()
    ]
    insert = tx.insert(dues_person)
    changed = {"kind": insert.excluded.kind, "base": insert.excluded.base}
    keys = [dues_person.c.person_id, dues_person.c.since]
    tx.execute(insert.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def forget(tx: Transaction, person_id: int) -> None:
    """Forget what somebody earned. For which months they paid stays: the branch answers for its money."""
    tx.execute(sa.delete(dues_person).where(dues_person.c.person_id == person_id))


# -- who has paid --------------------------------------------------------------------------------------


def marks(tx: Transaction, person_ids: Collection[int], first: date, last: date) -> list[Mark]:
    """What these people have paid for the months from ``first`` to ``last``, by month."""
    query = (
        sa.select(dues_mark.c.person_id, dues_mark.c.month, dues_mark.c.amount)
        .where(_STANDS, dues_mark.c.person_id.in_(person_ids), dues_mark.c.month.between(first, last))
        .order_by(dues_mark.c.month, dues_mark.c.person_id)
    )
    return [Mark(*row) for row in tx.execute(query)]


def mark(
    tx: Transaction, paid: Mapping[int, int | None], month: date, marked_by: int | None, now: datetime
) -> list[int]:
    """Write down that people (by id, with the amount or None) have paid for a month; who had not before."""
    had = {one.person_id for one in marks(tx, paid, month, month)}
    new = [person_id for person_id in paid if person_id not in had]
    if new:
        shared = {"month": month, "marked_by": marked_by, "at": now}
        rows = [{"person_id": person_id, "amount": paid[person_id], **shared} for person_id in new]
        tx.execute(dues_mark.insert(), rows)
    return new


def unmark(tx: Transaction, person_id: int, month: date, undone_by: int | None, now: datetime) -> bool:
    """Take a mark back, which stays with who did so; False when there was none."""
    result = tx.execute(
        sa.update(dues_mark)
        .where(_STANDS, dues_mark.c.person_id == person_id, dues_mark.c.month == month)
        .values(undone_by=undone_by, undone_at=now)
    )
    return result.rowcount == 1


_MEMBERS = sa.select(person.c.branch_id, person.c.id).where(person.c.active)
_ROSTER = PreparedSelect(
    _MEMBERS.where(among(person.c.branch_id, sqlite=False)),
    "ids",
    on_sqlite=_MEMBERS.where(among(person.c.branch_id, sqlite=True)),
)
_PAID = sa.select(dues_mark.c.person_id).where(
    _STANDS, dues_mark.c.month == sa.bindparam("month", type_=dues_mark.c.month.type)
)
_PAID_OF = PreparedSelect(
    _PAID.where(among(dues_mark.c.person_id, sqlite=False)),
    "ids",
    "month",
    on_sqlite=_PAID.where(among(dues_mark.c.person_id, sqlite=True)),
)


def unpaid(tx: Transaction, branch_ids: Collection[int], month: date) -> dict[int, list[int]]:
    """Who on the roster of each branch has no payment for that month that is known."""
    # In one question PostgreSQL would look through the marks of everybody.
    members = _ROSTER.rows(tx, {"ids": branch_ids})
    ids = [person_id for _, person_id in members]
    paid = {row[0] for row in _PAID_OF.rows(tx, {"ids": ids, "month": month})}
    found: dict[int, list[int]] = {one: [] for one in branch_ids}
    for branch_id, person_id in members:
        if person_id not in paid:
            found[branch_id].append(person_id)
    return found


def joined(tx: Transaction, person_ids: Collection[int]) -> dict[int, datetime]:
    """Since when these people are on the roster."""
    query = sa.select(person.c.id, person.c.created_at).where(person.c.id.in_(person_ids))
    return {row[0]: row[1] for row in tx.execute(query)}
