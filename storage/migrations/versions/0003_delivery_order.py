"""What waits for a later time must not stand before what is due"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

QUEUED = sa.text("state = 'queued'")


def upgrade() -> None:
    op.drop_index("ix_delivery_waiting", table_name="delivery")
    op.create_index(
        "ix_delivery_waiting",
        "delivery",
        ["lane", "not_before", "id"],
        sqlite_where=QUEUED,
        postgresql_where=QUEUED,
    )
