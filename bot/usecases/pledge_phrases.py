"""What is said of a pledge that is being kept: the days that are left, and why it was not kept."""

from __future__ import annotations

from datetime import date

from bot.domain.messages import Message, Term, Value
from bot.domain.pledge_keeping import END_REASONS
from bot.domain.pledges import PledgeItem
from bot.usecases.pledge_words import day_value

_MARK = "#"


def due_line(item: PledgeItem, today: date) -> Message:
    """An item with the days that are left."""
    left = (item.due_on - today).days
    values: dict[str, Value] = {
        "words": item.words,
        "day": day_value(item.due_on, today.year),
        "days": abs(left),
    }
    if left < 0:
        return Message("pledges-due-late", values)
    return Message("pledges-due-soon" if left else "pledges-due-today", values)


def stored_reason(name: str) -> str:
    """How a reason of the list is stored; ``KeyError`` for one that is not in it."""
    if name not in END_REASONS:
        raise KeyError(name)
    return _MARK + name


def end_reason(reason: str) -> Value:
    """A stored reason as a message value: a term for one of the list, else the words as typed."""
    name = reason.removeprefix(_MARK)
    return Term(f"pledges-why-{name}") if name != reason and name in END_REASONS else reason
