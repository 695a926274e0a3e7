"""What the ledger says of a row: its columns as plain values, the same on every database, and their digest.

``KINDS`` names what is in the ledger. To add a kind: its table (with ``id`` and ``branch_id``) and columns
here, and ``storage.ledger.write`` after every change of such a row, in the same transaction. What is empty at
the end adds nothing to the digest, so a kind may get further columns, if they come last and are empty in the
rows that are there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import orjson
import sqlalchemy as sa

from bot.domain.service import RecordState
from storage.schema import (
    UtcDateTime,
    certificate,
    service_record,
    settlement,
    settlement_line,
    settlement_record,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of another table that belong to a row: those whose ``keys`` equal these columns of it."""

    table: sa.Table
    keys: tuple[tuple[str, str], ...]
    order: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of ``table`` that are in the ledger: those for which ``needed`` holds must be in it.

    Others may be, if they once were such a row: what they have become is in it, too. The facts are a digest
    of each part and then the columns.
    """

    name: str
    table: sa.Table
    columns: tuple[str, ...]
    needed: sa.ColumnElement[bool]
    parts: tuple[Part, ...] = ()

    def plain_columns(self, *, sqlite: bool) -> list[sa.ColumnElement[Any]]:
        """The columns of the facts as plain values."""
        return [plain(self.table.c[name], sqlite=sqlite) for name in self.columns]


RECORD = Kind(
    "record",
    service_record,
    (
        *("branch_id", "person_id", "day", "year", "start", "minutes", "place", "category", "words"),
        *("helped", "helped_words", "state", "entered_by", "submitted_at", "decided_by", "decided_at"),
        *("reason", "version"),
    ),
    service_record.c.state == RecordState.CONFIRMED.value,
)

CERTIFICATE = Kind(
    "certificate",
    certificate,
    (
        *("branch_id", "code", "kind", "person_id", "year", "serial", "subject", "facts"),
        *("issued_at", "issued_by", "revoked_at", "revoked_by", "reason"),
    ),
    sa.true(),
)

# With the lines and records of the count that holds.
_OF_ROUND = (("settlement_id", "id"), ("round", "round"))
SETTLEMENT = Kind(
    "settlement",
    settlement,
    (
        *("branch_id", "year", "state", "round", "scheme", "rules", "until", "code", "publish_days"),
        *("working_days", "last_day", "frozen_at", "frozen_by", "published_at", "closes_at"),
        *("ended_at", "ended_by", "reason"),
    ),
    sa.true(),
    (
        Part(
            settlement_line,
            _OF_ROUND,
            ("person_id",),
            ("person_id", "services", "minutes", "value", "stars"),
        ),
        Part(
            settlement_record,
            _OF_ROUND,
            ("person_id", "record_id"),
            ("person_id", "record_id", "version", "day", "minutes", "reason"),
        ),
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in (RECORD, CERTIFICATE, SETTLEMENT)})


def digest(facts: Sequence[Any]) -> bytes:
    """The digest of facts: numbers, texts and lists of them."""
    while facts and facts[-1] is None:
        facts = facts[:-1]
    # A value of a strange type is somebody's change: it shall be found and must not be an error here.
    return sha256(orjson.dumps(facts, default=repr)).digest()


def plain(column: sa.ColumnElement[Any], *, sqlite: bool) -> sa.ColumnElement[Any]:
    """The column as a number or a text, as SQLite keeps it, whatever the database."""
    type_ = column.type
    if isinstance(type_, sa.Boolean):
        return sa.type_coerce(column, sa.Integer) if sqlite else sa.cast(column, sa.Integer)
    if sqlite:
        return sa.type_coerce(column, sa.Text) if isinstance(type_, _CONVERTED) else column
    if isinstance(type_, sa.Date):
        return sa.func.to_char(column, "YYYY-MM-DD", type_=sa.Text)
    if isinstance(type_, UtcDateTime):
        return sa.func.to_char(sa.func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US", type_=sa.Text)
    return sa.cast(column, sa.Text) if isinstance(type_, sa.JSON) else column


_CONVERTED = (sa.Date, UtcDateTime, sa.JSON)
