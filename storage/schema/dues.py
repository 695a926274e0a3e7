"""Party dues: since when a branch keeps them here, what people's are reckoned by, and who has paid.

Amounts are in fen; a month is its first day.
"""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, id_column, metadata, reference

# Without a row a branch does not keep its dues here, and nobody is behind with anything.
dues_setting = sa.Table(
    "dues_setting",
    metadata,
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("since", sa.Date, nullable=False),
)

# What somebody earns is for the secretary and for themselves, nobody else.
dues_person = sa.Table(
    "dues_person",
    metadata,
    reference("person_id", "person.id", primary_key=True),
    sa.Column("since", sa.Date, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("base", sa.BigInteger, nullable=True),
)

# A mark that was taken back stays, with who took it back.
dues_mark = sa.Table(
    "dues_mark",
    metadata,
    id_column(),
    reference("person_id", "person.id", nullable=False),
    sa.Column("month", sa.Date, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=True),
    reference("marked_by", "person.id", nullable=True),
    sa.Column("at", UtcDateTime, nullable=False),
    reference("undone_by", "person.id", nullable=True),
    sa.Column("undone_at", UtcDateTime, nullable=True),
    # Nobody pays twice for a month.
    sa.Index(
        "ix_dues_mark_standing",
        "person_id",
        "month",
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    ),
)
