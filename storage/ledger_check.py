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

FAULTS = 1_000  # that are named; a database with more is not mended by a longer list
_AT_ONCE = 5_000


@dataclass(slots=True)
class Proof:
    """What a look at the ledger has found. ``faults`` name tables, branches and ids, never a person.

    ``before``: the hash of all chains as far as their entries are not younger than was asked.
    """

    entries: int = 0
    rows: int = 0
    count: int = 0
    faults: list[str] = field(default_factory=list)
    before: str = ""

    def blame(self, words: str) -> None:
        """Add a fault."""
        self.count += 1
        if len(self.faults) < FAULTS:
            self.faults.append(words)


def prove(tx: Transaction, until: datetime) -> Proof:
    """Look at everything; ``until``: how young an entry may be to count for ``Proof.before``."""
    proof = Proof()
    _prove_chains(tx, proof, at_text(until))
    for kind in KINDS.values():
        _prove_rows(tx, proof, kind)
    return proof


def _stream(tx: Transaction, query: sa.Select[Any]) -> Iterator[Sequence[Any]]:
    for some in tx.execute(query, execution_options={"yield_per": _AT_ONCE}).partitions():
        yield from some


# -- the chains ----------------------------------------------------------------------------------------


def _prove_chains(tx: Transaction, proof: Proof, until: str) -> None:
    heads = {row[0]: (row[1], bytes(row[2])) for row in tx.execute(sa.select(ledger_head))}
    before = sha256()
    columns = ledger.c
    query = sa.select(
        *(columns.branch_id, columns.number, columns.kind, columns.subject_id, columns.digest),
        *(plain(columns.at, sqlite=tx.is_sqlite), columns.hash),
    )
    entries = _stream(tx, query.order_by(columns.branch_id, columns.number))
    for branch_id, chain in groupby(entries, key=itemgetter(0)):
        walk = _Walk(proof, branch_id, until)
        for _, *entry in chain:
            walk.step(*entry)
        before.update(f"{branch_id} ".encode() + walk.before)
        known, hash_ = heads.pop(branch_id, (0, b""))
        if known != walk.last:
            proof.blame(f"{walk.name}: ends with entry {walk.last}, but ledger_head says {known}")
        elif hash_ != walk.hash:
            proof.blame(f"{walk.name}: its last entry is not the one that ledger_head knows")
    for branch_id, (known, _) in sorted(heads.items()):
        proof.blame(f"ledger of branch {branch_id}: has no entry, but ledger_head says {known}")
    proof.before = before.hexdigest()


class _Walk:
    """Along the chain of one branch. ``before``: the hash of its last entry that is old enough."""

    def __init__(self, proof: Proof, branch_id: int, until: str) -> None:
        self.name = f"ledger of branch {branch_id}"
        self.last, self.hash, self.before = 0, BEGINNING, b""
        self._proof, self._branch_id, self._until = proof, branch_id, until
        self._right = BEGINNING  # what the hash of the entry before should have been
        self._old = True

    def step(self, number: int, kind: str, subject_id: int, kept: bytes, at: str, hash_: bytes) -> None:
        self._proof.entries += 1
        if number == self.last + 1:
            right = link(self.hash, self._branch_id, number, kind, subject_id, kept, at)
            if right != hash_:
                other = link(self._right, self._branch_id, number, kind, subject_id, kept, at)
                # Of an entry with a wrong hash alone, the one after it is not to blame.
                if other != hash_:
                    self._proof.blame(f"{self.name}: entry {number} ({kind} {subject_id}) was changed")
            self._right = right
        else:
            self._proof.blame(f"{self.name}: nothing between entries {self.last} and {number}")
            self._right = hash_
        if kind not in KINDS:
            self._proof.blame(f"{self.name}: entry {number} is of no known kind")
        self.last, self.hash = number, hash_
        self._old = self._old and at <= self._until
        if self._old:
            self.before = hash_


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
        sa.select(columns.subject_id, columns.branch_id, columns.number, columns.digest)
        .where(columns.kind == kind.name)
        .order_by(columns.subject_id, columns.branch_id, columns.number)
    )
    for _, entries in groupby(_stream(tx, query), key=itemgetter(0)):
        first, *later = entries
        last = _Last(*(later[-1] if later else first))
        if last.branch_id != first[1]:
            proof.blame(f"{kind.table.name} {last.subject_id}: is in the ledgers of several branches")
        yield last
