"""Migrations on databases with data in them: nothing lost, all or nothing, one process at a time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import storage.migrate
from bot.domain.messages import Lane
from bot.domain.service import Helped, RecordState
from storage import audit, deliveries, drafts, inbox, invites, people, record_lists, records, totals
from storage.database import Database, Transaction
from storage.ledger_check import prove
from storage.migrate import NewerSchemaError, _config, is_current, migrate
from storage.postgresql import sync_url
from storage.schema import metadata
from storage.versions import is_newest, newest
from tests.conftest import _on_server
from tests.storage.old_rows import CHAT, MEMBER, ROWS

VERSIONS = [one.revision for one in ScriptDirectory.from_config(storage.migrate._config()).walk_revisions()]
VERSIONS.reverse()
MOMENT = datetime(2026, 3, 5, 6, 7, 8, 90_000, UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table; the folder needs care in a configuration file."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / '100 %(here)s' / 'zhibu.db'}"
        return
    template: sa.URL = request.getfixturevalue("postgresql_template")
    name = f"zhibu_test_{uuid4().hex[:12]}"
    _on_server(template.set(database="postgres"), f'CREATE DATABASE "{name}"')
    # A server of a branch in China, where midnight is not UTC's.
    _on_server(
        template.set(database="postgres"), f"ALTER DATABASE \"{name}\" SET timezone TO 'Asia/Shanghai'"
    )
    yield template.set(database=name).render_as_string(hide_password=False)
    _on_server(template.set(database="postgres"), f'DROP DATABASE "{name}" WITH (FORCE)')


class Look:
    """The database as it is, whatever its version."""

    def __init__(self, url: str) -> None:
        self.engine = sa.create_engine(sync_url(url))

    def __enter__(self) -> Look:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()

    def columns(self) -> dict[str, set[str]]:
        inspector = sa.inspect(self.engine)
        return {
            table: {column["name"] for column in inspector.get_columns(table)}
            for table in inspector.get_table_names()
            if table != "alembic_version"
        }

    def indexes(self) -> set[str | None]:
        inspector = sa.inspect(self.engine)
        return {one["name"] for table in inspector.get_table_names() for one in inspector.get_indexes(table)}

    def version(self) -> str | None:
        with self.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """What the first version's columns hold, as the driver gives it."""
        with self.engine.connect() as connection:
            return {
                table: [
                    dict(row._mapping)
                    for row in connection.exec_driver_sql(
                        "SELECT {} FROM {} ORDER BY 1, 2".format(
                            ", ".join(f'"{name}"' for name in given[0]), table
                        )
                    )
                ]
                for table, given in ROWS.items()
            }

    def fill(self) -> None:
        """Insert ``ROWS`` by the column names that the first version had."""
        zone = "" if self.engine.dialect.name == "sqlite" else "+00"
        with self.engine.begin() as connection:
            for table, given in ROWS.items():
                names = list(given[0])
                places = ", ".join(f":{name}" for name in names)
                quoted = ", ".join(f'"{name}"' for name in names)
                for row in given:
                    values = {
                        name: f"{value}{zone}" if str(value).endswith("0000") and ":" in str(value) else value
                        for name, value in row.items()
                    }
                    connection.execute(sa.text(f"INSERT INTO {table} ({quoted}) VALUES ({places})"), values)

    def run(self, statement: str) -> None:
        with self.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def as_first(url: str) -> None:
    migrate(url, VERSIONS[0])
    with Look(url) as look:
        look.fill()


def test_the_old_rows_are_of_every_table_and_column(url: str) -> None:
    migrate(url, VERSIONS[0])
    with Look(url) as look:
        assert look.columns() == {table: set(rows[0]) for table, rows in ROWS.items()}
        assert all(set(row) == set(rows[0]) for rows in ROWS.values() for row in rows)


async def test_step_by_step_nothing_is_lost(url: str) -> None:
    as_first(url)
    with Look(url) as look:
        before = look.everything()
        assert {table: len(rows) for table, rows in before.items()} == {t: len(r) for t, r in ROWS.items()}
        for version in VERSIONS[1:]:
            migrate(url, version)
            assert look.version() == version
            assert look.everything() == before
        with look.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, metadata) == []
            if look.engine.dialect.name == "sqlite":
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
                assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    database = await Database.open(url)
    await database.read(old_rows_as_today_sees_them)
    await database.close()


def old_rows_as_today_sees_them(tx: Transaction) -> None:
    member = people.find(tx, MEMBER)
    assert member is not None
    assert (member.name, member.telegram_id, member.joined_on) == ("李㛃", CHAT, date(1971, 7, 1))
    assert {entry.office for entry in people.entries(tx, [2])} == {None}
    assert invites.wrong_tries(tx, CHAT, MOMENT, MOMENT - datetime(2026, 1, 1, tzinfo=UTC)) == 0
    record = records.find(tx, 31)
    assert record is not None
    assert (record.state, record.facts.helped) == (RecordState.CONFIRMED, Helped.HOUSEHOLD)
    assert record.facts.words == "扫雪 ❄ 𠮷"
    assert [one.at.hour for one in records.history(tx, 31)] == [22]
    (waiting,) = record_lists.waiting(tx, record_lists.Scope(branches=(2,)), 5)
    assert waiting.id == 32
    assert record_lists.recent_places(tx, 2, MEMBER, 5) == ["东关社区"]
    assert totals.wrong(tx) == []
    proof = prove(tx)
    assert (proof.faults, proof.entries, proof.rows) == ([], 1, 3)
    assert [(one.update_id, one.attempts) for one in inbox.waiting(tx, -1, 5)] == [(900_000_001, 1)]
    (queued,) = deliveries.claim(tx, MOMENT, Lane.URGENT, 5, (), ())
    assert (queued.id, queued.not_before, queued.locale) == (22, MOMENT, "zh-Hans")
    draft = drafts.newest_open(tx, CHAT)
    assert draft is not None
    assert (draft.data["people"], draft.updated_at) == ([11], MOMENT)
    (line,) = audit.about(tx, MEMBER)
    assert (line.at, line.detail) == (MOMENT, {"consent": 1})


def test_every_step_at_once(url: str) -> None:
    as_first(url)
    with Look(url) as look:
        before = look.everything()
        migrate(url)
        assert is_current(url)
        assert look.everything() == before
        migrate(url)
        assert look.everything() == before


def _processes(url: str, count: int, before: str = "") -> list[tuple[int, str]]:
    """Exit codes and last words of processes that begin to migrate at the same moment."""
    wait = "print('ready', flush=True)\ninput()"
    script = f"from storage import migrate\n{before}\n{wait}\nmigrate.migrate({url!r})"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    started = [subprocess.Popen([sys.executable, "-c", script], text=True, **pipes) for _ in range(count)]
    for one in started:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    words = [one.communicate(timeout=60)[1] for one in started]
    return [(one.returncode, said[-300:]) for one, said in zip(started, words, strict=True)]


def test_processes_that_migrate_at_once(url: str) -> None:
    as_first(url)
    with Look(url) as look:
        before = look.everything()
        assert _processes(url, 2) == [(0, "")] * 2
        assert is_current(url)
        assert look.everything() == before


def test_processes_that_begin_a_database_at_once(url: str) -> None:
    assert _processes(url, 2) == [(0, "")] * 2
    assert is_current(url)


LAST = """
import os, signal
from alembic import op
import sqlalchemy as sa
revision, down_revision, branch_labels, depends_on = "9999", {head!r}, None, None

def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("person", sa.Column("half", sa.Text))
    op.execute("UPDATE person SET half = name")
    op.execute("DELETE FROM year_total")
    {end}
"""


def with_another(folder: Path, end: str) -> Path:
    """A copy of the migrations with one more that begins well and ends with that statement."""
    copy = folder / "migrations"
    shutil.copytree(Path(storage.migrate.__file__).with_name("migrations"), copy, dirs_exist_ok=True)
    (copy / "versions" / "9999_last.py").write_text(LAST.format(head=VERSIONS[-1], end=end))
    return copy


def use(monkeypatch: pytest.MonkeyPatch, scripts: Path) -> None:
    config = storage.migrate._config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    monkeypatch.setattr(storage.migrate, "_config", lambda: config)


def test_an_error_in_the_middle_leaves_what_was(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_first(url)
    with Look(url) as look:
        before = (look.everything(), look.columns(), look.indexes())
        with monkeypatch.context() as patch:
            use(patch, with_another(tmp_path, "raise ZeroDivisionError"))
            with pytest.raises(ZeroDivisionError):
                migrate(url)
        assert look.version() == VERSIONS[0]
        assert (look.everything(), look.columns(), look.indexes()) == before
        migrate(url)
        assert is_current(url)
        assert look.everything() == before[0]


def test_a_process_killed_in_the_middle_leaves_what_was(url: str, tmp_path: Path) -> None:
    as_first(url)
    with Look(url) as look:
        before = (look.everything(), look.columns(), look.indexes())
        scripts = str(with_another(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)"))
        use_them = (
            "config = migrate._config()\n"
            f"config.set_main_option('script_location', {scripts!r})\n"
            "migrate._config = lambda: config"
        )
        assert _processes(url, 1, use_them) == [(-9, "")]
        assert look.version() == VERSIONS[0]
        assert (look.everything(), look.columns(), look.indexes()) == before
        migrate(url)
        assert is_current(url)
        assert look.everything() == before[0]


def test_a_migration_that_breaks_references_is_undone(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_first(url)
    use(monkeypatch, with_another(tmp_path, "op.execute('DELETE FROM party_group')"))
    with Look(url) as look:
        before = look.everything()
        with pytest.raises((RuntimeError, sa.exc.IntegrityError), match=r"party_group|holding|person"):
            migrate(url)
        assert look.version() == VERSIONS[0]
        assert look.everything() == before


def test_a_newer_schema_is_said_in_one_line(url: str) -> None:
    as_first(url)
    migrate(url)
    with Look(url) as look:
        before = look.everything()
        look.run("UPDATE alembic_version SET version_num = '9999'")
        for ask in (migrate, is_current):
            with pytest.raises(
                NewerSchemaError, match=r"schema 9999 is newer .* knows " + VERSIONS[-1]
            ) as said:
                ask(url)
            assert "\n" not in str(said.value)
        assert (look.version(), look.everything()) == ("9999", before)


def test_one_who_waits_too_long_for_another_process_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'zhibu.db'}"
    as_first(url)
    monkeypatch.setattr(storage.migrate, "LOCK_WAIT", 0.1)
    with Look(url) as look:
        with look.engine.connect() as other:
            other.exec_driver_sql("BEGIN IMMEDIATE")
            with pytest.raises(sa.exc.OperationalError, match="locked"):
                migrate(url)
            other.exec_driver_sql("ROLLBACK")
        assert look.version() == VERSIONS[0]
    migrate(url)
    assert is_current(url)


def test_the_newest_version_is_told_without_alembic(sqlite_url: str, tmp_path: Path) -> None:
    assert newest() == ScriptDirectory.from_config(_config()).get_current_head()
    assert is_newest(sqlite_url)
    assert not is_newest(f"sqlite:///{tmp_path / 'none.db'}")
    migrate(f"sqlite:///{tmp_path / 'old.db'}", "0001")
    assert not is_newest(f"sqlite:///{tmp_path / 'old.db'}")
