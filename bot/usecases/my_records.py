"""What a volunteer does with records: list them, withdraw one, ask for a correction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.confirming import may_correct
from bot.domain.messages import Button, Lane, Message, Push
from bot.domain.record_words import brief, who
from bot.domain.rights import Actor, Right, Role, not_allowed, require
from bot.domain.service import RecordChange, RecordState, ServiceRecord, next_state
from bot.errors import UserError
from bot.usecases.own_drafts import take_reason
from bot.usecases.record_cards import Act, acts_on, find_visible, may_hand_in
from storage import drafts, members, outbox, record_lists, records
from storage.actors import Caller, load_actor
from storage.database import Transaction

PAGE = 6
WISH = "correction-wish"  # the journey of the drafts that wait for what should be corrected


@dataclass(frozen=True, slots=True)
class MyPage:
    """A page of the actor's records, newest first; ``page`` counts from 0, ``count`` is of all records."""

    records: tuple[ServiceRecord, ...]
    page: int
    pages: int
    count: int


def my_records(tx: Transaction, actor: Actor, page: int = 0) -> MyPage:
    """A page of the actor's own records; beyond the last page it is the last one."""
    if actor.person_id is None:
        raise UserError("not-on-roster" if actor.holdings else "not-a-member")
    require(actor, Right.READ_OWN, actor.own)
    count = record_lists.count_of_person(tx, actor.person_id)
    pages = max(1, -(-count // PAGE))
    page = min(page, pages - 1)
    found = record_lists.of_person(tx, actor.person_id, limit=PAGE, offset=page * PAGE)
    return MyPage(tuple(found), page, pages, count)


def withdraw_record(
    tx: Transaction, actor: Actor, record_id: int, version: int, now: datetime
) -> ServiceRecord:
    """Take back a record that nobody has confirmed; the volunteer hears of it from somebody else's act.

    One that is withdrawn already comes back as it is. Raises ``UserError("record-moved-on")`` when the
    record is not what was shown.
    """
    record = find_visible(tx, actor, record_id)
    if not may_hand_in(actor, record):
        raise not_allowed(actor)
    if record.state is RecordState.REVOKED and record.reason is None:
        return record
    state = next_state(record.state, RecordChange.WITHDRAWN)
    moved = record.version == version and records.decide(
        tx, record, RecordChange.WITHDRAWN, state, actor.person_id, None, now
    )
    if not moved:
        raise UserError("record-moved-on")
    withdrawn = replace(record, state=state, decided_by=actor.person_id, reason=None, version=version + 1)
    if actor.person_id != record.person_id:
        message = Message("mine-told-withdrawn", {**brief(record), "by": who(actor.name)})
        push = Push("record-withdrawn", Lane.NOTICE, message, reason="reason-your-record")
        outbox.enqueue_for_people(tx, push, (record.person_id,), now)
    return withdrawn


def start_wish(tx: Transaction, actor: Actor, record_id: int, field: str, now: datetime) -> ServiceRecord:
    """Wait for the words that say what is wrong with a confirmed record of the actor's own."""
    record = _wishable(tx, actor, record_id)
    draft = drafts.create(tx, actor.telegram_id, WISH, {"record": record_id}, now)
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return record


def send_wish(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> tuple[str, ...]:
    """Pass the typed wish on to whoever may correct the record; returns their names.

    Raises ``UserError("nobody-can-correct")`` when there is nobody who can be reached.
    """
    about, words = take_reason(tx, actor, draft_id, WISH, text, "record-moved-on", now)
    record = _wishable(tx, actor, about["record"])
    asked = _correctors(tx, record)
    if not asked:
        raise UserError("nobody-can-correct")
    message = Message(
        "mine-told-wish",
        {**brief(record), "wish": words},
        ((Button("button-see-record", f"rec.card:{record.id}"),),),
    )
    push = Push("correction-wish", Lane.NOTICE, message, reason="reason-correction-wish")
    outbox.enqueue_for_people(tx, push, list(asked), now)
    return tuple(asked.values())


def _wishable(tx: Transaction, actor: Actor, record_id: int) -> ServiceRecord:
    record = find_visible(tx, actor, record_id)
    if record.person_id != actor.person_id:
        raise not_allowed(actor)
    if Act.ASK_CORRECTION not in acts_on(actor, record):
        raise UserError("record-moved-on")
    return record


def _correctors(tx: Transaction, record: ServiceRecord) -> dict[int, str]:
    """Who may correct the record, by id and name: in the branch, or without anybody there the committee."""
    near: dict[int, str] = {}
    far: dict[int, str] = {}
    for holder in members.reachable_holders(tx, record.target):
        if holder.person_id == record.person_id:
            continue
        caller = Caller(holder.telegram_id, holder.locale, "UTC", is_operator=False)
        if may_correct(load_actor(tx, caller), record):
            found = far if holder.role is Role.COMMITTEE_ADMINISTRATOR else near
            found[holder.person_id] = holder.name
    return near or far
