"""Pledges, their progress, and what others say about them"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    _pledges()
    _history()
    _progress()
    _others()
    _branch()


def _id() -> sa.Column[int]:
    return sa.Column("id", _NUMBER, nullable=False)


def _ref(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _foreign(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"))


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    condition: Any = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)


def _pledges() -> None:
    op.create_table(
        "pledge",
        _id(),
        _ref("branch_id"),
        _ref("person_id", nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        _ref("made_by", nullable=True),
        sa.Column("made_at", _TIME, nullable=False),
        sa.Column("submitted_at", _TIME, nullable=False),
        _ref("reviewed_by", nullable=True),
        sa.Column("reviewed_at", _TIME, nullable=True),
        sa.Column("published_at", _TIME, nullable=True),
        sa.Column("ended_at", _TIME, nullable=True),
        _ref("ended_by", nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _foreign("pledge", "branch_id", "branch"),
        _foreign("pledge", "person_id", "person"),
        _foreign("pledge", "made_by", "person"),
        _foreign("pledge", "reviewed_by", "person"),
        _foreign("pledge", "ended_by", "person"),
        _primary("pledge", "id"),
    )
    op.create_index(op.f("ix_pledge_branch_id_year"), "pledge", ["branch_id", "year"])
    op.create_index(op.f("ix_pledge_person_id"), "pledge", ["person_id"])
    _partial("ix_pledge_waiting", "pledge", ["branch_id", "id"], "state = 'submitted'")
    op.create_table(
        "pledge_item",
        _id(),
        _ref("pledge_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_at", _TIME, nullable=True),
        _foreign("pledge_item", "pledge_id", "pledge"),
        _primary("pledge_item", "id"),
        sa.UniqueConstraint("pledge_id", "place", name=op.f("uq_pledge_item_pledge_id_place")),
    )
    _partial("ix_pledge_item_due", "pledge_item", ["due_on"], "done_at IS NULL")


def _history() -> None:
    op.create_table(
        "pledge_event",
        _id(),
        _ref("pledge_id"),
        sa.Column("at", _TIME, nullable=False),
        _ref("by_person", nullable=True),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        _foreign("pledge_event", "pledge_id", "pledge"),
        _foreign("pledge_event", "by_person", "person"),
        _primary("pledge_event", "id"),
    )
    op.create_index(op.f("ix_pledge_event_pledge_id"), "pledge_event", ["pledge_id"])


def _progress() -> None:
    op.create_table(
        "pledge_progress",
        _id(),
        _ref("pledge_id"),
        _ref("item_id", nullable=True),
        _ref("by_person", nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        _foreign("pledge_progress", "pledge_id", "pledge"),
        _foreign("pledge_progress", "item_id", "pledge_item"),
        _foreign("pledge_progress", "by_person", "person"),
        _primary("pledge_progress", "id"),
    )
    op.create_index(op.f("ix_pledge_progress_pledge_id"), "pledge_progress", ["pledge_id"])
    op.create_table(
        "pledge_photo",
        _id(),
        _ref("progress_id"),
        sa.Column("file_id", sa.Text(), nullable=False),
        _foreign("pledge_photo", "progress_id", "pledge_progress"),
        _primary("pledge_photo", "id"),
    )
    op.create_index(op.f("ix_pledge_photo_progress_id"), "pledge_photo", ["progress_id"])
    op.create_table(
        "pledge_evidence",
        _ref("progress_id"),
        _ref("record_id"),
        _foreign("pledge_evidence", "progress_id", "pledge_progress"),
        _foreign("pledge_evidence", "record_id", "service_record"),
        _primary("pledge_evidence", "progress_id", "record_id"),
    )
    op.create_index(op.f("ix_pledge_evidence_record_id"), "pledge_evidence", ["record_id"])


def _others() -> None:
    op.create_table(
        "pledge_follower",
        _ref("pledge_id"),
        _ref("person_id"),
        _foreign("pledge_follower", "pledge_id", "pledge"),
        _foreign("pledge_follower", "person_id", "person"),
        _primary("pledge_follower", "pledge_id", "person_id"),
    )
    op.create_index(op.f("ix_pledge_follower_person_id"), "pledge_follower", ["person_id"])
    op.create_table(
        "pledge_ask",
        _ref("pledge_id"),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("opens_at", _TIME, nullable=False),
        sa.Column("closes_at", _TIME, nullable=False),
        _foreign("pledge_ask", "pledge_id", "pledge"),
        _primary("pledge_ask", "pledge_id"),
        sa.UniqueConstraint("code_hash", name=op.f("uq_pledge_ask_code_hash")),
    )
    op.create_table(
        "pledge_voice",
        _ref("pledge_id"),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        _foreign("pledge_voice", "pledge_id", "pledge"),
        _primary("pledge_voice", "pledge_id", "voice"),
    )


def _branch() -> None:
    op.create_table(
        "pledge_voluntary",
        _ref("person_id"),
        _ref("marked_by", nullable=True),
        sa.Column("marked_at", _TIME, nullable=False),
        _foreign("pledge_voluntary", "person_id", "person"),
        _foreign("pledge_voluntary", "marked_by", "person"),
        _primary("pledge_voluntary", "person_id"),
    )
    op.create_table(
        "pledge_setting",
        _ref("branch_id"),
        sa.Column("asks_residents", sa.Boolean(), nullable=False),
        _foreign("pledge_setting", "branch_id", "branch"),
        _primary("pledge_setting", "branch_id"),
    )
