"""What is stored is never called failed, whatever happens to its answer."""

from __future__ import annotations

import pytest
from telegram.error import NetworkError

from handlers.talk import Talk
from storage import inbox
from tests.journeys.world import open_world
from tests.support.telegram import open_front


@pytest.mark.parametrize("error", [ValueError("a fault of ours"), NetworkError("the answer is lost")])
async def test_a_fault_behind_the_commit_ends_calmly(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def stumble(talk: Talk, *given: object, **values: object) -> None:
        raise error

    async with open_front("in-process") as front, open_world(front, sqlite_url) as world:
        li = await world.person("李明")
        await li.sends("/language")
        await li.sees("哪种文字")
        with monkeypatch.context() as broken:
            broken.setattr(Talk, "show", stumble)
            asked = await li.act("tap", message=li.last.id, data="lang.set:en")
            await world.settled()
        if isinstance(error, ValueError):
            assert (await front.control("callback", callback=asked["callback"]))["answered"]
        assert await world.database.read(inbox.quarantined) == []
        assert await world.database.read(inbox.waiting, inbox.BEFORE_ALL, 10) == []
        await li.sends("/help")
        await li.sees("invitation link")
