"""What was issued for people to keep, and the pictures that Telegram has already."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference

certificate = sa.Table(
    "certificate",
    metadata,
    id_column(),
    sa.Column("code", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    reference("branch_id", "branch.id", nullable=False),
    reference("person_id", "person.id", nullable=True, index=True),
    sa.Column("year", sa.Integer, nullable=False),
    # Of the branch and year: the last part of the number on the paper.
    sa.Column("serial", sa.Integer, nullable=False),
    # Which of several of a kind and year: a month, a pledge; "" where there is one only.
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("issued_at", UtcDateTime, nullable=False),
    reference("issued_by", "person.id", nullable=True),
    sa.Column("revoked_at", UtcDateTime, nullable=True),
    reference("revoked_by", "person.id", nullable=True),
    sa.Column("reason", sa.Text, nullable=True),
    sa.UniqueConstraint("branch_id", "year", "serial"),
    sa.Index(
        "ix_certificate_valid",
        *("branch_id", "kind", "year", "person_id", "subject"),
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    ),
)

# Under which file id Telegram has a picture, by what it shows: it is sent again without an upload.
picture = sa.Table(
    "picture",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("file_id", sa.Text, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False, index=True),
)

# The colour of a branch's cards; one without a row has the usual one.
branch_look = sa.Table(
    "branch_look",
    metadata,
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("colour", sa.Text, nullable=False),
)
