"""Many ids in one value: the statement stays the same however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY


class _Ids(sa.types.TypeDecorator[Iterable[int]]):
    """Ids as an array, which SQLite reads from JSON."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        return dialect.type_descriptor(sa.Text() if dialect.name == "sqlite" else ARRAY(sa.BigInteger))

    def process_bind_param(self, value: Iterable[int] | None, dialect: sa.Dialect) -> Any:
        ids = [int(one) for one in value or ()]
        return str(ids) if dialect.name == "sqlite" else ids


def among(column: sa.ColumnElement[Any], name: str = "ids", *, sqlite: bool) -> sa.ColumnElement[bool]:
    """Whether the column is one of the ids that are given under ``name``."""
    ids: sa.BindParameter[Any] = sa.bindparam(name, type_=_Ids)
    if sqlite:
        return column.in_(sa.select(sa.literal_column("value")).select_from(sa.func.json_each(ids)))
    return column == sa.any_(ids)
