"""Reminding those who have not answered a notice: whom, when, and how often still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.deliveries import ATTEMPTING, DEAD
from storage.queue_rows import QUEUED, REACHABLE
from storage.schema import account, delivery, notice, notice_missed, person, push, receipt

NUDGE = "nudge"  # the kind of push that reminds
ANSWERED = "answered"  # why one was not sent: the person has answered meanwhile


@dataclass(frozen=True, slots=True)
class Plan:
    """Reminders that come by themselves: the next one (UTC), at which minute of the branch's day the others,
    and how many are left."""

    notice_id: int
    at: datetime
    minute: int
    left: int


def to_be_nudged(notice_id: int, last_part: int) -> sa.ColumnElement[bool]:
    """Of people: whom the notice concerns, who have not answered, and to whom it is not on its way."""
    reached = sa.select(delivery.c.person_id).where(
        delivery.c.push_id == last_part,
        delivery.c.person_id.is_not(None),
        delivery.c.state.not_in([QUEUED, ATTEMPTING]),
    )
    missed = sa.select(notice_missed.c.person_id).where(notice_missed.c.notice_id == notice_id)
    answered = sa.exists().where(receipt.c.notice_id == notice_id, receipt.c.person_id == person.c.id)
    return sa.and_(person.c.active, person.c.id.in_(reached.union(missed)), ~answered)


def count(tx: Transaction, notice_id: int, last_part: int) -> int:
    """How many people a reminder would go to now."""
    query = (
        sa.select(sa.func.count())
        .select_from(person.join(account, account.c.person_id == person.c.id))
        .where(account.c.reach == REACHABLE, to_be_nudged(notice_id, last_part))
    )
    return int(tx.execute(query).scalar_one())


def begin_period(tx: Transaction, notice_id: int, at: datetime, not_after: datetime) -> bool:
    """Note that people are reminded at a time; False when they were after ``not_after``."""
    result = tx.execute(
        sa.update(notice)
        .where(
            notice.c.id == notice_id,
            sa.or_(notice.c.nudged_at.is_(None), notice.c.nudged_at <= not_after),
        )
        .values(nudged_at=at)
    )
    return result.rowcount == 1


def drop(tx: Transaction, notice_id: int, telegram_id: int, now: datetime) -> int:
    """End the reminders that wait for an account whose person has answered; returns how many."""
    query = sa.select(push.c.id).where(push.c.notice_id == notice_id, push.c.kind == NUDGE)
    reminders = list(tx.execute(query).scalars())
    if not reminders:
        return 0
    return tx.execute(
        sa.update(delivery)
        .where(
            delivery.c.push_id.in_(reminders),
            delivery.c.chat_id == telegram_id,
            delivery.c.state == QUEUED,
        )
        .values(state=DEAD, error=ANSWERED, done_at=now)
    ).rowcount


def plan(tx: Transaction, notice_id: int, at: datetime, minute: int, times: int) -> None:
    """Remind at ``at`` (UTC) and then daily at that minute of the branch's day, so many times in all."""
    tx.execute(
        sa.update(notice)
        .where(notice.c.id == notice_id)
        .values(nudge_at=at, nudge_minute=minute, nudges_left=times)
    )


def due(tx: Transaction, now: datetime, most: int = 20) -> list[Plan]:
    """The reminders whose time has come, oldest first."""
    query = (
        sa.select(notice.c.id, notice.c.nudge_at, notice.c.nudge_minute, notice.c.nudges_left)
        .where(notice.c.nudge_at.is_not(None), notice.c.nudge_at <= now)
        .order_by(notice.c.nudge_at, notice.c.id)
        .limit(most)
    )
    return [Plan(*row) for row in tx.execute(query)]


def move_on(tx: Transaction, was: Plan, next_at: datetime | None, left: int) -> bool:
    """Put the next time in the place of the one that has come; False when somebody else has."""
    values = {"nudge_at": next_at, "nudges_left": left}
    if next_at is None:
        values["nudge_minute"] = None
    result = tx.execute(
        sa.update(notice).where(notice.c.id == was.notice_id, notice.c.nudge_at == was.at).values(**values)
    )
    return result.rowcount == 1
