"""The ``zhibu`` command as an operator meets it: a process, what it prints, and its exit code."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from importlib.metadata import version
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from bot.cli import main
from bot.commands.doctor import examine, read_fingerprint
from bot.sandbox.engine import Engine
from bot.sandbox.faults import Fault, Faults, Hit
from bot.sandbox.server import LocalTelegram
from bot.settings import PREFIX, load_settings
from storage.database import Database
from storage.migrate import migrate
from tests.durability.nursing import command
from tests.usecases.village import Village

TOKEN = "1000000001:LOCAL-TELEGRAM-for-the-command-line"
WRONG_TOKEN = "1000000001:SOMEBODY-ELSES-and-not-taken-here"
WRONG_SETTING, FAILED = 2, 1
# What the command in the environment's bin directory does.
ZHIBU = (sys.executable, "-c", "from bot.cli import main; main(prog_name='zhibu')")


def _environment(values: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process without its settings, and these instead."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return kept | dict(values)


def zhibu_anew(folder: Path, *arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder of its own, so that no ``.env`` of this machine is read."""
    return subprocess.run(
        [*ZHIBU, *arguments],
        cwd=folder,
        env=_environment({PREFIX + name: value for name, value in values.items()}),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def zhibu(folder: Path, *arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
    """The same in a process that need not import anything."""
    environment = _environment({PREFIX + name: value for name, value in values.items()})
    async with command(folder, environment, *arguments) as started:
        status = await started.ended(30)
        return subprocess.CompletedProcess(arguments, status, started.out, started.errors)


def test_version(tmp_path: Path) -> None:
    done = zhibu_anew(tmp_path, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"zhibu {version('zhibu')}\n", "")


def test_run_without_a_token(tmp_path: Path) -> None:
    done = zhibu_anew(tmp_path, "run")
    assert done.returncode == WRONG_SETTING
    assert done.stderr == "ZHIBU_BOT_TOKEN: the token from @BotFather is needed\n"
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command",
    [("run",), ("migrate",), ("doctor",), ("roster", "import", "roster.csv"), ("roster", "invites")],
    ids=" ".join,
)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "verysecret"),
        ("DATABASE_URL", "mysql://zhibu:verysecret@db/zhibu"),
        ("PROXY_URL", "ftp://zhibu:verysecret@proxy"),
        ("WEBHOOK_SECRET", "verysecret!"),
        ("OPERATOR_IDS", "me"),
        ("WEB_PORT", "verysecret"),
    ],
)
def test_a_wrong_setting_is_one_line_and_code_2(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[str, ...], name: str, value: str
) -> None:
    for known in list(os.environ):
        if known.startswith(PREFIX):
            monkeypatch.delenv(known)
    monkeypatch.chdir(tmp_path)
    Path("roster.csv").write_text("姓名,支部\n", "utf-8")
    monkeypatch.setenv(PREFIX + name, value)
    done = CliRunner().invoke(main, list(command))
    assert done.exit_code == WRONG_SETTING
    assert done.stderr.startswith(f"{PREFIX}{name}: ")
    assert len(done.stderr.splitlines()) == 1
    assert "verysecret" not in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["roster.csv"]


async def test_a_wrong_setting_ends_the_process_with_code_2(tmp_path: Path) -> None:
    done = await zhibu(tmp_path, "run", BOT_TOKEN=TOKEN, WEB_PORT="eighty")
    assert done.returncode == WRONG_SETTING
    (line,) = done.stderr.splitlines()
    assert line.startswith("ZHIBU_WEB_PORT: ")


async def test_migrate_makes_a_database(tmp_path: Path) -> None:
    done = await zhibu(tmp_path, "migrate", DATABASE_URL="sqlite:///new/zhibu.db")
    assert (done.returncode, done.stdout) == (0, "The database is up to date.\n")
    assert (tmp_path / "new" / "zhibu.db").stat().st_size > 0


async def test_roster_import_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = await zhibu(tmp_path, "roster", "import", "nowhere.csv")
    assert done.returncode == WRONG_SETTING
    assert "nowhere.csv" in done.stderr


async def test_invites_know_one_format(tmp_path: Path) -> None:
    done = await zhibu(tmp_path, "roster", "invites", "--format", "xlsx")
    assert done.returncode == WRONG_SETTING
    assert done.stderr == "--format: csv is the only format\n"


@pytest.fixture
async def telegram() -> AsyncIterator[LocalTelegram]:
    engine = Engine()
    engine.add_bot(TOKEN)
    async with LocalTelegram(engine) as server:
        yield server


def _run_values(telegram: LocalTelegram, token: str = TOKEN) -> dict[str, str]:
    """The environment of a ``zhibu run``."""
    return _environment(
        {
            "ZHIBU_BOT_TOKEN": token,
            "ZHIBU_API_BASE_URL": telegram.url,
            "ZHIBU_DATABASE_URL": "sqlite:///zhibu.db",
            "ZHIBU_WEB_PORT": "0",
            "ZHIBU_LOG_LEVEL": "DEBUG",
        }
    )


def _modes(folder: Path) -> dict[str, int]:
    """Who may do what with the database and the files beside it."""
    return {path.name: path.stat().st_mode & 0o777 for path in folder.glob("zhibu.db*")}


async def _polled(telegram: LocalTelegram) -> None:
    """Wait until the bot is there and asks for updates."""
    idle = asyncio.Event()
    updates = telegram.engine.bots[TOKEN].updates
    updates.on_idle.append(idle.set)
    if updates.waiting is None:
        await idle.wait()


async def test_a_refused_token_ends_run_with_one_clear_line(telegram: LocalTelegram, tmp_path: Path) -> None:
    async with command(tmp_path, _run_values(telegram, WRONG_TOKEN), "run") as bot:
        assert await bot.ended(30) == FAILED
        said = bot.errors
    lines = [line for line in said.splitlines() if "ZHIBU_BOT_TOKEN" in line]
    assert lines == ["Telegram refused the bot token (401): check ZHIBU_BOT_TOKEN and ZHIBU_API_BASE_URL"]
    assert "Traceback" not in said
    assert WRONG_TOKEN.partition(":")[2] not in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no modes of files, and no SIGTERM to send")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_run_stops_cleanly_when_told_and_nobody_else_on_the_machine_reads_its_database(
    telegram: LocalTelegram, tmp_path: Path, number: signal.Signals
) -> None:
    async with command(tmp_path, _run_values(telegram), "run") as bot:
        async with asyncio.timeout(30):
            await _polled(telegram)
        modes = _modes(tmp_path)
        bot.told(number)
        assert await bot.ended() == 0, bot.errors
        said = bot.errors
    assert "Traceback" not in said
    assert TOKEN.partition(":")[2] not in said
    assert modes.keys() >= {"zhibu.db", "zhibu.db-wal"}
    assert set(modes.values()) == {0o600}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
async def test_run_stops_while_telegram_cannot_be_reached(telegram: LocalTelegram, tmp_path: Path) -> None:
    await telegram.stop()
    process = await asyncio.create_subprocess_exec(
        *ZHIBU, "run", cwd=tmp_path, env=_run_values(telegram), stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    async with asyncio.timeout(30):
        while b"telegram-not-reached" not in await process.stderr.readline():
            assert process.returncode is None
        process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(10):
        _, said = await process.communicate()
    assert process.returncode == 0, said.decode()


class _Told(list[Hit]):
    """Says when something is added."""

    def __init__(self, told: asyncio.Event) -> None:
        super().__init__()
        self._told = told

    def append(self, hit: Hit) -> None:
        super().append(hit)
        self._told.set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
async def test_run_stops_while_telegram_does_not_answer(telegram: LocalTelegram, tmp_path: Path) -> None:
    met = asyncio.Event()
    telegram.engine.faults = Faults(hits=_Told(met))
    telegram.engine.faults.add(Fault("stall", "getMe", seconds=60.0))
    async with command(tmp_path, _run_values(telegram), "run") as bot:
        async with asyncio.timeout(30):
            await met.wait()
        bot.told(signal.SIGTERM)
        assert await bot.ended() == 0, bot.errors


GOOD = "姓名,支部,党小组,职务\n王建国,东关社区第一党支部,,支部书记\n李明,东关社区第一党支部,第一党小组,\n"
BAD = GOOD + ",东关社区第一党支部,第一党小组,\n"


async def test_a_roster_is_imported_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(GOOD.encode("gb18030"))
    first = await zhibu(tmp_path, "roster", "import", "roster.csv")
    assert (first.returncode, first.stderr) == (0, "")
    assert "新增2人" in first.stdout
    again = await zhibu(tmp_path, "roster", "import", "roster.csv")
    assert again.returncode == 0
    assert "不变2人" in again.stdout


async def test_a_bad_row_stops_an_import_unless_it_may_be_skipped(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(BAD, "utf-8")
    refused = await zhibu(tmp_path, "roster", "import", "roster.csv")
    assert refused.returncode == FAILED
    assert "第4行" in refused.stderr
    skipped = await zhibu(tmp_path, "roster", "import", "roster.csv", "--skip-bad")
    assert skipped.returncode == 0
    assert "新增2人" in skipped.stdout


async def test_invites_and_doctor_speak_with_telegram(telegram: LocalTelegram, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(GOOD, "utf-8")
    settings = {"BOT_TOKEN": TOKEN, "API_BASE_URL": telegram.url}
    await zhibu(tmp_path, "roster", "import", "roster.csv")
    printed = await zhibu(tmp_path, "roster", "invites", **settings)
    assert printed.returncode == 0, printed.stderr
    header, *rows = printed.stdout.splitlines()
    assert header == "姓名,支部,邀请链接,邀请码"
    for row in rows:
        _, _, link, code = row.split(",")
        assert link == f"https://t.me/zhibu_bot?start={code}"
    assert len(rows) == 2
    unknown = await zhibu(tmp_path, "roster", "invites", "--branch", "没有的支部", **settings)
    assert (unknown.returncode, unknown.stdout) == (FAILED, "")
    assert "没有的支部" in unknown.stderr
    found = await zhibu(tmp_path, "doctor", **settings)
    assert found.returncode == 0, found.stdout
    assert "@zhibu_bot" in found.stdout
    fingerprint = found.stdout.partition("for --since: ")[2].split()[0]
    lost = await zhibu(tmp_path, "doctor", "--since", fingerprint, **{**settings, "BOT_TOKEN": WRONG_TOKEN})
    assert lost.returncode == FAILED
    assert "BAD  Telegram" in lost.stdout
    assert f"ok   ledger: what {fingerprint} stands for is still there" in lost.stdout


async def test_doctor_names_what_was_changed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for line in ("20261121T2125-0123", "20261321T2125-0123456789abcdef"):
        done = CliRunner().invoke(main, ["doctor", "--since", line])
        assert (done.exit_code, done.stdout) == (WRONG_SETTING, "")
        assert done.stderr.startswith("--since: ")
    settings = load_settings(env_file=None, database_url=f"sqlite:///{tmp_path / 'zhibu.db'}")
    migrate(settings.database)
    database = await Database.open(settings.database)
    village = await Village.settled(database)
    record = await village.confirmed()
    await database.run(lambda tx: tx.execute(sa.text("UPDATE service_record SET minutes = 240")))
    await database.close()
    printed = read_fingerprint("20990101T0000-0123456789ABCDEF")
    lines = {one.text: one.good for one in await examine(settings, printed)}
    assert lines["yearly sums: 1 differ from a recount"] is False
    assert lines["ledger: 1 faults in 1 entries of 1 branches, 1 rows"] is False
    assert lines[f"service_record {record}: is not what entry 1 of the ledger of branch 1 says"] is False
    assert lines[f"ledger: what {printed} stands for is not what the ledger holds now"] is False
    assert not any(text.startswith("fingerprint") for text in lines)
    (tmp_path / "zhibu.db").write_bytes(b"SQLite format 3\0" + bytes(5_000))
    assert not (await examine(settings))[0].good


async def test_a_database_of_a_newer_version_is_one_clear_line(tmp_path: Path) -> None:
    assert (await zhibu(tmp_path, "migrate")).returncode == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "zhibu.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    for typed in (("run",), ("migrate",), ("roster", "invites")):
        done = await zhibu(tmp_path, *typed, BOT_TOKEN=TOKEN, API_BASE_URL="http://127.0.0.1:9")
        assert done.returncode in {WRONG_SETTING, FAILED}
        assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "newer" in (await zhibu(tmp_path, "doctor")).stdout


async def test_a_database_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    address = "postgresql://nobody:secret@127.0.0.1:9/none"
    for typed in (("run",), ("migrate",)):
        done = await zhibu(tmp_path, *typed, BOT_TOKEN=TOKEN, DATABASE_URL=address)
        assert done.returncode == FAILED
        assert done.stderr.splitlines() == [
            "ZHIBU_DATABASE_URL: the database cannot be used (OperationalError)"
        ]
