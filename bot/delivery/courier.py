"""One delivery on its way: put into words, waiting for its turn, marked as attempted, sent, and ended.

It is marked only when its turn has come, so a crash leaves no more in doubt than was on the wire. While the
database cannot record an attempt, nothing is sent.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.clock import Clock
from bot.delivery.bot import LeanBot
from bot.delivery.calls import DELETE_ONE, DELETE_SEVERAL, Call, message_ids, poll_id
from bot.delivery.clerk import Clerk, Mark
from bot.delivery.endings import Endings
from bot.delivery.errors import NotSentError
from bot.delivery.gate import Gate
from bot.delivery.lease import Lease
from bot.delivery.limiter import STALE, PacedLimiter
from bot.delivery.metrics import Metrics
from bot.delivery.outcomes import Dead, DeadReason, NotSent, Outcome, Sent, Unknown, classify
from bot.delivery.shelf import Shelf
from bot.delivery.tickets import Ticket
from bot.domain.messages import Operation
from bot.logs import get_logger
from storage import deliveries
from storage.deliveries import Delivery, Parcel

log = get_logger(__name__)

_WORDS = {Sent: "sent", NotSent: "not-sent", Unknown: "unknown", Dead: "dead"}


class Courier:
    """Takes deliveries to Telegram; any number at the same time."""

    def __init__(
        self,
        clerk: Clerk,
        shelf: Shelf,
        lease: Lease,
        bot: LeanBot,
        limiter: PacedLimiter,
        clock: Clock,
        metrics: Metrics,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clerk = clerk
        self._shelf = shelf
        self._lease = lease
        self._bot = bot
        self._limiter = limiter
        self._clock = clock
        self._metrics = metrics
        self._monotonic = monotonic
        self._gate = Gate(monotonic)
        self._endings = Endings(clerk, clock)
        self.closing = False
        self.on_the_wire: set[int] = set()  # ids that are being attempted, from the mark to the end

    def close(self) -> None:
        """Begin no further attempt."""
        self.closing = True

    async def deliver(self, delivery: Delivery) -> datetime | None:
        """Take it as far as it goes: the time to try again, or ``None`` when there is nothing more to do."""
        patience = STALE
        ticket: Ticket | None = None
        while not self.closing:
            found = await self._prepared(delivery)
            if found is None:
                return None
            parcel, call = found
            passage = await self._gate.enter()
            try:
                cost = call.cost if parcel.operation == Operation.SEND else len(delivery.about_ids)
                ticket = await self._limiter.turn(
                    delivery.lane, delivery.chat_id, delivery.sender, cost, ticket
                )
                if not self._gate.is_valid(passage):
                    continue
                self.on_the_wire.add(delivery.id)
                mark = await self._clerk.begin(delivery.id, parcel.revision)
                if mark is Mark.REFUSED:
                    return None
                if mark is Mark.OUTDATED:
                    await self._shelf.reload(delivery.push_id)
                    continue
                if mark is Mark.SILENTLY:
                    call = call.silently()
                if await self._limiter.may_go(ticket, patience) and not self.closing and self._lease.is_held:
                    return await self._attempt(delivery, parcel, call, ticket)
                # The database took so long that all who waited for it would go at once, there is a pause, or
                # the bot stops. A database that is always slow delays all alike: the next turn counts.
                await self._clerk.put_back(delivery.id)
                patience = math.inf
            except NotSentError:
                return None  # from the turn: the bot is stopping, and it stays queued
            finally:
                self.on_the_wire.discard(delivery.id)
                self._gate.leave(passage)
        return None

    async def _prepared(self, delivery: Delivery) -> tuple[Parcel, Call] | None:
        """What to say; ``None`` when it cannot be sent, which is written down."""
        found = await self._shelf.sheet(delivery) if delivery.is_reachable else None
        why = self._why_not(delivery, found)
        if why is None:
            return found
        now = self._clock()
        await self._clerk.write(lambda tx: deliveries.drop(tx, delivery.id, why, now))
        return None

    def _why_not(self, delivery: Delivery, found: tuple[Parcel, Call] | None) -> str | None:
        """What keeps a delivery from being sent, as far as it is known already."""
        if not delivery.is_reachable:
            return delivery.reach
        if found is None:
            return deliveries.BAD_CONTENT
        parcel, _ = found
        if parcel.is_expired(self._clock()):
            return deliveries.EXPIRED
        if parcel.operation != Operation.SEND and not delivery.about_ids:
            return deliveries.NO_MESSAGE
        return None

    async def _attempt(
        self, delivery: Delivery, parcel: Parcel, call: Call, ticket: Ticket
    ) -> datetime | None:
        began = self._monotonic()
        self._metrics.tried(delivery.lane, (self._clock() - delivery.not_before).total_seconds())
        try:
            result = await self._limiter.spend(ticket, partial(self._make, delivery, parcel, call))
            outcome = classify(None, message_ids(result), poll_id(result))
        except Exception as error:  # an answer that cannot be read is an answer of some kind, too
            outcome = classify(error)
            self._report(delivery, outcome, error, began)
        else:
            self._gate.report(began, answered=True)
        self._metrics.ended(delivery.lane, _WORDS[type(outcome)])
        return await self._endings.write(delivery, parcel.may_double, outcome)

    async def _make(self, delivery: Delivery, parcel: Parcel, call: Call) -> Any:
        match parcel.operation:
            case Operation.SEND:
                return await self._bot.post(call.method, call.to(delivery.chat_id, delivery.thread_id))
            case Operation.EDIT | Operation.CLOSE:
                return await self._bot.post(call.method, call.about(delivery.chat_id, delivery.about_ids[0]))
            case Operation.DELETE:
                return await self._delete(delivery.chat_id, delivery.about_ids)

    async def _delete(self, chat_id: int, ids: tuple[int, ...]) -> Any:
        if len(ids) > 1:
            try:
                return await self._bot.post(DELETE_SEVERAL, {"chat_id": chat_id, "message_ids": ids})
            except BadRequest:
                pass  # one of them cannot be deleted; the others still can
        refused: BadRequest | None = None
        for message_id in ids:
            try:
                await self._bot.post(DELETE_ONE, {"chat_id": chat_id, "message_id": message_id})
            except BadRequest as error:
                if isinstance(classify(error), Dead):
                    refused = error
        if refused is not None:
            raise refused
        return True

    def _report(self, delivery: Delivery, outcome: Outcome, error: Exception, began: float) -> None:
        refused = isinstance(error, InvalidToken)
        lost = isinstance(outcome, Unknown) or (isinstance(outcome, NotSent) and outcome.retry_after is None)
        self._gate.report(began, answered=not lost, token_refused=refused)
        if refused:
            log.critical("token-refused", delivery=delivery.id)
        elif outcome == Dead(DeadReason.BAD_CONTENT) or not isinstance(error, TelegramError):
            log.error("push-refused", push=delivery.push_id, delivery=delivery.id, error=type(error).__name__)
        else:
            log.info("push-not-arrived", delivery=delivery.id, outcome=type(outcome).__name__)
