"""The local Telegram of a benchmark and, in the same process, the people who press its buttons."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import uvloop

from bot.sandbox.acting import tap
from bot.sandbox.engine import Engine
from bot.sandbox.errors import ApiError
from bot.sandbox.limits import Limits
from bot.sandbox.model import Bot, Chat, User
from bot.sandbox.params import Params
from bot.sandbox.server import LocalTelegram
from tests.bench.obeying import obey

ASKED = (
    "请确认志愿者老周12的服务：\n日期：11月18日 周三\n时长：2小时\n地点：东关社区\n"
    "类别：环境卫生\n内容：扫雪、清理楼道"
)


@dataclass(slots=True)
class Press:
    """One tap and the two calls it is owed."""

    at: float = 0.0
    owed: set[str] = field(default_factory=lambda: {"answerCallbackQuery", "editMessageText"})


class Round:
    """Presses that wait for their calls. Times are seconds of ``time.perf_counter``."""

    def __init__(self, count: int) -> None:
        self.open = count
        self.done = asyncio.Event()
        self.by_query: dict[str, Press] = {}
        self.by_message: dict[tuple[int, int], Press] = {}
        self.latencies: list[float] = []
        self.last = 0.0
        self.refused = 0
        self.strange: list[str] = []

    def note(self, method: str, params: Params, at: float) -> None:
        """A call that arrived and was good."""
        if method == "answerCallbackQuery":
            press = self.by_query.get(params.text("callback_query_id"))
        elif method == "editMessageText":
            press = self.by_message.get((params.integer("chat_id"), params.integer("message_id")))
        else:
            # Updates are fetched and menus set meanwhile; what people would see is strange.
            if method.startswith(("send", "edit", "delete")):
                self.strange.append(method)
            return
        if press is None or method not in press.owed:
            self.strange.append(method)
            return
        press.owed.discard(method)
        if not press.owed:
            self.latencies.append(at - press.at)
            self.last = at
            self.open -= 1
            if not self.open:
                self.done.set()


class Watched(Engine):
    """Notes when calls arrive."""

    def __init__(self) -> None:
        super().__init__()
        self.round: Round | None = None
        self.first_polls: dict[str, float] = {}

    def call(self, token: str, method: str, params: Params) -> Any:
        at = time.perf_counter()
        if method == "getUpdates":
            self.first_polls.setdefault(token, time.monotonic())
        try:
            result = super().call(token, method, params)
        except ApiError as error:
            if self.round is not None and error.code == HTTPStatus.TOO_MANY_REQUESTS:
                self.round.refused += 1
            raise
        if self.round is not None:
            self.round.note(method, params, at)
        return result


class Desk:
    """The operations; each takes and gives plain JSON values."""

    def __init__(self, engine: Watched) -> None:
        self._engine = engine

    async def add_bot(self, token: str) -> int:
        """A bot under that token; its id."""
        return self._engine.add_bot(token, f"bench{token.partition(':')[0]}_bot").id

    async def settle(self, first: int, count: int) -> None:
        """People with consecutive ids, whom every bot may write to."""
        self._engine.crowds.append(range(first, first + count))

    async def limits(self, **limits: Any) -> None:
        """Hold every bot to these limits from now on."""
        self._engine.limits = Limits(**limits)

    async def delivered(self) -> int:
        """How many messages have arrived."""
        return self._engine.delivered

    async def latency(self, milliseconds: float) -> None:
        """How long every call takes from now on."""
        self._engine.latency = milliseconds / 1000

    async def first_poll(self, token: str, patience: float) -> float:
        """When the bot asked for updates first, in seconds of ``time.monotonic``."""
        deadline = time.monotonic() + patience
        while token not in self._engine.first_polls:
            if time.monotonic() > deadline:
                raise TimeoutError("the bot never asked for updates")
            await asyncio.sleep(0.001)
        return self._engine.first_polls[token]

    async def flood(self, token: str, presses: list[tuple[int, str]], patience: float) -> dict[str, Any]:
        """Press everything at once. ``presses``: whose button, and its data."""
        round_, queue = self._prepare(token, presses)
        start = time.perf_counter()
        for chat, message_id, data in queue:
            self._tap(round_, chat, message_id, data)
        return await self._finish(round_, patience, start)

    async def pace(
        self, token: str, presses: list[tuple[int, str]], rate: float, seed: int, patience: float
    ) -> dict[str, Any]:
        """Press at random moments, ``rate`` a second on average; the same seed gives the same moments."""
        round_, queue = self._prepare(token, presses)
        moments = random.Random(seed)
        start = due = time.perf_counter()
        for chat, message_id, data in queue:
            due += moments.expovariate(rate)
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            self._tap(round_, chat, message_id, data)
        return await self._finish(round_, patience, start)

    def _prepare(
        self, token: str, presses: list[tuple[int, str]]
    ) -> tuple[Round, list[tuple[Chat, int, str]]]:
        bot = self._engine.bots[token]
        round_ = Round(len(presses))
        queue = []
        for user_id, data in presses:
            chat = self._chat(bot, user_id)
            queue.append((chat, self._ask(bot, chat, data), data))
        return round_, queue

    def _chat(self, bot: Bot, user_id: int) -> Chat:
        user = self._engine.users.get(user_id)
        if user is None:
            user = self._engine.users[user_id] = User(user_id, "李秀英", language_code="zh-hans")
        return self._engine.private_chat(bot, user)

    def _ask(self, bot: Bot, chat: Chat, data: str) -> int:
        """The review request whose button will be pressed, as the bot would have sent it."""
        rows = [[{"text": "通过", "callback_data": data}, {"text": "退回", "callback_data": "rev.no:1:1"}]]
        message = {
            "from": bot.view,
            "chat": chat.view,
            "date": self._engine.now(),
            "text": ASKED,
            "reply_markup": {"inline_keyboard": rows},
        }
        number: int = self._engine.store(chat, message, bot_id=bot.id).message["message_id"]
        return number

    def _tap(self, round_: Round, chat: Chat, message_id: int, data: str) -> None:
        assert chat.user is not None
        self._engine.round = round_
        press = Press()
        round_.by_message[chat.id, message_id] = press
        press.at = time.perf_counter()
        query = tap(self._engine, chat.user, chat, message_id, data)
        round_.by_query[query.id] = press

    async def _finish(self, round_: Round, patience: float, start: float) -> dict[str, Any]:
        try:
            async with asyncio.timeout(patience):
                await round_.done.wait()
        except TimeoutError:
            raise TimeoutError(f"{round_.open} presses were not answered") from None
        finally:
            self._engine.round = None
        self._forget()
        return {
            "seconds": round_.last - start,
            "latencies": round_.latencies,
            "refused": round_.refused,
            "strange": round_.strange,
        }

    def _forget(self) -> None:
        """Let every round begin with the same small world."""
        self._engine.callbacks.clear()
        for chat in self._engine.private.values():
            chat.messages.clear()


async def _serve() -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    engine = Watched()
    async with LocalTelegram(engine) as telegram:
        await obey(Desk(engine), telegram.url, stop)


if __name__ == "__main__":
    uvloop.run(_serve())
