"""Editing, deleting and answering button presses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import bad_request
from bot.sandbox.markup import read_markup
from bot.sandbox.methods_media import read_input_media
from bot.sandbox.methods_send import name_mentioned, read_caption, read_text
from bot.sandbox.model import Bot, Chat, Json, Stored
from bot.sandbox.params import Params
from bot.sandbox.spec import Method

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

_DELETABLE_SECONDS = 48 * 3600
_TOAST_LIMIT = 200
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


def _edited(engine: Engine, bot: Bot, params: Params) -> tuple[Chat, Stored]:
    chat = engine.writable(bot, params.values.get("chat_id"))
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    stored = chat.messages.get(number)
    if stored is None:
        raise bad_request("message to edit not found")
    if stored.bot_id != bot.id or "forward_origin" in stored.message:
        raise bad_request("message can't be edited")
    return chat, stored


def _apply(
    engine: Engine,
    bot: Bot,
    chat: Chat,
    stored: Stored,
    replaced: tuple[str, ...],
    content: Json,
    markup: Any,
) -> Json:
    """Puts the new content in place of ``replaced`` fields; the keyboard goes unless a new one comes."""
    old = stored.message
    new = {name: value for name, value in old.items() if name not in replaced and name != "reply_markup"}
    name_mentioned(engine, content)
    new.update(content)
    if markup and markup.get("inline_keyboard"):
        new["reply_markup"] = markup
    if all(new.get(name) == old.get(name) for name in (*replaced, "reply_markup")):
        raise bad_request(_NOT_MODIFIED)
    engine.admit(bot, chat, edit=True)
    new["edit_date"] = int(engine.clock())
    stored.message = new
    engine.events.add("edited", chat, message_id=new["message_id"])
    return new


def edit_message_text(engine: Engine, bot: Bot, params: Params) -> Json:
    content = read_text(params)
    markup = read_markup(params, inline_only=True)
    chat, stored = _edited(engine, bot, params)
    if "text" not in stored.message:
        raise bad_request("there is no text in the message to edit")
    return _apply(engine, bot, chat, stored, ("text", "entities"), content, markup)


def edit_message_caption(engine: Engine, bot: Bot, params: Params) -> Json:
    content = read_caption(params)
    markup = read_markup(params, inline_only=True)
    chat, stored = _edited(engine, bot, params)
    if "photo" not in stored.message and "document" not in stored.message:
        raise bad_request("there is no caption in the message to edit")
    return _apply(engine, bot, chat, stored, ("caption", "caption_entities"), content, markup)


def edit_message_media(engine: Engine, bot: Bot, params: Params) -> Json:
    media = params.json("media", "input media")
    if media is None:
        raise bad_request('parameter "media" is required')
    markup = read_markup(params, inline_only=True)
    chat, stored = _edited(engine, bot, params)
    file, caption = read_input_media(engine, params, media)
    replaced = ("text", "entities", "photo", "document", "caption", "caption_entities")
    return _apply(engine, bot, chat, stored, replaced, {**file.content(), **caption}, markup)


def edit_message_reply_markup(engine: Engine, bot: Bot, params: Params) -> Json:
    markup = read_markup(params, inline_only=True)
    chat, stored = _edited(engine, bot, params)
    return _apply(engine, bot, chat, stored, (), {}, markup)


def delete_message(engine: Engine, bot: Bot, params: Params) -> bool:
    chat = engine.chat(bot, params.values.get("chat_id"))
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    stored = chat.messages.get(number)
    if stored is None:
        raise bad_request("message to delete not found")
    _delete(engine, bot, chat, number, stored)
    return True


def _delete(engine: Engine, bot: Bot, chat: Chat, number: int, stored: Stored) -> None:
    own = stored.bot_id == bot.id
    if not chat.private and not own and not chat.members[bot.id].administers:
        raise bad_request("message can't be deleted")
    administers = not chat.private and chat.members[bot.id].administers
    if not administers and engine.clock() - stored.message["date"] > _DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[number]
    engine.events.add("deleted", chat, message_id=number)


def delete_messages(engine: Engine, bot: Bot, params: Params) -> bool:
    """Those that are not there are skipped, as the Bot API says."""
    chat = engine.chat(bot, params.values.get("chat_id"))
    numbers = params.array("message_ids", "message identifiers")
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    for number in numbers:
        stored = chat.messages.get(number)
        if stored is not None:
            _delete(engine, bot, chat, number, stored)
    return True


def answer_callback_query(engine: Engine, bot: Bot, params: Params) -> bool:
    number = params.required("callback_query_id")
    query = engine.callbacks.get(number)
    too_old = query is not None and engine.clock() - query.at > engine.callback_lifetime
    if query is None or query.bot_id != bot.id or query.answered or too_old:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if len(text) > _TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    url = params.text("url")
    if url and not url.lower().startswith(f"https://t.me/{bot.username}?start=".lower()):
        # Only a link to the bot itself; games are not played here.
        raise bad_request("URL_INVALID")
    query.answered = True
    chat = engine.groups.get(query.chat_id) or engine.private[bot.id, query.chat_id]
    engine.events.add(
        "callback-answered",
        chat,
        user_id=query.user_id,
        callback_id=query.id,
        text=text,
        alert=params.flag("show_alert"),
        url=url,
    )
    return True


_WHICH = "chat_id message_id reply_markup"
EDIT = (
    Method(
        "editMessageText", edit_message_text, "text", f"{_WHICH} parse_mode entities link_preview_options"
    ),
    Method(
        "editMessageCaption",
        edit_message_caption,
        "",
        f"{_WHICH} caption parse_mode caption_entities show_caption_above_media",
    ),
    Method("editMessageMedia", edit_message_media, "media", _WHICH),
    Method("editMessageReplyMarkup", edit_message_reply_markup, "", _WHICH),
    Method("deleteMessage", delete_message, "chat_id message_id"),
    Method("deleteMessages", delete_messages, "chat_id message_ids"),
    Method(
        "answerCallbackQuery", answer_callback_query, "callback_query_id", "text show_alert url cache_time"
    ),
)
