"""A small world for the engine's tests: one bot, two people, a group, and a clock that stands still."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.control import Control
from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError
from bot.sandbox.model import Bot
from bot.sandbox.params import Params, Upload

TOKEN = "42:test-token"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000001000000010")


class FakeClock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


class World:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.engine = Engine(self.clock)
        self.bot: Bot = self.engine.add_bot(TOKEN)
        self.control = Control(self.engine)
        self.li: int = self.do("person", name="李四", username="li4", language_code="zh-hans")["id"]
        self.wang: int = self.do("person", name="王五", language_code="en")["id"]
        self.do("start", user=self.li)
        self.group: int = self.do("group", title="东关支部", founder=self.li, members=[self.wang])["id"]
        self.bot.updates.drop()

    def do(self, operation: str, files: dict[str, Upload] | None = None, **arguments: Any) -> Any:
        return self.control.run(operation, arguments, files)

    def call(self, method: str, files: dict[str, Upload] | None = None, **values: Any) -> Any:
        return self.engine.call(TOKEN, method, Params(values, files))

    def send(self, text: str = "好", **more: Any) -> int:
        number: int = self.call("sendMessage", **{"chat_id": self.li, "text": text, **more})["message_id"]
        return number

    def refused(self, method: str, files: dict[str, Upload] | None = None, **values: Any) -> ApiError:
        with pytest.raises(ApiError) as caught:
            self.call(method, files, **values)
        return caught.value

    def updates(self, **values: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.call("getUpdates", **values)
        return found


def inline(*labels: str, data: str = "x") -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label in labels]]}
