"""Worlds for conversations; a few stories run over HTTP and on PostgreSQL too."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.journeys.world import World, open_world
from tests.support.telegram import FRONTS, open_front


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """The quick one: in this process, on SQLite, in Chinese."""
    async with open_front("in-process") as front, open_world(front, sqlite_url) as opened:
        yield opened


@pytest.fixture(params=FRONTS)
async def any_world(request: pytest.FixtureRequest, database_url: str, locale: str) -> AsyncIterator[World]:
    """In this process and over HTTP, on SQLite and PostgreSQL; ``locale`` comes from the test."""
    async with open_front(request.param) as front, open_world(front, database_url, locale) as opened:
        yield opened


@pytest.fixture
def locale() -> str:
    return "zh-Hans"
