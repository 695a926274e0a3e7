"""Groups: what a bot hears there, and who may speak."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.errors import ControlError
from tests.sandbox.world import World


def _heard(world: World) -> list[str]:
    return [update.get("message", {}).get("text", "") for update in world.updates()]


@pytest.mark.parametrize("text", ["/stars", "/stars@zhibu_bot", "你好 @zhibu_bot"])
def test_with_privacy_it_hears_what_is_meant_for_it(world: World, text: str) -> None:
    world.do("send", user=world.wang, chat=world.group, text=text)
    assert _heard(world) == [text]


@pytest.mark.parametrize("text", ["大家好", "/stars@other_bot"])
def test_with_privacy_it_hears_nothing_else(world: World, text: str) -> None:
    world.do("send", user=world.wang, chat=world.group, text=text)
    assert _heard(world) == []


def test_it_hears_replies_to_itself(world: World) -> None:
    number = world.send("通知", chat_id=world.group)
    world.do("send", user=world.wang, chat=world.group, text="好", reply_to=number)
    assert _heard(world) == ["好"]


def test_as_administrator_it_hears_everything(world: World) -> None:
    world.do("promote", chat=world.group)
    world.bot.updates.drop()
    world.do("send", user=world.wang, chat=world.group, text="大家好")
    assert _heard(world) == ["大家好"]


def test_anonymous_administrators_speak_as_the_group(world: World) -> None:
    world.do("send", user=world.li, chat=world.group, text="/bind", anonymous=True)
    [update] = world.updates()
    assert update["message"]["from"]["username"] == "GroupAnonymousBot"
    assert update["message"]["sender_chat"]["id"] == world.group


def test_channel_posts_have_no_author(world: World) -> None:
    channel = world.do("group", title="频道", founder=world.li, kind="channel", bot_admin=True)["id"]
    world.bot.updates.drop()
    world.do("send", user=world.li, chat=channel, text="通知")
    [update] = world.updates()
    assert "from" not in update["channel_post"]
    assert "from" not in world.call("sendMessage", chat_id=channel, text="好")


def test_strangers_cannot_speak(world: World) -> None:
    stranger = world.do("person", name="路人")["id"]
    with pytest.raises(ControlError, match="not in"):
        world.do("send", user=stranger, chat=world.group, text="/stars")


def test_being_added_and_kicked_is_told(world: World) -> None:
    def told() -> list[tuple[str, str]]:
        changes = [update["my_chat_member"] for update in world.updates() if "my_chat_member" in update]
        return [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]

    world.do("kick", chat=world.group)
    world.do("add", chat=world.group)
    assert told() == [("member", "kicked"), ("kicked", "member")]
    world.bot.updates.drop()
    world.do("block", user=world.li)
    world.do("send", user=world.li, text="又来了")
    assert told() == [("member", "kicked"), ("kicked", "member")]


def _fields(world: World) -> list[set[str]]:
    plain = {"message_id", "from", "chat", "date", "message_thread_id", "is_topic_message"}
    return [set(update.get("message", {})) - plain for update in world.updates()]


def test_an_upgrade_brings_the_bot_into_the_new_group(world: World) -> None:
    old = world.do("group", title="群", founder=world.li, kind="group")["id"]
    world.bot.updates.drop()
    new = world.do("upgrade", chat=old)["id"]
    arrived, *moved = world.updates()
    assert arrived["my_chat_member"]["chat"]["id"] == new
    assert arrived["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert arrived["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert [update["message"].get("migrate_to_chat_id") for update in moved] == [new, None]
    assert [update["message"].get("migrate_from_chat_id") for update in moved] == [None, old]
    world.bot.updates.drop()
    world.do("delete_group", chat=new)
    left = [update["my_chat_member"]["chat"]["id"] for update in world.updates()]
    assert left == [new, old]


def test_a_new_title_is_told_and_old_messages_keep_the_old_one(world: World) -> None:
    number = world.send("一", chat_id=world.group)
    world.do("title", chat=world.group, title="西街支部")
    [update] = world.updates()
    assert update["message"]["new_chat_title"] == "西街支部"
    assert update["message"]["chat"]["title"] == "西街支部"
    assert world.do("message", user=world.li, chat=world.group, message=number)["chat"]["title"] == "东关支部"
    assert world.call("getChat", chat_id=world.group)["title"] == "西街支部"


def test_closed_topics_refuse_a_plain_member(world: World) -> None:
    forum = world.do("group", title="论坛", founder=world.li, forum=True)["id"]
    topic = world.do("topic", chat=forum, name="会议")["id"]
    world.send("一", chat_id=forum, message_thread_id=topic)
    world.do("close_topic", chat=forum, topic=topic)
    sending: dict[str, Any] = {"chat_id": forum, "text": "二", "message_thread_id": topic}
    assert world.refused("sendMessage", **sending).description == "Bad Request: TOPIC_CLOSED"
    world.do("close_topic", chat=forum, topic=topic, open=True)
    world.call("sendMessage", **sending)
    world.do("close_topic", chat=forum, topic=topic, deleted=True)
    assert world.refused("sendMessage", **sending).description == "Bad Request: message thread not found"
    shown = world.do("chat", user=world.li, chat=forum)["messages"]
    assert [message for message in shown if message.get("message_thread_id") == topic] == []


def test_bots_hear_of_topics_but_not_of_their_end(world: World) -> None:
    forum = world.do("group", title="论坛", founder=world.li, forum=True)["id"]
    world.bot.updates.drop()
    topic = world.do("topic", chat=forum, name="会议")["id"]
    world.do("rename_topic", chat=forum, topic=topic, name="三会一课")
    world.do("close_topic", chat=forum, topic=topic)
    world.do("close_topic", chat=forum, topic=topic, open=True)
    world.do("close_topic", chat=forum, topic=topic, deleted=True)
    assert _fields(world) == [
        {"forum_topic_created"},
        {"forum_topic_edited"},
        {"forum_topic_closed"},
        {"forum_topic_reopened"},
    ]
    assert all(update["message"]["message_thread_id"] == topic for update in world.updates())
    with pytest.raises(ControlError, match="no such topic"):
        world.do("close_topic", chat=forum, topic=topic)


def test_posts_of_a_linked_channel_come_by_themselves(world: World) -> None:
    channel = world.do("group", title="频道", founder=world.li, kind="channel", bot=False)["id"]
    world.do("link", chat=channel, group=world.group)
    world.do("send", user=world.li, chat=channel, text="/bind")
    [update] = world.updates()
    message = update["message"]
    assert message["is_automatic_forward"]
    assert message["from"]["id"] == 777000
    assert message["sender_chat"]["id"] == message["forward_origin"]["chat"]["id"] == channel


def test_somebody_can_speak_as_their_channel(world: World) -> None:
    channel = world.do("group", title="频道", founder=world.li, kind="channel", bot=False)["id"]
    world.do("send", user=world.li, chat=world.group, text="/bind", channel=channel)
    [update] = world.updates()
    assert update["message"]["from"]["username"] == "Channel_Bot"
    assert update["message"]["sender_chat"]["id"] == channel


def test_unread_messages_are_counted_for_each_reader(world: World) -> None:
    world.send("一", chat_id=world.group)
    world.do("send", user=world.wang, chat=world.group, text="二")

    def unread(who: int) -> int:
        count: int = next(c for c in world.do("chats", user=who) if c["chat"] == world.group)["unread"]
        return count

    before = unread(world.wang)
    world.do("send", user=world.wang, chat=world.group, text="三")
    assert unread(world.wang) == before
    world.do("read", user=world.li, chat=world.group)
    assert unread(world.li) == 0
    world.do("send", user=world.wang, chat=world.group, text="四")
    assert unread(world.li) == 1


def test_memory_is_bounded_when_asked(world: World) -> None:
    world.engine._keep = 5  # a constructor argument; set late to keep the world's own messages out of it
    for number in range(20):
        world.send(str(number))
    texts = [message.get("text") for message in world.do("chat", user=world.li)["messages"]]
    assert texts == ["/start", *map(str, range(15, 20))]


def test_a_crowd_is_known_once_written_to(world: World) -> None:
    first = world.do("crowd", count=1_000_000)["first"]
    known = len(world.do("people"))
    world.send("通知", chat_id=first + 999_999)
    assert len(world.do("people")) == known + 1
    assert world.refused("sendMessage", chat_id=first + 1_000_000, text="通知").code == 400
    world.do("send", user=first + 5, text="在")
    assert [update["message"]["text"] for update in world.updates()] == ["在"]
