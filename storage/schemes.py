"""Which star scheme a branch goes by, year by year."""

from __future__ import annotations

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import branch_scheme

DEFAULT = "village-service-stars"

_CHOICES = (
    sa.select(branch_scheme.c.from_year, branch_scheme.c.scheme)
    .where(branch_scheme.c.branch_id == sa.bindparam("branch_id"))
    .order_by(branch_scheme.c.from_year.desc())
)


def choices(tx: Transaction, branch_id: int) -> list[tuple[int, str]]:
    """Every choice of the branch: the year from which it is in force and the scheme's key, newest first."""
    return [(from_year, scheme) for from_year, scheme in tx.execute(_CHOICES, {"branch_id": branch_id})]


def in_force(chosen: list[tuple[int, str]], year: int) -> str:
    """The key of the scheme that ``choices`` put in force in a year."""
    return next((scheme for from_year, scheme in chosen if from_year <= year), DEFAULT)


def choose(tx: Transaction, branch_id: int, from_year: int, scheme: str) -> None:
    """Put a scheme in force from a year on; the years before keep theirs."""
    tx.execute(
        tx.insert(branch_scheme)
        .values(branch_id=branch_id, from_year=from_year, scheme=scheme)
        .on_conflict_do_update(
            index_elements=[branch_scheme.c.branch_id, branch_scheme.c.from_year], set_={"scheme": scheme}
        )
    )
    # A choice for a later year would undo this one when that year comes.
    tx.execute(
        sa.delete(branch_scheme).where(
            branch_scheme.c.branch_id == branch_id, branch_scheme.c.from_year > from_year
        )
    )
