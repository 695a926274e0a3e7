"""SQLite in trouble: full, locked, killed. Nothing half-written, and afterwards it works again."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import storage.sqlite
from storage.database import Database, Transaction, is_trouble
from storage.schema import committee, year_total

TOO_MUCH = "雪" * 300_000


@pytest.fixture
def path(sqlite_url: str) -> Path:
    return storage.sqlite.sqlite_path(sqlite_url)


@pytest.fixture
async def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    monkeypatch.setattr(storage.sqlite, "BUSY_TIMEOUT", 50)
    opened = await Database.open(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def other(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program on the same file."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0.05)
    yield connection
    connection.close()


def add(tx: Transaction, name: str) -> int:
    return tx.insert_one(committee, name=name)


def add_two(tx: Transaction, name: str) -> None:
    add(tx, f"{name}-1")
    add(tx, f"{name}-2{TOO_MUCH}")


def names(tx: Transaction) -> list[str]:
    return list(tx.execute(sa.select(committee.c.name).order_by(committee.c.name)).scalars())


def pragma(tx: Transaction, words: str) -> Any:
    return tx.execute(sa.text(f"PRAGMA {words}")).scalar()


def no_room(tx: Transaction) -> None:
    pragma(tx, f"max_page_count = {pragma(tx, 'page_count') + 2}")


def room(tx: Transaction) -> None:
    pragma(tx, "max_page_count = 1073741823")


async def together(database: Database, *work: Any) -> list[Any]:
    """What becomes of functions that share one commit."""
    return await asyncio.gather(*(database.run(*one) for one in work), return_exceptions=True)


async def test_a_full_disk_is_trouble_and_leaves_nothing(database: Database, path: Path) -> None:
    await database.run(add, "before")
    await database.run(no_room)
    with pytest.raises(sa.exc.OperationalError, match="full") as caught:
        await database.run(add_two, "alone")
    assert is_trouble(caught.value)
    assert await database.read(names) == ["before"]
    assert await database.run(add, "small") > 0, "what still fits is still taken"
    await database.run(room)
    await database.run(add_two, "after")
    assert len(await database.read(names)) == 4
    assert await database.read(pragma, "integrity_check") == "ok"


async def test_a_full_disk_in_a_shared_commit_fails_all_and_says_so(database: Database) -> None:
    """SQLite ends the whole transaction: nobody may hear "done"."""
    await database.run(no_room)
    outcomes = await together(database, (add, "a"), (add_two, "b"), (add, "c"))
    assert [is_trouble(one) for one in outcomes] == [True, True, True], outcomes
    assert await database.read(names) == []
    await database.run(room)
    again = await together(database, (add, "a"), (add_two, "b"), (add, "c"))
    assert not [one for one in again if isinstance(one, BaseException)]
    assert len(await database.read(names)) == 4


async def test_who_hides_a_full_disk_is_not_told_done(database: Database) -> None:
    def hide(tx: Transaction, name: str) -> str:
        try:
            add_two(tx, name)
        except sa.exc.OperationalError:
            return "done"
        return "there was room"

    await database.run(no_room)
    for outcome in [
        *await together(database, (hide, "alone")),
        *await together(database, (add, "x"), (hide, "y"), (add, "z")),
    ]:
        assert is_trouble(outcome), outcome
    assert await database.read(names) == []


async def test_a_broken_rule_in_a_shared_commit_is_its_own_fault(database: Database) -> None:
    def reference_nothing(tx: Transaction) -> None:
        tx.execute(sa.insert(year_total).values(person_id=404, year=2026, services=1, minutes=1))

    outcomes = await together(database, (add, "a"), (add, "a"), (reference_nothing,), (add, "b"))
    assert [type(one).__name__ for one in outcomes] == ["int", "IntegrityError", "IntegrityError", "int"]
    assert not any(is_trouble(one) for one in outcomes if isinstance(one, BaseException))
    assert await database.read(names) == ["a", "b"]


async def test_locked_by_another_program_for_too_long(database: Database, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    outcomes = await together(database, (add, "a"), (add, "b"))
    assert [(is_trouble(one), "locked" in str(one)) for one in outcomes] == [(True, True)] * 2
    assert await database.read(names) == [], "reading goes on"
    other.execute("ROLLBACK")
    await together(database, (add, "a"), (add, "b"))
    assert await database.read(names) == ["a", "b"]


class Failing:
    """The writer's connection, which refuses one statement once."""

    def __init__(self, raw: sqlite3.Connection, *statements: str) -> None:
        self._raw = raw
        self.left = list(statements)

    def execute(self, statement: str) -> sqlite3.Cursor:
        if statement in self.left:
            self.left.remove(statement)
            raise sqlite3.OperationalError("disk I/O error")
        return self._raw.execute(statement)

    @property
    def in_transaction(self) -> bool:
        return self._raw.in_transaction


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    "statements", [("BEGIN IMMEDIATE",), ("COMMIT",), ("COMMIT", "ROLLBACK")], ids=" ".join
)
async def test_a_statement_of_the_commit_fails(
    database: Database, count: int, statements: tuple[str, ...]
) -> None:
    writer = database._engine._writer  # type: ignore[attr-defined] # the secret under test
    writer.raw = Failing(writer.raw, *statements)
    first = asyncio.gather(*(database.run(add, f"{i}") for i in range(count)), return_exceptions=True)
    await asyncio.sleep(0)
    late = asyncio.create_task(database.run(add, "late"))
    for outcome in await asyncio.wait_for(first, 10):
        assert is_trouble(outcome), outcome
    late_outcome = (await asyncio.wait_for(asyncio.gather(late, return_exceptions=True), 10))[0]
    assert not writer.raw.left
    stored = set(await database.read(names))
    assert ("late" in stored) == (not isinstance(late_outcome, BaseException))
    assert stored <= {"late"}
    assert await together(database, *((add, f"{i}") for i in range(count)))
    assert set(await database.read(names)) - {"late"} == {f"{i}" for i in range(count)}


async def test_nobody_is_told_done_when_the_writer_is_gone(database: Database, path: Path) -> None:
    engine = database._engine
    await engine._writer.close()  # type: ignore[attr-defined] # the secret under test
    outcomes = await asyncio.wait_for(together(database, (add, "a"), (add, "b")), 10)
    assert all(isinstance(one, BaseException) for one in outcomes), outcomes
    lane = await storage.sqlite._Lane.open(path, read_only=False)
    engine._writer = lane  # type: ignore[attr-defined] # so that it can be closed


async def test_nobody_is_told_done_when_the_writing_task_is_cancelled(database: Database) -> None:
    work = [asyncio.create_task(database.run(add, f"{i}")) for i in range(3)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    database._engine._pump.cancel()  # type: ignore[attr-defined] # the secret under test
    outcomes = await asyncio.wait_for(asyncio.gather(*work, return_exceptions=True), 10)
    assert [type(one) for one in outcomes] == [asyncio.CancelledError] * 3
    assert await database.run(add, "next") > 0


@pytest.mark.parametrize(
    ("statement", "trouble"),
    [("SELECT * FROM no_such_table", False), ("SELEKT", False), ("SELECT no_such_column FROM person", False)],
)
async def test_a_statement_that_cannot_be_right_is_no_trouble(
    database: Database, statement: str, trouble: bool
) -> None:
    """It would be tried again for ever, and with it everything else of that chat."""
    for run in (
        lambda tx: tx.execute(sa.text(statement)),
        lambda tx: tx.raw and tx.raw.execute(statement),
    ):
        with pytest.raises((sa.exc.OperationalError, sqlite3.OperationalError)) as caught:
            await database.run(run)
        assert is_trouble(caught.value) is trouble


def damage(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))


def connections() -> set[threading.Thread]:
    """The threads of open SQLite connections; those of other tests may be among them."""
    return {one for one in threading.enumerate() if "_connection_worker_thread" in one.name}


async def test_a_damaged_file_is_trouble_and_lets_the_process_end(sqlite_url: str, path: Path) -> None:
    damage(path)
    before = connections()
    with pytest.raises(sqlite3.DatabaseError) as caught:
        await Database.open(sqlite_url)
    assert is_trouble(caught.value)
    for thread in connections() - before:
        # A connection tells that it is closed a moment before its thread has ended.
        await asyncio.to_thread(thread.join, 10)
        assert not thread.is_alive(), "a connection left open hangs the exit"


WRITER = """
import asyncio, sys
import sqlalchemy as sa
from storage.database import Database
from storage.schema import committee

async def main():
    database = await Database.open(sys.argv[1])
    async def add(name):
        await database.run(lambda tx: tx.insert_one(committee, name=name))
        print(name, flush=True)
    for round in range(100000):
        await asyncio.gather(*(add(f"{round:06}-{i}") for i in range(5)))

asyncio.run(main())
"""


@pytest.mark.crash
async def test_what_was_said_to_be_done_survives_a_kill(sqlite_url: str, path: Path) -> None:
    def killed() -> list[str]:
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, sqlite_url], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            said = [child.stdout.readline().strip() for _ in range(203)]
            child.kill()
            return [*said, *child.stdout.read().split("\n")[:-1]]

    done = await asyncio.to_thread(killed)
    database = await Database.open(sqlite_url)
    kept = await database.read(names)
    assert len(done) >= 203
    assert set(done) <= set(kept)
    assert await database.read(pragma, "integrity_check") == "ok"
    await database.run(add, "next")
    await database.close()


async def test_the_log_stays_small_while_others_read_and_write(database: Database, path: Path) -> None:
    log = path.with_name(path.name + "-wal")
    stop = False
    sizes = []

    async def keep_reading() -> int:
        read = 0
        while not stop:
            await database.read(names)
            read += 1
        return read

    readers = [asyncio.create_task(keep_reading()) for _ in range(4)]
    for i in range(80):
        await together(database, *((add, f"{i:03}-{j}{'x' * 60_000}") for j in range(8)))
        await database.run(lambda tx: tx.execute(sa.delete(committee)))
        sizes.append(log.stat().st_size)
    stop = True
    assert sum(await asyncio.gather(*readers)) > 20
    written = 80 * 8 * 60_000
    assert max(sizes) < written / 3, "it would hold all that was ever written"


async def test_a_backup_made_while_others_write_is_one_moment(
    database: Database, path: Path, tmp_path: Path
) -> None:
    def add_pair(tx: Transaction, name: str) -> None:
        add(tx, f"{name}-left")
        add(tx, f"{name}-right")

    stop = asyncio.Event()

    async def keep_writing() -> None:
        number = 0
        while not stop.is_set():
            await together(database, *((add_pair, f"{number + i}") for i in range(8)))
            number += 8

    writing = asyncio.create_task(keep_writing())
    backups = [tmp_path / f"backup-{i}.db" for i in range(5)]
    for backup in backups:
        await asyncio.to_thread(vacuum, path, backup)
    stop.set()
    await writing
    counts = []
    for backup in backups:
        with sqlite3.connect(backup) as copy:
            pairs = copy.execute("SELECT name FROM committee").fetchall()
            counts.append(len(pairs))
            assert {name for (name,) in pairs if name.endswith("left")} == {
                name.replace("right", "left") for (name,) in pairs if name.endswith("right")
            }
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        copy.close()
    assert counts == sorted(counts)
    assert counts[-1] > 0


def vacuum(source: Path, target: Path) -> None:
    own = sqlite3.connect(source, isolation_level=None)
    own.execute("VACUUM INTO ?", (str(target),))
    own.close()
