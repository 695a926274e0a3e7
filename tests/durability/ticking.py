"""A process that only looks at the clock, as the nursery forks it.

Its clock stood at ``BEGIN`` at the moment ``origin`` (seconds since 1970), and goes ``speed`` times as fast
as the real one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.delivery.keeper import Keeper
from bot.delivery.lease import Lease
from bot.office.working_days import WorkingDays
from bot.schedule.alarm import Alarm
from bot.schedule.rules import RuleDuty
from storage.database import Database, Transaction
from tests.support.rules import KINDS

BEGIN = datetime(2027, 1, 1, tzinfo=UTC)
DAYS = WorkingDays()


def clock_of(origin: float, speed: float) -> Clock:
    """A clock that goes so fast."""
    return lambda: BEGIN + timedelta(seconds=(time.time() - origin) * speed)


def alarm_of(database: Database, clock: Clock, is_on_duty: Callable[[], bool]) -> Alarm:
    """The alarm clock that tells of rules."""
    duty = RuleDuty(database, KINDS, DAYS, lambda: None, clock)
    return Alarm(database, [duty], is_on_duty, lambda: None, clock)


async def tick(url: str, origin: float, speed: float, *, needs_lease: bool) -> None:
    """Look at the clock until the end of the process."""
    database = await Database.open(url)
    held = Lease(Keeper(database))
    alarm = alarm_of(database, clock_of(origin, speed), lambda: held.is_held or not needs_lease)
    if needs_lease:
        await held.take(_nothing)
        keeping = asyncio.create_task(held.keep())
        alarm.start()
        await keeping
    while True:  # far more often than a second: it may be that fast a clock
        await alarm.turn()
        await asyncio.sleep(0.001)


def _nothing(tx: Transaction, epoch: int) -> None:
    return None
