"""A database as large as wanted, made by plain SQL in seconds: groups of five with a leader each.

In a group of five the first leads it and has Telegram, two more have Telegram, two have none. The records
that wait for confirmation are of the last two, so that confirming sends no third message.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bot.clock import utc_now
from storage.migrate import migrate
from tests.bench.recipients import daytime

GROUP, BRANCH = 5, 50  # people
PRESSING = 200  # leaders who press buttons
FIRST_ACCOUNT = 5_000_000_000
RECORDS_EACH = 10
BEFORE_LEDGER = "0018"  # the next migration enters all that is confirmed by then
_SPREAD = 7919  # a prime: neighbours in time are records of people far apart


@dataclass
class Town:
    """A filled database. ``submitted`` records wait, their ids right after those of the history."""

    path: Path
    members: int
    records: int
    submitted: int
    pressed: int = 0
    _waiting: Iterator[tuple[int, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._waiting = (self._press(number) for number in range(self.submitted))

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}"

    def presses(self, count: int) -> list[tuple[int, str]]:
        """The next presses: the leader's Telegram id and the button's data. Each record comes once."""
        found = list(islice(self._waiting, count))
        if len(found) < count:
            raise LookupError("the town has too few submitted records")
        self.pressed += count
        return found

    def _press(self, number: int) -> tuple[int, str]:
        leader = _leader_of(number, self.members)
        return FIRST_ACCOUNT + leader, f"rev.ok:{self.records + 1 + number}:1"

    def wrong(self) -> list[str]:
        """What is not as the presses should have left it; empty when every effect is there exactly once."""
        last = self.records + self.pressed
        done = f"id > {self.records} AND id <= {last}"
        expected = {
            f"SELECT count(*) FROM service_record WHERE {done} AND state = 'confirmed' AND version = 2": (
                self.pressed
            ),
            f"SELECT count(*) FROM service_record WHERE id > {last} AND state != 'submitted'": 0,
            f"SELECT count(*) FROM record_event WHERE change = 'confirmed' AND record_id > {self.records}": (
                self.pressed
            ),
            "SELECT count(*) FROM ledger": self.records + self.pressed,
            "SELECT sum(services) FROM year_total": self.records + self.pressed,
            "SELECT sum(minutes) FROM year_total": 120 * (self.records + self.pressed),
            "SELECT count(*) FROM inbox WHERE state = 'done'": self.pressed,
            "SELECT count(*) FROM inbox WHERE state != 'done'": 0,
        }
        with sqlite3.connect(self.path) as connection:
            found = {query: connection.execute(query).fetchone()[0] for query in expected}
        connection.close()
        return [
            f"{query}: {found[query]}, not {want}" for query, want in expected.items() if found[query] != want
        ]


def _leader_of(number: int, members: int) -> int:
    """The person who presses for the waiting record of that number; they are spread over the whole town."""
    groups = members // GROUP
    pressing = min(PRESSING, groups)
    return (number % pressing) * (groups // pressing) * GROUP + 1


def build(path: Path, members: int, submitted: int, records: int | None = None) -> Town:
    """A new town. ``members`` is a multiple of 50; ``records``: those confirmed long ago."""
    records = members * RECORDS_EACH if records is None else records
    migrate(f"sqlite:///{path}", BEFORE_LEDGER)
    connection = sqlite3.connect(path, isolation_level=None)
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
        "AND tbl_name IN ('service_record', 'record_event', 'person')"
    ).fetchall()
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-200000"):
        connection.execute(f"PRAGMA {pragma}")
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute("BEGIN")
    for statement in (*_people(members), *_history(members, records), *_waiting(members, records, submitted)):
        connection.execute(statement)
    for _, creation in indexes:
        connection.execute(creation)
    connection.execute("COMMIT")
    connection.close()
    migrate(f"sqlite:///{path}")
    return Town(path, members, records, submitted)


def _count(count: int) -> str:
    return f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) "


def _people(members: int) -> Iterator[str]:
    at = "'2024-01-01 00:00:00.000000'"
    yield "INSERT INTO committee(id, name) VALUES (1, '城关镇党委')"
    yield (
        "INSERT INTO branch(id, committee_id, name, sector, timezone, backdate_days) "
        f"{_count(members // BRANCH)} "
        f"SELECT i + 1, 1, '第' || i || '党支部', 'rural', '{daytime(utc_now())}', 31 FROM n"
    )
    yield (
        "INSERT INTO party_group(id, branch_id, name) "
        f"{_count(members // GROUP)} SELECT i + 1, i * {GROUP} / {BRANCH} + 1, '第' || i || '小组' FROM n"
    )
    yield (
        "INSERT INTO person(id, branch_id, group_id, name, kind, active, created_at) "
        f"{_count(members)} SELECT i + 1, i / {BRANCH} + 1, i / {GROUP} + 1, "
        f"CASE i % {GROUP} WHEN 0 THEN '李秀英' ELSE '老周' END || i, 'full', 1, {at} FROM n"
    )
    yield (
        "INSERT INTO account(telegram_id, person_id, locale, reach, created_at) "
        f"SELECT {FIRST_ACCOUNT} + id, id, 'zh-Hans', 'ok', {at} FROM person WHERE (id - 1) % {GROUP} < 3"
    )
    yield (
        "INSERT INTO holding(person_id, role, branch_id, group_id) "
        f"SELECT id, 'group-leader', branch_id, group_id FROM person WHERE (id - 1) % {GROUP} = 0"
    )


_RECORD = (
    "INSERT INTO service_record(id, person_id, branch_id, entered_by, day, year, minutes, place, category, "
    "words, state, submitted_at, decided_by, decided_at, version) "
)
_WORDS = "120, '东关社区', 'environment', '扫雪、清理楼道'"


def _history(members: int, records: int) -> Iterator[str]:
    person = f"i * {_SPREAD} % {members}"
    day = "date('2024-01-01', (i % 1000) || ' days')"
    yield (
        f"{_RECORD} {_count(records)} SELECT i + 1, {person} + 1, {person} / {BRANCH} + 1, {person} + 1, "
        f"{day}, substr({day}, 1, 4), {_WORDS}, 'confirmed', {day} || ' 09:00:00.000000', "
        f"{person} / {GROUP} * {GROUP} + 1, {day} || ' 10:00:00.000000', 2 FROM n"
    )
    for change, by, moment in (
        ("submitted", "entered_by", "submitted_at"),
        ("confirmed", "decided_by", "decided_at"),
    ):
        yield (
            "INSERT INTO record_event(record_id, at, by_person, change) "
            f"SELECT id, {moment}, {by}, '{change}' FROM service_record"
        )
    yield (
        "INSERT INTO year_total(person_id, year, services, minutes) "
        "SELECT person_id, year, count(*), sum(minutes) FROM service_record GROUP BY person_id, year"
    )


def _waiting(members: int, records: int, submitted: int) -> Iterator[str]:
    groups = members // GROUP
    pressing = min(PRESSING, groups)
    # The volunteer is the fourth or fifth of the group whose leader will press.
    person = f"((i % {pressing}) * {groups // pressing} * {GROUP} + 3 + i / {pressing} % 2)"
    yield (
        f"{_RECORD} {_count(submitted)} SELECT {records} + i + 1, {person} + 1, {person} / {BRANCH} + 1, "
        f"{person} + 1, '2026-11-18', 2026, {_WORDS}, 'submitted', '2026-11-18 09:00:00.000000', "
        "NULL, NULL, 1 FROM n"
    )
    yield (
        "INSERT INTO record_event(record_id, at, by_person, change) SELECT id, submitted_at, entered_by, "
        f"'submitted' FROM service_record WHERE id > {records}"
    )
