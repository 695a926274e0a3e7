"""What is written down about an attempt, and what follows for the person or the group it was meant for."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.delivery.clerk import Clerk
from bot.delivery.outcomes import Dead, DeadReason, NotSent, Outcome, Sent, Unknown
from storage import accounts, deliveries, group_chats, group_news
from storage.database import Transaction
from storage.deliveries import DEAD, GAVE_UP, MOST_RESENT, SENT, UNKNOWN, Delivery, Ending
from storage.queue_rows import QUEUED

FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=1), timedelta(minutes=5)
MOST_ATTEMPTS = 300  # a day of the longest waits


class Endings:
    """The one place where an outcome changes tables, whoever sends."""

    def __init__(self, clerk: Clerk, clock: Clock) -> None:
        self._clerk = clerk
        self._clock = clock

    async def write(self, delivery: Delivery, may_double: bool, outcome: Outcome) -> datetime | None:
        """Returns when to try again; ``None`` when it has ended, or when it goes on from the table."""
        attempts = delivery.attempts + 1
        match outcome:
            case Sent(ids, poll_id):
                await self._clerk.end(_ended(delivery, SENT, None, ids, poll_id))
            case NotSent() if attempts >= MOST_ATTEMPTS:
                await self._clerk.end(_ended(delivery, DEAD, GAVE_UP))
            case NotSent(retry_after):
                wait = timedelta(seconds=retry_after) if retry_after else waits(attempts)
                return await self._again(delivery, wait, "not-sent")
            case Unknown() if may_double and attempts < MOST_RESENT:
                return await self._again(delivery, waits(attempts), "unknown")
            case Unknown():
                await self._clerk.end(_ended(delivery, UNKNOWN, "unknown"))
            case Dead(DeadReason.MIGRATED, int(new_chat_id)):
                await self._clerk.write(partial(_moved, delivery, new_chat_id, self._clock()))
            case Dead(DeadReason.TOPIC_GONE | DeadReason.TOPIC_CLOSED) if delivery.thread_id is not None:
                await self._clerk.write(partial(_without_topic, delivery, self._clock()))
            case Dead(reason) if reason.of_the_chat:
                await self._clerk.write(partial(_unreachable, delivery, reason, self._clock()))
            case Dead(reason):
                await self._clerk.end(_ended(delivery, DEAD, reason))
        return None

    async def _again(self, delivery: Delivery, wait: timedelta, why: str) -> datetime:
        at = self._clock() + wait
        await self._clerk.end(_queued(delivery, at, why))
        return at


def waits(attempts: int) -> timedelta:
    """How long a delivery rests after so many attempts."""
    return min(FIRST_RETRY * float(2 ** min(attempts - 1, 20)), LONGEST_RETRY)


def _ended(
    delivery: Delivery,
    state: str,
    error: str | None,
    ids: tuple[int, ...] = (),
    poll_id: str | None = None,
) -> Ending:
    first, more = (ids[0], ids[1:]) if ids else (None, ())
    return Ending(delivery.id, delivery.attempts + 1, state, first, more, error, poll_id=poll_id)


def _queued(delivery: Delivery, at: datetime, why: str) -> Ending:
    return Ending(delivery.id, delivery.attempts + 1, QUEUED, error=why, not_before=at)


def _unreachable(delivery: Delivery, reason: DeadReason, now: datetime, tx: Transaction) -> None:
    """Nothing gets through to this person or group, whoever sends: so nothing more is tried."""
    deliveries.end_many(tx, [_ended(delivery, DEAD, reason)], now)
    if delivery.chat_id < 0:
        group_news.cannot_reach(tx, delivery.chat_id, reason, now)
    else:
        accounts.set_reach(tx, delivery.chat_id, reason)


def _moved(delivery: Delivery, new_chat_id: int, now: datetime, tx: Transaction) -> None:
    """The group goes on under another id, and so does this delivery, as soon as the outbox is looked at."""
    deliveries.end_many(tx, [_queued(delivery, now, DeadReason.MIGRATED)], now)
    group_chats.migrate(tx, delivery.chat_id, new_chat_id, now)
    deliveries.readdress(tx, delivery.id, new_chat_id, DeadReason.MIGRATED, now)


def _without_topic(delivery: Delivery, now: datetime, tx: Transaction) -> None:
    """The topic is gone: its messages go to the general one from now on, this one first."""
    assert delivery.thread_id is not None
    deliveries.end_many(tx, [_queued(delivery, now, DeadReason.TOPIC_GONE)], now)
    group_news.topic_gone(tx, delivery.chat_id, delivery.thread_id, now)
