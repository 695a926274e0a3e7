"""Notices: what was written, for whom, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.audience import Audience, audience_from_json, audience_to_json
from bot.domain.messages import Operation
from bot.domain.notices import (
    NoticeContent,
    NoticeKind,
    NoticeState,
    content_from_json,
    content_to_json,
    may_become,
)
from storage import outbox
from storage.database import Transaction
from storage.deliveries.rows import IS_ATTEMPTING, IS_QUEUED
from storage.queue_rows import LANE_ORDER, QUEUED
from storage.schema import delivery, notice, push


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice. Times are UTC.

    ``branch_id``: the one branch it is for, ``committee_id`` the one committee of all its branches; None when
    there are several. ``sender_id`` is who may send it by the roster, None for an operator: that right is in
    the settings, and no roster takes it away. ``sender_account`` is the Telegram id that sent it,
    ``approved_account`` that of the second person who agreed. ``people``,
    ``groups`` (chats) and ``missed`` (people it cannot reach) are as they were at sending, 0 before.
    ``nudge_minute`` is a minute of the branch's day.
    """

    id: int
    branch_id: int | None
    committee_id: int | None
    sender_id: int | None
    sender_account: int
    kind: NoticeKind
    state: NoticeState
    content: NoticeContent
    audience: Audience
    revision: int
    send_at: datetime | None
    sent_at: datetime | None
    ended_at: datetime | None
    stopped_at: datetime | None
    people: int
    groups: int
    missed: int
    approved_account: int | None
    card_chat_id: int | None
    card_message_id: int | None
    nudged_at: datetime | None
    nudge_minute: int | None
    nudges_left: int
    nudge_at: datetime | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewNotice:
    """What is known of a notice when 发送 is pressed."""

    branch_id: int | None
    committee_id: int | None
    sender_id: int | None
    sender_account: int
    kind: NoticeKind
    state: NoticeState
    content: NoticeContent
    audience: Audience
    send_at: datetime | None
    card_message_id: int | None


# A literal, so that the partial indexes serve.
_IS_SENDING = notice.c.state == sa.literal_column(f"'{NoticeState.SENDING.value}'")
_IS_SCHEDULED = notice.c.state == sa.literal_column(f"'{NoticeState.SCHEDULED.value}'")
_TO_COME = (NoticeState.AWAITING_APPROVAL, NoticeState.SCHEDULED, NoticeState.SENDING)


def _notice(row: sa.Row[Any]) -> NoticeRow:
    values = dict(row._mapping)
    values["kind"] = NoticeKind(values["kind"])
    values["state"] = NoticeState(values["state"])
    values["content"] = content_from_json(values["content"])
    values["audience"] = audience_from_json(values["audience"])
    return NoticeRow(**values)


def create(tx: Transaction, new: NewNotice, now: datetime) -> NoticeRow:
    """A new notice; its card is in the sender's private chat."""
    notice_id = tx.insert_one(
        notice,
        branch_id=new.branch_id,
        committee_id=new.committee_id,
        sender_id=new.sender_id,
        sender_account=new.sender_account,
        kind=new.kind.value,
        state=new.state.value,
        content=content_to_json(new.content),
        audience=audience_to_json(new.audience),
        send_at=new.send_at,
        card_chat_id=new.sender_account,
        card_message_id=new.card_message_id,
        created_at=now,
    )
    return get(tx, notice_id)


def find(tx: Transaction, notice_id: int) -> NoticeRow | None:
    """The notice, in whatever state; who may see it must be checked by the caller."""
    row = tx.execute(sa.select(notice).where(notice.c.id == notice_id)).one_or_none()
    return _notice(row) if row is not None else None


def get(tx: Transaction, notice_id: int) -> NoticeRow:
    """The notice; ``LookupError`` when there is none."""
    found = find(tx, notice_id)
    if found is None:
        raise LookupError(f"no notice {notice_id}")
    return found


def move(tx: Transaction, row: NoticeRow, state: NoticeState, **values: Any) -> NoticeRow | None:
    """Bring a notice from the state it was read in to another, with other columns; None when it has left
    that state meanwhile. Raises ``ValueError`` for a way no notice goes."""
    if not may_become(row.state, state):
        raise ValueError(f"a notice that is {row.state} never becomes {state}")
    moved = tx.execute(
        sa.update(notice)
        .where(notice.c.id == row.id, notice.c.state == row.state.value)
        .values(state=state.value, **values)
    )
    return get(tx, row.id) if moved.rowcount == 1 else None


def put_off(tx: Transaction, notice_id: int, send_at: datetime) -> None:
    """Give a scheduled notice another time (UTC)."""
    tx.execute(sa.update(notice).where(notice.c.id == notice_id, _IS_SCHEDULED).values(send_at=send_at))


def note_card(tx: Transaction, notice_id: int, chat_id: int, message_id: int) -> None:
    """Remember the sender's message that shows how it goes."""
    tx.execute(
        sa.update(notice)
        .where(notice.c.id == notice_id)
        .values(card_chat_id=chat_id, card_message_id=message_id)
    )


def plan_no_nudges(tx: Transaction, notice_ids: Collection[int]) -> None:
    """Take back what was planned to remind of these notices."""
    tx.execute(
        sa.update(notice)
        .where(notice.c.id.in_(notice_ids))
        .values(nudge_minute=None, nudges_left=0, nudge_at=None)
    )


def on_their_way(tx: Transaction) -> list[int]:
    """The ids of the notices that are being sent, oldest first."""
    return list(tx.execute(sa.select(notice.c.id).where(_IS_SENDING).order_by(notice.c.id)).scalars())


def due(tx: Transaction, now: datetime) -> list[int]:
    """The ids of scheduled notices whose time has come, the most overdue first."""
    query = sa.select(notice.c.id).where(_IS_SCHEDULED, notice.c.send_at <= now)
    return list(tx.execute(query.order_by(notice.c.send_at, notice.c.id)).scalars())


def of_account(tx: Transaction, telegram_id: int, limit: int) -> list[NoticeRow]:
    """What an account has sent or scheduled, newest first."""
    query = sa.select(notice).where(notice.c.sender_account == telegram_id)
    return [_notice(row) for row in tx.execute(query.order_by(notice.c.id.desc()).limit(limit))]


def chats_of_last(tx: Transaction, telegram_id: int, branch_id: int) -> tuple[int, ...]:
    """The group chats that an account's last notice for that branch went to."""
    query = (
        sa.select(notice.c.audience)
        .where(notice.c.sender_account == telegram_id, notice.c.branch_id == branch_id)
        .order_by(notice.c.id.desc())
        .limit(1)
    )
    data = tx.execute(query).scalar_one_or_none()
    return audience_from_json(data).chats if data else ()


def unfinished_of(tx: Transaction, person_ids: Collection[int]) -> list[NoticeRow]:
    """Notices of these people of which something may still go out: to be sent, or to be reminded of."""
    query = sa.select(notice).where(
        notice.c.sender_id.in_(person_ids),
        sa.or_(notice.c.state.in_([state.value for state in _TO_COME]), notice.c.nudge_at.is_not(None)),
    )
    return [_notice(row) for row in tx.execute(query.order_by(notice.c.id))]


def queued_of(tx: Transaction, person_ids: Collection[int]) -> list[tuple[int, int, int]]:
    """Pushes about notices that wait on behalf of these people: push id, notice id, person id.

    Not what takes a notice back.
    """
    # The lanes are named so that the index of what is queued finds the senders in it.
    waiting = (
        sa.select(delivery.c.push_id, delivery.c.sender)
        .where(
            IS_QUEUED,
            delivery.c.lane.in_(list(LANE_ORDER.values())),
            delivery.c.sender.in_(person_ids),
        )
        .distinct()
        .subquery()
    )
    query = (
        sa.select(push.c.id, push.c.notice_id, waiting.c.sender)
        .join(waiting, waiting.c.push_id == push.c.id)
        .where(
            push.c.notice_id.is_not(None),
            push.c.stopped_at.is_(None),
            push.c.operation != Operation.DELETE.value,
        )
    )
    return [(row[0], row[1], row[2]) for row in tx.execute(query.order_by(push.c.id))]


def pushes(tx: Transaction, notice_id: int) -> tuple[int, ...]:
    """The ids of the pushes that carry the notice itself, in the order of its parts."""
    query = sa.select(push.c.id).where(
        push.c.notice_id == notice_id, push.c.part.is_not(None), push.c.operation == Operation.SEND.value
    )
    return tuple(tx.execute(query.order_by(push.c.part)).scalars())


def stop_pushes(tx: Transaction, notice_id: int, now: datetime) -> None:
    """Let nothing more of a notice go out, reminders and corrections of it included; what takes it back
    still may."""
    query = sa.select(push.c.id).where(
        push.c.notice_id == notice_id, push.c.operation != Operation.DELETE.value
    )
    outbox.stop(tx, list(tx.execute(query).scalars()), now)


def is_under_way(tx: Transaction, push_ids: Collection[int]) -> bool:
    """Whether any delivery of these pushes may still be sent."""
    return any(_is_under_way(tx, push_id) for push_id in push_ids)


def _is_under_way(tx: Transaction, push_id: int) -> bool:
    # The last of them is usually sent last: one look at it saves most walks through the others.
    last = (
        sa.select(delivery.c.state, delivery.c.lane, delivery.c.sender)
        .where(delivery.c.push_id == push_id)
        .order_by(delivery.c.chat_id.desc())
        .limit(1)
    )
    row = tx.execute(last).one_or_none()
    if row is None or row.state == QUEUED:
        return row is not None
    # ``+ 0`` and the order keep both databases from looking through all that was sent: what is still to go is
    # little by now, and has indexes of its own.
    this = delivery.c.push_id + sa.literal_column("0") == push_id
    trying = sa.select(delivery.c.id).where(IS_ATTEMPTING, this).order_by(delivery.c.id)
    waiting = (
        sa.select(delivery.c.id)
        .where(IS_QUEUED, delivery.c.lane == row.lane, delivery.c.sender == row.sender, this)
        .order_by(delivery.c.not_before, delivery.c.id)
    )
    return any(tx.execute(query.limit(1)).first() is not None for query in (trying, waiting))
