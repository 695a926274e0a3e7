"""Who ends bot processes with ``kill -9``."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from typing import Any

from bot.sandbox.engine import Engine


class Reaper:
    """Kills a process at a time of its life, or soon after the n-th call that it makes.

    ``counts`` says which calls; a subclass chooses the moment in ``choose``.
    """

    longest_life = 5.0  # seconds after which a bot is killed wherever it is

    def __init__(self, engine: Engine, chance: random.Random) -> None:
        self.chance = chance
        self._left = 0
        self._pid = 0
        self._timers: list[asyncio.TimerHandle] = []
        self._call = engine.call
        engine.call = self._counted  # type: ignore[method-assign] # the one door every call passes

    def counts(self, method: str) -> bool:
        """Whether a call of this method is one of the n."""
        return True

    def choose(self) -> None:
        """Say when: ``within`` so many seconds, or ``after`` so many calls."""
        raise NotImplementedError

    def watch(self, pid: int) -> None:
        """This process is the next."""
        self._pid = pid
        self.choose()

    def within(self, seconds: float) -> None:
        """At so many seconds of its life, the start included."""
        self._timers.append(asyncio.get_running_loop().call_later(seconds, self._kill))

    def after(self, calls: int) -> None:
        """Soon after so many calls, whose answers it may or may not see."""
        self._left = calls
        self.within(self.longest_life)

    def soon(self) -> None:
        """While it is at work on what has just happened."""
        self.within(self.chance.choice((0.0, self.chance.uniform(0, 0.004), self.chance.uniform(0, 0.02))))

    def rest(self) -> None:
        """Kill nobody until the next is watched."""
        self._left = 0
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def _counted(self, token: str, method: str, *given: Any) -> Any:
        if self._left > 0 and self.counts(method):
            self._left -= 1
            if self._left == 0:
                self.soon()
        return self._call(token, method, *given)

    def _kill(self) -> None:
        self.rest()
        os.kill(self._pid, signal.SIGKILL)
