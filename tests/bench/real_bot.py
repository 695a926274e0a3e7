"""The real bot as ``zhibu run`` starts it, without pacing.

``python -m tests.bench.real_bot API_BASE TOKEN DATABASE``.
"""

from __future__ import annotations

import sys

import uvloop

from bot.app import running
from bot.cli import spare_collections, stop_on_signals
from bot.delivery.budgets import Limits
from bot.logs import configure_logging
from bot.settings import load_settings

NO_LIMITS = Limits(None, None, 3, None)


async def _run(base: str, token: str, database: str) -> None:
    configure_logging("INFO", "console")
    settings = load_settings(
        env_file=None, bot_token=token, api_base_url=base, database_url=database, web_port=0
    )
    stop = stop_on_signals()
    async with running(settings, limits=NO_LIMITS) as app:
        spare_collections()
        print('{"ready": true}', flush=True)
        await app.run_until(stop)


if __name__ == "__main__":
    uvloop.run(_run(*sys.argv[1:]))
