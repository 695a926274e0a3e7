"""Study: plans of items, who has finished which, and everybody's class-hours."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference

study_plan = sa.Table(
    "study_plan",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False, index=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    # Whom it is for. Who joins later belongs to it from then on.
    sa.Column("audience", sa.JSON, nullable=False),
    # How many items are sent each time.
    sa.Column("at_once", sa.Integer, nullable=False),
    # Whether the week's message to the groups names the party groups in order.
    sa.Column("ranking", sa.Boolean, nullable=False, server_default=sa.false()),
    reference("created_by", "person.id", nullable=True),
    sa.Column("created_at", UtcDateTime, nullable=False),
    sa.Column("ended_at", UtcDateTime, nullable=True),
)

study_item = sa.Table(
    "study_item",
    metadata,
    id_column(),
    reference("plan_id", "study_plan.id", nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    # A text with its formatting, as ``RichText.to_json`` writes it.
    sa.Column("text", sa.JSON, nullable=False),
    sa.Column("url", sa.Text, nullable=False, server_default=sa.text("''")),
    # A picture or a file that Telegram has, as ``attachment_to_json`` writes it.
    sa.Column("attachment", sa.JSON(none_as_null=True), nullable=True),
    # Of a quiz, which one, in the table of quizzes.
    sa.Column("quiz_id", sa.BigInteger, nullable=True),
    # What it adds to the class-hours of whoever finishes it.
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("pushed_at", UtcDateTime, nullable=True),
    sa.UniqueConstraint("plan_id", "position"),
    partial_index("ix_study_item_quiz_id", "quiz_id", where="quiz_id IS NOT NULL"),
)

study_progress = sa.Table(
    "study_progress",
    metadata,
    reference("item_id", "study_item.id", primary_key=True),
    reference("person_id", "person.id", primary_key=True, index=True),
    sa.Column("done_at", UtcDateTime, nullable=False),
    # Who wrote it down for somebody without a phone; NULL: the person.
    reference("entered_by", "person.id", nullable=True),
)

# Where every class-hour comes from: an item that was finished, or a lesson that somebody entered.
study_credit = sa.Table(
    "study_credit",
    metadata,
    id_column(),
    reference("person_id", "person.id", nullable=False),
    # The calendar year of the branch that it counts in.
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    reference("item_id", "study_item.id", nullable=True),
    sa.Column("reason", sa.Text, nullable=False, server_default=sa.text("''")),
    reference("entered_by", "person.id", nullable=True),
    sa.Column("at", UtcDateTime, nullable=False),
    # One that was wrong is kept, and counts no more.
    sa.Column("revoked_at", UtcDateTime, nullable=True),
    reference("revoked_by", "person.id", nullable=True),
    sa.Index("ix_study_credit_of_person", "person_id", "year"),
    sa.UniqueConstraint("item_id", "person_id"),
)
