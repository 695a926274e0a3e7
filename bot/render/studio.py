"""Where pictures are made, apart from everything that people wait for."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import struct
import sys

from bot.domain.cards import Card
from bot.logs import get_logger

log = get_logger(__name__)

MOST_WAITING = 200  # cards; at 40 ms each nobody waits longer than a person would
IDLE = 60.0  # seconds after which the worker is sent home
PATIENCE = 20.0  # seconds for one picture, its worker's start included
FAREWELL = 0.9  # seconds in which a worker ends by itself
LENGTH = struct.Struct(">I")
DRAWN = b"+"
# For the C library of Linux: pictures are drawn in memory that it already has; a tenth of the time is saved.
KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "134217728"}


class NoPictureError(Exception):
    """There is no picture: too many are waiting, the bot stops, or the card cannot be drawn."""


class Studio:
    """Makes pictures in a worker process that starts with the first of them and ends when idle.

    With ``in_process`` a thread draws instead: for tests, which have no second of a process to spare.
    """

    def __init__(
        self, *, in_process: bool = False, idle: float = IDLE, most_waiting: int = MOST_WAITING
    ) -> None:
        self._in_process = in_process
        self._idle = idle
        self._most_waiting = most_waiting
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._worker: asyncio.subprocess.Process | None = None
        self._going: asyncio.TimerHandle | None = None
        self._endings: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def worker(self) -> int | None:
        """The number of the process that draws, if there is one now."""
        return self._worker.pid if self._worker is not None else None

    async def picture(self, card: Card) -> bytes:
        """The PNG of a card, 1,080 pixels wide; ``NoPictureError`` when there is none."""
        if self._closed or self._waiting >= self._most_waiting:
            raise NoPictureError("closed" if self._closed else "too many are waiting")
        self._waiting += 1
        try:
            async with self._turn:
                if self._closed:
                    raise NoPictureError("closed")
                return await self._drawn(card)
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Sends the worker home within two seconds; who still waits gets no picture."""
        self._closed = True
        self._stay()
        self._send_home()
        # A worker may be starting just now; whoever started it sends it home, too.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL), self._turn:
                pass
        if self._endings:
            await asyncio.wait(self._endings)

    async def _drawn(self, card: Card) -> bytes:
        if self._in_process:
            return await asyncio.to_thread(_draw, card)
        for last in (False, True):
            try:
                async with asyncio.timeout(PATIENCE):
                    return await self._ask(card)
            except TimeoutError as error:
                self._send_home()
                raise NoPictureError("it takes too long") from error
            except (OSError, EOFError) as error:
                # It was killed, by a lack of memory perhaps: a new one gets the card once more.
                self._send_home()
                log.warning("picture-worker-died", again=not last, kind=type(error).__name__)
            except asyncio.CancelledError:
                self._send_home()  # its answer would be taken for the next card's
                raise
            if self._closed:
                break
        raise NoPictureError("the worker died")

    async def _ask(self, card: Card) -> bytes:
        self._stay()
        worker = self._worker
        if worker is None or worker.returncode is not None:
            worker = self._worker = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot.render.worker",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, **KEEP_MEMORY},
            )
            if self._closed:
                self._send_home()
                raise NoPictureError("closed")
        assert worker.stdin is not None
        assert worker.stdout is not None
        asked = pickle.dumps(card)
        worker.stdin.write(LENGTH.pack(len(asked)) + asked)
        await worker.stdin.drain()
        sign = await worker.stdout.readexactly(1)
        length = LENGTH.unpack(await worker.stdout.readexactly(LENGTH.size))[0]
        answer = await worker.stdout.readexactly(length)
        if not self._closed:
            self._going = asyncio.get_running_loop().call_later(self._idle, self._send_home)
        if sign != DRAWN:
            raise NoPictureError(answer.decode())
        return answer

    def _stay(self) -> None:
        if self._going is not None:
            self._going.cancel()
            self._going = None

    def _send_home(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            ending = asyncio.get_running_loop().create_task(_end(worker))
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)


async def _end(worker: asyncio.subprocess.Process) -> None:
    """It ends when its pipe is closed; one that is in the middle of a picture is ended."""
    if worker.stdin is not None:
        worker.stdin.close()
    try:
        async with asyncio.timeout(FAREWELL):
            await worker.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            worker.kill()
        await worker.wait()


def _draw(card: Card) -> bytes:
    """In this process; everything that draws is imported here, for an idle bot needs none of it."""
    from bot.render.drawing import picture

    try:
        return picture(card)
    except Exception as error:
        raise NoPictureError(type(error).__name__) from error
