"""The card of a service draft: everything the chat shows, read from the draft alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.domain.decisions import reason_value
from bot.domain.messages import Value
from bot.domain.people import Member, mask_phone
from bot.domain.record_words import state_key
from bot.domain.rights import Actor, Right, Target, may, may_anywhere
from bot.domain.service import RecordState, ServiceRecord
from bot.domain.service_draft import Field, ServiceForm
from bot.usecases.record_cards import may_see
from bot.usecases.service_limits import branch_of, look_alike, oldest_days
from storage import drafts, people, record_lists, records
from storage.database import Transaction
from storage.drafts import Draft

JOURNEY = "service"
QUESTION = "log-"  # what our questions begin with; the field's name follows
PLACES = 6
DAYS = 7
MEMBERS = 1000  # more than any branch has


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who can be picked; ``hint`` tells people of one name apart."""

    person_id: int
    name: str
    hint: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be the same service.

    ``place`` and ``state`` (its message key) are None when the record is not the actor's to see.
    """

    name: str
    day: date
    minutes: int
    place: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A draft as the chat shows it.

    ``asking``: the field that is asked for, whose answer may be typed. ``days``: the days that can be
    picked, newest first. ``places``: places used lately. ``people``: names of those it is logged for.
    ``offered``: people a sentence named. ``enterer``: who logs it, when for others. ``for_others``: whether
    more people can be picked. ``alike``: records that may be the same service. ``reason``: why the record
    that is being corrected came back.
    """

    draft_id: int
    form: ServiceForm
    asking: Field | None
    today: date
    days: tuple[date, ...]
    places: tuple[str, ...]
    people: tuple[str, ...]
    offered: tuple[Choice, ...]
    enterer: str | None
    for_others: bool
    alike: tuple[Alike, ...]
    reason: Value | None


def draw(
    tx: Transaction,
    actor: Actor,
    draft: Draft,
    form: ServiceForm,
    now: datetime,
    asking: Field | None = None,
) -> Card:
    """The card, asking for ``asking`` or else for the next open field; typed text then answers that."""
    asking = asking or form.next_question()
    _ask(tx, actor, draft, asking, now)
    branch = branch_of(tx, form)
    today = branch.today(now)
    oldest = oldest_days(form, branch, today)
    found = {one: people.find(tx, one) for one in form.people}
    return Card(
        draft.id,
        form,
        asking,
        today,
        tuple(today - timedelta(days=back) for back in range(DAYS) if back <= oldest),
        _places(tx, actor, branch.id) if asking is Field.PLACE else (),
        tuple(member.name for member in found.values() if member is not None),
        _offered(tx, actor, form) if form.offered else (),
        actor.name if form.people != (actor.person_id,) else None,
        form.returned is None and may_anywhere(actor, Right.LOG_FOR_OTHERS),
        tuple(_alike(actor, record) for record in look_alike(tx, form)),
        _reason(tx, form),
    )


def _ask(tx: Transaction, actor: Actor, draft: Draft, asking: Field | None, now: datetime) -> None:
    if asking is not None:
        drafts.ask(tx, actor.telegram_id, f"{QUESTION}{asking}", draft.id, now)
    else:
        forget_question(tx, actor)


def forget_question(tx: Transaction, actor: Actor) -> None:
    """Let go of our open question; another journey's stays."""
    drafts.ask_no_more(tx, actor.telegram_id, QUESTION)


def _places(tx: Transaction, actor: Actor, branch_id: int) -> tuple[str, ...]:
    return tuple(record_lists.recent_places(tx, branch_id, actor.person_id or 0, PLACES))


def _alike(actor: Actor, record: ServiceRecord) -> Alike:
    """Who may log for somebody need not read what others logged: the day and the hours are enough to tell."""
    facts, seen = record.facts, may_see(actor, record)
    return Alike(
        record.person_name,
        facts.day,
        facts.minutes,
        facts.place if seen else None,
        state_key(record) if seen else None,
    )


def _reason(tx: Transaction, form: ServiceForm) -> Value | None:
    record = records.find(tx, form.returned.record_id) if form.returned else None
    if record is None or record.state is not RecordState.RETURNED or not record.reason:
        return None
    return reason_value(record.reason)


def _offered(tx: Transaction, actor: Actor, form: ServiceForm) -> tuple[Choice, ...]:
    wanted = {*form.offered, *form.people}
    if actor.person_id is not None:
        wanted.add(actor.person_id)
    return tuple(one for one in choices(tx, actor, form) if one.person_id in wanted)


def loggable(tx: Transaction, actor: Actor) -> list[Member]:
    """The people of the actor's branch whose services the actor may log, the actor first."""
    if actor.branch_id is None or actor.person_id is None:
        return []
    members = people.page(tx, actor.branch_id, MEMBERS, 0)
    own = [member for member in members if member.id == actor.person_id]
    others = [
        member
        for member in members
        if member.id != actor.person_id
        and may(
            actor,
            Right.LOG_FOR_OTHERS,
            Target(actor.committee_id, member.branch_id, member.group_id, member.id),
        )
    ]
    return own + others


def choices(tx: Transaction, actor: Actor, form: ServiceForm) -> tuple[Choice, ...]:
    """Everybody who can be picked for the form."""
    members = loggable(tx, actor)
    doubled = {name for name, count in Counter(member.name for member in members).items() if count > 1}
    groups = people.group_names(tx, actor.branch_id) if doubled and actor.branch_id else {}
    hints = {member.id: _hint(member, members, groups) for member in members if member.name in doubled}
    return tuple(
        Choice(member.id, member.name, hints.get(member.id), member.id in form.people) for member in members
    )


def _hint(member: Member, members: list[Member], groups: Mapping[int, str]) -> str | None:
    """What tells a member from others of the same name: the group, or else the end of the phone number."""
    others = [one for one in members if one.name == member.name and one.id != member.id]
    group = groups.get(member.group_id) if member.group_id else None
    if group and all(one.group_id != member.group_id for one in others):
        return group
    return mask_phone(member.phone) if member.phone else group
