"""The web server in our loop: health, signals left alone, a clean end, an address that is taken."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from collections.abc import Mapping

import pytest

from bot.web import health
from bot.web.health import Check
from bot.web.server import WebServer
from bot.web.site import build_site


def check(answer: bool | Exception) -> Check:
    async def run() -> bool:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return run


async def get(port: int, path: str) -> tuple[int, Mapping[str, bool]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


@pytest.mark.parametrize(
    ("database", "ready", "live_status", "ready_status"),
    [
        (True, True, 200, 200),
        (True, False, 200, 503),
        (False, True, 503, 503),
        (OSError("postgresql://secret@host"), True, 503, 503),
    ],
)
async def test_health_says_what_holds_and_nothing_more(
    database: bool | Exception, ready: bool, live_status: int, ready_status: int
) -> None:
    site = build_site({"database": check(database)}, {"started": check(ready)})
    server = WebServer(site, "127.0.0.1", 0)
    await server.start()
    holds = database is True
    assert await get(server.port, "/healthz") == (live_status, {"database": holds})
    assert await get(server.port, "/readyz") == (ready_status, {"database": holds, "started": ready})
    await server.stop()


async def test_a_check_that_hangs_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang() -> bool:
        return await asyncio.Event().wait()

    monkeypatch.setattr(health, "PATIENCE", 0.05)
    server = WebServer(build_site({"database": hang}, {}), "127.0.0.1", 0)
    await server.start()
    assert await get(server.port, "/healthz") == (503, {"database": False})
    await server.stop()


async def test_signals_stay_ours() -> None:
    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)]
    server = WebServer(build_site({}, {}), "127.0.0.1", 0)
    await server.start()
    assert [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)] == before
    await server.stop()


async def test_stopping_is_prompt_and_frees_the_port() -> None:
    server = WebServer(build_site({}, {}), "127.0.0.1", 0)
    task = await server.start()
    port = server.port
    began = time.monotonic()
    await server.stop()
    assert time.monotonic() - began < 1
    assert task.done()
    assert task.exception() is None
    again = WebServer(build_site({}, {}), "127.0.0.1", port)
    await again.start()
    await again.stop()


async def test_stopping_does_not_wait_for_an_idle_caller() -> None:
    server = WebServer(build_site({}, {}), "127.0.0.1", 0)
    await server.start()
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    began = time.monotonic()
    await server.stop()
    assert time.monotonic() - began < 1
    writer.close()


async def test_a_taken_address_is_an_error_and_not_the_end_of_the_process() -> None:
    first = WebServer(build_site({}, {}), "127.0.0.1", 0)
    await first.start()
    second = WebServer(build_site({}, {}), "127.0.0.1", first.port)
    with pytest.raises(OSError, match=r"[Aa]ddress already in use"):
        await second.start()
    await second.stop()
    await first.stop()
