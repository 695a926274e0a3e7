"""Meetings and who attends them"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("push_id", sa.BigInteger(), nullable=True),
        sa.Column("minutes", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("held_at", _TIME, nullable=True),
        sa.Column("recorded_late", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_meeting_branch_id")),
        sa.ForeignKeyConstraint(["group_id"], ["party_group.id"], name=op.f("fk_meeting_group_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_meeting_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_of_branch", "meeting", ["branch_id", "starts_at"])
    op.create_table(
        "meeting_person",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("replied_at", _TIME, nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", _TIME, nullable=True),
        sa.Column("presence", sa.Text(), nullable=True),
        sa.Column("present_at", _TIME, nullable=True),
        sa.Column("marked_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_person_meeting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_meeting_person_person_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_meeting_person_decided_by")),
        sa.ForeignKeyConstraint(["marked_by"], ["person.id"], name=op.f("fk_meeting_person_marked_by")),
        sa.PrimaryKeyConstraint("meeting_id", "person_id", name=op.f("pk_meeting_person")),
    )
    op.create_index(op.f("ix_meeting_person_person_id"), "meeting_person", ["person_id"])
