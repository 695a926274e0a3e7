"""A transport that raises what Telegram asks for is obeyed to the second."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from telegram.error import RetryAfter
from telegram.request import BaseRequest

from bot.receiving.answer import LONGEST_WAIT
from bot.receiving.poller import Poller


class Refusing(BaseRequest):
    """Says "later" with each of these times, then nothing more."""

    def __init__(self, *times: int | timedelta) -> None:
        self._times = list(times)
        self.exhausted = asyncio.Event()

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, *given: Any, **more: Any) -> tuple[int, bytes]:
        if self._times:
            raise RetryAfter(self._times.pop(0))
        self.exhausted.set()
        await asyncio.Event().wait()
        raise AssertionError("waits for ever")


@pytest.mark.parametrize("told", [(7, 41), (timedelta(seconds=7), timedelta(seconds=41))])
async def test_a_raised_retry_after_is_waited_exactly(told: tuple[int | timedelta, ...]) -> None:
    naps: list[float] = []

    async def nap(seconds: float) -> None:
        naps.append(seconds)

    async def keep(elements: Sequence[Any]) -> int | None:
        return None

    async def room() -> None:
        return None

    request = Refusing(*told, 10**9)
    poller = Poller(request, "http://telegram/getUpdates", keep, room, sleep=nap)
    poller.start()
    await asyncio.wait_for(request.exhausted.wait(), 5)
    await poller.stop()
    assert naps == [7, 41, LONGEST_WAIT]
