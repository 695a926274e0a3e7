"""The web chat's pages and the control side over HTTP, with events as they happen."""

from __future__ import annotations

import asyncio
from importlib.resources import files
from typing import Any

import orjson
from aiohttp import web

from bot.sandbox.control import Control
from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError, ControlError
from bot.sandbox.files import UPLOAD_LIMIT
from bot.sandbox.reading import read_params

_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_PREFIX = "/_telegram/"
_MOST_WAIT = 60.0
_POLICY = "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'"


class Pages:
    """Everything on the port that is not the Bot API itself."""

    def __init__(self, engine: Engine, control: Control) -> None:
        self._engine = engine
        self._control = control
        self._waiting: set[asyncio.Event] = set()
        self._closing = False

    def open(self) -> None:
        self._closing = False
        self._engine.events.listeners.append(self._wake)

    def close(self) -> None:
        """Ends every open stream and everybody's waiting."""
        self._closing = True
        self._engine.events.listeners.remove(self._wake)
        self._wake()

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def handle(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        if not path.startswith(_PREFIX):
            return _static(path)
        if not _same_origin(request):
            return _json({"error": "requests from other sites are refused"}, 403)
        operation = path.removeprefix(_PREFIX)
        if operation == "stream":
            return await self._stream(request)
        if operation.startswith("file/"):
            return self._file(operation.removeprefix("file/"))
        return await self._run(request, operation)

    async def _run(self, request: web.BaseRequest, operation: str) -> web.Response:
        request._client_max_size = (
            UPLOAD_LIMIT + 2 * 1024 * 1024
        )  # the server of aiohttp has no other setting
        try:
            params = await read_params(request)
            arguments = params.values
            if "json" in arguments:
                arguments = orjson.loads(arguments["json"])
            if operation == "events":
                await self._wait(int(arguments.get("after") or 0), float(arguments.get("wait") or 0))
            return _json({"result": self._control.run(operation, arguments, params.files)})
        except ControlError as error:
            return _json({"error": str(error)}, 400)
        except ApiError as error:
            return _json({"error": error.description}, error.code)
        except (ValueError, TypeError) as error:
            return _json({"error": f"unreadable arguments: {error}"}, 400)

    async def _wait(self, after: int, seconds: float) -> bool:
        """True as soon as there is an event after ``after``; False after ``seconds``."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(min(seconds, _MOST_WAIT)):
                while self._engine.events.last <= after and not self._closing:
                    event.clear()
                    await event.wait()
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(event)
        return True

    async def _stream(self, request: web.BaseRequest) -> web.StreamResponse:
        """Server-sent events; a browser that comes back says with Last-Event-ID where it was."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        newest = self._engine.events.last
        known = request.headers.get("Last-Event-ID", "")
        # A number from before a restart says nothing of the events here.
        last = min(int(known), newest) if known.isdecimal() else newest
        await response.write(b"retry: 1000\n\n")
        while not self._closing:
            if not await self._wait(last, 15.0):
                await response.write(b": still here\n\n")
                continue
            for event in self._engine.events.after(last):
                last = event["id"]
                await response.write(b"id: %d\ndata: %s\n\n" % (last, orjson.dumps(event)))
        return response

    def _file(self, file_id: str) -> web.Response:
        file = self._engine.files.by_id.get(file_id)
        if file is None:
            return _json({"error": "no such file"}, 404)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        if file.kind == "photo":
            return web.Response(body=file.data, content_type=_picture_type(file.data), headers=headers)
        headers["Content-Disposition"] = "attachment"
        return web.Response(body=file.data, content_type="application/octet-stream", headers=headers)


def _picture_type(data: bytes) -> str:
    known = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp", b"\xff\xd8": "image/jpeg"}
    return next((kind for head, kind in known.items() if data.startswith(head)), "application/octet-stream")


def _same_origin(request: web.BaseRequest) -> bool:
    """A page of another site must not act here through somebody's browser, nor under another host name."""
    host = request.headers.get("Host", "")
    origin = request.headers.get("Origin")
    name = host.rsplit(":", 1)[0].strip("[]")
    own = request.transport.get_extra_info("sockname")[0] if request.transport else ""
    return name in ("localhost", "127.0.0.1", "::1", own) and origin in (None, f"http://{host}")


def _static(path: str) -> web.Response:
    name = "index.html" if path == "/" else path.removeprefix("/static/")
    suffix = "." + name.rpartition(".")[2]
    page = files("bot.sandbox").joinpath("static", name)
    if "/" in name or name.startswith(".") or suffix not in _TYPES or not page.is_file():
        return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
    headers = {
        "Content-Security-Policy": _POLICY,
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=page.read_bytes(), content_type=_TYPES[suffix], charset="utf-8", headers=headers)


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(value), status=status, content_type="application/json")
