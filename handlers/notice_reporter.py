"""Keeps every sender's message about a notice up to date while the notice goes out and is answered.

What is to be shown is in the database alone, so a restart loses nothing: the message goes on counting.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.delivery.rendering import keyboard, words
from bot.domain.messages import Message
from bot.domain.notices import NoticeKind, NoticeState
from bot.errors import UserError
from bot.logs import get_logger
from bot.usecases import notice_progress
from handlers.house import House
from handlers.notice_progress import Report, progress_message, report
from handlers.watch import Watch
from storage import notice_marks
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.notice_marks import Mark

log = get_logger(__name__)

# Seconds between two edits of one message while a notice goes out: as long again as it has been going out.
# Each takes the place of a message to somebody, and who waits for a minute need not see every third second.
FIRST, LONGEST = 3.0, 20.0
REST = 20  # times as long as counting took: a million deliveries are not counted all the time
AFTER_ANSWER, AFTER_CALL_UP_ANSWER = 10.0, 3.0
ANSWERED_WITHIN = timedelta(days=2)
# After a start it is not known what the messages show; older ones were right when the bot went down.
FRESH = timedelta(hours=1)


@dataclass(slots=True)
class _Shown:
    """What one message shows. By the monotonic clock: since when it has been looked after, when it was edited
    last, and how long the counting took."""

    mark: Mark | None
    text: str = ""
    began: float = 0.0
    edited: float = 0.0
    cost: float = 0.0

    def is_due(self, mark: Mark, now: float) -> bool:
        """Whether it is time to show how things stand."""
        old = self.mark
        if old is None or _stage(old) != _stage(mark):
            return True
        if mark.state is NoticeState.SENDING:
            wait = min(max(FIRST, self.edited - self.began), LONGEST)
        elif mark != old:
            wait = AFTER_CALL_UP_ANSWER if mark.kind is NoticeKind.CALL_UP else AFTER_ANSWER
        else:
            return False
        return now - self.edited >= max(wait, REST * self.cost)


def _stage(mark: Mark) -> tuple[object, ...]:
    """What is shown at once when it changes."""
    return mark.state, mark.ended_at, mark.revision, mark.message_id


class Reporter(Watch):
    """Looks every second at what has changed; edits are answers like any other, inside Telegram's limits."""

    def __init__(self, house: House, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._house = house
        self._monotonic = monotonic
        self._shown: dict[int, _Shown] = {}
        self._turn = asyncio.Lock()

    async def look(self, *, at_once: bool = False) -> None:
        """Bring the messages up to date whose time has come; ``at_once``: all in which something changed."""
        async with self._turn:
            now = self._house.clock()
            marks = await self._house.database.read(notice_marks.marks, now - ANSWERED_WITHIN)
            due = [mark for mark in marks if self._is_due(mark, now, at_once)]
            await asyncio.gather(*(self._show(mark) for mark in due))
            known = {mark.notice_id for mark in marks}
            self._shown = {one: shown for one, shown in self._shown.items() if one in known}

    def _is_due(self, mark: Mark, now: datetime, at_once: bool) -> bool:
        shown = self._shown.get(mark.notice_id)
        if shown is None:
            began = self._monotonic()
            is_fresh = mark.state is NoticeState.SENDING or (
                mark.ended_at is not None and now - mark.ended_at <= FRESH
            )
            shown = _Shown(None if is_fresh else mark, began=began)
            self._shown[mark.notice_id] = shown
        if at_once:
            return mark != shown.mark or mark.state is NoticeState.SENDING
        return shown.is_due(mark, self._monotonic())

    async def _show(self, mark: Mark) -> None:
        shown = self._shown[mark.notice_id]
        began = self._monotonic()
        try:
            rendered = await self._house.database.read(self._rendered, mark)
            shown.cost = self._monotonic() - began
            if rendered is not None:
                await self._edit(mark, *rendered)
        except TelegramError as error:
            log.info("progress-not-shown", notice=mark.notice_id, error=type(error).__name__)
        except Exception as error:  # whatever is wrong with one message, the others go on
            log.exception("progress-broken", notice=mark.notice_id, error=type(error).__name__)
            shown.mark, shown.edited = mark, self._monotonic()

    def _rendered(self, tx: Transaction, mark: Mark) -> tuple[str, Message] | None:
        """The sender's language, and the message; None for a notice that is gone."""
        house, sender = self._house, mark.sender_account
        caller = Caller(sender, house.default_locale, house.timezone, sender in house.operator_ids)
        actor = load_actor(tx, caller)
        try:
            found = report(tx, actor, mark.notice_id)
        except UserError:
            # The right to send was taken away: the counts stay theirs to see, the names do not.
            counts = notice_progress.report(tx, mark.notice_id)
            if counts is None:
                return None
            found = Report(counts, ())
        return actor.locale, progress_message(found, house.terms.per_second, actor.timezone)

    async def _edit(self, mark: Mark, locale: str, message: Message) -> None:
        house, shown = self._house, self._shown[mark.notice_id]
        text = words(house.texts, locale, message)
        if text != shown.text or shown.mark is None or mark.state is not shown.mark.state:
            try:
                await house.bot.edit_message_text(
                    text,
                    chat_id=mark.chat_id,
                    message_id=mark.message_id,
                    parse_mode=ParseMode.HTML,
                    reply_markup=keyboard(house.texts, locale, message.buttons),
                )
            except (BadRequest, Forbidden) as error:
                # It shows this already, or it is not there any more: there is nothing to make up for.
                log.debug("progress-refused", notice=mark.notice_id, error=error.message)
        shown.mark, shown.text, shown.edited = mark, text, self._monotonic()
