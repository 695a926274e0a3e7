"""How a notice goes: counts while it is on its way, and who was not reached in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.notices import Answer
from bot.domain.rights import Actor
from storage.database import Transaction
from storage.notices import NoticeRow


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of chats (people and group chats), each by what became of all parts together.

    ``queued`` includes what is being sent this moment. ``dead``: not reached after all, by why. ``missed``:
    people it could not be addressed to, by why. ``concerned``: how many people may answer; ``answers``: how
    many did. ``sender``: the name of who sent it.
    """

    notice: NoticeRow
    sender: str
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


@dataclass(frozen=True, slots=True)
class Unreached:
    """A person, or a group chat (``chat``, its title), that was not reached. ``why`` is the end of a message
    key (``why-blocked``); ``unknown``: it may have arrived."""

    name: str
    branch: str
    group: str
    chat: bool
    why: str
    unknown: bool


def progress(tx: Transaction, actor: Actor, notice_id: int) -> Progress:
    """How it goes. Raises ``UserError("not-allowed")`` for who may not send to that audience."""
    raise NotImplementedError


def report(tx: Transaction, notice_id: int) -> Progress | None:
    """``progress`` for the bot itself, which keeps the sender's message up to date."""
    raise NotImplementedError


def unreached(
    tx: Transaction, actor: Actor, notice_id: int, limit: int | None = None
) -> tuple[Unreached, ...]:
    """Who was not reached and why, by branch, group and name; the first ``limit`` of them."""
    raise NotImplementedError


def recent(tx: Transaction, actor: Actor, limit: int = 10) -> tuple[NoticeRow, ...]:
    """The actor's own notices, newest first. Raises ``UserError`` for whoever may send none."""
    raise NotImplementedError
