"""What waits for a later time must not stand before what is due"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

QUEUED = sa.text("state = 'queued'")
TRIED = sa.text("state = 'queued' AND attempts > 0")


def upgrade() -> None:
    op.drop_index("ix_delivery_waiting", table_name="delivery")
    op.create_index(
        "ix_delivery_waiting",
        "delivery",
        ["lane", "not_before", "id"],
        sqlite_where=QUEUED,
        postgresql_where=QUEUED,
    )
    op.create_index("ix_delivery_tried", "delivery", ["id"], sqlite_where=TRIED, postgresql_where=TRIED)
