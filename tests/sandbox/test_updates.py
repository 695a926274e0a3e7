"""Polling: offsets confirm and forget, polls do not overlap, kinds are chosen."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.sandbox import gateway
from bot.sandbox.errors import ApiError
from bot.sandbox.params import Params
from tests.sandbox.world import TOKEN, World, inline


async def _polling(world: World) -> asyncio.Task[list[Any]]:
    """A long poll that waits already."""
    parked = asyncio.Event()
    world.bot.updates.on_idle.append(parked.set)
    poll = asyncio.create_task(gateway.get_updates(world.engine, TOKEN, Params({"timeout": 30})))
    await parked.wait()
    return poll


async def test_an_offset_confirms_and_forgets(world: World) -> None:
    for text in "一二三":
        world.do("send", user=world.li, text=text)
    ids = [update["update_id"] for update in world.updates()]
    assert len(ids) == 3
    assert [update["update_id"] for update in world.updates()] == ids
    assert [update["message"]["text"] for update in world.updates(offset=ids[1])] == ["二", "三"]
    assert [update["update_id"] for update in world.updates()] == ids[1:]
    assert world.updates(offset=ids[2] + 1) == []
    assert world.updates() == []


async def test_a_negative_offset_keeps_the_newest(world: World) -> None:
    for text in "一二三":
        world.do("send", user=world.li, text=text)
    assert [update["message"]["text"] for update in world.updates(offset=-1)] == ["三"]
    assert len(world.updates()) == 1


async def test_at_most_a_hundred_at_once(world: World) -> None:
    for number in range(120):
        world.do("send", user=world.li, text=str(number))
    assert len(world.updates(limit=500)) == 100
    assert len(world.updates(limit=7)) == 7


async def test_a_long_poll_ends_with_the_first_update(world: World) -> None:
    poll = await _polling(world)
    assert not poll.done()
    world.do("send", user=world.li, text="好")
    [update] = await asyncio.wait_for(poll, 1)
    assert update["message"]["text"] == "好"


async def test_a_second_poll_ends_the_first(world: World) -> None:
    first = await _polling(world)
    second = await _polling(world)
    with pytest.raises(ApiError, match="terminated by other getUpdates request") as caught:
        await asyncio.wait_for(first, 1)
    assert caught.value.code == 409
    world.do("send", user=world.li, text="好")
    assert len(await asyncio.wait_for(second, 1)) == 1


async def test_a_webhook_excludes_polling(world: World) -> None:
    waiting = await _polling(world)
    world.call("setWebhook", url="https://example.org/hook")
    with pytest.raises(ApiError, match="terminated by setWebhook request"):
        await asyncio.wait_for(waiting, 1)
    error = world.refused("getUpdates")
    assert (error.code, "can't use getUpdates method while webhook is active" in error.description) == (
        409,
        True,
    )
    world.call("deleteWebhook")
    assert world.updates() == []


async def test_a_webhook_needs_https_elsewhere(world: World) -> None:
    assert (
        "An HTTPS URL must be provided" in world.refused("setWebhook", url="http://example.org/").description
    )
    world.call("setWebhook", url="http://127.0.0.1:9/hook")


async def test_pending_updates_are_dropped_on_wish(world: World) -> None:
    world.do("send", user=world.li, text="好")
    world.call("deleteWebhook")
    assert world.call("getWebhookInfo")["pending_update_count"] == 1
    world.call("deleteWebhook", drop_pending_updates=True)
    assert world.call("getWebhookInfo")["pending_update_count"] == 0


async def test_kinds_not_asked_for_do_not_come(world: World) -> None:
    number = world.send(reply_markup=inline("通过"))
    world.updates(allowed_updates=["callback_query"])
    world.do("send", user=world.li, text="好")
    world.do("tap", user=world.li, message=number, data="x")
    assert [set(update) - {"update_id"} for update in world.updates()] == [{"callback_query"}]


async def test_member_changes_come_only_when_asked_for(world: World) -> None:
    world.do("promote", chat=world.group, user=world.bot.id)
    world.bot.updates.drop()
    world.do("leave", chat=world.group, user=world.wang)
    assert [set(update) - {"update_id"} for update in world.updates()] == [{"message"}]
    world.updates(offset=-1, allowed_updates=["chat_member"])
    world.bot.updates.drop()
    world.do("join", chat=world.group, user=world.wang)
    [update] = world.updates()
    assert update["chat_member"]["new_chat_member"]["status"] == "member"


async def test_what_a_press_tells(world: World) -> None:
    number = world.send("卡片", reply_markup=inline("通过", data="ok:1"))
    world.do("tap", user=world.li, message=number, data="ok:1")
    [update] = world.updates()
    query = update["callback_query"]
    assert query["data"] == "ok:1"
    assert query["message"]["text"] == "卡片"
    assert query["from"]["id"] == world.li


async def test_a_press_on_a_deleted_message_still_comes(world: World) -> None:
    number = world.send("卡片", reply_markup=inline("通过"))
    world.call("deleteMessage", chat_id=world.li, message_id=number)
    world.do("tap", user=world.li, message=number, data="x")
    [update] = world.updates()
    assert update["callback_query"]["message"] == {
        "chat": update["callback_query"]["message"]["chat"],
        "message_id": number,
        "date": 0,
    }
