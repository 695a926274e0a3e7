"""PTB's rate limiter on the one pacer: whatever the bot sends, from wherever, passes here."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from typing import Any, TypeAlias, TypeVar

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.delivery.errors import NotSentError
from bot.delivery.metrics import Metrics
from bot.delivery.outcomes import seconds
from bot.delivery.pacer import Pacer
from bot.delivery.tickets import Ticket
from bot.domain.messages import Lane

PATIENCE = 60.0  # seconds an answer may wait in all, its repetitions included
MESSAGES = ("send", "forward", "copy", "edit", "stop")  # how the methods begin that put or change a message
NOT_MESSAGES = frozenset({"sendChatAction", "sendMessageDraft", "sendRichMessageDraft"})
SEVERAL = ("media", "message_ids", "photos")  # parameters whose length is the number of messages

STALE = 0.5  # seconds after which a turn that was not used is lost: others may have gone since

LimitArgs: TypeAlias = tuple[Lane, Hashable]
Result: TypeAlias = "bool | dict[str, Any] | list[dict[str, Any]]"
T = TypeVar("T")


class PacedLimiter(BaseRateLimiter[LimitArgs]):
    """``rate_limit_args`` is ``(lane, sender)``; without it a call is an answer somebody waits for.
    A call of the outbox waits in ``turn`` and ``may_go`` and is made in ``spend``.

    A 429 pauses everybody. An answer is then tried again until 60 seconds have passed since it was first
    asked for, and fails with the last ``RetryAfter``, or with ``NotSentError`` when its turn never came.
    In the other lanes ``RetryAfter`` goes to the caller: the outbox decides.
    """

    __slots__ = ("_clock", "_metrics", "_open", "_pacer", "_patience", "_timer", "_turns")

    def __init__(
        self,
        pacer: Pacer,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        metrics: Metrics | None = None,
    ) -> None:
        self._pacer = pacer
        self._metrics = metrics or Metrics()
        self._patience = patience
        self._clock = clock  # finer than the loop's own, which uvloop counts in whole milliseconds
        self._open = True
        self._turns: dict[Ticket, asyncio.Future[None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def pacer(self) -> Pacer:
        """The pacer, for its figures."""
        return self._pacer

    async def initialize(self) -> None:
        """Let calls wait (again). The one timer is set when somebody does."""
        self._open = True

    async def shutdown(self) -> None:
        """Whoever waits, or would have to, gets ``NotSentError``; nothing stays behind on the loop."""
        self._open = False
        self._stop(NotSentError("The bot is stopping"))

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: LimitArgs | None,
    ) -> Result:
        """Wait for the call's turn and make it; raises what the call raises and what the class says."""
        lane, sender = rate_limit_args or (Lane.ANSWER, None)
        ticket = Ticket(lane, _chat_id(data.get("chat_id")), sender, cost(endpoint, data))
        deadline = self._clock() + self._patience if lane is Lane.ANSWER else math.inf
        refusal: RetryAfter | None = None
        while True:
            await self._turn(ticket, deadline, refusal)
            if not await self.may_go(ticket, math.inf):
                continue
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                refusal = error
            finally:
                self._pacer.answered(ticket, self._clock())
            pause = self._refused(refusal, ticket)
            if lane is not Lane.ANSWER or self._clock() + pause > deadline:
                raise refusal

    async def turn(
        self, lane: Lane, chat_id: int, sender: Hashable, cost: int = 1, lost: Ticket | None = None
    ) -> Ticket:
        """Wait until ``cost`` messages may go to that chat; make the call with the ticket, soon.

        Whoever ``lost`` a turn stands before those who came later. ``NotSentError`` when the bot stops.
        """
        ticket = Ticket(lane, chat_id, sender, cost)
        if lost is not None:
            ticket.number = lost.number
        await self._turn(ticket, math.inf, None)
        return ticket

    async def may_go(self, ticket: Ticket, patience: float = STALE) -> bool:
        """Wait the moment until the call may depart whose turn has come; make it at once if so.

        Not so if the turn is more than ``patience`` seconds ago or there is a pause: wait for another turn.
        """
        now = self._clock()
        if ticket.cost and now - ticket.granted_at > patience:
            return False
        while now >= self._pacer.paused_until:
            at = self._pacer.depart(ticket, now)
            if at is None:
                return True
            await asyncio.sleep(at - now)
            now = self._clock()
        return False

    async def spend(self, ticket: Ticket, call: Callable[[], Awaitable[T]]) -> T:
        """Make the call whose turn has come, once; raises what it raises."""
        try:
            return await call()
        except RetryAfter as error:
            self._refused(error, ticket)
            raise
        finally:
            self._pacer.answered(ticket, self._clock())

    def _refused(self, error: RetryAfter, ticket: Ticket) -> float:
        """Everybody pauses; returns for how many seconds."""
        now, pause = self._clock(), seconds(error)
        self._pacer.refused(now, pause, ticket.departed_at)
        self._set_timer(now)
        self._metrics.flood()
        return pause

    async def _turn(self, ticket: Ticket, deadline: float, refusal: RetryAfter | None) -> None:
        asked = self._clock()
        await self._wait(ticket, asked, deadline, refusal)
        self._metrics.turn(ticket.lane, self._clock() - asked)

    async def _wait(self, ticket: Ticket, now: float, deadline: float, refusal: RetryAfter | None) -> None:
        if self._pacer.admit(ticket, now):
            return
        if not self._open:
            raise NotSentError("The bot is stopping")
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._turns[ticket] = turn
        self._pacer.add(ticket)
        self._pump()
        try:
            async with asyncio.timeout(deadline - now if deadline < math.inf else None):
                await turn
                return
        except TimeoutError:
            pass
        finally:
            if self._turns.pop(ticket, None) is not None:
                self._pacer.remove(ticket)
        raise refusal or NotSentError(f"No turn within {self._patience:g} seconds")

    def _pump(self) -> None:
        """Let everybody go who may, and come back when the next may. Runs in the loop, never waits."""
        now = self._clock()
        try:
            while (ticket := self._pacer.next(now)) is not None:
                turn = self._turns.pop(ticket, None)
                if turn is not None and not turn.done():
                    turn.set_result(None)
            self._set_timer(now)
        except Exception as error:
            self._stop(error)  # nobody may wait for ever because the pacer failed
            raise

    def _set_timer(self, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        at = self._pacer.wake_at(now)
        if at is not None:
            # Up to the next millisecond, as loops count: rounding down would spin until the time has come.
            delay = math.ceil((at - self._clock()) * 1000) / 1000
            self._timer = asyncio.get_running_loop().call_later(max(0.0, delay), self._pump)

    def _stop(self, error: Exception) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        turns, self._turns = self._turns, {}
        for ticket, turn in turns.items():
            self._pacer.remove(ticket)
            if not turn.done():
                turn.set_exception(error)


def cost(endpoint: str, data: dict[str, Any]) -> int:
    """How many messages a call counts for: 0 for a call that is none, the length of an album or a batch."""
    if not endpoint.startswith(MESSAGES) or endpoint in NOT_MESSAGES:
        return 0
    for name in SEVERAL:
        several = data.get(name)
        if isinstance(several, list | tuple):
            return max(1, len(several))
    return 1


def _chat_id(value: Any) -> int | str | None:
    if isinstance(value, str) and value.lstrip("-").isdecimal():
        return int(value)
    return value if isinstance(value, int | str) else None
