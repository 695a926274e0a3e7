"""Peace (减负): what people want to hear nothing of, and what is kept for the one message of the day."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference, telegram_id

# Without an end: until the person wants to hear of it again.
mute = sa.Table(
    "mute",
    metadata,
    reference("person_id", "person.id", primary_key=True),
    sa.Column("topic", sa.Text, primary_key=True),
    sa.Column("until", UtcDateTime, nullable=True),
    sa.Column("since", UtcDateTime, nullable=False),
    sa.Index(None, "topic"),
)

# One for each chat and day (of the branch); ``push_id`` once it has been written.
digest = sa.Table(
    "digest",
    metadata,
    id_column(),
    telegram_id("chat_id", nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("due_at", UtcDateTime, nullable=False),
    sa.Column("push_id", sa.BigInteger, nullable=True),
    sa.UniqueConstraint("chat_id", "day"),
    partial_index("ix_digest_due", "due_at", where="push_id IS NULL"),
)

# A delivery that was not sent, because it is in a digest.
digest_line = sa.Table(
    "digest_line",
    metadata,
    sa.Column("delivery_id", sa.BigInteger, primary_key=True, autoincrement=False),
    reference("digest_id", "digest.id", nullable=False, index=True),
)
