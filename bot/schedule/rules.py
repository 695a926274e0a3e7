"""The rules by the clock: many in one transaction, and one by one when there is a broken one among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from bot.clock import Clock, utc_now
from bot.office.working_days import WorkingDays
from bot.schedule.alarm import Look
from bot.usecases.clock import AT_ONCE, Fired, fire, fire_due, give_up
from bot.usecases.occasions import Kind
from storage import rules
from storage.database import Database, Transaction, is_trouble

log = structlog.stdlib.get_logger(__name__)


class RuleDuty:
    """Fires the rules that are due. ``fired`` is called after each transaction that did anything."""

    def __init__(
        self,
        database: Database,
        kinds: Mapping[str, Kind],
        working_days: WorkingDays,
        fired: Callable[[], None],
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._working_days = working_days
        self._fired = fired
        self._clock = clock
        self._kinds = kinds

    def look(self, tx: Transaction, now: datetime) -> Look:
        """Whether a rule is due, and when the next one will be."""
        jobs = [("rules", self.fire_all)] if rules.due(tx, now, 1) else []
        return Look(jobs, rules.next_at(tx, now))

    async def fire_all(self) -> bool:
        """Fire until nothing is due any more; whether anything came of it."""
        done = False
        more = True
        while more:
            now = self._clock()
            try:
                found = await self._database.run(fire_due, now, self._kinds, self._working_days)
            except Exception as error:
                if is_trouble(error):
                    raise  # nothing was done, and nothing of it is wrong
                log.warning("rules-one-by-one", error=type(error).__name__)
                done = await self._one_by_one(now) or done
            else:
                self._tell(found)
                done = done or found.did_anything
                more = found.more
        return done

    async def _one_by_one(self, now: datetime) -> bool:
        """What is due, each in a transaction of its own; whether anything came of it."""
        done = False
        for rule in await self._database.read(rules.due, now, AT_ONCE):
            try:
                found = await self._database.run(fire, rule.id, now, self._kinds, self._working_days)
            except Exception as error:
                if is_trouble(error):
                    raise
                log.exception("rule-failed", rule=rule.id, kind=rule.kind, error=type(error).__name__)
                await self._database.run(give_up, rule.id, now, self._working_days, type(error).__name__)
            else:
                self._tell(found)
                done = done or found.did_anything
        return done

    def _tell(self, found: Fired) -> None:
        if found.late or found.skipped:
            log.warning("rules-late", late=found.late, skipped=found.skipped)
        if found.count:
            self._fired()
