"""Submitting a service: draft closed and records stored in one transaction, or nothing happens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.rights import Actor, not_allowed
from bot.domain.service import (
    RecordChange,
    RecordState,
    ServiceFacts,
    ServiceRecord,
    check_facts,
    local_now,
    next_state,
)
from bot.domain.service_draft import Returned, ServiceForm, form_of
from bot.domain.service_draft_json import form_from_json, form_to_json
from bot.errors import UserError
from bot.usecases.review_push import ask_to_confirm
from bot.usecases.service_card import JOURNEY, Card, draw, forget_question
from bot.usecases.service_drafts import own_draft, require_member
from bot.usecases.service_limits import (
    check_known,
    find_person,
    look_alike,
    oldest_days,
    require_logging_for,
)
from storage import branches, drafts, records
from storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a draft became. ``names``: of the volunteers; ``confirmers``: who was asked, empty for nobody."""

    form: ServiceForm
    names: tuple[str, ...]
    confirmers: tuple[str, ...]
    enterer: str | None


def submit(
    tx: Transaction, actor: Actor, draft_id: int, now: datetime, *, sure: bool = False
) -> Submitted | Card:
    """Turn the draft into submitted records and ask for their confirmation.

    A record per person, all or none. Gives back the card instead while something has to be asked, or may be
    a duplicate and the actor is not ``sure`` yet. Raises ``UserError`` for whatever a record may not hold.
    """
    draft, form = own_draft(tx, actor, draft_id)
    enterer = require_member(actor)
    if form.next_question() is not None:
        return draw(tx, actor, draft, form, now)
    facts = form.facts()
    check_known(tx, form, now)
    if not sure and look_alike(tx, form):
        return draw(tx, actor, draft, form, now)
    members = [find_person(tx, person_id) for person_id in form.people]
    if form.returned is not None:
        record_ids = [_resubmit(tx, actor, form, form.returned, facts, now)]
    else:
        for member in members:
            require_logging_for(tx, actor, member)
            _check(tx, form, member.branch_id, facts, now)
        record_ids = [
            records.submit(tx, member.branch_id, member.id, facts, enterer, form.photos, now)
            for member in members
        ]
    form = replace(form, submitted=tuple(record_ids))
    drafts.save(tx, draft.id, form_to_json(form), now)
    if not drafts.close(tx, draft.id, drafts.DONE, now):
        raise AssertionError("the draft was open in this very transaction")
    forget_question(tx, actor)
    confirmers = ask_to_confirm(tx, record_ids, now)
    names = tuple(member.name for member in members)
    return Submitted(form, names, confirmers, actor.name if form.people != (enterer,) else None)


def _check(tx: Transaction, form: ServiceForm, branch_id: int, facts: ServiceFacts, now: datetime) -> None:
    # The hours of the day were checked for each person; here the rest, by the person's own branch.
    branch = branches.get(tx, branch_id)
    local = local_now(now, branch.timezone)
    days = oldest_days(form, branch, local.date())
    check_facts(facts, local=local, backdate_days=days, other_minutes=0)


def _resubmit(
    tx: Transaction,
    actor: Actor,
    form: ServiceForm,
    returned: Returned,
    facts: ServiceFacts,
    now: datetime,
) -> int:
    record = _returned_record(tx, actor, returned.record_id)
    if record.version != returned.version:
        raise UserError("record-moved-on")
    _check(tx, form, record.branch_id, facts, now)
    state = next_state(record.state, RecordChange.RESUBMITTED)
    done = records.rewrite(tx, record, facts, RecordChange.RESUBMITTED, state, actor.person_id, None, now)
    if not done:
        raise UserError("record-moved-on")
    records.replace_photos(tx, record.id, form.photos)
    return record.id


def _returned_record(tx: Transaction, actor: Actor, record_id: int) -> ServiceRecord:
    """A returned record that the actor may submit again: their own, or one they entered for somebody."""
    record = records.find(tx, record_id)
    if record is None:
        raise UserError("button-broken")
    if actor.person_id not in {record.person_id, record.entered_by}:
        raise not_allowed(actor)
    require_logging_for(tx, actor, find_person(tx, record.person_id))
    if record.state is not RecordState.RETURNED:
        raise UserError("record-moved-on")
    return record


def correct_returned(tx: Transaction, actor: Actor, record_id: int, now: datetime) -> Card:
    """Open a draft filled with a returned record; a second tap opens the same one again."""
    require_member(actor)
    record = _returned_record(tx, actor, record_id)
    newest = drafts.newest_open(tx, actor.telegram_id, JOURNEY)
    if newest is not None:
        form = form_from_json(newest.data)
        if form.returned and (form.returned.record_id, form.returned.version) == (record.id, record.version):
            return draw(tx, actor, newest, form, now)
    form = form_of(record, tuple(records.photos(tx, record.id)))
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, form_to_json(form), now)
    return draw(tx, actor, draft, form, now)


def cancel(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Put a draft away; ``UserError`` when it is closed already."""
    draft, _ = own_draft(tx, actor, draft_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)
    forget_question(tx, actor)
