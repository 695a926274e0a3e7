"""Five-star households with their ballots, and stars of the month"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _households()
    _ballots()
    _month_stars()


def _households() -> None:
    op.create_table(
        "household",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("closes_at", _TIME, nullable=False),
        sa.Column("ended_by", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_household_branch_id")),
        sa.ForeignKeyConstraint(["opened_by"], ["person.id"], name=op.f("fk_household_opened_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_household_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("code", name=op.f("uq_household_code")),
    )
    stands = sa.text("state <> 'dropped'")
    op.create_index(
        "ix_household_standing",
        "household",
        ["branch_id", "year"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
    op.create_table(
        "household_candidate",
        *_of_household(),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("named_by", sa.BigInteger(), nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        *_references("household_candidate", "household_id", "person_id", "named_by"),
        sa.PrimaryKeyConstraint("household_id", "person_id", name=op.f("pk_household_candidate")),
    )
    op.create_table(
        "household_voice",
        *_of_household(),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *_references("household_voice", "household_id", "person_id"),
        sa.PrimaryKeyConstraint("household_id", "voice", name=op.f("pk_household_voice")),
    )


def _ballots() -> None:
    op.create_table(
        "ballot_round",
        *_of_household(),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("should", sa.Integer(), nullable=True),
        sa.Column("voted", sa.Integer(), nullable=True),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        *_references("ballot_round", "household_id"),
        sa.PrimaryKeyConstraint("household_id", "round", name=op.f("pk_ballot_round")),
    )
    op.create_table(
        "ballot_candidate",
        *_of_household(),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=True),
        *_references("ballot_candidate", "household_id", "person_id"),
        sa.PrimaryKeyConstraint("household_id", "round", "person_id", name=op.f("pk_ballot_candidate")),
    )
    # A row id would count the slips, and the voters, in the order in which they came.
    op.create_table(
        "ballot_voter",
        *_of_household(),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        *_references("ballot_voter", "household_id", "person_id"),
        sa.PrimaryKeyConstraint("household_id", "round", "person_id", name=op.f("pk_ballot_voter")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballot_choice",
        sa.Column("id", sa.Text(), nullable=False),
        *_of_household(),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        *_references("ballot_choice", "household_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot_choice")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ballot_choice_household_id"), "ballot_choice", ["household_id"])


def _month_stars() -> None:
    op.create_table(
        "month_star",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("branch_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.BigInteger(), nullable=True),
        sa.Column("proposed_at", _TIME, nullable=False),
        sa.Column("answered_at", _TIME, nullable=True),
        sa.Column("spoken_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["branch_id"], ["branch.id"], name=op.f("fk_month_star_branch_id")),
        *_references("month_star", "person_id", "proposed_by", "spoken_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_month_star")),
    )
    shown = sa.text("state IN ('asked', 'agreed')")
    op.create_index(
        "ix_month_star_shown",
        "month_star",
        ["branch_id", "month"],
        unique=True,
        sqlite_where=shown,
        postgresql_where=shown,
    )


def _of_household() -> tuple[sa.Column[int]]:
    return (sa.Column("household_id", sa.BigInteger(), nullable=False),)


def _references(table: str, *columns: str) -> list[sa.ForeignKeyConstraint]:
    """What names a choice of households, and people."""
    return [
        sa.ForeignKeyConstraint(
            [column],
            ["household.id" if column == "household_id" else "person.id"],
            name=op.f(f"fk_{table}_{column}"),
        )
        for column in columns
    ]
