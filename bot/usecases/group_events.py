"""What Telegram tells of a group: renamed, turned into a supergroup, the bot taken in, silenced or put out.

No rights are asked for: these are facts, whoever brought them about.
"""

from __future__ import annotations

from datetime import datetime

from bot.domain.group_chats import GroupReach
from bot.domain.people import Branch
from bot.domain.rights import Actor
from storage import branches, group_chats, group_news
from storage.database import Transaction


def moved(tx: Transaction, actor: Actor, old_id: int, new_id: int, now: datetime) -> None:
    """A group has become a supergroup; Telegram says so in both."""
    group_chats.migrate(tx, old_id, new_id, now)


def renamed(tx: Transaction, actor: Actor, chat_id: int, title: str) -> None:
    """A group has another title."""
    group_chats.describe(tx, chat_id, title)


def standing_changed(tx: Transaction, actor: Actor, chat_id: int, reach: GroupReach, now: datetime) -> None:
    """The bot's own standing in a group has changed; the branch is told when nothing can be sent any more."""
    if reach is GroupReach.OK:
        group_chats.set_reach(tx, chat_id, reach)
    else:
        group_news.cannot_reach(tx, chat_id, reach, now)


def branch_of(tx: Transaction, actor: Actor, chat_id: int) -> Branch | None:
    """The branch a group is bound to."""
    group = group_chats.find(tx, chat_id)
    return branches.get(tx, group.branch_id) if group is not None else None
