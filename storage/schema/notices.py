"""Notices and what people answered, and the group chats that a branch has bound."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference, telegram_id

notice = sa.Table(
    "notice",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=True, index=True),
    reference("committee_id", "committee.id", nullable=True, index=True),
    # Who sends it; an operator need not be on a roster, but always has an account.
    reference("sender_id", "person.id", nullable=True),
    telegram_id("sender_account", nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("content", sa.JSON, nullable=False),
    sa.Column("audience", sa.JSON, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("send_at", UtcDateTime, nullable=True),
    sa.Column("sent_at", UtcDateTime, nullable=True),
    sa.Column("ended_at", UtcDateTime, nullable=True),
    sa.Column("stopped_at", UtcDateTime, nullable=True),
    # How many it concerned when it was sent; 0 before.
    sa.Column("people", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("groups", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("missed", sa.Integer, nullable=False, server_default=sa.text("0")),
    telegram_id("approved_account", nullable=True),
    # The sender's message that shows how it goes.
    telegram_id("card_chat_id", nullable=True),
    sa.Column("card_message_id", sa.BigInteger, nullable=True),
    # Reminding those who have not answered: ``nudge_minute`` is a minute of the branch's day.
    sa.Column("nudged_at", UtcDateTime, nullable=True),
    sa.Column("nudge_minute", sa.Integer, nullable=True),
    sa.Column("nudges_left", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("nudge_at", UtcDateTime, nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Index("ix_notice_of_sender", "sender_account", "id"),
    partial_index("ix_notice_scheduled", "send_at", where="state = 'scheduled'"),
    partial_index("ix_notice_nudging", "nudge_at", where="nudge_at IS NOT NULL"),
    partial_index("ix_notice_sending", "id", where="state = 'sending'"),
)

# Whom a notice concerned without a private delivery, and why there is none.
notice_missed = sa.Table(
    "notice_missed",
    metadata,
    reference("notice_id", "notice.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True),
    sa.Column("why", sa.Text, nullable=False),
)

receipt = sa.Table(
    "receipt",
    metadata,
    reference("notice_id", "notice.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

group_chat = sa.Table(
    "group_chat",
    metadata,
    telegram_id("chat_id", primary_key=True),
    reference("branch_id", "branch.id", nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("locale", sa.Text, nullable=False),
    sa.Column("is_forum", sa.Boolean, nullable=False),
    # As an account's: ``ok``, or why nothing can be sent (``kicked`` …).
    sa.Column("reach", sa.Text, nullable=False),
    # Whether it is reminded of meetings shortly before they begin.
    sa.Column("meeting_reminder", sa.Boolean, nullable=False, server_default=sa.false()),
    reference("bound_by", "person.id", nullable=True),
    sa.Column("bound_at", UtcDateTime, nullable=False),
)

# Which forum topic of a group a kind of message goes to.
group_topic = sa.Table(
    "group_topic",
    metadata,
    telegram_id("chat_id", primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("thread_id", sa.BigInteger, nullable=False),
    sa.ForeignKeyConstraint(["chat_id"], ["group_chat.chat_id"], onupdate="CASCADE", ondelete="CASCADE"),
)
