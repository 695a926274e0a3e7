"""Triggers that note every change of what no wrong press may change, one that is undone at once included.

Reading all of it again after every press would take most of a story's time.
"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from storage import schema
from storage.database import Transaction

# What any press may change: a locale belongs to whoever presses, looks are written to the audit, and wrong
# codes are counted. The lease is the dispatcher's. Which pictures Telegram has follows from what was sent.
_NOT_WATCHED = {"account", "audit", "inbox", "lease", "picture", "wrong_code"}
DOMAIN = [table for table in schema.metadata.sorted_tables if table.name not in _NOT_WATCHED]
_NOTE = "INSERT INTO watched (what) VALUES ('{what}')"


def watch(tx: Transaction) -> None:
    """From now on ``changed`` knows of every change (SQLite)."""
    tx.execute(sa.text("CREATE TABLE watched (what TEXT NOT NULL)"))
    for table in DOMAIN:
        columns = [column.name for column in table.columns]
        _trigger(tx, table.name, "INSERT", table.name)
        _trigger(tx, table.name, "DELETE", table.name)
        _trigger(tx, table.name, "UPDATE", table.name, _other(columns))
    # Whose an account is.
    _trigger(tx, "account", "INSERT", "binding", "NEW.person_id IS NOT NULL")
    _trigger(tx, "account", "DELETE", "binding", "OLD.person_id IS NOT NULL")
    _trigger(tx, "account", "UPDATE", "binding", _other(["telegram_id", "person_id"]))


def _other(columns: list[str]) -> str:
    return " OR ".join(f'NEW."{one}" IS NOT OLD."{one}"' for one in columns)


def _trigger(tx: Transaction, table: str, event: str, what: str, condition: str = "TRUE") -> None:
    name = f"watch_{table}_{event.lower()}"
    note = _NOTE.format(what=what)
    tx.execute(
        sa.text(f'CREATE TRIGGER {name} AFTER {event} ON "{table}" WHEN {condition} BEGIN {note}; END')
    )


def changed(tx: Transaction) -> list[str]:
    """The tables in which anything has changed; "binding" for whose account is whose."""
    return list(tx.execute(sa.text("SELECT DISTINCT what FROM watched ORDER BY what")).scalars())


def forget(tx: Transaction) -> None:
    """What has changed so far was right."""
    tx.execute(sa.text("DELETE FROM watched"))


def dump(tx: Transaction, *more: sa.Table) -> dict[str, list[tuple[str, ...]]]:
    """Everything in the tables of the domain, and which account is whose."""
    return {name: sorted(rows) for name, rows in _rows(tx, more)}


def _rows(tx: Transaction, more: tuple[sa.Table, ...]) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    for table in (*DOMAIN, *more):
        yield table.name, _plain(tx, sa.select(table))
    whose = sa.select(schema.account.c.telegram_id, schema.account.c.person_id)
    yield "binding", _plain(tx, whose.where(schema.account.c.person_id.is_not(None)))


def _plain(tx: Transaction, query: sa.Select[tuple[object, ...]]) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in tx.execute(query)]
