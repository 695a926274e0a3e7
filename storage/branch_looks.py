"""The colour of each branch's cards."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.cards import Colour
from storage.database import Transaction
from storage.schema import branch_look


def colour_of(tx: Transaction, branch_id: int) -> Colour:
    """What the branch has chosen, or red."""
    query = sa.select(branch_look.c.colour).where(branch_look.c.branch_id == branch_id)
    found = tx.execute(query).scalar_one_or_none()
    # A colour that only a newer version knows is no reason to show nothing.
    return Colour(found) if found in {one.value for one in Colour} else Colour.RED


def set_colour(tx: Transaction, branch_id: int, colour: Colour) -> None:
    """Keep what a branch has chosen."""
    tx.execute(
        tx.insert(branch_look)
        .values(branch_id=branch_id, colour=colour.value)
        .on_conflict_do_update(index_elements=[branch_look.c.branch_id], set_={"colour": colour.value})
    )
