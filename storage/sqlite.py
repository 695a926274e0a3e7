"""How functions run on SQLite: whole, in the thread of the one writing connection, several to a commit.

aiosqlite owns the connection and its thread, and a SQLAlchemy ``Connection`` on that same connection runs the
function there. Functions that wait at the same moment share one commit: each has its own savepoint and fails
alone, and nobody is told "done" before the shared commit is on disk.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite
import sqlalchemy as sa

from storage.transaction import Transaction

T = TypeVar("T")

BUSY_TIMEOUT = 10_000  # milliseconds
SHARED_COMMIT = 64  # functions that may share one commit
READERS = 2
KEPT_LOG = 64 * 1024 * 1024  # bytes that the write-ahead log keeps on disk after something big


def sqlite_path(url: str) -> Path:
    """The file of an SQLite address; an in-memory database is refused, for it would lose records."""
    name = sa.make_url(url).database
    if not name or name == ":memory:":
        raise ValueError("an SQLite address needs a file")
    return Path(name)


# One engine for all of them: a statement is compiled once in a process, not once for each connection. A
# connection comes from the thread that has just opened it, and is closed there.
_opened = threading.local()
_ENGINE = sa.create_engine(
    "sqlite://",
    creator=lambda: _opened.connection,
    poolclass=sa.NullPool,
    pool_reset_on_return=None,
    isolation_level="AUTOCOMMIT",
    hide_parameters=True,
)


def _over(connection: sqlite3.Connection) -> sa.Connection:
    """A SQLAlchemy connection on a sqlite3 connection; it begins and commits nothing."""
    _opened.connection = connection
    try:
        return _ENGINE.connect()
    finally:
        del _opened.connection


@dataclass(slots=True)
class _Job:
    work: Callable[[Transaction], Any]
    done: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def settle(self) -> None:
        if self.done.done():  # the caller was cancelled; the work is committed all the same
            return
        if self.error is None:
            self.done.set_result(self.result)
        elif isinstance(self.error, asyncio.CancelledError):
            self.done.cancel()
        else:
            self.done.set_exception(self.error)


class _Lane:
    """An aiosqlite connection whose thread runs whole functions."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.transaction: Transaction
        self.raw: sqlite3.Connection = connection._conn

    @classmethod
    async def open(cls, path: Path, *, read_only: bool) -> _Lane:
        connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=512)
        try:
            for pragma in (
                f"busy_timeout={BUSY_TIMEOUT}",
                "journal_mode=WAL",
                f"journal_size_limit={KEPT_LOG}",
                "synchronous=FULL",
                "foreign_keys=ON",
                f"query_only={'ON' if read_only else 'OFF'}",
            ):
                await (await connection.execute(f"PRAGMA {pragma}")).close()
            # aiosqlite offers no public way to run a function in its thread; a test guards this one.
            lane = cls(connection)
            lane.transaction = Transaction(await lane.call(_over, lane.raw))
        except BaseException:
            await connection.close()  # or its thread hangs the exit
            raise
        return lane

    async def call(self, function: Callable[..., T], *args: Any) -> T:
        result: T = await self._connection._execute(function, *args)  # type: ignore[no-untyped-call] # private
        return result

    def roll_back(self) -> None:
        # After a full disk or a failed write SQLite may have done so itself.
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    async def close(self) -> None:
        await self.call(self.transaction.let_go)
        await self._connection.close()


class SqliteEngine:
    """One writer and a few readers."""

    def __init__(self, writer: _Lane, readers: Sequence[_Lane]) -> None:
        self._writer = writer
        self._readers = readers
        self._idle: asyncio.Queue[_Lane] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._waiting: list[_Job] = []
        self._pump: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> SqliteEngine:
        path.parent.mkdir(parents=True, exist_ok=True)
        lanes: list[_Lane] = []
        try:
            for number in range(1 + READERS):
                lane = await _Lane.open(path, read_only=number > 0)
                lanes.append(lane)
        except BaseException:
            for lane in lanes:
                await lane.close()
            raise
        return cls(lanes[0], lanes[1:])

    async def run(self, work: Callable[[Transaction], Any]) -> Any:
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.create_task(self._commit_all(), name="sqlite-writer")
        return await job.done

    async def _commit_all(self) -> None:
        while self._waiting:
            jobs, self._waiting = self._waiting[:SHARED_COMMIT], self._waiting[SHARED_COMMIT:]
            try:
                await self._writer.call(_commit_together, self._writer, jobs)
            # Nobody may be told "done" of whom that is not known, and the others must still have their turn.
            except BaseException as error:
                for job in jobs:
                    job.error = job.error or error
                if not isinstance(error, Exception):
                    jobs += self._give_up(error)
                    raise
            finally:
                for job in jobs:
                    job.settle()

    def _give_up(self, error: BaseException) -> list[_Job]:
        left, self._waiting = self._waiting, []
        for job in left:
            job.error = error
        return left

    async def read(self, work: Callable[[Transaction], Any]) -> Any:
        lane = await self._idle.get()
        try:
            return await lane.call(_read, lane, work)
        finally:
            self._idle.put_nowait(lane)

    async def close(self) -> None:
        if self._pump is not None:
            await asyncio.wait({self._pump})
        for lane in (self._writer, *self._readers):
            await lane.close()


def _commit_together(lane: _Lane, jobs: list[_Job]) -> None:
    try:
        lane.roll_back()  # a transaction that could not be ended the last time
        lane.raw.execute("BEGIN IMMEDIATE")
        if len(jobs) == 1:
            jobs[0].result = jobs[0].work(lane.transaction)
            _check_open(lane)
        else:
            for job in jobs:
                _run_in_savepoint(lane, job)
        lane.raw.execute("COMMIT")
    # Whatever went wrong belongs to the callers: each of them gets it.
    except BaseException as error:
        for job in jobs:
            job.error = job.error or error
        lane.roll_back()


def _run_in_savepoint(lane: _Lane, job: _Job) -> None:
    lane.raw.execute("SAVEPOINT one")
    try:
        job.result = job.work(lane.transaction)
        _check_open(lane)
    # The failure of one function is its caller's alone; the others of this commit go on.
    except Exception as error:
        job.error = error
        _check_open(lane)
        lane.raw.execute("ROLLBACK TO one")
    lane.raw.execute("RELEASE one")


def _check_open(lane: _Lane) -> None:
    """After a full disk SQLite has ended the whole transaction, and with it the work of all who share it."""
    if not lane.raw.in_transaction:
        raise sqlite3.OperationalError("SQLite has ended the transaction")


def _read(lane: _Lane, work: Callable[[Transaction], T]) -> T:
    lane.roll_back()
    lane.raw.execute("BEGIN")
    try:
        return work(lane.transaction)
    finally:
        lane.roll_back()
