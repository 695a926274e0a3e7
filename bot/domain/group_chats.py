"""Group chats that a branch has bound: what arrives there, and what the branch hears when nothing can."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.messages import Button, Lane, Listing, Message, Push, Term, Value


class TopicKind(StrEnum):
    """A kind of message that can have its own topic in a forum."""

    NOTICE = "notice"
    MEETING = "meeting"
    STUDY = "study"
    REMINDER = "reminder"


class GroupReach(StrEnum):
    """Whether a group can be written to. The delivery engine writes other words of its own as well."""

    OK = "ok"
    KICKED = "kicked"
    NO_RIGHTS = "no-rights"


@dataclass(frozen=True, slots=True)
class GroupChat:
    """A bound group. ``chat_id`` is Telegram's, below zero; ``locale`` is what the bot speaks there.

    ``reach`` is ``ok``, or why nothing arrives there now. ``meeting_reminder``: it is reminded of a meeting
    shortly before.
    """

    chat_id: int
    branch_id: int
    title: str
    locale: str
    is_forum: bool
    reach: str = GroupReach.OK
    meeting_reminder: bool = False

    @property
    def is_reachable(self) -> bool:
        """Whether what is sent there can arrive."""
        return self.reach == GroupReach.OK


def group_lost(title: str, reach: str) -> Push:
    """What the branch's secretary is told when a group cannot be written to any more."""
    kept_out = reach == GroupReach.NO_RIGHTS
    key = "groups-push-silenced" if kept_out else "groups-push-lost"
    return _news(Message(key, {"title": title}, _TO_LIST))


def topic_lost(title: str, kinds: tuple[TopicKind, ...]) -> Push:
    """What the secretary is told when the topic for some kinds of message is gone or closed."""
    values: dict[str, Value] = {
        "title": title,
        "kinds": Listing(tuple(Term(f"groups-kind-{kind}") for kind in kinds)),
    }
    return _news(Message("groups-push-topic-lost", values, _TO_LIST))


_TO_LIST = ((Button("button-groups", "grp.list"),),)


def _news(message: Message) -> Push:
    return Push("group-chat", Lane.NOTICE, message, reason="reason-group-chat")
