"""Statements that every tap runs, compiled once.

On SQLite a statement of the hot path takes 5 µs and SQLAlchemy's execution around it 30. A prepared one keeps
what SQLAlchemy compiled, the SQL and the conversions of values, and goes straight to the connection that the
transaction runs on. On PostgreSQL, where the network outweighs both, it is executed like any other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import UpdateBase

from storage.database import Transaction

Convert: TypeAlias = Callable[[Any], Any] | None

_DIALECT = sqlite.dialect()


class _Compiled:
    """A statement as SQLite takes it; ``given`` names the values that each execution brings."""

    def __init__(self, statement: sa.Select[Any] | UpdateBase, given: Sequence[str]) -> None:
        self._statement = statement
        self._given = given

    # When it is first run: to compile all of them is a good part of a start, and some are never run.
    @cached_property
    def _made(self) -> tuple[str, list[tuple[str, Any, Convert]]]:
        compiled = self._statement.compile(dialect=_DIALECT, column_keys=list(self._given))
        fixed = compiled.params
        values: list[tuple[str, Any, Convert]] = []
        for name in getattr(compiled, "positiontup", None) or ():
            type_ = compiled.binds[name].type.dialect_impl(_DIALECT)
            convert: Convert = type_.bind_processor(_DIALECT)
            value = fixed[name]
            if name not in self._given and convert is not None:
                value = convert(value)
            values.append((name if name in self._given else "", value, convert))
        return compiled.string, values

    def run(self, connection: sqlite3.Connection, values: Mapping[str, Any]) -> sqlite3.Cursor:
        return connection.execute(self._made[0], self._row(values))

    def run_many(self, connection: sqlite3.Connection, values: Sequence[Mapping[str, Any]]) -> None:
        connection.executemany(self._made[0], [self._row(one) for one in values])

    def _row(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            (values[name] if convert is None else convert(values[name])) if name else fixed
            for name, fixed, convert in self._made[1]
        ]


class PreparedChange:
    """An UPDATE, DELETE or INSERT. ``on_sqlite`` when SQLite needs words of its own, as ON CONFLICT does."""

    def __init__(self, statement: UpdateBase, *given: str, on_sqlite: UpdateBase | None = None) -> None:
        self._statement = statement
        self._compiled = _Compiled(statement if on_sqlite is None else on_sqlite, given)

    def run(self, tx: Transaction, values: Mapping[str, Any]) -> int:
        """How many rows it changed or made."""
        if tx.raw is not None:
            return self._compiled.run(tx.raw, values).rowcount
        return tx.execute(self._statement, values).rowcount

    def run_many(self, tx: Transaction, values: Sequence[Mapping[str, Any]]) -> None:
        """Once for each of these values."""
        if tx.raw is not None:
            self._compiled.run_many(tx.raw, values)
        elif values:
            tx.execute(self._statement, values)

    def rows(self, tx: Transaction, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """What its RETURNING gives, as the database keeps it: for numbers, texts and bytes."""
        if tx.raw is not None:
            return self._compiled.run(tx.raw, values).fetchall()
        return [tuple(row) for row in tx.execute(self._statement, values)]

    def insert(self, tx: Transaction, values: Mapping[str, Any]) -> int:
        """The id that the one new row got."""
        if tx.raw is not None:
            return self._compiled.run(tx.raw, values).lastrowid or 0
        key: tuple[int, ...] = tx.execute(self._statement, values).inserted_primary_key or ()
        return key[0]


class PreparedSelect:
    """A SELECT whose rows come as plain tuples. ``on_sqlite`` when SQLite needs words of its own."""

    def __init__(
        self, statement: sa.Select[Any], *given: str, on_sqlite: sa.Select[Any] | None = None
    ) -> None:
        self._statement = statement
        self._compiled = _Compiled(statement if on_sqlite is None else on_sqlite, given)

    @cached_property
    def _converts(self) -> list[tuple[int, Callable[[Any], Any]]]:
        converts = [
            column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
            for column in self._statement.selected_columns
        ]
        # Most columns come as they are; only the others are looked at.
        return [(place, convert) for place, convert in enumerate(converts) if convert is not None]

    def rows(self, tx: Transaction, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Every row."""
        if tx.raw is None:
            # All at once: row by row each of them takes SQLAlchemy as long as a small statement.
            return [tuple(row) for row in tx.execute(self._statement, values).all()]
        found: list[tuple[Any, ...]] = self._compiled.run(tx.raw, values).fetchall()
        return [self._converted(row) for row in found] if self._converts else found

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, convert in self._converts:
            if (value := values[place]) is not None:
                values[place] = convert(value)
        return tuple(values)
