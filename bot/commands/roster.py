"""``zhibu roster``: the operator brings in rosters and hands out invitations."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import locales
from bot.clock import utc_now
from bot.delivery.connections import bot_name
from bot.domain.rights import operator_actor
from bot.errors import UserError
from bot.i18n import Texts
from bot.office.invites import InviteRow, write_invites
from bot.office.roster import RosterFile, read_roster
from bot.settings import Settings
from bot.usecases.inviting import NewInvite, make_invites
from bot.usecases.roster import Founding, ImportReport, import_roster
from bot.usecases.roster_words import report_message
from storage.database import Database, Transaction
from storage.migrate import migrate

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the command prints, and whether it did what was asked."""

    done: bool
    lines: tuple[str, ...]


def load_texts(settings: Settings) -> Texts:
    """The texts, in which the command line speaks too."""
    return Texts.load(Path(locales.__path__[0]), settings.default_locale)


async def in_database(
    settings: Settings,
    function: Callable[Concatenate[Transaction, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """Run one transaction on the migrated database."""
    await asyncio.to_thread(migrate, settings.database)
    database = await Database.open(settings.database)
    try:
        return await database.run(function, *args, **kwargs)
    finally:
        await database.close()


async def import_file(settings: Settings, file: Path, *, skip_bad: bool) -> Outcome:
    """Read and import a roster file; with a bad row nothing is imported unless ``skip_bad``."""
    texts = load_texts(settings)
    now = utc_now()
    today = now.astimezone(ZoneInfo(settings.timezone)).date()
    try:
        read = await asyncio.to_thread(lambda: read_roster(file.read_bytes(), file.name, today))
        report = await in_database(settings, _import, settings, read, now, skip_bad)
    except UserError as error:
        return Outcome(False, (refusal(texts, settings, error),))
    words = report_message(report, shown=None)
    lines = (texts.format(settings.default_locale, m.key, m.values, html=False) for m in (words, *words.more))
    return Outcome(report.imported, tuple(lines))


def _import(
    tx: Transaction, settings: Settings, read: RosterFile, now: datetime, skip_bad: bool
) -> ImportReport:
    return import_roster(
        tx,
        operator_actor(settings.default_locale, settings.timezone),
        read.rows,
        now,
        Founding(
            settings.timezone,
            load_texts(settings).format(settings.default_locale, "roster-committee"),
            settings.quiet,
            settings.daily_cap,
        ),
        problems=read.problems,
        columns=read.columns,
        skip_bad=skip_bad,
    )


async def print_invites(settings: Settings, branch: str | None) -> bytes:
    """Fresh invitations as csv: name, branch, link, code. Raises ``UserError`` and ``ConnectionError``."""
    username = await bot_name(settings)
    made = await in_database(settings, _invite, settings, branch, utc_now())
    link = f"https://t.me/{username}?start="
    return write_invites([InviteRow(one.name, one.branch, link + one.code, one.code) for one in made])


def _invite(tx: Transaction, settings: Settings, branch: str | None, now: datetime) -> list[NewInvite]:
    return make_invites(tx, operator_actor(settings.default_locale, settings.timezone), branch, now)


def refusal(texts: Texts, settings: Settings, error: UserError) -> str:
    """A use case's refusal in words."""
    return texts.format(settings.default_locale, f"error-{error.key}", error.values, html=False)
