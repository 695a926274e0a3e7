"""Service records: what they are, how they live and which limits they keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.domain.messages import Minutes
from bot.domain.rights import Target
from bot.errors import UserError

STEP = 30  # minutes; domain: half-hour steps
DAY_LIMIT = 16 * 60  # minutes one person may log on one day in all
PLACE_LENGTH = 60
WORDS_LENGTH = 500
PHOTO_LIMIT = 9


class ServiceCategory(StrEnum):
    """The categories that the reference plans name."""

    POLICY_TALK = "policy-talk"
    HOUSEHOLD_HELP = "household-help"
    ENVIRONMENT = "environment"
    SAFETY = "safety"
    TECHNICAL = "technical"
    ELDERLY_CARE = "elderly-care"
    EMERGENCY = "emergency"
    CULTURE = "culture"
    OTHER = "other"


# Somebody's home is nobody else's business: these kinds of service go there, and such words name one.
_AT_HOMES = frozenset({ServiceCategory.HOUSEHOLD_HELP, ServiceCategory.ELDERLY_CARE})
_HOME = re.compile("[家户室宅]|单元|(?i:home|house|flat|apartment)")


class Helped(StrEnum):
    """Whom a service helped."""

    HOUSEHOLD = "household"
    GROUP = "group"
    PUBLIC = "public"


class RecordState(StrEnum):
    """The life of a record once it has left the draft."""

    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    REVOKED = "revoked"


class RecordChange(StrEnum):
    """What a line of a record's history tells."""

    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    CORRECTED = "corrected"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[RecordState, Mapping[RecordChange, RecordState]] = MappingProxyType(
    {
        RecordState.SUBMITTED: {
            RecordChange.CONFIRMED: RecordState.CONFIRMED,
            RecordChange.RETURNED: RecordState.RETURNED,
            RecordChange.WITHDRAWN: RecordState.REVOKED,
        },
        RecordState.RETURNED: {
            RecordChange.RESUBMITTED: RecordState.SUBMITTED,
            RecordChange.WITHDRAWN: RecordState.REVOKED,
        },
        RecordState.CONFIRMED: {
            RecordChange.CORRECTED: RecordState.CONFIRMED,
            RecordChange.REVOKED: RecordState.REVOKED,
        },
        RecordState.REVOKED: {},
    }
)


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What was done. ``day`` and ``start`` (minutes after midnight) are in the branch's time zone."""

    day: date
    start: int | None
    minutes: int
    place: str
    category: ServiceCategory
    words: str
    helped: Helped | None = None
    helped_words: str | None = None


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A submitted service of one person. ``version`` grows with every change."""

    id: int
    branch_id: int
    committee_id: int | None
    group_id: int | None
    person_id: int
    person_name: str
    facts: ServiceFacts
    state: RecordState
    entered_by: int
    decided_by: int | None
    reason: str | None
    version: int

    @property
    def target(self) -> Target:
        """The record as an object of rights."""
        return Target(self.committee_id, self.branch_id, self.group_id, self.person_id)


def is_public(place: str, category: ServiceCategory) -> bool:
    """Whether a place may be offered to people who were not there: it does not look like a home."""
    return category not in _AT_HOMES and not _HOME.search(place)


def next_state(state: RecordState, change: RecordChange) -> RecordState:
    """The state after a change; ``UserError("record-moved-on")`` when the state does not allow it."""
    try:
        return MOVES[state][change]
    except KeyError:
        raise UserError("record-moved-on") from None


def local_now(now: datetime, timezone: str) -> datetime:
    """``now`` on the wall clock of a branch."""
    return now.astimezone(ZoneInfo(timezone))


def check_facts(facts: ServiceFacts, *, local: datetime, backdate_days: int, other_minutes: int) -> None:
    """Raise ``UserError`` for facts that no record may hold.

    ``local``: now, aware, on the branch's wall clock. ``other_minutes``: what the person
    already has on that day.
    """
    check_day(facts.day, local.date(), backdate_days)
    check_minutes(facts.minutes)
    check_hours(facts.day, facts.start, facts.minutes, local=local, other_minutes=other_minutes)
    if not facts.place.strip() or not facts.words.strip():
        raise UserError("service-incomplete")
    check_text(facts.place, PLACE_LENGTH)
    check_text(facts.words, WORDS_LENGTH)
    check_text(facts.helped_words or "", WORDS_LENGTH)


def check_hours(day: date, start: int | None, minutes: int, *, local: datetime, other_minutes: int) -> None:
    """Raise ``UserError`` for hours that are not over yet, or too many for one day with the other minutes."""
    if start is not None and not 0 <= start < 24 * 60:
        raise UserError("time-impossible")
    if _minutes_since_start(day, start, local) < minutes:
        raise UserError("service-not-over")
    if other_minutes + minutes > DAY_LIMIT:
        raise UserError("service-day-full", limit=Minutes(DAY_LIMIT), already=Minutes(other_minutes))


def _minutes_since_start(day: date, start: int | None, local: datetime) -> int:
    # Counted in UTC: a service may run past midnight, and a day of a clock change has 23 or 25 hours.
    # Without a start, midnight stands in: the service fits into what has passed of the day.
    begun = datetime.combine(day, time(*divmod(start or 0, 60)), local.tzinfo)
    return (local.astimezone(UTC) - begun.astimezone(UTC)) // timedelta(minutes=1)


def check_text(text: str, limit: int) -> None:
    """Raise ``UserError`` with the count for a text of more than ``limit`` characters: nothing is cut."""
    if len(text) > limit:
        raise UserError("service-text-too-long", limit=limit, count=len(text))


def check_day(day: date, today: date, backdate_days: int) -> None:
    """Raise ``UserError`` for a day that lies ahead or too far back."""
    if day > today:
        raise UserError("service-in-future", day=day)
    if day < today - timedelta(days=backdate_days):
        raise UserError("service-too-old", day=day, days=backdate_days)


def check_minutes(minutes: int) -> None:
    """Raise ``UserError`` for a duration that is not a whole number of half hours, or too long."""
    if minutes <= 0 or minutes % STEP:
        raise UserError("service-half-hours", minutes=Minutes(minutes))
    if minutes > DAY_LIMIT:
        raise UserError("service-too-long", limit=Minutes(DAY_LIMIT))


def alike(facts: ServiceFacts, others: Iterable[ServiceRecord]) -> list[ServiceRecord]:
    """The records that may be the same service: same day and the same place or overlapping hours."""
    return [
        other
        for other in others
        if other.state is not RecordState.REVOKED
        and other.facts.day == facts.day
        and (_plain(other.facts.place) == _plain(facts.place) or _overlap(facts, other.facts))
    ]


def _plain(place: str) -> str:
    return "".join(place.split()).casefold()


def _overlap(one: ServiceFacts, two: ServiceFacts) -> bool:
    if one.start is None or two.start is None:
        return False
    return one.start < two.start + two.minutes and two.start < one.start + one.minutes
