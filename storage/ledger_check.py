"""Proving the ledger: each chain whole, and each row as its last entry says.

A million rows are read as a stream, in the order of the chains and then once more in that of their rows, so
that however large the database, little of it is in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.database import Transaction
from storage.ledger import BEGINNING, at_text, facts_of, link
from storage.ledger_facts import KINDS, Kind, digest, plain
from storage.schema import ledger, ledger_head

FAULTS = 100  # that are named; a database with more is not mended by a longer list
_AT_ONCE = 5_000


@dataclass(slots=True)
class Proof:
    """What a look at the ledger has found. ``faults`` name tables, branches and ids, never a person.

    ``count``: of all faults, also those that are not named. ``seals``: for each time that was asked for, the
    hash of what all chains held then: whatever comes later leaves it as it is.
    """

    chains: int = 0
    entries: int = 0
    rows: int = 0
    count: int = 0
    faults: list[str] = field(default_factory=list)
    seals: dict[datetime, str] = field(default_factory=dict)

    def blame(self, words: str) -> None:
        """Add a fault."""
        self.count += 1
        if len(self.faults) < FAULTS:
            self.faults.append(words)


def prove(tx: Transaction, *marks: datetime) -> Proof:
    """Look at everything, with the seals of these times."""
    proof = Proof()
    _prove_chains(tx, proof, sorted(marks))
    for kind in KINDS.values():
        _prove_rows(tx, proof, kind)
    return proof


def _stream(tx: Transaction, query: sa.Select[Any]) -> Iterator[Sequence[Any]]:
    for some in tx.execute(query, execution_options={"yield_per": _AT_ONCE}).partitions():
        yield from some


# SQLite keeps what it is given, be it of a strange type: that shall be found and must not stop the look.


def _whole(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.cast(column, sa.BigInteger)


def _text(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return sa.cast(column, sa.Text)


def _bytes(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bytes]:
    return sa.cast(column, sa.LargeBinary)


# -- the chains ----------------------------------------------------------------------------------------


def _prove_chains(tx: Transaction, proof: Proof, marks: Sequence[datetime]) -> None:
    known = sa.select(ledger_head.c.branch_id, _whole(ledger_head.c.number), _bytes(ledger_head.c.hash))
    heads = {branch_id: (number, hash_) for branch_id, number, hash_ in tx.execute(known)}
    texts = [at_text(mark) for mark in marks]
    seals = [sha256() for _ in marks]
    columns = ledger.c
    query = sa.select(
        *(columns.branch_id, _whole(columns.number), _text(columns.kind), _whole(columns.subject_id)),
        *(_bytes(columns.digest), _text(plain(columns.at, sqlite=tx.is_sqlite)), _bytes(columns.hash)),
    )
    entries = _stream(tx, query.order_by(columns.branch_id, columns.number))
    for branch_id, chain in groupby(entries, key=itemgetter(0)):
        walk = _Walk(proof, branch_id, texts)
        for _, *entry in chain:
            walk.step(*entry)
        walk.end(*heads.pop(branch_id, (0, BEGINNING)))
        for seal, hash_ in zip(seals, walk.held, strict=True):
            # A chain that began later was not there.
            if hash_ != BEGINNING:
                seal.update(f"{branch_id} ".encode() + hash_)
    for branch_id, (number, _) in sorted(heads.items()):
        proof.blame(f"ledger of branch {branch_id}: has no entry, but ledger_head says {number}")
    proof.seals = {mark: seal.hexdigest() for mark, seal in zip(marks, seals, strict=True)}


class _Walk:
    """Along the chain of one branch. ``held``: what its last hash was at each mark."""

    def __init__(self, proof: Proof, branch_id: int, marks: Sequence[str]) -> None:
        self.held: list[bytes] = []
        self._name = f"ledger of branch {branch_id}"
        self._proof, self._branch_id, self._marks = proof, branch_id, marks
        self._last, self._hash = 0, BEGINNING
        self._right = BEGINNING  # what the last hash should have been
        proof.chains += 1

    def step(self, number: int, kind: str, subject_id: int, kept: bytes, at: str, hash_: bytes) -> None:
        while len(self.held) < len(self._marks) and at > self._marks[len(self.held)]:
            self.held.append(self._hash)
        self._proof.entries += 1
        if number == self._last + 1:
            right = link(self._hash, self._branch_id, number, kind, subject_id, kept, at)
            # Where only a hash was changed, the entry after it is not to blame.
            if hash_ != right and hash_ != link(
                self._right, self._branch_id, number, kind, subject_id, kept, at
            ):
                self._proof.blame(f"{self._name}: entry {number} ({kind} {subject_id}) was changed")
            self._right = right
        else:
            self._proof.blame(f"{self._name}: nothing between entries {self._last} and {number}")
            self._right = hash_
        if kind not in KINDS:
            self._proof.blame(f"{self._name}: entry {number} is of no known kind")
        self._last, self._hash = number, hash_

    def end(self, known: int, hash_: bytes) -> None:
        """Compare with what ``ledger_head`` says."""
        self.held += [self._hash] * (len(self._marks) - len(self.held))
        if known != self._last:
            self._proof.blame(f"{self._name}: ends with entry {self._last}, but ledger_head says {known}")
        elif hash_ not in (self._hash, self._right):
            self._proof.blame(f"{self._name}: its last entry is not the one that ledger_head knows")


# -- the rows ------------------------------------------------------------------------------------------


class _Last(NamedTuple):
    """The last entry about a row."""

    subject_id: int
    branch_id: int
    number: int
    digest: bytes


def _prove_rows(tx: Transaction, proof: Proof, kind: Kind) -> None:
    own = kind.table.c
    query = sa.select(own.id, own.branch_id, kind.needed, *kind.plain_columns(sqlite=tx.is_sqlite))
    table = kind.table.name
    entries = _last_entries(tx, proof, kind)
    entry = next(entries, None)
    for subject_id, branch_id, needed, *row in _stream(tx, query.order_by(own.id)):
        proof.rows += 1
        while entry is not None and entry.subject_id < subject_id:
            _blame_gone(proof, table, entry)
            entry = next(entries, None)
        if entry is None or entry.subject_id != subject_id:
            if needed:
                proof.blame(f"{table} {subject_id}: is in no entry of the ledger of branch {branch_id}")
            continue
        if branch_id != entry.branch_id or digest(facts_of(tx, kind, subject_id, row)) != entry.digest:
            proof.blame(f"{table} {subject_id}: is not what {_place(entry)} says")
        entry = next(entries, None)
    while entry is not None:
        _blame_gone(proof, table, entry)
        entry = next(entries, None)


def _blame_gone(proof: Proof, table: str, entry: _Last) -> None:
    proof.blame(f"{table} {entry.subject_id}: is gone, and {_place(entry)} knows it")


def _place(entry: _Last) -> str:
    return f"entry {entry.number} of the ledger of branch {entry.branch_id}"


def _last_entries(tx: Transaction, proof: Proof, kind: Kind) -> Iterator[_Last]:
    columns = ledger.c
    query = (
        sa.select(*(_whole(columns.subject_id), columns.branch_id, columns.number, _bytes(columns.digest)))
        .where(columns.kind == kind.name)
        .order_by(columns.subject_id, columns.branch_id, columns.number)
    )
    for _, entries in groupby(_stream(tx, query), key=itemgetter(0)):
        first, *later = entries
        last = _Last(*(later[-1] if later else first))
        if last.branch_id != first[1]:
            proof.blame(f"{kind.table.name} {last.subject_id}: is in the ledgers of several branches")
        yield last
