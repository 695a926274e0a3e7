"""The ledger: what is done by the rules leaves it whole, and what is done behind its back is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from bot.domain.service import RecordChange, RecordState
from bot.usecases.members import remove_member
from bot.usecases.my_records import withdraw_record
from storage import certificates, ledger, records
from storage.database import Database, Transaction
from storage.ledger import Entry
from storage.ledger_check import Proof, prove
from storage.ledger_facts import KINDS, digest
from storage.postgresql import sync_url
from storage.schema import metadata, settlement, settlement_line, settlement_record
from storage.transaction import Transaction as Opened
from tests.usecases.village import (
    EAST,
    MEMBER,
    NOW,
    OTHER_MEMBER,
    SECRETARY,
    WEST,
    WEST_LEADER,
    Village,
    facts,
)

FIRST, CORRECTED, REVOKED, WAITING, WEST_RECORD = 1, 2, 3, 4, 6


async def lived(database: Database) -> Village:
    """A village in which records were confirmed, corrected, revoked and withdrawn, a year was settled and a
    certificate issued."""
    village = await Village.settled(database)
    ids = [await village.confirmed() for _ in range(3)]
    ids += [await village.submits() for _ in range(2)]
    ids.append(await village.confirmed(who=WEST_LEADER))
    assert ids == [FIRST, CORRECTED, REVOKED, WAITING, 5, WEST_RECORD]
    await village.does(MEMBER, withdraw_record, 5, 1, NOW)

    def work(tx: Transaction) -> None:
        found = records.find(tx, CORRECTED)
        assert found is not None
        changed = facts(minutes=90, helped_words="王奶奶家\x01 𠮷")
        assert records.rewrite(
            tx, found, changed, RecordChange.CORRECTED, RecordState.CONFIRMED, SECRETARY, "时长", NOW
        )
        found = records.find(tx, REVOKED)
        assert found is not None
        assert records.decide(tx, found, RecordChange.REVOKED, RecordState.REVOKED, SECRETARY, "重复", NOW)
        _settle(tx)

    await database.run(work)
    return village


def _settle(tx: Transaction) -> None:
    shared = {
        "year": 2026,
        "scheme": "village-services",
        "rules": {"词": [1, None]},
        "until": date(2026, 12, 31),
    }
    number = tx.insert_one(
        settlement,
        branch_id=EAST,
        state="published",
        round=1,
        code="AB12",
        working_days=True,
        frozen_at=NOW,
        **shared,
    )
    line = {"settlement_id": number, "round": 1, "person_id": MEMBER}
    tx.execute(settlement_line.insert(), {**line, "services": 2, "minutes": 210, "value": 2, "stars": 0})
    one = {"version": 2, "day": date(2026, 11, 18), "minutes": 120}
    tx.execute(settlement_record.insert(), {**line, "record_id": FIRST, **one})
    ledger.write(tx, "settlement", number, NOW)
    certificate = metadata.tables["certificate"]
    values = {
        "code": "C1",
        "kind": "stars",
        "branch_id": EAST,
        "person_id": MEMBER,
        "year": 2026,
        "serial": 1,
    }
    given = {**values, "subject": "", "facts": {"stars": 3}, "issued_at": NOW}
    ledger.write(tx, "certificate", tx.insert_one(certificate, **given), NOW)
    certificates.revoke(tx, 1, SECRETARY, "写错", NOW)


SEAL = "5298b729221809e2"  # of what has been lived; another kind of facts makes another one


class _UndoneError(Exception):
    def __init__(self, proof: Proof) -> None:
        self.proof = proof


async def after(database: Database, *statements: str) -> Proof:
    """What would be found if somebody did this to the database."""

    def work(tx: Transaction) -> None:
        for statement in statements:
            tx.execute(sa.text(statement))
        raise _UndoneError(prove(tx))

    with pytest.raises(_UndoneError) as done:
        await database.run(work)
    return done.value.proof


_SAME = "branch_id, person_id, day, year, minutes, place, category, words, entered_by, submitted_at, version"
# Of the first record; and of anything else, each with how the first fault begins.
OF_RECORD = (
    *("minutes = 240", "day = '2026-11-17'", "words = 'x'", "place = ''", "person_id = 7", "start = 480"),
    *("year = 2025", "helped = 'group'", "decided_by = NULL", "decided_at = NULL", "branch_id = 2"),
    *("submitted_at = '2020-01-01 00:00:00.000000'", "state = 'submitted'", "state = 'revoked'"),
    *("reason = 'x'", "version = 3", "category = 'x'", "entered_by = 7", "helped_words = ''"),
)
CHANGES = (
    *(
        (f"UPDATE service_record SET {one} WHERE id = 1", "service_record 1: is not what entry 1 of")
        for one in OF_RECORD
    ),
    ("UPDATE service_record SET state = 'confirmed' WHERE id = 3", "service_record 3: is not what entry 5"),
    ("UPDATE service_record SET state = 'confirmed' WHERE id = 4", "service_record 4: is in no entry of"),
    (
        f"INSERT INTO service_record (id, state, {_SAME}) SELECT 99, state, {_SAME} FROM service_record "
        "WHERE id = 1",
        "service_record 99: is in no entry of the ledger",
    ),
    ("UPDATE settlement SET state = 'final'", "settlement 1: is not what entry 6"),
    ("UPDATE settlement_line SET stars = 5", "settlement 1: is not what entry 6"),
    ("DELETE FROM settlement_record", "settlement 1: is not what entry 6"),
    ("UPDATE certificate SET revoked_at = NULL", "certificate 1: is not what entry 8"),
    ("DELETE FROM certificate", "certificate 1: is gone, and entry 8 of the ledger of branch 1 knows it"),
    ("UPDATE ledger SET kind = 'x' WHERE number = 8", "ledger of branch 1: entry 8 (x 1) was changed"),
    ("UPDATE ledger SET subject_id = 7 WHERE number = 2", "ledger of branch 1: entry 2 (record 7) was"),
    ("UPDATE ledger SET digest = hash WHERE number = 2", "ledger of branch 1: entry 2 (record 2) was"),
    ("UPDATE ledger SET hash = digest WHERE number = 2", "ledger of branch 1: entry 2 (record 2) was"),
    ("UPDATE ledger SET hash = digest WHERE number = 8", "ledger of branch 1: entry 8 (certificate 1) was"),
    ("UPDATE ledger SET at = '2020-01-01' WHERE number = 3", "ledger of branch 1: entry 3 (record 3) was"),
    (
        "UPDATE ledger SET number = 12 WHERE number = 8",
        "ledger of branch 1: nothing between entries 7 and 12",
    ),
    ("UPDATE ledger SET branch_id = 2 WHERE number = 8", "ledger of branch 1: ends with entry 7, but"),
    ("DELETE FROM ledger WHERE number = 3", "ledger of branch 1: nothing between entries 2 and 4"),
    ("DELETE FROM ledger WHERE number = 8", "ledger of branch 1: ends with entry 7, but ledger_head says 8"),
    ("DELETE FROM ledger WHERE branch_id = 2", "ledger of branch 2: has no entry, but ledger_head says 1"),
    ("DELETE FROM ledger_head WHERE branch_id = 2", "ledger of branch 2: ends with entry 1, but"),
    ("UPDATE ledger_head SET hash = 'x'", "ledger of branch 1: its last entry is not the one that"),
)


async def test_what_is_done_by_the_rules_leaves_it_whole(database: Database) -> None:
    village = await lived(database)
    proof = await database.read(prove)
    assert (proof.faults, proof.chains, proof.entries, proof.rows) == ([], 2, 9, 8)
    await village.does(SECRETARY, remove_member, OTHER_MEMBER, NOW)
    await village.does(SECRETARY, remove_member, MEMBER, NOW)
    assert (await database.read(prove)).count == 0
    # The same on every database: who moves to another one keeps chains and fingerprints.
    (seal,) = (await database.read(prove, NOW)).seals.values()
    assert seal[:16] == SEAL


async def test_whatever_is_changed_behind_its_back_is_named(database: Database) -> None:
    await lived(database)
    for statement, expected in CHANGES:
        proof = await after(database, statement)
        assert proof.faults, statement
        assert expected in proof.faults[0], (statement, proof.faults)
        assert not [fault for fault in proof.faults if "东关" in fault or "张三" in fault]
    gone = await after(
        database,
        "DELETE FROM record_event WHERE record_id = 1",
        "DELETE FROM service_record WHERE id = 1",
    )
    assert gone.faults == ["service_record 1: is gone, and entry 1 of the ledger of branch 1 knows it"]
    many = await after(database, "UPDATE ledger SET digest = hash", "UPDATE service_record SET words = 'x'")
    assert many.count == 9 + 6


async def test_a_seal_tells_whether_all_is_still_there(database: Database) -> None:
    village = await lived(database)
    later = NOW + timedelta(hours=1)
    seals = (await database.read(prove, NOW, later)).seals
    assert seals[NOW] == seals[later]
    await village.confirmed(at=later + timedelta(seconds=1))
    grown = await database.read(prove, later, later + timedelta(days=1))
    assert grown.seals[later] == seals[later] != grown.seals[later + timedelta(days=1)]
    # One who removes an entry, its row and the head's memory of it leaves everything whole, and is found out.
    cut = await after(
        database,
        "DELETE FROM record_event WHERE record_id = 6",
        "DELETE FROM service_record WHERE id = 6",
        "DELETE FROM ledger WHERE branch_id = 2",
        "DELETE FROM ledger_head WHERE branch_id = 2",
    )
    assert cut.faults == []

    def work(tx: Transaction) -> None:
        for table in ("ledger", "ledger_head"):
            tx.execute(sa.text(f"DELETE FROM {table} WHERE branch_id = 2"))
        raise _UndoneError(prove(tx, later))

    with pytest.raises(_UndoneError) as done:
        await database.run(work)
    assert done.value.proof.seals[later] != seals[later]


async def test_many_entries_are_as_good_as_one_after_the_other(database: Database) -> None:
    await Village.settled(database)
    kinds = list(KINDS)
    entries = [Entry((EAST, WEST)[n % 2], kinds[n % 3], n, ["词", n, None]) for n in range(7)]

    def heads(add: Callable[[Transaction], None]) -> Callable[[Transaction], list[tuple[object, ...]]]:
        def work(tx: Transaction) -> list[tuple[object, ...]]:
            add(tx)
            found = [tuple(row) for row in tx.execute(sa.text("SELECT * FROM ledger_head ORDER BY 1"))]
            for table in ("ledger", "ledger_head"):
                tx.execute(sa.text(f"DELETE FROM {table}"))
            return found

        return work

    def one_by_one(tx: Transaction) -> None:
        for entry in entries:
            ledger.append(tx, *entry, NOW)

    together = await database.run(heads(lambda tx: ledger.append_many(tx, entries, NOW)))
    assert together == await database.run(heads(one_by_one))
    assert [row[1] for row in together] == [4, 3]
    assert digest(["x", 1, None]) == digest(("x", 1)) != digest(["x", None, 1])


def test_writers_of_two_branches_do_not_meet(postgresql_url: str) -> None:
    engine = sa.create_engine(sync_url(postgresql_url), isolation_level="SERIALIZABLE")
    with engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO committee (id, name) VALUES (1, 'x')"))
        columns = "id, committee_id, name, sector, timezone, backdate_days"
        for number in (EAST, WEST):
            values = f"{number}, 1, 'x{number}', 'rural', 'UTC', 1"
            connection.execute(sa.text(f"INSERT INTO branch ({columns}) VALUES ({values})"))
            ledger.append(Opened(connection), number, "record", 1, (), NOW)
    with engine.begin() as connection:
        connection.execute(sa.text("ANALYZE"))  # so that both know how small the tables are
    with engine.connect() as one, engine.connect() as other:
        for number, connection in ((EAST, one), (WEST, other)):
            for subject in (2, 3):
                ledger.append(Opened(connection), number, "record", subject, (), NOW)
        one.commit()
        other.commit()
    with engine.connect() as connection:
        heads = connection.execute(sa.text("SELECT number FROM ledger_head")).scalars()
        assert list(heads) == [3, 3]
    engine.dispose()
