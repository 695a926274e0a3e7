"""Finding what may be sent next: fair between senders, in order for each chat, as fast beside a million.

What a row holds is not looked into here: one that cannot be read must not keep the others from being found.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from bot.domain.messages import Lane
from storage.database import Transaction
from storage.deliveries.rows import IS_QUEUED, LANES, LOCALE, REACH, WITH_CHATS, Delivery, Parcel
from storage.given import among
from storage.prepared import PreparedSelect
from storage.queue_rows import LANE_ORDER
from storage.schema import delivery, push

SPARE = 32  # rows looked at beyond those that are enough if no chat is met twice
MOST_LOOKED_AT = 5_000  # rows passed over because their chat has an earlier one under way
MOST_SENDERS = 1_000  # senders whose turn it may be, looked at in one claim
AT_ONCE = 16  # senders who share what there is room for; the next ones come the next time
NOBODY = -(2**63)  # before every sender
_LAST = 2**63 - 1

Waiting: TypeAlias = tuple[Any, ...]  # id and chat of a delivery

_ORDER: sa.BindParameter[int] = sa.bindparam("order", type_=sa.Integer)
_IN_LANE = sa.and_(IS_QUEUED, delivery.c.lane == _ORDER)

# In the index's order, or PostgreSQL may look through a million sent ones for one that is queued.
_ANY = PreparedSelect(
    sa.select(delivery.c.id)
    .where(IS_QUEUED)
    .order_by(delivery.c.lane, delivery.c.sender, delivery.c.not_before, delivery.c.id)
    .limit(1)
)


def _next_sender(after: Any) -> sa.ScalarSelect[int]:
    until = sa.bindparam("until", type_=sa.BigInteger)
    return (
        sa.select(delivery.c.sender)
        .where(_IN_LANE, delivery.c.sender > after, delivery.c.sender <= until)
        .order_by(delivery.c.sender)
        .limit(1)
        .scalar_subquery()
    )


def _senders() -> PreparedSelect:
    """From sender to sender by the index, however many rows each of them has: and when its first is due."""
    after = sa.bindparam("after", type_=sa.BigInteger)
    found = sa.select(_next_sender(after).label("sender")).cte("found", recursive=True)
    found = found.union_all(sa.select(_next_sender(found.c.sender)).where(found.c.sender.is_not(None)))
    first = (
        sa.select(delivery.c.not_before)
        .where(_IN_LANE, delivery.c.sender == found.c.sender)
        .order_by(delivery.c.not_before)
        .limit(1)
        .scalar_subquery()
    )
    query = sa.select(found.c.sender, first).where(found.c.sender.is_not(None)).limit(MOST_SENDERS)
    return PreparedSelect(query, "order", "after", "until")


_SENDERS = _senders()


def _due(sender: sa.ColumnElement[int], *more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    return (
        sa.select(delivery.c.id, delivery.c.chat_id, *more)
        .where(_IN_LANE, delivery.c.sender == sender, delivery.c.not_before <= sa.bindparam("now"))
        .order_by(delivery.c.not_before, delivery.c.id)
        .limit(sa.bindparam("most", type_=sa.Integer))
    )


_DUE_OF_ONE = PreparedSelect(
    _due(sa.bindparam("sender", type_=sa.BigInteger)), "order", "sender", "now", "most"
)


def _due_of_several() -> sa.Select[Any]:
    """For PostgreSQL, where a question of its own for each sender would be a journey over the network."""
    asked = sa.func.unnest(sa.bindparam("senders", type_=sa.ARRAY(sa.BigInteger)))
    senders = asked.table_valued("sender", with_ordinality="turn", name="asked").render_derived()
    rows = _due(senders.c.sender, delivery.c.not_before).lateral("due")
    query = sa.select(senders.c.sender, rows.c.id, rows.c.chat_id)
    # A lateral join gives them in this order; nothing promises it.
    return query.select_from(senders.join(rows, sa.true())).order_by(
        senders.c.turn, rows.c.not_before, rows.c.id
    )


_DUE_OF_SEVERAL = _due_of_several()

_ABOUT = delivery.alias("about")
_FACTS = sa.select(
    delivery.c.id,
    delivery.c.push_id,
    delivery.c.chat_id,
    delivery.c.lane,
    delivery.c.sender,
    delivery.c.thread_id,
    delivery.c.attempts,
    delivery.c.not_before,
    LOCALE,
    REACH,
    _ABOUT.c.message_id,
    _ABOUT.c.more_ids,
).select_from(
    WITH_CHATS.join(push, push.c.id == delivery.c.push_id).outerjoin(
        _ABOUT, sa.and_(_ABOUT.c.push_id == push.c.about_id, _ABOUT.c.chat_id == delivery.c.chat_id)
    )
)
_WHOLE = PreparedSelect(
    _FACTS.where(among(delivery.c.id, sqlite=False)),
    "ids",
    on_sqlite=_FACTS.where(among(delivery.c.id, sqlite=True)),
)
# As in its index, word for word, or PostgreSQL does not see that the index serves.
_TRIED = PreparedSelect(
    _FACTS.where(IS_QUEUED, delivery.c.attempts > sa.literal_column("0")).order_by(delivery.c.id)
)

_PARCEL = sa.select(
    push.c.id,
    push.c.kind,
    push.c.lane,
    sa.cast(push.c.content, sa.Text),
    push.c.reason,
    push.c.when_unknown,
    push.c.expires_at,
    push.c.operation,
    push.c.about_id,
    push.c.notice_id,
    push.c.part,
    push.c.revision,
    push.c.stopped_at.is_not(None),
)
_PARCELS = PreparedSelect(
    _PARCEL.where(among(push.c.id, sqlite=False)),
    "ids",
    on_sqlite=_PARCEL.where(among(push.c.id, sqlite=True)),
)


def any_queued(tx: Transaction) -> bool:
    """Whether anything is queued, due or not."""
    return bool(_ANY.rows(tx, {}))


def claim(
    tx: Transaction,
    now: datetime,
    lane: Lane,
    room: int,
    held: Collection[int],
    busy: Collection[int],
    after: int = NOBODY,
) -> list[Delivery]:
    """Up to ``room`` queued deliveries of a lane whose time has come: of its senders one each in turn.

    The first turn is that of the sender who follows ``after``; give the last one's sender the next time. When
    there are many, some have their turn then. Each sender's come in the order they were queued. Not those
    with an id in ``held``, and of each chat only the first, if the chat is not ``busy``: a later message must
    not overtake an earlier one. Nothing is changed.
    """
    order = LANE_ORDER[lane]
    senders = _due_senders(tx, order, now, after) if room > 0 else []
    ids: list[int] = []
    taken = set(busy)
    for start in range(0, len(senders), AT_ONCE):
        ids += _of_some(tx, order, now, senders[start : start + AT_ONCE], room - len(ids), held, taken)
        if len(ids) == room:
            break
    return _whole(tx, ids)


def _of_some(
    tx: Transaction,
    order: int,
    now: datetime,
    senders: list[int],
    room: int,
    held: Collection[int],
    taken: set[int],
) -> list[int]:
    """What these senders have for chats that are not yet ``taken``, which then are."""
    count = len(senders)
    most = (room + len(held) + SPARE) // count + SPARE // 4
    while True:
        queues = _waiting(tx, order, now, senders, most)
        ids, chats = _in_turn(queues, room, held, taken)
        longest = max(len(rows) for rows in queues)
        if len(ids) == room or longest < most or most >= MOST_LOOKED_AT:
            taken |= chats
            return ids
        most = min(most * 4, MOST_LOOKED_AT)


def _due_senders(tx: Transaction, order: int, now: datetime, after: int) -> list[int]:
    rows = _SENDERS.rows(tx, {"order": order, "after": after, "until": _LAST})
    if after > NOBODY and len(rows) < MOST_SENDERS:
        rows += _SENDERS.rows(tx, {"order": order, "after": NOBODY, "until": after})
    return [sender for sender, first in rows if first <= now]


def _waiting(
    tx: Transaction, order: int, now: datetime, senders: list[int], most: int
) -> list[list[Waiting]]:
    given = {"order": order, "now": now, "most": most}
    if tx.is_sqlite or len(senders) == 1:
        return [_DUE_OF_ONE.rows(tx, {**given, "sender": one}) for one in senders]
    queues: Mapping[int, list[Waiting]] = {one: [] for one in senders}
    for sender, delivery_id, chat_id in tx.execute(_DUE_OF_SEVERAL, {**given, "senders": senders}):
        queues[sender].append((delivery_id, chat_id))
    return list(queues.values())


def _in_turn(
    queues: list[list[Waiting]], room: int, held: Collection[int], taken: Collection[int]
) -> tuple[list[int], set[int]]:
    """Ids of deliveries, and their chats."""
    ids: list[int] = []
    chats: set[int] = set()
    turns = deque(iter(rows) for rows in queues)
    while turns and len(ids) < room:
        rows = turns.popleft()
        for delivery_id, chat_id in rows:
            if chat_id not in taken and chat_id not in chats and delivery_id not in held:
                chats.add(chat_id)
                ids.append(delivery_id)
                turns.append(rows)
                break
    return ids, chats


def _whole(tx: Transaction, ids: list[int]) -> list[Delivery]:
    if not ids:
        return []
    found = {row[0]: row for row in _WHOLE.rows(tx, {"ids": ids})}
    return [_delivery(found[one]) for one in ids]


def tried(tx: Transaction) -> list[Delivery]:
    """Queued deliveries that have been tried before: at a start, what the last run left for another try.

    At most one of each chat and lane; later ones of the chat must wait for it.
    """
    return [_delivery(row) for row in _TRIED.rows(tx, {})]


def _delivery(row: tuple[Any, ...]) -> Delivery:
    delivery_id, push_id, chat_id, order, sender, thread_id, *rest, message_id, more_ids = row
    attempts, not_before, locale, reach = rest
    about = () if message_id is None else (message_id, *(more_ids or ()))
    lane = LANES[order]
    return Delivery(
        delivery_id, push_id, chat_id, lane, sender, thread_id, attempts, not_before, locale, reach, about
    )


def parcels(tx: Transaction, push_ids: Collection[int]) -> dict[int, Parcel]:
    """What these pushes say and how they are to be handled, by push id; those that are gone are left out."""
    return {row[0]: Parcel(*row) for row in _PARCELS.rows(tx, {"ids": list(push_ids)})}
