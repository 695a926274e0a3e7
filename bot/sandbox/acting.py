"""What people do in chats, and the updates their bots get of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.entities import format_text, utf16_length
from bot.sandbox.errors import ControlError
from bot.sandbox.methods_send import CONTENT, check_topic
from bot.sandbox.model import (
    CHANNEL_BOT,
    GROUP_ANONYMOUS_BOT,
    SERVICE_NOTIFICATIONS,
    Bot,
    CallbackQuery,
    Chat,
    Json,
    User,
)
from bot.sandbox.params import Upload
from bot.sandbox.pasting import LIMIT, in_pieces

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

_ANONYMOUS = {
    "id": GROUP_ANONYMOUS_BOT,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
_AS_CHANNEL = {"id": CHANNEL_BOT, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
_TELEGRAM = {"id": SERVICE_NOTIFICATIONS, "is_bot": False, "first_name": "Telegram"}


def bots_of(engine: Engine, chat: Chat) -> list[Bot]:
    if chat.bot:
        return [chat.bot]
    return [bot for bot in engine.bots.values() if bot.id in chat.members and chat.members[bot.id].present]


def announce(engine: Engine, chat: Chat, message: Json, kind: str = "message") -> None:
    """Tells the chat's bots of a new or edited message, those only that may read it."""
    if chat.kind == "channel":
        kind = "channel_post" if kind == "message" else "edited_channel_post"
    for bot in bots_of(engine, chat):
        if chat.private or chat.kind == "channel" or _meant_for(chat, bot, message):
            bot.updates.push(kind, message)


def _meant_for(chat: Chat, bot: Bot, message: Json) -> bool:
    """Privacy mode: commands, replies to the bot, its mentions, service messages; administrators read all."""
    if bot.reads_groups or chat.members[bot.id].administers:
        return True
    text: str = message.get("text") or message.get("caption") or ""
    if not any(name in message for name in CONTENT):
        return True
    if text.startswith("/"):
        command = text.split(maxsplit=1)[0]
        addressed = command.partition("@")[2]
        return not addressed or addressed.lower() == bot.username.lower()
    replied = message.get("reply_to_message", {})
    return replied.get("from", {}).get("id") == bot.id or f"@{bot.username}".lower() in text.lower()


def say(
    engine: Engine,
    user: User,
    chat: Chat,
    *,
    text: str = "",
    files: tuple[tuple[str, Upload], ...] = (),
    entities: list[Json] | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
    anonymous: bool = False,
    channel: Chat | None = None,
    parse_mode: str = "",
    forwarded: bool = False,
    app: str = "android",
) -> list[Json]:
    """A person sends text, or files with the text as caption; several photos make an album.

    ``channel``: in whose name. A text too long for one message goes in as many as ``app`` makes of it.
    """
    _may_write(chat, user, thread)
    text, found = format_text(text, parse_mode, entities)
    if not text and not files:
        raise ControlError("nothing to send")
    head = _head(engine, user, chat, channel, anonymous=anonymous)
    if reply_to is not None and reply_to in chat.messages:
        head["reply_to_message"] = chat.messages[reply_to].message
    if thread:
        head.update(message_thread_id=thread, is_topic_message=True)
    if forwarded:
        head["forward_origin"] = {"type": "hidden_user", "date": engine.now(), "sender_user_name": "某人"}
    bodies = _bodies(engine, text, found, files, app)
    if len(bodies) > 1 and files:
        head["media_group_id"] = str(13_000_000_000 + engine.serial())
    sent = [engine.store(chat, {**head, **body}).message for body in bodies]
    for message in sent:
        announce(engine, chat, message)
        if chat.linked is not None:
            _forward(engine, chat, message, chat.linked)
    return sent


def _forward(engine: Engine, channel: Chat, post: Json, group: Chat) -> None:
    """A channel's post appears by itself in the group for its discussion."""
    origin = {
        "type": "channel",
        "date": post["date"],
        "chat": channel.view,
        "message_id": post["message_id"],
    }
    head = {"from": _TELEGRAM, "sender_chat": channel.view, "chat": group.view, "date": engine.now()}
    content = {name: post[name] for name in CONTENT if name in post}
    message = {**head, "forward_origin": origin, "is_automatic_forward": True, **content}
    announce(engine, group, engine.store(group, message).message)


def _bodies(
    engine: Engine, text: str, entities: list[Json], files: tuple[tuple[str, Upload], ...], app: str
) -> list[dict[str, Any]]:
    if not files:
        whole = [(text, entities)]
        pieces = whole if utf16_length(text) <= LIMIT else in_pieces(text, entities, app)
        return [{"text": part, "entities": marks} if marks else {"text": part} for part, marks in pieces]
    bodies: list[dict[str, Any]] = [
        engine.files.add(kind, upload, strict=False).content() for kind, upload in files
    ]
    if text:
        bodies[0]["caption"] = text
        if entities:
            bodies[0]["caption_entities"] = entities
    return bodies


def _head(engine: Engine, user: User, chat: Chat, channel: Chat | None, *, anonymous: bool) -> Json:
    head: Json = {"chat": chat.view, "date": engine.now()}
    if chat.kind == "channel":
        return {"sender_chat": chat.view, **head}
    if channel is not None:
        return {"from": _AS_CHANNEL, "sender_chat": channel.view, **head}
    if anonymous or (not chat.private and chat.members[user.id].anonymous):
        return {"from": _ANONYMOUS, "sender_chat": chat.view, **head}
    return {"from": user.view, **head}


def _may_write(chat: Chat, user: User, thread: int | None) -> None:
    if chat.deleted or chat.migrated_to is not None:
        raise ControlError("this chat is no longer there")
    if not chat.private:
        member = chat.members.get(user.id)
        if member is None or not member.present:
            raise ControlError(f"{user.first_name} is not in {chat.title}")
        if chat.kind == "channel" and not member.administers:
            raise ControlError("only administrators post in a channel")
        if thread:
            check_topic(chat, thread, administers=member.administers)


def edit(engine: Engine, user: User, chat: Chat, message_id: int, text: str) -> Json:
    stored = chat.messages.get(message_id)
    if stored is None or stored.message.get("from", {}).get("id") != user.id:
        raise ControlError("only one's own messages can be edited")
    text, entities = format_text(text, "", None)
    field = "text" if "text" in stored.message else "caption"
    marks = "entities" if field == "text" else "caption_entities"
    changed = {name: value for name, value in stored.message.items() if name not in (field, marks)}
    changed.update({field: text, "edit_date": engine.now()})
    if entities:
        changed[marks] = entities
    stored.message = changed
    engine.events.add("edited", chat, message_id=message_id)
    announce(engine, chat, changed, "edited_message")
    return changed


def tap(engine: Engine, user: User, chat: Chat, message_id: int, data: str) -> CallbackQuery:
    """Presses an inline button. ``data`` need not be on the message: presses can be stale or forged."""
    stored = chat.messages.get(message_id)
    bot = _presser(engine, chat, stored.bot_id if stored else 0)
    if not chat.private and not chat.members[user.id].present:
        raise ControlError(f"{user.first_name} is not in {chat.title}")
    query = CallbackQuery(
        str(4_000_000_000_000_000_000 + engine.serial()), bot.id, user.id, chat.id, message_id, engine.clock()
    )
    engine.remember_press(query)
    gone = {"chat": chat.view, "message_id": message_id, "date": 0}
    content = {
        "id": query.id,
        "from": user.view,
        "chat_instance": str(chat.id * 7919),
        "data": data,
        "message": stored.message if stored else gone,
    }
    bot.updates.push("callback_query", content)
    return query


def _presser(engine: Engine, chat: Chat, bot_id: int) -> Bot:
    bot = chat.bot or engine.bot_by_id(bot_id) or next(iter(bots_of(engine, chat)), None)
    if bot is None:
        raise ControlError("no bot is there to answer")
    return bot
