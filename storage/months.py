"""Confirmed services month by month, for those who would rather look than read."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from bot.domain.service import RecordState
from storage.database import Transaction
from storage.schema import person, service_record


class MonthTotal(NamedTuple):
    """What was confirmed in one month of a year; ``month`` from 1."""

    month: int
    services: int
    minutes: int


def of_person(tx: Transaction, person_id: int, year: int) -> list[MonthTotal]:
    """A person's months of a year; those without any service are absent."""
    return _months(tx, year, service_record.c.person_id == person_id)


def of_branch(tx: Transaction, branch_id: int, year: int) -> list[MonthTotal]:
    """The same of everybody who is, or was, on the branch's roster."""
    # By its people: that is what the records of a year have an index for.
    people = sa.select(person.c.id).where(person.c.branch_id == branch_id)
    return _months(tx, year, service_record.c.person_id.in_(people), service_record.c.branch_id == branch_id)


def _months(tx: Transaction, year: int, *whose: sa.ColumnElement[bool]) -> list[MonthTotal]:
    month = sa.extract("month", service_record.c.day)
    query = (
        sa.select(month, sa.func.count(), sa.func.sum(service_record.c.minutes))
        .where(*whose, service_record.c.year == year, service_record.c.state == RecordState.CONFIRMED.value)
        .group_by(month)
        .order_by(month)
    )
    return [MonthTotal(int(row[0]), row[1], int(row[2])) for row in tx.execute(query)]
