"""``zhibu doctor``: is everything as it should be?"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.delivery.connections import bot_name
from bot.errors import SettingsError
from bot.settings import Settings
from storage import inbox, totals
from storage.database import Database, is_trouble
from storage.migrate import is_current


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    good: bool
    text: str


async def examine(settings: Settings) -> list[Finding]:
    """Look at the database and at Telegram; never raises for what it is meant to find."""
    try:
        current = await asyncio.to_thread(is_current, settings.database)
    except SettingsError as error:
        return [Finding(False, str(error))]
    # Any failure to reach the database is the finding itself.
    except Exception as error:
        if not is_trouble(error):
            raise
        return [Finding(False, f"database: cannot be reached ({type(error).__name__})")]
    if not current:
        return [Finding(False, "database: migrations are missing, run `zhibu migrate`")]
    return [*(await _database(settings)), await _telegram(settings)]


async def _database(settings: Settings) -> list[Finding]:
    database = await Database.open(settings.database)
    try:
        wrong = await database.read(totals.wrong)
        aside = await database.read(inbox.quarantined)
    finally:
        await database.close()
    return [
        Finding(True, "database: reachable and up to date"),
        Finding(not wrong, f"yearly sums: {len(wrong)} differ from a recount"),
        Finding(not aside, f"updates set aside because they could not be handled: {len(aside)}"),
    ]


async def _telegram(settings: Settings) -> Finding:
    if settings.bot_token is None:
        return Finding(False, "ZHIBU_BOT_TOKEN: not set")
    try:
        return Finding(True, f"Telegram: the token belongs to @{await bot_name(settings)}")
    except ConnectionError as error:
        return Finding(False, f"Telegram: {error}")
