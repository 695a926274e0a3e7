"""The test's side of ``tests.durability.nursery``: one for all tests of a worker."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections import deque
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

from bot.sandbox.server import LocalTelegram
from tests.support.telegram import TOKEN


class _House:
    """The process that forks the others, and what has been heard from it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._births: deque[asyncio.Future[int]] = deque()
        self._ends: dict[int, asyncio.Future[int]] = {}
        self._hearing: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls) -> _House:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.durability.nursery"), stdin=PIPE, stdout=PIPE
        )
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), 60) == b"ready\n"
        house = cls(process)
        house._hearing = asyncio.create_task(house._hear(process.stdout))
        return house

    async def born(self, **asked: Any) -> int:
        assert self._process.stdin is not None
        birth: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._births.append(birth)
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        return await asyncio.wait_for(birth, 30)

    async def ended(self, pid: int) -> int:
        status = await asyncio.wait_for(asyncio.shield(self._ends[pid]), 30)
        del self._ends[pid]
        return status

    def lives(self, pid: int) -> bool:
        return not self._ends[pid].done()

    async def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        await asyncio.wait_for(self._process.wait(), 10)
        assert self._hearing is not None
        await self._hearing

    async def _hear(self, said: asyncio.StreamReader) -> None:
        async for line in said:
            match line.decode().split():
                case ["born", pid]:
                    self._ends[int(pid)] = asyncio.get_running_loop().create_future()
                    self._births.popleft().set_result(int(pid))
                case ["ended", pid, status]:
                    self._ends[int(pid)].set_result(int(status))


_houses: list[_House] = []


async def close_house() -> None:
    """At the end of all tests."""
    while _houses:
        await _houses.pop().close()


class Nursery:
    """Starts processes of one kind and hears of their ends."""

    def __init__(self, house: _House, kind: str, log: Path, **given: Any) -> None:
        self._house = house
        self._bear = partial(house.born, kind=kind, log=str(log), **given)
        self._alive: set[int] = set()

    async def born(self) -> int:
        pid = await self._bear()
        self._alive.add(pid)
        return pid

    async def ended(self, pid: int) -> int:
        """Wait for the end of that process: its exit status, negative for the signal that ended it."""
        status = await self._house.ended(pid)
        self._alive.discard(pid)
        return status

    def lives(self, pid: int) -> bool:
        """Whether nobody has heard of the end of that process, for which nobody has waited yet."""
        return self._house.lives(pid)

    async def killed(self, pid: int) -> None:
        """End it with ``kill -9``."""
        os.kill(pid, signal.SIGKILL)
        assert await self.ended(pid) == -signal.SIGKILL

    async def close(self) -> None:
        for pid in tuple(self._alive):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            await self.ended(pid)


@contextlib.asynccontextmanager
async def opened(kind: str, log: Path, **given: Any) -> AsyncIterator[Nursery]:
    """Processes of this kind; those that still live are killed at the end."""
    if not _houses:
        _houses.append(await _House.open())
    made = Nursery(_houses[0], kind, log, **given)
    try:
        yield made
    finally:
        await made.close()


@contextlib.asynccontextmanager
async def nursery_for(
    telegram: LocalTelegram, database_url: str, log: Path, rate: float = 0, term: float = 0
) -> AsyncIterator[Nursery]:
    """Bots that send ``rate`` messages a second, 0 for as many as they like.

    ``term``: how many seconds their lease holds, and as if each ran on a machine of its own; 0 for as it is.
    """
    settings = {
        "bot_token": TOKEN,
        "api_base_url": telegram.url,
        "database_url": database_url,
        "web_port": 0,
        "log_level": "WARNING",
    }
    async with opened("run", log, settings=settings, rate=rate, term=term) as made:
        yield made


class Command:
    """A ``zhibu`` that somebody has started in a folder."""

    def __init__(self, nursery: Nursery, pid: int, out: Path, errors: Path) -> None:
        self._nursery = nursery
        self._pid = pid
        self._out, self._errors = out, errors

    @property
    def out(self) -> str:
        return self._out.read_text("utf-8")

    @property
    def errors(self) -> str:
        return self._errors.read_text("utf-8")

    @property
    def lives(self) -> bool:
        return self._nursery.lives(self._pid)

    def told(self, number: signal.Signals) -> None:
        os.kill(self._pid, number)

    async def ended(self, within: float = 10.0) -> int:
        """Its exit code."""
        return await asyncio.wait_for(self._nursery.ended(self._pid), within)


@contextlib.asynccontextmanager
async def command(folder: Path, environment: dict[str, str], *arguments: str) -> AsyncIterator[Command]:
    """``zhibu ARGUMENTS`` in a process that need not import anything; killed at the end if it still lives."""
    with tempfile.TemporaryDirectory() as beside:
        out, errors = (Path(beside, name) for name in ("out", "errors"))
        given = {"folder": str(folder), "environment": environment, "out": str(out)}
        async with opened("zhibu", errors, arguments=list(arguments), **given) as nursery:
            yield Command(nursery, await nursery.born(), out, errors)
