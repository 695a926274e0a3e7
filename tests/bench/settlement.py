"""The figure of a year settled: every branch frozen at once, how long it takes and how much memory.

On SQLite, and on PostgreSQL when there is a server to measure on; by a scheme of which every record counts,
and by one that looks at each.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from storage.database import Database, Transaction
from storage.schema import settlement, settlement_line, settlement_record
from tests.bench.figures import Figure
from tests.bench.outbox import SQLITE, _on_postgresql, _town
from tests.bench.processes import BOT_CORE, Child
from tests.conftest import POSTGRESQL

YEAR: Final = 2025
NOW: Final = datetime(2026, 1, 5, 2, tzinfo=UTC)
SECONDS, MEGABYTES = 10.0, 200.0  # what is promised for 100,000 members with 1,000,000 records
EACH: Final = 10  # records of a member
STRICT: Final = "strict"
# Neighbours in time are records of people far apart.
_FILL: Final = (
    "INSERT INTO service_record(person_id, branch_id, entered_by, day, year, minutes, place, category, words,"
    " state, submitted_at, decided_at, version)"
    " {numbers} SELECT i * 7919 % {people} + 1, i * 7919 % {people} / 50 + 1, i * 7919 % {people} + 1,"
    " {day}, 2025, 60 + i % 4 * 30, '东关社区', 'environment', '扫雪、清理楼道', 'confirmed',"
    " '2026-01-01 00:00:00.000000', '2026-01-02 00:00:00.000000', 2 FROM n",
    "INSERT INTO year_total(person_id, year, services, minutes)"
    " SELECT person_id, year, count(*), sum(minutes) FROM service_record GROUP BY person_id, year",
)
_FILE: Final = """
[title]
zh-Hans = "严格"
zh-Hant = "嚴格"
en = "Strict"
[description]
zh-Hans = "严格。"
zh-Hant = "嚴格。"
en = "Strict."
[[version]]
from_year = 2020
source = "the benchmark"
basis = "hours"
period = "year"
thresholds = [5, 10, 15, 20, 25]
categories = ["environment"]
minimum_minutes = 60
services_per_day = 1
"""


def settlement_figures(people: int, folder: Path) -> list[Figure]:
    """So many members with ten records each."""
    schemes = folder / "schemes"
    schemes.mkdir()
    (schemes / f"{STRICT}.toml").write_text(_FILE, "utf-8")
    found = _settled(SQLITE, f"sqlite:///{folder}/settlement.db", people, schemes)
    with _on_postgresql() as url:
        if url is None:
            return [*found, Figure("  on PostgreSQL", "", f"not run: {POSTGRESQL} is not set")]
        return found + _settled("PostgreSQL", url.format("large"), people, schemes)


def _settled(system: str, url: str, people: int, schemes: Path) -> list[Figure]:
    asyncio.run(_in_town(url, _fill, people))
    seconds, megabytes = _settle(url, people, schemes)
    name = f"settlement of {people:,} members / {people * EACH:,} records ({system})"
    said = f"{seconds:.1f} s, {megabytes:.0f} MB above idle"
    # A server's own costs for each row come to more than what is promised for SQLite.
    reached = seconds <= SECONDS and megabytes <= MEGABYTES if system == SQLITE else None
    promised = f"≤ {SECONDS:g} s, ≤ {MEGABYTES:g} MB" if system == SQLITE else ""
    asyncio.run(_in_database(url, _begin_anew))
    strict, more = _settle(url, people, schemes)
    return [
        Figure(name, promised, said, reached),
        Figure("  by rules that look at each record", "", f"{strict:.1f} s, {more:.0f} MB above idle"),
    ]


def _settle(url: str, people: int, schemes: Path) -> tuple[float, float]:
    """Seconds and megabytes that a process of its own takes, and nothing missing after."""
    with Child.of_module("tests.bench.settler", url, str(schemes), core=BOT_CORE) as settler:
        idle = settler.resident()
        settler.forget_peak()
        took = settler.ask("settle")["seconds"]
        more = settler.peak() - idle
    if asyncio.run(_in_database(url, _count)) != (people, people * EACH):
        raise RuntimeError("not everybody was settled, or somebody twice")
    return took, max(0, more) / 1_000_000


async def _in_town(url: str, work: object, people: int) -> None:
    database = await _town(url, people)
    try:
        await database.run(_fill, people)
    finally:
        await database.close()


async def _in_database(url: str, work: object) -> object:
    database = await Database.open(url)
    try:
        return await database.run(work)  # type: ignore[arg-type] # one of the functions below
    finally:
        await database.close()


def _fill(tx: Transaction, people: int) -> None:
    records = people * EACH
    if tx.is_sqlite:
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {records - 1})"
        day = "date('2025-01-01', (i % 365) || ' days')"
    else:
        numbers = f"WITH n(i) AS (SELECT * FROM generate_series(0::bigint, {records - 1}))"
        day = "date '2025-01-01' + (i % 365)::integer"
    for statement in _FILL:
        tx.execute(sa.text(statement.format(numbers=numbers, day=day, people=people).replace("::", "\\:\\:")))
    if not tx.is_sqlite:
        tx.execute(sa.text("ANALYZE"))  # as the server does by itself after a while


def _count(tx: Transaction) -> tuple[int, int]:
    lines = sa.select(sa.func.count(), sa.func.sum(settlement_line.c.services)).join(
        settlement, settlement.c.id == settlement_line.c.settlement_id
    )
    people, services = tx.execute(lines.where(settlement.c.state == "frozen")).one()
    return people, int(services)


def _begin_anew(tx: Transaction) -> None:
    """Call everything off, and go by the other scheme."""
    tx.execute(sa.update(settlement).values(state="abandoned"))
    tx.execute(sa.delete(settlement_record))
    tx.execute(
        sa.text(
            f"INSERT INTO branch_scheme(branch_id, from_year, scheme) SELECT id, 2020, '{STRICT}' FROM branch"
        )
    )
