"""``zhibu settle``: the year of every branch frozen at once, and how it stands."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.clock import utc_now
from bot.commands.roster import load_texts, refusal
from bot.domain.rights import Actor, operator_actor
from bot.domain.scheme_files import load_schemes
from bot.errors import UserError
from bot.settings import Settings
from bot.usecases import settling
from bot.usecases.stars import Schemes
from storage import branches, settlements
from storage.database import Database, Transaction
from storage.migrate import migrate

NOT_BEGUN = "not begun"


@dataclass(frozen=True, slots=True)
class Report:
    """What the command prints, and whether every branch is as it should be."""

    good: bool
    lines: tuple[str, ...]


async def settle(settings: Settings, year: int, branch: str | None, *, only_look: bool) -> Report:
    """Freeze the year of every branch, or of one, that nobody has begun; ``only_look``: say how all stand.

    Broken off, it goes on where it was when it is run again. Raises ``UserError`` ``branch-unknown``,
    ``settle-year-not-now``.
    """
    await asyncio.to_thread(migrate, settings.database)
    actor = operator_actor(settings.default_locale, settings.timezone)
    database = await Database.open(settings.database)
    try:
        only = await database.read(_branch_named, branch)
        lines: list[str] = []
        if not only_look:
            schemes = load_schemes()
            lines = await _freeze(settings, database, actor, year, only, schemes)
        return Report(not lines, (*lines, *await database.read(_standing, year, only)))
    finally:
        await database.close()


async def freeze_all(
    database: Database, actor: Actor, year: int, only: int | None, known: Schemes, now: datetime
) -> settling.Frozen:
    """Portion after portion, each in a transaction of its own."""
    done: list[int] = []
    differing: list[tuple[int, int]] = []
    refused: list[tuple[int, UserError]] = []
    for portion in await database.read(settling.portions, actor, year, only):
        found = await database.run(settling.freeze_some, actor, portion, year, known, now)
        done += found.settlements
        differing += found.differing
        refused += found.refused
    return settling.Frozen(tuple(done), tuple(differing), tuple(refused))


async def _freeze(
    settings: Settings, database: Database, actor: Actor, year: int, only: int | None, known: Schemes
) -> list[str]:
    """A line for each branch that was left as it was; no person is named."""
    found = await freeze_all(database, actor, year, only, known, utc_now())
    names = await database.read(_names)
    people = Counter(branch_id for branch_id, _ in found.differing)
    texts = load_texts(settings)
    return [
        *(
            f"{names[one]}\tsums of {count} people differ from their records: run `zhibu doctor`"
            for one, count in people.items()
        ),
        *(f"{names[one]}\t{refusal(texts, settings, error)}" for one, error in found.refused),
    ]


def _branch_named(tx: Transaction, name: str | None) -> int | None:
    if name is None:
        return None
    found = branches.find_by_name(tx, name)
    if found is None:
        raise UserError("branch-unknown", name=name)
    return found.id


def _names(tx: Transaction) -> dict[int, str]:
    return {one.id: one.name for one in branches.every(tx)}


def _standing(tx: Transaction, year: int, only: int | None) -> tuple[str, ...]:
    """How many branches stand how; of one branch only its own state."""
    found = [one for one in branches.every(tx) if only in (None, one.id)]
    rows = settlements.of_branches(tx, [one.id for one in found], year)
    if only is not None:
        return tuple(f"{one.name}\t{rows[one.id].state if one.id in rows else NOT_BEGUN}" for one in found)
    counts = Counter(rows[one.id].state.value if one.id in rows else NOT_BEGUN for one in found)
    return tuple(f"{year}\t{state}\t{count}" for state, count in sorted(counts.items()))
