"""Sums that are needed often, kept up in the transaction that changes a record."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.service import RecordState, ServiceFacts
from storage.database import Transaction
from storage.prepared import PreparedChange
from storage.schema import service_record, year_total


@dataclass(frozen=True, slots=True)
class YearTotal:
    """Confirmed services and minutes of one calendar year."""

    year: int
    services: int
    minutes: int


def _adding(insert: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return insert.on_conflict_do_update(
        index_elements=[year_total.c.person_id, year_total.c.year],
        set_={
            "services": year_total.c.services + insert.excluded.services,
            "minutes": year_total.c.minutes + insert.excluded.minutes,
        },
    )


_ADD = PreparedChange(
    _adding(postgresql.insert(year_total)),
    "person_id",
    "year",
    "services",
    "minutes",
    on_sqlite=_adding(sqlite.insert(year_total)),
)


def add(tx: Transaction, person_id: int, facts: ServiceFacts, sign: int) -> None:
    """Count a confirmed record in (``sign`` 1) or out (-1)."""
    _ADD.run(
        tx,
        {
            "person_id": person_id,
            "year": facts.day.year,
            "services": sign,
            "minutes": sign * facts.minutes,
        },
    )


def of_person(tx: Transaction, person_id: int) -> list[YearTotal]:
    """A person's confirmed sums, newest year first; years without any are absent."""
    query = (
        sa.select(year_total.c.year, year_total.c.services, year_total.c.minutes)
        .where(year_total.c.person_id == person_id, year_total.c.services > 0)
        .order_by(year_total.c.year.desc())
    )
    return [YearTotal(*row) for row in tx.execute(query)]


def wrong(tx: Transaction) -> list[tuple[int, int]]:
    """(person, year) pairs whose kept sum differs from a recount: always empty, or something is broken."""
    recounted = sa.select(
        service_record.c.person_id,
        service_record.c.year,
        sa.literal_column("1").label("services"),
        service_record.c.minutes,
    ).where(service_record.c.state == RecordState.CONFIRMED.value)
    kept = sa.select(year_total.c.person_id, year_total.c.year, -year_total.c.services, -year_total.c.minutes)
    # Each once, in the order in which it is stored, is much the fastest: what is left must be nothing.
    both = recounted.union_all(kept).subquery()
    left = sa.or_(sa.func.sum(both.c.services) != 0, sa.func.sum(both.c.minutes) != 0)
    query = sa.select(both.c.person_id, both.c.year).group_by(both.c.person_id, both.c.year).having(left)
    return [(person_id, year) for person_id, year in tx.execute(query)]
