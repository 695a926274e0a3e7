"""Which migration a database has had, told without loading Alembic: an idle bot can do without it."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from storage.postgresql import patience, sync_url

_FILES = Path(__file__).with_name("migrations") / "versions"


def newest() -> str:
    """The revision that this version of the program brings a database to."""
    return max(path.stem.partition("_")[0] for path in _FILES.glob("[0-9]*.py"))


def is_newest(url: str) -> bool:
    """Whether nothing is left to migrate; False also when it cannot be told."""
    options = {} if sa.make_url(url).get_backend_name() == "sqlite" else {"connect_args": patience(url)}
    engine = sa.create_engine(sync_url(url), **options)
    try:
        with engine.connect() as connection:
            found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalars().all()
    except sa.exc.SQLAlchemyError:
        return False  # a new database, or one that is in trouble: whoever migrates will say which
    finally:
        engine.dispose()
    return list(found) == [newest()]
