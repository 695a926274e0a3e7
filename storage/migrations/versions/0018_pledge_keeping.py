"""Ends of pledges that their people hear of first, voices without a time, and when a branch reminds"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("pledge_ask", sa.Column("totals", sa.JSON(), nullable=True))
    op.drop_column("pledge_voice", "at")
    days = sa.Column("remind_days", sa.JSON(), server_default=sa.text("'[7, 1]'"), nullable=False)
    op.add_column("pledge_setting", days)
    after = sa.Column("tell_after", sa.Integer(), server_default=sa.text("3"), nullable=False)
    op.add_column("pledge_setting", after)
    op.add_column("pledge_setting", sa.Column("nudged_at", _TIME, nullable=True))
    no = sa.false()
    op.add_column("pledge_voluntary", sa.Column("counts", sa.Boolean(), server_default=no, nullable=False))
    op.create_table(
        "pledge_verdict",
        sa.Column("pledge_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_person", sa.BigInteger(), nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("explanation", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["pledge_id"], ["pledge.id"], name=op.f("fk_pledge_verdict_pledge_id")),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_pledge_verdict_by_person")),
        sa.PrimaryKeyConstraint("pledge_id", name=op.f("pk_pledge_verdict")),
    )
