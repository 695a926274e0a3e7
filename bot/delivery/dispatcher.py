"""From the outbox to Telegram: each delivery waits for its turn, is marked as attempted, sent, and ended.

A delivery is marked only when its turn has come, so a crash leaves no more in doubt than was on the wire.
While the database cannot record an attempt, nothing is sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.delivery.errors import NotSentError
from bot.delivery.limiter import GRANTED, PacedLimiter
from bot.delivery.outcomes import Dead, NotSent, Outcome, Sent, Unknown, classify
from bot.delivery.rendering import keyboard, words
from bot.domain.messages import WhenUnknown
from bot.i18n import Texts
from bot.logs import get_logger
from storage import accounts, deliveries
from storage.database import Database, Transaction, is_trouble
from storage.deliveries import Delivery

log = get_logger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

WINDOW = 64  # deliveries in memory; of these only what has its turn is on the wire
IDLE_LOOK = 1.0  # seconds between looks at the outbox when nobody wakes us
TROUBLE_PAUSE = 1.0  # seconds before the database is tried again
FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=1), timedelta(minutes=5)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Dispatcher:
    """Sends what is queued; one at a time may work on a database."""

    def __init__(
        self, database: Database, bot: ExtBot[Any], limiter: PacedLimiter, texts: Texts, clock: Clock
    ) -> None:
        self._database = database
        self._bot = bot
        self._limiter = limiter
        self._texts = texts
        self._clock = clock
        self._woken = asyncio.Event()
        self._idle = asyncio.Event()
        self._sending: dict[int, asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> asyncio.Task[None]:
        """Begin; the task ends by ``stop`` only."""
        self._task = asyncio.create_task(self._work(), name="dispatcher")
        return self._task

    def wake(self) -> None:
        """Something may have been queued: look now."""
        self._idle.clear()
        self._woken.set()

    async def idle(self) -> None:
        """Wait until nothing is due and nothing is on the wire."""
        self.wake()
        await self._idle.wait()

    async def stop(self, grace: float) -> None:
        """Start nothing new, and give what is on the wire ``grace`` seconds to end."""
        self._stopping = True
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        if self._sending:
            _, late = await asyncio.wait(self._sending.values(), timeout=grace)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=1.0)

    async def _work(self) -> None:
        doubtful = await self._persist(deliveries.recover, self._clock())
        if doubtful:
            log.warning("deliveries-unknown-after-crash", count=doubtful)
        while True:
            self._woken.clear()
            found = await self._take()
            if not found and not self._sending:
                if not self._woken.is_set():
                    self._idle.set()
                await self._pause(IDLE_LOOK)
            elif len(self._sending) >= WINDOW or not found:
                # Go on as soon as one of them ends, or when something new may be more urgent.
                await self._pause(IDLE_LOOK)

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _take(self) -> int:
        room = WINDOW - len(self._sending)
        if room <= 0:
            return 0
        try:
            found = await self._database.read(deliveries.due, self._clock(), room, tuple(self._sending))
        # Whatever keeps the outbox from being read, it is tried again at the next look.
        except Exception as error:
            log.error("outbox-not-read", error=type(error).__name__)
            return 0
        for delivery in found:
            task = asyncio.create_task(self._deliver(delivery), name=f"delivery-{delivery.id}")
            self._sending[delivery.id] = task
            task.add_done_callback(lambda done, key=delivery.id: self._ended(key, done))  # type: ignore[misc] # mypy cannot infer a default argument's type
        return len(found)

    def _ended(self, delivery_id: int, task: asyncio.Task[None]) -> None:
        del self._sending[delivery_id]
        self._woken.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery-failed", delivery=delivery_id, error=type(error).__name__)

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            await self._limiter.turn(delivery.lane, delivery.chat_id, delivery.sender_id)
        except NotSentError:
            return  # stopping: it stays queued
        now = self._clock()
        if delivery.expires_at is not None and delivery.expires_at <= now:
            await self._persist(deliveries.expire, delivery.id, now)
            return
        if self._stopping or not await self._persist(deliveries.begin, delivery.id, now):
            return
        outcome = await self._send(delivery)
        await self._persist(self._conclude, delivery, outcome)

    async def _send(self, delivery: Delivery) -> Outcome:
        locale = delivery.locale or self._texts.locale_for(None)
        try:
            text = words(self._texts, locale, delivery.message)
            reason = self._texts.format(locale, delivery.reason)
            sent = await self._bot.send_message(
                delivery.chat_id,
                f"{text}\n\n<i>{reason}</i>",
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(self._texts, locale, delivery.message.buttons),
                link_preview_options=_NO_PREVIEW,
                rate_limit_args=GRANTED,
            )
        except TelegramError as error:
            return classify(error)
        return classify(None, sent.message_id)

    def _conclude(self, tx: Transaction, delivery: Delivery, outcome: Outcome) -> None:
        now = self._clock()
        match outcome:
            case Sent(message_id):
                deliveries.end(tx, delivery.id, deliveries.SENT, message_id, None, now)
            case NotSent(retry_after):
                wait = timedelta(seconds=retry_after) if retry_after else _wait(delivery.attempts)
                deliveries.requeue(tx, delivery.id, now + wait, "not-sent")
            case Unknown() if delivery.when_unknown is WhenUnknown.RESEND:
                deliveries.requeue(tx, delivery.id, now + _wait(delivery.attempts), "unknown")
            case Unknown():
                deliveries.end(tx, delivery.id, deliveries.UNKNOWN, None, "unknown", now)
            case Dead(reason):
                deliveries.end(tx, delivery.id, deliveries.DEAD, None, reason, now)
                if reason.of_the_chat:
                    accounts.set_reach(tx, delivery.chat_id, reason)

    async def _persist(
        self, function: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Write until the database takes it: what was sent must be recorded before anything else is."""
        while True:
            try:
                return await self._database.run(function, *args, **kwargs)
            except Exception as error:
                if not is_trouble(error):
                    raise
                log.error("outbox-not-written", error=type(error).__name__)
                await asyncio.sleep(TROUBLE_PAUSE)


def _wait(attempts: int) -> timedelta:
    return min(FIRST_RETRY * float(2 ** min(attempts, 20)), LONGEST_RETRY)
