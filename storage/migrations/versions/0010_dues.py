"""Party dues: settings, what they are reckoned by, and marks"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "dues_setting",
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_dues_setting_branch_id")),
        sa.PrimaryKeyConstraint("branch_id", name=op.f("pk_dues_setting")),
    )
    op.create_table(
        "dues_person",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("base", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dues_person_person_id")),
        sa.PrimaryKeyConstraint("person_id", "since", name=op.f("pk_dues_person")),
    )
    op.create_table(
        "dues_mark",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("marked_by", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dues_mark_person_id")),
        sa.ForeignKeyConstraint(["marked_by"], ["person.id"], name=op.f("fk_dues_mark_marked_by")),
        sa.ForeignKeyConstraint(["undone_by"], ["person.id"], name=op.f("fk_dues_mark_undone_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dues_mark")),
    )
    stands = sa.text("undone_at IS NULL")
    op.create_index(
        "ix_dues_mark_standing",
        "dues_mark",
        ["person_id", "month"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
