"""Signing in on site: when the doors open, where the codes are shown, and the secret they are made of."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference, telegram_id

# How a branch holds its meetings, in minutes; a branch without a row does as everybody does.
meeting_terms = sa.Table(
    "meeting_terms",
    metadata,
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("reminders", sa.JSON, nullable=False),
    sa.Column("opens_before", sa.Integer, nullable=False),
    sa.Column("closes_after", sa.Integer, nullable=False),
    sa.Column("grace", sa.Integer, nullable=False),
)

# Whoever knows the secret can make codes for anybody: it is never shown, and in no log.
sign_in = sa.Table(
    "sign_in",
    metadata,
    reference("meeting_id", "meeting.id", primary_key=True),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("opened_at", UtcDateTime, nullable=False),
    sa.Column("closed_at", UtcDateTime, nullable=True),
)

# The messages that show a code now, or that must still be told that it is over: few at any time.
sign_in_screen = sa.Table(
    "sign_in_screen",
    metadata,
    id_column(),
    reference("meeting_id", "meeting.id", nullable=False),
    telegram_id("chat_id", nullable=False),
    sa.Column("message_id", sa.BigInteger, nullable=True),
    # The same is shown further down in the same chat.
    sa.Column("replaced", sa.Boolean, nullable=False, server_default=sa.false()),
)
