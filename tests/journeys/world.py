"""A small world for conversations: a local Telegram, the real bot, a clock that can be set, and people."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App, running
from bot.delivery.budgets import Limits
from bot.delivery.connections import Requests
from bot.delivery.request import AiohttpRequest
from bot.render.studio import Studio
from bot.settings import Settings, load_settings
from storage.database import Database
from tests.support.people import Group, Person, Town, queue_empty
from tests.support.telegram import Front

# The local Telegram refuses nobody unless it is told to, so that conversations go fast.
NO_LIMITS = Limits(None, None, 3, None)
OPERATOR = 7_000_000_000
SHANGHAI = ZoneInfo("Asia/Shanghai")
# A Friday, three in the afternoon in China.
THIS_AFTERNOON = datetime(2026, 11, 20, 15, 0, tzinfo=SHANGHAI).astimezone(UTC)


class StandingClock:
    """A clock that moves only when it is told to, and what was begun whenever it was."""

    def __init__(self, now: datetime = THIS_AFTERNOON) -> None:
        self._now = now
        self._when_moved: Callable[[], Coroutine[Any, Any, object]] | None = None
        self._begun: set[asyncio.Task[object]] = set()

    def __call__(self) -> datetime:
        return self._now

    @property
    def now(self) -> datetime:
        """What it shows."""
        return self._now

    @now.setter
    def now(self, now: datetime) -> None:
        self._now = now
        if self._when_moved is not None:
            task = asyncio.get_running_loop().create_task(self._when_moved())
            self._begun.add(task)
            task.add_done_callback(self._begun.discard)

    @contextlib.asynccontextmanager
    async def driving(self, look: Callable[[], Coroutine[Any, Any, object]]) -> AsyncIterator[None]:
        """``look`` at what is due whenever it is moved, not only within a second."""
        self._when_moved = look
        try:
            yield
        finally:
            self._when_moved = None
            await self.done()

    async def done(self) -> None:
        """Wait until all that was begun has ended."""
        if self._begun:
            await asyncio.wait(self._begun)

    def pass_(self, **duration: float) -> None:
        """Let time pass."""
        self.now += timedelta(**duration)


@dataclass
class World:
    """The bot at work and the people who talk to it. ``locale`` is the language their phones speak."""

    app: App
    front: Front
    town: Town
    clock: StandingClock
    locale: str
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        return self.app.database

    async def person(self, name: str, **more: object) -> Person:
        """Somebody with a phone, known to the bot or not."""
        if name not in self.people:
            code = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant", "en": "en"}[self.locale]
            self.people[name] = await self.town.person(name, language_code=code, **more)
        return self.people[name]

    async def operator(self) -> Person:
        return await self.person("运维", id=OPERATOR)

    async def group(self, title: str, founder: Person, *members: Person) -> Group:
        return await self.town.group(title, founder, members)

    async def settled(self) -> None:
        """Wait until everything said has been fetched, handled and answered."""
        await self.clock.done()
        await settle(self.front, self.app)


async def settle(front: Front, app: App) -> None:
    """Nothing is left at Telegram, in the inbox, or due to go out."""
    await queue_empty(front)
    await app.settled()


def settings_for(front: Front, database_url: str, **more: object) -> Settings:
    """Settings of a bot that talks to ``front``."""
    values: dict[str, object] = {
        "bot_token": front.token,
        "api_base_url": front.base_url.removesuffix("/bot"),
        "database_url": database_url,
        "operator_ids": str(OPERATOR),
        "web_port": 0,
        **more,
    }
    return load_settings(env_file=None, **values)


def requests_for(front: Front) -> Requests:
    """The bot's own transport over HTTP; the engine itself in process."""
    if front.base_url.startswith("http://127."):
        return Requests(AiohttpRequest(), AiohttpRequest(connection_pool_size=2))
    return Requests(front.request(), front.request())


@contextlib.asynccontextmanager
async def open_world(
    front: Front,
    database_url: str,
    locale: str = "zh-Hans",
    clock: StandingClock | None = None,
    **more: object,
) -> AsyncIterator[World]:
    """A started bot over ``front`` with an empty database."""
    clock = clock or StandingClock()
    settings = settings_for(front, database_url, **more)
    studio = Studio(in_process=True)
    async with running(settings, requests_for(front), clock, NO_LIMITS, studio=studio) as app:

        async def settled() -> None:
            await clock.done()
            await settle(front, app)

        async with clock.driving(app._alarm.turn):
            yield World(app, front, Town(front, settled), clock, locale)
