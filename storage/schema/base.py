"""What all tables are made of.

Times are UTC (``UtcDateTime``), days are the branch's calendar days, durations are minutes.
"""

from __future__ import annotations

from datetime import UTC, datetime
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
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


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
