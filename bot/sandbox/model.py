"""The things the local Telegram keeps: people, bots, chats, messages."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.updates import UpdateQueue

Json = dict[str, Any]
Clock = Callable[[], float]
"""Seconds since 1970, UTC."""

GROUP_ANONYMOUS_BOT = 1087968824
CHANNEL_BOT = 136817688
SERVICE_NOTIFICATIONS = 777000
PRESENT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class User:
    """A person. ``label`` is shown beside the name in the web chat only ("支部书记")."""

    id: int
    first_name: str
    username: str = ""
    language_code: str = ""
    label: str = ""
    deactivated: bool = False
    view: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.view = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.username:
            self.view["username"] = self.username
        if self.language_code:
            self.view["language_code"] = self.language_code


@dataclass(slots=True)
class Bot:
    """A bot and all that belongs to its account. ``reads_groups`` is BotFather's privacy mode turned off."""

    id: int
    token: str
    username: str
    first_name: str
    reads_groups: bool = False
    view: Json = field(default_factory=dict)
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    commands: dict[tuple[str, int, int, str], list[Json]] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    last_message_id: int = 0
    logged_out: bool = False

    def __post_init__(self) -> None:
        self.view = {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}


@dataclass(slots=True)
class Member:
    """Somebody's standing in a group; ``rights`` are the ``can_…`` flags of an administrator."""

    status: str = "member"
    rights: frozenset[str] = frozenset()
    anonymous: bool = False
    title: str = ""

    @property
    def present(self) -> bool:
        return self.status in PRESENT

    @property
    def administers(self) -> bool:
        return self.status in ("creator", "administrator")


@dataclass(slots=True)
class Stored:
    """One message: what the Bot API shows of it, and what only the reader sees (a reply keyboard)."""

    message: Json
    bot_id: int
    keyboard: Json | None = None


@dataclass(slots=True)
class Topic:
    id: int
    name: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A conversation. Private ones exist once for each pair of bot and person and carry the person's id."""

    id: int
    kind: str
    title: str = ""
    username: str = ""
    forum: bool = False
    user: User | None = None
    bot: Bot | None = None
    blocked: bool = False
    deleted: bool = False
    migrated_to: int | None = None
    linked: Chat | None = None  # of a channel: the group to which its posts are forwarded
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Stored] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    keyboard: Json | None = None
    unread: dict[int, int] = field(default_factory=dict)
    last_message_id: int = 0
    view: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.view = {"id": self.id, "type": self.kind}
        if self.user:
            self.view["first_name"] = self.user.first_name
        else:
            self.view["title"] = self.title
        username = self.user.username if self.user else self.username
        if username:
            self.view["username"] = username
        if self.forum:
            self.view["is_forum"] = True

    @property
    def private(self) -> bool:
        return self.kind == "private"

    def next_message_id(self) -> int:
        owner: Chat | Bot = self.bot if self.bot else self
        owner.last_message_id += 1
        return owner.last_message_id


@dataclass(slots=True)
class CallbackQuery:
    id: str
    bot_id: int
    user_id: int
    chat_id: int
    message_id: int
    at: float
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Delivered:
    """A line of the ledger: a message accepted from a bot, at the receiving end. ``at`` in seconds, UTC."""

    at: float
    method: str
    bot_id: int
    chat_id: int
    message_id: int
    text: str

    def to_json(self) -> Json:
        return {name: getattr(self, name) for name in self.__slots__}


class EventLog:
    """What happened in the chats, numbered from 1; bounded, the oldest are forgotten."""

    def __init__(self, most: int = 20_000) -> None:
        self.last = 0
        self.kept: deque[Json] = deque(maxlen=most)
        self.listeners: list[Callable[[], None]] = []

    def add(self, kind: str, chat: Chat, **details: Any) -> None:
        self.last += 1
        bot_id = chat.bot.id if chat.bot else 0
        self.kept.append({"id": self.last, "kind": kind, "chat_id": chat.id, "bot_id": bot_id, **details})
        for listener in self.listeners:
            listener()

    def after(self, number: int) -> list[Json]:
        missing = self.last - number
        if missing <= 0:
            return []
        if missing >= len(self.kept):
            return list(self.kept)
        start = len(self.kept) - missing
        return [self.kept[index] for index in range(start, len(self.kept))]
