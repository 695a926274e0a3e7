"""How each branch holds its meetings."""

from __future__ import annotations

import sqlalchemy as sa

from bot.domain.meeting_terms import MeetingTerms
from bot.domain.meetings import Door
from storage.database import Transaction
from storage.prepared import PreparedSelect
from storage.schema import meeting_terms

_OF_BRANCH = PreparedSelect(
    sa.select(
        meeting_terms.c.reminders,
        meeting_terms.c.opens_before,
        meeting_terms.c.closes_after,
        meeting_terms.c.grace,
    ).where(meeting_terms.c.branch_id == sa.bindparam("branch_id")),
    "branch_id",
)


def of_branch(tx: Transaction, branch_id: int) -> MeetingTerms:
    """What the branch has chosen; the usual terms when it has chosen nothing."""
    rows = _OF_BRANCH.rows(tx, {"branch_id": branch_id})
    if not rows:
        return MeetingTerms()
    reminders, before, after, grace = rows[0]
    return MeetingTerms(tuple(reminders), Door(before, after, grace))


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
