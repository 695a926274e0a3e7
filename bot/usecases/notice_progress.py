"""How a notice goes: counts while it is on its way, and who was not reached in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Value
from bot.domain.notices import Answer
from bot.domain.rights import Actor
from bot.usecases.notice_letters import headline
from bot.usecases.notice_news import name_of
from bot.usecases.notice_rights import find_notice, require_anywhere, sender_of
from storage import audit, notice_counts, notices, receipts
from storage.database import Transaction
from storage.notice_counts import Lost as Unreached
from storage.notices import NoticeRow

__all__ = ["Progress", "Unreached", "progress", "recent", "report", "unreached"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of chats (people and group chats), each by what became of all parts together.

    ``queued`` includes what is being sent this moment. ``dead``: not reached after all, by why. ``missed``:
    people it could not be addressed to, by why. ``concerned``: how many people may answer; ``answers``: how
    many did. ``sender``: the name of who sent it.
    """

    notice: NoticeRow
    sender: Value
    headline: str
    total: int
    sent: int
    queued: int
    unknown: int
    dead: Mapping[str, int]
    missed: Mapping[str, int]
    concerned: int
    answers: Mapping[Answer, int]

    @property
    def not_reached(self) -> int:
        """How many people and chats it did not reach."""
        return sum(self.dead.values()) + sum(self.missed.values())


def progress(tx: Transaction, actor: Actor, notice_id: int) -> Progress:
    """How it goes. Raises ``UserError("not-allowed")`` for who may not send to that audience."""
    return _progress(tx, find_notice(tx, actor, notice_id))


def report(tx: Transaction, notice_id: int) -> Progress | None:
    """``progress`` for the bot itself, which keeps the sender's message up to date."""
    row = notices.find(tx, notice_id)
    return None if row is None else _progress(tx, row)


def _progress(tx: Transaction, row: NoticeRow) -> Progress:
    pushes = notices.pushes(tx, row.id)
    tally = notice_counts.tally(tx, pushes)
    return Progress(
        row,
        name_of(sender_of(tx, row)),
        headline(row.content),
        tally.total,
        tally.sent,
        tally.queued,
        tally.unknown,
        tally.dead,
        notice_counts.missed(tx, row.id),
        row.people + notice_counts.without_message(tx, row.id),
        receipts.counts(tx, row.id),
    )


def unreached(
    tx: Transaction, actor: Actor, notice_id: int, limit: int | None = None
) -> tuple[Unreached, ...]:
    """Who was not reached and why, by branch, group and name; the first ``limit`` of them."""
    row = find_notice(tx, actor, notice_id)
    return tuple(notice_counts.lost(tx, row.id, notices.pushes(tx, row.id), limit))


def note_unreached(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> None:
    """Write down that somebody has read who was not reached; apart, for looking may take long."""
    audit.note(tx, actor, "unreached-read", None, now, {"notice": find_notice(tx, actor, notice_id).id})


def recent(tx: Transaction, actor: Actor, limit: int = 10) -> tuple[NoticeRow, ...]:
    """The actor's own notices, newest first. Raises ``UserError`` for whoever may send none."""
    require_anywhere(actor)
    return tuple(notices.of_account(tx, actor.telegram_id, limit))
