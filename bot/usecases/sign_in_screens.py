"""What the messages that show a code say: the code of this moment, and how many are there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Branch
from bot.domain.rights import Actor
from bot.domain.sign_in import Code, Codes
from bot.usecases.meeting_rights import find_run
from storage import attendance, branches, sign_ins
from storage.attendance import Tally
from storage.database import Transaction
from storage.meetings import MeetingRow
from storage.sign_ins import Screen


@dataclass(frozen=True, slots=True)
class ScreenView:
    """What a message shows. ``code``: None when nobody can sign in by it any more."""

    meeting: MeetingRow
    branch: Branch
    tally: Tally
    code: Code | None


def view(tx: Transaction, actor: Actor, screen: Screen, now: datetime) -> ScreenView:
    """What is to be shown now to whoever opened it. Raises ``UserError("not-allowed")`` when they run the
    meeting no more."""
    row = find_run(tx, actor, screen.meeting_id)
    tally = attendance.tallies(tx, [row.id])[row.id]
    code = codes_of(screen).shown(now) if screen.is_open(now) else None
    return ScreenView(row, branches.get(tx, row.branch_id), tally, code)


def codes_of(screen: Screen) -> Codes:
    """The codes of the meeting that a message shows."""
    return Codes(screen.meeting_id, screen.secret)


def end(tx: Transaction, screen: Screen, now: datetime) -> None:
    """Nothing is shown there any more; by a screen whose time is over nobody signs in again."""
    sign_ins.forget_screen(tx, screen.id)
    if not screen.replaced and not screen.is_open(now):
        sign_ins.close(tx, screen.meeting_id, now)
