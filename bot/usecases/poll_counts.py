"""How anonymous polls stand, as Telegram tells it. No rights are asked for: nobody is behind it."""

from __future__ import annotations

from bot.domain.rights import Actor
from storage import sent_polls
from storage.database import Transaction
from storage.sent_polls import Count


def count(
    tx: Transaction, actor: Actor, poll_id: str, voters: int, chosen: tuple[int, ...], is_closed: bool
) -> None:
    """Keep how a poll stands now."""
    sent_polls.count(tx, poll_id, Count(voters, chosen, is_closed))
