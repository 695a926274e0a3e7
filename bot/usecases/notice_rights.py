"""Who may send to an audience, and see and steer what was sent to it."""

from __future__ import annotations

from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.rights import Actor
from storage.database import Transaction
from storage.notices import NoticeRow


def may_send(tx: Transaction, actor: Actor, audience: Audience) -> bool:
    """Whether the actor may send to each branch of the audience, and read its categories if it names any."""
    raise NotImplementedError


def require_sending(tx: Transaction, actor: Actor, audience: Audience) -> None:
    """Raise ``UserError("not-allowed")`` unless ``may_send``."""
    raise NotImplementedError


def find_notice(tx: Transaction, actor: Actor, notice_id: int) -> NoticeRow:
    """The notice, for whoever may send to its audience; ``UserError("not-allowed")`` for anybody else, and
    for a number that is no notice's."""
    raise NotImplementedError


def stop_notices_of(tx: Transaction, person_id: int, now: datetime) -> int:
    """Stop and cancel what somebody sends without the right to, as it is after a change; returns how many.

    Called wherever a right, a role or an account is taken away; whoever keeps the right keeps sending.
    """
    raise NotImplementedError
