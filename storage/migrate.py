"""Bringing a database to the newest schema."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import BUSY_TIMEOUT, sqlite_path, sync_url


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config


def _engine(url: str) -> sa.Engine:
    if sa.make_url(url).get_backend_name() == "sqlite":
        sqlite_path(url).parent.mkdir(parents=True, exist_ok=True)
        return sa.create_engine(
            url, connect_args={"timeout": BUSY_TIMEOUT / 1000}, isolation_level="SERIALIZABLE"
        )
    return sa.create_engine(sync_url(url))


def migrate(url: str, revision: str = "head") -> None:
    """Run every migration the database has not had yet, up to ``revision``. Blocking: not for the loop."""
    engine = _engine(url)
    try:
        with engine.begin() as connection:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether the database has had every migration."""
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            have = MigrationContext.configure(connection).get_current_revision()
        return have == ScriptDirectory.from_config(_config()).get_current_head()
    finally:
        engine.dispose()
