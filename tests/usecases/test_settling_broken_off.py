"""The settlement of a year is the same in whatever order things came, and wherever it was broken off."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import Result
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import main
from bot.clock import utc_now
from bot.commands.settle import freeze_all
from bot.domain.rights import operator_actor
from bot.domain.scheme_files import load_schemes
from bot.domain.service import RecordState, ServiceCategory
from bot.domain.settlement import ObjectionState, Tally
from bot.domain.stars import Scheme, counted, explain
from bot.usecases import objections, settlement_publishing, settling
from bot.usecases.settling import freeze_some
from storage import record_lists, records, settlement_counts, settlement_streams, settlements, totals
from storage.database import Database, Transaction
from storage.schema import (
    branch_scheme,
    certificate,
    metadata,
    push,
    service_record,
    settlement,
    settlement_record,
)
from storage.settlement_counts import Count
from tests.conftest import fresh_sqlite
from tests.usecases.settled import DAYS, JANUARY, KNOWN, OVER, Year
from tests.usecases.test_stars import STRICT
from tests.usecases.village import (
    EAST,
    LEADER,
    MEMBER,
    OTHER_MEMBER,
    PEOPLE,
    SECRETARY,
    WEST,
    WEST_LEADER,
    Village,
    _settle,
    acting,
    facts,
)

Service = tuple[int, int, int, str, str]  # who, days after the year began, half hours, category, state
WHO = (LEADER, MEMBER, OTHER_MEMBER, WEST_LEADER)
CATEGORIES = ("environment", "safety", "policy-talk")
STATES = ("confirmed", "confirmed", "confirmed", "submitted", "returned", "revoked")
SERVICE = st.tuples(
    st.sampled_from(WHO),
    st.integers(-200, 370) | st.integers(30, 33),
    st.integers(1, 12),
    st.sampled_from(CATEGORIES),
    st.sampled_from(STATES),
)
SCHEMES = (
    "village-service-stars",
    "volunteer-hours",
    "registered-volunteer",
    "strict-year",
    "strict-lifetime",
)
OPERATOR = operator_actor("zh-Hans", "Asia/Shanghai")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Scheme]:
    folder = tmp_path_factory.mktemp("schemes")
    for period in ("year", "lifetime"):
        (folder / f"strict-{period}.toml").write_text(STRICT.format(period=period), "utf-8")
    return load_schemes(folder)


@pytest.fixture(scope="module")
def connection() -> Iterator[sa.Connection]:
    """A village in memory: each example is rolled back."""
    engine = sa.create_engine("sqlite://")
    with engine.connect() as opened:
        metadata.create_all(opened)
        _settle(Transaction(opened))
        opened.commit()
        yield opened
    engine.dispose()


def _lived(tx: Transaction, services: list[Service], scheme: str) -> None:
    rows = [{"branch_id": one, "from_year": 2020, "scheme": scheme} for one in (EAST, WEST)]
    tx.execute(branch_scheme.insert(), rows)
    for who, day, halves, category, state in services:
        on = date(2026, 1, 1) + timedelta(days=day)
        of = facts(on, 30 * halves, category=ServiceCategory(category))
        record_id = records.submit(tx, PEOPLE[who][1], who, of, who, (), JANUARY)
        tx.execute(sa.update(service_record).where(service_record.c.id == record_id).values(state=state))
        if state == RecordState.CONFIRMED:
            totals.add(tx, who, of, 1)


def _tallies(tx: Transaction) -> dict[int, Tally]:
    """By person, whatever the numbers of the settlements are."""
    found = [settlements.get(tx, one) for one in tx.execute(sa.select(settlement.c.id)).scalars()]
    return {line.tally.person_id: line.tally for row in found for line in settlements.lines(tx, row)}


def _kept(tx: Transaction) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in tx.execute(sa.select(settlement_record))}


@examples(max_examples=40)
@given(services=st.lists(SERVICE, max_size=30), scheme=st.sampled_from(SCHEMES), seed=st.integers(0, 99))
def test_any_order_and_any_way_come_to_the_same(
    connection: sa.Connection,
    known: Mapping[str, Scheme],
    services: list[Service],
    scheme: str,
    seed: int,
) -> None:
    tx = Transaction(connection)
    shuffled = random.Random(seed).sample(services, len(services))
    try:
        _lived(tx, shuffled, scheme)
        for branch_id in (WEST, EAST, WEST):  # one twice
            settling.freeze_some(tx, OPERATOR, [branch_id], 2026, known, JANUARY)
        one_by_one = _tallies(tx)
    finally:
        connection.rollback()
    try:
        _lived(tx, services, scheme)
        done = settling.freeze_some(tx, OPERATOR, [EAST, WEST], 2026, known, JANUARY)
        assert done.differing == ()
        assert _tallies(tx) == one_by_one
        version = known[scheme].version_for(2026)
        for who in WHO:
            every = record_lists.of_person(tx, who)
            value = counted(explain(version, 2026, every))
            assert one_by_one[who].value == (value.minutes if version.unit == "minutes" else value.services)
        # By statements or record by record: the same lines, and the same reasons.
        kept, count = _kept(tx), Count(done.settlements, 1, 2026, version)
        settlement_counts.forget(tx, count, count.ids)
        settlement_streams.write(tx, count)
        assert (_tallies(tx), _kept(tx)) == (one_by_one, kept)
    finally:
        connection.rollback()


class CrashError(Exception):
    """The process ends here."""


async def _step(village: Village, crashes: bool, usecase: Any, *given: Any) -> Any:
    """A step; with ``crashes`` it breaks off before the end, is done, and is done once more."""

    def broken(tx: Transaction, actor: Any) -> None:
        usecase(tx, actor, *given)
        raise CrashError

    if crashes:
        with pytest.raises(CrashError):
            await village.does(SECRETARY, broken)
        await village.does(SECRETARY, usecase, *given)
    return await village.does(SECRETARY, usecase, *given)


async def _whole_way(url: str, *, crashes: bool) -> tuple[Any, ...]:
    database = await Database.open(url)
    try:
        year = await Year.lived(database)
        row = await _step(year.village, crashes, settling.freeze, EAST, 2026, KNOWN, JANUARY)
        publish, again = settlement_publishing.publish, settlement_publishing.count_again
        await _step(year.village, crashes, publish, row.id, 1, JANUARY, DAYS)
        objection = await year.objects(row, "多算了两次")
        await year.revokes(year.ids[0])
        await year.revokes(year.ids[1])
        asked = await year.village.does(
            SECRETARY, objections.begin_answer, objection, ObjectionState.UPHELD, "q", JANUARY
        )
        await _answer(year, asked.draft_id, crashes)
        await _step(year.village, crashes, again, row.id, JANUARY, DAYS)
        await _step(year.village, crashes, settlement_publishing.finish, row.id, 2, False, OVER)
        await year.is_whole()
        return await database.read(_outcome)
    finally:
        await database.close()


async def _answer(year: Year, draft_id: int, crashes: bool) -> None:
    def broken(tx: Transaction) -> None:
        objections.answer(tx, acting(tx, SECRETARY), draft_id, "查过了", JANUARY)
        raise CrashError

    if crashes:
        with pytest.raises(CrashError):
            await year.village.database.run(broken)
    await year.village.does(SECRETARY, objections.answer, draft_id, "查过了", JANUARY)


def _outcome(tx: Transaction) -> tuple[Any, ...]:
    """What came of it: lines, records, what was said, and what was issued."""
    said = Counter(tx.execute(sa.select(push.c.kind)).scalars())
    issued = tx.execute(sa.select(certificate.c.person_id, certificate.c.year)).all()
    states = tx.execute(sa.select(settlement.c.state, settlement.c.round)).all()
    return _tallies(tx), _kept(tx), said, [tuple(row) for row in issued], [tuple(row) for row in states]


async def test_broken_off_at_every_step_it_ends_the_same(sqlite_template: Path, tmp_path: Path) -> None:
    plain = await _whole_way(fresh_sqlite(sqlite_template, tmp_path), crashes=False)
    assert await _whole_way(fresh_sqlite(sqlite_template, tmp_path), crashes=True) == plain
    assert plain[2]["settlement"] == 8  # seven people, one of them twice


def _breaking_off(tx: Transaction, actor: Any, ids: Any, *given: Any) -> Any:
    done = freeze_some(tx, actor, ids, *given)
    if WEST in ids:
        raise CrashError
    return done


async def test_all_branches_broken_off_between_portions(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "PEOPLE_AT_ONCE", 1)  # each branch is a portion of its own
    outcomes = []
    for crashes in (False, True):
        database = await Database.open(fresh_sqlite(sqlite_template, tmp_path))
        year = await Year.lived(database)
        assert await database.read(settling.portions, OPERATOR, 2026) == [[EAST], [WEST]]
        if crashes:
            monkeypatch.setattr(settling, "freeze_some", _breaking_off)
            with pytest.raises(CrashError):
                await freeze_all(database, OPERATOR, 2026, None, KNOWN, JANUARY)
            monkeypatch.setattr(settling, "freeze_some", freeze_some)
            assert len(await database.read(settlements.of_branches, [EAST, WEST], 2026)) == 1
        await freeze_all(database, OPERATOR, 2026, None, KNOWN, JANUARY)
        await year.is_whole()
        outcomes.append(await database.read(_outcome))
        await database.close()
    assert outcomes[0] == outcomes[1]


async def _says(*arguments: str) -> Result:
    return await asyncio.to_thread(CliRunner().invoke, main, ["settle", *arguments])


async def test_on_the_command_line(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBU_DATABASE_URL", sqlite_url)
    database = await Database.open(sqlite_url)
    await Village.settled(database)
    last = utc_now().year - 1
    given = ("--year", str(last))
    assert (await _says(*given, "--status")).stdout == f"{last}\tnot begun\t2\n"
    odd = {"person_id": MEMBER, "year": last, "services": 1, "minutes": 60}
    await database.run(lambda tx: tx.execute(totals.year_total.insert(), odd))
    found = await _says(*given)
    assert found.exit_code == 1
    assert found.stdout.splitlines() == [
        "东关社区党支部\tsums of 1 people differ from their records: run `zhibu doctor`",
        f"{last}\tfrozen\t1",
        f"{last}\tnot begun\t1",
    ]
    await database.run(lambda tx: tx.execute(sa.delete(totals.year_total)))
    assert (await _says(*given, "--branch", "东关社区党支部")).stdout == "东关社区党支部\tfrozen\n"
    assert (await _says(*given)).stdout == f"{last}\tfrozen\t2\n"
    for wrong in (("--year", "1990"), (*given, "--branch", "没有这个支部")):
        assert (await _says(*wrong)).exit_code == 1
    await database.close()
