"""Many rows in one statement: what a storm writes costs one journey to the database, not one for each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from storage.database import Transaction

Row: TypeAlias = tuple[Any, ...]  # the values of the columns that were named, in that order
Convert: TypeAlias = Callable[[Any], Any] | None

_DIALECT = sqlite.dialect()
_PLACE = "place"  # of a row among those given
_GIVEN = sa.cast(sa.bindparam("rows", type_=sa.Text), sa.JSON)


class _Listed:
    """Rows as each of the two systems likes to be given many of them."""

    def __init__(self, columns: Sequence[sa.Column[Any]], sql: str) -> None:
        # orjson takes plain texts for keys, and no kind of them.
        self._names = [str(column.name) for column in columns]
        self._sql = sql
        impls = [column.type.dialect_impl(_DIALECT) for column in columns]
        self._converts: list[Convert] = [impl.bind_processor(_DIALECT) for impl in impls]

    def on_sqlite(self, tx: Transaction, rows: Sequence[Row]) -> bool:
        """Run the statement for each row; False when this is not SQLite."""
        if tx.raw is None:
            return False
        columns = [
            _converted([row[place] for row in rows], convert) for place, convert in enumerate(self._converts)
        ]
        tx.raw.executemany(self._sql, zip(*columns, strict=True))
        return True

    def as_json(self, rows: Sequence[Row]) -> dict[str, str]:
        """The rows as one value, for PostgreSQL."""
        named = [dict(zip(self._names, row, strict=True), place=at) for at, row in enumerate(rows)]
        return {"rows": orjson.dumps(named).decode()}


def _converted(values: list[Any], convert: Convert) -> list[Any]:
    if convert is None:
        return values
    # Most of a storm's rows have the same times.
    known: dict[Any, Any] = {}
    try:
        return [known[one] if one in known else known.setdefault(one, convert(one)) for one in values]
    except TypeError:  # JSON is no key
        return [convert(one) for one in values]


def _table(columns: Sequence[sa.Column[Any]]) -> sa.TableValuedAlias:
    given = [sa.column(column.name, column.type) for column in columns]
    rows = sa.func.json_to_recordset(_GIVEN).table_valued(*given, sa.column(_PLACE, sa.Integer), name="given")
    return rows.render_derived(with_types=True)


class ManyInserts:
    """An INSERT of rows that have these columns of a table."""

    def __init__(self, table: sa.Table, *columns: str) -> None:
        of = [table.c[name] for name in columns]
        places = ", ".join("?" * len(of))
        self._listed = _Listed(of, f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({places})")
        given = _table(of)
        rows = sa.select(*(given.c[name] for name in columns)).order_by(given.c[_PLACE])
        self._insert = sa.insert(table).from_select(list(columns), rows)
        # Numbers are given in the order in which the rows come.
        self._numbered = self._insert.returning(next(iter(table.primary_key)))

    def run(self, tx: Transaction, rows: Sequence[Row]) -> None:
        """Insert them, in this order."""
        if rows and not self._listed.on_sqlite(tx, rows):
            tx.execute(self._insert, self._listed.as_json(rows))

    def numbered(self, tx: Transaction, rows: Sequence[Row]) -> list[int]:
        """Insert them; the ids that they got, in the same order. On SQLite, insert them one by one."""
        if not rows:
            return []
        return sorted(tx.execute(self._numbered, self._listed.as_json(rows)).scalars())


class ManyUpdates:
    """An UPDATE of rows by their ``key``: each of the ``columns`` gets a value of its own."""

    def __init__(self, table: sa.Table, key: Sequence[str], *columns: str) -> None:
        of = [table.c[name] for name in (*columns, *key)]
        values = ", ".join(f"{name} = ?" for name in columns)
        where = " AND ".join(f"{name} = ?" for name in key)
        self._listed = _Listed(of, f"UPDATE {table.name} SET {values} WHERE {where}")
        given = _table(of)
        same = [table.c[name] == given.c[name] for name in key]
        self._update = sa.update(table).where(*same).values({name: given.c[name] for name in columns})

    def run(self, tx: Transaction, rows: Sequence[Row]) -> None:
        """``rows``: the new values and then the key."""
        if rows and not self._listed.on_sqlite(tx, rows):
            tx.execute(self._update, self._listed.as_json(rows))
