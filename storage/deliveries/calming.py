"""At the last moment before a call: whether it may disturb its person now.

It may have waited behind a long broadcast, or for a server that was away; what was right when it was queued
need not be right any more. What is too much for a day is kept for one message, the digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast

import sqlalchemy as sa

from bot.domain.messages import Lane, Operation
from bot.domain.peace import (
    COUNTED,
    Night,
    PushKind,
    comes_at,
    day_began,
    digest_time,
    handling,
)
from bot.domain.quiet import Hours, QuietHours
from storage import mutes
from storage.database import Transaction
from storage.deliveries.rows import ATTEMPTING, IS_QUEUED, LANES, SENT, UNKNOWN
from storage.given import among
from storage.prepared import PreparedChange, PreparedSelect
from storage.queue_rows import DEAD, LANE_ORDER, MERGED, MUTED
from storage.schema import account, branch, delivery, digest, digest_line, group_chat, person, push

COLUMNS = (
    push.c.kind,
    delivery.c.lane,
    delivery.c.person_id,
    branch.c.timezone,
    branch.c.quiet_start,
    branch.c.quiet_end,
    branch.c.daily_cap,
    push.c.about_id,
)


def with_branches(chats: sa.Join) -> sa.Join:
    """The chats, with the branch of each as far as it has one."""
    return chats.outerjoin(person, person.c.id == account.c.person_id).outerjoin(
        branch, branch.c.id == sa.func.coalesce(person.c.branch_id, group_chat.c.branch_id)
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A delivery that nothing but its time speaks against. ``hours`` are None where there is no branch."""

    id: int
    chat_id: int
    person_id: int | None
    handled: PushKind
    expires_at: datetime | None
    hours: Hours | None
    cap: int


def candidate(facts: Sequence[Any], more: Sequence[Any]) -> Candidate:
    """Of a row; ``more`` are its ``COLUMNS``."""
    delivery_id, _state, chat_id, operation, _revision, _stopped, expires_at, *_ = facts
    kind, lane, person_id, timezone, start, end, cap, about_id = more
    # A change of what is there already rings nowhere.
    lane_name = LANES[lane] if operation == Operation.SEND else Lane.ANSWER
    hours = None if timezone is None else Hours(timezone, QuietHours(start, end))
    handled = handling(kind, lane_name)
    if about_id is not None:
        handled = replace(handled, counts=False)  # its person has put it off, and wants it now
    return Candidate(delivery_id, chat_id, person_id, handled, expires_at, hours, cap or 0)


def _of_many(statement: sa.Update, *given: str) -> PreparedChange:
    return PreparedChange(
        statement.where(IS_QUEUED, among(delivery.c.id, sqlite=False)),
        "ids",
        *given,
        on_sqlite=statement.where(IS_QUEUED, among(delivery.c.id, sqlite=True)),
    )


_PUT_OFF = _of_many(sa.update(delivery).values(not_before=sa.bindparam("at")), "at")
_MUTE = _of_many(sa.update(delivery).values(state=DEAD, error=MUTED, done_at=sa.bindparam("now")), "now")
_MERGE = _of_many(sa.update(delivery).values(state=MERGED, done_at=sa.bindparam("now")), "now")


def _is_one_of(column: sa.ColumnElement[str], words: Sequence[str]) -> sa.ColumnElement[bool]:
    # Our own words, written out: a statement that is prepared has no lists of values.
    return sa.or_(*(column == sa.literal_column(f"'{word}'") for word in words))


_HAD = (
    sa.select(delivery.c.chat_id, sa.func.count())
    .join(push, push.c.id == delivery.c.push_id)
    .where(
        delivery.c.attempted_at.is_not(None),
        delivery.c.attempted_at >= sa.bindparam("since", type_=delivery.c.attempted_at.type),
        _is_one_of(delivery.c.state, (ATTEMPTING, SENT, UNKNOWN)),
        push.c.about_id.is_(None),
        delivery.c.lane > sa.literal_column(str(LANE_ORDER[Lane.URGENT])),
        _is_one_of(push.c.kind, COUNTED),
    )
    .group_by(delivery.c.chat_id)
)
_DIGESTS = sa.select(digest.c.chat_id, digest.c.day, digest.c.id, digest.c.push_id, digest.c.due_at).where(
    digest.c.day >= sa.bindparam("day", type_=digest.c.day.type)
)


def _by_chats(statement: sa.Select[Any], column: sa.ColumnElement[Any], *given: str) -> PreparedSelect:
    return PreparedSelect(
        statement.where(among(column, sqlite=False)),
        "ids",
        *given,
        on_sqlite=statement.where(among(column, sqlite=True)),
    )


_COUNTS = _by_chats(_HAD, delivery.c.chat_id, "since")
_DIGESTS_OF = _by_chats(_DIGESTS, digest.c.chat_id, "day")


def put_off(tx: Transaction, delivery_id: int, at: datetime) -> None:
    """Do not try it before that."""
    _PUT_OFF.run(tx, {"ids": [delivery_id], "at": at})


def let_pass(
    tx: Transaction, candidates: Iterable[Candidate], now: datetime
) -> tuple[list[int], frozenset[int]]:
    """The ids of those that come now, and of these the ones that make no sound.

    The others are put off, or end as muted, or are merged into a digest.
    """
    passed: list[Candidate] = []
    watched: list[Candidate] = []
    for one in candidates:
        plain = one.handled.topic is None and one.handled.night is Night.PASSES
        (passed if plain else watched).append(one)
    if not watched:
        return [one.id for one in passed], frozenset()
    awake = _put_off(tx, _unmuted(tx, watched, now), now)
    passed += _within_cap(tx, awake, now)
    silent = (one.id for one in passed if one.handled.night is Night.SILENT and _is_quiet(one, now))
    return [one.id for one in passed], frozenset(silent)


def _is_quiet(one: Candidate, now: datetime) -> bool:
    return one.hours is not None and one.hours.quiet.is_quiet(one.hours.local(now))


def _unmuted(tx: Transaction, candidates: list[Candidate], now: datetime) -> list[Candidate]:
    people = {one.person_id for one in candidates if one.handled.topic and one.person_id is not None}
    muted = mutes.among_people(tx, people, now) if people else set()
    if not muted:
        return candidates
    refused = {one.id for one in candidates if (one.person_id, one.handled.topic) in muted}
    _MUTE.run(tx, {"ids": list(refused), "now": now})
    return [one for one in candidates if one.id not in refused]


def _put_off(tx: Transaction, candidates: list[Candidate], now: datetime) -> list[Candidate]:
    moments: dict[tuple[Night, Hours, datetime | None], datetime] = {}
    later: dict[datetime, list[int]] = {}
    passed = []
    for one in candidates:
        at = now
        if one.hours is not None:
            key = (one.handled.night, one.hours, one.expires_at)
            if key not in moments:
                moments[key] = comes_at(one.handled.night, one.hours, now, one.expires_at)
            at = moments[key]
        if at > now:
            later.setdefault(at, []).append(one.id)
        else:
            passed.append(one)
    for at, ids in later.items():
        _PUT_OFF.run(tx, {"ids": ids, "at": at})
    return passed


def _within_cap(tx: Transaction, candidates: list[Candidate], now: datetime) -> list[Candidate]:
    counted = [one for one in candidates if _counts(one)]
    if not counted:
        return candidates
    had = _had(tx, counted, now)
    merged: list[Candidate] = []
    for one in counted:
        if had.get(one.chat_id, 0) < one.cap:
            had[one.chat_id] = had.get(one.chat_id, 0) + 1
        else:
            merged.append(one)
    beyond = _merge(tx, merged, now) if merged else set()
    return [one for one in candidates if one.id not in beyond]


def _counts(one: Candidate) -> bool:
    return one.handled.counts and one.chat_id > 0 and one.hours is not None and one.cap > 0


def _had(tx: Transaction, counted: list[Candidate], now: datetime) -> dict[int, int]:
    """How many that count each of the chats has had on its branch's day."""
    chats: dict[datetime, set[int]] = {}
    days: dict[Hours, datetime] = {}
    for one in counted:
        hours = cast(Hours, one.hours)
        if hours not in days:
            days[hours] = day_began(hours, now)
        chats.setdefault(days[hours], set()).add(one.chat_id)
    return {
        chat_id: count
        for since, ids in chats.items()
        for chat_id, count in _COUNTS.rows(tx, {"ids": list(ids), "since": since})
    }


def _merge(tx: Transaction, merged: list[Candidate], now: datetime) -> set[int]:
    """Keep them for the digests of their people; the ids of those that could wait for it.

    What would be old news by then comes all the same.
    """
    days = {one.chat_id: cast(Hours, one.hours).local(now).date() for one in merged}
    known: dict[int, dict[date, tuple[int, int | None, datetime]]] = {}
    for chat_id, day, *rest in _DIGESTS_OF.rows(tx, {"ids": list(days), "day": min(days.values())}):
        known.setdefault(chat_id, {})[day] = (rest[0], rest[1], rest[2])
    lines = []
    for one in merged:
        digest_id = _digest(tx, one, known.setdefault(one.chat_id, {}), now)
        if digest_id is not None:
            lines.append({"delivery_id": one.id, "digest_id": digest_id})
    if lines:
        tx.execute(digest_line.insert(), lines)
        _MERGE.run(tx, {"ids": [line["delivery_id"] for line in lines], "now": now})
    return {line["delivery_id"] for line in lines}


def _digest(
    tx: Transaction,
    one: Candidate,
    known: dict[date, tuple[int, int | None, datetime]],
    now: datetime,
) -> int | None:
    """The digest that the delivery goes into; None when that would come too late."""
    unwritten = [found for found in known.values() if found[1] is None]
    if unwritten:
        digest_id, _, due_at = unwritten[0]
    else:
        day, due_at = digest_time(cast(Hours, one.hours), now, known.keys())
    if one.expires_at is not None and one.expires_at <= due_at:
        return None
    if not unwritten:
        digest_id = tx.insert_one(digest, chat_id=one.chat_id, day=day, due_at=due_at)
        known[day] = (digest_id, None, due_at)
    return digest_id
