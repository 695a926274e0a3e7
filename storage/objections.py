"""Objections to a published settlement, and what was answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.settlement import ObjectionState
from storage.database import Transaction
from storage.schema import objection, person


@dataclass(frozen=True, slots=True)
class Objection:
    """What somebody objects to. ``about_person`` None: the whole list; ``by_person`` None: a resident."""

    id: int
    settlement_id: int
    about_person: int | None
    about_name: str | None
    by_person: int | None
    by_name: str | None
    by_account: int
    words: str
    state: ObjectionState
    answer: str | None
    answered_by: int | None
    answered_at: datetime | None
    at: datetime


_ABOUT, _BY = person.alias("about"), person.alias("by")
_ALL = sa.select(
    objection.c.id,
    objection.c.settlement_id,
    objection.c.about_person,
    _ABOUT.c.name,
    objection.c.by_person,
    _BY.c.name,
    objection.c.by_account,
    objection.c.words,
    objection.c.state,
    objection.c.answer,
    objection.c.answered_by,
    objection.c.answered_at,
    objection.c.at,
).select_from(
    objection.outerjoin(_ABOUT, _ABOUT.c.id == objection.c.about_person).outerjoin(
        _BY, _BY.c.id == objection.c.by_person
    )
)
_IS_OPEN = objection.c.state == sa.literal_column(f"'{ObjectionState.OPEN.value}'")


def _objection(row: Sequence[Any]) -> Objection:
    values = list(row)
    values[8] = ObjectionState(row[8])
    return Objection(*values)


def find(tx: Transaction, objection_id: int) -> Objection | None:
    """The objection with that id."""
    row = tx.execute(_ALL.where(objection.c.id == objection_id)).one_or_none()
    return _objection(tuple(row)) if row else None


def of_settlement(tx: Transaction, settlement_id: int) -> list[Objection]:
    """Every objection, those that wait for an answer first."""
    query = _ALL.where(objection.c.settlement_id == settlement_id).order_by(~_IS_OPEN, objection.c.id)
    return [_objection(tuple(row)) for row in tx.execute(query)]


def count_open(tx: Transaction, settlement_ids: Collection[int]) -> dict[int, int]:
    """How many objections wait for an answer; settlements without any are absent."""
    query = (
        sa.select(objection.c.settlement_id, sa.func.count())
        .where(_IS_OPEN, objection.c.settlement_id.in_(settlement_ids))
        .group_by(objection.c.settlement_id)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def count_of(tx: Transaction, settlement_id: int, telegram_id: int) -> int:
    """How many objections of an account wait for an answer."""
    query = sa.select(sa.func.count()).where(
        _IS_OPEN, objection.c.settlement_id == settlement_id, objection.c.by_account == telegram_id
    )
    return int(tx.execute(query).scalar_one())


def create(
    tx: Transaction,
    settlement_id: int,
    about_person: int | None,
    by_person: int | None,
    by_account: int,
    words: str,
    now: datetime,
) -> int:
    """Keep a new objection; its id."""
    return tx.insert_one(
        objection,
        settlement_id=settlement_id,
        about_person=about_person,
        by_person=by_person,
        by_account=by_account,
        words=words,
        state=ObjectionState.OPEN.value,
        at=now,
    )


def answer(
    tx: Transaction, objection_id: int, state: ObjectionState, words: str, by: int | None, now: datetime
) -> bool:
    """Answer an objection; False when it had been answered before."""
    values = {"state": state.value, "answer": words, "answered_by": by, "answered_at": now}
    update = sa.update(objection).where(objection.c.id == objection_id, _IS_OPEN).values(**values)
    return tx.execute(update).rowcount == 1
