"""Running a plain function in one transaction, in one hop to the thread that owns the connection.

This is the promise; how it is kept is the secret of ``storage.sqlite`` and ``storage.postgresql``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import sqlalchemy as sa

from storage.postgresql import PostgresqlEngine
from storage.sqlite import SqliteEngine, sqlite_path
from storage.transaction import Transaction, is_trouble

__all__ = ["Database", "Transaction", "is_trouble"]

P = ParamSpec("P")
T = TypeVar("T")


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
        if sa.make_url(url).get_backend_name() == "sqlite":
            return cls(await SqliteEngine.open(sqlite_path(url)))
        return cls(PostgresqlEngine(url))

    async def run(
        self, function: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The function's result, after its transaction has been committed durably.

        Anything it raises rolls its transaction back and is raised here. It may run more than once. After an
        error that ``is_trouble`` nobody knows whether it was committed: who tries again must be able to tell,
        as ``storage.inbox.finish`` does.
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
