"""Running a plain function in one transaction, in one hop to the thread that owns the connection.

How a transaction runs is this module's secret. On SQLite, aiosqlite owns the one writing connection and
its thread, and a SQLAlchemy ``Connection`` on that same connection runs the function there. Functions that
wait at the same moment share one commit: each has its own savepoint and fails alone, and nobody is told
"done" before the shared commit is on disk. On PostgreSQL every function has its own serialisable
transaction on a small pool and is run again when the server reports a conflict; that is safe because a
use case is a plain function without outside effects.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import aiosqlite
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

P = ParamSpec("P")
T = TypeVar("T")

BUSY_TIMEOUT = 10_000  # milliseconds
SHARED_COMMIT = 64  # functions that may share one commit
READERS = 2
POSTGRESQL_CONNECTIONS = 4
CONFLICT_TRIES = 50
# serialization_failure, deadlock_detected, and a unique key met by a concurrent transaction
_CONFLICTS = frozenset({"40001", "40P01"})


class Transaction:
    """An open transaction. Use cases pass it on; only storage calls its methods."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.execute = connection.execute
        self.is_sqlite = connection.dialect.name == "sqlite"
        # What ``storage.prepared`` runs on; the transaction is this connection's.
        self.raw: sqlite3.Connection | None = (
            connection.connection.driver_connection if self.is_sqlite else None
        )

    def let_go(self) -> None:
        """Close the connection and its engine, in the thread they belong to."""
        self._connection.close()
        self._connection.engine.dispose()

    def insert(self, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
        """An INSERT that knows ON CONFLICT, in this database's dialect."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    def insert_one(self, table: sa.Table, **values: Any) -> int:
        """Insert one row and return the id it got."""
        key: tuple[int, ...] = self.execute(table.insert(), values).inserted_primary_key or ()
        return key[0]


def is_trouble(error: BaseException) -> bool:
    """Whether the database, not the work, failed: locked, full, gone. The same work may be tried again."""
    return isinstance(
        error,
        sa.exc.OperationalError | sa.exc.InterfaceError | sa.exc.TimeoutError | sqlite3.OperationalError,
    )


class _Engine(Protocol):
    async def run(self, work: Callable[[Transaction], Any]) -> Any: ...
    async def read(self, work: Callable[[Transaction], Any]) -> Any: ...
    async def close(self) -> None: ...


class Database:
    """The database of one process. ``open`` it, ``close`` it; a connection left open hangs the exit."""

    def __init__(self, engine: _Engine) -> None:
        self._engine = engine

    @classmethod
    async def open(cls, url: str) -> Database:
        """Open ``sqlite:///path`` or ``postgresql://…``; the schema must have been migrated before."""
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(await _Sqlite.open(sqlite_path(url)))
        return cls(_Postgresql(sync_url(url)))

    async def run(
        self, function: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The function's result, after its transaction has been committed durably.

        Anything it raises rolls its transaction back and is raised here.
        """
        result: T = await self._engine.run(lambda tx: function(tx, *args, **kwargs))
        return result

    async def read(
        self, function: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The function's result, seen in one consistent snapshot; it cannot write."""
        result: T = await self._engine.read(lambda tx: function(tx, *args, **kwargs))
        return result

    async def close(self) -> None:
        """Wait for what runs and let every connection go."""
        await self._engine.close()


def sqlite_path(url: str) -> Path:
    """The file of an SQLite address; an in-memory database is refused, for it would lose records."""
    name = sa.make_url(url).database
    if not name or name == ":memory:":
        raise ValueError("an SQLite address needs a file")
    return Path(name)


def sync_url(url: str) -> str:
    """The address in the form SQLAlchemy's psycopg driver wants."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return url
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def _over(connection: sqlite3.Connection) -> sa.Connection:
    """A SQLAlchemy connection on a sqlite3 connection that stays open; it begins and commits nothing."""
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: connection,
        poolclass=sa.StaticPool,
        pool_reset_on_return=None,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )
    return engine.connect()


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
        else:
            self.done.set_exception(self.error)


class _SqliteLane:
    """An aiosqlite connection whose thread runs whole functions."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.transaction: Transaction
        self.raw: sqlite3.Connection = connection._conn

    @classmethod
    async def open(cls, path: Path, *, read_only: bool) -> _SqliteLane:
        connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=512)
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"query_only={'ON' if read_only else 'OFF'}",
        ):
            await (await connection.execute(f"PRAGMA {pragma}")).close()
        # aiosqlite offers no public way to run a function in its thread; a test guards this one.
        lane = cls(connection)
        lane.transaction = Transaction(await lane.call(_over, lane.raw))
        return lane

    async def call(self, function: Callable[..., T], *args: Any) -> T:
        result: T = await self._connection._execute(function, *args)  # type: ignore[no-untyped-call] # private
        return result

    async def close(self) -> None:
        await self.call(self.transaction.let_go)
        await self._connection.close()


class _Sqlite:
    def __init__(self, writer: _SqliteLane, readers: Sequence[_SqliteLane]) -> None:
        self._writer = writer
        self._readers = readers
        self._idle: asyncio.Queue[_SqliteLane] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._waiting: list[_Job] = []
        self._pump: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, path: Path) -> _Sqlite:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = await _SqliteLane.open(path, read_only=False)
        readers = [await _SqliteLane.open(path, read_only=True) for _ in range(READERS)]
        return cls(writer, readers)

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
            finally:
                for job in jobs:
                    job.settle()

    async def read(self, work: Callable[[Transaction], Any]) -> Any:
        lane = await self._idle.get()
        try:
            return await lane.call(_read_sqlite, lane, work)
        finally:
            self._idle.put_nowait(lane)

    async def close(self) -> None:
        if self._pump is not None:
            await asyncio.wait({self._pump})
        for lane in (self._writer, *self._readers):
            await lane.close()


def _commit_together(lane: _SqliteLane, jobs: list[_Job]) -> None:
    raw = lane.raw
    try:
        raw.execute("BEGIN IMMEDIATE")
        if len(jobs) == 1:
            jobs[0].result = jobs[0].work(lane.transaction)
        else:
            for job in jobs:
                _run_in_savepoint(lane, job)
        raw.execute("COMMIT")
    # Whatever went wrong belongs to the callers: each of them gets it.
    except BaseException as error:
        for job in jobs:
            job.error = job.error or error
        if raw.in_transaction:
            raw.execute("ROLLBACK")


def _run_in_savepoint(lane: _SqliteLane, job: _Job) -> None:
    lane.raw.execute("SAVEPOINT one")
    try:
        job.result = job.work(lane.transaction)
    # The failure of one function is its caller's alone; the others of this commit go on.
    except Exception as error:
        job.error = error
        # After a full disk SQLite has ended the whole transaction: then this raises and all of them fail.
        lane.raw.execute("ROLLBACK TO one")
    lane.raw.execute("RELEASE one")


def _read_sqlite(lane: _SqliteLane, work: Callable[[Transaction], T]) -> T:
    lane.raw.execute("BEGIN")
    try:
        return work(lane.transaction)
    finally:
        lane.raw.execute("ROLLBACK")


class _Postgresql:
    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(
            url,
            pool_size=POSTGRESQL_CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
            isolation_level="SERIALIZABLE",
        )
        self._threads = ThreadPoolExecutor(POSTGRESQL_CONNECTIONS, thread_name_prefix="postgresql")

    async def run(self, work: Callable[[Transaction], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._transact, work)

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        for left in reversed(range(CONFLICT_TRIES)):
            try:
                with self._engine.begin() as connection:
                    return work(Transaction(connection))
            except sa.exc.DBAPIError as error:
                if left == 0 or getattr(error.orig, "sqlstate", None) not in _CONFLICTS:
                    raise
        raise AssertionError("the last try returns or raises")

    async def read(self, work: Callable[[Transaction], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._look, work)

    def _look(self, work: Callable[[Transaction], T]) -> T:
        with self._engine.connect() as connection:
            # Two levels in one statement: one snapshot, and the server refuses to write.
            quiet = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            return work(Transaction(quiet))

    async def close(self) -> None:
        await asyncio.get_running_loop().run_in_executor(None, self._threads.shutdown)
        self._engine.dispose()
