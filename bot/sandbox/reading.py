"""Reading a request's parameters from wherever they are: query, form, multipart or JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, MultipartReader, web

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import UPLOAD_LIMIT
from bot.sandbox.params import Params, Upload


async def read_params(request: web.BaseRequest) -> Params:
    """All parameters and files of a request; raises ApiError 400 or 413."""
    values: dict[str, Any] = {}
    if request.rel_url.raw_query_string:
        values.update(request.rel_url.query)
    if not request.body_exists:
        return Params(values)
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("multipart/form-data"):
        return Params(values, await _multipart(request, values))
    body = await request.read()
    if kind.startswith("application/json"):
        values.update(_json(body))
    elif body:
        try:
            values.update(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
    return Params(values)


def _json(body: bytes) -> dict[str, Any]:
    try:
        values = orjson.loads(body) if body.strip() else {}
    except orjson.JSONDecodeError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse JSON object")
    return values


async def _multipart(request: web.BaseRequest, values: dict[str, Any]) -> dict[str, Upload]:
    files: dict[str, Upload] = {}
    size = 0
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if isinstance(part, MultipartReader) or not isinstance(part, BodyPartReader) or not part.name:
            continue
        data = bytes(await part.read(decode=False))
        size += len(data)
        if size > UPLOAD_LIMIT + 1024 * 1024:
            raise ApiError(413, "Request Entity Too Large")
        if part.filename is None:
            values[part.name] = data.decode(errors="replace")
        else:
            files[part.name] = Upload(part.filename, data, part.headers.get("Content-Type", ""))
    return files
