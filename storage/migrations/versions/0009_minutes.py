"""Motions, decisions, pictures and files of meetings; telling group chats of them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column(
        "meeting", sa.Column("tells_groups", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("meeting", sa.Column("group_push_id", sa.BigInteger(), nullable=True))
    op.add_column("meeting", sa.Column("published_at", _TIME, nullable=True))
    op.add_column(
        "group_chat", sa.Column("meeting_reminder", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    _motions()
    _files()


def _motions() -> None:
    op.create_table(
        "motion",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("by_vote", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("dropped_by", sa.BigInteger(), nullable=True),
        sa.Column("dropped_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_motion_meeting_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_motion_created_by")),
        sa.ForeignKeyConstraint(["dropped_by"], ["person.id"], name=op.f("fk_motion_dropped_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion")),
    )
    op.create_index(op.f("ix_motion_meeting_id"), "motion", ["meeting_id"])
    op.create_table(
        "motion_count",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("motion_id", sa.BigInteger(), nullable=False),
        sa.Column("should", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=False),
        sa.Column("against", sa.Integer(), nullable=False),
        sa.Column("abstained", sa.Integer(), nullable=False),
        sa.Column("counted_by", sa.BigInteger(), nullable=True),
        sa.Column("counted_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["motion_id"], ["motion.id"], name=op.f("fk_motion_count_motion_id")),
        sa.ForeignKeyConstraint(["counted_by"], ["person.id"], name=op.f("fk_motion_count_counted_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motion_count")),
    )
    op.create_index(op.f("ix_motion_count_motion_id"), "motion_count", ["motion_id"])


def _files() -> None:
    op.create_table(
        "meeting_file",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_file_meeting_id")),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_meeting_file_added_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_file")),
    )
    op.create_index(op.f("ix_meeting_file_meeting_id"), "meeting_file", ["meeting_id"])
