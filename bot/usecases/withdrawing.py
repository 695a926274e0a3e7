"""撤回: a notice that is out is taken back, as far as Telegram allows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.messages import Lane, Message, Operation, Push, Value, WhenUnknown
from bot.domain.notices import NoticeState, may_become
from bot.domain.rights import Actor
from bot.errors import UserError
from bot.usecases.notice_changes import change_everywhere
from bot.usecases.notice_rights import find_notice
from bot.usecases.receipts import about, is_call_up
from storage import audit, notice_changes, notices
from storage.database import Transaction
from storage.notice_changes import Stays, TakenBack
from storage.notices import NoticeRow

DELETABLE = timedelta(hours=48)  # Telegram's limit for deleting a message
NAMED = 10  # of those with whom a withdrawn notice stays


@dataclass(frozen=True, slots=True)
class Withdrawable:
    """A notice before it is taken back. ``is_old``: some of its messages cannot be deleted any more."""

    notice: NoticeRow
    about: Value
    is_withdrawn: bool
    is_old: bool


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A notice that is taken back, how far that is, and some of those with whom it stays."""

    notice: NoticeRow
    about: Value
    progress: TakenBack
    staying: tuple[Stays, ...]


def ask_withdraw(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> Withdrawable:
    """What 撤回 would be about. Raises as ``find_withdrawable``."""
    notice = find_withdrawable(tx, actor, notice_id)
    return Withdrawable(
        notice,
        about(notice.content),
        is_withdrawn=notice.state is NoticeState.WITHDRAWN,
        is_old=notice.sent_at is not None and now - notice.sent_at > DELETABLE,
    )


def find_withdrawable(tx: Transaction, actor: Actor, notice_id: int) -> NoticeRow:
    """A notice that can be taken back or is already. Raises ``UserError`` ``not-allowed``,
    ``withdraw-not-now``."""
    notice = find_notice(tx, actor, notice_id)
    if notice.state is not NoticeState.WITHDRAWN and not may_become(notice.state, NoticeState.WITHDRAWN):
        raise UserError("withdraw-not-now")
    return notice


def withdraw(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> Withdrawal:
    """撤回: nothing more goes out, and what has arrived is deleted wherever Telegram allows it, the reminders
    too. Withdrawn before, it stays so.

    Telegram lets nobody delete a message after 48 hours, and what may or may not have arrived cannot be
    deleted: ``show_withdrawal`` says where that is so. Raises as ``find_withdrawable``.
    """
    notice = find_withdrawable(tx, actor, notice_id)
    if notice.state is not NoticeState.WITHDRAWN:
        moved = notices.move(tx, notice, NoticeState.WITHDRAWN)
        if moved is None:
            raise UserError("withdraw-not-now")
        notices.stop_pushes(tx, notice_id, now)
        notices.plan_no_nudges(tx, [notice_id])
        lane = Lane.URGENT if is_call_up(notice) else Lane.NOTICE
        push = Push(
            "notice-withdrawn",
            lane,
            Message(""),
            reason="",
            when_unknown=WhenUnknown.RESEND,  # what is gone cannot be deleted a second time
            operation=Operation.DELETE,
        )
        for push_id in notice_changes.messages(tx, notice_id):
            change_everywhere(tx, actor, moved, push, push_id, now)
        audit.note(tx, actor, "notice-withdrawn", None, now, {"notice": notice_id})
    return show_withdrawal(tx, actor, notice_id)


def show_withdrawal(tx: Transaction, actor: Actor, notice_id: int) -> Withdrawal:
    """How far it has been taken back. Raises as ``find_withdrawable``."""
    notice = find_withdrawable(tx, actor, notice_id)
    progress = notice_changes.taken_back(tx, notice_id)
    staying = notice_changes.staying(tx, notice_id, NAMED) if progress.stays else []
    return Withdrawal(notice, about(notice.content), progress, tuple(staying))
