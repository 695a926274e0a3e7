"""What the sender of a notice hears when somebody else, or the clock, has decided about it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Buttons, Lane, Message, Push, Term, Value
from bot.domain.rights import Actor
from bot.usecases.notice_letters import headline
from storage import bindings, outbox
from storage.database import Transaction
from storage.notices import NoticeRow

KIND = "notice-news"


def about(row: NoticeRow) -> Value:
    """The first words of a notice, or that it has none."""
    return headline(row.content) or Term("sending-no-words")


def name_of(actor: Actor) -> Value:
    """Who acted, by name; an operator may have none."""
    return actor.name or Term("sending-operator")


def tell_stopped(tx: Transaction, actor: Actor, row: NoticeRow, now: datetime) -> None:
    """Somebody else has stopped it."""
    _tell(tx, row, Message("sending-push-stopped", {"name": name_of(actor), "headline": about(row)}), now)


def tell_cancelled(tx: Transaction, actor: Actor, row: NoticeRow, now: datetime) -> None:
    """Somebody else has taken it back before it was sent."""
    _tell(tx, row, Message("sending-push-cancelled", {"name": name_of(actor), "headline": about(row)}), now)


def tell_approved(tx: Transaction, actor: Actor, row: NoticeRow, at_once: bool, now: datetime) -> None:
    """The second person has agreed."""
    values = {"name": name_of(actor), "headline": about(row), "when": "now" if at_once else "later"}
    _tell(tx, row, Message("sending-push-approved", values), now)


def tell_refused(tx: Transaction, actor: Actor, row: NoticeRow, reason: str, now: datetime) -> None:
    """The second person has given it back."""
    values = {"name": name_of(actor), "headline": about(row), "reason": reason}
    buttons = ((Button("button-write-again", f"ntc.copy:{row.id}"),),)
    _tell(tx, row, Message("sending-push-refused", values, buttons), now)


def tell_revoked(tx: Transaction, row: NoticeRow, now: datetime) -> None:
    """The right to send it is gone, and with it everything that had not gone out."""
    _tell(tx, row, Message("sending-push-revoked", {"headline": about(row)}), now)


def tell_not_sent(tx: Transaction, row: NoticeRow, now: datetime, *, nobody: bool) -> None:
    """Its time came, but the right was gone, or (``nobody``) so were all who could be reached."""
    key = "sending-push-nobody" if nobody else "sending-push-no-right"
    buttons: Buttons = ((Button("button-write-again", f"ntc.copy:{row.id}"),),) if nobody else ()
    _tell(tx, row, Message(key, {"headline": about(row)}, buttons), now)


def _tell(tx: Transaction, row: NoticeRow, message: Message, now: datetime) -> None:
    """To the person, at whatever account is theirs now; an operator on no roster has only the account."""
    push = Push(KIND, Lane.NOTICE, message, "reason-own-notice")
    if row.sender_id is None:
        outbox.enqueue_for_account(tx, push, row.sender_account, now)
    elif bindings.account_of(tx, row.sender_id) is not None:
        outbox.enqueue_for_people(tx, push, [row.sender_id], now)
