"""Notices: what was written, for whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.notices import NoticeContent, NoticeKind, NoticeState
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice. Times are UTC.

    ``branch_id``: the one branch it is for, ``committee_id`` the one committee of all its branches; None when
    there are several. ``sender_id`` is None for an operator who is on no roster; ``sender_account`` is the
    Telegram id that sent it. ``people``, ``groups`` (chats) and ``missed`` (concerned, but not reachable in
    private nor through a group chat) are as they were at sending, 0 before. ``nudge_minute`` is a minute of
    the branch's day.
    """

    id: int
    branch_id: int | None
    committee_id: int | None
    sender_id: int | None
    sender_account: int
    kind: NoticeKind
    state: NoticeState
    content: NoticeContent
    audience: Audience
    revision: int
    send_at: datetime | None
    sent_at: datetime | None
    ended_at: datetime | None
    stopped_at: datetime | None
    people: int
    groups: int
    missed: int
    approved_by: int | None
    card_chat_id: int | None
    card_message_id: int | None
    nudged_at: datetime | None
    nudge_minute: int | None
    nudges_left: int
    nudge_at: datetime | None
    created_at: datetime


def find(tx: Transaction, notice_id: int) -> NoticeRow | None:
    """The notice, in whatever state; who may see it must be checked by the caller."""
    raise NotImplementedError


def note_card(tx: Transaction, notice_id: int, chat_id: int, message_id: int) -> None:
    """Remember the sender's message that shows how it goes."""
    raise NotImplementedError


def sending(tx: Transaction) -> list[NoticeRow]:
    """Notices on their way, oldest first."""
    raise NotImplementedError


def pushes(tx: Transaction, notice_id: int) -> tuple[int, ...]:
    """The ids of the pushes that carry the notice itself, in the order of its parts."""
    raise NotImplementedError
