"""Pushing updates to webhooks: in order within a chat, again with a growing pause until the bot says 2xx."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import Any

import orjson
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.sandbox.engine import Engine
from bot.sandbox.model import Bot
from bot.sandbox.params import Params
from bot.sandbox.updates import Webhook

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 60.0
_TIMEOUT = ClientTimeout(total=60)
Key = tuple[int, int]


class Webhooks:
    """One task that serves every bot's webhook; started and stopped with the server."""

    def __init__(self, engine: Engine, first_pause: float = _FIRST_PAUSE) -> None:
        self._engine = engine
        self._first_pause = first_pause
        self._task: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    def start(self) -> None:
        self._engine.push_listeners.append(self._changed.set)
        self._task = asyncio.create_task(self._serve())

    async def stop(self) -> None:
        if self._task:
            self._engine.push_listeners.remove(self._changed.set)
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _serve(self) -> None:
        busy: dict[Key, asyncio.Task[None]] = {}
        async with ClientSession(timeout=_TIMEOUT) as session:
            try:
                while True:
                    self._changed.clear()
                    for bot in self._engine.bots.values():
                        if bot.updates.webhook:
                            self._begin(session, bot, bot.updates.webhook, busy)
                    await self._changed.wait()
            finally:
                for task in busy.values():
                    task.cancel()
                await asyncio.gather(*busy.values(), return_exceptions=True)

    def _begin(
        self, session: ClientSession, bot: Bot, hook: Webhook, busy: dict[Key, asyncio.Task[None]]
    ) -> None:
        for update_id, update in bot.updates.pending:
            key = (bot.id, _chat_of(update))
            if len(busy) >= hook.max_connections:
                return
            if key in busy:
                continue
            task = asyncio.create_task(self._deliver(session, bot, hook, update_id, update))
            busy[key] = task
            task.add_done_callback(partial(self._ended, busy, key))

    def _ended(self, busy: dict[Key, asyncio.Task[None]], key: Key, task: asyncio.Task[None]) -> None:
        del busy[key]
        self._changed.set()

    async def _deliver(
        self, session: ClientSession, bot: Bot, hook: Webhook, update_id: int, update: dict[str, Any]
    ) -> None:
        pause = self._first_pause
        while bot.updates.webhook is hook:
            problem = await self._post(session, bot, hook, update)
            if problem is None:
                bot.updates.forget(update_id)
                return
            hook.last_error, hook.last_error_at = problem, self._engine.clock()
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _post(
        self, session: ClientSession, bot: Bot, hook: Webhook, update: dict[str, Any]
    ) -> str | None:
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            async with session.post(hook.url, data=orjson.dumps(update), headers=headers) as response:
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                self._call_in_answer(bot, await response.read())
        except (ClientError, TimeoutError, OSError) as error:
            return f"Connection failed: {type(error).__name__}"
        return None

    def _call_in_answer(self, bot: Bot, body: bytes) -> None:
        """A bot may answer a webhook with a method call; Telegram tells it nothing of the outcome."""
        with contextlib.suppress(orjson.JSONDecodeError):
            call = orjson.loads(body)
            if isinstance(call, dict) and isinstance(call.get("method"), str):
                self._engine.answer(bot.token, call.pop("method"), Params(call))


def _chat_of(update: dict[str, Any]) -> int:
    for kind, content in update.items():
        if kind != "update_id":
            holder = content.get("message", content)
            chat = holder.get("chat") or content.get("from") or {}
            return int(chat.get("id", 0))
    return 0
