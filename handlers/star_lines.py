"""A record in the explanation of stars: whether it counts, why not, and whether it was corrected after."""

from __future__ import annotations

from bot.domain.messages import Message, Term, Value
from bot.domain.record_words import brief
from bot.domain.stars import Explained


def why_line(one: Explained, *, changed: bool = False) -> Message:
    """The record in one line; ``changed``: after the year had been settled."""
    values: dict[str, Value] = brief(one.record)
    if one.reason is None:
        return Message("stars-why-counts-changed" if changed else "stars-why-counts", values)
    values = {**values, "reason": Term(f"why-{one.reason}")}
    return Message("stars-why-not-changed" if changed else "stars-why-not", values)
