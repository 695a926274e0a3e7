"""What has to be known of an update before anybody understands it: its id, its chat, its JSON.

An update is looked at as plain JSON, for what cannot be parsed as a Telegram type must still be kept.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, TypeAlias, TypeGuard

import orjson

from storage.inbox import Received

Json: TypeAlias = dict[str, Any]

# What the bot asks Telegram for, by polling and by webhook; everything else is never sent to us.
ALLOWED_UPDATES: Final = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "chat_join_request",
    "poll_answer",
    "poll",
)
NO_CHAT: Final = 0  # the key of updates that belong to no chat; they keep their order among themselves

_HIGHEST = 2**63 - 1
_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,18})(?!\d)')


class UnreadableError(Exception):
    """JSON that no parser we have can read."""


def loads(raw: bytes | str) -> Any:
    """Parse JSON, also what only a lenient parser takes (lone surrogates, invalid UTF-8).

    Raises ``UnreadableError``.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        text = raw if isinstance(raw, str) else raw.decode("utf-8", "replace")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(type(error).__name__) from None


def _dumps(value: object) -> str:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        return json.dumps(value)  # ASCII only, so lone surrogates and huge numbers stay what they were


_UNSTORABLE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")  # as our own ``_dumps`` writes them


def has_unstorable(payload: str) -> bool:
    """Whether an update may hold what no database takes as text: NUL or half a surrogate pair."""
    return "\\u" in payload and _UNSTORABLE.search(payload) is not None


def without_unstorable(value: Any) -> Any:
    """The same JSON data with replacement characters for NUL and for halves of surrogate pairs."""
    if isinstance(value, str):
        whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, dict):
        return {without_unstorable(key): without_unstorable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [without_unstorable(one) for one in value]
    return value


def received(update: object) -> Received | None:
    """The update as the inbox keeps it; None when it has no id to keep it under."""
    if not isinstance(update, dict):
        return None
    update_id = update.get("update_id")
    if not _is_id(update_id) or update_id < 0:
        return None
    try:
        payload = _dumps(update)
    except (ValueError, RecursionError):  # nested deeper than can be written: only its id is left
        payload = f'{{"update_id":{update_id}}}'
    return Received(update_id, chat_key(update), payload)


def salvaged(raw: bytes) -> Received | None:
    """An unreadable update under the id that its text shows, so that it is set aside and not lost."""
    found = _UPDATE_ID.search(raw)
    if found is None:
        return None
    text = raw.decode("utf-8", "replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
    return Received(int(found[1]), NO_CHAT, text)


def chat_key(update: Json) -> int:
    """The chat whose order the update keeps: its chat's id, else the person's, else ``NO_CHAT``."""
    for value in update.values():
        if isinstance(value, dict):
            return _key_of(value)
    return NO_CHAT


def _key_of(content: Json) -> int:
    places = (
        (content, "chat"),
        (content.get("message"), "chat"),
        (content, "from"),
        (content, "user"),
        (content, "voter_chat"),
    )
    for holder, key in places:
        found = holder.get(key) if isinstance(holder, dict) else None
        if isinstance(found, dict) and _is_id(number := found.get("id")):
            return number
    return NO_CHAT


def _is_id(value: object) -> TypeGuard[int]:
    return type(value) is int and -_HIGHEST <= value <= _HIGHEST
