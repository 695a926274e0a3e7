"""Service records, their history, and the yearly sums kept beside them in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.service import (
    Helped,
    RecordChange,
    RecordState,
    ServiceCategory,
    ServiceFacts,
    ServiceRecord,
)
from storage import ledger, totals
from storage.database import Transaction
from storage.ledger_facts import RECORD
from storage.prepared import PreparedChange, PreparedSelect
from storage.schema import branch, person, record_event, record_photo, service_record


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """A line of a record's history; ``before`` holds the facts that a correction replaced."""

    at: datetime
    by_person: int | None
    by_name: str | None
    change: RecordChange
    reason: str | None
    before: ServiceFacts | None


RECORDS = sa.select(
    service_record.c.id,
    service_record.c.branch_id,
    branch.c.committee_id,
    person.c.group_id,
    service_record.c.person_id,
    person.c.name,
    service_record.c.state,
    service_record.c.entered_by,
    service_record.c.decided_by,
    service_record.c.reason,
    service_record.c.version,
    service_record.c.day,
    service_record.c.start,
    service_record.c.minutes,
    service_record.c.place,
    service_record.c.category,
    service_record.c.words,
    service_record.c.helped,
    service_record.c.helped_words,
).select_from(
    service_record.join(person, person.c.id == service_record.c.person_id).join(
        branch, branch.c.id == service_record.c.branch_id
    )
)
_ONE = PreparedSelect(RECORDS.where(service_record.c.id == sa.bindparam("record_id")), "record_id")
_DECIDING = (
    sa.update(service_record)
    .where(
        service_record.c.id == sa.bindparam("record_id"),
        service_record.c.version == sa.bindparam("known_version"),
    )
    .values(
        state=sa.bindparam("new_state"),
        decided_by=sa.bindparam("by"),
        decided_at=sa.bindparam("at"),
        reason=sa.bindparam("why"),
        version=service_record.c.version + 1,
    )
)
_DECIDE = PreparedChange(
    _DECIDING.returning(*RECORD.plain_columns(sqlite=False)),
    *("record_id", "known_version", "new_state", "by", "at", "why"),
    on_sqlite=_DECIDING.returning(*RECORD.plain_columns(sqlite=True)),
)
_EVENT = PreparedChange(sa.insert(record_event), "record_id", "at", "by_person", "change", "reason", "before")
_NAME = sa.select(person.c.name).where(person.c.id == sa.bindparam("person_id"))


def record_from(row: Sequence[Any]) -> ServiceRecord:
    day, start, minutes, place, category, words, helped, helped_words = row[11:19]
    return ServiceRecord(
        id=row[0],
        branch_id=row[1],
        committee_id=row[2],
        group_id=row[3],
        person_id=row[4],
        person_name=row[5],
        facts=ServiceFacts(
            day,
            start,
            minutes,
            place,
            ServiceCategory(category),
            words,
            Helped(helped) if helped else None,
            helped_words,
        ),
        state=RecordState(row[6]),
        entered_by=row[7],
        decided_by=row[8],
        reason=row[9],
        version=row[10],
    )


def _fact_columns(facts: ServiceFacts) -> dict[str, Any]:
    return {"year": facts.day.year, **{f.name: getattr(facts, f.name) for f in fields(facts)}}


def submit(
    tx: Transaction,
    branch_id: int,
    person_id: int,
    facts: ServiceFacts,
    entered_by: int,
    photos: Sequence[str],
    now: datetime,
) -> int:
    """Store a new submitted record with its photos (Telegram file ids); returns its id."""
    record_id = tx.insert_one(
        service_record,
        branch_id=branch_id,
        person_id=person_id,
        state=RecordState.SUBMITTED,
        entered_by=entered_by,
        submitted_at=now,
        version=1,
        **_fact_columns(facts),
    )
    _keep_photos(tx, record_id, photos)
    add_event(tx, record_id, RecordChange.SUBMITTED, entered_by, None, now)
    return record_id


def _keep_photos(tx: Transaction, record_id: int, photos: Sequence[str]) -> None:
    if photos:
        tx.execute(sa.insert(record_photo), [{"record_id": record_id, "file_id": photo} for photo in photos])


def replace_photos(tx: Transaction, record_id: int, photos: Sequence[str]) -> None:
    """Give a resubmitted record these photos (Telegram file ids) in place of the ones it had."""
    tx.execute(sa.delete(record_photo).where(record_photo.c.record_id == record_id))
    _keep_photos(tx, record_id, photos)


def find(tx: Transaction, record_id: int) -> ServiceRecord | None:
    """The record, or None."""
    rows = _ONE.rows(tx, {"record_id": record_id})
    return record_from(rows[0]) if rows else None


def decider_name(tx: Transaction, record: ServiceRecord) -> str | None:
    """Who decided about the record last; None for nobody or the operator, who is on no roster."""
    if record.decided_by is None:
        return None
    name: str | None = tx.execute(_NAME, {"person_id": record.decided_by}).scalar_one_or_none()
    return name


def photos(tx: Transaction, record_id: int) -> list[str]:
    """Telegram file ids of the record's photos, oldest first."""
    query = (
        sa.select(record_photo.c.file_id)
        .where(record_photo.c.record_id == record_id)
        .order_by(record_photo.c.id)
    )
    return list(tx.execute(query).scalars())


def decide(
    tx: Transaction,
    record: ServiceRecord,
    change: RecordChange,
    state: RecordState,
    by: int | None,
    reason: str | None,
    now: datetime,
) -> bool:
    """Move a record on, with history, yearly sum and ledger; False when it was changed meanwhile."""
    moved = _DECIDE.rows(
        tx,
        {
            "record_id": record.id,
            "known_version": record.version,
            "new_state": state,
            "by": by,
            "at": now,
            "why": reason,
        },
    )
    if not moved:
        return False
    add_event(tx, record.id, change, by, reason, now)
    counted = (state is RecordState.CONFIRMED) - (record.state is RecordState.CONFIRMED)
    if counted:
        totals.add(tx, record.person_id, record.facts, counted)
        ledger.append(tx, record.branch_id, RECORD.name, record.id, moved[0], now)
    return True


def rewrite(
    tx: Transaction,
    record: ServiceRecord,
    facts: ServiceFacts,
    change: RecordChange,
    state: RecordState,
    by: int | None,
    reason: str | None,
    now: datetime,
) -> bool:
    """Replace the facts (a correction or a resubmission); the old ones stay in the history.

    False when the record was changed meanwhile.
    """
    moved = tx.execute(
        sa.update(service_record)
        .where(service_record.c.id == record.id, service_record.c.version == record.version)
        .values(state=state, reason=reason, version=record.version + 1, **_fact_columns(facts))
    ).rowcount
    if not moved:
        return False
    add_event(tx, record.id, change, by, reason, now, record.facts)
    if record.state is RecordState.CONFIRMED:
        totals.add(tx, record.person_id, record.facts, -1)
    if state is RecordState.CONFIRMED:
        totals.add(tx, record.person_id, facts, 1)
    if RecordState.CONFIRMED in {record.state, state}:
        ledger.write(tx, RECORD.name, record.id, now)
    return True


def add_event(
    tx: Transaction,
    record_id: int,
    change: RecordChange,
    by: int | None,
    reason: str | None,
    now: datetime,
    before: ServiceFacts | None = None,
) -> None:
    """Add a line to the history."""
    _EVENT.run(
        tx,
        {
            "record_id": record_id,
            "at": now,
            "by_person": by,
            "change": change,
            "reason": reason,
            "before": _facts_to_json(before) if before else None,
        },
    )


def history(tx: Transaction, record_id: int) -> list[RecordEvent]:
    """What happened to the record, oldest first."""
    query = (
        sa.select(
            record_event.c.at,
            record_event.c.by_person,
            person.c.name,
            record_event.c.change,
            record_event.c.reason,
            record_event.c.before,
        )
        .select_from(record_event.outerjoin(person, person.c.id == record_event.c.by_person))
        .where(record_event.c.record_id == record_id)
        .order_by(record_event.c.id)
    )
    return [
        RecordEvent(at, by, name, RecordChange(change), reason, _facts_from_json(before) if before else None)
        for at, by, name, change, reason, before in tx.execute(query)
    ]


def _facts_to_json(facts: ServiceFacts) -> dict[str, Any]:
    values = {f.name: getattr(facts, f.name) for f in fields(facts)}
    return {**values, "day": facts.day.isoformat()}


def _facts_from_json(data: dict[str, Any]) -> ServiceFacts:
    return ServiceFacts(
        day=date.fromisoformat(data["day"]),
        start=data["start"],
        minutes=data["minutes"],
        place=data["place"],
        category=ServiceCategory(data["category"]),
        words=data["words"],
        helped=Helped(data["helped"]) if data["helped"] else None,
        helped_words=data["helped_words"],
    )
