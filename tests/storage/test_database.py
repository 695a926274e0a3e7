"""The promises of ``Database``: atomic, durable, alone, the same on both systems."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import aiosqlite
import pytest
import sqlalchemy as sa

from storage.database import Database, Transaction
from storage.schema import committee


def add(tx: Transaction, name: str) -> int:
    return tx.insert_one(committee, name=name)


def add_then_fail(tx: Transaction, name: str) -> None:
    add(tx, name)
    raise ZeroDivisionError(name)


def names(tx: Transaction) -> list[str]:
    return list(tx.execute(sa.select(committee.c.name).order_by(committee.c.name)).scalars())


def read_then_write(tx: Transaction, name: str) -> None:
    count = len(names(tx))
    tx.execute(sa.insert(committee).values(name=f"{name}-{count}"))


async def test_a_function_is_one_transaction(database: Database) -> None:
    await database.run(add, "one")
    with pytest.raises(ZeroDivisionError):
        await database.run(add_then_fail, "two")
    assert await database.read(names) == ["one"]


async def test_functions_that_wait_together_fail_alone(database: Database) -> None:
    work = [database.run(add_then_fail if i % 3 == 0 else add, f"{i:03}") for i in range(90)]
    results = await asyncio.gather(*work, return_exceptions=True)
    assert [isinstance(result, ZeroDivisionError) for result in results] == [i % 3 == 0 for i in range(90)]
    assert await database.read(names) == [f"{i:03}" for i in range(90) if i % 3]


async def test_nothing_is_lost_to_concurrency(database: Database) -> None:
    await asyncio.gather(*(database.run(read_then_write, "n") for _ in range(60)))
    assert await database.read(names) == sorted(f"n-{i}" for i in range(60))


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError, match="read"):
        await database.read(add, "no")
    assert await database.read(names) == []


async def test_a_cancelled_caller_does_not_stop_the_others(database: Database) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> int:
        begun.set()
        gate.wait(10)
        return add(tx, "slow")

    first = asyncio.create_task(database.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    second = asyncio.create_task(database.run(add, "second"))
    first.cancel()
    gate.set()
    await second
    with pytest.raises(asyncio.CancelledError):
        await first
    assert "second" in await database.read(names)


async def test_values_are_not_shown_in_errors(database: Database) -> None:
    await database.run(add, "张三丰")
    with pytest.raises(sa.exc.IntegrityError) as caught:
        await database.run(add, "张三丰")
    # PostgreSQL quotes the row in its DETAIL line, which the log's redaction removes.
    assert "张三丰" not in str(caught.value).split("DETAIL")[0]


async def test_sqlite_keeps_its_pragmas(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url)

    def look(tx: Transaction) -> dict[str, object]:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return {name: tx.execute(sa.text(f"PRAGMA {name}")).scalar_one() for name in pragmas}

    assert await database.run(look) == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }
    await database.close()


async def test_aiosqlite_still_runs_functions_in_its_thread(tmp_path: Path) -> None:
    """``storage.database`` leans on this private method; an upgrade that changes it must be noticed here."""
    connection = await aiosqlite.connect(tmp_path / "x.db")
    here = threading.get_ident()
    assert await connection._execute(threading.get_ident) not in {here, None}
    await connection.close()


async def test_a_process_ends_after_close(sqlite_url: str) -> None:
    script = (
        "import asyncio\nfrom storage.database import Database\n"
        f"async def main():\n    d = await Database.open({sqlite_url!r})\n    await d.close()\n"
        "asyncio.run(main())"
    )
    done = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", script], timeout=20, check=False)
    assert done.returncode == 0
