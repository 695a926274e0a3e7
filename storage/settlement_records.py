"""The records of a year as a settlement has counted them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from bot.domain.stars import Uncounted
from storage.database import Transaction
from storage.schema import service_record, settlement_record


@dataclass(frozen=True, slots=True)
class Kept:
    """A record as it was counted; ``reason`` None: it counts."""

    record_id: int
    version: int
    day: date
    minutes: int
    reason: Uncounted | None


def kept_of(tx: Transaction, settlement_id: int, round_: int, person_id: int) -> Mapping[int, Kept]:
    """Somebody's records as a count has them, by record."""
    table = settlement_record
    query = sa.select(table.c.record_id, table.c.version, table.c.day, table.c.minutes, table.c.reason).where(
        table.c.settlement_id == settlement_id, table.c.round == round_, table.c.person_id == person_id
    )
    rows = tx.execute(query)
    return {row[0]: Kept(*row[:4], Uncounted(row[4]) if row[4] else None) for row in rows}


def is_same(tx: Transaction, settlement_id: int, one: int, other: int) -> bool:
    """Whether two counts of a settlement have the same records, counted in the same way."""
    table = settlement_record
    columns = (
        table.c.person_id,
        table.c.record_id,
        table.c.version,
        table.c.day,
        table.c.minutes,
        table.c.reason,
    )

    def of(round_: int) -> set[tuple[Any, ...]]:
        query = sa.select(*columns).where(table.c.settlement_id == settlement_id, table.c.round == round_)
        return {tuple(row) for row in tx.execute(query)}

    return of(one) == of(other)


def changed_since(tx: Transaction, settlement_id: int, round_: int) -> int:
    """How many people of a count have a counted record that is not the same any more."""
    table = settlement_record
    query = _changed(settlement_id, round_).with_only_columns(sa.func.count(table.c.person_id.distinct()))
    return int(tx.execute(query).scalar_one())


def changed_of(tx: Transaction, settlement_id: int, round_: int, person_id: int) -> set[int]:
    """Which of somebody's counted records are not the same any more."""
    query = _changed(settlement_id, round_).where(settlement_record.c.person_id == person_id)
    return set(tx.execute(query).scalars())


def _changed(settlement_id: int, round_: int) -> sa.Select[Any]:
    table = settlement_record
    return (
        sa.select(table.c.record_id)
        .join(service_record, service_record.c.id == table.c.record_id)
        .where(
            table.c.settlement_id == settlement_id,
            table.c.round == round_,
            service_record.c.version != table.c.version,
        )
    )
