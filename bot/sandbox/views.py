"""What a person sees: the list of chats, one chat, one message. Plain JSON for the web chat and the tests."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.sandbox.methods_account import commands_for
from bot.sandbox.methods_chat import all_rights
from bot.sandbox.model import Bot, Chat, Json, Stored, User
from bot.sandbox.polls import as_seen

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine


def people_view(user: User) -> Json:
    return {**user.view, "label": user.label, "deactivated": user.deactivated}


def unread(engine: Engine, user: User) -> int:
    """Messages this person has not looked at, all chats together."""
    private = (engine.private.get((bot.id, user.id)) for bot in engine.bots.values())
    chats = [*(chat for chat in private if chat), *engine.groups.values()]
    return sum(chat.unread.get(user.id, 0) for chat in chats)


def message_view(stored: Stored) -> Json:
    """The Bot API's message, with ``bot``: the id of the bot that wrote it, or 0."""
    return {**stored.message, "bot": stored.bot_id}


def chat_list(engine: Engine, user: User) -> list[Json]:
    """The person's chats, newest first; every bot is there from the beginning, as if just found."""
    chats = [
        _summary(engine, user, engine.private.get((bot.id, user.id)), bot) for bot in engine.bots.values()
    ]
    for chat in engine.groups.values():
        member = chat.members.get(user.id)
        if member and member.present and chat.migrated_to is None and not chat.deleted:
            chats.append(_summary(engine, user, chat, None))
    chats.sort(key=lambda view: -view["date"])
    return chats


def _summary(engine: Engine, user: User, chat: Chat | None, bot: Bot | None) -> Json:
    newest = next(reversed(chat.messages.values()), None) if chat else None
    summary: Json = {
        "chat": bot.id if bot else chat.id if chat else 0,
        "kind": "private" if bot else chat.kind if chat else "",
        "title": _bot_name(bot, user) if bot else chat.title if chat else "",
        "unread": chat.unread.get(user.id, 0) if chat else 0,
        "date": newest.message["date"] if newest else 0,
        "last": as_seen(engine, user, message_view(newest)) if newest else None,
    }
    if bot:
        summary["username"] = bot.username
    return summary


def _bot_name(bot: Bot, user: User) -> str:
    language = user.language_code[:2].lower()
    return bot.names.get(("name", language)) or bot.names.get(("name", "")) or bot.first_name


def chat_view(engine: Engine, user: User, chat: Chat, limit: int) -> Json:
    """One chat with its newest ``limit`` messages, oldest first."""
    newest = [
        as_seen(engine, user, message_view(stored))
        for stored in islice(reversed(chat.messages.values()), limit)
    ]
    view: Json = {
        "chat": chat.bot.id if chat.bot else chat.id,
        "kind": chat.kind,
        "title": _bot_name(chat.bot, user) if chat.bot else chat.title,
        "messages": newest[::-1],
        "keyboard": chat.keyboard if chat.private else _group_keyboard(chat),
        "commands": _commands(engine, user, chat),
        "blocked": chat.blocked,
        "pinned": chat.pinned[-1] if chat.pinned else 0,
        "topics": [{"id": t.id, "name": t.name, "closed": t.closed} for t in chat.topics.values()],
        "members": _members(engine, chat),
    }
    if chat.bot:
        view["username"] = chat.bot.username
        language = user.language_code[:2].lower()
        description = chat.bot.names.get(("description", language)) or chat.bot.names.get(("description", ""))
        view["description"] = description or ""
    return view


def _group_keyboard(chat: Chat) -> Json | None:
    return chat.keyboard if chat.keyboard and not chat.keyboard.get("selective") else None


def _commands(engine: Engine, user: User, chat: Chat) -> list[Json]:
    bots = [chat.bot] if chat.bot else [bot for bot in engine.bots.values() if bot.id in chat.members]
    return [{**command, "bot": bot.username} for bot in bots for command in commands_for(bot, chat, user)]


def _members(engine: Engine, chat: Chat) -> list[Json]:
    if chat.private:
        return []
    members = []
    for user_id, member in islice(chat.members.items(), 200):
        user = engine.users.get(user_id)
        if user and member.present:
            full = member.rights == all_rights(chat.kind)
            members.append({**people_view(user), "status": member.status, "all_rights": full})
    return members
