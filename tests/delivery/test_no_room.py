"""A disk without room and a database that another process holds: nothing is sent that is not written down."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.delivery import keeper
from bot.delivery.budgets import Limits
from storage.database import Database, Transaction
from storage.migrate import migrate
from tests.delivery.post import Post, note, people, until

CROWD = 100
# Quick enough for a test, and slow enough for something to happen in the middle.
LIMITS = Limits(per_second=200, chat_per_second=None, group_per_minute=None)


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """A disk of its own that can be filled; False where this user may make none."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "zhibu-test", str(folder)]
    try:
        made = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        made = False
    try:
        yield made
    finally:
        if made:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not a byte is left on the disk."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        ballast.unlink()


def _cramp(tx: Transaction) -> None:
    """Every change of a delivery needs room in the file, and the file may not grow."""
    tx.execute(sa.text("CREATE TABLE ballast (weight BLOB)"))
    heavier = "INSERT INTO ballast VALUES (zeroblob(9000))"
    tx.execute(sa.text(f"CREATE TRIGGER heavy AFTER UPDATE ON delivery BEGIN {heavier}; END"))
    pages = tx.execute(sa.text("PRAGMA page_count")).scalar_one()
    tx.execute(sa.text(f"PRAGMA max_page_count = {pages + 4}"))


def _relieve(tx: Transaction) -> None:
    tx.execute(sa.text("PRAGMA max_page_count = 1000000"))


@dataclass
class Office:
    """A dispatcher at work, and the disk that can be filled, where there is one."""

    post: Post
    path: Path
    disk: Path | None


@pytest.fixture
async def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setattr(keeper, "PAUSE", 0.05)
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder, 4) as made:
        url = f"sqlite:///{folder}/zhibu.db"
        migrate(url)
        database = await Database.open(url)
        await database.run(people, CROWD)
        post = Post(database, limits=LIMITS)
        post.dispatcher.start()
        yield Office(post, folder / "zhibu.db", folder if made else None)
        post.wire.release.set()
        await post.dispatcher.stop(1.0)
        await database.close()


async def everything_arrived_once(post: Post) -> None:
    post.dispatcher.wake()
    await post.settled()
    assert set(await post.states()) == {"sent"}
    assert sorted(post.wire.arrived) == [(100 + one, "x") for one in range(1, CROWD + 1)]


def _wants_to_write(post: Post) -> bool:
    """The database has refused: whoever has its turn waits."""
    return post.dispatcher._keeper._said_at is not None and bool(post.dispatcher._clerk._waiting)


async def test_without_room_nothing_is_sent_and_with_room_everything_is(office: Office) -> None:
    post = office.post
    await post.enqueue(note("x"), *range(1, CROWD + 1))
    await until(lambda: len(post.wire.arrived) >= 10)
    with contextlib.ExitStack() as stack:
        if office.disk is not None:
            stack.enter_context(filled(office.disk))
        else:
            await post.database.run(_cramp)
        await until(lambda: _wants_to_write(post))
        marked = CROWD - (await post.states()).count("queued")
        await until(lambda: not post.wire.flying)
        assert len(post.wire.arrived) <= marked < CROWD
    if office.disk is None:
        await post.database.run(_relieve)
    await everything_arrived_once(post)


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
input()
connection.execute("COMMIT")
"""


async def test_while_another_process_holds_the_database_nothing_is_sent(office: Office) -> None:
    post = office.post
    await post.enqueue(note("x"), *range(1, CROWD + 1))
    await until(lambda: len(post.wire.arrived) >= 10)
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLD, str(office.path), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        assert await other.stdout.readline() == b"held\n"
        marked = CROWD - (await post.states()).count("queued")
        await until(lambda: len(post.dispatcher._clerk._waiting) >= 10)
        assert len(post.wire.arrived) <= marked < CROWD
        other.stdin.write(b"go\n")
        await everything_arrived_once(post)
    finally:
        other.stdin.close()
        await other.wait()
