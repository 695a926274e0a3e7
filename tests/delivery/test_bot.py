"""The lean bot: what it leaves out, and what it must not."""

from __future__ import annotations

from telegram import Message
from telegram.request import BaseRequest

from bot.delivery.bot import LeanBot
from tests.support.telegram import open_front


async def test_an_edit_takes_effect_and_a_sent_message_comes_back() -> None:
    async with open_front("in-process") as front:
        person = await front.control("person", name="张三")
        await front.control("start", user=person["id"])
        request: BaseRequest = front.request()
        bot = LeanBot(
            front.token, base_url=front.base_url, request=request, get_updates_request=front.request()
        )
        async with bot:
            sent = await bot.send_message(person["id"], "今天")
            assert isinstance(sent, Message)
            assert await bot.edit_message_text("明天", person["id"], sent.message_id) is True
        shown = await front.control("message", user=person["id"], message=sent.message_id)
        assert shown["text"] == "明天"
