"""What waits for its turn to call Telegram: the calls, and the chats they are for."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass, field

from bot.delivery.budgets import ChatBudget
from bot.domain.messages import Lane


@dataclass(eq=False, slots=True)
class Ticket:
    """A call that wants to go.

    ``sender`` is whose turn it takes among the others of the lane (a person's id, a push's id; never a
    name). ``cost`` counts messages: 10 for an album of ten, 0 for a call that is not a message and waits
    for nothing but a pause. ``chat_id`` is negative for groups and channels, a string for ``@names``.
    """

    lane: Lane
    chat_id: int | str | None = None
    sender: Hashable = None
    cost: int = 1
    number: int = field(default=0, init=False)  # the order of arrival; given once, by the pacer
    granted_at: float = field(default=0.0, init=False)
    departed_at: float = field(default=0.0, init=False)
    departs_at: float | None = field(default=None, init=False)
    place: int = field(default=0, init=False)  # among all that went

    @property
    def chat_key(self) -> Hashable:
        """What tells its chat from others; without a chat it is one of its own."""
        return self.chat_id if self.chat_id is not None else self


class WaitingChat:
    """A chat, what it may still be sent, and the calls that wait for it by lane, first come first."""

    __slots__ = ("budget", "fading", "filed", "key", "waiting", "wakes_at")

    def __init__(self, key: Hashable, budget: ChatBudget) -> None:
        self.key = key
        self.budget = budget
        self.waiting: dict[Lane, deque[Ticket]] = {}
        self.filed: set[Lane] = set()  # lanes in whose line it stands
        self.wakes_at: float | None = None
        self.fading = False
