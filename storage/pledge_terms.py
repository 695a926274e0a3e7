"""What each branch has chosen about its pledges."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.domain.pledge_keeping import KeepingTerms
from storage.database import Transaction
from storage.schema import pledge_setting


def of_branch(tx: Transaction, branch_id: int) -> KeepingTerms:
    """What the branch has chosen; the usual terms when it has chosen nothing."""
    query = sa.select(pledge_setting).where(pledge_setting.c.branch_id == branch_id)
    row = tx.execute(query).one_or_none()
    if row is None:
        return KeepingTerms()
    return KeepingTerms(tuple(row.remind_days), row.tell_after, row.asks_residents)


def save(tx: Transaction, branch_id: int, terms: KeepingTerms) -> None:
    """Keep what a branch has chosen."""
    _put(
        tx,
        branch_id,
        remind_days=list(terms.remind_days),
        tell_after=terms.tell_after,
        asks_residents=terms.residents,
    )


def nudged_at(tx: Transaction, branch_id: int) -> datetime | None:
    """When those without a pledge were last asked for one."""
    query = sa.select(pledge_setting.c.nudged_at).where(pledge_setting.c.branch_id == branch_id)
    found: datetime | None = tx.execute(query).scalar_one_or_none()
    return found


def note_nudge(tx: Transaction, branch_id: int, now: datetime) -> None:
    """They are asked now."""
    _put(tx, branch_id, nudged_at=now)


def _put(tx: Transaction, branch_id: int, **values: object) -> None:
    tx.execute(
        tx.insert(pledge_setting)
        .values(branch_id=branch_id, **{"asks_residents": False, **values})
        .on_conflict_do_update(index_elements=[pledge_setting.c.branch_id], set_=values)
    )
