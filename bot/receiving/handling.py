"""What becomes of one update: done, tried again, or set aside with its JSON."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.clock import Clock
from bot.domain.ballots import SECRET_TAPS
from bot.receiving.backoff import Backoff, retry_delay
from bot.receiving.faults import place_of
from bot.receiving.updates import Json, has_unstorable, loads, without_unstorable
from storage import inbox
from storage.database import Database

log = structlog.stdlib.get_logger(__name__)

# An update that a run left behind may be what ended it. From so many ends on it is handled with no other
# suspect beside it, so that only one is blamed for the next; after so many it is set aside. Fewer would not
# do: of many kills from outside, five in a row do meet the same innocent update.
SUSPECT_AFTER = 3
SET_ASIDE_AFTER = 20
# A process that ends sooner than so many seconds after its start ends of something else: suspects wait.
SETTLING = 1.0
DATABASE_WAITS = (0.1, 10.0)  # first and longest wait, in seconds, while the database is in trouble


@dataclass(slots=True)
class Entry:
    """An update to handle.

    Who handles it sets ``finished`` once the inbox row was marked done in a committed transaction, also
    when that transaction found it done before (``storage.inbox.finish`` gave False). ``attempts`` counts
    the failures so far. ``left`` is set for what an earlier run may have left behind, and ``begun`` says how
    many runs in a row have begun it and ended before it did.
    """

    update_id: int
    chat_key: int
    payload: str
    attempts: int = 0
    left: bool = False
    begun: int = 0
    finished: bool = False
    parsed: Json | None = field(default=None, repr=False)
    handled: bool = False  # nothing is left but the mark in the inbox
    poison: str | None = None  # the error, when nothing is left but setting it aside
    waits: Backoff | None = field(default=None, repr=False)

    @property
    def update(self) -> Any:
        """The update as plain JSON data. Raises ``UnreadableError``."""
        if self.parsed is None:
            self.parsed = loads(self.payload)
        if has_unstorable(self.payload):
            return without_unstorable(self.parsed)
        return self.parsed


Handle = Callable[[Entry], Awaitable[None]]


async def say_nothing(entry: Entry) -> None:
    """The ``on_poison`` that tells nobody."""


class Handling:
    """Brings updates to their end, one step after another.

    ``is_trouble`` tells errors of the database, which are waited out however long they last, from those of
    the update. ``on_poison`` is called after an update was set aside.
    """

    def __init__(
        self,
        database: Database,
        handle: Handle,
        clock: Clock,
        is_trouble: Callable[[BaseException], bool],
        on_poison: Handle,
    ) -> None:
        self._database = database
        self._handle = handle
        self._clock = clock
        self._is_trouble = is_trouble
        self._on_poison = on_poison
        self._suspects = asyncio.Lock()
        self._since: float | None = None  # when the first update was handled, by the loop's time

    async def step(self, entry: Entry) -> float | None:
        """Bring an update one step on; None when it has ended, else the seconds until its next try."""
        try:
            if entry.poison is not None:
                await self._set_aside(entry)
            elif entry.left:
                return await self._begin_again(entry)
            else:
                await self._work(entry)
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return await self._failed(entry, error)  # something inside was cancelled, not we
        except Exception as error:  # what it was decides about this update; the others go on
            return await self._failed(entry, error)
        return None

    async def _begin_again(self, entry: Entry) -> float | None:
        if entry.begun >= SET_ASIDE_AFTER:
            entry.poison = f"ended-the-process:{entry.begun}"
            await self._set_aside(entry)
            return None
        if entry.begun >= SUSPECT_AFTER and (delay := self._until_settled()) > 0:
            return delay
        async with self._suspects if entry.begun >= SUSPECT_AFTER else contextlib.nullcontext():
            await self._database.run(inbox.begin_again, entry.update_id, entry.begun + 1)
            entry.left = False
            await self._work(entry)
        return None

    def _until_settled(self) -> float:
        now = asyncio.get_running_loop().time()
        if self._since is None:
            self._since = now
        return self._since + SETTLING - now

    async def _work(self, entry: Entry) -> None:
        if not entry.handled:
            await self._handle(entry)
            entry.handled = True
        if not entry.finished:
            await self._database.run(inbox.finish, entry.update_id, self._clock())

    async def _failed(self, entry: Entry, error: BaseException) -> float | None:
        where = place_of(error)
        if entry.finished:
            # Its effect is stored; handling it again could only repeat the answer.
            log.error("update-failed-after-commit", update_id=entry.update_id, error=where)
            return None
        if self._is_trouble(error):
            entry.waits = entry.waits or Backoff(*DATABASE_WAITS)
            delay = entry.waits.next()
            log.warning("database-trouble", update_id=entry.update_id, error=where, delay=delay)
            return delay
        if entry.poison is not None:
            # It cannot be set aside, and not because the database is away: it stays new for a restart.
            log.critical("update-stuck", update_id=entry.update_id, error=where)
            return None
        retry = None if entry.handled else retry_delay(error, entry.attempts)
        if retry is None:
            entry.poison = where
            return await self.step(entry)
        return await self._retried(entry, where, retry)

    async def _retried(self, entry: Entry, where: str, delay: float) -> float | None:
        entry.attempts += 1
        log.warning("update-retried", update_id=entry.update_id, error=where, delay=delay)
        try:
            still_new = await self._database.run(inbox.fail, entry.update_id, where, False, self._clock())
        except Exception as error:  # the count is for restarts; the update is tried again all the same
            log.warning("attempt-not-counted", update_id=entry.update_id, error=place_of(error))
            return delay
        return delay if still_new else None

    async def _set_aside(self, entry: Entry) -> None:
        what = entry.poison or ""
        secret = any(f'"{tap}:' in entry.payload for tap in SECRET_TAPS)
        if not await self._database.run(inbox.fail, entry.update_id, what, True, self._clock(), secret):
            log.error("update-failed-after-commit", update_id=entry.update_id, error=what)
            return
        log.error("update-quarantined", update_id=entry.update_id, error=what)
        try:
            await self._on_poison(entry)
        except Exception as error:  # saying sorry is a courtesy; the update is safely aside
            log.warning("apology-failed", update_id=entry.update_id, error=place_of(error))
