"""Typed answers: one field's value, read the way a person writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from hashlib import sha256
from types import MappingProxyType
from typing import TypeAlias

from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.domain.service_draft import Field, ServiceForm
from bot.errors import UserError
from bot.parsing.days import read_day
from bot.parsing.lengths import read_minutes
from bot.parsing.sentence import looks_like_service, read_service
from bot.parsing.times import read_time_range
from bot.usecases.service_card import Card
from bot.usecases.service_drafts import keep, own_draft, require_member, start
from bot.usecases.service_limits import branch_of
from bot.usecases.service_sentence import DOUBTS
from storage import record_lists
from storage.database import Transaction

Reader: TypeAlias = Callable[[ServiceForm, str, date], ServiceForm]

KNOWN_PLACES = 60  # among which a tapped place is looked for


def answer(tx: Transaction, actor: Actor, draft_id: int, field: Field, text: str, now: datetime) -> Card:
    """Fill the field with a typed answer; ``UserError`` when it is not understood, and the question stays.

    Another service is no answer: it opens a draft of its own, and this one waits.
    """
    draft, form = own_draft(tx, actor, draft_id)
    today = local_now(now, branch_of(tx, form).timezone).date()
    service = looks_like_service(text, today)
    # A kind is tapped or named; a sentence that has one is about something else.
    if service and (field is Field.CATEGORY or _is_whole(text, today)):
        return start(tx, actor, text, now)
    try:
        filled = _READERS[field](form, text, today)
    except UserError:
        if not service:
            raise
        return start(tx, actor, text, now)
    return keep(tx, actor, draft, filled, now)


def _is_whole(text: str, today: date) -> bool:
    read = read_service(text, today)
    doubted = {DOUBTS[doubt.code][0] for doubt in read.doubts if doubt.code in DOUBTS}
    # 2月30日在东关社区扫雪2小时 is whole as well: what is wrong in it is asked about on its own card.
    dated = read.day is not None or Field.DAY in doubted
    timed = read.minutes is not None or Field.MINUTES in doubted
    return dated and timed and bool(read.words)


def choose_place(tx: Transaction, actor: Actor, draft_id: int, tag: str, now: datetime) -> Card:
    """Fill in a place that was offered, named by its ``place_tag``."""
    draft, form = own_draft(tx, actor, draft_id)
    places = record_lists.recent_places(tx, branch_of(tx, form).id, require_member(actor), KNOWN_PLACES)
    place = next((one for one in places if place_tag(one) == tag), None)
    if place is None:
        raise UserError("button-broken")
    return keep(tx, actor, draft, form.at_place(place), now)


def place_tag(place: str) -> str:
    """A short name for a place that fits a button: an index would point elsewhere once the list has moved."""
    return sha256(place.encode()).hexdigest()[:12]


def _day(form: ServiceForm, text: str, today: date) -> ServiceForm:
    day = read_day(text, today)
    if day is None:
        raise UserError("log-day-unclear")
    # 昨天下午2点到4点 answers more than was asked for.
    return _hours(form.on_day(day), text)


def _hours(form: ServiceForm, text: str) -> ServiceForm:
    time = read_time_range(text)
    if time is not None and time.start is not None and time.minutes is not None:
        return form.starting(time.start).lasting(time.minutes)
    return form


def _start(form: ServiceForm, text: str, today: date) -> ServiceForm:
    time = read_time_range(text)
    if time is None or time.start is None:
        raise UserError("log-time-unclear")
    form = form.starting(time.start)
    return form if time.minutes is None else form.lasting(time.minutes)


def _minutes(form: ServiceForm, text: str, today: date) -> ServiceForm:
    timed = _hours(form, text)
    if timed is not form:
        return timed
    minutes = read_minutes(text)
    if minutes is None:
        raise UserError("log-length-unclear")
    return form.lasting(minutes)


def _place(form: ServiceForm, text: str, today: date) -> ServiceForm:
    read = read_service(text, today)
    # 在东关社区: the place without the word before it; anything more is taken as it was written.
    return form.at_place(read.place if read.place and not read.words else text)


def _category(form: ServiceForm, text: str, today: date) -> ServiceForm:
    category = read_service(text, today).category
    if category is None:
        raise UserError("log-category-unclear")
    return form.of_category(category)


def _words(form: ServiceForm, text: str, today: date) -> ServiceForm:
    return form.saying(text)


def _helped(form: ServiceForm, text: str, today: date) -> ServiceForm:
    if form.helped is None:
        raise UserError("log-helped-first")
    return form.helping(form.helped, text)


_READERS: Mapping[Field, Reader] = MappingProxyType(
    {
        Field.DAY: _day,
        Field.START: _start,
        Field.MINUTES: _minutes,
        Field.PLACE: _place,
        Field.CATEGORY: _category,
        Field.WORDS: _words,
        Field.HELPED: _helped,
        Field.HELPED_WORDS: _helped,
    }
)
