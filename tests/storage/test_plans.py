"""Everyday questions go by an index on both systems, and values come back as they went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa

from bot.domain.service import RecordState, ServiceCategory
from storage import drafts, inbox, invites, record_lists, records, totals
from storage.database import Database, Transaction
from storage.record_lists import Scope
from storage.schema import account, audit, branch, committee, party_group, person, service_record

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
BRANCHES, PEOPLE, RECORDS = 40, 2_000, 20_000  # of the records the last hundredth waits


def fill(tx: Transaction) -> None:
    """Branches of fifty in groups of ten; what a person did lies far apart in the table."""
    tx.execute(committee.insert(), [{"id": i, "name": f"c{i}"} for i in (1, 2)])
    one = {"sector": "rural", "timezone": "Asia/Shanghai", "backdate_days": 31}
    ids = range(1, BRANCHES + 1)
    tx.execute(
        branch.insert(),
        [{"id": i, "committee_id": 1 if i <= 10 else 2, "name": f"b{i}", **one} for i in ids],
    )
    groups = [{"id": i, "branch_id": (i - 1) // 5 + 1, "name": f"g{i}"} for i in range(1, 5 * BRANCHES + 1)]
    tx.execute(party_group.insert(), groups)
    each = {"kind": "full", "active": True, "created_at": NOW}
    tx.execute(
        person.insert(),
        [
            {"id": i, "branch_id": (i - 1) // 50 + 1, "group_id": (i - 1) // 10 + 1, "name": f"p{i}", **each}
            for i in range(1, PEOPLE + 1)
        ],
    )
    tx.execute(service_record.insert(), [_record(i) for i in range(1, RECORDS + 1)])
    rows = [inbox.Received(i, i, "{}") for i in range(3_000)]
    for start in range(0, 3_000, 500):
        inbox.receive(tx, rows[start : start + 500], NOW)
    tx.execute(sa.text("UPDATE inbox SET state = 'done' WHERE update_id < 2990"))
    if not tx.is_sqlite:
        tx.execute(sa.text("ANALYZE"))


def _record(number: int) -> dict[str, Any]:
    who = number * 7919 % PEOPLE + 1
    return {
        "branch_id": (who - 1) // 50 + 1,
        "person_id": who,
        "day": date(2026, 1, 1) + timedelta(days=number % 300),
        "year": 2026,
        "minutes": 60,
        "place": f"place {number % 97}",
        "category": ServiceCategory.ENVIRONMENT.value,
        "words": "扫雪",
        "state": "submitted" if number > RECORDS * 0.99 else "confirmed",
        "entered_by": who,
        "submitted_at": NOW,
        "version": 1,
    }


# What is asked, and the index that must answer when the database chooses among the records.
QUESTIONS: dict[str, tuple[Callable[[Transaction], Any], tuple[str, ...]]] = {
    "queue of a committee": (
        lambda tx: record_lists.waiting(tx, Scope(committees=(1,), except_person=4), 8),
        ("ix_service_record_waiting",),
    ),
    "queue of a branch": (
        lambda tx: record_lists.waiting(tx, Scope(branches=(7,), own_entries_in=(7,)), 8, 100),
        ("ix_service_record_waiting",),
    ),
    "queue of a group": (
        lambda tx: record_lists.waiting(tx, Scope(groups=(7,)), 8),
        ("ix_service_record_person_id_year_day", "ix_service_record_waiting"),
    ),
    "queue of all": (
        lambda tx: record_lists.waiting(tx, Scope(everywhere=True), 8),
        ("ix_service_record_waiting",),
    ),
    "count for several": (
        lambda tx: record_lists.count_waiting(tx, Scope(committees=(1,), branches=(12,), groups=(99,))),
        ("ix_service_record_waiting",),
    ),
    "records of a person": (
        lambda tx: record_lists.of_person(tx, 307, year=2026, limit=8),
        ("ix_service_record_person_id_year_day",),
    ),
    "records of a day": (
        lambda tx: record_lists.on_day(tx, 307, date(2026, 3, 3)),
        ("ix_service_record_person_id_year_day",),
    ),
    "number of records": (
        lambda tx: record_lists.count_of_person(tx, 307),
        ("ix_service_record_person_id_year_day",),
    ),
    "recent places": (
        lambda tx: record_lists.recent_places(tx, 7, 307, 6),
        ("ix_service_record_person_id_year_day", "ix_service_record_places"),
    ),
    "history": (lambda tx: records.history(tx, 5), ()),
    "sums": (lambda tx: totals.of_person(tx, 307), ()),
    "inbox": (lambda tx: inbox.waiting(tx, -1, 100), ("ix_inbox_waiting",)),
    "code": (lambda tx: invites.find(tx, "ab"), ()),
    "draft": (lambda tx: drafts.newest_open(tx, 5), ()),
}
BIG = ("service_record", "inbox", "person")


def plans(tx: Transaction, ask: Callable[[Transaction], Any]) -> str:
    """How the database goes about every statement of a question."""
    seen: list[tuple[str, Any]] = []
    connection = tx._connection

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    sa.event.listen(connection, "before_cursor_execute", note)
    ask(tx)
    sa.event.remove(connection, "before_cursor_execute", note)
    explain = "EXPLAIN QUERY PLAN " if tx.is_sqlite else "EXPLAIN "
    lines = [
        str(row[-1])
        for statement, given in seen
        for row in connection.exec_driver_sql(explain + statement, given)
    ]
    assert lines
    return "\n".join(lines)


@pytest.mark.fresh_database
async def test_everyday_questions_go_by_an_index(database: Database) -> None:
    await database.run(fill)

    def look(tx: Transaction) -> None:
        for name, (ask, indexes) in QUESTIONS.items():
            plan = plans(tx, ask)
            used = [index for index in indexes if index in plan]
            wanted = len(indexes) if name == "recent places" else min(1, len(indexes))
            assert len(used) >= wanted, f"{name}:\n{plan}"
            for table in BIG:
                whole = f"SCAN {table}\n" if tx.is_sqlite else f"Seq Scan on {table} "
                small = table == "person" and not tx.is_sqlite  # two thousand fit in a hash
                assert small or whole not in plan + "\n", f"{name}:\n{plan}"

    await database.read(look)


async def test_values_come_back_as_they_went(database: Database) -> None:
    moments = [
        datetime(2026, 12, 31, 16, 0, 0, 1, UTC),
        datetime(2027, 1, 1, 0, 0, 0, 1, timezone(timedelta(hours=8))),  # the same moment
        datetime(1999, 2, 28, 23, 59, 59, 999_999, UTC),
    ]
    details = [{}, {"中": ["𠮷", None, True, 1.5, {"深": -(2**53)}]}, {"quote": "'\"\\%s:x?"}]

    def write(tx: Transaction) -> None:
        for at, detail in zip(moments, details, strict=True):
            tx.insert_one(audit, at=at, telegram_id=2**52, action=RecordState.RETURNED, detail=detail)

    def look(tx: Transaction) -> None:
        rows = tx.execute(
            sa.select(audit.c.at, audit.c.telegram_id, audit.c.action, audit.c.detail).order_by(audit.c.id)
        ).all()
        assert [row.at for row in rows] == moments
        assert {row.at.tzinfo for row in rows} == {UTC}
        assert [row.detail for row in rows] == details
        assert {(row.telegram_id, RecordState(row.action)) for row in rows} == {(2**52, RecordState.RETURNED)}
        same = sa.select(sa.func.count()).select_from(audit).where(audit.c.at == moments[1])
        assert tx.execute(same).scalar() == 2
        early = sa.select(audit.c.at).order_by(audit.c.at).limit(1)
        assert tx.execute(early).scalar() == moments[2]

    await database.run(write)
    await database.read(look)
    naive = datetime(2026, 1, 1)  # noqa: DTZ001 -- what must be refused
    with pytest.raises(sa.exc.StatementError, match="naive"):
        await database.run(
            lambda tx: tx.insert_one(account, telegram_id=1, locale="en", reach="ok", created_at=naive)
        )
