"""Queueing many pushes at once, as the clock does: as many questions and answers as for one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.domain.messages import Push
from bot.domain.peace import Topic, handling
from storage import calm, mutes, outbox
from storage.database import Transaction
from storage.given import among
from storage.many_rows import ManyInserts
from storage.prepared import PreparedSelect
from storage.queue_rows import DEAD, IS_REACHABLE, LANE_ORDER, MUTED, QUEUED, REACHABLE, THE_BOT
from storage.schema import account, branch, delivery, group_chat, group_topic, person

Hours: TypeAlias = tuple[str, int, int]
Row: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of one text, or its only one, and who gets it: these people, or these bound group chats.

    In a forum it goes to the topic chosen for this kind of message.
    """

    parts: tuple[Push, ...]
    people: Collection[int] = ()
    chats: Collection[int] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class _Chat:
    """Where something can be sent, with the hours of its branch: None when it has no branch."""

    chat_id: int
    person_id: int | None
    hours: Hours | None
    threads: Mapping[str, int]


_HOURS = (branch.c.timezone, branch.c.quiet_start, branch.c.quiet_end)
_ACCOUNTS = (
    sa.select(account.c.person_id, account.c.telegram_id, *_HOURS)
    .join(person, person.c.id == account.c.person_id)
    .join(branch, branch.c.id == person.c.branch_id)
    .where(IS_REACHABLE)
)
_PRIVATE = PreparedSelect(
    _ACCOUNTS.where(among(account.c.person_id, sqlite=False)),
    "ids",
    on_sqlite=_ACCOUNTS.where(among(account.c.person_id, sqlite=True)),
)
_CHATS = (
    sa.select(group_chat.c.chat_id, *_HOURS, group_topic.c.kind, group_topic.c.thread_id)
    .join(branch, branch.c.id == group_chat.c.branch_id)
    .outerjoin(group_topic, group_topic.c.chat_id == group_chat.c.chat_id)
    .where(group_chat.c.reach == sa.literal_column(f"'{REACHABLE}'"))
)
_GROUPS = PreparedSelect(
    _CHATS.where(among(group_chat.c.chat_id, sqlite=False)),
    "ids",
    on_sqlite=_CHATS.where(among(group_chat.c.chat_id, sqlite=True)),
)
_DELIVERIES = ManyInserts(
    delivery,
    "push_id",
    "chat_id",
    "person_id",
    "lane",
    "state",
    "not_before",
    "attempts",
    "sender",
    "thread_id",
    "error",
    "done_at",
)


def enqueue(tx: Transaction, letters: Sequence[Letter], now: datetime) -> list[int]:
    """Keep these letters and queue them; how many people, or chats, get each, whoever has muted it left out.

    The pushes are the bot's own. One for people whom nothing can reach is kept, too.
    """
    if not letters:
        return []
    post = _Post(tx, letters, now)
    parts = iter(outbox.keep_many(tx, [push for one in letters for push in one.parts], now))
    rows: list[Row] = []
    counts = []
    for letter in letters:
        heard, made = post.rows(letter, [next(parts) for _ in letter.parts])
        counts.append(heard)
        rows += made
    _DELIVERIES.run(tx, rows)
    return counts


class _Post:
    """What must be known of everybody who gets any of the letters."""

    def __init__(self, tx: Transaction, letters: Iterable[Letter], now: datetime) -> None:
        self._now = now
        self._moments: dict[tuple[Any, ...], datetime] = {}
        people = {one for letter in letters for one in letter.people}
        chats = {one for letter in letters for one in letter.chats}
        self._private = _private(tx, people) if people else {}
        self._groups = _groups(tx, chats) if chats else {}
        self._muted = mutes.among_people(tx, self._private, now) if people else set()

    def rows(self, letter: Letter, push_ids: Sequence[int]) -> tuple[int, list[Row]]:
        """How many hear of a letter, and the rows of it."""
        first = letter.parts[0]
        topic = handling(first.kind, first.lane).topic
        known = [self._private[one] for one in set(letter.people) if one in self._private]
        known += [self._groups[one] for one in set(letter.chats) if one in self._groups]
        # The index over the chats of a push wants them in this order, the parts of a text one after another.
        known.sort(key=lambda chat: chat.chat_id)
        rows = [row for chat in known for row in self._to_one(letter, push_ids, chat, topic)]
        muted = sum(self._is_muted(chat, topic) for chat in known) if self._muted else 0
        return len(known) - muted, rows

    def _to_one(
        self, letter: Letter, push_ids: Sequence[int], chat: _Chat, topic: Topic | None
    ) -> Iterable[Row]:
        push = letter.parts[0]
        order, thread = LANE_ORDER[push.lane], chat.threads.get(letter.topic)
        where = (chat.chat_id, chat.person_id, order)
        if self._is_muted(chat, topic):
            ended = (DEAD, self._now, 0, THE_BOT, thread, MUTED, self._now)
            return [(push_id, *where, *ended) for push_id in push_ids]
        waits = (QUEUED, self._at(push, chat.hours), 0, THE_BOT, thread, None, None)
        return [(push_id, *where, *waits) for push_id in push_ids]

    def _is_muted(self, chat: _Chat, topic: Topic | None) -> bool:
        return (
            bool(self._muted) and chat.person_id is not None and (chat.person_id, topic or "") in self._muted
        )

    def _at(self, push: Push, hours: Hours | None) -> datetime:
        if hours is None:
            return self._now
        key = (push.kind, push.lane, push.expires_at, hours)
        found = self._moments.get(key)
        if found is None:
            found = self._moments[key] = calm.comes(push, self._now, hours)
        return found


def _private(tx: Transaction, people: Collection[int]) -> dict[int, _Chat]:
    rows = _PRIVATE.rows(tx, {"ids": people})
    return {row[0]: _Chat(row[1], row[0], (row[2], row[3], row[4]), {}) for row in rows}


def _groups(tx: Transaction, chats: Collection[int]) -> dict[int, _Chat]:
    threads: dict[int, dict[str, int]] = {}
    hours: dict[int, Hours] = {}
    for chat_id, timezone, start, end, kind, thread in _GROUPS.rows(tx, {"ids": chats}):
        hours[chat_id] = (timezone, start, end)
        found = threads.setdefault(chat_id, {})
        if kind is not None:
            found[kind] = thread
    return {one: _Chat(one, None, hours[one], threads[one]) for one in hours}
