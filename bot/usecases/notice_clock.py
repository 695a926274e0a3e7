"""What the clock does about notices: those that are due are sent, and those that have gone out are ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.notices import NoticeState
from bot.usecases.notice_card import quiet_until, reach_of
from bot.usecases.notice_launch import launch
from bot.usecases.notice_news import tell_not_sent
from bot.usecases.notice_rights import hours_of, sender_of, still_may_send
from storage import audit, notices
from storage.database import Transaction
from storage.notices import NoticeRow

LATE = timedelta(minutes=10)  # later than that we were away, and what was meant for the day may come at night


def send_due(tx: Transaction, notice_id: int, operators: frozenset[int], now: datetime) -> NoticeRow | None:
    """Send a scheduled notice whose time has come; None when there is nothing to do any more.

    Rights and audience are those of this moment: without the right, or with nobody to reach, it is cancelled
    and the sender told. One that is so late that it would come in quiet hours waits for their end.
    """
    row = notices.find(tx, notice_id)
    if row is None or row.state is not NoticeState.SCHEDULED or row.send_at is None or row.send_at > now:
        return None
    if now - row.send_at > LATE:
        morning = quiet_until(row.kind, hours_of(tx, row), now)
        if morning is not None:
            notices.put_off(tx, row.id, morning)
            return None
    sender = sender_of(tx, row, operators)
    if not still_may_send(tx, row, operators):
        return _not_sent(tx, row, now, nobody=False)
    if not reach_of(tx, row.audience, sender.person_id).recipients:
        return _not_sent(tx, row, now, nobody=True)
    return launch(tx, sender, row, now)


def _not_sent(tx: Transaction, row: NoticeRow, now: datetime, *, nobody: bool) -> NoticeRow | None:
    cancelled = notices.move(tx, row, NoticeState.CANCELLED, ended_at=now)
    if cancelled is not None:
        tell_not_sent(tx, row, now, nobody=nobody)
        audit.note(tx, sender_of(tx, row), "notice-not-sent", None, now, {"notice": row.id})
    return cancelled


def gone_out(tx: Transaction) -> list[int]:
    """The notices on their way of which nothing is left to send."""
    return [one for one in notices.on_their_way(tx) if not notices.is_under_way(tx, notices.pushes(tx, one))]


def end(tx: Transaction, notice_id: int, now: datetime) -> bool:
    """A notice has gone out to everybody it will ever reach; False when it has not."""
    row = notices.get(tx, notice_id)
    if row.state is not NoticeState.SENDING or notices.is_under_way(tx, notices.pushes(tx, notice_id)):
        return False
    return notices.move(tx, row, NoticeState.ENDED, ended_at=now) is not None
