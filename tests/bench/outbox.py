"""How long it takes to queue for everybody, and to find what is next beside a million others.

On SQLite, and on PostgreSQL when there is a server to measure on.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final
from uuid import uuid4

import sqlalchemy as sa

from bot.domain.messages import Lane, Message, Push
from storage import deliveries, leases, outbox
from storage.database import Database, Transaction
from storage.migrate import migrate
from storage.schema import person
from tests.bench.figures import Figure
from tests.conftest import POSTGRESQL, _on_server

NOW: Final = datetime(2026, 5, 4, 1, tzinfo=UTC)
BATCH: Final = 128  # deliveries of a lane that the dispatcher has in memory
CLAIMS: Final = 60  # of each kind, in turn
SQLITE: Final = "SQLite"
NOTICE: Final = Push("notice", Lane.NOTICE, Message("note", {"text": "扫雪"}), "")
SENDERS: Final = (2, 50)

_FILL: Final = (
    "INSERT INTO committee(id, name) VALUES (1, '城关镇党委')",
    "INSERT INTO branch(id, committee_id, name, sector, timezone, backdate_days)"
    " {numbers} SELECT i, 1, '第' || i || '党支部', 'rural', 'Asia/Shanghai', 31"
    " FROM n WHERE i <= {branches}",
    "INSERT INTO person(id, branch_id, name, kind, active, created_at)"
    " {numbers} SELECT i, (i - 1) / 50 + 1, '李明' || i, 'full', {true}, '2026-01-01 00:00:00.000000' FROM n",
    # People join in whatever order, and nobody's Telegram id tells who they are.
    "INSERT INTO account(telegram_id, person_id, locale, reach, created_at)"
    " {numbers} SELECT 1000000000 + (i * 829348951) % 5000000029, i, 'zh-Hans', 'ok',"
    " '2026-01-01 00:00:00.000000' FROM n ORDER BY (i * 48271) % 2147483647",
)


def outbox_figures(most: int, folder: Path) -> list[Figure]:
    """Queueing for ``most`` people and for a tenth of them, and claiming a batch beside so many."""
    found = asyncio.run(_measure(SQLITE, f"sqlite:///{folder}/outbox-{{}}.db", most))
    with _on_postgresql() as url:
        if url is None:
            found.append(Figure("queue and claim on PostgreSQL", "", f"not run: {POSTGRESQL} is not set"))
        else:
            found += asyncio.run(_measure("PostgreSQL", url, most))
    return found


@contextlib.contextmanager
def _on_postgresql() -> Iterator[str | None]:
    """The address of databases of our own, with a place for a word."""
    address = os.environ.get(POSTGRESQL)
    if not address:
        yield None
        return
    server = sa.make_url(address)
    name = f"zhibu_bench_{uuid4().hex[:8]}"
    for word in ("small", "large"):
        _on_server(server, f'CREATE DATABASE "{name}_{word}"')
    try:
        yield server.set(database=name).render_as_string(hide_password=False) + "_{}"
    finally:
        for word in ("small", "large"):
            _on_server(server, f'DROP DATABASE "{name}_{word}" WITH (FORCE)')


async def _measure(system: str, url: str, most: int) -> list[Figure]:
    small = await _town(url.format("small"), most // 10)
    try:
        tenth = await _queueing(system, small, most // 10, 0.25)
    finally:
        await small.close()
    large = await _town(url.format("large"), most)
    try:
        return [tenth, *await _claims(system, large, most)]
    finally:
        await large.close()


async def _town(url: str, people: int) -> Database:
    migrate(url)
    database = await Database.open(url)
    await database.run(_fill, people)
    return database


def _fill(tx: Transaction, people: int) -> None:
    numbers = (
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {people})"
        if tx.is_sqlite
        else f"WITH n(i) AS (SELECT * FROM generate_series(1::bigint, {people}))"
    )
    true = "1" if tx.is_sqlite else "true"
    given = {"numbers": numbers, "true": true, "branches": (people - 1) // 50 + 1}
    for statement in _FILL:
        tx.execute(sa.text(statement.format(**given)))
    if not tx.is_sqlite:
        tx.execute(sa.text("ANALYZE"))  # as the server does by itself after a while


def _queue(tx: Transaction, people: int, sender: int, first: int = 1) -> int:
    """For so many people from the ``first`` one on."""
    push_id = outbox.keep(tx, NOTICE, NOW, sender)
    whom = person.c.id.between(first, first + people - 1)
    return outbox.enqueue_where(tx, push_id, NOTICE, whom, NOW, sender)


async def _queueing(system: str, database: Database, people: int, limit: float) -> Figure:
    began = time.perf_counter()
    queued = await database.run(_queue, people, 1)
    took = time.perf_counter() - began
    if queued != people:
        raise RuntimeError(f"queued for {queued} of {people}")
    name = f"queue for {people:,} people ({system})"
    if system != SQLITE:  # a server's own costs for each row come to more than that
        return Figure(name, "", f"{took:.2f} s")
    return Figure(name, f"≤ {limit:g} s", f"{took:.2f} s", took <= limit)


async def _claims(system: str, database: Database, most: int) -> list[Figure]:
    batch = min(BATCH, most // 400)
    rounds = min(CLAIMS, most // 100 // batch)
    await database.run(_queue, most // 100, 1)
    few = await _cost(database, batch, rounds)
    queued = await _queueing(system, database, most, 3.0)
    many = await _cost(database, batch, rounds)
    figures = [
        queued,
        _claimed(f"claim the next {batch} beside {most:,} queued ({system})", many),
        Figure(
            f"  beside {most // 100:,} queued",
            "≤ 1.2 ×",
            f"{few * 1000:.2f} ms: {many / few:.2f} ×",
            many <= 1.2 * few,
        ),
    ]
    senders = 1
    for wanted in SENDERS:
        while senders < wanted:
            senders += 1
            people = most // 100 if senders == SENDERS[0] else most // 1000
            await database.run(_queue, people, senders, senders * people)
        took = await _cost(database, batch, rounds)
        figures.append(_claimed(f"  of {wanted} senders", took))
    return figures


def _claimed(name: str, took: float) -> Figure:
    return Figure(name, "≤ 2 ms", f"{took * 1000:.2f} ms", took <= 0.002)


async def _cost(database: Database, batch: int, rounds: int) -> float:
    """The middle cost in seconds of a claim, while what is claimed is sent."""
    costs: list[float] = []
    for _ in range(rounds):
        cost, claimed = await database.read(_claim, batch)
        costs.append(cost)
        await database.run(_send, claimed)
    return median(costs)


def _claim(tx: Transaction, batch: int) -> tuple[float, list[deliveries.Delivery]]:
    began = time.perf_counter()
    claimed = deliveries.claim(tx, NOW, Lane.NOTICE, batch, (), ())
    return time.perf_counter() - began, claimed


def _send(tx: Transaction, batch: list[deliveries.Delivery]) -> None:
    epoch = leases.take(tx, leases.DISPATCHER, "bench", 60.0)
    if epoch is None or len(batch) == 0:
        raise RuntimeError("nothing was claimed")
    begun = deliveries.begin_many(tx, [(one.id, 0) for one in batch], epoch, NOW)
    if len(begun.ids) != len(batch):
        raise RuntimeError("what was claimed could not be begun")
    sent = [deliveries.Ending(one.id, one.attempts + 1, deliveries.SENT, 7) for one in batch]
    deliveries.end_many(tx, sent, NOW)
