"""Fixtures of the local Telegram's own tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from tests.sandbox.small_bot import run_small_bot
from tests.sandbox.world import World
from tests.support.people import Town
from tests.support.telegram import FRONTS, Front, open_front


@pytest.fixture(params=FRONTS)
async def front(request: pytest.FixtureRequest) -> AsyncIterator[Front]:
    async with open_front(request.param) as opened:
        yield opened


@pytest.fixture
def town(front: Front) -> Town:
    return Town(front)


@pytest.fixture
async def bot(front: Front) -> AsyncIterator[Bot]:
    made = Bot(
        front.token,
        base_url=front.base_url,
        base_file_url=front.base_file_url,
        request=front.request(),
        get_updates_request=front.request(),
    )
    async with made:
        yield made


@pytest.fixture
async def running(bot: Bot) -> AsyncIterator[None]:
    """The small bot is at work."""
    async with run_small_bot(bot):
        yield


@pytest.fixture
def world() -> World:
    return World()
