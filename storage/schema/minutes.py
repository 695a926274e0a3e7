"""What is kept of a meeting beside who came: motions and their counts, decisions, pictures and files."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference

# A motion that is put to the vote, or, without ``by_vote``, a decision that nobody counted.
motion = sa.Table(
    "motion",
    metadata,
    id_column(),
    reference("meeting_id", "meeting.id", nullable=False, index=True),
    sa.Column("by_vote", sa.Boolean, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    reference("created_by", "person.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # Taken back, but kept: nothing that was decided disappears without a trace.
    reference("dropped_by", "person.id", nullable=True),
    sa.Column("dropped_at", UtcDateTime, nullable=True),
)

# Every count of a motion; the last one stands, those before it are the trace of the corrections.
motion_count = sa.Table(
    "motion_count",
    metadata,
    id_column(),
    reference("motion_id", "motion.id", nullable=False, index=True),
    # Full members who should have attended and who were there at that moment.
    sa.Column("should", sa.Integer, nullable=False),
    sa.Column("present", sa.Integer, nullable=False),
    sa.Column("in_favour", sa.Integer, nullable=False),
    sa.Column("against", sa.Integer, nullable=False),
    sa.Column("abstained", sa.Integer, nullable=False),
    reference("counted_by", "person.id", nullable=True),
    sa.Column("counted_at", UtcDateTime, nullable=False),
)

# Pictures and files of the minutes, as Telegram keeps them.
meeting_file = sa.Table(
    "meeting_file",
    metadata,
    id_column(),
    reference("meeting_id", "meeting.id", nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("file_id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    reference("added_by", "person.id", nullable=True),
    sa.Column("added_at", UtcDateTime, nullable=False),
)
