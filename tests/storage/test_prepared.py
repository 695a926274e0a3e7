"""Prepared statements do what SQLAlchemy's own execution does, with every kind of value."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from bot.domain.messages import Lane
from storage.database import Database, Transaction
from storage.prepared import PreparedChange, PreparedSelect
from storage.schema import push

COLUMNS = (
    *("kind", "lane", "content", "reason", "when_unknown", "sender_id"),
    *("expires_at", "created_at"),
)
INSERT = PreparedChange(sa.insert(push), *COLUMNS)
CHANGE = PreparedChange(
    sa.update(push)
    .where(push.c.kind == sa.bindparam("which"), push.c.lane == "notice")
    .values(reason=sa.bindparam("why"), expires_at=sa.bindparam("at"), sender_id=7),
    "which",
    "why",
    "at",
)
ALL = sa.select(push, sa.cast("2026-11-20", sa.Text)).where(push.c.id >= sa.bindparam("first"))
SELECT = PreparedSelect(ALL, "first")
NOW = datetime(2026, 11, 20, 9, 0, 0, 123456, tzinfo=UTC)


def _row(**more: object) -> dict[str, object]:
    plain = {
        "kind": "词 '\"\x01%s:x",
        "lane": Lane.NOTICE,
        "content": {"文": [1, None, "é", True]},
        "reason": "x",
        "when_unknown": "keep",
        "sender_id": None,
        "expires_at": None,
        "created_at": NOW,
    }
    return {**plain, **more}


async def test_every_kind_of_value_goes_in_and_comes_out(database: Database) -> None:
    def work(tx: Transaction) -> tuple[list[int], list[tuple[object, ...]], list[tuple[object, ...]]]:
        ids = [INSERT.insert(tx, _row(expires_at=at, sender_id=2**40)) for at in (None, NOW)]
        ids.append(tx.insert_one(push, **_row()))
        return ids, SELECT.rows(tx, {"first": 0}), [tuple(row) for row in tx.execute(ALL, {"first": 0})]

    ids, prepared, executed = await database.run(work)
    assert ids == sorted(set(ids))
    assert [row[0] for row in prepared] == ids
    assert prepared == executed
    assert prepared[1][3:9] == ({"文": [1, None, "é", True]}, "x", "keep", 2**40, NOW, NOW)


async def test_a_change_counts_its_rows_and_keeps_its_fixed_values(database: Database) -> None:
    def work(tx: Transaction) -> tuple[int, int, list[tuple[object, ...]]]:
        for lane in (Lane.NOTICE, Lane.NOTICE, Lane.URGENT):
            INSERT.insert(tx, _row(kind="a", lane=lane))
        changed = CHANGE.run(tx, {"which": "a", "why": "because", "at": NOW})
        nothing = CHANGE.run(tx, {"which": "b", "why": "because", "at": None})
        query = sa.select(push.c.lane, push.c.reason, push.c.expires_at, push.c.sender_id).order_by(push.c.id)
        return changed, nothing, [tuple(row) for row in tx.execute(query)]

    changed, nothing, rows = await database.run(work)
    assert (changed, nothing) == (2, 0)
    assert rows == [("notice", "because", NOW, 7)] * 2 + [("urgent", "x", None, None)]


async def test_it_is_part_of_the_transaction(database: Database) -> None:
    def fails(tx: Transaction) -> None:
        INSERT.insert(tx, _row())
        raise ZeroDivisionError

    for _ in range(2):
        try:
            await database.run(fails)
        except ZeroDivisionError:
            continue
    assert await database.read(SELECT.rows, {"first": 0}) == []
