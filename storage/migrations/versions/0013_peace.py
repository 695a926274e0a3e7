"""Quiet hours and a daily cap for each branch, mutes and digests"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    for name, default in (("quiet_start", "1260"), ("quiet_end", "450"), ("daily_cap", "6")):
        column = sa.Column(name, sa.Integer(), server_default=sa.text(default), nullable=False)
        op.add_column("branch", column)
    op.create_index("ix_branch_hours", "branch", ["timezone", "quiet_start", "quiet_end"])
    op.add_column("push", sa.Column("subject", sa.Text(), nullable=True))
    _partial("ix_push_subject", "push", ["subject"], "subject IS NOT NULL")
    _partial("ix_delivery_had", "delivery", ["chat_id", "attempted_at"], "attempted_at IS NOT NULL")
    op.create_table(
        "mute",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("until", _TIME, nullable=True),
        sa.Column("since", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mute_person_id")),
        sa.PrimaryKeyConstraint("person_id", "topic", name=op.f("pk_mute")),
    )
    op.create_index(op.f("ix_mute_topic"), "mute", ["topic"])
    op.create_table(
        "digest",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("push_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest")),
        sa.UniqueConstraint("chat_id", "day", name=op.f("uq_digest_chat_id_day")),
    )
    _partial("ix_digest_due", "digest", ["due_at"], "push_id IS NULL")
    op.create_table(
        "digest_line",
        sa.Column("delivery_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["digest_id"], ["digest.id"], name=op.f("fk_digest_line_digest_id")),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_digest_line")),
    )
    op.create_index(op.f("ix_digest_line_digest_id"), "digest_line", ["digest_id"])


def _partial(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
