"""What was too much for one day: which digests are due, and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import sqlalchemy as sa

from bot.domain.messages import Lane, Message, Push, message_from_json
from bot.domain.peace import DIGEST_TIME
from bot.domain.quiet import Hours, QuietHours
from storage import outbox
from storage.database import Transaction
from storage.deliveries import MERGED
from storage.prepared import PreparedSelect
from storage.queue_rows import LANE_ORDER, QUEUED
from storage.schema import account, branch, delivery, digest, digest_line, person, push
from storage.subjects import SETTLED

_NOW = sa.bindparam("now", type_=digest.c.due_at.type)
_UNWRITTEN = digest.c.push_id.is_(None)
_DUE = PreparedSelect(
    sa.select(digest.c.id)
    .where(_UNWRITTEN, digest.c.due_at <= _NOW)
    .order_by(digest.c.due_at)
    .limit(sa.bindparam("most", type_=sa.Integer)),
    "now",
    "most",
)
_NEXT = PreparedSelect(
    sa.select(digest.c.due_at).where(_UNWRITTEN, digest.c.due_at > _NOW).order_by(digest.c.due_at).limit(1),
    "now",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One push in a digest. ``at`` (UTC): when it would have come."""

    delivery_id: int
    kind: str
    content: str
    at: datetime

    @property
    def message(self) -> Message:
        """What it says; raises ``KeyError``, ``TypeError`` or ``ValueError`` when it cannot be read."""
        return message_from_json(orjson.loads(self.content))


@dataclass(frozen=True, slots=True)
class DigestRow:
    """A digest: whose, for which day, and the hours of its branch."""

    id: int
    chat_id: int
    day: date
    hours: Hours


def due(tx: Transaction, now: datetime, most: int) -> list[int]:
    """The digests whose time has come, longest due first."""
    return [row[0] for row in _DUE.rows(tx, {"now": now, "most": most})]


def next_at(tx: Transaction, now: datetime) -> datetime | None:
    """When, later than now, the next digest is due."""
    rows = _NEXT.rows(tx, {"now": now})
    return rows[0][0] if rows else None


def find(tx: Transaction, digest_id: int) -> DigestRow | None:
    """The digest with that id."""
    place = digest.outerjoin(account, account.c.telegram_id == digest.c.chat_id)
    place = place.outerjoin(person, person.c.id == account.c.person_id)
    place = place.outerjoin(branch, branch.c.id == person.c.branch_id)
    whose = branch.c.timezone, branch.c.quiet_start, branch.c.quiet_end
    query = sa.select(digest.c.id, digest.c.chat_id, digest.c.day, *whose)
    row: Any = tx.execute(query.select_from(place).where(digest.c.id == digest_id)).one_or_none()
    if row is None:
        return None
    digest_id, chat_id, day, zone, start, end = row
    hours = Hours("UTC") if zone is None else Hours(zone, QuietHours(start, end))
    return DigestRow(digest_id, chat_id, day, hours)


def move(tx: Transaction, row: DigestRow, day: date) -> bool:
    """Make it the digest of another day of the branch; False when that day has one.

    Then what is in it comes with the next one that is not written yet, at the latest a day after.
    """
    others = {
        other.day: other
        for other in tx.execute(
            sa.select(digest.c.id, digest.c.day, digest.c.push_id).where(
                digest.c.chat_id == row.chat_id, digest.c.day >= day, digest.c.id != row.id
            )
        )
    }
    to = day
    while to in others and others[to].push_id is not None:
        to += timedelta(days=1)
    if to in others:
        mine = sa.update(digest_line).where(digest_line.c.digest_id == row.id)
        tx.execute(mine.values(digest_id=others[to].id))
        forget(tx, row.id)
        return False
    evening = datetime.combine(to, DIGEST_TIME, ZoneInfo(row.hours.timezone))
    values = {} if to == day else {"due_at": row.hours.free_at(evening.astimezone(UTC))}
    tx.execute(sa.update(digest).where(digest.c.id == row.id).values(day=to, **values))
    return to == day


def lines(tx: Transaction, digest_id: int) -> Sequence[Line]:
    """What is in it, oldest first; not what has been taken back or settled since."""
    query = (
        sa.select(delivery.c.id, push.c.kind, sa.cast(push.c.content, sa.Text), delivery.c.not_before)
        .select_from(
            digest_line.join(delivery, delivery.c.id == digest_line.c.delivery_id).join(
                push, push.c.id == delivery.c.push_id
            )
        )
        # Whoever has left since, or has another phone, is told nothing here of what was for a member.
        .join(
            account,
            sa.and_(account.c.telegram_id == delivery.c.chat_id, account.c.person_id == delivery.c.person_id),
        )
        .where(
            digest_line.c.digest_id == digest_id,
            push.c.stopped_at.is_(None),
            delivery.c.error.is_distinct_from(SETTLED),
        )
        .order_by(delivery.c.not_before, delivery.c.id)
    )
    return [Line(*row) for row in tx.execute(query)]


def write(tx: Transaction, row: DigestRow, push_: Push, now: datetime) -> None:
    """Queue what a digest says, once."""
    push_id = outbox.keep(tx, push_, now)
    written = tx.execute(
        sa.update(digest).where(digest.c.id == row.id, _UNWRITTEN).values(push_id=push_id)
    ).rowcount
    if not written:
        raise LookupError(f"digest {row.id} was written before")
    outbox.enqueue_kept(tx, push_id, push_, row.chat_id, now)


def forget(tx: Transaction, digest_id: int) -> None:
    """Nothing in it is worth telling any more."""
    tx.execute(sa.delete(digest_line).where(digest_line.c.digest_id == digest_id))
    tx.execute(sa.delete(digest).where(digest.c.id == digest_id, _UNWRITTEN))


def expiry(tx: Transaction, delivery_id: int, chat_id: int) -> tuple[str, datetime | None] | None:
    """The state of a delivery to this chat that is in a digest, and until when (UTC) it is news."""
    query = (
        sa.select(
            delivery.c.state, push.c.expires_at, push.c.stopped_at, delivery.c.error, delivery.c.done_at
        )
        .select_from(
            digest_line.join(delivery, delivery.c.id == digest_line.c.delivery_id).join(
                push, push.c.id == delivery.c.push_id
            )
        )
        .where(delivery.c.id == delivery_id, delivery.c.chat_id == chat_id)
    )
    row: Any = tx.execute(query).one_or_none()
    if row is None:
        return None
    if row.error == SETTLED:
        return MERGED, row.done_at  # it was in the digest until its person had done it
    return row.state, row.expires_at if row.stopped_at is None else row.stopped_at


def send_whole(tx: Transaction, delivery_id: int, now: datetime) -> None:
    """Send a merged delivery after all, at once: its person has asked for it."""
    tx.execute(
        sa.update(delivery)
        .where(delivery.c.id == delivery_id, delivery.c.state == MERGED)
        .values(state=QUEUED, lane=LANE_ORDER[Lane.ANSWER], not_before=now, done_at=None)
    )
