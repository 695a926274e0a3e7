"""The figure of ``/stars``: how long its use case takes in a full database."""

from __future__ import annotations

import asyncio
import random
import time

from bot.clock import utc_now
from bot.domain.scheme_files import load_schemes
from bot.usecases.stars import my_stars
from storage.actors import Caller, load_actor
from storage.database import Database, Transaction
from tests.bench.figures import Figure, percentile
from tests.bench.scale import Scale
from tests.bench.town import FIRST_ACCOUNT, GROUP, Town


def star_figures(scale: Scale, town: Town) -> list[Figure]:
    """``/stars`` of random members."""
    found = asyncio.run(_looks(town, scale.looks))
    middle, late = (percentile(found, share) for share in (0.5, 0.99))
    return [
        Figure(
            f"/stars with {town.records:,} records",
            "≤ 5 ms in the database",
            f"p50 {middle:.2f} ms, p99 {late:.2f} ms",
            late <= 5,
        )
    ]


async def _looks(town: Town, count: int) -> list[float]:
    """Milliseconds that each look took in the database, after as many to warm it."""
    schemes = load_schemes()
    people = random.Random(1)

    def look(tx: Transaction, telegram_id: int) -> float:
        start = time.perf_counter()
        actor = load_actor(tx, Caller(telegram_id, "zh-Hans", "Asia/Shanghai", is_operator=False))
        status = my_stars(tx, actor, schemes, utc_now())
        took = time.perf_counter() - start
        if status.stars.done.services + sum(one.done.services for one in status.earlier) == 0:
            raise RuntimeError("somebody without any record was measured")
        return took * 1000

    database = await Database.open(town.url)
    try:
        found = [
            await database.read(look, FIRST_ACCOUNT + people.randrange(town.members // GROUP) * GROUP + 1)
            for _ in range(2 * count)
        ]
    finally:
        await database.close()
    return found[count:]
