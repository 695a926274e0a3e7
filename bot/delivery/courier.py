"""One delivery on its way: put into words, waiting for its turn, marked as attempted, sent, and ended.

It is marked only when its turn has come, so a crash leaves no more in doubt than was on the wire. While the
database cannot record an attempt, nothing is sent.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.delivery.errors import NotSentError
from bot.delivery.gate import Gate
from bot.delivery.keeper import Keeper
from bot.delivery.limiter import STALE, PacedLimiter
from bot.delivery.outcomes import Dead, DeadReason, NotSent, Outcome, Sent, Unknown, classify
from bot.delivery.pacer import Ticket
from bot.delivery.rendering import Letter, letter
from bot.domain.messages import message_from_json
from bot.i18n import Texts
from bot.logs import get_logger
from storage import accounts, deliveries
from storage.database import Transaction
from storage.deliveries import Delivery
from storage.outbox import REACHABLE

log = get_logger(__name__)

FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=1), timedelta(minutes=5)
MOST_ATTEMPTS = 300  # a day of the longest waits
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Courier:
    """Takes deliveries to Telegram; any number at the same time."""

    def __init__(
        self,
        keeper: Keeper,
        bot: ExtBot[Any],
        limiter: PacedLimiter,
        texts: Texts,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keeper = keeper
        self._bot = bot
        self._limiter = limiter
        self._texts = texts
        self._clock = clock
        self._monotonic = monotonic
        self._gate = Gate(monotonic)
        self.closing = False
        self.on_the_wire: set[int] = set()  # ids that are being attempted, from the mark to the end

    def close(self) -> None:
        """Begin no further attempt."""
        self.closing = True

    async def deliver(self, delivery: Delivery) -> datetime | None:
        """Take it as far as it goes: the time to try again, or ``None`` when there is nothing more to do."""
        sheet = await self._prepared(delivery)
        patience = STALE
        while sheet is not None and not self.closing:
            passage = await self._gate.enter()
            try:
                ticket = await self._limiter.turn(delivery.lane, delivery.chat_id, delivery.sender_id)
                if not self._gate.is_valid(passage):
                    continue
                if not await self._begun(delivery):
                    return None
                if not self.closing and self._limiter.is_fresh(ticket, patience):
                    return await self._attempt(delivery, sheet, ticket)
                # The database took so long that all who waited for it would go at once, there is a pause, or
                # the bot stops. A database that is always slow delays all alike: the next turn counts.
                await self._keeper.write(deliveries.put_back, delivery.id)
                patience = math.inf
            except NotSentError:
                return None  # from the turn: the bot is stopping, and it stays queued
            finally:
                self.on_the_wire.discard(delivery.id)
                self._gate.leave(passage)
        return None

    async def _prepared(self, delivery: Delivery) -> Letter | None:
        """The delivery in words; ``None`` when it cannot be sent, which is written down."""
        if delivery.reach not in (None, REACHABLE):
            await self._drop(delivery, delivery.reach or "")
            return None
        if delivery.is_expired(self._clock()):
            await self._drop(delivery, deliveries.EXPIRED)
            return None
        try:
            message = message_from_json(orjson.loads(delivery.content))
            return letter(self._texts, delivery.locale, message, delivery.reason)
        except Exception as error:  # whatever is wrong with the content, it is wrong for good
            log.error(
                "push-unreadable",
                push=delivery.push_id,
                delivery=delivery.id,
                error=type(error).__name__,
            )
        await self._drop(delivery, deliveries.BAD_CONTENT)
        return None

    async def _begun(self, delivery: Delivery) -> bool:
        now = self._clock()
        if delivery.is_expired(now):
            await self._drop(delivery, deliveries.EXPIRED)
            return False
        self.on_the_wire.add(delivery.id)
        return await self._keeper.write(deliveries.begin, delivery.id, now)

    async def _drop(self, delivery: Delivery, why: str) -> None:
        await self._keeper.write(deliveries.drop, delivery.id, why, self._clock())

    async def _attempt(self, delivery: Delivery, sheet: Letter, ticket: Ticket) -> datetime | None:
        began = self._monotonic()
        try:
            sent = await self._bot.send_message(
                delivery.chat_id,
                sheet.text,
                parse_mode=ParseMode.HTML,
                reply_markup=sheet.keyboard,
                link_preview_options=_NO_PREVIEW,
                rate_limit_args=ticket,
            )
        except Exception as error:  # an answer that PTB cannot read is an answer of some kind, too
            outcome = classify(error)
            self._report(delivery, outcome, error, began)
        else:
            outcome = classify(None, sent.message_id)
            self._gate.report(began, answered=True)
        return await self._keeper.write(self._conclude, delivery, outcome)

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

    def _conclude(self, tx: Transaction, delivery: Delivery, outcome: Outcome) -> datetime | None:
        """Write the outcome down; returns when to try again."""
        now = self._clock()
        attempts = delivery.attempts + 1
        match outcome:
            case Sent(message_id):
                deliveries.end(tx, delivery.id, deliveries.SENT, message_id, None, now)
            case NotSent() if attempts >= MOST_ATTEMPTS:
                deliveries.end(tx, delivery.id, deliveries.DEAD, None, deliveries.GAVE_UP, now)
            case NotSent(retry_after):
                wait = timedelta(seconds=retry_after) if retry_after else waits(attempts)
                return _again(tx, delivery, now + wait, "not-sent")
            case Unknown() if delivery.may_double and attempts < deliveries.MOST_RESENT:
                return _again(tx, delivery, now + waits(attempts), "unknown")
            case Unknown():
                deliveries.end(tx, delivery.id, deliveries.UNKNOWN, None, "unknown", now)
            case Dead(reason):
                deliveries.end(tx, delivery.id, deliveries.DEAD, None, reason, now)
                if reason.of_the_chat:
                    accounts.set_reach(tx, delivery.chat_id, reason)
        return None


def _again(tx: Transaction, delivery: Delivery, at: datetime, why: str) -> datetime:
    deliveries.requeue(tx, delivery.id, at, why)
    return at


def waits(attempts: int) -> timedelta:
    """How long a delivery rests after so many attempts."""
    return min(FIRST_RETRY * float(2 ** min(attempts - 1, 20)), LONGEST_RETRY)
