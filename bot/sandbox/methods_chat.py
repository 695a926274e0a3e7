"""Chats as a bot sees and tends them: members, pins, topics, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.model import Bot, Chat, Json, Member, Topic
from bot.sandbox.params import Params
from bot.sandbox.spec import Method

if TYPE_CHECKING:
    from bot.sandbox.engine import Engine

_ALWAYS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
]
_BY_KIND = {
    "group": ["can_pin_messages"],
    "supergroup": ["can_pin_messages", "can_manage_topics"],
    "channel": ["can_post_messages", "can_edit_messages"],
}
_CHAT_RIGHTS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]
_TOPIC_COLOUR = 7322096


def member_view(engine: Engine, chat: Chat, user_id: int, member: Member) -> Json:
    """ChatMember of the Bot API."""
    user = engine.users.get(user_id)
    bot = engine.bot_by_id(user_id)
    who = user.view if user else bot.view if bot else {"id": user_id, "is_bot": False, "first_name": "?"}
    view: Json = {"user": who, "status": member.status}
    if member.title:
        view["custom_title"] = member.title
    if member.status == "creator":
        view["is_anonymous"] = member.anonymous
    elif member.status == "administrator":
        view["can_be_edited"] = False
        view["is_anonymous"] = member.anonymous
        for right in (*_ALWAYS, *_BY_KIND.get(chat.kind, [])):
            view[right] = right in member.rights
    elif member.status == "restricted":
        view.update(dict.fromkeys(_CHAT_RIGHTS, False), is_member=True, until_date=0)
    elif member.status == "kicked":
        view["until_date"] = 0
    return view


def all_rights(kind: str) -> frozenset[str]:
    return frozenset((*_ALWAYS, *_BY_KIND.get(kind, [])))


def get_chat(engine: Engine, bot: Bot, params: Params) -> Json:
    chat = engine.chat(bot, params.values.get("chat_id"))
    view = {
        **chat.view,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    if not chat.private:
        view["permissions"] = dict.fromkeys(_CHAT_RIGHTS, True)
    if chat.pinned and chat.pinned[-1] in chat.messages:
        view["pinned_message"] = chat.messages[chat.pinned[-1]].message
    return view


def _group(engine: Engine, bot: Bot, params: Params) -> Chat:
    chat = engine.chat(bot, params.values.get("chat_id"))
    if chat.private:
        raise bad_request("method is available only for groups, supergroups and channels")
    return chat


def get_chat_member(engine: Engine, bot: Bot, params: Params) -> Json:
    chat = engine.chat(bot, params.values.get("chat_id"))
    user_id = params.integer("user_id")
    if not user_id:
        raise bad_request("invalid user_id specified")
    if chat.private:
        if user_id not in (chat.id, bot.id):
            raise bad_request("user not found")
        return member_view(engine, chat, user_id, Member("member"))
    member = chat.members.get(user_id)
    if member is None and user_id not in engine.users:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member_view(engine, chat, user_id, member or Member("left"))


def get_chat_administrators(engine: Engine, bot: Bot, params: Params) -> list[Json]:
    chat = engine.chat(bot, params.values.get("chat_id"))
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_view(engine, chat, user_id, member)
        for user_id, member in chat.members.items()
        if member.administers and (user_id in engine.users or params.flag("return_bots"))
    ]


def get_chat_member_count(engine: Engine, bot: Bot, params: Params) -> int:
    chat = engine.chat(bot, params.values.get("chat_id"))
    return 2 if chat.private else sum(member.present for member in chat.members.values())


def leave_chat(engine: Engine, bot: Bot, params: Params) -> bool:
    chat = engine.chat(bot, params.values.get("chat_id"))
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[bot.id] = Member("left")
    engine.events.add("members", chat)
    return True


def _administer(bot: Bot, chat: Chat, right: str, what: str) -> None:
    member = chat.members.get(bot.id)
    if chat.private or (member and right in member.rights):
        return
    raise bad_request(f"not enough rights to {what}")


def pin_chat_message(engine: Engine, bot: Bot, params: Params) -> bool:
    chat = engine.writable(bot, params.values.get("chat_id"))
    number = params.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    _administer(bot, chat, "can_pin_messages", "manage pinned messages in the chat")
    if number not in chat.messages:
        raise bad_request("message to pin not found")
    if number in chat.pinned:
        chat.pinned.remove(number)
    chat.pinned.append(number)
    engine.events.add("pinned", chat, message_id=number)
    return True


def unpin_chat_message(engine: Engine, bot: Bot, params: Params) -> bool:
    chat = engine.writable(bot, params.values.get("chat_id"))
    _administer(bot, chat, "can_pin_messages", "manage pinned messages in the chat")
    number = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    engine.events.add("pinned", chat, message_id=0)
    return True


def _forum(engine: Engine, bot: Bot, params: Params) -> Chat:
    chat = _group(engine, bot, params)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if not chat.members[bot.id].administers:
        raise bad_request("not enough rights to manage topics")
    return chat


def _topic(chat: Chat, params: Params) -> Topic:
    topic = chat.topics.get(params.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return topic


def add_topic(engine: Engine, chat: Chat, name: str, author: Json) -> Topic:
    """A new topic, numbered by the service message that opens it."""
    created = {"name": name, "icon_color": _TOPIC_COLOUR}
    message = {"from": author, "chat": chat.view, "date": engine.now(), "forum_topic_created": created}
    stored = engine.store(chat, message)
    number = stored.message["message_id"]
    stored.message.update(message_thread_id=number, is_topic_message=True)
    topic = Topic(number, name)
    chat.topics[number] = topic
    return topic


def create_forum_topic(engine: Engine, bot: Bot, params: Params) -> Json:
    name = params.text("name").strip()
    chat = _forum(engine, bot, params)
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic title is too long")
    topic = add_topic(engine, chat, name, bot.view)
    return {"message_thread_id": topic.id, "name": name, "icon_color": _TOPIC_COLOUR}


def edit_forum_topic(engine: Engine, bot: Bot, params: Params) -> bool:
    topic = _topic(_forum(engine, bot, params), params)
    name = params.text("name").strip()
    if name == topic.name or not name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    return True


def close_forum_topic(engine: Engine, bot: Bot, params: Params) -> bool:
    return _set_closed(_topic(_forum(engine, bot, params), params), True)


def reopen_forum_topic(engine: Engine, bot: Bot, params: Params) -> bool:
    return _set_closed(_topic(_forum(engine, bot, params), params), False)


def _set_closed(topic: Topic, closed: bool) -> bool:
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    return True


def delete_forum_topic(engine: Engine, bot: Bot, params: Params) -> bool:
    chat = _forum(engine, bot, params)
    topic = _topic(chat, params)
    if "can_delete_messages" not in chat.members[bot.id].rights:
        raise forbidden("not enough rights to delete a topic")
    drop_topic(engine, chat, topic)
    return True


def drop_topic(engine: Engine, chat: Chat, topic: Topic) -> None:
    """Take a topic away, and what was said in it."""
    del chat.topics[topic.id]
    gone = [
        number for number, kept in chat.messages.items() if kept.message.get("message_thread_id") == topic.id
    ]
    for number in gone:
        del chat.messages[number]
        engine.events.add("deleted", chat, message_id=number)


CHAT = (
    Method("getChat", get_chat, "chat_id"),
    Method("getChatMember", get_chat_member, "chat_id user_id"),
    Method("getChatAdministrators", get_chat_administrators, "chat_id", "return_bots"),
    Method("getChatMemberCount", get_chat_member_count, "chat_id"),
    Method("leaveChat", leave_chat, "chat_id"),
    Method("pinChatMessage", pin_chat_message, "chat_id message_id", "disable_notification"),
    Method("unpinChatMessage", unpin_chat_message, "chat_id", "message_id"),
    Method("createForumTopic", create_forum_topic, "chat_id name", "icon_color icon_custom_emoji_id"),
    Method("editForumTopic", edit_forum_topic, "chat_id message_thread_id", "name icon_custom_emoji_id"),
    Method("closeForumTopic", close_forum_topic, "chat_id message_thread_id"),
    Method("reopenForumTopic", reopen_forum_topic, "chat_id message_thread_id"),
    Method("deleteForumTopic", delete_forum_topic, "chat_id message_thread_id"),
)
