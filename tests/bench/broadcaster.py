"""The real bot, told to broadcast: ``python -m tests.bench.broadcaster API_BASE TOKEN DATABASE RATE``."""

from __future__ import annotations

import sys
import time

import uvloop

from bot.app import App, running
from bot.cli import spare_collections, stop_on_signals
from bot.clock import utc_now
from bot.domain.messages import Lane, Message, Push
from bot.logs import configure_logging
from bot.settings import load_settings
from storage import deliveries, outbox
from storage.database import Transaction
from tests.bench.obeying import obey

NOTICE = Push(
    "notice",
    Lane.NOTICE,
    Message("roles-push-right-given", {"branch": "东关社区党支部", "right": "参加星期六上午八点的扫雪"}),
    "reason-roles",
)


class Desk:
    """The operations; each takes and gives plain JSON values."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def broadcast(self, count: int) -> dict[str, float]:
        """Queue a notice for the first ``count`` people: how many there are, and how many seconds it took."""
        began = time.perf_counter()
        queued = await self._app.database.run(_broadcast, count)
        self._app.dispatcher.wake()
        return {"queued": queued, "seconds": time.perf_counter() - began}

    async def states(self) -> dict[str, int]:
        """How many deliveries there are in each state."""
        return await self._app.database.read(deliveries.count)


def _broadcast(tx: Transaction, count: int) -> int:
    return outbox.enqueue_for_people(tx, NOTICE, range(1, count + 1), utc_now())


async def _run(base: str, token: str, database: str, rate: str) -> None:
    configure_logging("INFO", "console")
    settings = load_settings(
        env_file=None, bot_token=token, api_base_url=base, database_url=database, web_port=0, send_rate=rate
    )
    stop = stop_on_signals()
    async with running(settings) as app:
        spare_collections()
        await obey(Desk(app), True, stop)


if __name__ == "__main__":
    uvloop.run(_run(*sys.argv[1:]))
