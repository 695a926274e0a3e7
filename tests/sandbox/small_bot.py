"""A small real bot for the local Telegram's own tests: it says back what it hears."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update


async def _answer(bot: Bot, update: Update) -> None:
    if update.callback_query:
        if update.callback_query.data == "alert":
            await update.callback_query.answer("请确认", show_alert=True)
            return
        if update.callback_query.data == "private":
            await update.callback_query.answer(url=f"https://t.me/{bot.username}?start=AB12")
            return
        await update.callback_query.edit_message_text(f"按了 {update.callback_query.data}")
        await update.callback_query.answer("收到了")
        return
    message = update.effective_message
    if message is None:
        return
    if message.document:
        file = await message.document.get_file()
        data = bytes(await file.download_as_bytearray())
        await message.reply_document(
            data, filename="回.txt", caption=f"{message.document.file_name} {len(data)}"
        )
    elif message.photo:
        await message.reply_photo(message.photo[-1].file_id, caption="照片")
    elif message.text == "键盘":
        await message.reply_text("选吧", reply_markup=ReplyKeyboardMarkup([["甲", "乙"]]))
    elif message.text:
        button = InlineKeyboardButton("✅ 通过", callback_data="ok:1")
        await message.reply_text(f"你说 {message.text}", reply_markup=InlineKeyboardMarkup([[button]]))


async def _poll(bot: Bot) -> None:
    offset = 0
    while True:
        for update in await bot.get_updates(offset, timeout=10):
            offset = update.update_id + 1
            await _answer(bot, update)


@contextlib.asynccontextmanager
async def run_small_bot(bot: Bot) -> AsyncIterator[None]:
    task = asyncio.create_task(_poll(bot))
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
