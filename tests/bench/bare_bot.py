"""The bot to compare with: ``python -m tests.bench.bare_bot API_BASE TOKEN TRANSPORT CONCURRENCY``.

python-telegram-bot alone, with its default request or with ours: it makes the two calls of a confirmation and
stores nothing. It imports nothing of the real bot but, if told to, its transport.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Any

import uvloop
from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackQueryHandler

TOAST = "已通过"
DECIDED = "✅ 已通过：老周12，11月18日 周三，2小时，东关社区，扫雪、清理楼道。\n<i>由李秀英确认</i>"


async def _press(update: Update, context: Any) -> None:
    query = update.callback_query
    assert query is not None
    # Both at once, as the real bot makes them; one after the other it would be slower.
    await asyncio.gather(query.answer(TOAST), query.edit_message_text(DECIDED, parse_mode=ParseMode.HTML))


async def _run(base: str, token: str, transport: str, concurrency: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    builder = Application.builder().token(token).base_url(f"{base}/bot").concurrent_updates(int(concurrency))
    if transport == "aiohttp":
        from bot.delivery.request import AiohttpRequest

        builder = builder.request(AiohttpRequest()).get_updates_request(AiohttpRequest(2, read_timeout=20.0))
    application = builder.build()
    application.add_handler(CallbackQueryHandler(_press))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling()
        print('{"ready": true}', flush=True)
        await stop.wait()
        await application.updater.stop()
        await application.stop()


if __name__ == "__main__":
    uvloop.run(_run(*sys.argv[1:]))
