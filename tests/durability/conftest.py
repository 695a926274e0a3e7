"""What all tests of a worker share here."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.durability.nursing import close_house


@pytest.fixture(scope="session", autouse=True)
async def nursery_closed() -> AsyncIterator[None]:
    yield
    await close_house()
