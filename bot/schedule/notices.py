"""Notices by the clock: what is due goes out, what has gone out ends, who has not answered is reminded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any

from bot.schedule.alarm import Look
from bot.usecases.notice_card import Terms
from bot.usecases.notice_clock import end, gone_out, send_due
from bot.usecases.nudges import nudge_due
from storage import notice_times, notices, nudges
from storage.database import Database, Transaction


class NoticeDuty:
    """Each notice has a transaction of its own.

    A crash at any point does no harm: what was committed is not due any more, the rest still is.
    """

    def __init__(self, database: Database, terms: Terms) -> None:
        self._database = database
        self._terms = terms

    def look(self, tx: Transaction, now: datetime) -> Look:
        """What is due, and when more will be; that a notice has ended no time tells."""
        operators, period = self._terms.operators, self._terms.nudge_period
        jobs = [
            (f"send {one}", self._doing(partial(send_due, notice_id=one, operators=operators, now=now)))
            for one in notices.due(tx, now)
        ]
        jobs += [(f"end {one}", self._doing(partial(end, notice_id=one, now=now))) for one in gone_out(tx)]
        jobs += [
            (
                f"remind {plan.notice_id}",
                self._doing(partial(nudge_due, plan=plan, operators=operators, period=period, now=now)),
            )
            for plan in nudges.due(tx, now)
        ]
        return Look(jobs, notice_times.next_at(tx, now))

    def _doing(self, work: Callable[[Transaction], Any]) -> Callable[[], Awaitable[object]]:
        return partial(self._database.run, work)
