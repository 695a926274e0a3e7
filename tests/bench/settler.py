"""Settles a year when asked: ``python -m tests.bench.settler DATABASE SCHEMES``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import uvloop

from bot.cli import spare_collections, stop_on_signals
from bot.commands.settle import freeze_all
from bot.domain.rights import operator_actor
from bot.domain.scheme_files import load_schemes
from storage.database import Database
from tests.bench.obeying import obey
from tests.bench.settlement import NOW, YEAR


class Desk:
    """The operations."""

    def __init__(self, database: Database, schemes: Path) -> None:
        self._database = database
        self._known = load_schemes(schemes)

    async def settle(self) -> dict[str, float]:
        """Freeze every branch; the seconds it took and how many branches there were."""
        actor = operator_actor("zh-Hans", "Asia/Shanghai")
        began = time.perf_counter()
        done = await freeze_all(self._database, actor, YEAR, None, self._known, NOW)
        took = time.perf_counter() - began
        if done.differing or done.refused:
            raise RuntimeError("the town's sums are not right")
        return {"seconds": took, "branches": len(done.settlements)}


async def _run(url: str, schemes: str) -> None:
    stop = stop_on_signals()
    database = await Database.open(url)
    spare_collections()
    try:
        await obey(Desk(database, Path(schemes)), True, stop)
    finally:
        await database.close()


if __name__ == "__main__":
    uvloop.run(_run(*sys.argv[1:]))
