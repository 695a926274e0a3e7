"""Waiting, on top of the engine that never waits: long polls, latency and faults. One for both fronts."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import orjson

from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError, conflict, flood, not_found, unauthorized
from bot.sandbox.faults import Fault
from bot.sandbox.methods_updates import batch_size
from bot.sandbox.params import Params

_MOST_WAIT = 50
BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n"
    b"<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
_ANSWERS = {
    "internal-error": ApiError(500, "Internal Server Error"),
    "unauthorized": unauthorized(),
    "not-found": not_found(),
    "conflict": conflict(
        "terminated by other getUpdates request; make sure that only one bot instance is running"
    ),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire. ``broken`` names a fault that is acted out on the connection itself."""

    status: int
    body: bytes
    content_type: str = "application/json"
    broken: Fault | None = None


def is_quick(engine: Engine, method: str) -> bool:
    """True when this call needs no waiting and meets no trouble, so that ``engine.answer`` is all of it."""
    return not engine.latency and not engine.faults.waiting and method.lower() != "getupdates"


async def answer(engine: Engine, token: str, method: str, params: Params) -> Answer:
    """One call with everything that may befall it; at least one turn of the loop, as with a real call."""
    await asyncio.sleep(engine.latency)
    fault = None
    if engine.faults.waiting:
        fault = engine.faults.take(method, _chat_of(params), engine.clock())
    if fault is not None:
        return await _troubled(engine, token, method, params, fault)
    return Answer(*await _plain(engine, token, method, params))


async def _plain(engine: Engine, token: str, method: str, params: Params) -> tuple[int, bytes]:
    if method.lower() != "getupdates":
        return engine.answer(token, method, params)
    try:
        updates = await get_updates(engine, token, params)
    except ApiError as error:
        return error.code, orjson.dumps(error.to_json())
    return 200, orjson.dumps({"ok": True, "result": updates})


async def get_updates(engine: Engine, token: str, params: Params) -> list[Any]:
    """A long poll: at once when there is something, else when there is, or after ``timeout`` seconds."""
    updates: list[Any] = engine.call(token, "getUpdates", params)
    seconds = min(max(params.integer("timeout"), 0), _MOST_WAIT)
    if updates or not seconds:
        return updates
    queue = engine.bot_for(token).updates
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def wake() -> None:
        if not ready.done():
            ready.set_result(None)

    waiting = queue.wait(wake)
    try:
        async with asyncio.timeout(seconds):
            await ready
    except TimeoutError:
        return []
    finally:
        queue.leave(waiting)
    if waiting.refused:
        raise waiting.refused
    return queue.take(batch_size(params))


async def _troubled(engine: Engine, token: str, method: str, params: Params, fault: Fault) -> Answer:
    body = b""
    if fault.processed:
        _, body = await _plain(engine, token, method, params)
    if fault.kind == "bad-gateway":
        return Answer(502, BAD_GATEWAY, "text/html")
    if fault.kind == "cut-json":
        return Answer(200, body[: len(body) // 2] or b'{"ok":tr')
    if fault.kind == "flood-without-number":
        return Answer(429, b'{"ok":false,"error_code":429,"description":"Too Many Requests"}')
    if fault.kind == "flood":
        error = flood(max(1, round(fault.seconds)))
        return Answer(error.code, orjson.dumps(error.to_json()))
    if fault.kind in _ANSWERS:
        error = _ANSWERS[fault.kind]
        return Answer(error.code, orjson.dumps(error.to_json()))
    return Answer(0, b"", broken=fault)


def _chat_of(params: Params) -> int | None:
    chat_id = params.integer("chat_id")
    return chat_id or None
