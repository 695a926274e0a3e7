"""Updates as Telegram gave them: committed before the offset is confirmed, marked done with their effect.

A row is ``new``, ``done`` or ``quarantined``. ``update_id`` is the key, so an update that Telegram gives
again is no second row while its first is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Transaction
from storage.prepared import PreparedChange
from storage.schema import inbox

NEW = "new"
DONE = "done"
QUARANTINED = "quarantined"

_BEGUN = "begun-after-a-crash:"

BEFORE_ALL = -1  # an ``after`` for ``waiting`` that is below every update id


@dataclass(frozen=True, slots=True)
class Received:
    """An update that came in: its JSON and the key of the chat whose order it keeps."""

    update_id: int
    chat_key: int
    payload: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is not done.

    ``attempts`` counts the failures so far, ``begun`` how many runs in a row have begun it and ended with it
    unfinished.
    """

    update_id: int
    chat_key: int
    payload: str
    attempts: int
    begun: int


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An update that could not be handled, with its JSON and the kind and place of the error."""

    update_id: int
    payload: str
    attempts: int
    error: str | None
    received_at: datetime


_FINISH = PreparedChange(
    sa.update(inbox)
    .where(inbox.c.update_id == sa.bindparam("id"), inbox.c.state == NEW)
    # What people wrote is not kept once it is handled; the id alone keeps a duplicate out.
    .values(state=DONE, payload="", done_at=sa.bindparam("at")),
    "id",
    "at",
)
_WAITING = (
    sa.select(inbox.c.update_id, inbox.c.chat_key, inbox.c.payload, inbox.c.attempts, inbox.c.error)
    .where(inbox.c.state == NEW, inbox.c.update_id > sa.bindparam("after"))
    .order_by(inbox.c.update_id)
    .limit(sa.bindparam("most"))
)


def receive(tx: Transaction, updates: Sequence[Received], now: datetime) -> list[int]:
    """Keep the updates; the ids of those that were not known yet, in the order given."""
    if not updates:
        return []
    statement = tx.insert(inbox).on_conflict_do_nothing().returning(inbox.c.update_id)
    rows = [
        {
            "update_id": update.update_id,
            "chat_key": update.chat_key,
            "payload": update.payload,
            "state": NEW,
            "attempts": 0,
            "received_at": now,
        }
        for update in updates
    ]
    # A list of rows and RETURNING: SQLAlchemy sends them as one cached multi-row statement.
    new = set(tx.execute(statement, rows).scalars())
    return [one for one in dict.fromkeys(update.update_id for update in updates) if one in new]


def finish(tx: Transaction, update_id: int, now: datetime) -> bool:
    """Mark a new update done; False when it was not new any more, so that its effect is not had twice."""
    return _FINISH.run(tx, {"id": update_id, "at": now}) == 1


def waiting(tx: Transaction, after: int, limit: int) -> list[Waiting]:
    """New updates with an id above ``after``, the lowest first."""
    rows = tx.execute(_WAITING, {"after": after, "most": limit})
    return [Waiting(*row[:4], begun=_times_begun(row.error)) for row in rows]


def begin_again(tx: Transaction, update_id: int, times: int) -> None:
    """Note that a run begins an update which an earlier one left, for the ``times``-th time in a row.

    It stands where an error does: an update that fails in the usual way has not ended the process.
    """
    of_update = sa.and_(inbox.c.update_id == update_id, inbox.c.state == NEW)
    tx.execute(sa.update(inbox).where(of_update).values(error=f"{_BEGUN}{times}"))


def _times_begun(error: str | None) -> int:
    return int(error.removeprefix(_BEGUN)) if error is not None and error.startswith(_BEGUN) else 0


def fail(
    tx: Transaction, update_id: int, error: str, quarantine: bool, now: datetime, secret: bool = False
) -> bool:
    """Count a failed attempt, and with ``quarantine`` set the update aside; False when it was not new.

    ``error`` says what kind of error and where; never what people wrote. Of what is ``secret`` nothing but
    that is kept for the operator to look at.
    """
    values: dict[str, object] = {"attempts": inbox.c.attempts + 1, "error": error}
    if quarantine:
        values |= {"state": QUARANTINED, "done_at": now, **({"payload": ""} if secret else {})}
    of_update = sa.and_(inbox.c.update_id == update_id, inbox.c.state == NEW)
    return tx.execute(sa.update(inbox).where(of_update).values(values)).rowcount == 1


def quarantined(tx: Transaction, limit: int = 100) -> list[Quarantined]:
    """The updates set aside, the newest first."""
    columns = (inbox.c.update_id, inbox.c.payload, inbox.c.attempts, inbox.c.error, inbox.c.received_at)
    query = sa.select(*columns).where(inbox.c.state == QUARANTINED)
    newest_first = query.order_by(inbox.c.received_at.desc(), inbox.c.update_id.desc())
    return [Quarantined(*row) for row in tx.execute(newest_first.limit(limit))]


def forget(tx: Transaction, state: str, before: datetime, limit: int = 5_000) -> int:
    """Delete updates ``DONE`` or ``QUARANTINED`` before a time; how many there were.

    At most ``limit``, so that nobody waits long. Telegram forgets an update after 24 hours: ``before`` three
    days ago keeps every duplicate out.
    """
    old = (
        sa.select(inbox.c.update_id)
        .where(inbox.c.state == state, inbox.c.done_at < before)
        .order_by(inbox.c.update_id)
        .limit(limit)
    )
    return tx.execute(sa.delete(inbox).where(inbox.c.update_id.in_(old))).rowcount
