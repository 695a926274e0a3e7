"""A database of one branch whose every member can be reached, made by plain SQL in seconds."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from bot.clock import utc_now
from storage.migrate import migrate

FIRST = 10_000_000  # the Telegram id of the first; the others follow, in the order of their ids


def fill(path: Path, count: int) -> str:
    """Make it with so many members; the address of the database."""
    url = f"sqlite:///{path}"
    migrate(url)
    at = "'2024-01-01 00:00:00.000000'"
    people = (
        f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) "
        "INSERT INTO person(id, branch_id, name, kind, active, created_at) "
        f"SELECT i + 1, 1, '李明' || i, 'full', 1, {at} FROM n"
    )
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode=OFF",
        "PRAGMA synchronous=OFF",
        "BEGIN",
        "INSERT INTO branch(id, name, sector, timezone, backdate_days) "
        f"VALUES (1, '东关社区党支部', 'community', '{daytime(utc_now())}', 31)",
        people,
        "INSERT INTO account(telegram_id, person_id, locale, reach, created_at) "
        f"SELECT {FIRST - 1} + id, id, 'zh-Hans', 'ok', {at} FROM person",
        "COMMIT",
        "PRAGMA journal_mode=WAL",
    ):
        connection.execute(statement)
    connection.close()
    return url


def daytime(now: datetime) -> str:
    """A time zone in which it is noon: nobody there is left alone just when a measurement begins."""
    return f"Etc/GMT{now.hour - 12:+d}"
