"""The work calendar of a branch."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference

task = sa.Table(
    "task",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    # The last day for it; of a task that was given a month only, the last of the month.
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("month_only", sa.Boolean, nullable=False),
    # Whose it is: somebody on the roster, or else in words, which may be empty.
    reference("owner_id", "person.id", nullable=True, index=True),
    sa.Column("owner_words", sa.Text, nullable=False),
    sa.Column("remind_days", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("done_at", UtcDateTime, nullable=True),
    reference("done_by", "person.id", nullable=True),
    reference("created_by", "person.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Index("ix_task_of_branch", "branch_id", "due_on"),
)
