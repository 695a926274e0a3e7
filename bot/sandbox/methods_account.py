"""The bot's own account: who it is, its command lists by scope and language, its names and menu buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.sandbox.entities import utf16_length
from bot.sandbox.errors import bad_request
from bot.sandbox.model import Bot, Chat, Json, User
from bot.sandbox.params import Params
from bot.sandbox.spec import Method

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

_COMMAND = re.compile(r"[a-z0-9_]+$")
_LANGUAGE = re.compile(r"[a-z]{2}$")
_MOST_COMMANDS, _COMMAND_LENGTH, _DESCRIPTION_LENGTH = 100, 32, 256
_SCOPES = frozenset(
    [
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    ]
)
Scope = tuple[str, int, int, str]


def get_me(engine: Engine, bot: Bot, params: Params) -> Json:
    return {
        **bot.view,
        "can_join_groups": True,
        "can_read_all_group_messages": bot.reads_groups,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def log_out(engine: Engine, bot: Bot, params: Params) -> bool:
    bot.logged_out = True
    bot.updates.interrupt("terminated by logOut request")
    return True


def close(engine: Engine, bot: Bot, params: Params) -> bool:
    return True


def _scope(engine: Engine, bot: Bot, params: Params) -> Scope:
    scope = params.object("scope", "BotCommandScope") or {"type": "default"}
    kind = str(scope.get("type", ""))
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    language = params.text("language_code")
    if language and not _LANGUAGE.match(language):
        raise bad_request("invalid language code specified")
    chat_id = user_id = 0
    if kind.startswith("chat"):
        chat_id = engine.chat(bot, scope.get("chat_id")).id
    if kind == "chat_member":
        user_id = int(scope.get("user_id") or 0)
        if not user_id:
            raise bad_request("can't parse BotCommandScope: Invalid user_id specified")
    return (kind, chat_id, user_id, language)


def set_my_commands(engine: Engine, bot: Bot, params: Params) -> bool:
    given = params.array("commands", "BotCommand")
    if given is None:
        raise bad_request('parameter "commands" is required')
    scope = _scope(engine, bot, params)
    if len(given) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(one) for one in given]
    if commands:
        bot.commands[scope] = commands
    else:
        bot.commands.pop(scope, None)
    return True


def _command(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(given.get("command") or "").strip().removeprefix("/")
    description = str(given.get("description") or "").strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > _COMMAND_LENGTH:
        raise bad_request(f"command length must not exceed {_COMMAND_LENGTH}")
    if not _COMMAND.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if utf16_length(description) > _DESCRIPTION_LENGTH:
        raise bad_request(f"command description length must not exceed {_DESCRIPTION_LENGTH}")
    return {"command": name, "description": description}


def get_my_commands(engine: Engine, bot: Bot, params: Params) -> list[Json]:
    return bot.commands.get(_scope(engine, bot, params), [])


def delete_my_commands(engine: Engine, bot: Bot, params: Params) -> bool:
    bot.commands.pop(_scope(engine, bot, params), None)
    return True


def commands_for(bot: Bot, chat: Chat, user: User) -> list[Json]:
    """The menu this person sees in this chat: the narrowest scope wins, in it the person's own language."""
    for kind, chat_id, user_id in _narrowest_first(chat, user):
        for language in (user.language_code[:2].lower(), ""):
            found = bot.commands.get((kind, chat_id, user_id, language))
            if found:
                return found
    return []


def _narrowest_first(chat: Chat, user: User) -> list[tuple[str, int, int]]:
    default = ("default", 0, 0)
    if chat.private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), default]
    scopes = [("chat_member", chat.id, user.id)]
    member = chat.members.get(user.id)
    administers = bool(member and member.administers)
    if administers:
        scopes.append(("chat_administrators", chat.id, 0))
    scopes.append(("chat", chat.id, 0))
    if administers:
        scopes.append(("all_chat_administrators", 0, 0))
    return [*scopes, ("all_group_chats", 0, 0), default]


Run = Callable[["Engine", Bot, Params], object]


def _names(field: str, most: int) -> tuple[Run, Run]:
    """Setter and getter of one of the bot's names, kept by language."""

    def write(engine: Engine, bot: Bot, params: Params) -> bool:
        value = params.text(field).strip()
        if utf16_length(value) > most:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        bot.names[field, params.text("language_code")] = value
        return True

    def read(engine: Engine, bot: Bot, params: Params) -> Json:
        fallback = bot.first_name if field == "name" else ""
        default = bot.names.get((field, "")) or fallback
        return {field: bot.names.get((field, params.text("language_code"))) or default}

    return write, read


def set_chat_menu_button(engine: Engine, bot: Bot, params: Params) -> bool:
    button = params.object("menu_button", "MenuButton") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    bot.menu_buttons[params.integer("chat_id")] = button
    return True


def get_chat_menu_button(engine: Engine, bot: Bot, params: Params) -> Json:
    default = bot.menu_buttons.get(0, {"type": "commands"})
    return bot.menu_buttons.get(params.integer("chat_id"), default)


_SET_NAME, _GET_NAME = _names("name", 64)
_SET_DESCRIPTION, _GET_DESCRIPTION = _names("description", 512)
_SET_SHORT, _GET_SHORT = _names("short_description", 120)
ACCOUNT = (
    Method("getMe", get_me),
    Method("logOut", log_out),
    Method("close", close),
    Method("setMyCommands", set_my_commands, "commands", "scope language_code"),
    Method("getMyCommands", get_my_commands, "", "scope language_code"),
    Method("deleteMyCommands", delete_my_commands, "", "scope language_code"),
    Method("setMyName", _SET_NAME, "", "name language_code"),
    Method("getMyName", _GET_NAME, "", "language_code"),
    Method("setMyDescription", _SET_DESCRIPTION, "", "description language_code"),
    Method("getMyDescription", _GET_DESCRIPTION, "", "language_code"),
    Method("setMyShortDescription", _SET_SHORT, "", "short_description language_code"),
    Method("getMyShortDescription", _GET_SHORT, "", "language_code"),
    Method("setChatMenuButton", set_chat_menu_button, "", "chat_id menu_button"),
    Method("getChatMenuButton", get_chat_menu_button, "", "chat_id"),
)
