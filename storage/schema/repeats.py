"""Meetings that come again: what a rule has proposed, and texts kept to be used again."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference

# One meeting of a rule: proposed by the clock, and decided once by whoever taps first.
planned_meeting = sa.Table(
    "planned_meeting",
    metadata,
    id_column(),
    reference("rule_id", "rule.id", nullable=False),
    # The day by the rule; the meeting may have been put off to the next working day.
    sa.Column("day", sa.Date, nullable=False),
    # The form of the meeting as it was proposed.
    sa.Column("form", sa.JSON, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    reference("meeting_id", "meeting.id", nullable=True),
    reference("decided_by", "person.id", nullable=True),
    sa.Column("decided_at", UtcDateTime, nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.UniqueConstraint("rule_id", "day"),
)

meeting_template = sa.Table(
    "meeting_template",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    reference("group_id", "party_group.id", nullable=True),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("agenda", sa.Text, nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    reference("created_by", "person.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
)
