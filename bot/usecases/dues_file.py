"""A year of a branch's dues as a table for its secretary; what people earn is not in it: files travel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.dues import may_mark, month_of, owed
from bot.domain.people import Branch, Member
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases.dues import EVERYBODY, find_kept
from storage import audit, dues, people
from storage.database import Transaction
from storage.dues import Basis, Mark


@dataclass(frozen=True, slots=True)
class YearRow:
    """One person's year: which group they are in, what they owe a month in fen (None: unknown, or theirs to
    choose), and what they paid by month, each a ``Mark``."""

    member: Member
    group: str
    basis: Basis | None
    due: int | None
    marks: dict[int, Mark]

    @property
    def total(self) -> int:
        """What is known to have been paid, in fen."""
        return sum(one.amount or 0 for one in self.marks.values())


@dataclass(frozen=True, slots=True)
class Year:
    """A branch's year, by group and name."""

    branch: Branch
    year: int
    rows: tuple[YearRow, ...]


def open_year(tx: Transaction, actor: Actor, branch_id: int, year: int, now: datetime) -> Year:
    """Everybody's year; that it was taken out is written down for each of them.

    Raises ``UserError`` ``not-allowed``, ``button-broken`` (no such year).
    """
    branch = find_kept(tx, actor, branch_id)
    present = branch.today(now)
    if not 2000 < year < 9000 or not (year == present.year or _has_month(year, present)):
        raise UserError("button-broken")
    members = people.page(tx, branch_id, EVERYBODY, 0)
    ids = [one.id for one in members]
    december = date(year, 12, 1)
    bases = dues.bases(tx, ids, min(december, month_of(present)))
    marks: dict[int, dict[int, Mark]] = {one: {} for one in ids}
    for mark in dues.marks(tx, ids, date(year, 1, 1), december):
        marks[mark.person_id][mark.month.month] = mark
    groups = people.group_names(tx, branch_id)
    audit.note_many(tx, actor, "dues-exported", ((one, {"year": year}) for one in ids), now)
    return Year(
        branch,
        year,
        tuple(
            YearRow(
                one,
                groups.get(one.group_id or 0, ""),
                bases.get(one.id),
                _due(bases.get(one.id)),
                marks[one.id],
            )
            for one in members
        ),
    )


def _has_month(year: int, present: date) -> bool:
    return may_mark(date(year, 1, 1), present) or may_mark(date(year, 12, 1), present)


def _due(basis: Basis | None) -> int | None:
    if basis is None:
        return None
    found = owed(basis.payer, basis.base)
    return found.most if found.least == found.most else None
