"""What people do with a forum's topics, and the service messages that bots get of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.acting import announce
from bot.sandbox.errors import ControlError
from bot.sandbox.methods_chat import add_topic, drop_topic
from bot.sandbox.model import Chat, Json, Topic, User

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine


def found_topic(engine: Engine, chat: Chat, name: str, by: User) -> Topic:
    topic = add_topic(engine, chat, name, by.view)
    announce(engine, chat, chat.messages[topic.id].message)
    return topic


def rename_topic(engine: Engine, chat: Chat, number: int, name: str, by: User) -> None:
    topic = _topic(chat, number)
    topic.name = name
    _service(engine, chat, topic, by, {"forum_topic_edited": {"name": name}})


def set_closed(engine: Engine, chat: Chat, number: int, closed: bool, by: User) -> None:
    topic = _topic(chat, number)
    if topic.closed == closed:
        raise ControlError("this topic is already so")
    topic.closed = closed
    _service(engine, chat, topic, by, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})


def delete_topic(engine: Engine, chat: Chat, number: int) -> None:
    """Its messages go with it; Telegram tells no bot."""
    drop_topic(engine, chat, _topic(chat, number))


def _topic(chat: Chat, number: int) -> Topic:
    topic = chat.topics.get(number)
    if topic is None:
        raise ControlError("no such topic")
    return topic


def _service(engine: Engine, chat: Chat, topic: Topic, by: User, field: Json) -> None:
    message = {
        "from": by.view,
        "chat": chat.view,
        "date": engine.now(),
        "message_thread_id": topic.id,
        "is_topic_message": True,
        **field,
    }
    announce(engine, chat, engine.store(chat, message).message)
