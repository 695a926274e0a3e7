"""Shared by all tests: databases made from a migrated template, and skips that CI does not accept."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import settings

import locales
from bot.i18n import LOCALES, Texts
from storage.database import Database
from storage.migrate import migrate
from tests.durability.nursing import close_house
from tests.support.browser import browser
from tests.support.sharing import Sharing, rank
from tests.support.spares import Spares

__all__ = ["browser"]

# CI sets it; on a person's machine tests that need more than Python are skipped with their reason.
NO_SKIPS = "ZHIBU_TEST_NO_SKIPS"
POSTGRESQL = "ZHIBU_TEST_POSTGRESQL"

# A hundred processes are started, each of which would compile the bot anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Every test on SQLite commits durably, and none of it need outlive the machine: in memory that is free.
_MEMORY = Path("/dev/shm")
_ENOUGH = 2 * 1024**3  # bytes
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

settings.register_profile("suite", deadline=None, max_examples=60, print_blob=True)
settings.load_profile("suite")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get(NO_SKIPS):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not accept: {report.longrepr}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = {str(report.longrepr[2]) for report in terminalreporter.getreports("skipped")}
    for reason in sorted(reasons):
        terminalreporter.write_line(f"not tested here: {reason}")


@pytest.fixture(scope="session", autouse=True)
async def nursery_closed() -> AsyncIterator[None]:
    yield
    await close_house()


@pytest.fixture(scope="session", autouse=True)
def words_read_once() -> Iterator[None]:
    """Every test's bot speaks the same words, and reading them takes it a tenth of a second."""
    load, ours = Texts.load, Path(locales.__path__[0])
    ready: dict[str, Texts] = {}

    def load_once(directory: Path, default: str = LOCALES[0]) -> Texts:
        if directory != ours:
            return load(directory, default)
        if default not in ready:
            ready[default] = load(directory, default)
        return ready[default]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Texts, "load", load_once)
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "zhibu.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[sa.URL]:
    """A migrated database on the server of ZHIBU_TEST_POSTGRESQL; others are copied from it."""
    address = os.environ.get(POSTGRESQL)
    if not address:
        pytest.skip(f"PostgreSQL: set {POSTGRESQL}=postgresql://… to a server where databases may be made")
    server = sa.make_url(address)
    name = f"zhibu_template_{uuid4().hex[:12]}"
    _on_server(server, f'CREATE DATABASE "{name}"')
    template = server.set(database=name)
    migrate(template.render_as_string(hide_password=False))
    yield template
    _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(server: sa.URL, statement: str) -> None:
    engine = sa.create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


def fresh_sqlite(template: Path, folder: Path) -> str:
    """The address of a new copy of the template in ``folder``."""
    path = folder / f"{uuid4().hex[:8]}.db"
    shutil.copy(template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    return fresh_sqlite(sqlite_template, tmp_path)


# Not async, for a test that runs may ask for a database by its name.
@pytest.fixture(scope="session")
def postgresql_spares(postgresql_template: sa.URL) -> Iterator[Spares]:
    with Spares.of(postgresql_template) as spares:
        yield spares


@pytest.fixture
def postgresql_url(postgresql_spares: Spares, request: pytest.FixtureRequest) -> Iterator[str]:
    # What the planner thinks of a table depends on what earlier tests have left in its files.
    fresh = request.node.get_closest_marker("fresh_database") is not None
    address = postgresql_spares.take(fresh=fresh)
    yield address.render_as_string(hide_password=False)
    postgresql_spares.give_back(address)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty migrated database, once on SQLite and once on PostgreSQL."""
    address: str = request.getfixturevalue(f"{request.param}_url")
    return address


@pytest.fixture
async def database(database_url: str, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    if database_url.startswith("postgresql"):
        # Nobody closes it: connecting again takes longer than most tests.
        spares: Spares = request.getfixturevalue("postgresql_spares")
        yield await spares.open(database_url)
    else:
        opened = await Database.open(database_url)
        yield opened
        await opened.close()
