"""Settling the stars of a year (年终评星): frozen, published for objections, then final for ever.

Rule: reference 003, year end. A publication lasts seven days unless the branch does it otherwise; one place
takes five working days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.service import ServiceCategory
from bot.domain.stars import Basis, Period, Rating, SchemeVersion, rate
from bot.errors import UserError

LINK = "o"  # how the start of a link begins that opens the published list
WORDS_LENGTH = 500  # of an objection
MOST_OPEN = 3  # objections of one account to one settlement that wait for an answer
FIRST_MONTH = 12  # from when on the year that still runs may be settled
BEFORE_LAST_OVER = 3  # until which month the year before is offered first


class SettlementState(StrEnum):
    """Where the settlement of a year stands."""

    FROZEN = "frozen"
    PUBLISHED = "published"
    FINAL = "final"
    ABANDONED = "abandoned"


MOVES: Mapping[SettlementState, frozenset[SettlementState]] = MappingProxyType(
    {
        SettlementState.FROZEN: frozenset({SettlementState.PUBLISHED, SettlementState.ABANDONED}),
        SettlementState.PUBLISHED: frozenset({SettlementState.FINAL, SettlementState.ABANDONED}),
        SettlementState.FINAL: frozenset(),
        SettlementState.ABANDONED: frozenset(),
    }
)


class ObjectionState(StrEnum):
    """What became of an objection."""

    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Publication:
    """How long a branch publishes: so many calendar days, or so many days on which people work."""

    days: int = 7
    working_days: bool = False


# Offered by buttons; nothing else can be chosen.
PUBLICATIONS = (
    Publication(5),
    Publication(7),
    Publication(10),
    Publication(5, True),
    Publication(7, True),
    Publication(10, True),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one person has at the year's end.

    ``services`` and ``minutes``: all that was confirmed; ``value``: what the scheme counts, in its unit.
    """

    person_id: int
    services: int
    minutes: int
    value: int
    stars: int


def offered_years(today: date) -> tuple[int, ...]:
    """The years that may be settled now, the one that is meant first: last year's until the end of March."""
    last, this = today.year - 1, today.year
    if today.month >= FIRST_MONTH:
        return (this, last)
    return (last,)


def last_day(publication: Publication, today: date, is_working: Callable[[date], bool]) -> date:
    """The last day of a publication that begins today; today itself is not counted."""
    day, left = today, publication.days
    while left:
        day += timedelta(days=1)
        left -= not publication.working_days or is_working(day)
    return day


def closes_at(day: date, timezone: str) -> datetime:
    """When (UTC) a branch's day is over."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(timezone)).astimezone(UTC)


def check_version(version: SchemeVersion) -> None:
    """Raise ``UserError("settle-from-appraisal")`` for a scheme whose stars no record earns."""
    if version.basis is Basis.TOPICS:
        raise UserError("settle-from-appraisal")


def tally(version: SchemeVersion, person_id: int, done: tuple[int, int], counted: tuple[int, int]) -> Tally:
    """From services and minutes that were confirmed, and those of them that count."""
    rating = rate(version, services=counted[0], minutes=counted[1])
    return Tally(person_id, *done, rating.value, rating.stars)


def rating_of(version: SchemeVersion, one: Tally) -> Rating:
    """The stars of a line with the distance to the next one."""
    following = version.thresholds[one.stars] if one.stars < version.top else None
    missing = None if following is None else following - one.value
    return Rating(one.stars, version.top, one.value, following, missing, version.unit)


def version_to_json(version: SchemeVersion) -> dict[str, Any]:
    """The rules that a settlement went by, as they are kept with it."""
    categories = None if version.categories is None else sorted(one.value for one in version.categories)
    return {
        "scheme": version.scheme,
        "from_year": version.from_year,
        "source": version.source,
        "basis": version.basis.value,
        "period": version.period.value,
        "thresholds": list(version.thresholds),
        "categories": categories,
        "minimum_minutes": version.minimum_minutes,
        "services_per_day": version.services_per_day,
    }


def version_from_json(data: Mapping[str, Any]) -> SchemeVersion:
    """The inverse of ``version_to_json``."""
    categories = data["categories"]
    return SchemeVersion(
        scheme=data["scheme"],
        from_year=data["from_year"],
        source=data["source"],
        basis=Basis(data["basis"]),
        period=Period(data["period"]),
        thresholds=tuple(data["thresholds"]),
        categories=None if categories is None else frozenset(ServiceCategory(one) for one in categories),
        minimum_minutes=data["minimum_minutes"],
        services_per_day=data["services_per_day"],
    )
