"""Counting a year by rules that look at each record: one person's records in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from bot.domain.service import RecordState, ServiceCategory, ServiceFacts, ServiceRecord
from bot.domain.settlement import tally
from bot.domain.stars import Period, Uncounted, counted, explain
from storage.database import Transaction
from storage.many_rows import ManyInserts, Row
from storage.schema import person, service_record, settlement, settlement_line, settlement_record
from storage.settlement_counts import LINES, RECORDS, Count, people_of

_ADD_RECORD = ManyInserts(settlement_record, *RECORDS)
_ADD_LINE = ManyInserts(settlement_line, *LINES)
_AT_ONCE = 5_000  # rows written by one statement


def write(tx: Transaction, count: Count) -> None:
    """Write records and lines of a count by any rules, as ``settlement_counts.write`` does by plain ones."""
    records: list[Row] = []
    lines: list[Row] = []
    for (settlement_id, person_id, until), found in _by_person(tx, count):
        key = (settlement_id, count.round, person_id)
        explained = explain(count.version, count.year, [one for one in found if one.facts.day <= until])
        reasons = {one.record.id: one.reason for one in explained}
        for one in found:
            if one.facts.day.year == count.year:
                reason = reasons.get(one.id, Uncounted.AFTER_SETTLEMENT)
                facts = one.facts
                records.append((*key, one.id, one.version, facts.day, facts.minutes, reason and reason.value))
        done = [
            one.facts.minutes
            for one in found
            if one.state is RecordState.CONFIRMED
            and one.facts.day.year == count.year
            and one.facts.day <= until
        ]
        made = tally(count.version, person_id, (len(done), sum(done)), counted(explained))
        lines.append((*key, made.services, made.minutes, made.value, made.stars))
        if len(records) >= _AT_ONCE or len(lines) >= _AT_ONCE:
            _flush(tx, records, lines)
    _flush(tx, records, lines)


def _flush(tx: Transaction, records: list[Row], lines: list[Row]) -> None:
    _ADD_RECORD.run(tx, records)
    _ADD_LINE.run(tx, lines)
    records.clear()
    lines.clear()


def _by_person(tx: Transaction, count: Count) -> Iterator[tuple[tuple[int, int, date], list[ServiceRecord]]]:
    """Settlement, person and last day, with all records that may count or that must be shown."""
    record = service_record
    wanted = (
        record.c.year <= count.year
        if count.version.period is Period.LIFETIME
        else record.c.year == count.year
    )
    columns = (
        *(settlement.c.id, person.c.id, settlement.c.until),
        *(record.c.id, record.c.version, record.c.state, record.c.day, record.c.minutes, record.c.category),
    )
    query = (
        sa.select(*columns)
        .select_from(people_of(count).outerjoin(record, sa.and_(record.c.person_id == person.c.id, wanted)))
        .where(settlement.c.id.in_(count.ids))
        .order_by(settlement.c.id, person.c.id)
    )
    for key, rows in groupby(tx.execute(query), key=lambda row: (row[0], row[1], row[2])):
        yield key, [_record(row[1], row[3:]) for row in rows if row[3] is not None]


def _record(person_id: int, row: Sequence[Any]) -> ServiceRecord:
    """As much of a record as the rules ask for."""
    id_, version, state, day, minutes, category = row
    facts = ServiceFacts(day, None, minutes, "", ServiceCategory(category), "")
    return ServiceRecord(
        id_, 0, None, None, person_id, "", facts, RecordState(state), person_id, None, None, version
    )
