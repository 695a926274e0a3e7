"""``kill -9`` of the process that freezes the year of every branch: it goes on, and comes to the same."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import time
from pathlib import Path

import pytest

from storage.database import Database
from storage.ledger_check import prove
from tests.bench.town import BRANCH, build
from tests.durability.nursing import opened

SEED = 20261122
PEOPLE = RECORDS = 10_000  # two portions, each frozen in a transaction of its own
PORTION = 5_000 // BRANCH  # branches
YEAR = 2025
PATIENCE = 20.0  # seconds until a portion is frozen


def _count(path: Path, query: str) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found: int = connection.execute(query).fetchone()[0]
        return found


@pytest.mark.crash
async def test_a_settlement_that_is_killed_goes_on(tmp_path: Path) -> None:
    town = await asyncio.to_thread(build, tmp_path / "town.db", PEOPLE, 0, RECORDS)
    chance = random.Random(SEED)
    frozen = "SELECT count(*) FROM settlement"
    given = {
        "arguments": ["settle", "--year", str(YEAR)],
        "folder": str(tmp_path),
        "environment": {"ZHIBU_DATABASE_URL": town.url},
        "out": str(tmp_path / "out"),
    }
    async with opened("zhibu", tmp_path / "log", **given) as nursery:
        for portion in (0, 1):
            pid, began = await nursery.born(), time.monotonic()
            while _count(town.path, frozen) < portion * PORTION:
                assert time.monotonic() - began < PATIENCE, "nothing is frozen"
                await asyncio.sleep(0.002)
            await asyncio.sleep(chance.uniform(0, 0.05))  # at work on the next one
            await nursery.killed(pid)
            assert _count(town.path, frozen) == portion * PORTION
        assert await nursery.ended(await nursery.born()) == 0
    assert (tmp_path / "out").read_text() == f"{YEAR}\tfrozen\t{PEOPLE // BRANCH}\n"
    assert _count(town.path, "SELECT count(DISTINCT branch_id) FROM settlement") == PEOPLE // BRANCH
    assert _count(town.path, "SELECT count(*) FROM settlement_line") == PEOPLE
    of_year = f"FROM year_total WHERE year = {YEAR}"
    for sums in ("sum(services)", "sum(minutes)"):
        kept = _count(town.path, f"SELECT {sums} {of_year}")
        assert _count(town.path, f"SELECT {sums} FROM settlement_line") == kept > 0
    database = await Database.open(town.url)
    proof = await database.read(prove)
    await database.close()
    assert (proof.faults, proof.entries) == ([], RECORDS + PEOPLE // BRANCH)
