"""A sender who may send no more: whatever of theirs is still to go out stops in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.domain.notices import NoticeState
from bot.domain.rights import Actor
from bot.usecases.notice_news import tell_revoked
from bot.usecases.notice_rights import may_send, still_may_send
from bot.usecases.office_pushes import stop_office_pushes_of
from storage import audit, bindings, notices, outbox, people
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.notices import NoticeRow

_BECOMES = {
    NoticeState.AWAITING_APPROVAL: NoticeState.CANCELLED,
    NoticeState.SCHEDULED: NoticeState.CANCELLED,
    NoticeState.SENDING: NoticeState.STOPPED,
}


def stop_notices_of(tx: Transaction, actor: Actor, person_ids: Sequence[int], now: datetime) -> int:
    """Stop and cancel what these people send without the right to, after ``actor`` has changed something.

    What waits for them because of an office they have no more ends, too. Called wherever a role, a right or
    an account is taken away, after it; whoever keeps the right keeps sending, so it does no harm anywhere
    else. Returns how many notices it has stopped.
    """
    stopped = 0
    for some in _few_at_a_time(person_ids):
        stopped += _stop_of(tx, actor, some, now)
        stop_office_pushes_of(tx, some, now)
    return stopped


def _few_at_a_time(person_ids: Sequence[int]) -> Iterable[Sequence[int]]:
    # A roster file may move more people than a statement holds values.
    return (person_ids[at : at + people.BATCH] for at in range(0, len(person_ids), people.BATCH))


def _stop_of(tx: Transaction, actor: Actor, person_ids: Sequence[int], now: datetime) -> int:
    stopped = 0
    for row in notices.unfinished_of(tx, person_ids):
        if not still_may_send(tx, row):
            _stop(tx, actor, row, now)
            stopped += 1
    for push_id, notice_id, person_id in notices.queued_of(tx, person_ids):
        # A reminder or a correction, of a notice that may be somebody else's.
        if not _may_send(tx, person_id, notices.get(tx, notice_id)):
            outbox.stop(tx, [push_id], now)
    return stopped


def _stop(tx: Transaction, actor: Actor, row: NoticeRow, now: datetime) -> None:
    notices.plan_no_nudges(tx, [row.id])
    notices.stop_pushes(tx, row.id, now)
    becomes = _BECOMES.get(row.state)
    if becomes is None:
        return  # sent long ago: only its reminders end, and nobody waits for those
    ended = {"stopped_at": now} if becomes is NoticeState.STOPPED else {"ended_at": now}
    notices.move(tx, row, becomes, **ended)
    tell_revoked(tx, row, now)
    audit.note(tx, actor, "notice-revoked", row.sender_id, now, {"notice": row.id})


def _may_send(tx: Transaction, person_id: int, row: NoticeRow) -> bool:
    telegram_id = bindings.account_of(tx, person_id)
    if telegram_id is None:
        return False
    return may_send(tx, load_actor(tx, Caller(telegram_id, "", "UTC", is_operator=False)), row.audience)
