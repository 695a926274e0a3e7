"""The way of a delivery: queued → attempting → sent, dead or unknown, or back to queued with a time.

Only one dispatcher works on these rows at a time. What a row holds is not looked into here: one that cannot
be read must not keep the others from being found.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Lane, WhenUnknown
from storage.database import Transaction
from storage.outbox import LANE_ORDER, QUEUED, REACHABLE
from storage.schema import account, delivery, person, push

ATTEMPTING = "attempting"
SENT = "sent"
DEAD = "dead"
UNKNOWN = "unknown"

EXPIRED = "expired"
BAD_CONTENT = "bad-content"
GAVE_UP = "gave-up"  # it never got through
FAILED = "failed"  # by a fault of our own
CRASH = "crash"
NOT_THEIRS = "not-theirs"  # the account belongs no more to the person it was for

# A push that may be doubled is sent so often at most, counting every attempt.
MOST_RESENT = 8

_LANES = {order: lane for lane, order in LANE_ORDER.items()}

SPARE = 32  # rows looked at beyond those that are surely enough
MOST_LOOKED_AT = 5_000  # rows passed over because their chat has an earlier one under way


@dataclass(frozen=True, slots=True)
class Delivery:
    """A push on its way to one chat.

    ``content`` is the message as JSON, ``not_before`` when it may be tried. ``locale`` and ``reach`` are
    None for a chat without an account.
    """

    id: int
    push_id: int
    chat_id: int
    lane: Lane
    attempts: int
    not_before: datetime
    content: str
    reason: str
    may_double: bool
    sender_id: int | None
    expires_at: datetime | None
    locale: str | None
    reach: str | None

    def is_expired(self, now: datetime) -> bool:
        """Whether its news is old."""
        return self.expires_at is not None and self.expires_at <= now


# A literal, so that both databases see that the partial index serves.
_IS_QUEUED = delivery.c.state == sa.literal_column(f"'{QUEUED}'")
_IS_ATTEMPTING = delivery.c.state == sa.literal_column(f"'{ATTEMPTING}'")
_THIS = delivery.c.id == sa.bindparam("delivery_id")
_MAY_DOUBLE = push.c.when_unknown == sa.literal_column(f"'{WhenUnknown.RESEND.value}'")

# In the index's order, or PostgreSQL may look through a million sent ones for one that is queued.
_ANY: sa.Select[tuple[Any]] = (
    sa.select(delivery.c.id)
    .where(_IS_QUEUED)
    .order_by(delivery.c.lane, delivery.c.not_before, delivery.c.id)
    .limit(1)
)

_DUE = (
    sa.select(delivery.c.id, delivery.c.chat_id)
    .where(_IS_QUEUED, delivery.c.lane == sa.bindparam("order"), delivery.c.not_before <= sa.bindparam("now"))
    .order_by(delivery.c.not_before, delivery.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)

_EVERYTHING = sa.select(
    delivery.c.lane,
    delivery.c.id,
    delivery.c.push_id,
    delivery.c.chat_id,
    delivery.c.attempts,
    delivery.c.not_before,
    sa.cast(push.c.content, sa.Text),
    push.c.reason,
    _MAY_DOUBLE,
    push.c.sender_id,
    push.c.expires_at,
    account.c.locale,
    account.c.reach,
).select_from(
    delivery.join(push, push.c.id == delivery.c.push_id).outerjoin(
        account, account.c.telegram_id == delivery.c.chat_id
    )
)
_WHOLE = _EVERYTHING.where(delivery.c.id.in_(sa.bindparam("ids", expanding=True))).order_by(
    delivery.c.not_before, delivery.c.id
)
# As in its index, word for word, or PostgreSQL does not see that the index serves.
_TRIED = _EVERYTHING.where(_IS_QUEUED, delivery.c.attempts > sa.literal_column("0")).order_by(delivery.c.id)

_UNREACHABLE = sa.exists().where(
    account.c.telegram_id == delivery.c.chat_id, account.c.reach != sa.literal_column(f"'{REACHABLE}'")
)
_REACH = sa.select(account.c.reach).where(account.c.telegram_id == delivery.c.chat_id).scalar_subquery()
# What was queued for a person goes to the account that is theirs now: not to whoever has left the roster, and
# not to a lost phone. What was queued for an account itself names no person.
_NOT_THEIRS = sa.and_(
    delivery.c.person_id.is_not(None),
    ~sa.exists(
        sa.select(sa.literal_column("1"))
        .select_from(account.join(person, person.c.id == account.c.person_id))
        .where(
            account.c.telegram_id == delivery.c.chat_id,
            account.c.person_id == delivery.c.person_id,
            person.c.active,
        )
    ),
)

_BEGIN = (
    sa.update(delivery)
    .where(_THIS, _IS_QUEUED, ~_UNREACHABLE, ~_NOT_THEIRS)
    .values(state=ATTEMPTING, attempted_at=sa.bindparam("now"), attempts=delivery.c.attempts + 1)
)
_SKIP = (
    sa.update(delivery)
    .where(_THIS, _IS_QUEUED)
    .values(
        state=DEAD,
        error=sa.case((_NOT_THEIRS, NOT_THEIRS), else_=sa.func.coalesce(_REACH, FAILED)),
        done_at=sa.bindparam("now"),
    )
)
_DROP = (
    sa.update(delivery)
    .where(_THIS, _IS_QUEUED)
    .values(state=DEAD, error=sa.bindparam("what"), done_at=sa.bindparam("now"))
)
_STATE = sa.select(delivery.c.state).where(_THIS)

_END = (
    sa.update(delivery)
    .where(_THIS, _IS_ATTEMPTING)
    .values(
        state=sa.bindparam("new_state"),
        message_id=sa.bindparam("sent_as"),
        error=sa.bindparam("what"),
        done_at=sa.bindparam("now"),
    )
)
_REQUEUE = (
    sa.update(delivery)
    .where(_THIS, _IS_ATTEMPTING)
    .values(state=QUEUED, not_before=sa.bindparam("at"), error=sa.bindparam("what"))
)
_PUT_BACK = (
    sa.update(delivery).where(_THIS, _IS_ATTEMPTING).values(state=QUEUED, attempts=delivery.c.attempts - 1)
)


def any_queued(tx: Transaction) -> bool:
    """Whether anything is queued, due or not."""
    return tx.execute(_ANY).first() is not None


def due(
    tx: Transaction, now: datetime, lane: Lane, room: int, held: Collection[int], busy: Collection[int]
) -> list[Delivery]:
    """Up to ``room`` queued deliveries of a lane whose time has come, in the order they came.

    Not those with an id in ``held``, and of each chat only the first, if the chat is not ``busy``: a later
    message must not overtake an earlier one.
    """
    ids: list[int] = []
    order = LANE_ORDER[lane]
    for most in (room + len(held) + SPARE, MOST_LOOKED_AT):
        rows = tx.execute(_DUE, {"order": order, "now": now, "most": most}).all()
        ids = _first_of_each_chat(rows, room, held, busy)
        if len(ids) == room or len(rows) < most:
            break
    if not ids:
        return []
    return [_delivery(row) for row in tx.execute(_WHOLE, {"ids": ids})]


def _first_of_each_chat(
    rows: Collection[Any], room: int, held: Collection[int], busy: Collection[int]
) -> list[int]:
    taken = set(busy)
    ids: list[int] = []
    for delivery_id, chat_id in rows:
        if len(ids) == room:
            break
        if chat_id not in taken and delivery_id not in held:
            taken.add(chat_id)
            ids.append(delivery_id)
    return ids


def tried(tx: Transaction) -> list[Delivery]:
    """Queued deliveries that have been tried before: at a start, what the last run left for another try.

    At most one of each chat and lane; later ones of the chat must wait for it.
    """
    return [_delivery(row) for row in tx.execute(_TRIED)]


def _delivery(row: Any) -> Delivery:
    order, delivery_id, push_id, chat_id, *rest = row
    return Delivery(delivery_id, push_id, chat_id, _LANES[order], *rest)


def begin(tx: Transaction, delivery_id: int, now: datetime) -> bool:
    """Note that the call is about to be made; False when it must not be: the row is not queued any more.

    A chat that cannot be reached ends it here, and so does one that is not the person's any more. Safe to
    repeat after a commit of which nobody heard.
    """
    values = {"delivery_id": delivery_id, "now": now}
    if tx.execute(_BEGIN, values).rowcount == 1:
        return True
    tx.execute(_SKIP, values)
    return tx.execute(_STATE, {"delivery_id": delivery_id}).scalar_one_or_none() == ATTEMPTING


def put_back(tx: Transaction, delivery_id: int) -> None:
    """The call that was about to be made was not made."""
    tx.execute(_PUT_BACK, {"delivery_id": delivery_id})


def end(
    tx: Transaction, delivery_id: int, state: str, message_id: int | None, error: str | None, now: datetime
) -> None:
    """Note how an attempt ended: ``SENT``, ``DEAD`` or ``UNKNOWN``."""
    values = {"new_state": state, "sent_as": message_id, "what": error, "now": now}
    tx.execute(_END, {"delivery_id": delivery_id, **values})


def requeue(tx: Transaction, delivery_id: int, not_before: datetime, error: str) -> None:
    """Put an attempt that surely did not arrive, or that may arrive twice, back with a time."""
    tx.execute(_REQUEUE, {"delivery_id": delivery_id, "at": not_before, "what": error})


def drop(tx: Transaction, delivery_id: int, error: str, now: datetime) -> None:
    """A queued delivery will never be sent: ``EXPIRED``, ``BAD_CONTENT``, or the chat's ``reach``."""
    tx.execute(_DROP, {"delivery_id": delivery_id, "what": error, "now": now})


def fail(tx: Transaction, delivery_id: int, now: datetime) -> None:
    """Something of ours broke on the way: what was attempted is unknown, what was not is dead."""
    end(tx, delivery_id, UNKNOWN, None, FAILED, now)
    drop(tx, delivery_id, FAILED, now)


def recover(tx: Transaction, now: datetime) -> int:
    """After a crash: what was being attempted is unknown, or queued again if a duplicate beats a loss.

    Returns how many became unknown.
    """
    again = sa.select(push.c.id).where(_MAY_DOUBLE)
    tx.execute(
        sa.update(delivery)
        .where(_IS_ATTEMPTING, delivery.c.attempts < MOST_RESENT, delivery.c.push_id.in_(again))
        .values(state=QUEUED, error=CRASH)
    )
    return tx.execute(
        sa.update(delivery).where(_IS_ATTEMPTING).values(state=UNKNOWN, error=CRASH, done_at=now)
    ).rowcount


def count(tx: Transaction) -> dict[str, int]:
    """How many deliveries are in each state."""
    query = sa.select(delivery.c.state, sa.func.count()).group_by(delivery.c.state)
    return dict(tx.execute(query).tuples().all())
