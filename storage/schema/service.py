"""Services and what they add up to."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, partial_index, reference

service_record = sa.Table(
    "service_record",
    metadata,
    id_column(),
    reference("branch_id", "branch.id", nullable=False),
    reference("person_id", "person.id", nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=True),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("helped", sa.Text, nullable=True),
    sa.Column("helped_words", sa.Text, nullable=True),
    sa.Column("state", sa.Text, nullable=False),
    reference("entered_by", "person.id", nullable=False),
    sa.Column("submitted_at", UtcDateTime, nullable=False),
    reference("decided_by", "person.id", nullable=True),
    sa.Column("decided_at", UtcDateTime, nullable=True),
    sa.Column("reason", sa.Text, nullable=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index(None, "person_id", "year", "day"),
    # Where a branch went lately. Not over every row: SQLite would take it for the review queue too, and read
    # all records of a branch in search of those that wait.
    partial_index("ix_service_record_places", "branch_id", "id", where="place != ''"),
    # The review queue: only what waits, so that it stays small beside a million confirmed records.
    partial_index("ix_service_record_waiting", "branch_id", "id", where="state = 'submitted'"),
)

record_photo = sa.Table(
    "record_photo",
    metadata,
    id_column(),
    reference("record_id", "service_record.id", nullable=False, index=True),
    sa.Column("file_id", sa.Text, nullable=False),
)

record_event = sa.Table(
    "record_event",
    metadata,
    id_column(),
    reference("record_id", "service_record.id", nullable=False, index=True),
    sa.Column("at", UtcDateTime, nullable=False),
    reference("by_person", "person.id", nullable=True),
    sa.Column("change", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=True),
    # The facts before a correction; what they became stands in the next event or in the record.
    sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
)

year_total = sa.Table(
    "year_total",
    metadata,
    reference("person_id", "person.id", primary_key=True),
    sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("services", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
)
