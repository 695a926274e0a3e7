"""Invite codes, kept as hashes only, and the wrong codes an account has tried, these or others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from storage.database import Transaction
from storage.people import BATCH
from storage.schema import invite, wrong_code


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time code of a person, used or not."""

    id: int
    person_id: int
    expires_at: datetime
    used_at: datetime | None
    used_by: int | None


def find(tx: Transaction, code_hash: str) -> Invite | None:
    """The invite with that hash, whatever its state."""
    row = tx.execute(
        sa.select(
            invite.c.id, invite.c.person_id, invite.c.expires_at, invite.c.used_at, invite.c.used_by
        ).where(invite.c.code_hash == code_hash)
    ).one_or_none()
    return Invite(*row) if row else None


def use(tx: Transaction, invite_id: int, telegram_id: int, now: datetime) -> bool:
    """Use a code up; False when it was used or expired: of many who try at once, one gets True."""
    result = tx.execute(
        sa.update(invite)
        .where(invite.c.id == invite_id, invite.c.used_at.is_(None), invite.c.expires_at > now)
        .values(used_at=now, used_by=telegram_id)
    )
    return result.rowcount == 1


def create(tx: Transaction, codes: Sequence[tuple[int, str]], now: datetime, expires_at: datetime) -> None:
    """Keep new codes, given by person id and hash."""
    if codes:
        tx.execute(
            invite.insert(),
            [
                {"person_id": person_id, "code_hash": hashed, "created_at": now, "expires_at": expires_at}
                for person_id, hashed in codes
            ],
        )


def void(tx: Transaction, person_ids: Sequence[int], now: datetime) -> None:
    """Make every unused code of these people useless."""
    for start in range(0, len(person_ids), BATCH):
        tx.execute(
            sa.update(invite)
            .where(
                invite.c.person_id.in_(person_ids[start : start + BATCH]),
                invite.c.used_at.is_(None),
                invite.c.expires_at > now,
            )
            .values(expires_at=now)
        )


def forget(tx: Transaction, before: datetime, limit: int = 5_000) -> int:
    """Delete codes, used or not, that expired before a time; how many there were, ``limit`` at most."""
    old = sa.select(invite.c.id).where(invite.c.expires_at < before).order_by(invite.c.id).limit(limit)
    return tx.execute(sa.delete(invite).where(invite.c.id.in_(old))).rowcount


def wrong_tries(tx: Transaction, telegram_id: int, now: datetime, window: timedelta) -> int:
    """How many wrong codes the account has tried within the running window."""
    row = tx.execute(
        sa.select(wrong_code.c.since, wrong_code.c.tries).where(wrong_code.c.telegram_id == telegram_id)
    ).one_or_none()
    return row.tries if row and now - row.since < window else 0


def note_wrong(tx: Transaction, telegram_id: int, now: datetime, window: timedelta) -> None:
    """Count one more wrong code; the first one after the window begins a new window."""
    insert = tx.insert(wrong_code).values(telegram_id=telegram_id, since=now, tries=1)
    running = wrong_code.c.since > now - window
    tx.execute(
        insert.on_conflict_do_update(
            index_elements=[wrong_code.c.telegram_id],
            set_={
                "since": sa.case((running, wrong_code.c.since), else_=now),
                "tries": sa.case((running, wrong_code.c.tries + 1), else_=1),
            },
        )
    )
