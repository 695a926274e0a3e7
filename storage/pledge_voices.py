"""What residents say of pledges: while a link is open one row for each voice, and then the totals alone.

A voice is a digest of an account, keyed with the link's secret, and has no time; once the link is closed both
are gone. Nothing says who has said what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa

from bot.domain.invites import hash_code
from bot.domain.pledge_keeping import Grade, totals_of
from storage.database import Transaction
from storage.schema import pledge_ask, pledge_voice


@dataclass(frozen=True, slots=True)
class Ask:
    """A link for residents. ``totals``: None while it is open, and then what they have said."""

    pledge_id: int
    secret: str = field(repr=False)
    opens_at: datetime
    closes_at: datetime
    totals: Mapping[Grade, int] | None

    def is_open(self, now: datetime) -> bool:
        """Whether something can be said by it."""
        return self.totals is None and now < self.closes_at


_ASKS = sa.select(
    pledge_ask.c.pledge_id,
    pledge_ask.c.secret,
    pledge_ask.c.opens_at,
    pledge_ask.c.closes_at,
    pledge_ask.c.totals,
)


def find(tx: Transaction, pledge_id: int) -> Ask | None:
    """The link of a pledge; None when there was none."""
    return _find(tx, pledge_ask.c.pledge_id == pledge_id)


def by_code(tx: Transaction, code: str) -> Ask | None:
    """The link with that code, open or not."""
    return _find(tx, pledge_ask.c.code_hash == hash_code(code))


def _find(tx: Transaction, condition: sa.ColumnElement[bool]) -> Ask | None:
    row = tx.execute(_ASKS.where(condition)).one_or_none()
    if row is None:
        return None
    totals = None if row.totals is None else totals_of(row.totals)
    return Ask(row.pledge_id, row.secret, row.opens_at, row.closes_at, totals)


def open_with(
    tx: Transaction, pledge_id: int, code: str, secret: str, now: datetime, closes_at: datetime
) -> None:
    """Ask residents about a pledge by a link with that code."""
    tx.execute(
        sa.insert(pledge_ask).values(
            pledge_id=pledge_id,
            code_hash=hash_code(code),
            secret=secret,
            opens_at=now,
            closes_at=closes_at,
        )
    )


def say(tx: Transaction, pledge_id: int, voice: str, grade: Grade) -> None:
    """What one voice says, in the place of what it said before."""
    tx.execute(
        tx.insert(pledge_voice)
        .values(pledge_id=pledge_id, voice=voice, grade=grade.value)
        .on_conflict_do_update(
            index_elements=[pledge_voice.c.pledge_id, pledge_voice.c.voice], set_={"grade": grade.value}
        )
    )


def said(tx: Transaction, pledge_id: int, voice: str) -> Grade | None:
    """What that voice has said."""
    query = sa.select(pledge_voice.c.grade).where(
        pledge_voice.c.pledge_id == pledge_id, pledge_voice.c.voice == voice
    )
    found = tx.execute(query).scalar_one_or_none()
    return None if found is None else Grade(found)


def count(tx: Transaction, pledge_id: int) -> int:
    """How many have said something."""
    query = sa.select(sa.func.count()).where(pledge_voice.c.pledge_id == pledge_id)
    return int(tx.execute(query).scalar_one())


def close(tx: Transaction, pledge_id: int, now: datetime) -> Mapping[Grade, int]:
    """Add up what was said, and forget the voices and the secret that they were made with."""
    query = (
        sa.select(pledge_voice.c.grade, sa.func.count())
        .where(pledge_voice.c.pledge_id == pledge_id)
        .group_by(pledge_voice.c.grade)
    )
    totals = totals_of({row[0]: row[1] for row in tx.execute(query)})
    tx.execute(sa.delete(pledge_voice).where(pledge_voice.c.pledge_id == pledge_id))
    closes_at = sa.case((pledge_ask.c.closes_at < now, pledge_ask.c.closes_at), else_=now)
    tx.execute(
        sa.update(pledge_ask)
        .where(pledge_ask.c.pledge_id == pledge_id)
        .values(
            secret="", totals={grade.value: number for grade, number in totals.items()}, closes_at=closes_at
        )
    )
    return totals
