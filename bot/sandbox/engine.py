"""The state of the local Telegram and the one door for calls to it. No I/O, no waiting; a clock handed in."""

from __future__ import annotations

import re
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

import orjson

from bot.sandbox.errors import ApiError, bad_request, flood, forbidden, not_found, unauthorized
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.limits import Limiter, Limits
from bot.sandbox.methods import METHODS
from bot.sandbox.model import Bot, CallbackQuery, Chat, Clock, Delivered, EventLog, Json, Member, Stored, User
from bot.sandbox.params import Params

_TOKEN = re.compile(r"\d{1,19}:[A-Za-z0-9_-]{3,}$")
_KICKED = {
    "group": "bot was kicked from the group chat",
    "supergroup": "bot was kicked from the supergroup chat",
}
_FREE_OF_BAN = frozenset({"getupdates", "getwebhookinfo"})


class Engine:
    """Bots, people, chats, messages and files; ``call`` is what a request to the Bot API comes down to."""

    def __init__(self, clock: Clock = time.time, *, keep_messages: int | None = None) -> None:
        """``keep_messages`` bounds the messages and ledger lines kept, all chats together (None: all)."""
        self.clock = clock
        self.bots: dict[str, Bot] = {}
        self.users: dict[int, User] = {}
        self.private: dict[tuple[int, int], Chat] = {}
        self.groups: dict[int, Chat] = {}
        self.crowds: list[range] = []
        self.files = FileStore()
        self.callbacks: dict[str, CallbackQuery] = {}
        self.callback_lifetime = 60.0
        self.polls: dict[str, Json] = {}
        self.votes: dict[str, dict[int, list[int]]] = {}  # by poll and person
        self.ledger: deque[Delivered] = deque(maxlen=keep_messages)
        self.delivered = 0
        self.events = EventLog()
        self.push_listeners: list[Callable[[], None]] = []
        self.faults = Faults()
        self.latency = 0.0
        self.calls: Counter[str] = Counter()
        self.ignored: Counter[tuple[str, str]] = Counter()
        self._limits = Limits()
        self._limiters: dict[int, Limiter] = {}
        self._keep = keep_messages
        self._order: deque[tuple[Chat, int]] = deque()
        self._serial = 0

    # -- accounts ----------------------------------------------------------------------------------

    def add_bot(
        self, token: str, username: str = "zhibu_bot", first_name: str = "支部通", **more: Any
    ) -> Bot:
        """Raises ValueError for a token that no BotFather would give out."""
        if not _TOKEN.match(token):
            raise ValueError("a bot token looks like 123456:ABC-DEF")
        bot = Bot(int(token.partition(":")[0]), token, username, first_name, **more)
        bot.updates.on_push = self._pushed
        self.bots[token] = bot
        return bot

    def _pushed(self) -> None:
        for listener in self.push_listeners:
            listener()

    def bot_by_id(self, bot_id: int) -> Bot | None:
        return next((bot for bot in self.bots.values() if bot.id == bot_id), None)

    def serial(self) -> int:
        """A number not given before: for callback queries, polls and albums."""
        self._serial += 1
        return self._serial

    # -- the door ----------------------------------------------------------------------------------

    def bot_for(self, token: str) -> Bot:
        bot = self.bots.get(token)
        if bot is None:
            raise unauthorized() if _TOKEN.match(token) else not_found()
        if bot.logged_out:
            raise ApiError(400, "Logged out")
        return bot

    def call(self, token: str, method: str, params: Params) -> Any:
        """The ``result`` of one call. Raises ApiError. getUpdates never waits here: ``gateway`` does."""
        bot = self.bot_for(token)
        name = method.lower()
        known = METHODS.get(name)
        if known is None:
            raise not_found()
        self.calls[known.name] += 1
        limiter = self._limiters.get(bot.id)
        if limiter and limiter.banned_until and name not in _FREE_OF_BAN:
            left = limiter.ban_left(self.clock())
            if left:
                raise flood(left)
        if not known.parameters.issuperset(params.values):
            for extra in params.values.keys() - known.parameters:
                self.ignored[known.name, extra] += 1
        return known.run(self, bot, params)

    def answer(self, token: str, method: str, params: Params) -> tuple[int, bytes]:
        """HTTP status and body of one call."""
        try:
            result = self.call(token, method, params)
        except ApiError as error:
            return error.code, orjson.dumps(error.to_json())
        return 200, b'{"ok":true,"result":' + orjson.dumps(result) + b"}"

    # -- limits ------------------------------------------------------------------------------------

    @property
    def limits(self) -> Limits:
        return self._limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self._limits = limits
        self._limiters.clear()

    def limiter(self, bot: Bot) -> Limiter:
        return self._limiters.setdefault(bot.id, Limiter(self._limits))

    def ban(self, bot: Bot, seconds: float) -> None:
        """An unexpected 429: every call of this bot is refused for ``seconds``."""
        self.limiter(bot).ban(self.clock(), seconds)

    def admit(self, bot: Bot, chat: Chat, messages: int = 1, *, edit: bool = False) -> None:
        """Raises ApiError 429 when the limits do not let this message pass now."""
        if self._limits.none or (edit and not self._limits.count_edits):
            return
        wait = self.limiter(bot).admit(chat.id, messages, self.clock())
        if wait:
            raise flood(wait)

    # -- chats -------------------------------------------------------------------------------------

    def private_chat(self, bot: Bot, user: User) -> Chat:
        """The conversation of a person with a bot, opened when it did not exist."""
        chat = self.private.get((bot.id, user.id))
        if chat is None:
            chat = Chat(user.id, "private", user=user, bot=bot)
            self.private[bot.id, user.id] = chat
        return chat

    def chat(self, bot: Bot, raw: Any, *, field: str = "chat_id") -> Chat:
        """The chat a bot means; raises ApiError for chats unknown, closed to it or migrated."""
        chat_id = _chat_id(raw, field)
        if isinstance(chat_id, str):
            found = next((c for c in self.groups.values() if c.username.lower() == chat_id), None)
        elif chat_id > 0:
            found = self.private.get((bot.id, chat_id)) or self._in_crowd(bot, chat_id)
        else:
            found = self.groups.get(chat_id)
        if found is None:
            raise self._no_chat(bot, chat_id)
        if found.private:
            return found
        return self._open_group(bot, found)

    def _in_crowd(self, bot: Bot, user_id: int) -> Chat | None:
        crowded = any(user_id in crowd for crowd in self.crowds)
        user = self.person(user_id) if crowded else None
        return self.private_chat(bot, user) if user else None

    def person(self, user_id: int) -> User | None:
        """Somebody known, or one of a crowd, who becomes known by being asked for."""
        user = self.users.get(user_id)
        if user is None and any(user_id in crowd for crowd in self.crowds):
            user = self.users[user_id] = User(user_id, f"群众{user_id}")
        return user

    def _no_chat(self, bot: Bot, chat_id: int | str) -> ApiError:
        if any(chat_id == other.id for other in self.bots.values()):
            return forbidden("bot can't send messages to bots")
        if chat_id in self.users:
            met = any(chat_id in chat.members and bot.id in chat.members for chat in self.groups.values())
            if met:
                return forbidden("bot can't initiate conversation with a user")
        return bad_request("chat not found")

    def _open_group(self, bot: Bot, chat: Chat) -> Chat:
        if chat.migrated_to is not None:
            moved = {"migrate_to_chat_id": chat.migrated_to}
            raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", moved)
        member = chat.members.get(bot.id)
        if chat.deleted:
            raise (
                forbidden("the group chat was deleted")
                if chat.kind == "group"
                else bad_request("chat not found")
            )
        if member is None:
            raise bad_request("chat not found")
        if member.status == "kicked":
            raise forbidden(_KICKED.get(chat.kind, "bot was kicked from the channel chat"))
        if not member.present:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def writable(self, bot: Bot, raw: Any) -> Chat:
        """A chat the bot may send to now."""
        chat = self.private.get((bot.id, raw)) if type(raw) is int and raw > 0 else None
        chat = chat or self.chat(bot, raw)
        if chat.user is not None:
            if chat.user.deactivated:
                raise forbidden("user is deactivated")
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
        elif chat.kind == "channel" and not chat.members[bot.id].administers:
            raise bad_request("need administrator rights in the channel chat")
        elif chat.members[bot.id].status == "restricted":
            raise bad_request("not enough rights to send text messages to the chat")
        return chat

    # -- messages ----------------------------------------------------------------------------------

    def store(self, chat: Chat, message: Json, *, bot_id: int = 0, keyboard: Json | None = None) -> Stored:
        """Keeps a new message, numbers it and tells whoever looks at the chat."""
        message_id = chat.next_message_id()
        stored = Stored({"message_id": message_id, **message}, bot_id, keyboard)
        chat.messages[message_id] = stored
        if keyboard is not None:
            chat.keyboard = None if keyboard.get("remove_keyboard") else keyboard
        sender = message.get("from", {}).get("id", 0)
        readers = (
            (chat.id,)
            if chat.private
            else [u for u, m in chat.members.items() if m.present and u in self.users]
        )
        for reader in readers:
            if reader != sender:
                chat.unread[reader] = chat.unread.get(reader, 0) + 1
        if self._keep is not None:
            self._order.append((chat, message_id))
            if len(self._order) > self._keep:
                old, number = self._order.popleft()
                old.messages.pop(number, None)
                self._forget(old)
        self.events.add("message", chat, message_id=message_id)
        return stored

    def _forget(self, chat: Chat) -> None:
        """Somebody of a crowd whose messages are all forgotten need not be remembered either."""
        if chat.bot and not chat.messages and any(chat.id in crowd for crowd in self.crowds):
            self.private.pop((chat.bot.id, chat.id), None)
            self.users.pop(chat.id, None)

    def record(self, bot: Bot, chat: Chat, method: str, message: Json) -> None:
        text = message.get("text") or message.get("caption") or ""
        self.delivered += 1
        self.ledger.append(Delivered(self.clock(), method, bot.id, chat.id, message["message_id"], text))

    def remember_press(self, query: CallbackQuery) -> None:
        self.callbacks[query.id] = query
        if self._keep is not None and len(self.callbacks) > self._keep:
            del self.callbacks[next(iter(self.callbacks))]

    def now(self) -> int:
        return int(self.clock())

    def member(self, chat: Chat, user_id: int) -> Member:
        return chat.members.get(user_id, Member("left"))


def _chat_id(raw: Any, field: str) -> int | str:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    text = str(raw or "").strip()
    if not text:
        raise bad_request(f"{field} is empty")
    if text.startswith("@"):
        return text[1:].lower()
    try:
        return int(text)
    except ValueError:
        raise bad_request("chat not found") from None
