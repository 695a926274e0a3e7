"""A child's side of ``processes``: operations come in lines of JSON, and so do their answers."""

from __future__ import annotations

import asyncio
import sys

import orjson

LONGEST_LINE = 1 << 26


async def obey(desk: object, ready: object, stop: asyncio.Event) -> None:
    """Say ``ready``, then do what is asked until ``stop`` is set or nobody can ask any more.

    An operation is a method of ``desk``; it takes and gives plain JSON values.
    """
    lines = asyncio.StreamReader(limit=LONGEST_LINE)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    _say({"ready": ready})
    answering = asyncio.create_task(_answer(desk, lines, stop))
    await stop.wait()
    answering.cancel()


async def _answer(desk: object, lines: asyncio.StreamReader, stop: asyncio.Event) -> None:
    while line := await lines.readline():
        request = orjson.loads(line)
        try:
            _say({"result": await getattr(desk, request.pop("operation"))(**request)})
        except Exception as error:  # whatever it is, whoever asked is told, or would wait for ever
            _say({"error": f"{type(error).__name__}: {error}"})
    stop.set()


def _say(value: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(value) + b"\n")
    sys.stdout.buffer.flush()
