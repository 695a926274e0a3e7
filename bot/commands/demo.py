"""``zhibu demo``: a local Telegram, a made-up branch and the real bot, talking over HTTP on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot.app import App, running
from bot.clock import utc_now
from bot.commands.demo_life import enliven
from bot.commands.demo_world import Somebody, everybody, found
from bot.errors import SettingsError
from bot.sandbox.server import LocalTelegram
from bot.settings import Settings, load_settings
from storage.database import Database
from storage.migrate import migrate

TOKEN = "1000000001:LOCAL-TELEGRAM-of-the-demonstration"
LANGUAGE = "zh-hans"


async def run_demo(port: int, stop: asyncio.Event) -> None:
    """Print one address to open, and go on until ``stop``. Raises ``SettingsError`` for a port in use."""
    with tempfile.TemporaryDirectory(prefix="zhibu-demo-") as folder:
        async with open_demo(Path(folder), port) as (telegram, app):
            print(f"\n  支部通演示 / Zhibu demo:  {telegram.url}\n", flush=True)
            print("  在浏览器里打开，选一个人，开始说话。停止：Ctrl-C", flush=True)
            print("  Open it, choose who you are, and talk. Stop: Ctrl-C\n", flush=True)
            await app.run_until(stop)
    print("  再见 / Bye", flush=True)


@contextlib.asynccontextmanager
async def open_demo(folder: Path, port: int) -> AsyncIterator[tuple[LocalTelegram, App]]:
    """The demonstration at work; everything it stores is in ``folder``."""
    telegram = LocalTelegram(port=port)
    telegram.engine.add_bot(TOKEN)
    try:
        await telegram.start()
    except OSError:
        raise SettingsError(f"--port: {port} is in use, choose another or 0") from None
    try:
        settings = _settings(telegram, folder)
        await asyncio.to_thread(migrate, settings.database)
        codes = await _found(settings)
        branch = everybody()
        _give_phones(telegram, branch)
        async with running(settings) as app:
            await _begin(telegram, app, branch, codes)
            await app.database.run(enliven, settings, utc_now())
            app.dispatcher.wake()
            await app.settled()
            yield telegram, app
    finally:
        await telegram.stop()


def _settings(telegram: LocalTelegram, folder: Path) -> Settings:
    # Whatever this machine's environment says, the demonstration talks to nobody outside.
    return load_settings(
        env_file=None,
        bot_token=TOKEN,
        api_base_url=telegram.url,
        database_url=f"sqlite:///{folder / 'demo.db'}",
        operator_ids="",
        proxy_url=None,
        webhook_url=None,
        web_port=0,
        timezone="Asia/Shanghai",
        default_locale="zh-Hans",
        # Who tries it at night wants to see what arrives, and does not wait for the morning.
        quiet_hours="00:00-00:00",
    )


async def _found(settings: Settings) -> dict[str, str]:
    database = await Database.open(settings.database)
    try:
        return await database.run(found, settings, utc_now())
    finally:
        await database.close()


def _give_phones(telegram: LocalTelegram, branch: list[Somebody]) -> None:
    for one in branch:
        if one.account is not None:
            _do(telegram, "person", id=one.account, name=one.name, label=one.label, language_code=LANGUAGE)
    _do(telegram, "person", name="过路群众", label="群众", language_code=LANGUAGE)


async def _begin(telegram: LocalTelegram, app: App, branch: list[Somebody], codes: dict[str, str]) -> None:
    """Everybody has greeted the bot once; two are invited in a group, the rest share the branch's own."""
    for one in branch:
        if one.joined:
            _do(telegram, "start", user=one.account)
    secretary = branch[0].account
    new = [one.account for one in branch if one.name in codes]
    group = _do(telegram, "group", title="新同志报到", founder=secretary, members=new, bot=False)
    for name, code in codes.items():
        link = f"https://t.me/{app.bot.username}?start={code}"
        text = f"{name}同志，点这个链接就能加入：{link}"
        _do(telegram, "send", user=secretary, chat=group["id"], text=text)
    joined = [one.account for one in branch if one.joined]
    shared = _do(telegram, "group", title="东关社区党员群", founder=secretary, members=joined)
    _do(telegram, "send", user=secretary, chat=shared["id"], text="/bind")
    await app.settled()


def _do(telegram: LocalTelegram, operation: str, **arguments: Any) -> Any:
    return telegram.control.run(operation, arguments)
