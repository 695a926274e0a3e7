"""Signing in on site, and how each branch holds its meetings"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("meeting_person", sa.Column("present_minute", sa.Integer(), nullable=True))
    op.create_table(
        "meeting_terms",
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("reminders", sa.JSON(), nullable=False),
        sa.Column("opens_before", sa.Integer(), nullable=False),
        sa.Column("closes_after", sa.Integer(), nullable=False),
        sa.Column("grace", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_meeting_terms_branch_id")),
        sa.PrimaryKeyConstraint("branch_id", name=op.f("pk_meeting_terms")),
    )
    op.create_table(
        "sign_in",
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_sign_in_meeting_id")),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_sign_in")),
    )
    op.create_table(
        "sign_in_screen",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("meeting_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("replaced", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_sign_in_screen_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_screen")),
    )
