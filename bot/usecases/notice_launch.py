"""From a notice to what is sent: everything it is made of is queued in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.group_chats import TopicKind
from bot.domain.notices import NoticeState
from bot.domain.rights import Actor
from bot.usecases.notice_card import quiet_until
from bot.usecases.notice_letters import letters, place_of
from bot.usecases.notice_rights import hours_of
from storage import audiences, audit, bindings, notices, outbox
from storage.database import Transaction
from storage.notices import NoticeRow

AT_NIGHT = "notice-at-night"


def launch(tx: Transaction, actor: Actor, row: NoticeRow, now: datetime) -> NoticeRow:
    """Queue everything a notice is made of, in this transaction; ``actor`` is on whose word.

    Who gets it is decided here, and who should have and cannot is written down.
    """
    sender = row.sender_id or bindings.person_of(tx, row.sender_account)
    # An operator's turn is that of the account: what is queued in a person's ends with the person's right.
    turn = row.sender_id or -row.sender_account
    counted = audiences.count(tx, row.audience, sender)
    chats = audiences.reachable_chats(tx, row.audience)
    pushes = letters(row.content, row.kind, place_of(tx, row.audience), row.id)
    if quiet_until(row.kind, hours_of(tx, row), now) is not None:
        # Nothing comes here in quiet hours unless somebody was asked and wants it so.
        pushes = tuple(replace(push, kind=AT_NIGHT) for push in pushes)
    ids = [outbox.keep(tx, push, now, sender, row.id, part) for part, push in enumerate(pushes, start=1)]
    people = audiences.enqueue(tx, ids, pushes[0], row.audience, sender, now, turn)
    groups = 0
    for push_id, push in zip(ids, pushes, strict=True):
        groups = outbox.enqueue_for_groups(tx, push_id, push, chats, TopicKind.NOTICE, now, turn)
    audiences.keep_missed(tx, row.id, row.audience, chats, sender)
    missed = sum(counted.missed.values())
    sent = notices.move(
        tx, row, NoticeState.SENDING, sent_at=now, people=people, groups=groups, missed=missed
    )
    if sent is None:
        raise LookupError(f"notice {row.id} has moved on")
    detail = {"notice": row.id, "people": people, "groups": groups}
    audit.note(tx, actor, "notice-sent", None, now, detail)
    return sent
