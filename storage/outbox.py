"""Pushes and their deliveries: stored once, and queued for whoever is to get it by one INSERT … SELECT."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Push, attachment_to_json, message_to_json, poll_to_json
from bot.domain.peace import handling
from storage import calm, few_people, mutes
from storage.calm import When
from storage.database import Transaction
from storage.many_rows import ManyInserts
from storage.prepared import PreparedChange
from storage.queue_rows import (
    COLUMNS,
    DEAD,
    IN_ORDER,
    IS_REACHABLE,
    LANE_ORDER,
    MUTED,
    PUSH,
    REACHABLE,
    THE_BOT,
    TIME,
    delivering,
    row,
)
from storage.schema import account, delivery, group_chat, group_topic, person, push

# Up to so many people are looked up one by one; beyond, every account is looked at in turn.
FEW_PEOPLE = 10_000
# If no more people than these are left out, it is them that each account is compared with: a small set
# answers many times faster than one of a million.
FEW_LEFT_OUT = 100_000


def _to_accounts(whom: sa.ColumnElement[bool]) -> sa.Insert:
    rows = sa.select(*row(PUSH, account.c.telegram_id, account.c.person_id))
    return delivering(rows.where(whom, IS_REACHABLE))


_OWN = (
    "kind",
    "lane",
    "content",
    "reason",
    "when_unknown",
    "expires_at",
    "created_at",
    "operation",
    "subject",
)
_PUSH = PreparedChange(sa.insert(push), *_OWN, "sender_id", "about_id", "notice_id", "part")
_PUSHES = ManyInserts(push, *_OWN)
_GIVEN = ("push", "order", "at", "whose", "whom")
_TO_ACCOUNT = PreparedChange(_to_accounts(account.c.telegram_id == sa.bindparam("whom")), *_GIVEN)


def keep(
    tx: Transaction,
    push_: Push,
    now: datetime,
    sender_id: int | None = None,
    notice_id: int | None = None,
    part: int | None = None,
    about_id: int | None = None,
) -> int:
    """Store what a push says and return its id; whom it goes to is up to the ``enqueue_…`` functions.

    ``part`` counts the messages of a notice from 1; ``about_id`` is the push that an edit or a deletion is
    about.
    """
    about = {"about_id": about_id, "notice_id": notice_id, "part": part}
    return _PUSH.insert(tx, {**_values(push_, now), **about, "sender_id": sender_id})


def keep_many(tx: Transaction, pushes: Sequence[Push], now: datetime) -> list[int]:
    """Store what several pushes of the bot's own say; their ids, in the same order."""
    if tx.is_sqlite:
        return [keep(tx, one, now) for one in pushes]
    rows = [_values(one, now) for one in pushes]
    return _PUSHES.numbered(tx, [tuple(row[name] for name in _OWN) for row in rows])


def _values(push_: Push, now: datetime) -> dict[str, Any]:
    return {
        "kind": push_.kind,
        "lane": push_.lane,
        "content": _content(push_),
        "reason": push_.reason,
        "when_unknown": push_.when_unknown,
        "expires_at": push_.expires_at,
        "created_at": now,
        "operation": push_.operation,
        "subject": push_.subject or None,
    }


def _content(push_: Push) -> dict[str, Any]:
    """What a push says, as it is stored."""
    content = message_to_json(push_.message)
    if push_.attachments:
        content["attachments"] = [attachment_to_json(one) for one in push_.attachments]
    if push_.poll is not None:
        content["poll"] = poll_to_json(push_.poll)
    return content


def replace(tx: Transaction, push_id: int, push_: Push) -> None:
    """Say something else from now on: what is still queued goes out with these words."""
    tx.execute(
        sa.update(push)
        .where(push.c.id == push_id)
        .values(content=_content(push_), reason=push_.reason, revision=push.c.revision + 1)
    )


def stop(tx: Transaction, push_ids: Collection[int], now: datetime) -> None:
    """Begin nothing more of these pushes; what is being sent at this moment ends as it ends."""
    tx.execute(
        sa.update(push).where(push.c.id.in_(push_ids), push.c.stopped_at.is_(None)).values(stopped_at=now)
    )


def enqueue_for_people(
    tx: Transaction, push_: Push, person_ids: Collection[int], now: datetime, sender_id: int | None = None
) -> int:
    """Queue a push for these people, on a roster or not any more; returns how many can be reached."""
    return few_people.enqueue(tx, keep(tx, push_, now, sender_id), push_, person_ids, now)


def enqueue_for_account(tx: Transaction, push_: Push, telegram_id: int, now: datetime) -> int:
    """Queue a push for one Telegram account, on a roster or not."""
    return enqueue_kept(tx, keep(tx, push_, now), push_, telegram_id, now)


def enqueue_kept(tx: Transaction, push_id: int, push_: Push, telegram_id: int, now: datetime) -> int:
    """The same for a push that is kept."""
    when = calm.for_account(tx, push_, now, telegram_id)
    if not _is_muted(tx, push_, now):
        return _TO_ACCOUNT.run(tx, _given(push_, when, push=push_id, whom=telegram_id))
    return _enqueue(tx, [push_id], push_, account.c.telegram_id == telegram_id, when, now)


def enqueue_where(
    tx: Transaction,
    push_id: int | Sequence[int],
    push_: Push,
    persons: sa.ColumnElement[bool],
    now: datetime,
    sender: int = THE_BOT,
) -> int:
    """Queue a kept push for everybody on a roster of whom ``persons`` is true; returns how many people.

    ``persons`` speaks of the columns of ``person``; where it is NULL it is not true. Several ids are the
    parts of one text, in order and of the same lane: nobody waits for the second until all have the first.
    ``sender`` is whose turn it takes among the senders: a person id.
    """
    parts = [push_id] if isinstance(push_id, int) else list(push_id)
    when = calm.for_accounts(tx, push_, now)
    return _enqueue(tx, parts, push_, _accounts_of(tx, persons), when, now, sender)


def _enqueue(
    tx: Transaction,
    parts: Sequence[int],
    push_: Push,
    whom: sa.ColumnElement[bool],
    when: When,
    now: datetime,
    sender: int = THE_BOT,
) -> int:
    """Queue pushes for accounts; those of people who have muted it have a row that says so."""
    values = row(push.c.id, account.c.telegram_id, account.c.person_id, when)
    rows = (
        sa.select(*values)
        .select_from(account.join(push, push.c.id.in_(parts)))
        .where(whom, IS_REACHABLE)
        # Both the index over the chats of a push and the parts of a text want them in this order.
        .order_by(IN_ORDER, push.c.id)
    )
    given = _given(push_, when if isinstance(when, datetime) else now, whose=sender)
    topic = handling(push_.kind, push_.lane).topic
    if topic is not None and mutes.any_of(tx, topic, now):
        muted = mutes.has_muted(topic, now)
        values[COLUMNS.index("state")] = sa.literal_column(f"'{DEAD}'")
        why: tuple[sa.ColumnElement[Any], ...] = (sa.literal_column(f"'{MUTED}'"), sa.literal(now, TIME))
        unheard = rows.where(muted).with_only_columns(*values, *why, maintain_column_froms=True)
        tx.execute(delivering(unheard, "error", "done_at"), given)
        rows = rows.where(~muted)
    return tx.execute(delivering(rows), given).rowcount // len(parts)


def _is_muted(tx: Transaction, push_: Push, now: datetime) -> bool:
    return mutes.any_of(tx, handling(push_.kind, push_.lane).topic, now)


def _accounts_of(tx: Transaction, persons: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Of accounts: those of these people, said so that the database finds them the fastest way."""
    wanted = sa.and_(person.c.active, persons)
    chosen = sa.select(person.c.id).where(wanted)
    if not tx.is_sqlite or _count(tx, wanted, FEW_PEOPLE) <= FEW_PEOPLE:
        return account.c.person_id.in_(chosen)
    # ``+ 0`` keeps SQLite from looking up each of them by its index.
    number = account.c.person_id + sa.literal_column("0")
    others = wanted.is_not(sa.true())
    if _count(tx, others, FEW_LEFT_OUT) <= FEW_LEFT_OUT:
        return sa.and_(account.c.person_id.is_not(None), number.not_in(sa.select(person.c.id).where(others)))
    return number.in_(chosen)


def _count(tx: Transaction, persons: sa.ColumnElement[bool], most: int) -> int:
    """How many people, counted no further than one more than ``most``."""
    found = sa.select(person.c.id).where(persons).limit(most + 1).subquery()
    return tx.execute(sa.select(sa.func.count()).select_from(found)).scalar_one()


def enqueue_for_groups(
    tx: Transaction,
    push_id: int,
    push_: Push,
    chat_ids: Collection[int],
    topic: str,
    now: datetime,
    sender: int = THE_BOT,
) -> int:
    """Queue a push that is kept for bound group chats; returns how many of them can be reached.

    ``topic`` is the kind of message: in a forum it goes to the topic chosen for it, else to the general one.
    """
    when = calm.for_groups(tx, push_, now)
    chosen = sa.and_(group_topic.c.chat_id == group_chat.c.chat_id, group_topic.c.kind == topic)
    rows = (
        sa.select(
            *row(sa.literal(push_id, delivery.c.push_id.type), group_chat.c.chat_id, sa.null(), when),
            group_topic.c.thread_id,
        )
        .select_from(group_chat.outerjoin(group_topic, chosen))
        .where(group_chat.c.chat_id.in_(chat_ids), group_chat.c.reach == REACHABLE)
        .order_by(group_chat.c.chat_id)
    )
    given = _given(push_, when if isinstance(when, datetime) else now, whose=sender)
    return tx.execute(delivering(rows, "thread_id"), given).rowcount


def enqueue_change(
    tx: Transaction, push_id: int, push_: Push, about_id: int, now: datetime, sender: int = THE_BOT
) -> int:
    """Queue an edit or a deletion for every chat that got, or may have got, the push ``about_id``.

    In the lane of what it changes, whatever its own: there it cannot come before it. Returns how many chats.
    """
    first = delivery.alias("first")
    values = row(sa.literal(push_id, delivery.c.push_id.type), first.c.chat_id, first.c.person_id)
    values[COLUMNS.index("lane")] = first.c.lane
    rows = (
        sa.select(*values, first.c.thread_id)
        .where(first.c.push_id == about_id, first.c.state.in_(("attempting", "sent", "unknown")))
        .order_by(first.c.chat_id)
    )
    given = _given(push_, now, whose=sender)
    del given["order"]
    return tx.execute(delivering(rows, "thread_id"), given).rowcount


def _given(push_: Push, now: datetime, whose: int = THE_BOT, **more: Any) -> dict[str, Any]:
    return {"order": LANE_ORDER[push_.lane], "at": now, "whose": whose, **more}
