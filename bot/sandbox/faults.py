"""Trouble on the wire, on purpose: which call it hits, what happens, and a record that it did."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

KINDS = {
    "stall": False,  # the request is read and never answered
    "reset": True,  # the connection is reset instead of an answer
    "bad-gateway": False,  # 502 with an HTML page
    "cut-json": True,  # 200 with half an answer
    "flood-without-number": False,  # 429 that does not say how long
    "flood": False,  # 429 with retry_after = seconds
    "refuse": False,  # the listener is closed for a while, and this connection with it
    "internal-error": False,  # 500 in Telegram's JSON
    "unauthorized": False,  # 401
    "not-found": False,  # 404
    "conflict": False,  # 409
}
"""Each kind, and whether the call takes effect although the caller never hears of it properly."""


@dataclass(slots=True)
class Fault:
    """Hits the next ``count`` calls whose method matches the pattern (and chat, when given), after ``skip``.

    ``processed`` says whether the call takes effect; None means what the kind usually does. ``seconds`` is
    how long a stall, a closed listener or a told flood lasts.
    """

    kind: str
    method: str = "*"
    count: int = 1
    chat_id: int | None = None
    processed: bool | None = None
    seconds: float = 1.0
    skip: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; known: {', '.join(KINDS)}")
        if self.processed is None:
            self.processed = KINDS[self.kind]

    def hits(self, method: str, chat_id: int | None) -> bool:
        if self.chat_id is not None and chat_id != self.chat_id:
            return False
        return fnmatchcase(method.lower(), self.method.lower())


@dataclass(frozen=True, slots=True)
class Hit:
    at: float
    kind: str
    method: str
    chat_id: int | None
    processed: bool


@dataclass(slots=True)
class Faults:
    waiting: list[Fault] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, method: str, chat_id: int | None, now: float) -> Fault | None:
        """The fault that hits this call, counted down and recorded; None for an untroubled call."""
        for fault in self.waiting:
            if not fault.hits(method, chat_id):
                continue
            if fault.skip > 0:
                fault.skip -= 1
                continue
            fault.count -= 1
            if fault.count <= 0:
                self.waiting.remove(fault)
            self.hits.append(Hit(now, fault.kind, method, chat_id, bool(fault.processed)))
            return fault
        return None
