"""Who wants to hear when somebody else's pledge is kept."""

from __future__ import annotations

import sqlalchemy as sa

from storage.database import Transaction
from storage.schema import person, pledge_follower


def follow(tx: Transaction, pledge_id: int, person_id: int) -> None:
    """Tell this person, too; told already, nothing happens."""
    tx.execute(
        tx.insert(pledge_follower).values(pledge_id=pledge_id, person_id=person_id).on_conflict_do_nothing()
    )


def leave(tx: Transaction, pledge_id: int, person_id: int) -> None:
    """Not any more."""
    tx.execute(
        sa.delete(pledge_follower).where(
            pledge_follower.c.pledge_id == pledge_id, pledge_follower.c.person_id == person_id
        )
    )


def follows(tx: Transaction, pledge_id: int, person_id: int) -> bool:
    """Whether this person does."""
    query = sa.select(pledge_follower.c.person_id).where(
        pledge_follower.c.pledge_id == pledge_id, pledge_follower.c.person_id == person_id
    )
    return tx.execute(query).first() is not None


def of_pledge(tx: Transaction, pledge_id: int, branch_id: int) -> list[int]:
    """Everybody who follows a pledge and still belongs to its branch."""
    query = (
        sa.select(pledge_follower.c.person_id)
        .join(person, person.c.id == pledge_follower.c.person_id)
        .where(pledge_follower.c.pledge_id == pledge_id, person.c.active, person.c.branch_id == branch_id)
    )
    return list(tx.execute(query.order_by(pledge_follower.c.person_id)).scalars())
