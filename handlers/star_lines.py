"""The explanation of stars: a record and whether it counts, and how far it is to the next star."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.messages import Message, Term, Value
from bot.domain.record_words import brief
from bot.domain.stars import Explained, Rating, Unit, amount

MISSING: Mapping[Unit, str] = MappingProxyType(
    {
        Unit.SERVICES: "stars-missing-services",
        Unit.MINUTES: "stars-missing-hours",
        Unit.TOPICS: "stars-missing-topics",
    }
)


def why_line(one: Explained, *, changed: bool = False, number: int | None = None) -> Message:
    """The record in one line; ``changed``: after the year had been settled; ``number``: of its button."""
    values: dict[str, Value] = {**brief(one.record), "place": f"{number}. " if number is not None else ""}
    if one.reason is None:
        return Message("stars-why-counts-changed" if changed else "stars-why-counts", values)
    values = {**values, "reason": Term(f"why-{one.reason}")}
    return Message("stars-why-not-changed" if changed else "stars-why-not", values)


def missing_line(rating: Rating) -> Message:
    """How much is missing for the next star."""
    if rating.missing is None:
        return Message("stars-top")
    values: dict[str, Value] = {
        "missing": amount(rating.unit, rating.missing),
        "next": rating.stars + 1,
    }
    return Message(MISSING[rating.unit], values)
