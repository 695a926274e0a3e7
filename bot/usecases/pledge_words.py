"""What a card, a list and a push say about a pledge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.messages import Gist, Message, Term, Value
from bot.domain.pledge_form import FormItem
from bot.domain.pledges import NewItem, Pledge, PledgeItem
from bot.domain.record_words import SHORT_NAME, SHORT_WORDS, shorten

# Reasons that can be chosen instead of typed; stored as "#too-vague", worded as pledge-reason-too-vague.
RETURN_REASONS = ("too-vague", "no-measure", "due-unfit", "not-feasible", "made-twice")
ALONE = "#alone"  # there is nobody else who could review it
_MARK = "#"


def reason_value(reason: str) -> Value:
    """A stored reason as a message value: a term for a chosen one, else the words as typed."""
    name = reason.removeprefix(_MARK)
    known = name != reason and (name in RETURN_REASONS or reason == ALONE)
    return Term(f"pledge-reason-{name}") if known else reason


def chosen_reason(name: str) -> str:
    """How a reason of the list is stored."""
    return _MARK + name


def day_value(day: date, year: int) -> Value:
    """The day by which something is promised; its year is named when it is another than ``year``."""
    return Gist("pledge-day" if day.year == year else "pledge-day-of-year", {"day": day})


def item_line(number: int, item: NewItem | PledgeItem | FormItem, today: date) -> Message:
    """One thing that is promised, with its number and its day."""
    values: dict[str, Value] = {"number": number, "words": item.words}
    if item.due_on is None:
        return Message("pledge-line-item-undated", values)
    return Message("pledge-line-item", values | {"due": day_value(item.due_on, today.year)})


def item_lines(items: Iterable[NewItem | PledgeItem], today: date) -> tuple[Message, ...]:
    """Everything that is promised, a line each."""
    return tuple(item_line(number, item, today) for number, item in enumerate(items, 1))


def pledge_lines(pledge: Pledge, today: date) -> tuple[Message, ...]:
    """The kind of a pledge and everything it promises."""
    kind = Message("pledge-line-kind", {"kind": Term(f"pledge-kind-{pledge.kind}")})
    return (kind, *item_lines(pledge.items, today))


def brief(pledge: Pledge) -> dict[str, Value]:
    """The values of a line: ``name``, ``words`` (of the first item) and ``count`` (of the items)."""
    return {
        "name": shorten(pledge.name, SHORT_NAME),
        "words": shorten(pledge.items[0].words, SHORT_WORDS),
        "count": len(pledge.items),
    }
