"""A process that only looks at the clock: ``python -m tests.durability.ticking DATABASE ORIGIN SPEED TERM``.

Its clock stood at ``BEGIN`` at the moment ORIGIN (seconds since 1970), and goes SPEED times as fast as the
real one. TERM is how many seconds its lease holds, as if it ran on another machine; 0: it needs no lease.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.delivery import holder, lease
from bot.delivery.keeper import Keeper
from bot.delivery.lease import Lease
from bot.logs import configure_logging
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


async def _tick(url: str, origin: float, speed: float, term: float) -> None:
    database = await Database.open(url)
    held = Lease(Keeper(database))
    alarm = alarm_of(database, clock_of(origin, speed), lambda: not term or held.is_held)
    print("ready", flush=True)
    if term:
        lease.TERM, lease.RENEW, lease.ASK = term, term / 3, term / 5
        holder.PROC = Path("/nowhere")
        await held.take(_nothing)
        print("held", flush=True)
        keeping = asyncio.create_task(held.keep())
        alarm.start()
        await keeping
    while True:  # far more often than a second: it may be that fast a clock
        await alarm.turn()
        await asyncio.sleep(0.001)


def _nothing(tx: Transaction, epoch: int) -> None:
    return None


if __name__ == "__main__":
    configure_logging("ERROR", "console")
    asyncio.run(_tick(sys.argv[1], *map(float, sys.argv[2:])))
