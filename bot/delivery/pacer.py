"""Who may call Telegram next, and when. Pure: it is told the time and has no clock, task or socket."""

from __future__ import annotations

import heapq
import math
from collections import OrderedDict, deque
from collections.abc import Hashable, Iterator

from bot.delivery.budgets import ChatBudget, Limits, OverallBudget
from bot.delivery.tickets import Ticket, WaitingChat
from bot.domain.messages import Lane

FORGET_PER_GRANT = 2  # idle chats looked at with each grant: more than one new chat can need


class Pacer:
    """Decides which call goes when; every method takes O(log n) of what waits.

    Among the calls that may go now: the highest lane; in it the senders take turns; of a sender the chats
    in the order they came; in a chat, within a lane, the order of arrival. A chat that has to wait holds up
    nobody else. ``now`` is seconds of a clock that never goes back.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._overall = OverallBudget(self._limits.per_second)
        self._paused_until = -math.inf
        self._paused_since = -math.inf
        self._chats: dict[Hashable, WaitingChat] = {}
        self._lines: dict[Lane, OrderedDict[Hashable, deque[WaitingChat]]] = {
            lane: OrderedDict() for lane in Lane
        }
        self._free: deque[Ticket] = deque()
        self._asleep: list[tuple[float, int, WaitingChat]] = []
        self._fading: list[tuple[float, int, WaitingChat]] = []
        self._number = 0
        self._paced = 0
        self._held_until = -math.inf

    @property
    def waiting(self) -> int:
        """How many tickets wait."""
        return self._paced + len(self._free)

    @property
    def known_chats(self) -> int:
        """How many chats are remembered."""
        return len(self._chats)

    @property
    def paused_until(self) -> float:
        """Until when nothing goes; in the past when there is no pause."""
        return self._paused_until

    def admit(self, ticket: Ticket, now: float) -> bool:
        """Let a ticket go at once if nobody waits and every limit allows; otherwise nothing happens."""
        if now < self._paused_until:
            return False
        if ticket.cost == 0:
            return not self._free
        if self._paced or now < self._overall.ready_at(ticket.cost):
            return False
        known = self._chats.get(ticket.chat_key)
        if known is not None and now < known.budget.ready_at(ticket.cost):
            return False
        self._number_first(ticket)
        self._charge(known or self._chat(ticket), ticket, now)
        return True

    def add(self, ticket: Ticket) -> None:
        """Wait. A ticket that had its turn before stands again where its first arrival put it."""
        again = not self._number_first(ticket)
        if ticket.cost == 0:
            self._free.append(ticket)
            return
        chat = self._chat(ticket)
        line = chat.waiting.setdefault(ticket.lane, deque())
        place = len(line)
        while place and line[place - 1].number > ticket.number:
            place -= 1
        line.insert(place, ticket)
        self._paced += 1
        self._file(chat, ticket.lane, again)

    def remove(self, ticket: Ticket) -> None:
        """Stop waiting; nothing happens to a ticket that does not wait."""
        if ticket.cost == 0:
            if ticket in self._free:
                self._free.remove(ticket)
            return
        chat = self._chats.get(ticket.chat_key)
        line = chat.waiting.get(ticket.lane) if chat is not None else None
        if chat is None or line is None or ticket not in line:
            return
        line.remove(ticket)
        if not line:
            del chat.waiting[ticket.lane]
        self._fade(chat)
        self._one_less()

    def next(self, now: float) -> Ticket | None:
        """The ticket that goes now, counted as gone; ``None`` when none may."""
        if now < self._paused_until:
            return None
        if self._free:
            return self._free.popleft()
        if not self._paced or now < self._overall.ready_at(1):
            return None
        self._wake(now)
        self._held_until = -math.inf
        for lane in Lane:  # which lists them in the order they go
            chat = self._first(lane, now)
            if chat is not None:
                return self._grant(chat, lane, now)
        return None

    def wake_at(self, now: float) -> float | None:
        """When to ask again at the latest, if nothing is added before; ``None`` when nobody waits."""
        if self._free:
            return max(now, self._paused_until)
        if not self._paced:
            return None
        at = max(now, self._paused_until, self._overall.ready_at(1), self._held_until)
        if not any(self._lines.values()) and self._asleep:
            at = max(at, self._asleep[0][0])
        return at

    def depart(self, ticket: Ticket, now: float) -> float | None:
        """The call of a ticket that had its turn is made now, and ``None``; or else when to ask again."""
        if ticket.cost:
            if ticket.departs_at is None:
                ticket.departs_at = self._overall.departure(now)
            at = max(ticket.departs_at, self._overall.may_depart(ticket.place))
            if at > now:
                return at
            self._overall.departed(ticket.place, ticket.cost, now)
        ticket.departed_at = now
        return None

    def answered(self, ticket: Ticket, now: float) -> None:
        """The call of a ticket that departed has its answer, of whatever kind."""
        if ticket.cost:
            self._overall.answered(ticket.place, ticket.cost, now - ticket.departed_at)

    def refused(self, now: float, retry_after: float, departed_at: float | None = None) -> None:
        """Telegram answered 429: nothing goes for ``retry_after`` seconds, and then a little slower.

        A shorter pause never ends a longer one. Calls that were already under way when the pause began
        (``departed_at``) only lengthen it.
        """
        known = departed_at is not None and departed_at <= self._paused_since
        until = now + retry_after
        if now >= self._paused_until and not known:
            self._paused_since = now
            self._overall.slow(now, until)
        self._paused_until = max(self._paused_until, until)

    def _grant(self, chat: WaitingChat, lane: Lane, now: float) -> Ticket | None:
        ticket = chat.waiting[lane][0]
        if ticket.cost > 1 and now < (ready_at := self._overall.ready_at(ticket.cost)):
            self._held_until = ready_at
            return None
        line = self._lines[lane]
        sender, chats = next(iter(line.items()))
        chats.popleft()
        chat.filed.discard(lane)
        if chats:
            line.move_to_end(sender)
        else:
            del line[sender]
        chat.waiting[lane].popleft()
        self._charge(chat, ticket, now)
        if chat.waiting[lane]:
            self._settle(chat, lane, now)
        else:
            del chat.waiting[lane]
        self._one_less()
        return ticket

    def _one_less(self) -> None:
        self._paced -= 1
        if self._paced:
            return
        for lane, line in self._lines.items():  # nobody waits: what still stands here are places of who left
            for chats in line.values():
                for chat in chats:
                    chat.filed.discard(lane)
                    self._fade(chat)
            line.clear()
        for _, _, chat in self._asleep:
            chat.wakes_at = None
        self._asleep.clear()

    def _first(self, lane: Lane, now: float) -> WaitingChat | None:
        """The chat whose turn it is in a lane, left standing; chats that cannot go leave the line."""
        line = self._lines[lane]
        while line:
            sender, chats = next(iter(line.items()))
            chat = chats[0]
            tickets = chat.waiting.get(lane)
            if tickets and tickets[0].sender == sender and chat.budget.ready_at(tickets[0].cost) <= now:
                return chat
            chats.popleft()
            if not chats:
                del line[sender]
            chat.filed.discard(lane)
            if tickets:
                self._settle(chat, lane, now)
            else:
                self._fade(chat)
        return None

    def _settle(self, chat: WaitingChat, lane: Lane, now: float) -> None:
        """Put a chat with waiting tickets in line if it may go, to sleep if not."""
        at = chat.budget.ready_at(chat.waiting[lane][0].cost)
        if at <= now:
            self._file(chat, lane)
        elif chat.wakes_at is None or at < chat.wakes_at:
            chat.wakes_at = at
            self._push(self._asleep, at, chat)

    def _number_first(self, ticket: Ticket) -> bool:
        """Number a ticket when it arrives for the first time; returns whether it does."""
        if ticket.number:
            return False
        self._number += 1
        ticket.number = self._number
        return True

    def _file(self, chat: WaitingChat, lane: Lane, again: bool = False) -> None:
        if lane in chat.filed:
            return
        chat.filed.add(lane)
        ticket = chat.waiting[lane][0]
        line = self._lines[lane].setdefault(ticket.sender, deque())
        if again:
            line.insert(_place(line, lane, ticket.number), chat)
        else:
            line.append(chat)

    def _wake(self, now: float) -> None:
        for chat in self._due(self._asleep, now):
            if chat.wakes_at is not None and chat.wakes_at <= now:
                chat.wakes_at = None
                for lane in chat.waiting:
                    self._file(chat, lane)

    def _charge(self, chat: WaitingChat, ticket: Ticket, now: float) -> None:
        ticket.granted_at = ticket.departed_at = now
        ticket.departs_at = None
        ticket.place = self._overall.charge(now, ticket.cost)
        chat.budget.charge(now, ticket.cost)
        self._fade(chat)
        for _, old in zip(range(FORGET_PER_GRANT), self._due(self._fading, now), strict=False):
            self._forget(old, now)

    def _fade(self, chat: WaitingChat) -> None:
        if not chat.fading:
            chat.fading = True
            self._push(self._fading, chat.budget.forgotten_at(), chat)

    def _forget(self, chat: WaitingChat, now: float) -> None:
        chat.fading = False
        if chat.waiting or chat.filed:
            return  # a grant or the end of its place in line brings it here again
        if chat.budget.forgotten_at() > now:
            self._fade(chat)
        elif self._chats.get(chat.key) is chat:
            del self._chats[chat.key]

    def _push(self, heap: list[tuple[float, int, WaitingChat]], at: float, chat: WaitingChat) -> None:
        self._number += 1
        heapq.heappush(heap, (at, self._number, chat))

    @staticmethod
    def _due(heap: list[tuple[float, int, WaitingChat]], now: float) -> Iterator[WaitingChat]:
        while heap and heap[0][0] <= now:
            yield heapq.heappop(heap)[2]

    def _chat(self, ticket: Ticket) -> WaitingChat:
        key = ticket.chat_key
        chat = self._chats.get(key)
        if chat is None:
            group = isinstance(key, str) or (isinstance(key, int) and key < 0)
            per_second = self._limits.chat_per_second if ticket.chat_id is not None else None
            per_minute = self._limits.group_per_minute if group else None
            chat = self._chats[key] = WaitingChat(
                key, ChatBudget(per_second, self._limits.chat_burst, per_minute)
            )
        return chat


def _place(line: deque[WaitingChat], lane: Lane, number: int) -> int:
    """Behind those of a sender's chats whose calls came earlier."""
    for place, chat in enumerate(line):
        if (tickets := chat.waiting.get(lane)) and tickets[0].number > number:
            return place
    return len(line)
