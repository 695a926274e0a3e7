"""Weeks of reminders, mutes, putting off, downtimes and crashes: nobody is woken, nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa

from bot.domain.messages import Lane, Message, Push
from bot.domain.peace import KINDS, Topic
from bot.domain.quiet import Hours, QuietHours
from bot.usecases import digests
from storage import deliveries, had, leases, mutes, outbox
from storage.database import Database, Transaction
from storage.deliveries import Ending
from storage.schema import account, branch, delivery, digest_line, person, push

BEGIN = datetime(2026, 3, 24, tzinfo=UTC)  # the clocks of Europe change on the way
EAST, WEST = Hours("Asia/Shanghai"), Hours("Europe/Berlin", QuietHours(22 * 60, 6 * 60))
HOURS = {1: EAST, 2: WEST}
CAP = 3
REMINDERS = ("study-reminder", "task-reminder", "dues-reminder", "nudge")
ALL = (*REMINDERS, "notice", "record-confirmed", "roles")


def settle(tx: Transaction) -> None:
    for number, one in HOURS.items():
        tx.execute(
            branch.insert().values(
                id=number,
                name=f"第{number}党支部",
                sector="rural",
                timezone=one.timezone,
                backdate_days=31,
                quiet_start=one.quiet.start_minute,
                quiet_end=one.quiet.end_minute,
                daily_cap=CAP,
            )
        )
    for number in range(1, 7):
        whose = {"id": number, "branch_id": 1 + number % 2, "name": f"李明{number}"}
        tx.execute(person.insert().values(**whose, kind="full", active=True, created_at=BEGIN))
        binding = {"telegram_id": 100 + number, "person_id": number, "locale": "en", "reach": "ok"}
        tx.execute(account.insert().values(**binding, created_at=BEGIN))


class Weeks:
    """Everything that happens, and when each call was made: ``calls`` by delivery."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.random = Random(seed)
        self.now = BEGIN
        self.epoch = 0
        self.calls: list[tuple[int, datetime]] = []

    async def happen(self, steps: int) -> None:
        await self.database.run(settle)
        self.epoch = await self.database.run(leases.take, leases.DISPATCHER, "one", 1e9) or 0
        for _ in range(steps):
            self.now += timedelta(minutes=self.random.choice((1, 20, 45, 200)))
            step = self.random.choices((self.pushes, self.mutes, self.puts_off, self.crashes), (8, 1, 1, 1))[
                0
            ]
            await self.database.run(step)
            if self.random.random() < 0.9:  # else it is away for a while
                await self.sends()
        self.now += timedelta(days=3)
        for _ in range(24 * 4):
            self.now += timedelta(hours=1)
            await self.sends()

    def pushes(self, tx: Transaction) -> None:
        kind = self.random.choice(ALL)
        lane = Lane.REMINDER if kind in REMINDERS else Lane.NOTICE
        hours = self.random.choice((None, None, 5, 40))
        expires = None if hours is None else self.now + timedelta(hours=hours)
        one = Push(kind, lane, Message("sending-place"), "reason-roles", expires_at=expires)
        chosen = person.c.id <= self.random.randint(1, 6)
        outbox.enqueue_where(tx, outbox.keep(tx, one, self.now), one, chosen, self.now)

    def mutes(self, tx: Transaction) -> None:
        topic, who = self.random.choice(list(Topic)), self.random.randint(1, 6)
        if self.random.random() < 0.5:
            mutes.lift(tx, who, topic)
        else:
            mutes.put(tx, who, topic, self.now + timedelta(days=self.random.randint(1, 5)), self.now)

    def puts_off(self, tx: Transaction) -> None:
        who = self.random.randint(1, 6)
        ids = sa.select(delivery.c.push_id).where(delivery.c.person_id == who, delivery.c.state == "sent")
        for push_id in tx.execute(ids.order_by(delivery.c.id.desc()).limit(1)).scalars():
            one = had.find(tx, push_id, 100 + who, who)
            if one is not None and KINDS[one.kind].may_snooze:
                had.put_off(tx, push_id, one, 100 + who, self.now + timedelta(hours=1), self.now)

    def crashes(self, tx: Transaction) -> None:
        deliveries.recover(tx, self.now)

    async def sends(self) -> None:
        await self.database.run(digests.write_due, self.now)
        for lane in Lane:
            while await self.database.run(self._some, lane):
                pass

    def _some(self, tx: Transaction, lane: Lane) -> int:
        found = deliveries.claim(tx, self.now, lane, 4, (), ())
        begun = deliveries.begin_many(tx, [(one.id, 0) for one in found], self.epoch, self.now)
        self.calls += [(one, self.now) for one in begun.ids if one not in begun.silent]
        done = [one for one in found if one.id in begun.ids and self.random.random() < 0.9]
        deliveries.end_many(tx, [Ending(one.id, one.attempts + 1, "sent", one.id) for one in done], self.now)
        if len(done) < len(begun.ids):
            deliveries.recover(tx, self.now)
        return len(found)


@pytest.mark.parametrize("seed", range(2))
async def test_nobody_is_woken_and_nothing_is_lost(database: Database, seed: int) -> None:
    weeks = Weeks(database, seed)
    await weeks.happen(160)
    query = sa.select(
        delivery.c.id,
        delivery.c.state,
        delivery.c.error,
        delivery.c.person_id,
        push.c.kind,
        push.c.about_id,
        push.c.expires_at,
    ).join(push, push.c.id == delivery.c.push_id)
    rows = {row.id: row for row in await database.read(lambda tx: list(tx.execute(query)))}
    lines = set(
        await database.read(lambda tx: list(tx.execute(sa.select(digest_line.c.delivery_id)).scalars()))
    )
    a_day: Counter[tuple[int, date, str]] = Counter()
    for delivery_id, at in weeks.calls:
        row = rows[delivery_id]
        one = HOURS[1 + row.person_id % 2]
        assert not one.quiet.is_quiet(one.local(at)), row
        if (
            KINDS[row.kind].counts and row.about_id is None and row.expires_at is None
        ) or row.kind == "digest":
            kind = "digest" if row.kind == "digest" else "reminder"
            a_day[row.person_id, one.local(at).date(), kind] += 1
    assert max(count for (_, _, kind), count in a_day.items() if kind == "reminder") == CAP
    assert max(count for (_, _, kind), count in a_day.items() if kind == "digest") == 1
    ends = Counter((row.state, row.error if row.state == "dead" else None) for row in rows.values())
    allowed = {"sent", "unknown", "merged"}
    assert {end for end in ends if end[0] not in allowed} <= {
        ("dead", "muted"),
        ("dead", "expired"),
        ("dead", had.MOVED),
    }
    assert {row.id for row in rows.values() if row.state == "merged"} == lines
    assert ends["merged", None] > 10
    assert ends["dead", "muted"] > 0
    unwritten = await database.read(lambda tx: digests.digests.due(tx, weeks.now + timedelta(days=9), 9))
    assert unwritten == []
