"""What was to come to somebody because of an office, overnight perhaps: it ends with the office."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from bot.domain.rights import Right, may
from storage import bindings, office_pushes, people
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.deliveries import STOPPED, drop_many

# Why something comes, and without which right it must not.
NEEDED: Mapping[str, Right] = MappingProxyType(
    {
        "reason-approve-notice": Right.SEND_NOTICE,
        "reason-correction-wish": Right.CORRECT_RECORD,
        "reason-dues-month-end": Right.KEEP_DUES,
        "reason-honour-prompt": Right.SETTLE_YEAR,
        "reason-honour-secretary": Right.SETTLE_YEAR,
        "reason-meeting-draft": Right.RUN_MEETINGS,
        "reason-meeting-leave": Right.RUN_MEETINGS,
        "reason-pledge-review": Right.REVIEW_PLEDGES,
        "reason-review-request": Right.CONFIRM_RECORD,
        "reason-settlement-secretary": Right.SETTLE_YEAR,
        "reason-task-secretary": Right.RUN_MEETINGS,
    }
)


def stop_office_pushes_of(tx: Transaction, person_ids: Collection[int], now: datetime) -> None:
    """End what waits for these people for the sake of a right that they have no more in their own branch."""
    waiting = office_pushes.waiting(tx, person_ids, NEEDED)
    lost = {one: _lost(tx, one) for one in {person_id for _, person_id, _ in waiting}}
    ended = [delivery_id for delivery_id, one, reason in waiting if NEEDED[reason] in lost[one]]
    if ended:
        drop_many(tx, ended, STOPPED, now)


def _lost(tx: Transaction, person_id: int) -> frozenset[Right]:
    member, telegram_id = people.find(tx, person_id), bindings.account_of(tx, person_id)
    wanted = frozenset(NEEDED.values())
    if member is None or telegram_id is None:
        return wanted
    actor = load_actor(tx, Caller(telegram_id, "", "UTC", is_operator=False))
    target = people.target(tx, member)
    return frozenset(right for right in wanted if not may(actor, right, target))
