"""The real bot, told to draw: ``python -m tests.bench.painter API_BASE TOKEN DATABASE``."""

from __future__ import annotations

import asyncio
import os
import sys
import time

import uvloop

from bot.app import App, running
from bot.cli import spare_collections, stop_on_signals
from bot.delivery.budgets import Limits
from bot.domain.cards import StarCard
from bot.logs import configure_logging
from bot.settings import load_settings
from tests.bench.obeying import obey

NO_LIMITS = Limits(None, None, 3, None)
NAMES = "王淑珍李建国张喆堃刘焱陈翀杨晓明赵珺黄璟周玥吴祎"


def star_card(number: int) -> StarCard:
    """No two of them are the same picture."""
    at = number % (len(NAMES) - 3)
    return StarCard(
        title="星级卡",
        name=NAMES[at : at + 3],
        branch=f"第{number + 1}党支部",
        year="2026年",
        stars=number % 6,
        top=5,
        line=f"服务 {number % 30} 次，{number % 60 + 0.5} 小时",
        note="再服务 4 次就是五星",
    )


class Desk:
    """The operations; each takes and gives plain JSON values."""

    def __init__(self, app: App) -> None:
        self._studio = app.house.studio
        self._drawing: asyncio.Task[None] | None = None
        self._drawn = 0

    async def time(self, cards: int) -> list[float]:
        """Milliseconds of so many cards one after the other; the first starts the worker."""
        took = []
        for number in range(cards):
            began = time.perf_counter()
            await self._studio.picture(star_card(number))
            took.append((time.perf_counter() - began) * 1000)
            self._release()
        return took

    def _release(self) -> None:
        """The bot is held to one core for the sake of other figures; its worker goes where it would go."""
        if self._studio.worker is not None:
            os.sched_setaffinity(self._studio.worker, range(os.cpu_count() or 1))

    async def draw(self, cards: int) -> None:
        """Begins with so many cards, and does not wait for them."""
        self._drawing = asyncio.create_task(self._draw(cards))

    async def drawn(self) -> int:
        """How many there are by now; what went wrong is raised here."""
        if self._drawing is not None and self._drawing.done():
            self._drawing.result()
        return self._drawn

    async def _draw(self, cards: int) -> None:
        for number in range(cards):
            await self._studio.picture(star_card(number))
            self._drawn += 1


async def _run(base: str, token: str, database: str) -> None:
    configure_logging("INFO", "console")
    settings = load_settings(
        env_file=None, bot_token=token, api_base_url=base, database_url=database, web_port=0
    )
    stop = stop_on_signals()
    async with running(settings, limits=NO_LIMITS) as app:
        spare_collections()
        await obey(Desk(app), True, stop)


if __name__ == "__main__":
    uvloop.run(_run(*sys.argv[1:]))
