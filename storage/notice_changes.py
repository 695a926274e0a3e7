"""What is done to a notice after it went out: corrected, sent once more to somebody, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Lane, Operation
from bot.domain.notices import NoticeContent, content_to_json
from storage.database import Transaction
from storage.deliveries import ATTEMPTING, DEAD, UNKNOWN
from storage.notices import NoticeRow
from storage.queue_rows import LANE_ORDER, QUEUED
from storage.schema import branch, delivery, group_chat, notice, person, push

AGAIN = "notice-again"  # the kind of push that brings a notice once more to whoever asks for it


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many chats a withdrawn notice has gone from (``done``), in how many that is still to come, and
    where it stays, by why."""

    done: int
    waiting: int
    stays: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stays:
    """A person, or a group chat (``group``), with whom a withdrawn notice stays."""

    name: str
    group: bool
    why: str


def rewrite(tx: Transaction, row: NoticeRow, content: NoticeContent) -> bool:
    """Keep a corrected content; False when the notice was changed or has moved on since it was read."""
    result = tx.execute(
        sa.update(notice)
        .where(
            notice.c.id == row.id,
            notice.c.revision == row.revision,
            notice.c.state == row.state.value,
        )
        .values(content=content_to_json(content), revision=row.revision + 1)
    )
    return result.rowcount == 1


def copies(tx: Transaction, notice_id: int) -> dict[int, int]:
    """The pushes that bring a notice once more: the push of the part → that of its copy."""
    query = sa.select(push.c.about_id, push.c.id).where(push.c.notice_id == notice_id, push.c.kind == AGAIN)
    return {row[0]: row[1] for row in tx.execute(query)}


def copy(tx: Transaction, push_id: int, now: datetime) -> int:
    """A push that says what this one says, for who asks for it and waits."""
    row = tx.execute(sa.select(push).where(push.c.id == push_id)).one()
    return tx.insert_one(
        push,
        kind=AGAIN,
        lane=Lane.ANSWER.value,
        content=row.content,
        reason=row.reason,
        when_unknown=row.when_unknown,
        sender_id=None,
        created_at=now,
        operation=Operation.SEND.value,
        about_id=push_id,
        notice_id=row.notice_id,
    )


def send_copy(tx: Transaction, push_id: int, telegram_id: int, person_id: int, now: datetime) -> bool:
    """Queue such a push for one account; False when it has been before."""
    result = tx.execute(
        tx.insert(delivery)
        .values(
            push_id=push_id,
            chat_id=telegram_id,
            person_id=person_id,
            lane=LANE_ORDER[Lane.ANSWER],
            state=QUEUED,
            not_before=now,
            attempts=0,
        )
        .on_conflict_do_nothing()
        .execution_options(preserve_rowcount=True)  # PostgreSQL loses it otherwise
    )
    return result.rowcount == 1


def messages(tx: Transaction, notice_id: int) -> list[int]:
    """Every push that has put a message about this notice into chats: its parts, reminders and copies."""
    query = sa.select(push.c.id).where(
        push.c.notice_id == notice_id, push.c.operation == Operation.SEND.value
    )
    return list(tx.execute(query.order_by(push.c.id)).scalars())


def supersede(tx: Transaction, notice_id: int, now: datetime) -> None:
    """Let no earlier correction that still waits follow a later one."""
    tx.execute(
        sa.update(push)
        .where(
            push.c.notice_id == notice_id,
            push.c.operation == Operation.EDIT.value,
            push.c.stopped_at.is_(None),
        )
        .values(stopped_at=now)
    )


def taken_back(tx: Transaction, notice_id: int) -> TakenBack:
    """How far a withdrawn notice has gone from the chats it was in."""
    chats = _chats(notice_id).subquery()
    query = sa.select(chats.c.waiting, chats.c.why, sa.func.count()).group_by(chats.c.waiting, chats.c.why)
    done = waiting = 0
    stays: dict[str, int] = {}
    for is_waiting, why, count in tx.execute(query):
        if is_waiting:
            waiting += count
        elif why is None:
            done += count
        else:
            stays[why] = stays.get(why, 0) + count
    return TakenBack(done, waiting, stays)


def staying(tx: Transaction, notice_id: int, limit: int) -> list[Stays]:
    """With whom it stays, by branch and name; the first ``limit`` of them."""
    chats = _chats(notice_id).subquery()
    name = sa.func.coalesce(person.c.name, group_chat.c.title, "")
    query = (
        sa.select(name, person.c.id.is_(None), chats.c.why)
        .select_from(
            chats.outerjoin(group_chat, group_chat.c.chat_id == chats.c.chat_id)
            .outerjoin(person, person.c.id == chats.c.person_id)
            .outerjoin(branch, branch.c.id == sa.func.coalesce(person.c.branch_id, group_chat.c.branch_id))
        )
        .where(chats.c.why.is_not(None), chats.c.waiting == 0)
        .order_by(branch.c.name, name, chats.c.chat_id)
        .limit(limit)
    )
    return [Stays(row[0], bool(row[1]), row[2]) for row in tx.execute(query)]


def _chats(notice_id: int) -> sa.Select[Any]:
    """Each chat from which a part of the notice is taken back: whether that is still to come, and why not."""
    part = sa.select(push.c.id).where(
        push.c.notice_id == notice_id,
        push.c.part.is_not(None),
        push.c.operation == Operation.SEND.value,
    )
    taking = sa.select(push.c.id).where(push.c.operation == Operation.DELETE.value, push.c.about_id.in_(part))
    is_waiting = delivery.c.state.in_([QUEUED, ATTEMPTING])
    failed = delivery.c.state.in_([DEAD, UNKNOWN])
    return (
        sa.select(
            delivery.c.chat_id,
            sa.func.max(delivery.c.person_id).label("person_id"),
            sa.func.max(sa.case((is_waiting, 1), else_=0)).label("waiting"),
            sa.func.max(sa.case((failed, sa.func.coalesce(delivery.c.error, UNKNOWN)))).label("why"),
        )
        .where(delivery.c.push_id.in_(taking))
        .group_by(delivery.c.chat_id)
    )
