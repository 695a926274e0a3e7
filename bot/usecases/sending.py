"""Sending a notice: at once, later, again, and stopping it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.rights import Actor
from bot.usecases.notice_card import Terms
from storage.database import Transaction
from storage.notices import NoticeRow


def send(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    version: int,
    terms: Terms,
    now: datetime,
    *,
    at_once: bool = False,
) -> NoticeRow:
    """发送: the notice is on its way, waits for its time or for a second person; which, its state says.

    However often it is pressed it is sent once: later presses give the same notice. In quiet hours it waits
    for their end unless it is a call-up, has a time of its own, or ``at_once``. Raises ``UserError``:
    ``not-allowed``, ``notice-changed`` (the card is not the newest ``version``), ``notice-empty``,
    ``notice-unfinished``, ``notice-not-previewed``, ``notice-nobody``, ``notice-no-audience``,
    ``notice-time-past``, ``notice-nobody-approves``, ``notice-draft-cancelled``.
    """
    raise NotImplementedError


def cancel_scheduled(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> NoticeRow:
    """Take back a notice that waits for its time or for approval; one that was taken back stays so.

    Raises ``UserError`` ``not-allowed``, ``notice-sent-already``.
    """
    raise NotImplementedError


def stop(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> NoticeRow:
    """停止: with this transaction nothing more goes out; one that has ended or was stopped stays as it is.

    Raises ``UserError("not-allowed")``.
    """
    raise NotImplementedError


def send_due(tx: Transaction, notice_id: int, operators: frozenset[int], now: datetime) -> NoticeRow | None:
    """Send a scheduled notice whose time has come; None when there is nothing to do any more.

    Rights and audience are those of this moment: without the right it is cancelled and the sender told.
    """
    raise NotImplementedError


def resend_unknown(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> int:
    """Send again to those of whom nobody knows whether it arrived; returns how many.

    By choice only: some will get it twice. Raises ``UserError`` ``not-allowed``, ``notice-stopped``.
    """
    raise NotImplementedError
