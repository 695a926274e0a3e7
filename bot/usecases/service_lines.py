"""A service in lines of text: the same on the card, in pushes and in lists."""

from __future__ import annotations

from bot.domain.messages import Message, Minutes, Term
from bot.domain.service import ServiceFacts
from bot.domain.service_draft import ServiceForm


def fact_lines(of: ServiceFacts | ServiceForm) -> list[Message]:
    """A line for each fact that is known."""
    lines = _when(of)
    if of.place is not None:
        lines.append(Message("service-line-place", {"place": of.place}))
    if of.category is not None:
        lines.append(Message("service-line-category", {"category": Term(f"category-{of.category}")}))
    if of.words is not None:
        lines.append(Message("service-line-words", {"words": of.words}))
    return [*lines, *_helped(of)]


def _when(of: ServiceFacts | ServiceForm) -> list[Message]:
    lines = []
    if of.day is not None:
        lines.append(Message("service-line-day", {"day": of.day}))
    if of.start is not None and of.minutes is not None:
        end, length = clock(of.start + of.minutes), Minutes(of.minutes)
        lines.append(Message("service-line-hours", {"start": clock(of.start), "end": end, "minutes": length}))
    elif of.start is not None:
        lines.append(Message("service-line-start", {"start": clock(of.start)}))
    elif of.minutes is not None:
        lines.append(Message("service-line-minutes", {"minutes": Minutes(of.minutes)}))
    return lines


def _helped(of: ServiceFacts | ServiceForm) -> list[Message]:
    if of.helped is None:
        return []
    helped = Term(f"helped-{of.helped}")
    if of.helped_words:
        return [Message("service-line-helped-whom", {"helped": helped, "words": of.helped_words})]
    return [Message("service-line-helped", {"helped": helped})]


def clock(minute: int) -> str:
    """A minute after midnight, also of the next day, as a wall clock shows it."""
    hour, rest = divmod(minute % (24 * 60), 60)
    return f"{hour:02}:{rest:02}"
