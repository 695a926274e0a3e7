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


def test_closed_topics_refuse_a_plain_member(world: World) -> None:
    forum = world.do("group", title="论坛", founder=world.li, forum=True)["id"]
    topic = world.do("topic", chat=forum, name="会议")["id"]
    world.send("一", chat_id=forum, message_thread_id=topic)
    world.do("close_topic", chat=forum, topic=topic)
    sending: dict[str, Any] = {"chat_id": forum, "text": "二", "message_thread_id": topic}
    assert world.refused("sendMessage", **sending).description == "Bad Request: TOPIC_CLOSED"
    world.do("close_topic", chat=forum, topic=topic, deleted=True)
    assert world.refused("sendMessage", **sending).description == "Bad Request: message thread not found"


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
