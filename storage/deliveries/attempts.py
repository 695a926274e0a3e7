"""What becomes of deliveries: begun, ended, put back, dropped; many in one transaction.

A dispatcher makes its marks under the epoch of its lease, so that one which has lost it begins nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Operation, WhenUnknown
from storage import leases, sent_polls
from storage.database import Transaction
from storage.deliveries import calming
from storage.deliveries.rows import (
    ATTEMPTING,
    CRASH,
    EXPIRED,
    FAILED,
    IS_ATTEMPTING,
    IS_QUEUED,
    MOST_RESENT,
    NO_MESSAGE,
    NOT_THEIRS,
    NOT_THEIRS_NOW,
    REACH,
    STOPPED,
    UNBOUND,
    UNKNOWN,
    WITH_CHATS,
    Begun,
    Ending,
)
from storage.given import among
from storage.prepared import PreparedChange, PreparedSelect
from storage.queue_rows import DEAD, QUEUED, REACHABLE
from storage.schema import delivery, push

_THIS = delivery.c.id == sa.bindparam("delivery_id")
_THIS_ATTEMPT = sa.and_(_THIS, delivery.c.attempts == sa.bindparam("tries"))
# A newer dispatcher that took over has written down what it could not know; who made the call knows better.
_BY_CRASH = delivery.c.error == sa.literal_column(f"'{CRASH}'")
_IS_UNKNOWN = delivery.c.state == sa.literal_column(f"'{UNKNOWN}'")
_MAY_DOUBLE = push.c.when_unknown == sa.literal_column(f"'{WhenUnknown.RESEND.value}'")
_IS_STOPPED = push.c.stopped_at.is_not(None)

# So long after a takeover the one before may still write down what it has sent: a term of its lease.
IN_DOUBT = timedelta(seconds=10)

_ABOUT = delivery.alias("about")
_FACTS = 12  # columns; those that follow tell when it may come
_VERDICT = sa.select(
    delivery.c.id,
    delivery.c.state,
    delivery.c.chat_id,
    push.c.operation,
    push.c.revision,
    _IS_STOPPED,
    push.c.expires_at,
    REACH,
    NOT_THEIRS_NOW,
    _ABOUT.c.message_id,
    _ABOUT.c.error,
    _ABOUT.c.done_at,
    *calming.COLUMNS,
).select_from(
    calming.with_branches(WITH_CHATS)
    .join(push, push.c.id == delivery.c.push_id)
    .outerjoin(_ABOUT, sa.and_(_ABOUT.c.push_id == push.c.about_id, _ABOUT.c.chat_id == delivery.c.chat_id))
)
_VERDICTS = PreparedSelect(
    _VERDICT.where(among(delivery.c.id, sqlite=False)),
    "ids",
    on_sqlite=_VERDICT.where(among(delivery.c.id, sqlite=True)),
)


def _of_many(statement: sa.Update, *given: str) -> PreparedChange:
    return PreparedChange(
        statement.where(among(delivery.c.id, sqlite=False)),
        "ids",
        *given,
        on_sqlite=statement.where(among(delivery.c.id, sqlite=True)),
    )


_BEGIN = _of_many(
    sa.update(delivery)
    .where(IS_QUEUED)
    .values(state=ATTEMPTING, attempted_at=sa.bindparam("now"), attempts=delivery.c.attempts + 1),
    "now",
)
_DROP = _of_many(
    sa.update(delivery)
    .where(IS_QUEUED)
    .values(state=DEAD, error=sa.bindparam("what"), done_at=sa.bindparam("now")),
    "what",
    "now",
)
_PUT_BACK = _of_many(
    sa.update(delivery).where(IS_ATTEMPTING).values(state=QUEUED, attempts=delivery.c.attempts - 1)
)
_STOP = _of_many(
    sa.update(delivery)
    .where(IS_QUEUED, delivery.c.push_id.in_(sa.select(push.c.id).where(_IS_STOPPED)))
    .values(state=DEAD, error=STOPPED, done_at=sa.bindparam("now")),
    "now",
)
_END = PreparedChange(
    sa.update(delivery)
    .where(
        _THIS_ATTEMPT,
        sa.or_(IS_ATTEMPTING, sa.and_(_BY_CRASH, sa.or_(IS_QUEUED, _IS_UNKNOWN))),
    )
    .values(
        state=sa.bindparam("new_state"),
        message_id=sa.bindparam("sent_as"),
        more_ids=sa.bindparam("and_as"),
        error=sa.bindparam("what"),
        done_at=sa.bindparam("now"),
    ),
    *("delivery_id", "tries", "new_state", "sent_as", "and_as", "what", "now"),
)
_END_IN_DOUBT = PreparedChange(
    sa.update(delivery)
    .where(_THIS_ATTEMPT, IS_ATTEMPTING)
    .values(state=UNKNOWN, error=sa.bindparam("what"), done_at=sa.bindparam("now")),
    *("delivery_id", "tries", "what", "now"),
)
_REQUEUE = PreparedChange(
    sa.update(delivery)
    .where(_THIS_ATTEMPT, sa.or_(IS_ATTEMPTING, sa.and_(_BY_CRASH, _IS_UNKNOWN)))
    .values(state=QUEUED, not_before=sa.bindparam("at"), error=sa.bindparam("what"), done_at=None),
    *("delivery_id", "tries", "at", "what"),
)


def begin_many(tx: Transaction, marks: Sequence[tuple[int, int]], epoch: int, now: datetime) -> Begun:
    """Note that these calls are about to be made: each delivery's id, and the revision of what it says.

    What cannot be sent any more ends here: a push that was stopped or has expired, a chat that cannot be
    reached or is not the person's any more, a change of a message that is not known to be there. What would
    disturb its person now waits for another time, or for the digest. Safe to
    repeat after a commit of which nobody heard. ``epoch`` is that of the lease ``leases.DISPATCHER``.
    """
    if not leases.is_held(tx, leases.DISPATCHER, epoch):
        return Begun(is_fenced=True)
    revisions = dict(marks)
    begun: set[int] = set()
    ready: list[calming.Candidate] = []
    outdated: set[int] = set()
    dead: dict[str, list[int]] = {}
    for row in _VERDICTS.rows(tx, {"ids": list(revisions)}):
        delivery_id, state, revision = row[0], row[1], row[4]
        if state == ATTEMPTING:
            begun.add(delivery_id)
        elif state == QUEUED:
            why = _why_not(row[:_FACTS], now)
            if why == NO_MESSAGE and _may_be_told(row[:_FACTS], now):
                calming.put_off(tx, delivery_id, row[_FACTS - 1] + IN_DOUBT)
            elif why is not None:
                dead.setdefault(why, []).append(delivery_id)
            elif revision != revisions[delivery_id]:
                outdated.add(delivery_id)
            else:
                ready.append(calming.candidate(row[:_FACTS], row[_FACTS:]))
    for error, ids in dead.items():
        _DROP.run(tx, {"ids": ids, "what": error, "now": now})
    begins, silent = calming.let_pass(tx, ready, now)
    if begins:
        _BEGIN.run(tx, {"ids": begins, "now": now})
    return Begun(frozenset(begun.union(begins)), frozenset(outdated), silent=silent)


def _why_not(row: tuple[Any, ...], now: datetime) -> str | None:
    """What ends a queued delivery instead of its being sent; None when nothing does."""
    _id, _state, chat_id, operation, _revision, is_stopped, expires_at, reach, is_not_theirs, about, *_ = row
    takes_back = operation == Operation.DELETE
    if is_stopped:
        return STOPPED
    # What somebody should not have is taken back even from a phone that is theirs no more.
    if is_not_theirs and not takes_back:
        return NOT_THEIRS
    if reach is None and chat_id < 0 and not takes_back:
        return UNBOUND
    if reach not in (None, REACHABLE):
        return str(reach)
    if expires_at is not None and expires_at <= now:
        return EXPIRED
    if operation != Operation.SEND and about is None:
        return NO_MESSAGE
    return None


def _may_be_told(row: tuple[Any, ...], now: datetime) -> bool:
    """Whether a dispatcher that has lost the lease may still know the message that is to be changed."""
    *_, error, done_at = row
    return error == CRASH and done_at is not None and now - done_at < IN_DOUBT


def end_many(tx: Transaction, endings: Iterable[Ending], now: datetime) -> None:
    """Note how these attempts ended.

    Of an attempt that a newer dispatcher found after a crash, as it seemed, what is known for sure counts all
    the same, unless the next attempt has begun. What would be queued again ends if its push was stopped.
    """
    surely, doubtful, again = [], [], []
    polls: list[tuple[str, int]] = []
    for one in endings:
        values = {"delivery_id": one.delivery_id, "tries": one.attempts, "what": one.error, "now": now}
        if one.state == QUEUED:
            again.append({**values, "at": one.not_before or now})
        elif one.state == UNKNOWN:
            doubtful.append(values)
        else:
            if one.poll_id is not None:
                polls.append((one.poll_id, one.delivery_id))
            more = list(one.more_ids) or None
            surely.append({**values, "new_state": one.state, "sent_as": one.message_id, "and_as": more})
    _END.run_many(tx, surely)
    for poll_id, delivery_id in polls:
        sent_polls.keep(tx, poll_id, delivery_id)
    _END_IN_DOUBT.run_many(tx, doubtful)
    if again:
        _REQUEUE.run_many(tx, again)
        _STOP.run(tx, {"ids": [one["delivery_id"] for one in again], "now": now})


def put_back(tx: Transaction, delivery_id: int, now: datetime) -> None:
    """The call that was about to be made was not made."""
    _PUT_BACK.run(tx, {"ids": [delivery_id]})
    _STOP.run(tx, {"ids": [delivery_id], "now": now})


def drop(tx: Transaction, delivery_id: int, error: str, now: datetime) -> None:
    """A queued delivery will never be sent: ``EXPIRED``, ``BAD_CONTENT``, or the chat's ``reach``."""
    drop_many(tx, [delivery_id], error, now)


def drop_many(tx: Transaction, ids: Sequence[int], error: str, now: datetime) -> None:
    """The same for several."""
    _DROP.run(tx, {"ids": ids, "what": error, "now": now})


def fail(tx: Transaction, delivery_id: int, now: datetime) -> None:
    """Something of ours broke on the way: what was attempted is unknown, what was not is dead."""
    tx.execute(
        sa.update(delivery)
        .where(delivery.c.id == delivery_id, IS_ATTEMPTING)
        .values(state=UNKNOWN, error=FAILED, done_at=now)
    )
    drop(tx, delivery_id, FAILED, now)


def readdress(tx: Transaction, delivery_id: int, chat_id: int, error: str, now: datetime) -> None:
    """The chat of a queued delivery has a new id; one that the new id has already been sent ends."""
    twin = delivery.alias("twin")
    there = sa.exists().where(twin.c.push_id == delivery.c.push_id, twin.c.chat_id == chat_id)
    this = sa.and_(delivery.c.id == delivery_id, delivery.c.chat_id != chat_id, IS_QUEUED)
    if tx.execute(sa.update(delivery).where(this, ~there).values(chat_id=chat_id)).rowcount == 0:
        tx.execute(sa.update(delivery).where(this).values(state=DEAD, error=error, done_at=now))


def again(tx: Transaction, push_id: int, now: datetime) -> int:
    """Queue what nobody knows the end of once more, by somebody's choice; returns how many.

    None of a push that was stopped.
    """
    alive = sa.exists().where(push.c.id == push_id, ~_IS_STOPPED)
    return tx.execute(
        sa.update(delivery)
        .where(delivery.c.push_id == push_id, _IS_UNKNOWN, alive)
        .values(state=QUEUED, not_before=now, done_at=None)
    ).rowcount


def recover(tx: Transaction, now: datetime) -> int:
    """After a crash: what was being attempted is unknown, or queued again if a duplicate beats a loss.

    Belongs into the transaction that takes the lease, so that nothing of the new holder's is under way yet.
    Returns how many became unknown.
    """
    again = sa.select(push.c.id).where(_MAY_DOUBLE, ~_IS_STOPPED)
    tx.execute(
        sa.update(delivery)
        .where(IS_ATTEMPTING, delivery.c.attempts < MOST_RESENT, delivery.c.push_id.in_(again))
        .values(state=QUEUED, error=CRASH)
    )
    return tx.execute(
        sa.update(delivery).where(IS_ATTEMPTING).values(state=UNKNOWN, error=CRASH, done_at=now)
    ).rowcount
