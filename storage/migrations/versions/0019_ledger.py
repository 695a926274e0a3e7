"""A chain of entries for each branch, with one for every service that is confirmed already"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from typing import Any

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_AT_ONCE = 5_000
_HEADS = sa.table("ledger_head", *(sa.column(name) for name in ("branch_id", "number", "hash")))

# The facts of a record as they were when this migration was written, as numbers and texts.
_FACTS = (
    *("branch_id", "person_id", "day", "year", "start", "minutes", "place", "category", "words"),
    *("helped", "helped_words", "state", "entered_by", "submitted_at", "decided_by", "decided_at"),
    *("reason", "version"),
)
_TIMES = ("submitted_at", "decided_at")


def upgrade() -> None:
    op.create_table(
        "ledger",
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_ledger_branch_id")),
        sa.PrimaryKeyConstraint("branch_id", "number", name=op.f("pk_ledger")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ledger_head",
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_ledger_head_branch_id")),
        sa.PrimaryKeyConstraint("branch_id", name=op.f("pk_ledger_head")),
    )
    _enter_records(op.get_bind())


def _enter_records(connection: sa.Connection) -> None:
    at = datetime.now(UTC)
    heads: dict[int, tuple[int, bytes]] = {}
    entries = _entries(connection, at, heads)
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    insert = f"INSERT INTO ledger VALUES ({', '.join([place] * 7)})"
    while some := list(islice(entries, _AT_ONCE)):
        connection.exec_driver_sql(insert, some)
    if heads:
        rows = [{"branch_id": key, "number": last, "hash": hash_} for key, (last, hash_) in heads.items()]
        connection.execute(_HEADS.insert(), rows)


def _entries(
    connection: sa.Connection, at: datetime, heads: dict[int, tuple[int, bytes]]
) -> Iterator[tuple[Any, ...]]:
    # SQLite takes the time as a text; so does the hash.
    written = at.isoformat(" ", "microseconds")[:-6]
    for row in _confirmed(connection):
        subject_id: int = row[0]
        facts: list[Any] = list(row[1:])
        branch_id = facts[0]
        while facts[-1] is None:
            facts.pop()
        kept = sha256(orjson.dumps(facts)).digest()
        last, previous = heads.get(branch_id, (0, bytes(32)))
        said = f"{branch_id} {last + 1} record {subject_id} {written} ".encode()
        hash_ = sha256(said + kept + previous).digest()
        heads[branch_id] = (last + 1, hash_)
        time = written if connection.dialect.name == "sqlite" else at
        yield branch_id, last + 1, "record", subject_id, kept, time, hash_


def _confirmed(connection: sa.Connection) -> Iterable[sa.Row[Any]]:
    record = sa.table("service_record", sa.column("id"), *(sa.column(name) for name in _FACTS))
    facts: list[sa.ColumnElement[Any]] = [record.c[name] for name in _FACTS]
    if connection.dialect.name != "sqlite":
        facts[_FACTS.index("day")] = sa.func.to_char(record.c.day, "YYYY-MM-DD")
        for name in _TIMES:
            in_utc = sa.func.timezone("UTC", record.c[name])
            facts[_FACTS.index(name)] = sa.func.to_char(in_utc, "YYYY-MM-DD HH24:MI:SS.US")
    query = sa.select(record.c.id, *facts).where(record.c.state == "confirmed")
    # One chain after the other: entries that are written in order fill their pages.
    ordered = query.order_by(record.c.branch_id, record.c.id)
    return connection.execute(ordered, execution_options={"yield_per": _AT_ONCE})
