"""Bringing a database to the newest schema: every missing migration in one transaction, or none."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.errors import SettingsError
from storage.postgresql import patience, sync_url
from storage.sqlite import sqlite_path

LOCK_WAIT = 60.0  # seconds to wait for another process that writes or migrates
_LOCK = 0x5A484942  # the advisory lock's number on PostgreSQL: "ZHIB"


class NewerSchemaError(SettingsError):
    """The database has had migrations that this version does not know; one line for the operator."""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config


def _engine(url: str) -> sa.Engine:
    if sa.make_url(url).get_backend_name() == "sqlite":
        sqlite_path(url).parent.mkdir(parents=True, exist_ok=True)
        # The driver's own transactions leave CREATE and ALTER outside; ``_begin`` writes BEGIN itself.
        return sa.create_engine(url, connect_args={"timeout": LOCK_WAIT, "isolation_level": None})
    return sa.create_engine(sync_url(url), isolation_level="READ COMMITTED", connect_args=patience(url))


def _begin(connection: sa.Connection) -> None:
    """Only one process migrates; another one waits here and then finds nothing to do."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def migrate(url: str, revision: str = "head") -> None:
    """Run every migration the database has not had yet, up to ``revision``. Blocking: not for the loop.

    Raises ``NewerSchemaError``. Whatever else goes wrong leaves the database as it was.
    """
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            _begin(connection)
            config = _config()
            before = _known_revision(connection, config)
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            if _revision(connection) != before:
                _check_references(connection)
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether the database has had every migration. Raises ``NewerSchemaError``."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            config = _config()
            have = _known_revision(connection, config)
        return have == ScriptDirectory.from_config(config).get_current_head()
    finally:
        engine.dispose()


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known_revision(connection: sa.Connection, config: Config) -> str | None:
    have = _revision(connection)
    script = ScriptDirectory.from_config(config)
    if have is not None and have not in {one.revision for one in script.walk_revisions()}:
        newest = script.get_current_head()
        raise NewerSchemaError(
            f"database: its schema {have} is newer than this version of zhibu, which knows {newest}; "
            "install the version that made it, or restore a backup from before"
        )
    return have


def _check_references(connection: sa.Connection) -> None:
    # SQLite does not look at foreign keys while tables are rebuilt; PostgreSQL always does.
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            tables = sorted({row[0] for row in broken})
            raise RuntimeError(f"the migration would break references of {', '.join(tables)}")
