"""The real bot with rules of the benchmark: ``python -m tests.bench.ticker API_BASE TOKEN DATABASE RATE``."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import uvloop

import bot.app
from bot.app import running
from bot.cli import spare_collections, stop_on_signals
from bot.clock import Clock, utc_now
from bot.domain.recurrence import Every, Recurrence
from bot.logs import configure_logging
from bot.office.working_days import WorkingDays
from bot.schedule.rules import RuleDuty
from bot.settings import load_settings
from bot.usecases.clock import Kind
from storage import rules
from storage.database import Database, Transaction
from storage.rules import NewRule, RuleRow, Step
from tests.bench import broadcaster
from tests.bench.obeying import obey
from tests.support.rules import TELL, tell

DAILY = Recurrence(Every.DAY, date(2026, 1, 1), 0)
FIRST = timedelta(seconds=1)  # from now to the first
_due: list[datetime] = []  # what has been fired and is not committed yet
_late: list[float] = []  # seconds from when each was due until it was queued for good


class Watched(RuleDuty):
    """Notes how late everything is, once it is committed."""

    def __init__(
        self,
        database: Database,
        kinds: Mapping[str, Kind],
        working_days: WorkingDays,
        fired: Callable[[], None],
        clock: Clock,
    ) -> None:
        def noted() -> None:
            now = clock()
            _late.extend((now - due_at).total_seconds() for due_at in _due)
            _due.clear()
            fired()

        super().__init__(database, kinds, working_days, noted, clock)


def _tell(tx: Transaction, rule: RuleRow, due_at: datetime, now: datetime, working_days: WorkingDays) -> None:
    tell(tx, rule, due_at, now, working_days)
    _due.append(due_at)


class Desk(broadcaster.Desk):
    """The operations of the bot that broadcasts, and those of its clock."""

    async def tick(self, rules: int, seconds: float) -> list[float]:
        """Let so many rules come in so many seconds, one after the other; how late each was, in seconds."""
        _late.clear()
        await self._app.database.run(_make, rules, seconds)
        async with asyncio.timeout(seconds + 60):
            while len(_late) < rules:  # noqa: ASYNC110 -- told by an event, whoever measures would get in between
                await asyncio.sleep(0.1)
        return list(_late)


def _make(tx: Transaction, count: int, seconds: float) -> None:
    begin = utc_now() + FIRST
    for number in range(count):
        at = begin + timedelta(seconds=seconds * number / count)
        new = NewRule(TELL, DAILY, "Asia/Shanghai", parameters={"people": [number + 1]})
        made = rules.create(tx, new, begin)
        rules.move_on(tx, [Step(made.id, at, at)])


async def _run(base: str, token: str, database: str, rate: str) -> None:
    configure_logging("INFO", "console")
    kinds: dict[str, Any] = {"KINDS": {TELL: _tell}, "RuleDuty": Watched}
    for name, value in kinds.items():
        setattr(bot.app, name, value)
    settings = load_settings(
        env_file=None, bot_token=token, api_base_url=base, database_url=database, web_port=0, send_rate=rate
    )
    stop = stop_on_signals()
    async with running(settings) as app:
        spare_collections()
        await obey(Desk(app), True, stop)


if __name__ == "__main__":
    uvloop.run(_run(*sys.argv[1:]))
