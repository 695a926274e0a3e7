"""The three limits of the Bot API, each as a small object that knows when the next call may go.

Source: "My bot is hitting limits" in the Bot FAQ: about 30 messages a second in all, one a second in a
chat (short bursts are tolerated), 20 a minute in a group. Times are seconds of any one clock.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

WINDOW = 1.0  # seconds, of the limit over all chats
MINUTE = 60.0
GROUP_MARGIN = 0.1  # seconds added to a group's minute, for the way to the server
CATCH_UP = 0.1  # seconds of lateness (timers, a busy loop) that the following calls make up for
QUIET = 5.0  # seconds without a call after which connections and code are cold
COLD = 0.15  # seconds by which the first calls after a quiet time may reach the server late
COLD_RATE = 4000.0  # a second more for so many calls a second, each with a connection to open
COLDEST = 0.4
LATEST = 0.25  # seconds of lateness that one answer can prove
TOLERANCE = 0.002  # seconds by which answers differ even when nothing is late
FORGETTING = 64  # answers over which the fastest of them is forgotten
SLOWEST = 0.5  # the share of the rate below which no refusal slows it
STEP = 0.03  # the share given up at a first refusal; doubled at each one soon after another
RECOVERY = 0.001  # the share of the rate won back each second
SOON = 60.0  # seconds within which a further refusal counts as the same trouble


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be sent; ``None`` takes a limit away.

    ``per_second`` is over all chats; for a limit told as N a second give a little less (29.5 for 30), the
    difference is the room for the way to the server. ``chat_burst`` is how many calls a quiet chat takes
    at once.
    """

    per_second: float | None = 29.5
    chat_per_second: float | None = 1.0
    chat_burst: int = 3
    group_per_minute: int | None = 20


class OverallBudget:
    """So many calls a second over all chats, evenly spaced; ``None`` for no limit.

    Spacing alone would lose every millisecond a timer fires late, and making up for it alone would crowd a
    server that counts in a sliding second. So calls follow a grid, late ones catch up, and never do more
    than ``ceil(rate)`` fall into any second, widened by most of the room that a rate like 29.5 leaves. The
    first calls after a quiet time open connections: they are counted as late as they may arrive.
    """

    __slots__ = (
        "_cold_until",
        "_fastest",
        "_free_at",
        "_interval",
        "_last",
        "_places",
        "_rate",
        "_recent",
        "_refused_at",
        "_share",
        "_slowed_at",
        "_span",
        "_strikes",
    )

    def __init__(self, rate: float | None) -> None:
        if rate is not None and not rate > 0:
            raise ValueError("a rate is above zero, or None for no limit")
        self._rate = rate if rate is not None and math.isfinite(rate) else None
        self._interval = 0.0 if self._rate is None else 1 / self._rate
        most = 1 if self._rate is None else math.ceil(self._rate)
        room = most * self._interval - WINDOW
        self._span = WINDOW + 0.7 * max(0.0, room)
        self._recent: deque[float] = deque(maxlen=most)
        self._free_at = -math.inf
        self._last = -math.inf
        self._cold_until = -math.inf
        self._places = 0
        self._fastest: float | None = None
        self._share = 1.0
        self._slowed_at = -math.inf
        self._refused_at = -math.inf
        self._strikes = 0

    def ready_at(self, cost: int) -> float:
        """When a call of this cost may go, if nothing else goes before."""
        recent = self._recent
        if self._rate is None:
            return -math.inf
        crowded = len(recent) + min(cost, recent.maxlen or 1) - (recent.maxlen or 1)
        if crowded <= 0:
            return self._free_at
        return max(self._free_at, recent[crowded - 1] + self._span)

    def charge(self, now: float, cost: int) -> int:
        """Count a call that goes now; its place is for ``answered``."""
        if self._rate is None:
            return 0
        interval = self._interval
        if self._share < 1.0:
            self._share = min(1.0, self._share + (now - self._slowed_at) * RECOVERY)
            self._slowed_at = now
            interval /= self._share
        self._free_at = max(self._free_at, now - CATCH_UP) + cost * interval
        if now - self._last > QUIET:
            self._cold_until = now + min(COLDEST, COLD + self._rate / COLD_RATE)
        self._last = now
        arrives = max(now, self._cold_until)
        count = min(cost, self._recent.maxlen or 1)
        for _ in range(count):
            self._recent.append(arrives)
        self._places += count
        return self._places

    def answered(self, place: int, cost: int, took: float) -> None:
        """Correct when a call reached the server by how long its answer took, in seconds.

        One that took longer than the fastest lately was held up, by us or on the way, and stands beside later
        ones in the server's second. All of it counts as if it had been lost on the way there: a little speed
        on a bad line is a small price, a refusal stops everything.
        """
        if self._rate is None:
            return
        if self._fastest is None or took < self._fastest:
            self._fastest = took
            return
        excess = took - self._fastest
        self._fastest += excess / FORGETTING  # a lasting change is the new way of things
        if excess <= TOLERANCE:
            return
        first = place - self._places + len(self._recent) - min(cost, self._recent.maxlen or 1)
        for index in range(max(0, first), max(0, first + cost)):
            if index < len(self._recent):
                self._recent[index] += min(excess, LATEST)

    def slow(self, now: float, resume_at: float) -> None:
        """A limit turned out tighter than known: go slower for a while once calls resume."""
        self._strikes = self._strikes + 1 if now - self._refused_at < SOON else 1
        self._refused_at = resume_at
        step = min(0.25, STEP * 2 ** (self._strikes - 1))
        self._share = max(SLOWEST, self._share * (1 - step))
        self._slowed_at = resume_at
        self._free_at = max(self._free_at, resume_at)


class ChatBudget:
    """One call a second in a chat, with a small burst; in a group also 20 in any minute."""

    __slots__ = ("_burst", "_interval", "_minute", "_per_minute", "_spent_until")

    def __init__(self, per_second: float | None, burst: int, per_minute: int | None) -> None:
        self._interval = 1 / per_second if per_second else 0.0
        self._burst = burst
        self._spent_until = -math.inf
        self._per_minute = per_minute
        self._minute: deque[float] | None = deque(maxlen=per_minute) if per_minute else None

    def ready_at(self, cost: int) -> float:
        """When a call of this cost may go; a cost above the burst needs the whole burst."""
        at = self._spent_until + (min(cost, self._burst) - self._burst) * self._interval
        minute = self._minute
        if minute is not None and self._per_minute is not None:
            crowded = len(minute) + min(cost, self._per_minute) - self._per_minute
            if crowded > 0:
                at = max(at, minute[crowded - 1] + MINUTE + GROUP_MARGIN)
        return at

    def charge(self, now: float, cost: int) -> None:
        """Count a call that goes now."""
        self._spent_until = max(self._spent_until, now) + cost * self._interval
        if self._minute is not None and self._per_minute is not None:
            self._minute.extend([now] * min(cost, self._per_minute))

    def forgotten_at(self) -> float:
        """When nothing of the past limits this chat any more."""
        if self._minute:
            return max(self._spent_until, self._minute[-1] + MINUTE + GROUP_MARGIN)
        return self._spent_until
