"""The same conversations when Telegram posts the updates to us."""

from __future__ import annotations

import socket

from tests.journeys.world import open_world
from tests.support.telegram import open_front

SECRET = "a-secret-for-the-webhook"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


async def test_a_conversation_by_webhook(sqlite_url: str) -> None:
    port = free_port()
    hook = {
        "webhook_url": f"http://127.0.0.1:{port}/telegram",
        "webhook_secret": SECRET,
        "web_port": port,
    }
    async with open_front("http") as front, open_world(front, sqlite_url, **hook) as world:
        li = await world.person("李明")
        await li.sends("/language")
        await li.sees("哪种文字")
        await li.taps("English")
        await li.sees("English from now on")
        # What was said while nobody listened arrives later.
    async with open_front("http", engine=front.engine) as again:
        await again.control("send", user=li.id, chat=0, text="/cancel")
        async with open_world(again, sqlite_url, **hook) as world:
            await world.app.settled()
            li.front = again
            await li.sees("nothing to drop")
