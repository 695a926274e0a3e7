"""The audit log: what somebody with power read or changed about somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.rights import Actor
from storage.database import Transaction
from storage.schema import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``detail`` names what was touched, never the values."""

    at: datetime
    telegram_id: int | None
    person_id: int | None
    action: str
    subject_id: int | None
    detail: Mapping[str, Any]


def note(
    tx: Transaction,
    actor: Actor,
    action: str,
    subject_id: int | None,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write one line; ``subject_id`` is the person it is about."""
    note_many(tx, actor, action, [(subject_id, detail or {})], now)


def note_many(
    tx: Transaction,
    actor: Actor,
    action: str,
    subjects: Iterable[tuple[int | None, Mapping[str, Any]]],
    now: datetime,
) -> None:
    """Write a line for each subject and its detail."""
    # The command line acts with no Telegram account: its id is 0.
    who = {
        "at": now,
        "telegram_id": actor.telegram_id or None,
        "person_id": actor.person_id,
        "action": action,
    }
    lines = [{**who, "subject_id": subject, "detail": dict(detail)} for subject, detail in subjects]
    if lines:
        tx.execute(audit.insert(), lines)


def about(tx: Transaction, subject_id: int) -> list[Entry]:
    """Every line about a person, oldest first."""
    query = sa.select(
        audit.c.at,
        audit.c.telegram_id,
        audit.c.person_id,
        audit.c.action,
        audit.c.subject_id,
        audit.c.detail,
    )
    return [
        Entry(*row) for row in tx.execute(query.where(audit.c.subject_id == subject_id).order_by(audit.c.id))
    ]
