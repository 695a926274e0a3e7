"""What people use for broadcasts today: ``python -m tests.bench.peers API_BASE``.

Each is written as its documentation shows it, with the settings that suit it best. They send one text to a
list of people and import nothing of ours.
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

import uvloop

from tests.bench.obeying import obey

CONNECTIONS = 32  # in flight: with more httpx gets slower
MOST_RETRIES = 1_000  # nobody here gives up because of a 429 before the time is over

Deliver: TypeAlias = Callable[[int, str], Awaitable[object]]


@asynccontextmanager
async def ptb_plain(base: str, token: str) -> Any:
    """python-telegram-bot; on a 429 the message waits as long as told and is sent again."""
    from telegram import Bot
    from telegram.error import RetryAfter
    from telegram.request import HTTPXRequest

    request = HTTPXRequest(CONNECTIONS, read_timeout=20, pool_timeout=None)
    bot = Bot(token, base_url=f"{base}/bot", request=request)

    async def deliver(chat: int, text: str) -> None:
        while True:
            try:
                await bot.send_message(chat, text)
            except RetryAfter as error:
                await asyncio.sleep(float(error.retry_after))  # type: ignore[arg-type] # told in seconds
            else:
                return

    async with bot:
        yield deliver


@asynccontextmanager
async def ptb_limiter(base: str, token: str) -> Any:
    """python-telegram-bot with its AIORateLimiter, which sends again by itself."""
    from telegram.ext import AIORateLimiter, ExtBot
    from telegram.request import HTTPXRequest

    request = HTTPXRequest(CONNECTIONS, read_timeout=20, pool_timeout=None)
    limiter = AIORateLimiter(max_retries=MOST_RETRIES)
    bot = ExtBot(token, base_url=f"{base}/bot", request=request, rate_limiter=limiter)
    async with bot:
        yield bot.send_message


@asynccontextmanager
async def aiogram(base: str, token: str) -> Any:
    """aiogram; on a 429 the message waits as long as told and is sent again."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import TelegramRetryAfter

    session = AiohttpSession(api=TelegramAPIServer.from_base(base), limit=CONNECTIONS)
    bot = Bot(token, session=session)

    async def deliver(chat: int, text: str) -> None:
        while True:
            try:
                await bot.send_message(chat, text)
            except TelegramRetryAfter as error:
                await asyncio.sleep(error.retry_after)
            else:
                return

    async with bot.context():
        yield deliver


KINDS: dict[str, tuple[Any, bool]] = {  # what sends, and whether everything at once
    "ptb-loop": (ptb_plain, False),
    "ptb-gather": (ptb_plain, True),
    "ptb-limiter": (ptb_limiter, True),
    "aiogram-gather": (aiogram, True),
}


class Desk:
    """The one operation."""

    def __init__(self, base: str) -> None:
        self._base = base

    async def send(
        self, kind: str, token: str, first: int, count: int, text: str, patience: float
    ) -> dict[str, Any]:
        """Send to people with consecutive ids; ``errors``: what went wrong with those that were given up."""
        sender, together = KINDS[kind]
        people = range(first, first + count)
        errors: list[str] = []
        async with sender(self._base, token) as deliver:
            began = time.monotonic()
            try:
                async with asyncio.timeout(patience):
                    await (_all_at_once if together else _one_by_one)(deliver, people, text, errors)
                finished = True
            except TimeoutError:
                finished = False
            return {"finished": finished, "seconds": time.monotonic() - began, "errors": errors}


async def _one_by_one(deliver: Deliver, people: Sequence[int], text: str, errors: list[str]) -> None:
    for person in people:
        await _to(deliver, person, text, errors)


async def _all_at_once(deliver: Deliver, people: Sequence[int], text: str, errors: list[str]) -> None:
    await asyncio.gather(*(_to(deliver, person, text, errors) for person in people))


async def _to(deliver: Deliver, person: int, text: str, errors: list[str]) -> None:
    try:
        await deliver(person, text)
    except Exception as error:  # whatever it is, this message is given up and the rest goes on
        errors.append(type(error).__name__)


async def _run(base: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await obey(Desk(base), True, stop)


if __name__ == "__main__":
    uvloop.run(_run(*sys.argv[1:]))
