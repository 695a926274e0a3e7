"""Checks of keyboards: inline under a message, and reply keyboards in place of the typing field."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.params import Params

_INLINE_BUTTONS, _INLINE_ROW = 100, 8
_REPLY_BUTTONS, _REPLY_ROW = 300, 12
_CALLBACK_BYTES = 64
_INLINE_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_BUTTON_URL = re.compile(r"(?:https?|tg)://[^\s/?#]+\S*$|[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$", re.IGNORECASE)


def read_markup(params: Params, *, inline_only: bool = False) -> dict[str, Any] | None:
    """The checked ``reply_markup``, None when absent. Raises ApiError 400."""
    if "reply_markup" not in params.values:
        return None
    markup = params.json("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return {"inline_keyboard": _inline(markup["inline_keyboard"])}
    if inline_only:
        if not markup:
            return None
        raise bad_request("inline keyboard expected")
    return _reply(markup)


def _reply(markup: dict[str, Any]) -> dict[str, Any] | None:
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard", _REPLY_BUTTONS, _REPLY_ROW)
        cleaned = [[_reply_button(button) for button in row] for row in rows]
        return {**markup, "keyboard": [row for row in cleaned if row]}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def _rows(rows: Any, field: str, most: int, most_in_row: int) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{field}" of the ReplyMarkup should be an Array of Arrays')
    total = 0
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{field}" of the ReplyMarkup should be an Array of Arrays')
        total += len(row)
        if len(row) > most_in_row:
            raise bad_request("reply markup is too long")
    if total > most:
        raise bad_request("reply markup is too long")
    return rows


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    return button


def _inline(rows: Any) -> list[list[dict[str, Any]]]:
    checked = _rows(rows, "inline_keyboard", _INLINE_BUTTONS, _INLINE_ROW)
    return [[_inline_button(button) for button in row] for row in checked if row]


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise _unparsable("InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsable('Can\'t find field "text"')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _INLINE_ACTIONS if button.get(name) is not None]
    if not actions:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None:
        if not isinstance(data, str):
            raise _unparsable('Field "callback_data" must be of type String')
        if not 1 <= len(data.encode("utf-8", "surrogatepass")) <= _CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not (isinstance(url, str) and _BUTTON_URL.match(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return {name: value for name, value in button.items() if value is not None}


def _unparsable(text: str) -> ApiError:
    return bad_request(f"can't parse inline keyboard button: {text}")
