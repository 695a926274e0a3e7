"""The chain of what has been settled for good: confirmed services, settled years, certificates."""

from __future__ import annotations

import sqlalchemy as sa

from storage.schema.base import UtcDateTime, metadata, reference

ledger = sa.Table(
    "ledger",
    metadata,
    # A chain for each branch: its writers wait for each other, and those of other branches for nobody.
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    # No reference: that the row is gone is what the ledger must be able to tell.
    sa.Column("subject_id", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("at", UtcDateTime, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# How far each chain reaches: it is written without reading the chain, and tells when its end was cut off.
ledger_head = sa.Table(
    "ledger_head",
    metadata,
    reference("branch_id", "branch.id", primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("hash", sa.LargeBinary, nullable=False),
)
