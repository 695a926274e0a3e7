"""Quizzes, who has answered what, and the polls that were sent"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _quizzes()
    _people()
    _polls()


def _quizzes() -> None:
    op.create_table(
        "quiz",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_quiz_branch_id")),
        sa.ForeignKeyConstraint(["created_by"], ["person.id"], name=op.f("fk_quiz_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz")),
    )
    op.create_index(op.f("ix_quiz_branch_id"), "quiz", ["branch_id"])
    op.create_table(
        "quiz_question",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("quiz_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("correct", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_question_quiz_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_question")),
        sa.UniqueConstraint("quiz_id", "number", name=op.f("uq_quiz_question_quiz_id_number")),
    )


def _people() -> None:
    op.create_table(
        "quiz_answer",
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("is_right", sa.Boolean(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["quiz_question.id"], name=op.f("fk_quiz_answer_question_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quiz_answer_person_id")),
        sa.PrimaryKeyConstraint("question_id", "person_id", name=op.f("pk_quiz_answer")),
    )
    op.create_index(op.f("ix_quiz_answer_person_id"), "quiz_answer", ["person_id"])
    op.create_table(
        "quiz_run",
        sa.Column("quiz_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_run_quiz_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quiz_run_person_id")),
        sa.PrimaryKeyConstraint("quiz_id", "person_id", name=op.f("pk_quiz_run")),
    )
    op.create_index(op.f("ix_quiz_run_person_id"), "quiz_run", ["person_id"])


def _polls() -> None:
    op.create_table(
        "quiz_push",
        sa.Column("push_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("question_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("asked_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["question_id"], ["quiz_question.id"], name=op.f("fk_quiz_push_question_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_quiz_push_person_id")),
        sa.PrimaryKeyConstraint("push_id", name=op.f("pk_quiz_push")),
    )
    op.create_index(op.f("ix_quiz_push_question_id_person_id"), "quiz_push", ["question_id", "person_id"])
    op.create_table(
        "sent_poll",
        sa.Column("poll_id", sa.Text(), nullable=False),
        sa.Column("push_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("voters", sa.BigInteger(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_sent_poll")),
    )
    op.create_index(op.f("ix_sent_poll_push_id"), "sent_poll", ["push_id"])
