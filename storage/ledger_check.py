"""Proving the ledger: each chain whole, and each row as its last entry says.

All of it is read as a stream, first in the order of the chains and then in that of the rows, so that of a
million rows only a few bytes of each are in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from storage.database import Transaction
from storage.ledger import BEGINNING, at_text, facts_of, link
from storage.ledger_facts import KINDS, Kind, digest, plain
from storage.schema import ledger, ledger_head

FAULTS = 100  # that are named; a database with more is not mended by a longer list
_AT_ONCE = 5_000
_KEPT = 16  # bytes of a digest that are compared: nobody finds another row with the same
_PAGE = 12  # so many bits of a row's number are its place on a page
_MASK = (1 << _PAGE) - 1
_NOTHING = bytes(_KEPT)
_NEVER = "~"  # comes after every time


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
    digests = {name: _Digests() for name in KINDS}
    _prove_chains(tx, proof, digests, sorted(marks))
    for name, kind in KINDS.items():
        _prove_rows(tx, proof, kind, digests[name])
    return proof


def _stream(tx: Transaction, query: sa.Select[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows as plain tuples, a few in memory at a time."""
    if tx.raw is not None:
        # What SQLAlchemy does with each row would take as long as all the rest.
        compiled = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        return tx.raw.execute(str(compiled))
    found = tx.execute(query, execution_options={"yield_per": _AT_ONCE})
    return (tuple(row) for some in found.partitions() for row in some)


class _Digests:
    """The last digest that the ledger has of each row of a kind, in little room: rows have numbers that lie
    close to each other."""

    def __init__(self) -> None:
        self._pages: dict[int, bytearray] = {}

    def put(self, subject_id: int, kept: bytes) -> None:
        page = self._pages.get(subject_id >> _PAGE)
        if page is None:
            page = self._pages[subject_id >> _PAGE] = bytearray(_KEPT << _PAGE)
        place = (subject_id & _MASK) * _KEPT
        page[place : place + _KEPT] = kept[:_KEPT].ljust(_KEPT)

    def take(self, subject_id: int) -> bytes | None:
        """It is asked for once."""
        page = self._pages.get(subject_id >> _PAGE)
        if page is None:
            return None
        place = (subject_id & _MASK) * _KEPT
        kept = bytes(page[place : place + _KEPT])
        if kept == _NOTHING:
            return None
        page[place : place + _KEPT] = _NOTHING
        return kept

    def left(self) -> Iterator[int]:
        """The rows that nobody has asked for."""
        for number, page in sorted(self._pages.items()):
            if any(page):
                for place in range(1 << _PAGE):
                    if any(page[place * _KEPT : (place + 1) * _KEPT]):
                        yield (number << _PAGE) + place


# SQLite keeps what it is given, be it of a strange type: that shall be found and must not stop the look.


def _whole(column: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.cast(column, sa.BigInteger)


def _text(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    return sa.cast(column, sa.Text)


def _bytes(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bytes]:
    return sa.cast(column, sa.LargeBinary)


# -- the chains ----------------------------------------------------------------------------------------


def _prove_chains(
    tx: Transaction, proof: Proof, digests: Mapping[str, _Digests], marks: Sequence[datetime]
) -> None:
    known = sa.select(ledger_head.c.branch_id, _whole(ledger_head.c.number), _bytes(ledger_head.c.hash))
    heads = {branch_id: (number, hash_) for branch_id, number, hash_ in tx.execute(known)}
    seals = [sha256() for _ in marks]
    columns = ledger.c
    query = sa.select(
        *(columns.branch_id, _whole(columns.number), _text(columns.kind), _whole(columns.subject_id)),
        *(_bytes(columns.digest), _text(plain(columns.at, sqlite=tx.is_sqlite)), _bytes(columns.hash)),
    )
    entries = _stream(tx, query.order_by(columns.branch_id, columns.number))
    for branch_id, chain in groupby(entries, key=itemgetter(0)):
        walk = _Walk(proof, branch_id, [at_text(mark) for mark in marks])
        walk.along(chain, digests)
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
        self._proof, self._marks = proof, marks
        self._last, self._hash = 0, BEGINNING
        self._right = BEGINNING  # what the last hash should have been
        proof.chains += 1

    def along(self, chain: Iterable[tuple[Any, ...]], digests: Mapping[str, _Digests]) -> None:
        """Every entry, in order; there may be millions, so whatever is right passes quickly."""
        last, hash_, right = self._last, self._hash, self._right
        mark = self._hold("", hash_)
        for entry in chain:
            branch_id, number, kind, subject_id, kept, at, said = entry
            if at > mark:
                mark = self._hold(at, hash_)
            expected = link(hash_, branch_id, number, kind, subject_id, kept, at)
            if said != expected or number != last + 1:
                self._blame(entry, last, right)
            if kind in digests:
                digests[kind].put(subject_id, kept)
            else:
                self._proof.blame(f"{self._name}: entry {number} is of no known kind")
            last, hash_, right = number, said, expected
            self._proof.entries += 1
        self._last, self._hash, self._right = last, hash_, right

    def _hold(self, at: str, hash_: bytes) -> str:
        """The next mark, after those that lie before a time."""
        while len(self.held) < len(self._marks) and self._marks[len(self.held)] < at:
            self.held.append(hash_)
        return self._marks[len(self.held)] if len(self.held) < len(self._marks) else _NEVER

    def _blame(self, entry: tuple[Any, ...], last: int, right: bytes) -> None:
        *fields, said = entry
        _, number, kind, subject_id, *_ = fields
        if number != last + 1:
            self._proof.blame(f"{self._name}: nothing between entries {last} and {number}")
        # Where only the hash before was changed, this entry is not to blame.
        elif said != link(right, *fields):
            self._proof.blame(f"{self._name}: entry {number} ({kind} {subject_id}) was changed")

    def end(self, known: int, hash_: bytes) -> None:
        """Compare with what ``ledger_head`` says."""
        self._hold(_NEVER, self._hash)
        if known != self._last:
            self._proof.blame(f"{self._name}: ends with entry {self._last}, but ledger_head says {known}")
        elif hash_ not in (self._hash, self._right):
            self._proof.blame(f"{self._name}: its last entry is not the one that ledger_head knows")


# -- the rows ------------------------------------------------------------------------------------------


def _prove_rows(tx: Transaction, proof: Proof, kind: Kind, digests: _Digests) -> None:
    own = kind.table.c
    query = sa.select(own.id, kind.needed, *kind.plain_columns(sqlite=tx.is_sqlite)).order_by(own.id)
    table = kind.table.name
    for row in _stream(tx, query):
        subject_id, facts = row[0], row[2:]
        proof.rows += 1
        kept = digests.take(subject_id)
        if kept is None:
            if row[1]:
                proof.blame(f"{table} {subject_id}: is in no entry of the ledger")
        elif digest(facts_of(tx, kind, subject_id, facts))[:_KEPT] != kept:
            proof.blame(f"{table} {subject_id}: is not what {_last_entry(tx, kind, subject_id)} says")
    for subject_id in digests.left():
        proof.blame(f"{table} {subject_id}: is gone, and {_last_entry(tx, kind, subject_id)} knows it")


def _last_entry(tx: Transaction, kind: Kind, subject_id: int) -> str:
    """Read only for what has a fault: nothing leads from a row to its entries but the ledger itself."""
    columns = ledger.c
    query = (
        sa.select(columns.branch_id, columns.number)
        .where(columns.kind == kind.name, columns.subject_id == subject_id)
        .order_by(columns.branch_id.desc(), columns.number.desc())
        .limit(1)
    )
    branch_id, number = tx.execute(query).one()
    return f"entry {number} of the ledger of branch {branch_id}"
