"""Telegram accounts: their language and whether they can be reached."""

from __future__ import annotations

from datetime import datetime

from storage.database import Transaction
from storage.queue_rows import REACHABLE
from storage.schema import account


def remember(tx: Transaction, telegram_id: int, locale: str, now: datetime) -> None:
    """Make sure the account has a row; one that is there stays as it is."""
    tx.execute(
        tx.insert(account)
        .values(telegram_id=telegram_id, locale=locale, reach=REACHABLE, created_at=now)
        .on_conflict_do_nothing()
    )


def set_locale(tx: Transaction, telegram_id: int, locale: str, now: datetime) -> None:
    """Keep the language an account has chosen."""
    remember(tx, telegram_id, locale, now)
    tx.execute(account.update().where(account.c.telegram_id == telegram_id).values(locale=locale))


def set_reach(tx: Transaction, telegram_id: int, reach: str) -> None:
    """Keep whether pushes arrive: ``ok``, or why not (``blocked``, ``deactivated`` …)."""
    tx.execute(account.update().where(account.c.telegram_id == telegram_id).values(reach=reach))
