"""Quizzes: their questions, who has answered what, and the polls that were sent."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference, telegram_id

quiz = sa.Table(
    "quiz",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    reference("created_by", "person.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
)

quiz_question = sa.Table(
    "quiz_question",
    metadata,
    id_column(),
    reference("quiz_id", "quiz.id", nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("options", sa.JSON, nullable=False),
    # The places of the right options, from 0.
    sa.Column("correct", sa.JSON, nullable=False),
    sa.Column("explanation", sa.Text, nullable=False),
    sa.UniqueConstraint("quiz_id", "number"),
)

quiz_answer = sa.Table(
    "quiz_answer",
    metadata,
    reference("question_id", "quiz_question.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True, index=True),
    sa.Column("chosen", sa.JSON, nullable=False),
    sa.Column("is_right", sa.Boolean, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
)

# Who has begun a quiz in private, and who has answered its last question.
quiz_run = sa.Table(
    "quiz_run",
    metadata,
    reference("quiz_id", "quiz.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True, index=True),
    sa.Column("started_at", UtcDateTime, nullable=False),
    sa.Column("finished_at", UtcDateTime, nullable=True),
)

# What a push asks, and of whom: NULL for everybody in group chats. Pushes are forgotten before quizzes are.
quiz_push = sa.Table(
    "quiz_push",
    metadata,
    sa.Column("push_id", sa.BigInteger, primary_key=True, autoincrement=False),
    reference("question_id", "quiz_question.id", nullable=False),
    reference("person_id", "person.id", nullable=True),
    sa.Column("asked_at", UtcDateTime, nullable=False),
    sa.Index(None, "question_id", "person_id"),
)

# Telegram's own name of a poll that was sent, and how its answers add up.
sent_poll = sa.Table(
    "sent_poll",
    metadata,
    sa.Column("poll_id", sa.Text, primary_key=True),
    sa.Column("push_id", sa.BigInteger, nullable=False, index=True),
    telegram_id("chat_id", nullable=False),
    sa.Column("voters", sa.BigInteger, nullable=False),
    sa.Column("chosen", sa.JSON, nullable=False),
    sa.Column("is_closed", sa.Boolean, nullable=False),
)
