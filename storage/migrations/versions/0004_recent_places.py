"""The places a branch went to lately, without a look at every record of every branch"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

HAS_PLACE = sa.text("place != ''")


def upgrade() -> None:
    op.create_index(
        "ix_service_record_places",
        "service_record",
        ["branch_id", "id"],
        sqlite_where=HAS_PLACE,
        postgresql_where=HAS_PLACE,
    )
