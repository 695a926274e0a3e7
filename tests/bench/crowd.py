"""The local Telegram of a broadcast: everybody's phone, and a note of what arrived on each, and when.

``python -m tests.bench.crowd LATENCY_MILLISECONDS``. Every bot has limits of its own, so several can be
measured side by side on one server.
"""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
import time
from array import array
from collections import Counter
from typing import Any

import uvloop

from bot.sandbox.engine import Engine
from bot.sandbox.limits import TELEGRAM, Limiter, Limits
from bot.sandbox.model import Bot, Chat, Json
from bot.sandbox.server import LocalTelegram
from tests.bench.obeying import obey

KEPT = 20_000  # messages in memory
LOOK = 0.05  # seconds between two looks at what has arrived


class Tally:
    """What one bot has brought to people: how many times to whom, and when (``time.monotonic``)."""

    def __init__(self) -> None:
        self.chats: Counter[int] = Counter()
        self.times = array("d")

    def note(self, chat_id: int) -> None:
        self.chats[chat_id] += 1
        self.times.append(time.monotonic())


class Crowd(Engine):
    """Limits and a tally for each bot."""

    def __init__(self) -> None:
        super().__init__(keep_messages=KEPT)
        self.limits = TELEGRAM  # so that there is something to admit; each bot's own come with it
        self.tallies: dict[int, Tally] = {}

    def open_for(self, token: str, limits: Limits) -> Bot:
        """A new bot that is held to these limits."""
        bot = self.add_bot(token, f"bench{token.partition(':')[0]}_bot")
        self._limiters[bot.id] = Limiter(limits)
        self.tallies[bot.id] = Tally()
        return bot

    def record(self, bot: Bot, chat: Chat, method: str, message: Json) -> None:
        super().record(bot, chat, method, message)
        self.tallies[bot.id].note(chat.id)


class Desk:
    """The operations; each takes and gives plain JSON values."""

    def __init__(self, engine: Crowd) -> None:
        self._engine = engine

    async def settle(self, first: int, count: int) -> None:
        """People with consecutive ids, whom every bot may write to."""
        self._engine.crowds.append(range(first, first + count))

    async def open_for(self, token: str, limits: dict[str, Any]) -> int:
        """A bot under that token; its id."""
        return self._engine.open_for(token, Limits(**limits)).id

    async def ban(self, token: str, seconds: float) -> None:
        """An unexpected 429 to everything for so long."""
        self._engine.ban(self._engine.bots[token], seconds)

    async def arrived(self, token: str, count: int, patience: float) -> bool:
        """Wait until so many messages have arrived; False when they have not within ``patience`` seconds."""
        times = self._tally(token).times
        deadline = time.monotonic() + patience
        while len(times) < count:
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(LOOK)
        return True

    async def tally(self, token: str) -> dict[str, Any]:
        """When messages arrived, how many people got one, how many more than one, and how many 429s."""
        tally = self._tally(token)
        return {
            "times": tally.times.tolist(),
            "people": len(tally.chats),
            "doubled": sum(count > 1 for count in tally.chats.values()),
            "refused": self._engine.limiter(self._engine.bots[token]).refused,
        }

    def _tally(self, token: str) -> Tally:
        return self._engine.tallies[self._engine.bots[token].id]


async def _serve(milliseconds: str) -> None:
    # A full collection stops this process for tens of milliseconds, and what arrives meanwhile would count as
    # having arrived in one moment: the server's pause, and a refusal to whoever sends evenly.
    gc.disable()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    engine = Crowd()
    engine.latency = float(milliseconds) / 1000
    async with LocalTelegram(engine) as telegram:
        await obey(Desk(engine), telegram.url, stop)


if __name__ == "__main__":
    uvloop.run(_serve(*sys.argv[1:]))
