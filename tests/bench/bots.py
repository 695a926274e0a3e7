"""The bots that are compared: ``python -m tests.bench.bots KIND API_BASE TOKEN …``, until SIGTERM.

``zhibu DATABASE``: the real bot as ``zhibu run`` builds it, without pacing.
``ptb TRANSPORT CONCURRENCY``: python-telegram-bot alone; it makes the same two calls and stores nothing.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import uvloop
from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler

from bot.app import running
from bot.cli import spare_collections, stop_on_signals
from bot.delivery.budgets import Limits
from bot.delivery.request import AiohttpRequest
from bot.logs import configure_logging
from bot.settings import load_settings

NO_LIMITS = Limits(None, None, 3, None)
TOAST = "已通过"
DECIDED = "✅ 已通过：老周12，11月18日 周三，2小时，东关社区，扫雪、清理楼道。\n<i>由李秀英确认</i>"


def _ready() -> None:
    print('{"ready": true}', flush=True)


async def _zhibu(base: str, token: str, database: str) -> None:
    configure_logging("INFO", "console")
    settings = load_settings(
        env_file=None, bot_token=token, api_base_url=base, database_url=database, web_port=0
    )
    stop = stop_on_signals()
    async with running(settings, limits=NO_LIMITS) as app:
        spare_collections()
        _ready()
        await app.run_until(stop)


async def _press(update: Update, context: Any) -> None:
    query = update.callback_query
    assert query is not None
    # Both at once, as the real bot makes them; one after the other it would be slower.
    await asyncio.gather(query.answer(TOAST), query.edit_message_text(DECIDED, parse_mode=ParseMode.HTML))


async def _ptb(base: str, token: str, transport: str, concurrency: str) -> None:
    stop = stop_on_signals()
    builder = Application.builder().token(token).base_url(f"{base}/bot").concurrent_updates(int(concurrency))
    if transport == "aiohttp":
        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest(2, read_timeout=20.0))
    application = builder.build()
    application.add_handler(CallbackQueryHandler(_press))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        _ready()
        await stop.wait()
        await application.updater.stop()
        await application.stop()


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    uvloop.run(_zhibu(*arguments) if kind == "zhibu" else _ptb(*arguments))
