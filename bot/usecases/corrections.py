"""Correcting and revoking a confirmed record: only with the right and a reason, and both sides hear of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.confirming import may_correct
from bot.domain.decisions import check_not_own, typed_reason
from bot.domain.messages import Button, Lane, Message, Push, Term
from bot.domain.record_words import brief, who
from bot.domain.rights import Actor, Right, not_allowed, require
from bot.domain.service import (
    RecordChange,
    RecordState,
    ServiceFacts,
    ServiceRecord,
    check_facts,
    local_now,
)
from bot.domain.service_draft import ServiceForm, form_of
from bot.domain.service_draft_json import form_from_json, form_to_json
from bot.errors import UserError
from bot.usecases.correction_fields import field_named, picked, typed
from bot.usecases.record_cards import Difference, differences_of, enterer_concerned, note_read
from storage import audit, branches, drafts, outbox, record_lists, records
from storage.database import Transaction

CORRECTION = "correction"
REVOCATION = "revocation"
NEAR_DAYS = 3  # the days offered as buttons lie so near to the recorded one


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """A correction being made: the record as it is, the new facts, what differs, and the days to pick."""

    draft_id: int
    record: ServiceRecord
    facts: ServiceFacts
    differences: tuple[Difference, ...]
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corrected or revoked record as it is now."""

    record: ServiceRecord
    differences: tuple[Difference, ...]


def open_correction(
    tx: Transaction, actor: Actor, record_id: int, version: int, now: datetime
) -> CorrectionCard:
    """Begin to correct a confirmed record as it was shown in ``version``."""
    record = _correctable(tx, actor, record_id, version)
    note_read(tx, actor, record, now)
    form = form_of(record, ())
    draft = drafts.create(tx, actor.telegram_id, CORRECTION, form_to_json(form), now)
    return _card(tx, draft.id, record, form, now)


def show_correction(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> CorrectionCard:
    """The correction as it stands; ``UserError`` when it has ended or the record is not the same any more."""
    record, form = _open(tx, actor, draft_id)
    return _card(tx, draft_id, record, form, now)


def return_to_correction(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> CorrectionCard:
    """``show_correction`` on the way back from a question, which is asked no more."""
    card = show_correction(tx, actor, draft_id, now)
    drafts.forget_question(tx, actor.telegram_id)
    return card


def ask_field(
    tx: Transaction, actor: Actor, draft_id: int, name: str, question: str, now: datetime
) -> CorrectionCard:
    """Wait for the typed value of a field; ``question`` is what the answer comes back under."""
    field_named(name)
    record, form = _open(tx, actor, draft_id)
    drafts.ask(tx, actor.telegram_id, question, draft_id, now)
    return _card(tx, draft_id, record, form, now)


def pick_value(
    tx: Transaction, actor: Actor, draft_id: int, name: str, word: str, now: datetime
) -> CorrectionCard:
    """Set a field to what a button says; ``UserError("button-broken")`` for anything that no button says."""
    field = field_named(name)
    return _set(tx, actor, draft_id, lambda form: picked(form, field, word), now)


def type_value(
    tx: Transaction, actor: Actor, draft_id: int, name: str, text: str, now: datetime
) -> CorrectionCard:
    """Set a field to what was typed; ``UserError`` when it cannot be understood or breaks a limit."""
    field = field_named(name)
    record, _ = _open(tx, actor, draft_id)
    today = _local(tx, record, now).date()
    return _set(tx, actor, draft_id, lambda form: typed(form, field, text, today), now)


def ask_reason(tx: Transaction, actor: Actor, draft_id: int, question: str, now: datetime) -> CorrectionCard:
    """Wait for the typed reason, once something differs."""
    record, form = _open(tx, actor, draft_id)
    _check_changed(record, form.facts())
    drafts.ask(tx, actor.telegram_id, question, draft_id, now)
    return _card(tx, draft_id, record, form, now)


def correct_record(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> Corrected:
    """Apply the correction with its typed reason; the volunteer and whoever confirmed hear of it."""
    record, form = _open(tx, actor, draft_id)
    reason, facts = typed_reason(text), form.facts()
    _check_changed(record, facts)
    _check_limits(tx, record, facts, now)
    drafts.forget_question(tx, actor.telegram_id)
    drafts.close(tx, draft_id, drafts.DONE, now)
    done = records.rewrite(
        tx, record, facts, RecordChange.CORRECTED, RecordState.CONFIRMED, actor.person_id, reason, now
    )
    if not done:
        raise UserError("record-moved-on")
    corrected = replace(record, facts=facts, reason=reason, version=record.version + 1)
    differences = differences_of(record.facts, facts)
    audit.note(tx, actor, "record-corrected", record.person_id, now, {"record": record.id})
    _tell(tx, actor, record, "corrections-told-corrected", reason, differences, now)
    return Corrected(corrected, differences)


def drop_correction(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> ServiceRecord | None:
    """Let a correction be; the record it was about, or None when it had ended before."""
    draft = drafts.find_own(tx, draft_id, CORRECTION, actor.telegram_id)
    if draft is None:
        raise not_allowed(actor)
    drafts.forget_question(tx, actor.telegram_id)
    if not drafts.close(tx, draft_id, drafts.CANCELLED, now):
        return None
    returned = form_from_json(draft.data).returned
    return records.find(tx, returned.record_id) if returned else None


def ask_revoke_reason(
    tx: Transaction, actor: Actor, record_id: int, version: int, question: str, now: datetime
) -> ServiceRecord:
    """Wait for the typed reason for revoking a confirmed record."""
    record = _correctable(tx, actor, record_id, version)
    data = {"record": record_id, "version": version}
    draft = drafts.create(tx, actor.telegram_id, REVOCATION, data, now)
    drafts.ask(tx, actor.telegram_id, question, draft.id, now)
    return record


def revoke_record(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> Corrected:
    """Revoke the record with its typed reason: it counts no more, for good. Both sides hear of it."""
    draft = _own_draft(tx, actor, draft_id, REVOCATION)
    record = _correctable(tx, actor, draft.data["record"], draft.data["version"])
    reason = typed_reason(text)
    drafts.forget_question(tx, actor.telegram_id)
    drafts.close(tx, draft_id, drafts.DONE, now)
    done = records.decide(tx, record, RecordChange.REVOKED, RecordState.REVOKED, actor.person_id, reason, now)
    if not done:
        raise UserError("record-moved-on")
    audit.note(tx, actor, "record-revoked", record.person_id, now, {"record": record.id})
    _tell(tx, actor, record, "corrections-told-revoked", reason, (), now)
    revoked = replace(
        record,
        state=RecordState.REVOKED,
        decided_by=actor.person_id,
        reason=reason,
        version=record.version + 1,
    )
    return Corrected(revoked, ())


def _correctable(tx: Transaction, actor: Actor, record_id: int, version: int) -> ServiceRecord:
    record = records.find(tx, record_id)
    if record is None:
        raise not_allowed(actor)
    require(actor, Right.CORRECT_RECORD, record.target)
    check_not_own(actor, record)
    if not may_correct(actor, record):
        raise UserError("record-entered-by-you")
    if record.state is not RecordState.CONFIRMED or record.version != version:
        raise UserError("record-moved-on")
    return record


def _own_draft(tx: Transaction, actor: Actor, draft_id: int, journey: str) -> drafts.Draft:
    draft = drafts.find_own(tx, draft_id, journey, actor.telegram_id)
    if draft is None:
        raise not_allowed(actor)
    if draft.state != drafts.OPEN:
        raise UserError("correction-over")
    return draft


def _open(tx: Transaction, actor: Actor, draft_id: int) -> tuple[ServiceRecord, ServiceForm]:
    form = form_from_json(_own_draft(tx, actor, draft_id, CORRECTION).data)
    if form.returned is None:
        raise AssertionError("a correction names its record")
    return _correctable(tx, actor, form.returned.record_id, form.returned.version), form


def _card(
    tx: Transaction, draft_id: int, record: ServiceRecord, form: ServiceForm, now: datetime
) -> CorrectionCard:
    today = _local(tx, record, now).date()
    near = (record.facts.day + timedelta(days=days) for days in range(-NEAR_DAYS, NEAR_DAYS + 1))
    facts = form.facts()
    return CorrectionCard(
        draft_id,
        record,
        facts,
        differences_of(record.facts, facts),
        tuple(day for day in near if day <= today and day != facts.day),
    )


def _set(
    tx: Transaction,
    actor: Actor,
    draft_id: int,
    change: Callable[[ServiceForm], ServiceForm],
    now: datetime,
) -> CorrectionCard:
    record, form = _open(tx, actor, draft_id)
    form = change(form)
    _check_limits(tx, record, form.facts(), now)
    drafts.save(tx, draft_id, form_to_json(form), now)
    drafts.forget_question(tx, actor.telegram_id)
    return _card(tx, draft_id, record, form, now)


def _check_changed(record: ServiceRecord, facts: ServiceFacts) -> None:
    if facts == record.facts:
        raise UserError("correction-nothing")


def _check_limits(tx: Transaction, record: ServiceRecord, facts: ServiceFacts, now: datetime) -> None:
    """The limits of any record; how far back the day may lie counts from when it was handed in."""
    branch = branches.get(tx, record.branch_id)
    local = local_now(now, branch.timezone)
    handed_in = local_now(records.history(tx, record.id)[0].at, branch.timezone).date()
    earliest = min(record.facts.day, handed_in - timedelta(days=branch.backdate_days))
    if facts.day < earliest:
        raise UserError("correction-too-old", day=facts.day, earliest=earliest)
    others = record_lists.on_day(tx, record.person_id, facts.day)
    check_facts(
        facts,
        local=local,
        backdate_days=(local.date() - earliest).days,
        other_minutes=sum(other.facts.minutes for other in others if other.id != record.id),
    )


def _local(tx: Transaction, record: ServiceRecord, now: datetime) -> datetime:
    return local_now(now, branches.get(tx, record.branch_id).timezone)


def _tell(
    tx: Transaction,
    actor: Actor,
    record: ServiceRecord,
    key: str,
    reason: str,
    differences: tuple[Difference, ...],
    now: datetime,
) -> None:
    """Tell the volunteer, whoever entered the record and whoever confirmed it, save for the actor."""
    told = {record.person_id, record.decided_by, *enterer_concerned(tx, record)} - {actor.person_id, None}
    message = Message(
        key,
        {**brief(record), "by": who(actor.name), "reason": reason},
        ((Button("button-see-record", f"rec.card:{record.id}"),),),
        tuple(difference_line(one) for one in differences),
    )
    kind = "record-corrected" if differences else "record-revoked"
    push = Push(kind, Lane.NOTICE, message, reason="reason-record-changed")
    outbox.enqueue_for_people(tx, push, [one for one in told if one is not None], now)


def difference_line(one: Difference) -> Message:
    """What changed, as a line."""
    values = {"field": Term(one.name), "before": one.before, "after": one.after}
    return Message("corrections-difference", values)
