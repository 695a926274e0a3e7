"""What reading one sentence yields: a service draft, and what stayed in doubt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.service import ServiceCategory


class DayPart(StrEnum):
    """The part of the day that a sentence named."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was seen but not understood, or that contradicts itself.

    `code` names the kind of doubt (see `DOUBTS`), `text` is the piece as the person wrote it.
    """

    code: str
    text: str


DOUBTS = (
    "date-impossible",
    "day-contradictory",
    "day-unclear",
    "month-unclear",
    "two-days",
    "duration-impossible",
    "duration-not-half-hours",
    "duration-unclear",
    "number-unclear",
    "two-durations",
    "range-backwards",
    "time-contradictory",
    "time-impossible",
    "time-unclear",
    "time-of-day-unclear",
    "two-day-parts",
    "two-times",
)


@dataclass(frozen=True, slots=True)
class ServiceSentence:
    """A service draft as one sentence gave it; None means that it was not said and has to be asked.

    `start` is in minutes after midnight (branch-local), `minutes` is the length. A length that is no
    multiple of 30 is kept exactly and has the doubt `duration-not-half-hours`.
    """

    day: date | None = None
    start: int | None = None
    minutes: int | None = None
    place: str | None = None
    category: ServiceCategory | None = None
    words: str = ""
    people: tuple[str, ...] = ()
    day_part: DayPart | None = None
    doubts: tuple[Doubt, ...] = ()
