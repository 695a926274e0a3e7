"""An open transaction, and whether an error is the database's or the work's."""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

# A server that is a standby for now refuses to write, and refuses to be asked for a serialisable transaction.
_STANDBY = frozenset({"25006", "0A000"})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class Transaction:
    """An open transaction. Use cases pass it on; only storage calls its methods."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.execute = connection.execute
        self.is_sqlite = connection.dialect.name == "sqlite"
        # What ``storage.prepared`` runs on; the transaction is this connection's.
        self.raw: sqlite3.Connection | None = (
            connection.connection.driver_connection if self.is_sqlite else None
        )

    def let_go(self) -> None:
        """Close the connection, in the thread it belongs to."""
        self._connection.close()

    def insert(self, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
        """An INSERT that knows ON CONFLICT, in this database's dialect."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def insert_one(self, table: sa.Table, **values: Any) -> int:
        """Insert one row and return the id it got."""
        key: tuple[int, ...] = self.execute(table.insert(), values).inserted_primary_key or ()
        return key[0]


def is_trouble(error: BaseException) -> bool:
    """Whether the database, not the work, failed: locked, full, gone. The same work may be tried again."""
    if isinstance(error, sa.exc.TimeoutError):
        return True
    cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _is_sqlite_trouble(cause)
    if not isinstance(error, sa.exc.DBAPIError):
        return False
    return (
        isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError)
        or error.connection_invalidated
        or getattr(cause, "sqlstate", None) in _STANDBY
    )


def _is_sqlite_trouble(error: sqlite3.Error) -> bool:
    # An extended code holds the plain one in its lowest byte; an error of our own has none.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, sqlite3.OperationalError):
        # SQLITE_ERROR is a statement that cannot be right, such as one that names no table of ours.
        return code != sqlite3.SQLITE_ERROR
    return code in _DAMAGED
