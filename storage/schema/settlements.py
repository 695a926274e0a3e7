"""The year settled: what each branch has frozen, published and made final, and what people object to."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference, telegram_id

settlement = sa.Table(
    "settlement",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    # Which count holds; the earlier ones stay as history.
    sa.Column("round", sa.Integer, nullable=False),
    sa.Column("scheme", sa.Text, nullable=False),
    # The scheme's version as it was, so that nothing that happens to its file changes what was settled.
    sa.Column("rules", sa.JSON, nullable=False),
    # The last day whose services count.
    sa.Column("until", sa.Date, nullable=False),
    # Opens the published list by a link.
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("publish_days", sa.Integer, nullable=True),
    sa.Column("working_days", sa.Boolean, nullable=True),
    # The last day of the publication; it closes when that day ends.
    sa.Column("last_day", sa.Date, nullable=True),
    sa.Column("frozen_at", UtcDateTime, nullable=False),
    reference("frozen_by", "person.id", nullable=True),
    sa.Column("published_at", UtcDateTime, nullable=True),
    sa.Column("closes_at", UtcDateTime, nullable=True),
    sa.Column("ended_at", UtcDateTime, nullable=True),
    reference("ended_by", "person.id", nullable=True),
    # Why it was called off.
    sa.Column("reason", sa.Text, nullable=True),
    # A year of a branch is settled once.
    sa.Index(
        "ix_settlement_standing",
        "branch_id",
        "year",
        unique=True,
        sqlite_where=sa.text("state != 'abandoned'"),
        postgresql_where=sa.text("state != 'abandoned'"),
    ),
)

settlement_round = sa.Table(
    "settlement_round",
    metadata,
    reference("settlement_id", "settlement.id", primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", UtcDateTime, nullable=False),
    reference("by_person", "person.id", nullable=True),
)

settlement_line = sa.Table(
    "settlement_line",
    metadata,
    reference("settlement_id", "settlement.id", primary_key=True),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    reference("person_id", "person.id", primary_key=True),
    # Confirmed services of the year; ``value`` is what the scheme counts of them.
    sa.Column("services", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("value", sa.Integer, nullable=False),
    sa.Column("stars", sa.Integer, nullable=False),
    sa.Index("ix_settlement_line_person_id", "person_id"),
)

# The records of the year as they were counted. A million rows are written in one evening: they name what
# they are of without a foreign key, whose every check would cost more than the row.
settlement_record = sa.Table(
    "settlement_record",
    metadata,
    sa.Column("settlement_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("person_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("record_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    # Why it does not count; NULL: it does.
    sa.Column("reason", sa.Text, nullable=True),
    sqlite_with_rowid=False,
)

# How long a branch publishes; without a row the usual way.
settlement_terms = sa.Table(
    "settlement_terms",
    metadata,
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("publish_days", sa.Integer, nullable=False),
    sa.Column("working_days", sa.Boolean, nullable=False),
)

objection = sa.Table(
    "objection",
    metadata,
    id_column(),
    reference("settlement_id", "settlement.id", nullable=False, index=True),
    reference("about_person", "person.id", nullable=True),
    reference("by_person", "person.id", nullable=True),
    telegram_id("by_account", nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=True),
    reference("answered_by", "person.id", nullable=True),
    sa.Column("answered_at", UtcDateTime, nullable=True),
    sa.Column("at", UtcDateTime, nullable=False),
    partial_index("ix_objection_open", "settlement_id", "id", where="state = 'open'"),
)
