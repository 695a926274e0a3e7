"""What Telegram's answer to ``getUpdates`` says, whatever came back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.receiving.updates import UnreadableError, loads, salvaged
from storage.inbox import Received

OK = 200
LONGEST_WAIT = 3600.0  # seconds; a nonsense number must not stop the bot

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SUCCESS = re.compile(rb'\s*\{\s*"ok"\s*:\s*true\b')


@dataclass(frozen=True, slots=True)
class Updates:
    """A batch; an element can be anything."""

    elements: list[Any]


@dataclass(frozen=True, slots=True)
class Refusal:
    """An error by its code; ``retry_after`` in seconds when Telegram named it."""

    code: int
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A success that cannot be read; ``first`` is its first update when the answer is at least whole."""

    first: Received | None = None


def read_answer(status: int, body: bytes) -> Updates | Refusal | Broken:
    """Understand one answer. An error page of a proxy is a ``Refusal`` with its HTTP status."""
    try:
        content = loads(body)
    except UnreadableError:
        content = None
    if not isinstance(content, dict):
        return Refusal(status) if status != OK else Broken(_first_of(body))
    result = content.get("result")
    if status == OK and content.get("ok") is True and isinstance(result, list):
        return Updates(result)
    code = content.get("error_code") if status == OK else status
    if not isinstance(code, int):
        return Broken()
    parameters = content.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    if isinstance(wait, int | float) and wait > 0:
        return Refusal(code, min(float(wait), LONGEST_WAIT))
    return Refusal(code)


def _first_of(body: bytes) -> Received | None:
    # A cut answer must be asked for again; only one that came whole can be unreadable for good.
    return salvaged(body) if _is_whole(body) else None


def _is_whole(body: bytes) -> bool:
    """Whether a success ends where it should: cut off anywhere, some bracket is left open."""
    bare = _STRING.sub(b"", body).strip()
    closed = bare.count(b"{") == bare.count(b"}") and bare.count(b"[") == bare.count(b"]")
    return closed and bare.endswith(b"]}") and _SUCCESS.match(body) is not None
