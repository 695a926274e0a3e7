"""The three limits of the Bot API, each as a small object that knows when the next call may go.

Source: "My bot is hitting limits" in the Bot FAQ: about 30 messages a second in all, one a second in a
chat (short bursts are tolerated), 20 a minute in a group. Times are seconds of any one clock.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

WINDOW = 1.0  # seconds, of the limit over all chats
MINUTE = 60.0
GROUP_MARGIN = 0.1  # seconds added to a group's minute, for the way to the server
CATCH_UP = 0.1  # seconds of lateness (timers, a busy loop) that the following calls make up for
AHEAD = 0.1  # seconds by which a turn may come before its call may depart
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
    server that counts in a sliding second. So turns follow a grid, late ones catch up, and never do more
    than ``ceil(rate)`` fall into any second, widened by most of the room that a rate like 29.5 leaves.

    Between its turn and its departure a call is written down, which takes now longer, now shorter. The
    second is therefore asked again at the departure: what one call was late there, the one ``ceil(rate)``
    places later waits for there, and the grid of the turns loses nothing by it. The first calls after a quiet
    time open connections: they are counted as late as they may arrive.
    """

    __slots__ = (
        "_arrived",
        "_cold_until",
        "_departs_at",
        "_fastest",
        "_free_at",
        "_granted",
        "_interval",
        "_last",
        "_most",
        "_places",
        "_rate",
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
        self._most = 1 if self._rate is None else math.ceil(self._rate)
        room = self._most * self._interval - WINDOW
        self._span = WINDOW + 0.7 * max(0.0, room)
        # By place: when its turn came, and when the call reached the server as far as is known. Twice as many
        # as go in a second: what has its turn may not have departed yet when others are a second further.
        self._granted: deque[float] = deque(maxlen=2 * self._most)
        self._arrived: deque[float] = deque(maxlen=2 * self._most)
        self._free_at = -math.inf
        self._last = -math.inf
        self._departs_at = -math.inf
        self._cold_until = -math.inf
        self._places = 0
        self._fastest: float | None = None
        self._share = 1.0
        self._slowed_at = -math.inf
        self._refused_at = -math.inf
        self._strikes = 0

    def ready_at(self, cost: int) -> float:
        """When a call of this cost has its turn, if nothing else goes before."""
        if self._rate is None:
            return -math.inf
        before = self._index(self._places + min(cost, self._most) - self._most)
        if before is None:
            return self._free_at
        seconds = self._granted[before], self._arrived[before] - AHEAD
        return max(self._free_at, max(seconds) + self._span)

    def charge(self, now: float, cost: int) -> int:
        """Count a call whose turn is now; its place is for ``may_depart``, ``departed`` and ``answered``."""
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
        count = min(cost, self._most)
        self._granted.extend([now] * count)
        self._arrived.extend([max(now, self._cold_until)] * count)
        self._places += count
        return self._places

    def departure(self, now: float) -> float:
        """When the next call is to depart, however many could at this moment: each at a time of its own.

        Many made at once would follow each other on the way by the time it takes to make them, which nobody
        could foresee. Twice as fast as the rate is still fast enough to catch up.
        """
        self._departs_at = max(now, self._departs_at + self._interval / 2)
        return self._departs_at

    def may_depart(self, place: int) -> float:
        """When the call that has this place, the last of its places, may be made."""
        before = self._index(place - self._most) if self._rate is not None else None
        return -math.inf if before is None else self._arrived[before] + self._span

    def departed(self, place: int, cost: int, now: float) -> None:
        """Count a call as made now, not when its turn came."""
        for index in self._indices(place, cost):
            self._arrived[index] = max(now, self._cold_until)

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
        for index in self._indices(place, cost):
            self._arrived[index] += min(excess, LATEST)

    def _index(self, place: int) -> int | None:
        """Where a place is kept; ``None`` before the first and for one that is too long ago."""
        index = place - 1 - (self._places - len(self._arrived))
        return index if place > 0 and index >= 0 else None

    def _indices(self, last: int, cost: int) -> Iterator[int]:
        for place in range(last - min(cost, self._most) + 1, last + 1):
            if (index := self._index(place)) is not None:
                yield index

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
