"""Counting a year: records and lines of many branches by a few statements.

A count is written under its round, and only then compared with the kept yearly sums: both are read from what
was written, so that nothing is read twice. What differs is taken back before anybody has seen it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from bot.domain.service import RecordState
from bot.domain.settlement import SettlementState
from bot.domain.stars import Period, SchemeVersion, Uncounted, Unit
from storage.database import Transaction
from storage.schema import (
    person,
    service_record,
    settlement,
    settlement_line,
    settlement_record,
    settlement_round,
    year_total,
)

CONFIRMED = RecordState.CONFIRMED.value
RECORDS = ("settlement_id", "round", "person_id", "record_id", "version", "day", "minutes", "reason")
LINES = ("settlement_id", "round", "person_id", "services", "minutes", "value", "stars")


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted: rounds of the settlements of one year that go by the same rules."""

    ids: Sequence[int]
    round: int
    year: int
    version: SchemeVersion


def write(tx: Transaction, count: Count) -> None:
    """Write records and lines of a count by rules of which every confirmed record counts (``plain``).

    A count that is written already must not be written again.
    """
    _write_records(tx, count)
    _write_lines(tx, count)


def forget(tx: Transaction, count: Count, ids: Collection[int]) -> None:
    """Take counts of these settlements back, as if they had never been made."""
    for table in (settlement_record, settlement_line, settlement_round):
        tx.execute(sa.delete(table).where(table.c.settlement_id.in_(ids), table.c.round == count.round))


# -- by statements -----------------------------------------------------------------------------------------


def _mine(table: sa.Table, count: Count) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.settlement_id.in_(count.ids), table.c.round == count.round)


def people_of(count: Count) -> sa.FromClause:
    """Everybody who is settled, beside their settlement.

    Whoever has moved here after their year was settled for good elsewhere is not settled twice.
    """
    final = settlement.alias("final")
    elsewhere = sa.select(settlement_line.c.person_id).where(
        settlement_line.c.person_id == person.c.id,
        settlement_line.c.settlement_id == final.c.id,
        settlement_line.c.round == final.c.round,
        final.c.year == count.year,
        final.c.state == SettlementState.FINAL.value,
    )
    is_new = ~elsewhere.correlate(person).exists()
    return settlement.join(
        person, sa.and_(person.c.branch_id == settlement.c.branch_id, person.c.active, is_new)
    )


def _write_records(tx: Transaction, count: Count) -> None:
    record = service_record
    waiting = (
        (RecordState.REVOKED, Uncounted.REVOKED),
        (RecordState.RETURNED, Uncounted.RETURNED),
        (RecordState.SUBMITTED, Uncounted.NOT_CONFIRMED),
    )
    whens = [(record.c.state == state.value, sa.literal(reason.value)) for state, reason in waiting]
    # Last, so that what comes after the year's end is known to be confirmed.
    late = (record.c.day > settlement.c.until, sa.literal(Uncounted.AFTER_SETTLEMENT.value))
    reason = sa.case(*whens, late, else_=sa.null())
    rows = (
        sa.select(
            settlement.c.id,
            sa.literal(count.round),
            person.c.id,
            record.c.id,
            record.c.version,
            record.c.day,
            record.c.minutes,
            reason,
        )
        .select_from(
            people_of(count).join(
                record, sa.and_(record.c.person_id == person.c.id, record.c.year == count.year)
            )
        )
        .where(settlement.c.id.in_(count.ids))
    )
    tx.execute(settlement_record.insert().from_select(RECORDS, rows, include_defaults=False))


def _write_lines(tx: Transaction, count: Count) -> None:
    sums = (
        sa.select(
            settlement_record.c.person_id,
            sa.func.count().label("services"),
            sa.func.sum(settlement_record.c.minutes).label("minutes"),
        )
        .where(_mine(settlement_record, count), settlement_record.c.reason.is_(None))
        .group_by(settlement_record.c.settlement_id, settlement_record.c.round, settlement_record.c.person_id)
        .subquery()
    )
    services = sa.func.coalesce(sums.c.services, 0)
    minutes = sa.func.coalesce(sums.c.minutes, 0)
    found = people_of(count).outerjoin(sums, sums.c.person_id == person.c.id)
    value: sa.ColumnElement[int] = minutes if count.version.unit is Unit.MINUTES else services
    if count.version.period is Period.LIFETIME:
        before = _earlier(count, service_record.c.year, service_record.c.minutes, CONFIRMED)
        found = found.outerjoin(before, before.c.person_id == person.c.id)
        more = before.c.minutes if count.version.unit is Unit.MINUTES else before.c.services
        value = value + sa.func.coalesce(more, 0)
    rows = (
        sa.select(
            settlement.c.id,
            sa.literal(count.round),
            person.c.id,
            services,
            minutes,
            value,
            _stars(count.version, value),
        )
        .select_from(found)
        .where(settlement.c.id.in_(count.ids))
    )
    tx.execute(settlement_line.insert().from_select(LINES, rows, include_defaults=False))


def _stars(version: SchemeVersion, value: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
    """As many as thresholds are reached."""
    steps = enumerate(version.thresholds, 1)
    reached = [(value >= threshold, sa.literal(stars)) for stars, threshold in steps]
    return sa.case(*reversed(reached), else_=sa.literal(0))


def _earlier(
    count: Count, year: sa.ColumnElement[int], minutes: sa.ColumnElement[int], state: str
) -> sa.Subquery:
    """What the records of the years before come to, for each person of the count."""
    return (
        sa.select(
            service_record.c.person_id,
            sa.func.count().label("services"),
            sa.func.sum(minutes).label("minutes"),
        )
        .select_from(people_of(count).join(service_record, service_record.c.person_id == person.c.id))
        .where(settlement.c.id.in_(count.ids), year < count.year, service_record.c.state == state)
        .group_by(service_record.c.person_id)
        .subquery()
    )


# -- comparing ---------------------------------------------------------------------------------------------


def differing(tx: Transaction, count: Count) -> list[tuple[int, int]]:
    """Settlement and person of each whose kept yearly sums are not what the counted records come to."""
    kept = sa.and_(year_total.c.person_id == settlement_line.c.person_id, year_total.c.year == count.year)
    after = _after(tx, count) if count.version.plain else _recount(count)
    services = sa.func.coalesce(after.c.services, 0)
    minutes = sa.func.coalesce(after.c.minutes, 0)
    found = settlement_line.outerjoin(year_total, kept).outerjoin(
        after, after.c.person_id == settlement_line.c.person_id
    )
    query = (
        sa.select(settlement_line.c.settlement_id, settlement_line.c.person_id)
        .select_from(found)
        .where(
            _mine(settlement_line, count),
            sa.or_(
                sa.func.coalesce(year_total.c.services, 0) != services,
                sa.func.coalesce(year_total.c.minutes, 0) != minutes,
            ),
        )
    )
    wrong = {(row[0], row[1]) for row in tx.execute(query)}
    if count.version.period is Period.LIFETIME:
        wrong |= set(_differing_before(tx, count))
    return sorted(wrong)


def _after(tx: Transaction, count: Count) -> sa.Subquery:
    """All that was confirmed in the year, from the records as they were written."""
    table = settlement_record
    is_confirmed = sa.or_(table.c.reason.is_(None), table.c.reason == Uncounted.AFTER_SETTLEMENT.value)
    return (
        sa.select(
            table.c.person_id,
            sa.func.count().label("services"),
            sa.func.sum(table.c.minutes).label("minutes"),
        )
        .where(_mine(table, count), is_confirmed)
        .group_by(table.c.settlement_id, table.c.round, table.c.person_id)
        .subquery()
    )


def _recount(count: Count) -> sa.Subquery:
    """The same from the records themselves: rules that leave some out do not tell what was confirmed."""
    record = service_record
    return (
        sa.select(
            record.c.person_id,
            sa.func.count().label("services"),
            sa.func.sum(record.c.minutes).label("minutes"),
        )
        .select_from(people_of(count).join(record, record.c.person_id == person.c.id))
        .where(settlement.c.id.in_(count.ids), record.c.year == count.year, record.c.state == CONFIRMED)
        .group_by(record.c.person_id)
        .subquery()
    )


def _differing_before(tx: Transaction, count: Count) -> Iterator[tuple[int, int]]:
    """Those of the years before, which a scheme for life counts too."""
    before = _earlier(count, service_record.c.year, service_record.c.minutes, CONFIRMED)
    kept = (
        sa.select(
            year_total.c.person_id,
            sa.func.sum(year_total.c.services).label("services"),
            sa.func.sum(year_total.c.minutes).label("minutes"),
        )
        .select_from(people_of(count).join(year_total, year_total.c.person_id == person.c.id))
        .where(settlement.c.id.in_(count.ids), year_total.c.year < count.year)
        .group_by(year_total.c.person_id)
        .subquery()
    )
    query = (
        sa.select(settlement.c.id, person.c.id)
        .select_from(
            people_of(count)
            .outerjoin(before, before.c.person_id == person.c.id)
            .outerjoin(kept, kept.c.person_id == person.c.id)
        )
        .where(
            settlement.c.id.in_(count.ids),
            sa.or_(
                *(
                    sa.func.coalesce(before.c[name], 0) != sa.func.coalesce(kept.c[name], 0)
                    for name in ("services", "minutes")
                )
            ),
        )
    )
    return ((row[0], row[1]) for row in tx.execute(query))
