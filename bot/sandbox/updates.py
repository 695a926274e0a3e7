"""A bot's queue of updates: confirmed ones are forgotten, polls overlap never, a webhook excludes polling."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import ApiError, conflict

_NOT_UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
OVERLAP = "terminated by other getUpdates request; make sure that only one bot instance is running"


def _nothing() -> None:
    """Nobody listens."""


@dataclass(slots=True)
class Waiting:
    """One getUpdates that waits. ``wake`` is called once something is there or ``refused`` is set."""

    wake: Callable[[], None]
    refused: ApiError | None = None


@dataclass(slots=True)
class Webhook:
    """Where updates are pushed; times in seconds, UTC."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_at: float = 0
    last_error: str = ""


@dataclass(slots=True)
class UpdateQueue:
    pending: deque[tuple[int, dict[str, Any]]] = field(default_factory=deque)
    last_id: int = 100_000_000
    allowed: frozenset[str] | None = None
    webhook: Webhook | None = None
    waiting: Waiting | None = None
    on_push: Callable[[], None] = _nothing
    on_idle: list[Callable[[], None]] = field(default_factory=list)

    def wants(self, kind: str) -> bool:
        if self.allowed is None:
            return kind not in _NOT_UNLESS_ASKED
        return kind in self.allowed

    def push(self, kind: str, content: dict[str, Any]) -> None:
        if not self.wants(kind):
            return
        self.last_id += 1
        self.pending.append((self.last_id, {"update_id": self.last_id, kind: content}))
        if self.waiting:
            self.waiting.wake()
        self.on_push()

    def allow(self, kinds: Iterable[Any] | None) -> None:
        """Keeps the earlier choice when None; an empty list means the default kinds."""
        if kinds is not None:
            self.allowed = frozenset(map(str, kinds)) or None

    def confirm(self, offset: int) -> None:
        """Forgets every update below ``offset``; a negative one keeps only the last ``-offset``."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
            return
        while self.pending and self.pending[0][0] < offset:
            self.pending.popleft()

    def take(self, limit: int) -> list[dict[str, Any]]:
        if len(self.pending) <= limit:
            return [update for _, update in self.pending]
        return [self.pending[index][1] for index in range(limit)]

    def drop(self) -> None:
        self.pending.clear()

    def forget(self, update_id: int) -> None:
        """Removes one update that the webhook has taken."""
        if self.pending and self.pending[0][0] == update_id:
            self.pending.popleft()
            return
        self.pending = deque(item for item in self.pending if item[0] != update_id)

    def interrupt(self, reason: str) -> None:
        """Ends a waiting getUpdates with 409."""
        waiting, self.waiting = self.waiting, None
        if waiting:
            waiting.refused = conflict(reason)
            waiting.wake()

    def release(self) -> None:
        """Ends a waiting getUpdates with what is there, as when its time is over."""
        waiting, self.waiting = self.waiting, None
        if waiting:
            waiting.wake()

    def wait(self, wake: Callable[[], None]) -> Waiting:
        self.waiting = Waiting(wake)
        if not self.pending:
            for listener in self.on_idle:
                listener()
        return self.waiting

    def leave(self, waiting: Waiting) -> None:
        if self.waiting is waiting:
            self.waiting = None
