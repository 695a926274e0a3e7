"""Sending text and chat actions; copying and forwarding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.entities import format_text, utf16_length
from bot.sandbox.errors import bad_request
from bot.sandbox.markup import read_markup
from bot.sandbox.model import Bot, Chat, Json, Stored
from bot.sandbox.params import Params
from bot.sandbox.spec import Method

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
COMMON = (
    "message_thread_id disable_notification protect_content allow_paid_broadcast "
    "reply_parameters reply_markup"
)
_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
CONTENT = ("text", "entities", "caption", "caption_entities", "photo", "document", "poll")


def read_text(params: Params) -> Json:
    """Checked ``text`` with entities; raises ApiError when empty or too long after parsing."""
    source = params.text("text")
    if not source:
        raise bad_request("message text is empty")
    given = None if params.text("parse_mode") else params.array("entities", "MessageEntity")
    text, entities = format_text(source, params.text("parse_mode"), given)
    if not text:
        raise bad_request("message text is empty")
    if len(text) > TEXT_LIMIT // 2 and utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def read_caption(params: Params) -> Json:
    source = params.text("caption")
    if not source:
        return {}
    given = None if params.text("parse_mode") else params.array("caption_entities", "MessageEntity")
    text, entities = format_text(source, params.text("parse_mode"), given)
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def frame(engine: Engine, bot: Bot, chat: Chat, params: Params) -> Json:
    """What every message of a bot has; checks topic and the message replied to."""
    message: Json = {"from": bot.view, "chat": chat.view, "date": int(engine.clock())}
    if chat.kind == "channel":
        message["sender_chat"] = message.pop("chat")
        message["chat"] = chat.view
        message.pop("from")
    values = params.values
    if values.get("message_thread_id"):
        thread = params.integer("message_thread_id")
        check_topic(chat, thread, administers=not chat.private and chat.members[bot.id].administers)
        message["message_thread_id"] = thread
        message["is_topic_message"] = True
    if values.get("reply_parameters"):
        replied = _replied(chat, params)
        if replied is not None:
            message["reply_to_message"] = replied
    if values.get("protect_content") and params.flag("protect_content"):
        message["has_protected_content"] = True
    return message


def check_topic(chat: Chat, thread: int, *, administers: bool) -> None:
    topic = chat.topics.get(thread)
    if not chat.forum or topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not administers:
        raise bad_request("TOPIC_CLOSED")


def _replied(chat: Chat, params: Params) -> Json | None:
    reply = params.object("reply_parameters", "ReplyParameters") or {}
    number = reply.get("message_id")
    found = chat.messages.get(number) if isinstance(number, int) else None
    if found is None:
        if reply.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return {name: value for name, value in found.message.items() if name != "reply_to_message"}


def name_mentioned(engine: Engine, content: Json) -> None:
    """Gives ``tg://user?id=…`` mentions their people; a mention of nobody known is plain text."""
    for field in ("entities", "caption_entities"):
        if any(entity["type"] == "text_mention" for entity in content.get(field, ())):
            named = [_named(engine, entity) for entity in content[field]]
            content[field] = [entity for entity in named if entity is not None]


def _named(engine: Engine, entity: Json) -> Json | None:
    if entity["type"] != "text_mention":
        return entity
    user = engine.users.get(entity.get("user", {}).get("id", 0))
    return {**entity, "user": user.view} if user else None


def deliver(engine: Engine, bot: Bot, chat: Chat, method: str, message: Json, markup: Json | None) -> Json:
    """Stores a finished message of a bot and writes it into the ledger; gives what the Bot API answers."""
    keyboard = None
    if markup is not None:
        if "inline_keyboard" in markup:
            if markup["inline_keyboard"]:
                message["reply_markup"] = markup
        else:
            keyboard = markup
    name_mentioned(engine, message)
    stored = engine.store(chat, message, bot_id=bot.id, keyboard=keyboard)
    engine.record(bot, chat, method, stored.message)
    return stored.message


def send_message(engine: Engine, bot: Bot, params: Params) -> Json:
    chat = engine.writable(bot, params.values.get("chat_id"))
    content = read_text(params)
    markup = read_markup(params)
    message = frame(engine, bot, chat, params)
    message.update(content)
    engine.admit(bot, chat)
    return deliver(engine, bot, chat, "sendMessage", message, markup)


def send_chat_action(engine: Engine, bot: Bot, params: Params) -> bool:
    chat = engine.writable(bot, params.values.get("chat_id"))
    action = params.text("action").lower()
    if not action:
        raise bad_request('parameter "action" is required')
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    engine.events.add("action", chat, action=action)
    return True


def _source(engine: Engine, bot: Bot, params: Params, verb: str) -> Stored:
    origin = engine.chat(bot, params.values.get("from_chat_id"), field="from_chat_id")
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    stored = origin.messages.get(params.integer("message_id"))
    if stored is None:
        raise bad_request(f"message to {verb} not found")
    return stored


def copy_message(engine: Engine, bot: Bot, params: Params) -> Json:
    chat = engine.writable(bot, params.values.get("chat_id"))
    stored = _source(engine, bot, params, "copy")
    content: dict[str, Any] = {name: stored.message[name] for name in CONTENT if name in stored.message}
    if not content:
        raise bad_request("message can't be copied")
    if params.has("caption") and ("photo" in content or "document" in content):
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content.update(read_caption(params))
    if "poll" in content:
        content["poll"] = _asked_anew(engine, content["poll"])
    markup = read_markup(params)
    message = {**frame(engine, bot, chat, params), **content}
    engine.admit(bot, chat)
    return {"message_id": deliver(engine, bot, chat, "copyMessage", message, markup)["message_id"]}


def _asked_anew(engine: Engine, poll: Json) -> Json:
    """The same question as another poll: a copy has its own answers, a forwarded one does not."""
    number = str(5_000_000 + engine.serial())
    options = [{**option, "voter_count": 0} for option in poll["options"]]
    engine.polls[number] = {**poll, "id": number, "options": options, "total_voter_count": 0}
    return engine.polls[number]


def forward_message(engine: Engine, bot: Bot, params: Params) -> Json:
    chat = engine.writable(bot, params.values.get("chat_id"))
    source = _source(engine, bot, params, "forward").message
    if source.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    content: dict[str, Any] = {name: source[name] for name in CONTENT if name in source}
    origin: Json = {"type": "user", "date": source["date"], "sender_user": source.get("from")}
    if "from" not in source:
        origin = {
            "type": "channel",
            "date": source["date"],
            "chat": source["chat"],
            "message_id": source["message_id"],
        }
    message = {**frame(engine, bot, chat, params), "forward_origin": origin, **content}
    engine.admit(bot, chat)
    return deliver(engine, bot, chat, "forwardMessage", message, None)


SEND = (
    Method("sendMessage", send_message, "chat_id text", f"parse_mode entities link_preview_options {COMMON}"),
    Method("sendChatAction", send_chat_action, "chat_id action", "message_thread_id"),
    Method(
        "copyMessage",
        copy_message,
        "chat_id from_chat_id message_id",
        f"caption parse_mode caption_entities {COMMON}",
    ),
    Method(
        "forwardMessage",
        forward_message,
        "chat_id from_chat_id message_id",
        "message_thread_id disable_notification protect_content",
    ),
)
