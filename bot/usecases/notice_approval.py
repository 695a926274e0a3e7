"""The second person of a large notice: asked, agrees or refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.rights import Actor
from bot.usecases.notice_card import AudienceNames, Reach, Terms
from storage.database import Transaction
from storage.notices import NoticeRow

REFUSAL = "notice-refusal"  # the journey of the drafts that wait for a typed reason


@dataclass(frozen=True, slots=True)
class Approval:
    """A notice that waits for a second person, or did; ``open``: it still does."""

    notice: NoticeRow
    sender: str
    names: AudienceNames
    reach: Reach
    seconds: int
    open: bool


def show_approval(tx: Transaction, actor: Actor, notice_id: int, terms: Terms) -> Approval:
    """What is to be agreed to, for who may. Raises ``UserError`` ``not-allowed``, ``notice-own-approval``."""
    raise NotImplementedError


def approve(tx: Transaction, actor: Actor, notice_id: int, now: datetime) -> NoticeRow:
    """通过: it is sent, or waits for its time; approved before, it stays as it is. The sender is told.

    Raises ``UserError`` ``not-allowed``, ``notice-own-approval``, ``notice-moved-on``.
    """
    raise NotImplementedError


def refuse(tx: Transaction, actor: Actor, notice_id: int, reason: str, now: datetime) -> NoticeRow:
    """退回 with a reason (words, 1-200 characters); the sender is told and can write it anew (``again``).

    Raises as ``approve``, and ``UserError`` for the reason as ``decisions.typed_reason``.
    """
    raise NotImplementedError


def ask_reason(tx: Transaction, actor: Actor, notice_id: int, field: str, now: datetime) -> NoticeRow:
    """Wait for a typed reason: the person's next text answers ``field``, with the draft as its subject."""
    raise NotImplementedError


def refuse_typed(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> NoticeRow:
    """``refuse`` for the reason that was typed in answer to ``ask_reason``."""
    raise NotImplementedError
