"""Receipts and reminders in any order: nobody who answered is reminded, and nobody twice in a period."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.notices import Answer, NoticeKind
from bot.errors import UserError
from bot.usecases import nudges, receipts, sending
from storage import nudges as stored
from storage.database import Database, Transaction
from storage.notices import NoticeRow
from storage.schema import delivery, push, receipt
from tests.conftest import fresh_sqlite
from tests.usecases.noticing import EAST_CHAT, account_of, ends, noticing, sent
from tests.usecases.village import (
    COMMITTEE,
    EAST,
    LEADER,
    MEMBER,
    NOW,
    OTHER_LEADER,
    OTHER_MEMBER,
    SECRETARY,
    Village,
)

PERIOD = timedelta(hours=12)
READERS = (LEADER, MEMBER, COMMITTEE, OTHER_LEADER, OTHER_MEMBER)
NOBODY: frozenset[int] = frozenset()

steps = st.one_of(
    st.tuples(st.just("reads"), st.sampled_from(READERS)),
    st.tuples(st.just("reads in the group"), st.sampled_from(READERS)),
    st.tuples(st.just("waits"), st.integers(1, 30)),
    st.tuples(st.just("nudges"), st.just(0)),
    st.tuples(st.just("plans"), st.sampled_from([8 * 60, 12 * 60, 20 * 60])),
    st.tuples(st.just("clock"), st.just(0)),
    st.tuples(st.just("engine"), st.integers(1, 5)),
    st.tuples(st.just("stops"), st.just(0)),
)


@dataclass
class Play:
    """One notice, and what happens about it."""

    village: Village
    notice: NoticeRow
    now: datetime = NOW

    async def does(self, step: str, value: int) -> None:
        """One thing happens; what is refused changes nothing."""
        village, notice_id = self.village, self.notice.id
        try:
            match step:
                case "reads" | "reads in the group":
                    chat = account_of(value) if step == "reads" else EAST_CHAT
                    answer = Answer.READ if self.notice.kind is NoticeKind.NOTICE else Answer.COMING
                    await village.does(value, receipts.acknowledge, notice_id, answer, chat, self.now)
                case "waits":
                    self.now += timedelta(hours=value)
                case "nudges":
                    await village.does(SECRETARY, nudges.nudge, notice_id, PERIOD, self.now)
                case "plans":
                    await village.does(SECRETARY, nudges.schedule_nudges, notice_id, value, self.now)
                case "clock":
                    for plan in await village.database.read(stored.due, self.now):
                        await village.database.run(nudges.nudge_due, plan, NOBODY, PERIOD, self.now)
                case "engine":
                    await village.database.run(self.sends, value)
                case "stops":
                    await village.does(SECRETARY, sending.stop, notice_id, self.now)
        except UserError:
            pass

    def sends(self, tx: Transaction, most: int) -> None:
        """As the engine: a few of the reminders that are due go out, unless they are too old or stopped."""
        due = (
            sa.select(delivery.c.id, delivery.c.person_id)
            .join(push, push.c.id == delivery.c.push_id)
            .where(push.c.kind == stored.NUDGE, delivery.c.state == "queued", push.c.stopped_at.is_(None))
            .where(delivery.c.not_before <= self.now, push.c.expires_at > self.now)
            .order_by(delivery.c.id)
            .limit(most)
        )
        answered = set(tx.execute(sa.select(receipt.c.person_id)).scalars())
        for delivery_id, person_id in tx.execute(due).all():
            assert person_id not in answered
            tx.execute(sa.update(delivery).where(delivery.c.id == delivery_id).values(state="sent"))

    def check(self, tx: Transaction) -> None:
        """What must be true at any moment."""
        answered = set(tx.execute(sa.select(receipt.c.person_id)).scalars())
        waiting = (
            sa.select(delivery.c.person_id)
            .join(push, push.c.id == delivery.c.push_id)
            .where(push.c.kind == stored.NUDGE, delivery.c.state == "queued")
        )
        assert not answered & set(tx.execute(waiting).scalars())
        begun = (
            sa.select(delivery.c.not_before)
            .join(push, push.c.id == delivery.c.push_id)
            .where(push.c.kind == stored.NUDGE)
            .distinct()
        )
        times = sorted(tx.execute(begun).scalars())
        assert all(later - earlier >= PERIOD for earlier, later in pairwise(times))


async def play(url: str, kind: NoticeKind, story: list[tuple[str, int]]) -> None:
    database = await Database.open(url)
    try:
        village = await noticing(database)
        notice = await sent(village, audience=Audience((EAST,), chats=(EAST_CHAT,)), kind=kind)
        await ends(village, notice.id, "sent")
        played = Play(village, notice)
        for step, value in story:
            await played.does(step, value)
            await database.read(played.check)
    finally:
        await database.close()


@settings(max_examples=20)
@given(kind=st.sampled_from(list(NoticeKind)), story=st.lists(steps, min_size=5, max_size=25))
def test_nobody_is_reminded_in_vain(
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    kind: NoticeKind,
    story: list[tuple[str, int]],
) -> None:
    folder = tmp_path_factory.mktemp("story")
    asyncio.run(play(fresh_sqlite(sqlite_template, folder), kind, story))
