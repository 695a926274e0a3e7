"""What comes by the clock"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "rule",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("recurrence", sa.JSON(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("late", sa.Text(), nullable=False),
        sa.Column("working_days", sa.Boolean(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_rule_branch_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_rule_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
    )
    op.create_index(op.f("ix_rule_branch_id"), "rule", ["branch_id"])
    op.create_index("ix_rule_of_subject", "rule", ["kind", "subject_id"])
    is_awake = sa.text("next_at IS NOT NULL")
    op.create_index(
        "ix_rule_due", "rule", ["next_at", "id"], sqlite_where=is_awake, postgresql_where=is_awake
    )
    op.create_table(
        "occurrence",
        sa.Column("rule_id", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["rule_id"], ["rule.id"], name=op.f("fk_occurrence_rule_id")),
        sa.PrimaryKeyConstraint("rule_id", "due_at", name=op.f("pk_occurrence")),
        sqlite_with_rowid=False,
    )
