"""What comes by the clock: rules, and one row for each time that one of them was due."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference

rule = sa.Table(
    "rule",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=True, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    # What it is about, in the table that its kind knows.
    sa.Column("subject_id", sa.BigInteger, nullable=True),
    sa.Column("recurrence", sa.JSON, nullable=False),
    sa.Column("timezone", sa.Text, nullable=False),
    sa.Column("late", sa.Text, nullable=False),
    sa.Column("working_days", sa.Boolean, nullable=False),
    sa.Column("parameters", sa.JSON, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False, server_default=sa.text("0")),
    # Which time comes next, and when it is looked at: the same, unless it is late and waits for the morning.
    # Both NULL when it is paused or has ended.
    sa.Column("due_at", UtcDateTime, nullable=True),
    sa.Column("next_at", UtcDateTime, nullable=True),
    reference("created_by", "person.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    # When somebody did away with it; what it has done stays to be looked at.
    sa.Column("ended_at", UtcDateTime, nullable=True),
    sa.Index("ix_rule_of_subject", "kind", "subject_id"),
    partial_index("ix_rule_due", "next_at", "id", where="next_at IS NOT NULL"),
)

# Whatever a rule has ever done; the key is what keeps it from doing it twice.
occurrence = sa.Table(
    "occurrence",
    metadata,
    reference("rule_id", "rule.id", primary_key=True),
    sa.Column("due_at", UtcDateTime, primary_key=True),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    # Why nothing came of it, in a word.
    sa.Column("reason", sa.Text, nullable=True),
    sqlite_with_rowid=False,
)
