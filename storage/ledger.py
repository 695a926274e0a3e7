"""The ledger: what a row came to be is added to the chain of its branch, and nothing is ever taken out.

Each entry holds the digest of the row's facts (``storage.ledger_facts``) and the hash of the entry before,
so neither a row nor an entry can be changed without ``zhibu doctor`` finding it. Only digests are kept here:
whoever changes or erases what a row says (be it at a person's wish) writes the row anew in the same
transaction, and the chain stays whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage.database import Transaction
from storage.ledger_facts import KINDS, Kind, Part, digest, plain
from storage.prepared import PreparedChange, PreparedSelect
from storage.schema import ledger, ledger_head

_AT_ONCE = 500  # rows read by one statement
BEGINNING = bytes(32)  # what stands for the hash before a branch's first entry


class Entry(NamedTuple):
    """What is added: facts of the row ``subject_id`` of a kind, in the chain of a branch."""

    branch_id: int
    kind: str
    subject_id: int
    facts: Sequence[Any]


# Both are INSERT … ON CONFLICT on PostgreSQL, too: a plain SELECT or UPDATE may read the whole of a small
# table there, and would then get into the way of every other branch's writer.
def _reserving(
    insert: sqlite.Insert | postgresql.Insert,
) -> sa.sql.dml.ReturningInsert[Any]:
    return insert.on_conflict_do_update(
        index_elements=[ledger_head.c.branch_id],
        set_={"number": ledger_head.c.number + insert.excluded.number},
    ).returning(ledger_head.c.number, ledger_head.c.hash)


def _moving(insert: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return insert.on_conflict_do_update(
        index_elements=[ledger_head.c.branch_id], set_={"hash": insert.excluded.hash}
    )


_RESERVE = PreparedChange(
    _reserving(postgresql.insert(ledger_head)),
    *("branch_id", "number", "hash"),
    on_sqlite=_reserving(sqlite.insert(ledger_head)),
)
_MOVE = PreparedChange(
    _moving(postgresql.insert(ledger_head)),
    *("branch_id", "number", "hash"),
    on_sqlite=_moving(sqlite.insert(ledger_head)),
)
_ADD = PreparedChange(
    sa.insert(ledger), *("branch_id", "number", "kind", "subject_id", "digest", "at", "hash")
)


def append(
    tx: Transaction, branch_id: int, kind: str, subject_id: int, facts: Sequence[Any], now: datetime
) -> None:
    """Add one entry to the chain of a branch."""
    _lengthen(tx, branch_id, (Entry(branch_id, kind, subject_id, facts),), now)


def append_many(tx: Transaction, entries: Iterable[Entry], now: datetime) -> None:
    """Add entries, of one branch in the order given."""
    by_branch: dict[int, list[Entry]] = {}
    for entry in entries:
        by_branch.setdefault(entry.branch_id, []).append(entry)
    # Always in the same order, so that two of several branches wait for each other and never in a circle.
    for branch_id in sorted(by_branch):
        _lengthen(tx, branch_id, by_branch[branch_id], now)


def _lengthen(tx: Transaction, branch_id: int, entries: Sequence[Entry], now: datetime) -> None:
    wanted = {"branch_id": branch_id, "number": len(entries), "hash": BEGINNING}
    ((last, found),) = _RESERVE.rows(tx, wanted)
    at, hash_ = at_text(now), bytes(found)
    rows = []
    for number, entry in enumerate(entries, last - len(entries) + 1):
        kept = digest(entry.facts)
        hash_ = link(hash_, branch_id, number, entry.kind, entry.subject_id, kept, at)
        rows.append(
            {
                "branch_id": branch_id,
                "number": number,
                "kind": entry.kind,
                "subject_id": entry.subject_id,
                "digest": kept,
                "at": now,
                "hash": hash_,
            }
        )
    _ADD.run_many(tx, rows)
    _MOVE.run(tx, {"branch_id": branch_id, "number": last, "hash": hash_})


def write(tx: Transaction, kind: str, subject_id: int, now: datetime) -> None:
    """Add an entry with the facts of a row as it stands now; call it after every change of such a row.

    Raises ``LookupError`` when there is no such row.
    """
    write_many(tx, kind, (subject_id,), now)


def write_many(tx: Transaction, kind: str, subject_ids: Sequence[int], now: datetime) -> None:
    """``write`` for many rows of a kind."""
    for first in range(0, len(subject_ids), _AT_ONCE):
        some = subject_ids[first : first + _AT_ONCE]
        append_many(tx, _entries(tx, KINDS[kind], some), now)


def _entries(tx: Transaction, kind: Kind, subject_ids: Sequence[int]) -> Iterator[Entry]:
    own = kind.table.c
    columns = [own.id, own.branch_id, *kind.plain_columns(sqlite=tx.is_sqlite)]
    rows = {row[0]: row for row in tx.execute(sa.select(*columns).where(own.id.in_(subject_ids)))}
    for subject_id in subject_ids:
        if subject_id not in rows:
            raise LookupError(f"no {kind.name} {subject_id}")
        _, branch_id, *row = rows[subject_id]
        yield Entry(branch_id, kind.name, subject_id, facts_of(tx, kind, subject_id, row))


def facts_of(tx: Transaction, kind: Kind, subject_id: int, row: Sequence[Any]) -> Sequence[Any]:
    """The facts of a row of a kind's ``plain_columns``."""
    if not kind.parts:
        return row
    own = {"id": subject_id, **dict(zip(kind.columns, row, strict=True))}
    return [*(_digest_of_part(tx, part, own) for part in kind.parts), *row]


def _digest_of_part(tx: Transaction, part: Part, own: Mapping[str, Any]) -> str:
    return digest(_rows_of(part).rows(tx, {f"own_{name}": own[other] for name, other in part.keys})).hex()


@cache
def _rows_of(part: Part) -> PreparedSelect:
    """The rows of a part: a million of them are read in one evening, when the year is settled."""
    given = {name: f"own_{name}" for name, _ in part.keys}

    def rows(*, sqlite: bool) -> sa.Select[Any]:
        return (
            sa.select(*(plain(part.table.c[name], sqlite=sqlite) for name in part.columns))
            .where(*(part.table.c[name] == sa.bindparam(value) for name, value in given.items()))
            .order_by(*(part.table.c[name] for name in part.order))
        )

    return PreparedSelect(rows(sqlite=False), *given.values(), on_sqlite=rows(sqlite=True))


def at_text(at: datetime) -> str:
    """A time as it goes into the hash."""
    return at.astimezone(UTC).isoformat(" ", "microseconds")[:-6]


def link(
    previous: bytes, branch_id: int, number: int, kind: str, subject_id: int, kept: bytes, at: str
) -> bytes:
    """The hash of an entry: of all it says and of the hash before it."""
    return sha256(f"{branch_id} {number} {kind} {subject_id} {at} ".encode() + kept + previous).digest()
