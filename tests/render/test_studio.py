"""The studio: a worker when it is needed, none when it is not."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from pathlib import Path

import pytest

from bot.domain.cards import Card
from bot.render.studio import NoPictureError, Studio
from tests.render.gallery import CARDS

PNG = b"\x89PNG"


async def until_gone(pid: int) -> None:
    """Waits for the end of a process of ours, which need not be a child that can be waited for."""
    async with asyncio.timeout(20):
        while alive(pid):  # noqa: ASYNC110 -- nobody tells of the end of somebody else's child
            await asyncio.sleep(0.01)


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_a_worker_draws_comes_back_after_its_death_and_goes_home_when_idle() -> None:
    studio = Studio(idle=0.2)
    try:
        pictures = await asyncio.gather(*(studio.picture(CARDS[name]) for name in ("stars", "coverage")))
        assert [one[:4] for one in pictures] == [PNG, PNG]
        first = studio.worker
        assert first is not None
        assert first != os.getpid()
        assert os.getpriority(os.PRIO_PROCESS, first) == 10

        os.kill(first, signal.SIGKILL)
        assert await studio.picture(CARDS["stars"]) == pictures[0]
        second = studio.worker
        assert second not in (None, first)

        with pytest.raises(NoPictureError, match="TypeError"):
            await studio.picture(Card())
        assert studio.worker == second, "one that cannot draw a card draws the next"

        assert second is not None
        await until_gone(second)
        assert studio.worker is None
        asked = [asyncio.create_task(studio.picture(CARDS["plaque"])) for _ in range(2)]
        await asyncio.sleep(0)
    finally:
        began = time.perf_counter()
        await studio.close()
        assert time.perf_counter() - began < 2
    assert studio.worker is None
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(answers[-1], NoPictureError), "who still waits is not left waiting"
    with pytest.raises(NoPictureError, match="closed"):
        await studio.picture(CARDS["stars"])


async def test_too_many_do_not_wait() -> None:
    studio = Studio(in_process=True, most_waiting=2)
    tries = await asyncio.gather(*(studio.picture(CARDS["stars"]) for _ in range(3)), return_exceptions=True)
    assert [type(one) for one in tries] == [bytes, bytes, NoPictureError]
    assert studio.worker is None
    await studio.close()
