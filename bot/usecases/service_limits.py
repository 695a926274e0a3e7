"""The limits of a service that need the clock, the branch or a person's other records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bot.domain.people import Branch, Member
from bot.domain.rights import Actor, Right, may, require
from bot.domain.service import ServiceRecord, alike, check_day, check_hours, local_now
from bot.domain.service_draft import Field, Remark, ServiceForm
from bot.errors import UserError
from storage import branches, people, record_lists
from storage.database import Transaction


def branch_of(tx: Transaction, form: ServiceForm) -> Branch:
    """The branch whose limits the form keeps: that of the people it is logged for."""
    return branches.get(tx, find_person(tx, form.people[0]).branch_id)


def find_person(tx: Transaction, person_id: int) -> Member:
    """Somebody on the roster; ``UserError("log-person-left")`` when they are not any more."""
    member = people.find(tx, person_id)
    if member is None or not member.active:
        raise UserError("log-person-left", name=member.name if member else "")
    return member


def require_logging_for(tx: Transaction, actor: Actor, member: Member) -> None:
    """Raise ``UserError`` unless the actor may log a service of this person."""
    if member.id == actor.person_id:
        require(actor, Right.LOG_OWN, actor.own)
    elif not may(actor, Right.LOG_FOR_OTHERS, people.target(tx, member)):
        raise UserError("log-not-for", name=member.name)


def others_of_day(tx: Transaction, form: ServiceForm, person_id: int, day: date) -> list[ServiceRecord]:
    """What the person has on that day already, without the record the form is to replace."""
    replaced = form.returned.record_id if form.returned else 0
    return [record for record in record_lists.on_day(tx, person_id, day) if record.id != replaced]


def look_alike(tx: Transaction, form: ServiceForm) -> list[ServiceRecord]:
    """Records that may be the same service as a complete form, of anybody it is logged for."""
    if form.missing():
        return []
    facts = form.facts()
    return [
        record
        for person_id in form.people
        for record in alike(facts, others_of_day(tx, form, person_id, facts.day))
    ]


def oldest_days(form: ServiceForm, branch: Branch, today: date) -> int:
    """How many days back the service may lie: a returned record may keep the day it was submitted with."""
    kept = (today - form.returned.day).days if form.returned and form.returned.day == form.day else 0
    return max(branch.backdate_days, kept)


def check_known(tx: Transaction, form: ServiceForm, now: datetime) -> None:
    """Raise ``UserError`` when what is known of the form breaks a limit."""
    branch = branch_of(tx, form)
    local = local_now(now, branch.timezone)
    if form.day is not None:
        check_day(form.day, local.date(), oldest_days(form, branch, local.date()))
    if form.day is None or form.minutes is None:
        return
    for person_id in form.people:
        other = sum(record.facts.minutes for record in others_of_day(tx, form, person_id, form.day))
        try:
            check_hours(form.day, form.start, form.minutes, local=local, other_minutes=other)
        except UserError as error:
            raise _naming(tx, form, person_id, error) from None


def _naming(tx: Transaction, form: ServiceForm, person_id: int, error: UserError) -> UserError:
    # Only a full day is one person's own affair; with several people it must say whose day it is.
    if error.key != "service-day-full" or len(form.people) == 1:
        return error
    return UserError("service-day-full-for", name=find_person(tx, person_id).name, **error.values)


def drop_what_breaks(tx: Transaction, form: ServiceForm, now: datetime) -> ServiceForm:
    """The form of a sentence without what breaks a limit; each becomes a doubt that says why."""
    untimed = replace(form, minutes=None)
    try:
        check_known(tx, untimed, now)
    except UserError as error:
        form = replace(form, day=None).in_doubt(Remark(Field.DAY, f"error-{error.key}", error.values))
    try:
        check_known(tx, form, now)
    except UserError as error:
        notes = tuple(note for note in form.notes if note.field is not Field.MINUTES)
        form = replace(form, start=None, minutes=None, notes=notes)
        form = form.in_doubt(Remark(Field.MINUTES, f"error-{error.key}", error.values))
    return form
