"""What a meeting decided and what is kept of it: motions, their counts, decisions, pictures and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.meetings import Vote
from bot.domain.messages import Attachment
from storage.database import Transaction
from storage.schema import meeting_file, motion, motion_count, person


@dataclass(frozen=True, slots=True)
class Count:
    """How a motion was counted, by whom (the name; empty for an operator who is on no roster) and when."""

    vote: Vote
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion, or, without ``by_vote``, a decision that nobody counted.

    ``counts``: the last one stands, those before it were corrected. ``dropped_at``: it was taken back, by
    ``dropped_by``.
    """

    id: int
    meeting_id: int
    by_vote: bool
    words: str
    created_at: datetime
    dropped_at: datetime | None
    dropped_by: str
    counts: tuple[Count, ...] = ()

    @property
    def count(self) -> Count | None:
        """The count that stands."""
        return self.counts[-1] if self.counts else None

    @property
    def is_settled(self) -> bool:
        """Whether there is something to tell: it stands, and was counted where it had to be."""
        return self.dropped_at is None and (not self.by_vote or bool(self.counts))

    @property
    def changed_at(self) -> datetime:
        """When anything about it last changed."""
        times = [self.created_at, *(one.at for one in self.counts)]
        return self.dropped_at or max(times)


def add_motion(
    tx: Transaction, meeting_id: int, by_vote: bool, words: str, by: int | None, now: datetime
) -> int:
    """A new motion or decision; returns its id."""
    return tx.insert_one(
        motion, meeting_id=meeting_id, by_vote=by_vote, words=words, created_by=by, created_at=now
    )


def motions(tx: Transaction, meeting_id: int) -> list[Motion]:
    """Every motion and decision of a meeting in the order they were put, those taken back too."""
    return _motions(tx, motion.c.meeting_id == meeting_id)


def find_motion(tx: Transaction, motion_id: int) -> Motion | None:
    """The motion; whose meeting it is of must be checked by the caller."""
    return next(iter(_motions(tx, motion.c.id == motion_id)), None)


def _motions(tx: Transaction, where: sa.ColumnElement[bool]) -> list[Motion]:
    counts: dict[int, list[Count]] = {}
    counted = (
        sa.select(motion_count, person.c.name)
        .join(motion, motion.c.id == motion_count.c.motion_id)
        .outerjoin(person, person.c.id == motion_count.c.counted_by)
        .where(where)
        .order_by(motion_count.c.id)
    )
    for row in tx.execute(counted):
        counts.setdefault(row.motion_id, []).append(_count(row))
    query = (
        sa.select(
            motion.c.id,
            motion.c.meeting_id,
            motion.c.by_vote,
            motion.c.words,
            motion.c.created_at,
            motion.c.dropped_at,
            sa.func.coalesce(person.c.name, ""),
        )
        .outerjoin(person, person.c.id == motion.c.dropped_by)
        .where(where)
        .order_by(motion.c.id)
    )
    return [Motion(*row, tuple(counts.get(row[0], ()))) for row in tx.execute(query)]


def _count(row: sa.Row[Any]) -> Count:
    vote = Vote(row.should, row.present, row.in_favour, row.against, row.abstained)
    return Count(vote, row.name or "", row.counted_at)


def count_motion(tx: Transaction, motion_id: int, vote: Vote, by: int | None, now: datetime) -> None:
    """Keep a count; the ones before it stay as the trace of what is corrected by it."""
    tx.insert_one(
        motion_count,
        motion_id=motion_id,
        should=vote.should,
        present=vote.present,
        in_favour=vote.in_favour,
        against=vote.against,
        abstained=vote.abstained,
        counted_by=by,
        counted_at=now,
    )


def drop_motion(tx: Transaction, motion_id: int, by: int | None, now: datetime) -> None:
    """Take back a motion or a decision; the first time counts."""
    tx.execute(
        sa.update(motion)
        .where(motion.c.id == motion_id, motion.c.dropped_at.is_(None))
        .values(dropped_by=by, dropped_at=now)
    )


def add_file(tx: Transaction, meeting_id: int, attachment: Attachment, by: int | None, now: datetime) -> None:
    """A picture or a file of the minutes."""
    tx.insert_one(
        meeting_file,
        meeting_id=meeting_id,
        kind=attachment.kind,
        file_id=attachment.file_id,
        name=attachment.name,
        added_by=by,
        added_at=now,
    )


def files(tx: Transaction, meeting_id: int) -> list[Attachment]:
    """The pictures and files of a meeting, in the order they came."""
    query = sa.select(meeting_file.c.kind, meeting_file.c.file_id, meeting_file.c.name)
    rows = tx.execute(query.where(meeting_file.c.meeting_id == meeting_id).order_by(meeting_file.c.id))
    return [Attachment(*row) for row in rows]


def drop_files(tx: Transaction, meeting_id: int) -> int:
    """Take away every picture and file of a meeting; how many there were."""
    return tx.execute(sa.delete(meeting_file).where(meeting_file.c.meeting_id == meeting_id)).rowcount
