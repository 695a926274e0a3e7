"""Signing in on site: what is open, the secrets, and the messages that show a code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.meetings import Door, MeetingState
from storage.database import Transaction
from storage.schema import meeting, meeting_terms, sign_in, sign_in_screen


@dataclass(frozen=True, slots=True)
class SignIn:
    """That people can sign in to a meeting, until ``closed_at`` (UTC)."""

    meeting_id: int
    secret: str = field(repr=False)
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Screen:
    """A message that shows the code of a meeting, or will: it has no ``message_id`` before it was sent."""

    id: int
    meeting_id: int
    chat_id: int
    message_id: int | None
    replaced: bool
    secret: str = field(repr=False)
    closed_at: datetime | None
    state: MeetingState
    starts_at: datetime
    door: Door

    def is_open(self, now: datetime) -> bool:
        """Whether people can still sign in by it."""
        return (
            self.closed_at is None
            and not self.replaced
            and self.state is MeetingState.ANNOUNCED
            and self.door.presence(self.starts_at, now) is not None
        )


def find(tx: Transaction, meeting_id: int) -> SignIn | None:
    """What is known of signing in to a meeting; None when it was never opened."""
    row = tx.execute(_SIGN_INS.where(sign_in.c.meeting_id == meeting_id)).one_or_none()
    return SignIn(*row) if row is not None else None


_SIGN_INS = sa.select(sign_in.c.meeting_id, sign_in.c.secret, sign_in.c.closed_at)


def of_branch(tx: Transaction, branch_id: int, since: datetime, until: datetime) -> list[SignIn]:
    """Those that nobody has closed, of the meetings of a branch that begin from ``since`` to ``until``."""
    query = _SIGN_INS.join(meeting, meeting.c.id == sign_in.c.meeting_id).where(
        meeting.c.branch_id == branch_id,
        meeting.c.starts_at.between(since, until),
        meeting.c.state == MeetingState.ANNOUNCED.value,
        sign_in.c.closed_at.is_(None),
    )
    return [SignIn(*row) for row in tx.execute(query.order_by(sign_in.c.meeting_id))]


def open_with(tx: Transaction, meeting_id: int, secret: str, now: datetime) -> None:
    """Let people sign in by codes made of that secret."""
    values = {"secret": secret, "opened_at": now, "closed_at": None}
    done = tx.execute(sa.update(sign_in).where(sign_in.c.meeting_id == meeting_id).values(**values))
    if not done.rowcount:
        tx.execute(sa.insert(sign_in).values(meeting_id=meeting_id, **values))


def close(tx: Transaction, meeting_id: int, now: datetime) -> bool:
    """Let nobody sign in any more; False when nobody could."""
    done = tx.execute(
        sa.update(sign_in)
        .where(sign_in.c.meeting_id == meeting_id, sign_in.c.closed_at.is_(None))
        .values(closed_at=now)
    )
    return bool(done.rowcount)


# -- where it is shown ---------------------------------------------------------------------------------


def add_screen(tx: Transaction, meeting_id: int, chat_id: int) -> None:
    """Show the code in a chat, in the place of what shows it there already."""
    tx.execute(
        sa.update(sign_in_screen)
        .where(sign_in_screen.c.meeting_id == meeting_id, sign_in_screen.c.chat_id == chat_id)
        .values(replaced=True)
    )
    tx.insert_one(sign_in_screen, meeting_id=meeting_id, chat_id=chat_id, message_id=None)


def screens(tx: Transaction) -> list[Screen]:
    """Everything that shows a code, in the order in which it began to."""
    query = (
        sa.select(
            sign_in_screen.c.id,
            sign_in_screen.c.meeting_id,
            sign_in_screen.c.chat_id,
            sign_in_screen.c.message_id,
            sign_in_screen.c.replaced,
            sign_in.c.secret,
            sign_in.c.closed_at,
            meeting.c.state,
            meeting.c.starts_at,
            meeting_terms.c.opens_before,
            meeting_terms.c.closes_after,
            meeting_terms.c.grace,
        )
        .join(sign_in, sign_in.c.meeting_id == sign_in_screen.c.meeting_id)
        .join(meeting, meeting.c.id == sign_in_screen.c.meeting_id)
        .outerjoin(meeting_terms, meeting_terms.c.branch_id == meeting.c.branch_id)
        .order_by(sign_in_screen.c.id)
    )
    return [_screen(row) for row in tx.execute(query)]


def _screen(row: Any) -> Screen:
    door = Door() if row.grace is None else Door(row.opens_before, row.closes_after, row.grace)
    return Screen(
        row.id,
        row.meeting_id,
        row.chat_id,
        row.message_id,
        row.replaced,
        row.secret,
        row.closed_at,
        MeetingState(row.state),
        row.starts_at,
        door,
    )


def shown_by(tx: Transaction, screen_id: int, message_id: int) -> None:
    """Keep which message shows it."""
    tx.execute(
        sa.update(sign_in_screen).where(sign_in_screen.c.id == screen_id).values(message_id=message_id)
    )


def forget_screen(tx: Transaction, screen_id: int) -> None:
    """There is nothing to show there any more."""
    tx.execute(sa.delete(sign_in_screen).where(sign_in_screen.c.id == screen_id))
