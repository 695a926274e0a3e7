"""How a function runs on PostgreSQL: in a serialisable transaction of its own, again after a conflict.

Running it again is safe because a use case is a plain function without outside effects.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Any, TypeVar

import sqlalchemy as sa

from storage.transaction import Transaction

T = TypeVar("T")

CONNECTIONS = 4
CONFLICT_TRIES = 50
UNIQUE_TRIES = 3
# After so many conflicts a function runs while nobody else writes deliveries. One that looks at what is being
# sent and changes what the sender looks at (a correction, a role taken away) would else meet one delivery
# after the other that has just been begun, and lose against each. The lock comes first, so that what is seen
# is what is there once it is held.
ALONE_AFTER = 2
_ALONE = "LOCK TABLE delivery IN SHARE ROW EXCLUSIVE MODE"
# How often a function runs at most when it ends with one of these. A serialisable transaction may meet a
# unique key that another has just committed although it looked before; the next run sees that row. If the
# work itself is wrong, every run ends so.
_TRIES: Mapping[str, int] = MappingProxyType(
    {
        "40001": CONFLICT_TRIES,  # serialization_failure
        "40P01": CONFLICT_TRIES,  # deadlock_detected
        "23505": UNIQUE_TRIES,  # unique_violation
    }
)
# Seconds (the last one milliseconds): a server that vanished without a word is noticed within a minute.
# The system's own patience is hours. An address that says otherwise wins.
_PATIENCE: Mapping[str, int] = MappingProxyType(
    {
        "connect_timeout": 10,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 60_000,
    }
)


def sync_url(url: str) -> str:
    """The address in the form SQLAlchemy's psycopg driver wants."""
    parsed = sa.make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return url
    return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def patience(url: str) -> dict[str, int]:
    """Connection settings that the address leaves open."""
    said = sa.make_url(url).query
    return {name: value for name, value in _PATIENCE.items() if name not in said}


class PostgresqlEngine:
    """A small pool of connections, each with a thread."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(
            sync_url(url),
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
            isolation_level="SERIALIZABLE",
            connect_args=patience(url),
        )
        self._threads = ThreadPoolExecutor(CONNECTIONS, thread_name_prefix="postgresql")

    async def run(self, work: Callable[[Transaction], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._transact, work)

    def _transact(self, work: Callable[[Transaction], T]) -> T:
        tried = 0
        while True:
            tried += 1
            try:
                with self._engine.begin() as connection:
                    if tried > ALONE_AFTER:
                        connection.exec_driver_sql(_ALONE)
                    return work(Transaction(connection))
            except sa.exc.DBAPIError as error:
                if tried >= _TRIES.get(getattr(error.orig, "sqlstate", None) or "", 1):
                    raise

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
