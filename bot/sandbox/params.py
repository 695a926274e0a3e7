"""Reading the parameters of one call, whether they came as text (query, form, multipart) or as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from bot.sandbox.errors import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was uploaded."""

    name: str
    data: bytes
    mime_type: str


class Params:
    """Parameters and files of one call. Lenient where Telegram is: a number that is none counts as 0."""

    __slots__ = ("files", "values")

    def __init__(self, values: dict[str, Any], files: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def has(self, name: str) -> bool:
        return name in self.values or name in self.files

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        return orjson.dumps(value).decode()

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "yes", "1")
        return bool(value)

    def json(self, name: str, thing: str) -> Any:
        """The decoded value, None when absent. ``thing`` is how Telegram names it in its complaint."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError as error:
            raise bad_request(f"can't parse {thing} JSON object") from error

    def array(self, name: str, thing: str) -> list[Any] | None:
        value = self.json(name, thing)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"expected an Array of {thing}")
        return value

    def object(self, name: str, thing: str) -> dict[str, Any] | None:
        value = self.json(name, thing)
        if value is not None and not isinstance(value, dict):
            raise bad_request(f"object expected as {thing}")
        return value
