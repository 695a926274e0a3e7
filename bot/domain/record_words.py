"""A service record as message values: what a line, a card and a push say about it."""

from __future__ import annotations

from bot.domain.messages import Minutes, Term, Value
from bot.domain.service import RecordState, ServiceRecord

# Characters of a text in a list; a card shows it whole.
SHORT_WORDS = 40
SHORT_NAME = 20


def shorten(text: str, longest: int) -> str:
    """The text on one line, with … in place of what is beyond ``longest`` characters."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def brief(record: ServiceRecord) -> dict[str, Value]:
    """The values of a line: ``name``, ``day``, ``minutes``, ``place``, ``words``, shortened."""
    facts = record.facts
    return {
        "name": shorten(record.person_name, SHORT_NAME),
        "day": facts.day,
        "minutes": Minutes(facts.minutes),
        "place": shorten(facts.place, SHORT_WORDS),
        "words": shorten(facts.words, SHORT_WORDS),
    }


def who(name: str | None) -> Value:
    """Somebody who acted, by name; the operator is on no roster and has none."""
    return shorten(name, SHORT_NAME) if name else Term("role-operator")


def state_key(record: ServiceRecord) -> str:
    """The word for the record's state; one that was withdrawn needed no reason, a revoked one has one."""
    if record.state is RecordState.REVOKED and record.reason is None:
        return "state-withdrawn"
    return f"state-{record.state}"
