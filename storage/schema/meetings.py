"""Meetings, and what became of everybody who should attend them."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference

meeting = sa.Table(
    "meeting",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    # The party group whose own meeting it is.
    reference("group_id", "party_group.id", nullable=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("starts_at", UtcDateTime, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("agenda", sa.Text, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    # Counts the changes that people were told of.
    sa.Column("revision", sa.Integer, nullable=False, server_default=sa.text("0")),
    # What was last sent about it, as long as that is kept: what still waits of it is stopped by a change.
    sa.Column("push_id", sa.BigInteger, nullable=True),
    # Whether the branch's group chats hear of it, and what was last sent to them, as above.
    sa.Column("tells_groups", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("group_push_id", sa.BigInteger, nullable=True),
    sa.Column("minutes", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("held_at", UtcDateTime, nullable=True),
    sa.Column("recorded_late", sa.Boolean, nullable=False, server_default=sa.false()),
    # When its decisions were last sent to those who should have attended.
    sa.Column("published_at", UtcDateTime, nullable=True),
    reference("created_by", "person.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Index("ix_meeting_of_branch", "branch_id", "starts_at"),
)

# Everybody who should attend, decided when the notice of it is sent.
meeting_person = sa.Table(
    "meeting_person",
    metadata,
    reference("meeting_id", "meeting.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True, index=True),
    sa.Column("reply", sa.Text, nullable=True),
    # Why leave was asked for: whoever runs the meeting and the person see it, nobody else.
    sa.Column("reason", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("replied_at", UtcDateTime, nullable=True),
    reference("decided_by", "person.id", nullable=True),
    sa.Column("decided_at", UtcDateTime, nullable=True),
    sa.Column("presence", sa.Text, nullable=True),
    sa.Column("present_at", UtcDateTime, nullable=True),
    # How long after the start they came, less than nothing before it; none when nobody knows.
    sa.Column("present_minute", sa.Integer, nullable=True),
    reference("marked_by", "person.id", nullable=True),
)
