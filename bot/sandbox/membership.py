"""Groups: founding them, coming and going, promoting, upgrading; and people who block the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acting import announce, bots_of
from bot.sandbox.errors import ControlError
from bot.sandbox.methods_chat import all_rights, member_view
from bot.sandbox.model import Bot, Chat, Json, Member, User

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine


def found_group(
    engine: Engine, title: str, founder: User, *, kind: str, forum: bool, username: str = ""
) -> Chat:
    number = engine.serial()
    chat_id = -(4_000_000 + number) if kind == "group" else -(1_000_000_000_000 + 2_000_000 + number)
    chat = Chat(chat_id, kind, title, username, forum)
    chat.members[founder.id] = Member("creator", all_rights(kind))
    engine.groups[chat_id] = chat
    engine.events.add("members", chat)
    return chat


def change_member(engine: Engine, chat: Chat, who: User | Bot, member: Member, by: User) -> None:
    """Sets somebody's standing and tells the bots: my_chat_member, chat_member and the service message."""
    before = _set_standing(engine, chat, who, member, by)
    if chat.kind == "channel" or before.present == member.present:
        return
    field = {"new_chat_members": [who.view]} if member.present else {"left_chat_member": who.view}
    _service(engine, chat, by, field)


def _set_standing(engine: Engine, chat: Chat, who: User | Bot, member: Member, by: User) -> Member:
    """Without the service message; gives what it was before."""
    before = chat.members.get(who.id, Member("left"))
    chat.members[who.id] = member
    engine.events.add("members", chat)
    change = {
        "chat": chat.view,
        "from": by.view,
        "date": engine.now(),
        "old_chat_member": member_view(engine, chat, who.id, before),
        "new_chat_member": member_view(engine, chat, who.id, member),
    }
    if isinstance(who, Bot):
        who.updates.push("my_chat_member", change)
    for bot in bots_of(engine, chat):
        if bot.id != who.id and chat.members[bot.id].administers:
            bot.updates.push("chat_member", change)
    return before


def _service(engine: Engine, chat: Chat, by: User, field: Json) -> Json:
    message = {"from": by.view, "chat": chat.view, "date": engine.now(), **field}
    stored = engine.store(chat, message)
    announce(engine, chat, stored.message)
    return stored.message


def retitle(engine: Engine, chat: Chat, title: str, by: User) -> None:
    """Gives a group another name; what was said before keeps the old one."""
    chat.title = title
    chat.view = {**chat.view, "title": title}
    _service(engine, chat, by, {"new_chat_title": title})


def upgrade(engine: Engine, chat: Chat, by: User) -> Chat:
    """A group becomes a supergroup: a new id, and the old one only points to it.

    The bots hear that they came into the new group, and never that they left the old one.
    """
    if chat.kind != "group" or chat.migrated_to is not None:
        raise ControlError("only a group can be upgraded")
    new = Chat(-(1_000_000_000_000 + 2_000_000 + engine.serial()), "supergroup", chat.title)
    new.members = {who: member for who, member in chat.members.items() if engine.bot_by_id(who) is None}
    engine.groups[new.id] = new
    for bot in bots_of(engine, chat):
        _set_standing(engine, new, bot, chat.members[bot.id], by)
    _service(engine, chat, by, {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    _service(engine, new, by, {"migrate_from_chat_id": chat.id})
    return new


def delete_group(engine: Engine, chat: Chat, by: User) -> None:
    for bot in bots_of(engine, chat):
        change_member(engine, chat, bot, Member("left"), by)
        # Only now do the bots hear that they left the group that this one once was.
        for old in engine.groups.values():
            if old.migrated_to == chat.id and bot.id in old.members:
                _set_standing(engine, old, bot, Member("left"), by)
    chat.deleted = True
    engine.events.add("members", chat)


def set_blocked(engine: Engine, chat: Chat, blocked: bool) -> None:
    """A person stops or restarts the bot; it hears of both as my_chat_member."""
    if chat.bot is None or chat.user is None:
        raise ControlError("only a private chat can be blocked")
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    states = [Member("member"), Member("kicked")]
    before, after = states if blocked else reversed(states)
    chat.bot.updates.push(
        "my_chat_member",
        {
            "chat": chat.view,
            "from": chat.user.view,
            "date": engine.now(),
            "old_chat_member": member_view(engine, chat, chat.bot.id, before),
            "new_chat_member": member_view(engine, chat, chat.bot.id, after),
        },
    )
    engine.events.add("members", chat)
