"""What comes in, and what a chat is in the middle of."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, telegram_id

draft = sa.Table(
    "draft",
    metadata,
    id_column(),
    telegram_id("telegram_id", nullable=False, index=True),
    sa.Column("journey", sa.Text, nullable=False),
    sa.Column("data", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("updated_at", UtcDateTime, nullable=False),
)

# What a person's next plain text answers: one question at a time.
question = sa.Table(
    "question",
    metadata,
    telegram_id("telegram_id", primary_key=True),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("subject_id", sa.BigInteger, nullable=False),
    sa.Column("asked_at", UtcDateTime, nullable=False),
)

inbox = sa.Table(
    "inbox",
    metadata,
    telegram_id("update_id", primary_key=True),
    sa.Column("chat_key", sa.BigInteger, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("error", sa.Text, nullable=True),
    sa.Column("received_at", UtcDateTime, nullable=False),
    sa.Column("done_at", UtcDateTime, nullable=True),
    sa.Index(
        "ix_inbox_waiting",
        "update_id",
        sqlite_where=sa.text("state = 'new'"),
        postgresql_where=sa.text("state = 'new'"),
    ),
)
