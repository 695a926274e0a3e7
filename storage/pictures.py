"""Pictures that Telegram has, by what they show."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import picture


def find(tx: Transaction, key: str) -> str | None:
    """The file id of the picture with that key."""
    found: str | None = tx.execute(
        sa.select(picture.c.file_id).where(picture.c.key == key)
    ).scalar_one_or_none()
    return found


def keep(tx: Transaction, key: str, file_id: str, now: datetime) -> None:
    """Remember, or change, under which file id Telegram has it."""
    values = {"file_id": file_id, "at": now}
    tx.execute(
        tx.insert(picture)
        .values(key=key, **values)
        .on_conflict_do_update(index_elements=[picture.c.key], set_=values)
    )


def forget(tx: Transaction, before: datetime, limit: int = 5_000) -> int:
    """Let go of those sent first before a time, ``limit`` at most; they are drawn again when asked for."""
    old = sa.select(picture.c.key).where(picture.c.at < before).order_by(picture.c.at).limit(limit)
    return tx.execute(sa.delete(picture).where(picture.c.key.in_(old))).rowcount
