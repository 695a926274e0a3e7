"""Queueing for people who are known by their ids: compiled once, for nearly every rule does it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Push
from bot.domain.peace import handling
from storage import calm, mutes
from storage.database import Transaction
from storage.given import among
from storage.prepared import PreparedChange
from storage.queue_rows import (
    DEAD,
    IN_ORDER,
    IS_REACHABLE,
    LANE_ORDER,
    MUTED,
    PUSH,
    THE_BOT,
    TIME,
    delivering,
    row,
)
from storage.schema import account

_GIVEN = ("ids", "push", "order", "at", "whose")
_WHOM = (PUSH, account.c.telegram_id, account.c.person_id)


def _to_some(values: list[sa.ColumnElement[Any]], *more: str) -> PreparedChange:
    rows = sa.select(*values).where(IS_REACHABLE).order_by(IN_ORDER)
    here, there = (rows.where(among(account.c.person_id, sqlite=one)) for one in (True, False))
    return PreparedChange(delivering(there, *more), *_GIVEN, *more, on_sqlite=delivering(here, *more))


_QUEUE = _to_some(row(*_WHOM))
_UNHEARD = _to_some(
    [*row(*_WHOM, state=DEAD), sa.bindparam("error", type_=sa.Text), sa.bindparam("done_at", type_=TIME)],
    "error",
    "done_at",
)


def enqueue(
    tx: Transaction,
    push_id: int,
    push: Push,
    person_ids: Collection[int],
    now: datetime,
    sender: int = THE_BOT,
) -> int:
    """Queue a kept push for those of these people who can be reached; returns how many they are.

    Whoever has muted it has a row that says so, and is not counted.
    """
    given = {"push": push_id, "order": LANE_ORDER[push.lane], "whose": sender}
    topic = handling(push.kind, push.lane).topic
    if mutes.any_of(tx, topic, now):
        muted = {person_id for person_id, what in mutes.among_people(tx, person_ids, now) if what == topic}
        if muted:
            unheard = {"ids": sorted(muted), "at": now, "error": MUTED, "done_at": now}
            _UNHEARD.run(tx, {**given, **unheard})
        person_ids = [one for one in person_ids if one not in muted]
    moments = calm.for_people(tx, push, now, person_ids)
    return sum(_QUEUE.run(tx, {**given, "ids": ids, "at": at}) for at, ids in moments.items())
