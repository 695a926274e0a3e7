"""Asking for confirmation: who is asked about which submitted records, and what they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.confirming import ASKED, may_confirm
from bot.domain.messages import Button, Lane, Listing, Message, Push
from bot.domain.rights import Actor
from bot.domain.service import ServiceRecord
from bot.usecases.service_lines import fact_lines
from storage import members, outbox, people, records
from storage.actors import Caller, load_actor
from storage.database import Transaction
from storage.members import Holder


def confirmers(tx: Transaction, record: ServiceRecord) -> list[Holder]:
    """Who is asked to confirm the record: the leaders of the volunteer's group; without one the secretary
    and whoever was given that right; without them the committee's administrators; else nobody.

    Only people with a Telegram account that can be reached are asked.
    """
    holders = members.reachable_holders(tx, record.target)
    able: dict[int, bool] = {}
    for roles in ASKED:
        asked = {}
        for holder in holders:
            if holder.role not in roles:
                continue
            if holder.person_id not in able:
                able[holder.person_id] = may_confirm(_actor(tx, holder), record)
            if able[holder.person_id]:
                asked[holder.person_id] = holder
        if asked:
            return list(asked.values())
    return []


def _actor(tx: Transaction, holder: Holder) -> Actor:
    return load_actor(tx, Caller(holder.telegram_id, holder.locale, "UTC", is_operator=False))


def ask_to_confirm(tx: Transaction, record_ids: Sequence[int], now: datetime) -> tuple[str, ...]:
    """Queue one push for each confirmer of these records; returns the confirmers' names.

    One record comes with its buttons; several come as one list with a button to the queue.
    """
    by_person: dict[int, list[ServiceRecord]] = {}
    names: dict[int, str] = {}
    for record_id in record_ids:
        record = records.find(tx, record_id)
        if record is None:
            raise LookupError(f"no record {record_id}")
        for holder in confirmers(tx, record):
            by_person.setdefault(holder.person_id, []).append(record)
            names[holder.person_id] = holder.name
    alike: dict[tuple[int, ...], list[int]] = {}
    for person_id, found in by_person.items():
        alike.setdefault(tuple(record.id for record in found), []).append(person_id)
    for person_ids in alike.values():
        push = _push(tx, by_person[person_ids[0]])
        outbox.enqueue_for_people(tx, push, person_ids, now)
    return tuple(names.values())


def _push(tx: Transaction, asked: Sequence[ServiceRecord]) -> Push:
    message = _about_one(tx, asked[0]) if len(asked) == 1 else _about_several(tx, asked)
    return Push("review-request", Lane.NOTICE, message, reason="reason-review-request")


def _about_one(tx: Transaction, record: ServiceRecord) -> Message:
    return Message(
        "push-review-request",
        {"name": record.person_name},
        (
            (
                Button("button-confirm", f"rev.ok:{record.id}:{record.version}"),
                Button("button-return", f"rev.no:{record.id}:{record.version}"),
            ),
        ),
        (*fact_lines(record.facts), *_extra_lines(tx, record, {record.person_id})),
    )


def _about_several(tx: Transaction, asked: Sequence[ServiceRecord]) -> Message:
    who = {record.person_id for record in asked}
    return Message(
        "push-review-several",
        {"names": Listing(tuple(record.person_name for record in asked)), "count": len(asked)},
        ((Button("button-review-list", "rev.list"),),),
        (*fact_lines(asked[0].facts), *_extra_lines(tx, asked[0], who)),
    )


def _extra_lines(tx: Transaction, record: ServiceRecord, volunteers: set[int]) -> list[Message]:
    lines = []
    photos = len(records.photos(tx, record.id))
    if photos:
        lines.append(Message("service-line-photos", {"count": photos}))
    enterer = people.find(tx, record.entered_by)
    if enterer is not None and volunteers != {enterer.id}:
        lines.append(Message("service-line-entered-by", {"name": enterer.name}))
    return lines
