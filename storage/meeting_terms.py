"""How each branch holds its meetings."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.meeting_terms import MeetingTerms
from bot.domain.meetings import Door
from storage.database import Transaction
from storage.schema import meeting_terms


def of_branch(tx: Transaction, branch_id: int) -> MeetingTerms:
    """What the branch has chosen; the usual terms when it has chosen nothing."""
    query = sa.select(meeting_terms).where(meeting_terms.c.branch_id == branch_id)
    row = tx.execute(query).one_or_none()
    if row is None:
        return MeetingTerms()
    return MeetingTerms(tuple(row.reminders), Door(row.opens_before, row.closes_after, row.grace))


def save(tx: Transaction, branch_id: int, terms: MeetingTerms) -> None:
    """Keep what a branch has chosen."""
    values = {
        "reminders": list(terms.reminders),
        "opens_before": terms.door.before,
        "closes_after": terms.door.after,
        "grace": terms.door.grace,
    }
    done = tx.execute(sa.update(meeting_terms).where(meeting_terms.c.branch_id == branch_id).values(**values))
    if not done.rowcount:
        tx.execute(sa.insert(meeting_terms).values(branch_id=branch_id, **values))
