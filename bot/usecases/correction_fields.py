"""How a field of a correction gets its new value: from what a button says, or from what was typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from bot.domain.service import Helped, ServiceCategory
from bot.domain.service_draft import Field, ServiceForm
from bot.errors import UserError
from bot.parsing import read_day, read_minutes, read_time_range

T = TypeVar("T")

NOTHING = "none"  # the button that empties an optional field


def field_named(name: str) -> Field:
    """The field; ``UserError("button-broken")`` when there is none of that name."""
    try:
        return Field(name)
    except ValueError:
        raise UserError("button-broken") from None


def picked(form: ServiceForm, field: Field, word: str) -> ServiceForm:
    """The form with what a button says; ``UserError("button-broken")`` for anything that no button says."""
    try:
        return _PICKED[field](form, word)
    except (KeyError, ValueError):
        raise UserError("button-broken") from None


def _pick_helped(form: ServiceForm, word: str) -> ServiceForm:
    return form.helping(None) if word == NOTHING else form.helping(Helped(word), form.helped_words)


def _pick_start(form: ServiceForm, word: str) -> ServiceForm:
    if word != NOTHING:
        raise ValueError(word)
    return form.starting(None)


_PICKED: Mapping[Field, Callable[[ServiceForm, str], ServiceForm]] = MappingProxyType(
    {
        Field.DAY: lambda form, word: form.on_day(date.fromisoformat(word)),
        Field.MINUTES: lambda form, word: form.lasting(int(word)),
        Field.CATEGORY: lambda form, word: form.of_category(ServiceCategory(word)),
        Field.HELPED: _pick_helped,
        Field.START: _pick_start,
    }
)


def typed(form: ServiceForm, field: Field, text: str, today: date) -> ServiceForm:
    """The form with what was typed; ``UserError`` when it cannot be understood or no record may hold it."""
    match field:
        case Field.DAY:
            return form.on_day(_read(read_day(text, today)))
        case Field.MINUTES:
            return form.lasting(_read(read_minutes(text)))
        case Field.START:
            times = _read(read_time_range(text))
            form = form.starting(_read(times.start))
            return form.lasting(times.minutes) if times.minutes else form
        case Field.PLACE:
            return form.at_place(text)
        case Field.WORDS:
            return form.saying(text)
        case Field.HELPED_WORDS if form.helped is not None:
            return form.helping(form.helped, text)
    raise UserError("button-broken")


def _read(value: T | None) -> T:
    if value is None:
        raise UserError("correction-not-understood")
    return value
