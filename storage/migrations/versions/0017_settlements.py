"""Settlements of a year: counts, lines, records as they were counted, and objections"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _settlements()
    _counts()
    _objections()


def _settlements() -> None:
    op.create_table(
        "settlement",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("publish_days", sa.Integer(), nullable=True),
        sa.Column("working_days", sa.Boolean(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("frozen_at", _TIME, nullable=False),
        sa.Column("frozen_by", sa.BigInteger(), nullable=True),
        sa.Column("published_at", _TIME, nullable=True),
        sa.Column("closes_at", _TIME, nullable=True),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_settlement_branch_id")),
        sa.ForeignKeyConstraint(["frozen_by"], ["person.id"], name=op.f("fk_settlement_frozen_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_settlement_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
        sa.UniqueConstraint("code", name=op.f("uq_settlement_code")),
    )
    stands = sa.text("state != 'abandoned'")
    op.create_index(
        "ix_settlement_standing",
        "settlement",
        ["branch_id", "year"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
    op.create_table(
        "settlement_terms",
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("publish_days", sa.Integer(), nullable=False),
        sa.Column("working_days", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_settlement_terms_branch_id")),
        sa.PrimaryKeyConstraint("branch_id", name=op.f("pk_settlement_terms")),
    )


def _counts() -> None:
    op.create_table(
        "settlement_round",
        sa.Column("settlement_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("by_person", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name=op.f("fk_settlement_round_settlement_id")
        ),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_settlement_round_by_person")),
        sa.PrimaryKeyConstraint("settlement_id", "round", name=op.f("pk_settlement_round")),
    )
    op.create_table(
        "settlement_line",
        sa.Column("settlement_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("services", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name=op.f("fk_settlement_line_settlement_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_settlement_line_person_id")),
        sa.PrimaryKeyConstraint("settlement_id", "round", "person_id", name=op.f("pk_settlement_line")),
    )
    op.create_index(op.f("ix_settlement_line_person_id"), "settlement_line", ["person_id"])
    op.create_table(
        "settlement_record",
        sa.Column("settlement_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(
            "settlement_id", "round", "person_id", "record_id", name=op.f("pk_settlement_record")
        ),
        sqlite_with_rowid=False,
    )


def _objections() -> None:
    op.create_table(
        "objection",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("settlement_id", sa.BigInteger(), nullable=False),
        sa.Column("about_person", sa.BigInteger(), nullable=True),
        sa.Column("by_person", sa.BigInteger(), nullable=True),
        sa.Column("by_account", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.BigInteger(), nullable=True),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["settlement.id"], name=op.f("fk_objection_settlement_id")
        ),
        sa.ForeignKeyConstraint(["about_person"], ["person.id"], name=op.f("fk_objection_about_person")),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_objection_by_person")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_objection_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index(op.f("ix_objection_settlement_id"), "objection", ["settlement_id"])
    is_open = sa.text("state = 'open'")
    op.create_index(
        "ix_objection_open",
        "objection",
        ["settlement_id", "id"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
