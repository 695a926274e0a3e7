"""Ends of pledges that their people hear of before everybody does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.pledges import PledgeState
from storage.database import Transaction
from storage.schema import pledge_verdict


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be made public. ``explanation``: None before the person has answered, "" for nothing."""

    pledge_id: int
    state: PledgeState
    reason: str
    by: int | None
    at: datetime
    explanation: str | None


def put(
    tx: Transaction, pledge_id: int, state: PledgeState, reason: str, by: int | None, now: datetime
) -> None:
    """A verdict, in the place of the one before; what the person has added to that one stays."""
    values = {"state": state.value, "reason": reason, "by_person": by, "at": now}
    tx.execute(
        tx.insert(pledge_verdict)
        .values(pledge_id=pledge_id, **values)
        .on_conflict_do_update(index_elements=[pledge_verdict.c.pledge_id], set_=values)
    )


def explain(tx: Transaction, pledge_id: int, explanation: str) -> None:
    """What the person adds to it."""
    tx.execute(
        sa.update(pledge_verdict)
        .where(pledge_verdict.c.pledge_id == pledge_id)
        .values(explanation=explanation)
    )


def drop(tx: Transaction, pledge_id: int) -> None:
    """It was kept after all."""
    tx.execute(sa.delete(pledge_verdict).where(pledge_verdict.c.pledge_id == pledge_id))


def find(tx: Transaction, pledge_id: int) -> Verdict | None:
    """The verdict on a pledge."""
    return some(tx, [pledge_id]).get(pledge_id)


def some(tx: Transaction, pledge_ids: Collection[int]) -> dict[int, Verdict]:
    """The verdicts on these pledges."""
    query = sa.select(pledge_verdict).where(pledge_verdict.c.pledge_id.in_(pledge_ids))
    return {
        row.pledge_id: Verdict(
            row.pledge_id, PledgeState(row.state), row.reason, row.by_person, row.at, row.explanation
        )
        for row in tx.execute(query)
    }
