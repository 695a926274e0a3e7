"""PostgreSQL databases for tests: made once, wiped after each test, and used again.

Making one takes a fifth of a second, wiping one over a connection that stays open two thousandths, and two
thousand tests want one. Connecting takes longer than most tests: ``open`` gives connections that stay.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import uuid4

import sqlalchemy as sa

from storage.database import Database

_SHAPE = """
    SELECT md5(string_agg(concat_ws(' ', relname, attname, atttypid, attnotnull), ','
                          ORDER BY relname, attnum))
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') AND attnum > 0
"""
# Those that stay are not at work once the test is over; if one is, it ends like the others.
_STAYS = "zhibu-test"
_OTHERS = f"""
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND NOT (application_name = '{_STAYS}' AND state = 'idle')
"""
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_COUNT_ANEW = """
    SELECT setval(oid, 1, false) FROM pg_class
    WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
"""
_VERSION = "alembic_version"


class Spares:
    """Empty migrated databases, as many as are wanted at the same time."""

    def __init__(self, template: sa.URL) -> None:
        self._template = template.set(drivername="postgresql+psycopg")
        self._server = sa.create_engine(self._template.set(database="postgres"), isolation_level="AUTOCOMMIT")
        self._wipers: dict[str, sa.Connection] = {}
        self._opened: dict[str, Database] = {}
        self._idle: list[str] = []
        with self._connect(str(template.database)) as connection:
            self._shape = connection.exec_driver_sql(_SHAPE).scalar_one()

    @classmethod
    @contextmanager
    def of(cls, template: sa.URL) -> Iterator[Spares]:
        """Copies of this database; they are gone at the end."""
        spares = cls(template)
        try:
            yield spares
        finally:
            # In a thread, for this one's event loop is the tests'.
            with ThreadPoolExecutor(1) as beside:
                beside.submit(asyncio.run, spares._close()).result()
            for name in tuple(spares._wipers):
                spares._drop(name)
            spares._server.dispose()

    def take(self, *, fresh: bool = False) -> sa.URL:
        """A database with nothing in it but the newest schema; a ``fresh`` one has never been used."""
        name = self._idle.pop() if self._idle and not fresh else self._make()
        return self._template.set(drivername="postgresql", database=name)

    async def open(self, address: str) -> Database:
        """The database there, with the connections of the test before; nobody closes it."""
        url = sa.make_url(address)
        name = str(url.database)
        if name not in self._opened:
            stays = url.update_query_dict({"application_name": _STAYS})
            self._opened[name] = await Database.open(stays.render_as_string(hide_password=False))
        return self._opened[name]

    async def _close(self) -> None:
        for database in self._opened.values():
            await database.close()

    def give_back(self, address: sa.URL) -> None:
        """The test is over, whatever it has left behind."""
        name = str(address.database)
        if self._wipe(self._wipers[name]):
            self._idle.append(name)
        else:
            self._drop(name)

    def _make(self) -> str:
        name = f"zhibu_test_{uuid4().hex[:12]}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{self._template.database}"')
        self._wipers[name] = self._connect(name)
        return name

    def _wipe(self, connection: sa.Connection) -> bool:
        """Empty every table; False when the schema is not what it was."""
        connection.exec_driver_sql(_OTHERS)
        if connection.exec_driver_sql(_SHAPE).scalar_one() != self._shape:
            return False
        tables = [name for name in connection.exec_driver_sql(_TABLES).scalars() if name != _VERSION]
        # Row by row and without looking after references: TRUNCATE is ten times slower.
        connection.exec_driver_sql("SET session_replication_role = replica")
        connection.exec_driver_sql("; ".join(f'DELETE FROM "{table}"' for table in tables))
        connection.exec_driver_sql(_COUNT_ANEW)
        return True

    def _connect(self, name: str) -> sa.Connection:
        address = self._template.set(database=name)
        engine = sa.create_engine(address, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        return engine.connect()

    def _drop(self, name: str) -> None:
        self._wipers.pop(name).close()
        self._do(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _do(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.exec_driver_sql(statement)
