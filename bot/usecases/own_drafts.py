"""Opening the actor's own half-filled forms; whoever presses a button of another's is told so calmly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.domain.decisions import typed_reason
from bot.domain.rights import Actor, not_allowed
from bot.errors import UserError
from storage import drafts
from storage.database import Transaction
from storage.drafts import Draft


def own_open(
    tx: Transaction, actor: Actor, draft_id: int, journey: str, over: str = "button-broken"
) -> Draft:
    """The actor's open draft. Raises ``UserError`` ``button-broken``, or ``over`` for one that has ended."""
    draft = drafts.find_own(tx, draft_id, journey, actor.telegram_id)
    if draft is None:
        raise UserError("button-broken")
    if draft.state != drafts.OPEN:
        raise UserError(over)
    return draft


def own_card(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    journey: str,
    require: Callable[[Actor], object],
    *,
    others: str,
    cancelled: str,
) -> Draft:
    """The draft of a card that others can see, too; open, or done and not forgotten yet.

    ``require`` raises for whoever has lost the right to such drafts. Raises ``UserError``: ``others`` for
    somebody else's, ``cancelled``, and ``button-broken`` for none, or one done so long ago that it is blank.
    """
    draft = drafts.find(tx, draft_id)
    if draft is None or draft.journey != journey:
        raise UserError("button-broken")
    if draft.telegram_id != actor.telegram_id:
        raise UserError(others)
    require(actor)
    if draft.state == drafts.CANCELLED:
        raise UserError(cancelled)
    if not draft.data:
        raise UserError("button-broken")
    return draft


def take_reason(
    tx: Transaction, actor: Actor, draft_id: int, journey: str, text: str, over: str, now: datetime
) -> tuple[dict[str, Any], str]:
    """What a reason was asked for, and the reason that was typed: the draft ends, nothing is asked any more.

    Raises ``UserError`` ``not-allowed`` for somebody else's draft, ``over`` for one that has ended, and what
    ``typed_reason`` raises.
    """
    draft = drafts.find_own(tx, draft_id, journey, actor.telegram_id)
    if draft is None:
        raise not_allowed(actor)
    reason = typed_reason(text)
    drafts.forget_question(tx, actor.telegram_id)
    if not drafts.close(tx, draft_id, drafts.DONE, now):
        raise UserError(over)
    return draft.data, reason
