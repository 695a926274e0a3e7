"""Telegram's limits on sending, and what it does to those who do not keep them."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

_SWEEP_AT = 50_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Rates of messages; None switches one off. Times in seconds.

    ``per_second`` is a sliding window over everything a bot sends, ``chat_per_second`` refills a bucket of
    ``chat_burst`` for each private chat, ``group_per_minute`` is a sliding window for each group.
    ``refuse_all``: after one refusal every call of the bot is refused until ``retry_after`` has passed.
    ``retry_after`` None tells the shortest wait.
    """

    per_second: float | None = None
    chat_per_second: float | None = None
    chat_burst: int = 1
    group_per_minute: int | None = None
    refuse_all: bool = False
    retry_after: float | None = None
    count_edits: bool = True

    @property
    def none(self) -> bool:
        return self.per_second is None and self.chat_per_second is None and self.group_per_minute is None


TELEGRAM = Limits(
    per_second=30, chat_per_second=1, chat_burst=3, group_per_minute=20, refuse_all=True, retry_after=5
)
"""The limits of Telegram's own FAQ for bots, in the strict reading the benchmarks use."""


@dataclass(slots=True)
class Limiter:
    """Decides for one bot whether a message may pass now. Pure: time is handed in, in seconds."""

    limits: Limits = Limits()
    banned_until: float = 0.0
    refused: int = 0
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)

    def ban_left(self, now: float) -> int:
        """Whole seconds for which every call is still refused, 0 when none."""
        if now >= self.banned_until:
            return 0
        self.refused += 1
        return max(1, math.ceil(self.banned_until - now))

    def ban(self, now: float, seconds: float) -> None:
        self.banned_until = max(self.banned_until, now + seconds)

    def admit(self, chat_id: int, messages: int, now: float) -> int:
        """0 and the message is counted, or the whole seconds to wait."""
        wait = max(self._wait_all(messages, now), self._wait_chat(chat_id, messages, now))
        if wait <= 0:
            self._count(chat_id, messages, now)
            return 0
        self.refused += 1
        told = self.limits.retry_after if self.limits.retry_after is not None else wait
        if self.limits.refuse_all:
            self.ban(now, told)
        return max(1, math.ceil(told))

    def _wait_all(self, messages: int, now: float) -> float:
        if self.limits.per_second is None:
            return 0.0
        # A window of one second; a rate below one per second stretches the window instead.
        most, window = _window(self.limits.per_second)
        return _wait_in(self._all, most, window, messages, now)

    def _wait_chat(self, chat_id: int, messages: int, now: float) -> float:
        if chat_id < 0:
            if self.limits.group_per_minute is None:
                return 0.0
            sent = self._groups.setdefault(chat_id, deque())
            return _wait_in(sent, self.limits.group_per_minute, 60.0, messages, now)
        rate = self.limits.chat_per_second
        if rate is None:
            return 0.0
        left = self._tokens(chat_id, rate, now)
        need = min(messages, self.limits.chat_burst)
        return (need - left) / rate if left < need - 1e-9 else 0.0

    def _tokens(self, chat_id: int, rate: float, now: float) -> float:
        burst = float(self.limits.chat_burst)
        left, at = self._chats.get(chat_id, (burst, now))
        return min(burst, left + (now - at) * rate)

    def _count(self, chat_id: int, messages: int, now: float) -> None:
        if self.limits.per_second is not None:
            self._all.extend([now] * messages)
        if chat_id < 0:
            if self.limits.group_per_minute is not None:
                self._groups.setdefault(chat_id, deque()).extend([now] * messages)
        elif self.limits.chat_per_second is not None:
            left = self._tokens(chat_id, self.limits.chat_per_second, now)
            self._chats[chat_id] = (max(0.0, left - messages), now)
            if len(self._chats) > _SWEEP_AT:
                self._sweep(now)

    def _sweep(self, now: float) -> None:
        rate = self.limits.chat_per_second or 1.0
        full = self.limits.chat_burst / rate
        self._chats = {chat: kept for chat, kept in self._chats.items() if now - kept[1] < full}


def _window(per_second: float) -> tuple[int, float]:
    most = max(1, math.floor(per_second))
    return most, most / per_second


def _wait_in(sent: deque[float], most: int, window: float, messages: int, now: float) -> float:
    while sent and sent[0] <= now - window:
        sent.popleft()
    if len(sent) + messages <= most or not sent:
        return 0.0
    index = min(len(sent) + messages - most, len(sent)) - 1
    return sent[index] + window - now
