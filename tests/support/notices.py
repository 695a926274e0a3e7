"""A notice from its first word to 发送, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.notice_form import form_to_json
from bot.domain.rich_text import RichText
from bot.domain.rights import Actor
from bot.usecases import notice_drafts, sending
from bot.usecases.notice_card import Terms
from bot.usecases.notice_drafts import Piece
from storage import drafts
from storage.database import Transaction
from storage.notices import NoticeRow


def send_notice(
    tx: Transaction, actor: Actor, audience: Audience, text: str, terms: Terms, now: datetime
) -> NoticeRow:
    """Written, looked at, and sent at once, whatever the hour."""
    card = notice_drafts.start(tx, actor, terms, now, Piece(RichText(text)))
    draft, begun = notice_drafts.own_form(tx, actor, card.draft_id)
    form = replace(begun, collecting=False).for_whom(audience)
    drafts.save(tx, draft.id, form_to_json(form), now)
    notice_drafts.note_preview(tx, actor.telegram_id, draft.id, form.content_no, 1, now)
    version = notice_drafts.show(tx, actor, draft.id, terms, now).version
    return sending.send(tx, actor, draft.id, version, terms, now, at_once=True)
