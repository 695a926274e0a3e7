"""PostgreSQL in trouble: conflicts, lost connections, many at once, another time zone."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import sqlalchemy as sa

from storage import accounts, bindings, inbox
from storage.database import Database, Transaction, is_trouble
from storage.postgresql import ALONE_AFTER, CONFLICT_TRIES, UNIQUE_TRIES, patience, sync_url
from storage.schema import account, branch, committee, delivery, person, push
from tests.conftest import _on_server

NOW = datetime(2026, 11, 20, 17, 30, 0, 123_456, UTC)  # the next day in China


@pytest.fixture(scope="module")
def url(postgresql_template: sa.URL) -> Iterator[str]:
    """One database for all of these; its server keeps the time of China."""
    server, name = postgresql_template.set(database="postgres"), f"zhibu_test_{uuid4().hex[:12]}"
    _on_server(server, f'CREATE DATABASE "{name}" TEMPLATE "{postgresql_template.database}"')
    _on_server(server, f"ALTER DATABASE \"{name}\" SET timezone TO 'Asia/Shanghai'")
    yield server.set(database=name).render_as_string(hide_password=False)
    _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    def clear(tx: Transaction) -> None:
        tx.execute(sa.text("TRUNCATE committee, account, inbox, push CASCADE"))

    opened = await Database.open(url)
    await opened.run(clear)
    yield opened
    await opened.close()


def add(tx: Transaction, name: str) -> int:
    return tx.insert_one(committee, name=name)


def names(tx: Transaction) -> list[str]:
    return list(tx.execute(sa.select(committee.c.name).order_by(committee.c.name)).scalars())


async def test_a_key_that_another_has_just_taken_is_looked_at_again(database: Database) -> None:
    """``committee_named`` of the use cases: look, and insert what is not there."""
    barrier = threading.Barrier(2, timeout=10)
    runs = []

    def find_or_add(tx: Transaction) -> int:
        found = tx.execute(sa.select(committee.c.id).where(committee.c.name == "党委")).scalar()
        runs.append(found)
        if len(runs) <= 2:
            barrier.wait()
        return found or add(tx, "党委")

    ids = await asyncio.gather(database.run(find_or_add), database.run(find_or_add))
    assert ids[0] == ids[1]
    assert len(runs) > 2
    assert await database.read(names) == ["党委"]


async def test_a_key_inserted_without_a_look_fails_after_a_few_runs(database: Database) -> None:
    await database.run(add, "a")
    runs = []

    def again(tx: Transaction) -> int:
        runs.append(1)
        return add(tx, "a")

    with pytest.raises(sa.exc.IntegrityError) as caught:
        await database.run(again)
    assert (len(runs), is_trouble(caught.value)) == (UNIQUE_TRIES, False)


async def test_fifty_who_begin_at_once_are_remembered_once(database: Database) -> None:
    await asyncio.gather(*(database.run(accounts.remember, 5_000_000_000, "en", NOW) for _ in range(50)))
    count = sa.select(sa.func.count()).select_from(account)
    assert await database.read(lambda tx: tx.execute(count).scalar()) == 1


async def test_of_two_accounts_that_join_as_one_person_one_does(database: Database) -> None:
    def found(tx: Transaction) -> int:
        branch_id = tx.insert_one(
            branch, name="东关", sector="rural", timezone="Asia/Shanghai", backdate_days=31
        )
        return tx.insert_one(
            person, branch_id=branch_id, name="张三", kind="full", active=True, created_at=NOW
        )

    def join(tx: Transaction, telegram_id: int, person_id: int) -> bool:
        accounts.remember(tx, telegram_id, "en", NOW)
        if bindings.account_of(tx, person_id) is not None:
            return False
        bindings.bind(tx, telegram_id, person_id, 1, NOW)
        return True

    person_id = await database.run(found)
    joined = await asyncio.gather(*(database.run(join, 100 + i, person_id) for i in range(20)))
    assert sorted(joined) == [False] * 19 + [True]


async def test_a_deadlock_is_run_again(database: Database) -> None:
    first, second = await database.run(add, "a"), await database.run(add, "b")
    barrier = threading.Barrier(2, timeout=10)
    runs = []

    def touch(tx: Transaction, ids: tuple[int, int]) -> None:
        runs.append(1)
        for number, one in enumerate(ids):
            if number and len(runs) <= 2:
                barrier.wait()
            longer = committee.c.name + "+"
            tx.execute(sa.update(committee).where(committee.c.id == one).values(name=longer))

    await asyncio.gather(database.run(touch, (first, second)), database.run(touch, (second, first)))
    assert await database.read(names) == ["a++", "b++"]
    assert len(runs) > 2


@pytest.mark.parametrize("state", ["40001", "40P01"])
async def test_conflicts_without_end_are_trouble(database: Database, state: str) -> None:
    runs = []

    def conflict(tx: Transaction) -> None:
        runs.append(1)
        tx.execute(sa.text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"))

    with pytest.raises(sa.exc.DBAPIError) as caught:
        await database.run(conflict)
    assert is_trouble(caught.value)
    assert len(runs) == CONFLICT_TRIES


@pytest.mark.parametrize(
    ("state", "trouble"),
    [("25006", True), ("53100", True), ("57P01", True), ("08006", True), ("42P01", False), ("22P02", False)],
)
async def test_what_is_trouble(database: Database, state: str, trouble: bool) -> None:
    statement = sa.text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$")
    with pytest.raises(sa.exc.DBAPIError) as caught:
        await database.run(lambda tx: tx.execute(statement))
    assert is_trouble(caught.value) is trouble


def end_others(tx: Transaction) -> None:
    tx.execute(
        sa.text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    )


async def test_a_connection_lost_in_the_middle_is_trouble_and_then_it_works(
    database: Database, url: str
) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(tx: Transaction) -> None:
        add(tx, "half")
        begun.set()
        gate.wait(10)
        add(tx, "whole")

    work = asyncio.create_task(database.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    operator = await Database.open(url)
    await operator.run(end_others)
    gate.set()
    with pytest.raises(sa.exc.DBAPIError) as caught:
        await work
    assert is_trouble(caught.value)
    await operator.run(end_others)  # also what lies in the pool
    await operator.close()
    await asyncio.gather(*(database.run(add, f"{i}") for i in range(8)))
    assert await database.read(names) == [f"{i}" for i in range(8)]


async def test_a_commit_of_which_nobody_heard_has_no_second_effect(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.run(inbox.receive, [inbox.Received(5, 1, "{}")], NOW)

    def confirm(tx: Transaction) -> str:
        if not inbox.finish(tx, 5, NOW):
            return "was done"
        add(tx, "once")
        return "done"

    engine = database._engine._engine  # type: ignore[attr-defined] # the secret under test
    plain = engine.dialect.do_commit

    def deaf(connection: object) -> None:
        plain(connection)
        raise engine.dialect.dbapi.OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(engine.dialect, "do_commit", deaf)
        with pytest.raises(sa.exc.DBAPIError) as caught:
            await database.run(confirm)
    assert is_trouble(caught.value)
    assert await database.run(confirm) == "was done"
    assert await database.read(names) == ["once"]


async def test_a_read_is_one_snapshot(database: Database) -> None:
    await database.run(add, "a")
    begun, gate = threading.Event(), threading.Event()

    def look_twice(tx: Transaction) -> tuple[list[str], list[str]]:
        first = names(tx)
        begun.set()
        gate.wait(10)
        return first, names(tx)

    looking = asyncio.create_task(database.read(look_twice))
    await asyncio.to_thread(begun.wait, 10)
    await database.run(add, "b")
    gate.set()
    assert await looking == (["a"], ["a"])
    with pytest.raises(sa.exc.DBAPIError, match="read-only"):
        await database.read(add, "c")
    await database.run(add, "c")  # the pool gives the connection back as it was


async def test_times_are_utc_whatever_the_server_keeps(database: Database) -> None:
    def look(tx: Transaction) -> tuple[str, datetime]:
        zone = tx.execute(sa.text("SHOW timezone")).scalar_one()
        return zone, tx.execute(sa.select(account.c.created_at)).scalar_one()

    await database.run(accounts.remember, 7, "en", NOW)
    zone, at = await database.read(look)
    assert (zone, at, at.tzinfo) == ("Asia/Shanghai", NOW, UTC)


async def test_fifty_at_once_wait_for_their_turn(database: Database) -> None:
    def slow(tx: Transaction) -> None:
        tx.execute(sa.text("SELECT pg_sleep(0.01)"))

    await asyncio.wait_for(asyncio.gather(*(database.run(slow) for _ in range(50))), 20)


def test_an_address_decides_how_long_to_wait() -> None:
    assert patience("postgresql://h/d")["connect_timeout"] == 10
    assert "connect_timeout" not in patience("postgresql://h/d?connect_timeout=3")
    assert sync_url("postgresql://h/d?connect_timeout=3").endswith("connect_timeout=3")


def _some_deliveries(tx: Transaction) -> int:
    push_id = tx.insert_one(
        push, kind="test", lane="notice", content={}, reason="", when_unknown="keep", created_at=NOW
    )
    row = {"push_id": push_id, "lane": 2, "state": "queued", "not_before": NOW, "attempts": 0}
    tx.execute(delivery.insert(), [{**row, "chat_id": chat_id} for chat_id in range(1, 40)])
    return push_id


async def test_who_reads_what_is_being_written_all_the_time_gets_through(database: Database) -> None:
    """A stop that counts: the dispatcher reads what it writes, and writes what it reads."""
    push_id = await database.run(_some_deliveries)
    over = threading.Event()
    begun = 0
    runs = []

    def begin(tx: Transaction, chat_id: int) -> None:
        assert tx.execute(sa.select(push.c.reason).where(push.c.id == push_id)).scalar() is not None
        chosen = sa.and_(delivery.c.push_id == push_id, delivery.c.chat_id == chat_id)
        tx.execute(sa.update(delivery).where(chosen).values(attempts=delivery.c.attempts + 1))

    async def keep_sending() -> None:
        nonlocal begun
        while not over.is_set():
            await database.run(begin, 1 + begun % 39)
            begun += 1

    def stop(tx: Transaction) -> int:
        runs.append(begun)
        counted: int = tx.execute(sa.select(sa.func.sum(delivery.c.attempts))).scalar_one()
        tx.execute(sa.select(sa.func.pg_sleep(0.05)))  # many are begun meanwhile
        tx.execute(sa.update(push).where(push.c.id == push_id).values(reason="stopped"))
        return counted

    sending = asyncio.create_task(keep_sending())
    try:
        counted = await database.run(stop)
    finally:
        over.set()
        await sending
    assert len(runs) <= ALONE_AFTER + 1
    assert runs[-1] <= counted <= begun
