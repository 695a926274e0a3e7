"""The test's side of ``tests.durability.nursery``."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from bot.sandbox.server import LocalTelegram
from tests.support.telegram import TOKEN


class Nursery:
    """Starts bot processes and hears of their ends."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._alive: set[int] = set()
        assert process.stdin is not None
        assert process.stdout is not None
        self._to, self._from = process.stdin, process.stdout

    @classmethod
    async def open(cls, telegram: LocalTelegram, database_url: str, log: Path, *how: float) -> Nursery:
        given = {
            "ZHIBU_BOT_TOKEN": TOKEN,
            "ZHIBU_API_BASE_URL": telegram.url,
            "ZHIBU_DATABASE_URL": database_url,
            "ZHIBU_WEB_PORT": "0",
            "ZHIBU_LOG_LEVEL": "WARNING",
        }
        with log.open("w") as errors:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.durability.nursery",
                *map(str, how),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
                env={**os.environ, **given},
            )
        made = cls(process)
        await made._hear("ready")
        return made

    async def born(self) -> int:
        self._to.write(b"run\n")
        pid = int((await self._hear("born"))[0])
        self._alive.add(pid)
        return pid

    async def ended(self, pid: int) -> int:
        """Wait for the end of that process: its exit status, negative for the signal that ended it."""
        self._to.write(b"wait %d\n" % pid)
        number, status = await self._hear("ended")
        assert int(number) == pid
        self._alive.discard(pid)
        return int(status)

    async def close(self) -> None:
        self._to.close()
        for pid in self._alive:
            os.kill(pid, signal.SIGKILL)
        await asyncio.wait_for(self._process.wait(), 10)

    async def _hear(self, word: str) -> list[str]:
        line = (await asyncio.wait_for(self._from.readline(), 30)).decode().split()
        assert line[:1] == [word], line
        return line[1:]


@contextlib.asynccontextmanager
async def nursery_for(
    telegram: LocalTelegram, database_url: str, log: Path, rate: float = 0, term: float = 0
) -> AsyncIterator[Nursery]:
    """Bots that send ``rate`` messages a second, 0 for as many as they like.

    ``term``: how many seconds their lease holds, and as if each ran on a machine of its own; 0 for as it is.
    """
    made = await Nursery.open(telegram, database_url, log, rate, term)
    try:
        yield made
    finally:
        await made.close()
