"""What was done for a pledge: items that are done, notes, pictures, and service records as evidence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from bot.domain.pledges import PledgeState
from bot.domain.service import RecordState, ServiceCategory, ServiceRecord
from storage.database import Transaction
from storage.records import RECORDS, record_from
from storage.schema import (
    person,
    pledge,
    pledge_evidence,
    pledge_item,
    pledge_photo,
    pledge_progress,
    service_record,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A service record that shows what was done, as it is today: it may have been revoked since."""

    record_id: int
    day: date
    minutes: int
    category: ServiceCategory
    words: str
    state: RecordState


@dataclass(frozen=True, slots=True)
class Progress:
    """One step. ``place`` of the item that it is about, None: of the whole; ``by`` is a name, "" of none."""

    id: int
    place: int | None
    by: str
    words: str
    at: datetime
    photos: int
    evidence: tuple[Evidence, ...]


def add(
    tx: Transaction, pledge_id: int, words: str, by: int | None, now: datetime, item_id: int | None = None
) -> int:
    """A step; returns its id."""
    return tx.insert_one(
        pledge_progress, pledge_id=pledge_id, item_id=item_id, by_person=by, words=words, at=now
    )


def add_photo(tx: Transaction, progress_id: int, file_id: str) -> None:
    """A picture of a step, by its Telegram file id."""
    tx.insert_one(pledge_photo, progress_id=progress_id, file_id=file_id)


def link(tx: Transaction, progress_id: int, record_id: int) -> None:
    """A service record that shows a step."""
    tx.execute(sa.insert(pledge_evidence).values(progress_id=progress_id, record_id=record_id))


def set_done(tx: Transaction, item_id: int, at: datetime | None) -> bool:
    """Whether an item is done, and since when; False when that was so before."""
    was = pledge_item.c.done_at.is_not(None) if at is None else pledge_item.c.done_at.is_(None)
    done = tx.execute(sa.update(pledge_item).where(pledge_item.c.id == item_id, was).values(done_at=at))
    return done.rowcount == 1


def of_pledge(tx: Transaction, pledge_id: int) -> list[Progress]:
    """Every step, oldest first."""
    evidence: dict[int, list[Evidence]] = {}
    for progress_id, one in _evidence(tx, pledge_id):
        evidence.setdefault(progress_id, []).append(one)
    pictures = (
        sa.select(sa.func.count()).where(pledge_photo.c.progress_id == pledge_progress.c.id).scalar_subquery()
    )
    query = (
        sa.select(
            pledge_progress.c.id,
            pledge_item.c.place,
            sa.func.coalesce(person.c.name, ""),
            pledge_progress.c.words,
            pledge_progress.c.at,
            pictures,
        )
        .outerjoin(pledge_item, pledge_item.c.id == pledge_progress.c.item_id)
        .outerjoin(person, person.c.id == pledge_progress.c.by_person)
        .where(pledge_progress.c.pledge_id == pledge_id)
        .order_by(pledge_progress.c.id)
    )
    return [Progress(*row, tuple(evidence.get(row[0], ()))) for row in tx.execute(query)]


def _evidence(tx: Transaction, pledge_id: int) -> list[tuple[int, Evidence]]:
    query = (
        sa.select(
            pledge_evidence.c.progress_id,
            service_record.c.id,
            service_record.c.day,
            service_record.c.minutes,
            service_record.c.category,
            service_record.c.words,
            service_record.c.state,
        )
        .join(pledge_progress, pledge_progress.c.id == pledge_evidence.c.progress_id)
        .join(service_record, service_record.c.id == pledge_evidence.c.record_id)
        .where(pledge_progress.c.pledge_id == pledge_id)
        .order_by(pledge_evidence.c.progress_id, service_record.c.id)
    )
    return [
        (row[0], Evidence(*row[1:4], ServiceCategory(row[4]), row[5], RecordState(row[6])))
        for row in tx.execute(query)
    ]


def photos(tx: Transaction, pledge_id: int) -> list[str]:
    """Telegram file ids of every picture, oldest first."""
    query = (
        sa.select(pledge_photo.c.file_id)
        .join(pledge_progress, pledge_progress.c.id == pledge_photo.c.progress_id)
        .where(pledge_progress.c.pledge_id == pledge_id)
        .order_by(pledge_photo.c.id)
    )
    return list(tx.execute(query).scalars())


def linked(tx: Transaction, pledge_id: int) -> set[int]:
    """The service records that are evidence for a pledge."""
    return {one.record_id for _, one in _evidence(tx, pledge_id)}


def usable(tx: Transaction, person_id: int, since: date, limit: int, offset: int) -> list[ServiceRecord]:
    """Somebody's confirmed records of that day or later, newest first."""
    query = RECORDS.where(_usable(person_id, since))
    order = service_record.c.day.desc(), service_record.c.id.desc()
    return [record_from(row) for row in tx.execute(query.order_by(*order).limit(limit).offset(offset))]


def count_usable(tx: Transaction, person_id: int, since: date) -> int:
    """How many there are."""
    query = sa.select(sa.func.count()).select_from(service_record).where(_usable(person_id, since))
    return int(tx.execute(query).scalar_one())


def is_usable(tx: Transaction, record_id: int, person_id: int, since: date) -> bool:
    """Whether a record is one of them."""
    query = sa.select(service_record.c.id).where(service_record.c.id == record_id, _usable(person_id, since))
    return tx.execute(query).first() is not None


def _usable(person_id: int, since: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        service_record.c.person_id == person_id,
        service_record.c.year >= since.year,
        service_record.c.day >= since,
        service_record.c.state == RecordState.CONFIRMED.value,
    )


def counts(tx: Transaction, pledge_ids: Collection[int]) -> dict[int, int]:
    """How many steps each of these pledges has; those without any are left out."""
    query = (
        sa.select(pledge_progress.c.pledge_id, sa.func.count())
        .where(pledge_progress.c.pledge_id.in_(pledge_ids))
        .group_by(pledge_progress.c.pledge_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def resting(
    tx: Transaction, branch_id: int, since: datetime, before: datetime
) -> list[tuple[int, int | None]]:
    """Open pledges of a branch, published before a time, for which nothing was done since another.

    The pledge's id, and whose it is: None the branch's.
    """
    moved = sa.exists().where(pledge_progress.c.pledge_id == pledge.c.id, pledge_progress.c.at >= since)
    query = (
        sa.select(pledge.c.id, pledge.c.person_id)
        .outerjoin(person, person.c.id == pledge.c.person_id)
        .where(
            pledge.c.branch_id == branch_id,
            pledge.c.state == PledgeState.PUBLISHED.value,
            pledge.c.published_at < before,
            sa.or_(pledge.c.person_id.is_(None), person.c.active),
            ~moved,
        )
        .order_by(pledge.c.id)
    )
    return [(row[0], row[1]) for row in tx.execute(query)]


def drop_tick(tx: Transaction, item_id: int) -> None:
    """Forget the steps that said no more than that an item is done: it was a slip."""
    steps = sa.select(pledge_progress.c.id).where(
        pledge_progress.c.item_id == item_id,
        pledge_progress.c.words == "",
        ~sa.exists().where(pledge_photo.c.progress_id == pledge_progress.c.id),
        ~sa.exists().where(pledge_evidence.c.progress_id == pledge_progress.c.id),
    )
    tx.execute(sa.delete(pledge_progress).where(pledge_progress.c.id.in_(steps)))


def unlink(tx: Transaction, pledge_id: int, record_id: int) -> None:
    """Take a service record away again, and the step that was nothing else."""
    of_pledge_ = sa.select(pledge_progress.c.id).where(pledge_progress.c.pledge_id == pledge_id)
    query = sa.select(pledge_evidence.c.progress_id).where(
        pledge_evidence.c.record_id == record_id, pledge_evidence.c.progress_id.in_(of_pledge_)
    )
    for progress_id in list(tx.execute(query).scalars()):
        tx.execute(
            sa.delete(pledge_evidence).where(
                pledge_evidence.c.progress_id == progress_id, pledge_evidence.c.record_id == record_id
            )
        )
        tx.execute(sa.delete(pledge_progress).where(pledge_progress.c.id == progress_id))
