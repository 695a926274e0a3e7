"""A rule in words: 每月5日 19:00 主题党日, for a button, a card and the command line."""

from __future__ import annotations

from bot.domain.messages import Message, Term, Value
from bot.domain.recurrence import Every, Recurrence
from bot.domain.repeats import Repeat
from bot.usecases.meeting_words import kind_term

RESTS = "⏸ "


def rule_title(recurrence: Recurrence | None, repeat: Repeat | None, *, rests: bool = False) -> Message:
    """The rule in one line; of a broken one, that it is."""
    mark = RESTS if rests else ""
    if recurrence is None or repeat is None:
        return Message("rule-title-broken", {"mark": mark})
    values: dict[str, Value] = {
        "mark": mark,
        "time": f"{repeat.minute // 60:02}:{repeat.minute % 60:02}",
        "kind": kind_term(repeat.kind),
    }
    if recurrence.every is Every.WEEK:
        return Message("rule-title-week", {**values, "day": Term(f"weekday-{recurrence.weekdays[0]}")})
    if recurrence.day == 31:
        return Message("rule-title-last", values)
    return Message("rule-title-month", {**values, "day": recurrence.day or 1})
