"""Request bodies: JSON, or multipart with files, that know whether they were handed over whole."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator, Sequence
from typing import IO, Any, TypeAlias, cast
from urllib.parse import urlencode

import orjson
from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import Payload
from telegram.request import RequestData

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
CHUNK = 64 * 1024  # bytes; below it a write never waits for the peer

Part: TypeAlias = bytes | IO[bytes]


class Body(Payload):
    """A body of a known size, written in chunks.

    ``complete`` turns true just before the last byte is handed to the socket. While it is false the server
    has at most part of a message whose Content-Length it knows, so it cannot have acted on it (RFC 9112,
    section 8).
    """

    def __init__(self, parts: Sequence[Part], size: int, content_type: str) -> None:
        super().__init__(None, content_type=content_type)
        self._parts = parts
        self._size: int = size
        self._deadline: asyncio.Timeout | None = None
        self._patience = 0.0
        self.complete = False

    @property
    def slow(self) -> bool:
        """Whether writing it may have to wait for the peer."""
        return self._size > CHUNK

    def watch(self, deadline: asyncio.Timeout | None, patience: float = 0.0) -> None:
        """Give every chunk ``patience`` seconds by moving ``deadline``; ``None`` stops watching."""
        self._deadline = deadline
        self._patience = patience

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        """Only for aiohttp's middlewares, which are not used."""
        raise TypeError("a body is written, never read")

    async def write(self, writer: AbstractStreamWriter) -> None:
        """Write everything; raises ``OSError`` before the first byte when the connection is closing."""
        await self.write_with_length(writer, None)

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """Write everything: the length asked for is always this body's own size."""
        transport = writer.transport
        if transport is None or transport.is_closing():
            raise ConnectionResetError("the connection closed before anything was written")
        written = 0
        async for chunk in self._chunks():
            written += len(chunk)
            if self._deadline is not None:
                self._deadline.reschedule(asyncio.get_running_loop().time() + self._patience)
            self.complete = written >= self._size
            await writer.write(chunk)
        if self._deadline is not None:
            self._deadline.reschedule(None)
        if written != self._size:
            raise OSError("a file changed its size while it was sent")

    async def _chunks(self) -> AsyncIterator[bytes]:
        for part in self._parts:
            if isinstance(part, bytes):
                for start in range(0, len(part), CHUNK):
                    yield part[start : start + CHUNK]
                continue
            part.seek(0)
            loop = asyncio.get_running_loop()
            while chunk := await loop.run_in_executor(None, part.read, CHUNK):
                yield chunk


def encode(data: RequestData | None) -> Body | None:
    """The body of a Bot API call; ``None`` when there is nothing to say.

    Raises ``OSError`` for a file that cannot be measured.
    """
    if data is None:
        return None
    if data.contains_files:
        return _multipart(_fields(data.parameters), cast("dict[str, Any]", data.multipart_data))
    parameters = data.parameters
    if not parameters:
        return None
    try:
        # For a confirmation half the bytes of a form, and none of the 24 µs that encoding one takes.
        content = orjson.dumps(parameters, option=orjson.OPT_NON_STR_KEYS)
    except orjson.JSONEncodeError:  # numbers beyond 64 bits and lone surrogates
        form = urlencode(_fields(parameters)).encode("ascii")
        return Body((form,), len(form), FORM)
    return Body((content,), len(content), JSON)


def _fields(parameters: dict[str, Any]) -> dict[str, str | bytes]:
    return {name: value if isinstance(value, str) else _json(value) for name, value in parameters.items()}


def _json(value: Any) -> bytes:
    try:
        return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)
    except (
        orjson.JSONEncodeError
    ):  # numbers beyond 64 bits and lone surrogates: the standard library takes them
        return json.dumps(value).encode("ascii")


def _multipart(fields: dict[str, str | bytes], files: dict[str, tuple[str, Part, str]]) -> Body:
    boundary = secrets.token_hex(16)
    parts: list[Part] = []
    size = 0
    head = b""
    for name, value in fields.items():
        text = value.encode("utf-8") if isinstance(value, str) else value
        head += _part_head(boundary, name) + text + b"\r\n"
    for name, (filename, content, kind) in files.items():
        head += _part_head(boundary, name, filename, kind)
        length = len(content) if isinstance(content, bytes) else _length(content)
        parts += [head, content]
        size += len(head) + length
        head = b"\r\n"
    head += f"--{boundary}--\r\n".encode("ascii")
    parts.append(head)
    return Body(parts, size + len(head), f"multipart/form-data; boundary={boundary}")


def _part_head(boundary: str, name: str, filename: str | None = None, kind: str | None = None) -> bytes:
    lines = f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"'
    if filename is not None:
        lines += f'; filename="{_quoted(filename)}"\r\nContent-Type: {kind}'
    return (lines + "\r\n\r\n").encode("utf-8")


def _quoted(name: str) -> str:
    # As browsers do it (HTML, "multipart/form-data encoding algorithm"); Telegram reads names as UTF-8.
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


def _length(handle: IO[bytes]) -> int:
    return handle.seek(0, os.SEEK_END)
