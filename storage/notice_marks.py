"""What changes about notices while their senders look at them, for the fewest looks at the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.notices import NoticeKind, NoticeState
from storage.database import Transaction
from storage.schema import notice, receipt

NEWEST = 100  # notices looked at, besides those on their way


@dataclass(frozen=True, slots=True)
class Mark:
    """One notice with a message of its sender's that shows how it goes. Two marks that are equal show the
    same, but for the counts of a notice on its way."""

    notice_id: int
    kind: NoticeKind
    state: NoticeState
    revision: int
    chat_id: int
    message_id: int
    sender_account: int
    sent_at: datetime | None
    ended_at: datetime | None
    answers: int
    last_answer: datetime | None


def marks(tx: Transaction, answered_since: datetime) -> list[Mark]:
    """Notices on their way and the newest others; answers are counted of those sent after that time."""
    newest = sa.select(notice.c.id).order_by(notice.c.id.desc()).limit(NEWEST).subquery()
    # A literal, so that the partial index serves.
    sending = sa.select(notice.c.id).where(
        notice.c.state == sa.literal_column(f"'{NoticeState.SENDING.value}'")
    )
    columns = (
        notice.c.id,
        notice.c.kind,
        notice.c.state,
        notice.c.revision,
        notice.c.card_chat_id,
        notice.c.card_message_id,
        notice.c.sender_account,
        notice.c.sent_at,
        sa.func.coalesce(notice.c.ended_at, notice.c.stopped_at, type_=notice.c.sent_at.type),
    )
    looked_at = sa.union(sending, sa.select(newest.c.id))
    query = sa.select(*columns).where(notice.c.card_message_id.is_not(None), notice.c.id.in_(looked_at))
    rows = tx.execute(query.order_by(notice.c.id)).all()
    answers = _answers(tx, [row[0] for row in rows if row[7] is not None and row[7] > answered_since])
    return [
        Mark(
            row[0],
            NoticeKind(row[1]),
            NoticeState(row[2]),
            *row[3:],
            *answers.get(row[0], (0, None)),
        )
        for row in rows
    ]


def _answers(tx: Transaction, notice_ids: list[int]) -> dict[int, tuple[int, datetime | None]]:
    if not notice_ids:
        return {}
    query = (
        sa.select(receipt.c.notice_id, sa.func.count(), sa.func.max(receipt.c.at))
        .where(receipt.c.notice_id.in_(notice_ids))
        .group_by(receipt.c.notice_id)
    )
    return {row[0]: (row[1], row[2]) for row in tx.execute(query)}
