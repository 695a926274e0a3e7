"""Which person a Telegram account belongs to."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import account


def account_of(tx: Transaction, person_id: int) -> int | None:
    """The Telegram id a person is bound to."""
    query = sa.select(account.c.telegram_id).where(account.c.person_id == person_id)
    return tx.execute(query).scalar_one_or_none()


def person_of(tx: Transaction, telegram_id: int) -> int | None:
    """The person an account is bound to."""
    query = sa.select(account.c.person_id).where(account.c.telegram_id == telegram_id)
    return tx.execute(query).scalar_one_or_none()


def bind(
    tx: Transaction, telegram_id: int, person_id: int, consent_version: int, consented_at: datetime
) -> None:
    """Bind a known account to a person who has consented; the person must have no other account."""
    tx.execute(
        sa.update(account)
        .where(account.c.telegram_id == telegram_id)
        .values(person_id=person_id, consent_version=consent_version, consented_at=consented_at)
    )


def unbind(tx: Transaction, person_id: int) -> int | None:
    """Take the account from a person; returns its Telegram id."""
    telegram_id = account_of(tx, person_id)
    if telegram_id is not None:
        tx.execute(
            sa.update(account)
            .where(account.c.telegram_id == telegram_id)
            .values(person_id=None, consent_version=None, consented_at=None)
        )
    return telegram_id
