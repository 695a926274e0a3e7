"""The real bot, told to broadcast: ``python -m tests.bench.broadcaster API_BASE TOKEN DATABASE RATE``."""

from __future__ import annotations

import sys
import time

import uvloop

from bot.app import App, running
from bot.cli import spare_collections, stop_on_signals
from bot.clock import utc_now
from bot.domain.audience import Audience
from bot.domain.rights import operator_actor
from bot.logs import configure_logging
from bot.settings import load_settings
from bot.usecases import notice_progress
from bot.usecases.notice_card import Terms
from storage.database import Transaction
from storage.notices import NoticeRow
from tests.bench.obeying import obey
from tests.bench.senders import TEXT
from tests.support.notices import send_notice


class Desk:
    """The operations; each takes and gives plain JSON values."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def broadcast(self, rate: float) -> dict[str, float]:
        """Send a notice to everybody: its id, how many it goes to, and how many seconds 发送 took."""
        began = time.perf_counter()
        row = await self._app.database.run(_broadcast, Terms(rate))
        self._app.dispatcher.wake()
        return {"notice": row.id, "people": row.people, "seconds": time.perf_counter() - began}

    async def progress(self, notice: int) -> dict[str, int]:
        """How it goes, counted as for the sender's message."""
        found = await self._app.database.read(notice_progress.report, notice)
        assert found is not None
        return {"sent": found.sent, "queued": found.queued, "unknown": found.unknown}


def _broadcast(tx: Transaction, terms: Terms) -> NoticeRow:
    operator = operator_actor("zh-Hans", "Asia/Shanghai")
    return send_notice(tx, operator, Audience(everywhere=True), TEXT, terms, utc_now())


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
