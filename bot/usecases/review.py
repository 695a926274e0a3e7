"""Confirming and returning: what somebody with the right does about submitted records."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.confirming import is_secretary
from bot.domain.decisions import check_may_decide, chosen_reason, reason_value
from bot.domain.messages import Button, Lane, Message, Minutes, Push
from bot.domain.record_words import brief, who
from bot.domain.rights import Actor, Right, Target, may, may_anywhere, not_allowed
from bot.domain.service import RecordChange, RecordState, ServiceRecord, next_state
from bot.errors import UserError
from bot.usecases.own_drafts import take_reason
from bot.usecases.record_cards import enterer_concerned
from storage import audit, drafts, outbox, records
from storage.database import Transaction
from storage.record_lists import Scope, count_waiting, waiting

PAGE = 5
RETURN = "return"  # the journey of the drafts that wait for a typed reason


@dataclass(frozen=True, slots=True)
class Decision:
    """A record as it stands now, whether this act changed it, and the name of who decided it.

    ``by_name`` is None for the operator, who is on no roster.
    """

    record: ServiceRecord
    changed: bool
    by_name: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what waits for the actor; ``left``: how many wait in all; ``more``: a page follows."""

    records: tuple[ServiceRecord, ...]
    after_id: int
    left: int
    more: bool

    @property
    def mark(self) -> int:
        """A number that changes with the records shown and with their versions."""
        return zlib.crc32(",".join(f"{one.id}.{one.version}" for one in self.records).encode())


@dataclass(frozen=True, slots=True)
class PageDecision:
    """The records confirmed with one tap, none when the page had changed, and the queue as it is now."""

    confirmed: tuple[ServiceRecord, ...]
    queue: Queue


def confirm_record(tx: Transaction, actor: Actor, record_id: int, version: int, now: datetime) -> Decision:
    """Confirm a submitted record as it was shown in ``version``; the volunteer is told.

    One that is confirmed already comes back unchanged. Raises ``UserError``: not allowed, or
    ``record-moved-on`` when the record is not what was shown.
    """
    record = find_for_decision(tx, actor, record_id)
    if record.state is RecordState.CONFIRMED:
        return Decision(record, False, records.decider_name(tx, record))
    decided = _decide(tx, actor, record, version, RecordChange.CONFIRMED, None, now)
    outbox.enqueue_for_people(tx, _told_confirmed(decided, actor), (record.person_id,), now)
    return Decision(decided, True, actor.name or None)


def return_record(
    tx: Transaction, actor: Actor, record_id: int, version: int, reason: str, now: datetime
) -> Decision:
    """Give a submitted record back with a stored reason (``chosen_reason`` or ``typed_reason``).

    The volunteer is told, and whoever entered it. One that is returned already comes back unchanged;
    otherwise as ``confirm_record``.
    """
    record = find_for_decision(tx, actor, record_id)
    if record.state is RecordState.RETURNED:
        return Decision(record, False, records.decider_name(tx, record))
    decided = _decide(tx, actor, record, version, RecordChange.RETURNED, reason, now)
    told = {record.person_id, *enterer_concerned(tx, record)} - {actor.person_id}
    outbox.enqueue_for_people(tx, _told_returned(decided, actor), told, now)
    return Decision(decided, True, actor.name or None)


def return_for_chosen(
    tx: Transaction, actor: Actor, record_id: int, version: int, reason: str, now: datetime
) -> Decision:
    """``return_record`` for a reason of the list, by its name."""
    return return_record(tx, actor, record_id, version, chosen_reason(reason), now)


def ask_return_reason(
    tx: Transaction, actor: Actor, record_id: int, version: int, field: str, now: datetime
) -> ServiceRecord:
    """Wait for a typed reason: the person's next text answers ``field``, with the draft as its subject."""
    record = find_submitted(tx, actor, record_id, version)
    draft = drafts.create(
        tx, actor.telegram_id, RETURN, {"record": record_id, "version": record.version}, now
    )
    drafts.ask(tx, actor.telegram_id, field, draft.id, now)
    return record


def return_for_typed(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> Decision:
    """``return_record`` for the reason that was typed in answer to ``ask_return_reason``."""
    about, reason = take_reason(tx, actor, draft_id, RETURN, text, "record-moved-on", now)
    return return_record(tx, actor, about["record"], about["version"], reason, now)


def find_for_decision(tx: Transaction, actor: Actor, record_id: int) -> ServiceRecord:
    """The record, in whatever state, for somebody who may decide about it; ``UserError`` for anybody else."""
    record = records.find(tx, record_id)
    if record is None:
        # Whether a number is taken is nobody's business.
        raise not_allowed(actor)
    check_may_decide(actor, record)
    return record


def find_submitted(tx: Transaction, actor: Actor, record_id: int, version: int) -> ServiceRecord:
    """The record that waits for a decision; ``UserError("record-moved-on")`` when it is not as shown."""
    record = find_for_decision(tx, actor, record_id)
    if record.state is not RecordState.SUBMITTED or record.version != version:
        raise UserError("record-moved-on")
    return record


def queue(tx: Transaction, actor: Actor, after_id: int = 0, size: int = PAGE) -> Queue:
    """A page of what waits for the actor, oldest first; ``UserError("not-allowed")`` without the right."""
    if not may_anywhere(actor, Right.CONFIRM_RECORD):
        raise not_allowed(actor)
    scope = scope_of(actor)
    found = waiting(tx, scope, size + 1, after_id)
    if not found and after_id:
        return queue(tx, actor)
    return Queue(tuple(found[:size]), after_id, count_waiting(tx, scope), len(found) > size)


def confirm_page(
    tx: Transaction, actor: Actor, after_id: int, count: int, mark: int, now: datetime
) -> PageDecision:
    """Confirm the ``count`` records of a page, if they are still those of its ``mark``; else none of them.

    Each volunteer is told once.
    """
    if not 1 <= count <= PAGE:
        raise UserError("button-broken")
    page = queue(tx, actor, after_id, count)
    if page.after_id != after_id or page.mark != mark:
        return PageDecision((), queue(tx, actor))
    confirmed: dict[int, list[ServiceRecord]] = {}
    for record in page.records:
        check_may_decide(actor, record)
        decided = _decide(tx, actor, record, record.version, RecordChange.CONFIRMED, None, now)
        confirmed.setdefault(record.person_id, []).append(decided)
    for person_id, decided_ones in confirmed.items():
        outbox.enqueue_for_people(tx, _told_of_page(decided_ones, actor), (person_id,), now)
    return PageDecision(tuple(one for ones in confirmed.values() for one in ones), queue(tx, actor))


def scope_of(actor: Actor) -> Scope:
    """Which waiting records the actor may decide, as far as the database can tell them apart."""

    def over(target: Target) -> bool:
        return may(actor, Right.CONFIRM_RECORD, target)

    held = actor.holdings
    person_id = actor.person_id or 0
    return Scope(
        everywhere=over(Target()),
        committees=_ids(one.committee_id for one in held if over(Target(committee_id=one.committee_id))),
        branches=_ids(one.branch_id for one in held if over(Target(branch_id=one.branch_id))),
        groups=_ids(one.group_id for one in held if over(Target(group_id=one.group_id))),
        except_person=person_id,
        except_enterer=person_id,
        own_entries_in=_ids(
            one.branch_id for one in held if one.branch_id is not None and is_secretary(actor, one.branch_id)
        ),
    )


def _ids(ids: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({one for one in ids if one is not None}))


def _decide(
    tx: Transaction,
    actor: Actor,
    record: ServiceRecord,
    version: int,
    change: RecordChange,
    reason: str | None,
    now: datetime,
) -> ServiceRecord:
    state = next_state(record.state, change)
    decided = record.version == version and records.decide(
        tx, record, change, state, actor.person_id, reason, now
    )
    if not decided:
        raise UserError("record-moved-on")
    if actor.person_id is None:
        # The record's history names everybody else; of the operator it would know nothing.
        audit.note(tx, actor, f"record-{change}", record.person_id, now, {"record": record.id})
    return replace(record, state=state, decided_by=actor.person_id, reason=reason, version=record.version + 1)


def _told_confirmed(record: ServiceRecord, actor: Actor) -> Push:
    message = Message("review-told-confirmed", {**brief(record), "by": who(actor.name)})
    return Push("record-confirmed", Lane.NOTICE, message, reason="reason-your-record")


def _told_of_page(confirmed: Sequence[ServiceRecord], actor: Actor) -> Push:
    if len(confirmed) == 1:
        return _told_confirmed(confirmed[0], actor)
    minutes = Minutes(sum(one.facts.minutes for one in confirmed))
    message = Message(
        "review-told-confirmed-several",
        {"count": len(confirmed), "minutes": minutes, "by": who(actor.name)},
    )
    return Push("record-confirmed", Lane.NOTICE, message, reason="reason-your-record")


def _told_returned(record: ServiceRecord, actor: Actor) -> Push:
    message = Message(
        "review-told-returned",
        {**brief(record), "by": who(actor.name), "reason": reason_value(record.reason or "")},
        ((Button("button-log-again", f"log.again:{record.id}"),),),
    )
    return Push("record-returned", Lane.NOTICE, message, reason="reason-your-record")
