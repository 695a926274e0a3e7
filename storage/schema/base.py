"""What all tables are made of.

Times are UTC (``UtcDateTime``), days are the branch's calendar days, durations are minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """A UTC datetime. SQLite keeps no time zone, so UTC is written and put back here."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    # Every row of every hot path has times: for SQLite they are turned into text and back without the detours
    # of SQLAlchemy, which take five times as long.
    def bind_processor(self, dialect: sa.Dialect) -> Callable[[datetime | None], Any] | None:
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(
        self, dialect: sa.Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError("a naive datetime has no place in the database")
    return value.astimezone(UTC)


def _to_text(value: datetime | None) -> str | None:
    # All as long as each other, so that they are in order as texts, too.
    return None if value is None else _in_utc(value).isoformat(" ", "microseconds")[:-6]


# What is queued together has the same times.
@lru_cache(maxsize=4096)
def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")


def id_column() -> sa.Column[int]:
    """The table's own number, given by the database."""
    # SQLite gives only INTEGER keys the automatic row id.
    return sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True)


def reference(name: str, target: str, **options: Any) -> sa.Column[int]:
    """A column that names a row of another table."""
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target), **options)


def telegram_id(name: str, **options: Any) -> sa.Column[int]:
    """A number that Telegram gave."""
    return sa.Column(name, sa.BigInteger, autoincrement=False, **options)


def partial_index(name: str, *columns: str, where: str) -> sa.Index:
    """An index of only some rows: it stays small however large the table is."""
    return sa.Index(name, *columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
