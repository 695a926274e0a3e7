"""Settlements of a year: their rows, their lines, and how long a branch publishes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.settlement import Publication, SettlementState, Tally, version_from_json
from bot.domain.stars import SchemeVersion
from storage.database import Transaction
from storage.prepared import PreparedSelect
from storage.schema import (
    person,
    settlement,
    settlement_line,
    settlement_round,
    settlement_terms,
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """A branch's year. ``round``: which of its counts holds. ``last_day``: of the publication; times are UTC.

    ``until``: the last day whose services count. ``frozen_by`` None: the operator.
    """

    id: int
    branch_id: int
    year: int
    state: SettlementState
    round: int
    scheme: str
    rules: Mapping[str, Any]
    until: date
    code: str
    publish_days: int | None
    working_days: bool | None
    last_day: date | None
    frozen_at: datetime
    frozen_by: int | None
    published_at: datetime | None
    closes_at: datetime | None
    ended_at: datetime | None
    reason: str | None

    @property
    def version(self) -> SchemeVersion:
        """The rules that it goes by, whatever has become of the scheme."""
        return version_from_json(self.rules)

    @property
    def is_settled(self) -> bool:
        """Whether nothing changes any more."""
        return self.state is SettlementState.FINAL


@dataclass(frozen=True, slots=True)
class Named:
    """A line with its person's name and group."""

    name: str
    group_id: int | None
    tally: Tally


_COLUMNS = (
    settlement.c.id,
    settlement.c.branch_id,
    settlement.c.year,
    settlement.c.state,
    settlement.c.round,
    settlement.c.scheme,
    settlement.c.rules,
    settlement.c.until,
    settlement.c.code,
    settlement.c.publish_days,
    settlement.c.working_days,
    settlement.c.last_day,
    settlement.c.frozen_at,
    settlement.c.frozen_by,
    settlement.c.published_at,
    settlement.c.closes_at,
    settlement.c.ended_at,
    settlement.c.reason,
)
_LINE = (
    settlement_line.c.person_id,
    settlement_line.c.services,
    settlement_line.c.minutes,
    settlement_line.c.value,
    settlement_line.c.stars,
)
_STANDS = settlement.c.state != sa.literal_column(f"'{SettlementState.ABANDONED.value}'")
_ON_SERVER = 4  # times as many people
_SETTLED = sa.and_(
    settlement.c.id == settlement_line.c.settlement_id,
    settlement.c.round == settlement_line.c.round,
    settlement.c.state == SettlementState.FINAL.value,
    settlement_line.c.person_id == sa.bindparam("person_id"),
)
# Of somebody who has moved there may be two: what was settled first stays.
_SETTLED_YEAR = PreparedSelect(
    sa.select(*_COLUMNS, *_LINE)
    .where(_SETTLED, settlement.c.year == sa.bindparam("this_year"))
    .order_by(settlement.c.ended_at, settlement.c.id),
    "person_id",
    "this_year",
)
_SETTLED_YEARS = PreparedSelect(sa.select(settlement.c.year).where(_SETTLED), "person_id")


def _settlement(row: Sequence[Any]) -> Settlement:
    values = list(row[: len(_COLUMNS)])
    values[3] = SettlementState(row[3])
    return Settlement(*values)


def _one(tx: Transaction, *conditions: sa.ColumnElement[bool]) -> Settlement | None:
    row = tx.execute(sa.select(*_COLUMNS).where(*conditions)).one_or_none()
    return _settlement(tuple(row)) if row else None


def find(tx: Transaction, settlement_id: int) -> Settlement | None:
    """The settlement with that id."""
    return _one(tx, settlement.c.id == settlement_id)


def get(tx: Transaction, settlement_id: int) -> Settlement:
    """The same; ``LookupError`` when there is none."""
    found = find(tx, settlement_id)
    if found is None:
        raise LookupError(f"no settlement {settlement_id}")
    return found


def with_code(tx: Transaction, code: str) -> Settlement | None:
    """The settlement that a link opens."""
    return _one(tx, settlement.c.code == code)


def standing(tx: Transaction, branch_id: int, year: int) -> Settlement | None:
    """The one settlement of a branch's year that was not called off."""
    return _one(tx, settlement.c.branch_id == branch_id, settlement.c.year == year, _STANDS)


def of_branches(tx: Transaction, branch_ids: Collection[int], year: int) -> dict[int, Settlement]:
    """By branch: what stands of a year."""
    query = sa.select(*_COLUMNS).where(
        settlement.c.year == year, _STANDS, settlement.c.branch_id.in_(branch_ids)
    )
    return {found.branch_id: found for found in (_settlement(tuple(row)) for row in tx.execute(query))}


def portion(tx: Transaction, people: int) -> int:
    """So many people are counted at once where everybody who writes waits; more where only theirs do.

    For each portion a server reads all the records there are.
    """
    return people if tx.is_sqlite else _ON_SERVER * people


def unsettled(tx: Transaction, year: int) -> dict[int, int]:
    """The branches whose year nobody has begun to settle, with how many people each has."""
    begun = sa.exists().where(
        settlement.c.branch_id == person.c.branch_id, settlement.c.year == year, _STANDS
    )
    query = (
        sa.select(person.c.branch_id, sa.func.count())
        .where(person.c.active, ~begun)
        .group_by(person.c.branch_id)
        .order_by(person.c.branch_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def create(tx: Transaction, rows: Sequence[Mapping[str, Any]], by: int | None, now: datetime) -> list[int]:
    """New settlements, frozen in their first round; their ids in the order given."""
    shared = {
        "state": SettlementState.FROZEN.value,
        "round": 1,
        "frozen_at": now,
        "frozen_by": by,
    }
    insert = settlement.insert().returning(settlement.c.id, sort_by_parameter_order=True)
    ids = list(tx.execute(insert, [{**row, **shared} for row in rows]).scalars())
    note_round(tx, ids, 1, by, now)
    return ids


def delete(tx: Transaction, ids: Collection[int]) -> None:
    """Take settlements back that nobody has seen, once their counts are gone."""
    tx.execute(sa.delete(settlement).where(settlement.c.id.in_(ids)))


def note_round(tx: Transaction, ids: Sequence[int], round_: int, by: int | None, now: datetime) -> None:
    """Who counted, and when."""
    rows = [{"settlement_id": one, "round": round_, "at": now, "by_person": by} for one in ids]
    tx.execute(settlement_round.insert(), rows)


def change(tx: Transaction, row: Settlement, **values: Any) -> Settlement | None:
    """Change a settlement that is still as it was seen; None when it has moved on meanwhile."""
    changed = tx.execute(
        sa.update(settlement)
        .where(
            settlement.c.id == row.id,
            settlement.c.state == row.state.value,
            settlement.c.round == row.round,
        )
        .values(**values)
    ).rowcount
    return find(tx, row.id) if changed else None


# -- lines ---------------------------------------------------------------------------------------------


def lines(tx: Transaction, row: Settlement, round_: int | None = None) -> list[Named]:
    """Every line of the count that holds, or of an earlier one, by name."""
    query = (
        sa.select(person.c.name, person.c.group_id, *_LINE)
        .select_from(settlement_line.join(person, person.c.id == settlement_line.c.person_id))
        .where(settlement_line.c.settlement_id == row.id, settlement_line.c.round == (round_ or row.round))
        .order_by(person.c.name, person.c.id)
    )
    return [Named(found[0], found[1], Tally(*found[2:])) for found in tx.execute(query)]


def line(tx: Transaction, row: Settlement, person_id: int) -> Tally | None:
    """Somebody's line in the count that holds."""
    query = sa.select(*_LINE).where(
        settlement_line.c.settlement_id == row.id,
        settlement_line.c.round == row.round,
        settlement_line.c.person_id == person_id,
    )
    found = tx.execute(query).one_or_none()
    return Tally(*found) if found else None


def settled_line(tx: Transaction, person_id: int, year: int) -> tuple[Settlement, Tally] | None:
    """What was settled of somebody's year for good."""
    rows = _SETTLED_YEAR.rows(tx, {"person_id": person_id, "this_year": year})
    return (_settlement(rows[0]), Tally(*rows[0][len(_COLUMNS) :])) if rows else None


def settled_years(tx: Transaction, person_id: int) -> set[int]:
    """The years that have been settled for somebody."""
    return {row[0] for row in _SETTLED_YEARS.rows(tx, {"person_id": person_id})}


# -- how long a branch publishes ---------------------------------------------------------------------------


def terms(tx: Transaction, branch_id: int) -> Publication:
    """What the branch has chosen, or the usual."""
    query = sa.select(settlement_terms.c.publish_days, settlement_terms.c.working_days)
    row = tx.execute(query.where(settlement_terms.c.branch_id == branch_id)).one_or_none()
    return Publication(*row) if row else Publication()


def set_terms(tx: Transaction, branch_id: int, chosen: Publication) -> None:
    """Keep what the branch has chosen."""
    values = {"publish_days": chosen.days, "working_days": chosen.working_days}
    tx.execute(
        tx.insert(settlement_terms)
        .values(branch_id=branch_id, **values)
        .on_conflict_do_update(index_elements=[settlement_terms.c.branch_id], set_=values)
    )
