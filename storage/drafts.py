"""Half-filled forms and open questions: what a chat must remember across restarts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import draft, question

OPEN = "open"
DONE = "done"
CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form of one journey that one account is filling in. ``data`` is that journey's JSON, and
    empty some time after the end."""

    id: int
    telegram_id: int
    journey: str
    data: dict[str, Any]
    state: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """What the person's next plain text answers: ``field`` of the thing with ``subject_id``."""

    field: str
    subject_id: int
    asked_at: datetime


def create(tx: Transaction, telegram_id: int, journey: str, data: dict[str, Any], now: datetime) -> Draft:
    """A new open draft. Others of the same person stay as they are: nothing half-filled is lost."""
    draft_id = tx.insert_one(
        draft, telegram_id=telegram_id, journey=journey, data=data, state=OPEN, updated_at=now
    )
    return Draft(draft_id, telegram_id, journey, data, OPEN, now)


def find(tx: Transaction, draft_id: int) -> Draft | None:
    """The draft, in whatever state; whose it is must be checked by the caller."""
    row = tx.execute(sa.select(draft).where(draft.c.id == draft_id)).one_or_none()
    return Draft(*row) if row else None


def find_own(tx: Transaction, draft_id: int, journey: str, telegram_id: int) -> Draft | None:
    """The draft, in whatever state, if it is of that journey and of that account."""
    found = find(tx, draft_id)
    return found if found and (found.journey, found.telegram_id) == (journey, telegram_id) else None


def newest_open(tx: Transaction, telegram_id: int, journey: str | None = None) -> Draft | None:
    """The draft, of that journey when one is given, that the person touched last."""
    query = sa.select(draft).where(draft.c.telegram_id == telegram_id, draft.c.state == OPEN)
    if journey is not None:
        query = query.where(draft.c.journey == journey)
    row = tx.execute(query.order_by(draft.c.updated_at.desc(), draft.c.id.desc()).limit(1)).one_or_none()
    return Draft(*row) if row else None


def save(tx: Transaction, draft_id: int, data: dict[str, Any], now: datetime) -> None:
    """Keep new data of an open draft."""
    tx.execute(
        sa.update(draft)
        .where(draft.c.id == draft_id, draft.c.state == OPEN)
        .values(data=data, updated_at=now)
    )


def close(tx: Transaction, draft_id: int, state: str, now: datetime) -> bool:
    """End an open draft as ``DONE`` or ``CANCELLED``; False when it had ended before."""
    result = tx.execute(
        sa.update(draft)
        .where(draft.c.id == draft_id, draft.c.state == OPEN)
        .values(state=state, updated_at=now)
    )
    return result.rowcount == 1


def drop_all(tx: Transaction, telegram_id: int, now: datetime) -> None:
    """Close and blank every draft of an account that is nobody's any more, and forget its question."""
    state = sa.case((draft.c.state == OPEN, CANCELLED), else_=draft.c.state)
    tx.execute(
        sa.update(draft)
        .where(draft.c.telegram_id == telegram_id)
        .values(data={}, state=state, updated_at=now)
    )
    forget_question(tx, telegram_id)


def closed_before(tx: Transaction, before: datetime, limit: int = 1_000) -> list[int]:
    """The ids of drafts that ended before a time and still hold data; ``limit`` of them at most."""
    query = sa.select(draft.c.id).where(
        draft.c.state != OPEN, draft.c.updated_at < before, sa.cast(draft.c.data, sa.Text) != "{}"
    )
    return list(tx.execute(query.order_by(draft.c.id).limit(limit)).scalars())


def blank(tx: Transaction, draft_ids: Sequence[int]) -> int:
    """Take the data from these drafts. The rows stay: SQLite would give their ids to new drafts."""
    return tx.execute(sa.update(draft).where(draft.c.id.in_(draft_ids)).values(data={})).rowcount


def ask(tx: Transaction, telegram_id: int, field: str, subject_id: int, now: datetime) -> None:
    """Remember what the person's next plain text answers; an older question is replaced."""
    values = {"field": field, "subject_id": subject_id, "asked_at": now}
    tx.execute(
        tx.insert(question)
        .values(telegram_id=telegram_id, **values)
        .on_conflict_do_update(index_elements=[question.c.telegram_id], set_=values)
    )


def open_question(tx: Transaction, telegram_id: int) -> Question | None:
    """The question the person has not answered yet."""
    row = tx.execute(
        sa.select(question.c.field, question.c.subject_id, question.c.asked_at).where(
            question.c.telegram_id == telegram_id
        )
    ).one_or_none()
    return Question(*row) if row else None


def forget_question(tx: Transaction, telegram_id: int) -> bool:
    """Nothing is asked any more; False when nothing was."""
    return tx.execute(sa.delete(question).where(question.c.telegram_id == telegram_id)).rowcount == 1


def ask_no_more(tx: Transaction, telegram_id: int, *fields: str) -> None:
    """Let go of the open question if its field begins as one of these; another journey's stays."""
    asked = open_question(tx, telegram_id)
    if asked is not None and asked.field.startswith(fields):
        forget_question(tx, telegram_id)
