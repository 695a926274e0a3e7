"""A record as somebody may see it: its facts, its history, and what they may do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import accumulate

from bot.domain.confirming import may_confirm, may_correct
from bot.domain.messages import Minutes, Moment, Term, Value
from bot.domain.record_words import shorten
from bot.domain.rights import Actor, Right, may, not_allowed
from bot.domain.service import RecordChange, RecordState, ServiceFacts, ServiceRecord, local_now
from bot.usecases.profile import turn_back
from bot.usecases.service_lines import clock
from storage import audit, bindings, branches, people, records
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.records import RecordEvent

HISTORY = 2000  # characters of the history on a card, more or less: a message holds 4,096 in all
SHOWN_WORDS = 60  # characters of a text in a line of the history
_READERS = (Right.READ_OWN, Right.READ_RECORDS, Right.CONFIRM_RECORD, Right.CORRECT_RECORD)


class Act(StrEnum):
    """Something that can be done about a record."""

    DECIDE = "decide"
    AGAIN = "again"
    WITHDRAW = "withdraw"
    ASK_CORRECTION = "ask-correction"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that changed: the key of its name, and what it was and became."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the history, in the branch's time; ``by`` None is the operator."""

    moment: Moment
    by: str | None
    change: RecordChange
    reason: str | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class RecordCard:
    """Everything a card shows; ``enterer`` is named when it was not the volunteer.

    ``history`` is oldest first and lacks the ``earlier`` oldest lines when it is long.
    """

    record: ServiceRecord
    own: bool
    enterer: str | None
    photos: int
    history: tuple[Happened, ...]
    earlier: int
    acts: frozenset[Act]


def show_record(tx: Transaction, actor: Actor, record_id: int, now: datetime) -> RecordCard:
    """The card of a record; ``UserError("not-allowed")`` for anybody it does not concern.

    That somebody else's was read goes to the audit log.
    """
    record = find_visible(tx, actor, record_id)
    note_read(tx, actor, record, now)
    timezone = branches.get(tx, record.branch_id).timezone
    events = records.history(tx, record_id)
    told = tuple(_told(record, events, timezone))
    newest = _newest(told)
    enterer = people.find(tx, record.entered_by) if record.entered_by != record.person_id else None
    return RecordCard(
        record,
        record.person_id == actor.person_id,
        enterer.name if enterer else None,
        len(records.photos(tx, record_id)),
        newest,
        len(told) - len(newest),
        acts_on(actor, record),
    )


def return_to_record(tx: Transaction, actor: Actor, record_id: int, field: str, now: datetime) -> RecordCard:
    """``show_record`` on the way back from the question ``field``, which is asked no more."""
    turn_back(tx, actor, field, now)
    return show_record(tx, actor, record_id, now)


def photos_of(tx: Transaction, actor: Actor, record_id: int, now: datetime) -> list[str]:
    """Telegram file ids of a record's photos, for whoever may see the record; as ``show_record``."""
    record = find_visible(tx, actor, record_id)
    note_read(tx, actor, record, now, "photos-read")
    return records.photos(tx, record_id)


def note_read(
    tx: Transaction, actor: Actor, record: ServiceRecord, now: datetime, action: str = "record-read"
) -> None:
    """Write down that somebody read a record that is not their own."""
    if actor.person_id != record.person_id:
        audit.note(tx, actor, action, record.person_id, now, {"record": record.id})


def find_visible(tx: Transaction, actor: Actor, record_id: int) -> ServiceRecord:
    """The record, for the volunteer, whoever reads or decides there, and whoever entered it and still may."""
    record = records.find(tx, record_id)
    if record is None:
        raise not_allowed(actor)
    if not may_see(actor, record):
        raise not_allowed(actor)
    return record


def may_see(actor: Actor, record: ServiceRecord) -> bool:
    """Whether the actor may see all of the record: see ``find_visible``."""
    return any(may(actor, right, record.target) for right in _READERS) or may_hand_in(actor, record)


def enterer_concerned(tx: Transaction, record: ServiceRecord) -> set[int]:
    """Whoever entered the record, by id, while they may log for that person and can be told; else nobody."""
    if record.entered_by == record.person_id:
        return {record.person_id}
    telegram_id = bindings.account_of(tx, record.entered_by)
    if telegram_id is None:
        return set()
    enterer = load_actor(tx, Caller(telegram_id, "", "UTC", is_operator=False))
    return {record.entered_by} if may_hand_in(enterer, record) else set()


def acts_on(actor: Actor, record: ServiceRecord) -> frozenset[Act]:
    """What the actor may do about the record in its present state."""
    own = actor.person_id is not None and actor.person_id == record.person_id
    concerned = may_hand_in(actor, record)
    submitted, returned, confirmed = (
        record.state is state
        for state in (RecordState.SUBMITTED, RecordState.RETURNED, RecordState.CONFIRMED)
    )
    found = {
        Act.DECIDE: submitted and may_confirm(actor, record),
        Act.AGAIN: returned and concerned,
        Act.WITHDRAW: (submitted or returned) and concerned,
        Act.ASK_CORRECTION: confirmed and own,
        Act.CORRECT: confirmed and may_correct(actor, record),
    }
    return frozenset(act for act, applies in found.items() if applies)


def may_hand_in(actor: Actor, record: ServiceRecord) -> bool:
    """Whether the actor hands in and withdraws it: their own record, or one they entered for others."""
    if actor.person_id is None:
        return False
    if actor.person_id == record.person_id:
        return may(actor, Right.LOG_OWN, record.target)
    return actor.person_id == record.entered_by and may(actor, Right.LOG_FOR_OTHERS, record.target)


def _told(record: ServiceRecord, events: list[RecordEvent], timezone: str) -> Iterable[Happened]:
    after = record.facts
    lines = []
    for event in reversed(events):
        differences: tuple[Difference, ...] = ()
        if event.before is not None:
            differences, after = differences_of(event.before, after), event.before
        moment = Moment.of(local_now(event.at, timezone))
        lines.append(Happened(moment, event.by_name, event.change, event.reason, differences))
    return reversed(lines)


def _newest(told: tuple[Happened, ...]) -> tuple[Happened, ...]:
    """The newest lines that fit on a card, the last one at least."""
    lengths = accumulate(_length(one) for one in reversed(told))
    fitting = sum(length <= HISTORY for length in lengths)
    return told[-max(1, fitting) :]


def _length(happened: Happened) -> int:
    values = [value for one in happened.differences for value in (one.before, one.after)]
    texts = sum(len(value) if isinstance(value, str) else 20 for value in values)
    return 80 + len(happened.reason or "") + texts + 20 * len(happened.differences)


def differences_of(before: ServiceFacts, after: ServiceFacts) -> tuple[Difference, ...]:
    """What differs, fact by fact."""
    pairs = zip(_facts(before), _facts(after), strict=True)
    return tuple(
        Difference(name, shown, became) for (name, was, shown), (_, now, became) in pairs if was != now
    )


def _facts(facts: ServiceFacts) -> list[tuple[str, object, Value]]:
    """Each fact: the key of its name, itself, and how a line of the history shows it."""
    nothing = Term("list-empty")
    return [
        ("field-day", facts.day, facts.day),
        ("field-start", facts.start, nothing if facts.start is None else clock(facts.start)),
        ("field-minutes", facts.minutes, Minutes(facts.minutes)),
        ("field-place", facts.place, shorten(facts.place, SHOWN_WORDS)),
        ("field-category", facts.category, Term(f"category-{facts.category}")),
        ("field-words", facts.words, shorten(facts.words, SHOWN_WORDS)),
        ("field-helped", facts.helped, Term(f"helped-{facts.helped}") if facts.helped else nothing),
        (
            "field-helped-words",
            facts.helped_words,
            shorten(facts.helped_words, SHOWN_WORDS) if facts.helped_words else nothing,
        ),
    ]
