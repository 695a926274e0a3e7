"""The one message of the day with everything that was too much for it: written, read, and opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.messages import Button, Gist, Lane, Message, Moment, Push, Term, Value
from bot.domain.peace import family_of
from bot.domain.rights import Actor
from bot.errors import UserError
from storage import digests
from storage.database import Transaction
from storage.deliveries import MERGED
from storage.digests import DigestRow, Line

PAGE = 8  # lines
IN_A_ROW = 4
AT_ONCE = 100  # digests written in one transaction: nobody who writes meanwhile waits long


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest as it is shown."""

    row: DigestRow
    lines: Sequence[Line]

    def message(self, page: int = 0) -> Message:
        """One page of it: a line and a button for each."""
        pages = max(1, -(-len(self.lines) // PAGE))
        first = min(page, pages - 1) * PAGE
        shown = list(enumerate(self.lines[first : first + PAGE], first + 1))
        numbers = [
            Button("button-number", f"pc.see:{line.delivery_id}", values={"number": number})
            for number, line in shown
        ]
        rows = [tuple(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW)]
        turn = tuple(
            Button(key, f"pc.digest:{self.row.id}:{to}")
            for key, to in (("button-previous", page - 1), ("button-next", page + 1))
            if 0 <= to < pages
        )
        rows += [turn] if turn else []
        zone = ZoneInfo(self.row.hours.timezone)
        lines = tuple(_line(number, line, zone) for number, line in shown)
        return Message("digest", {"count": len(self.lines)}, tuple(rows), lines)


def _line(number: int, line: Line, zone: ZoneInfo) -> Message:
    at = Moment.of(line.at.astimezone(zone))
    return Message("digest-line", {"number": number, "at": at, "what": _what(line)})


def _what(line: Line) -> Value:
    try:
        message = line.message
    except (KeyError, TypeError, ValueError):
        message = Message("")
    if message.key:
        return Gist(message.key, message.values)
    return Term(f"came-{family_of(line.kind)}")


def write_due(tx: Transaction, now: datetime) -> int:
    """Queue the digests whose time has come, each once; returns how many."""
    due = digests.due(tx, now, AT_ONCE)
    for digest_id in due:
        row = digests.find(tx, digest_id)
        lines = digests.lines(tx, digest_id)
        if row is None or not lines:
            digests.forget(tx, digest_id)
            continue
        # After a downtime, or held in quiet hours, it comes on another day than was meant.
        day = row.hours.local(row.hours.free_at(now)).date()
        if day != row.day and not digests.move(tx, row, day):
            continue
        push = Push("digest", Lane.REMINDER, Digest(row, lines).message(), "reason-digest")
        digests.write(tx, row, push, now)
    return len(due)


def show(tx: Transaction, actor: Actor, digest_id: int) -> Digest:
    """The actor's digest. Raises ``UserError`` ``digest-gone``."""
    row = digests.find(tx, digest_id)
    if row is None or row.chat_id != actor.telegram_id:
        raise UserError("digest-gone")
    return Digest(row, digests.lines(tx, digest_id))


def open_line(tx: Transaction, actor: Actor, delivery_id: int, now: datetime) -> bool:
    """Send the actor one of the pushes in a digest whole, with its buttons; False when it was sent before.

    Raises ``UserError`` ``digest-gone``, and ``digest-expired`` when it is no news any more.
    """
    found = digests.expiry(tx, delivery_id, actor.telegram_id)
    if found is None or actor.person_id is None:
        raise UserError("digest-gone")
    state, expires_at = found
    if state != MERGED:
        return False
    if expires_at is not None and expires_at <= now:
        raise UserError("digest-expired")
    digests.send_whole(tx, delivery_id, now)
    return True
