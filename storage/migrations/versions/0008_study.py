"""Study plans, who has finished what, and class-hours"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _plans()
    _people()


def _plans() -> None:
    op.create_table(
        "study_plan",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("ranking", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_study_plan_branch_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_study_plan_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_plan")),
    )
    op.create_index(op.f("ix_study_plan_branch_id"), "study_plan", ["branch_id"])
    op.create_table(
        "study_item",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("url", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("attachment", sa.JSON(), nullable=True),
        sa.Column("quiz_id", sa.BigInteger(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("pushed_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["study_plan.id"], name=op.f("fk_study_item_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_item")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_study_item_plan_id_position")),
    )
    is_quiz = sa.text("quiz_id IS NOT NULL")
    op.create_index(
        "ix_study_item_quiz_id", "study_item", ["quiz_id"], sqlite_where=is_quiz, postgresql_where=is_quiz
    )


def _people() -> None:
    op.create_table(
        "study_progress",
        sa.Column("item_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("done_at", _TIME, nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["study_item.id"], name=op.f("fk_study_progress_item_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_study_progress_person_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_study_progress_entered_by")),
        sa.PrimaryKeyConstraint("item_id", "person_id", name=op.f("pk_study_progress")),
    )
    op.create_index(op.f("ix_study_progress_person_id"), "study_progress", ["person_id"])
    op.create_table(
        "study_credit",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("revoked_at", _TIME, nullable=True),
        sa.Column("revoked_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_study_credit_person_id")),
        sa.ForeignKeyConstraint(["item_id"], ["study_item.id"], name=op.f("fk_study_credit_item_id")),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_study_credit_entered_by")),
        sa.ForeignKeyConstraint(["revoked_by"], ["person.id"], name=op.f("fk_study_credit_revoked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_credit")),
        sa.UniqueConstraint("item_id", "person_id", name=op.f("uq_study_credit_item_id_person_id")),
    )
    op.create_index("ix_study_credit_of_person", "study_credit", ["person_id", "year"])
