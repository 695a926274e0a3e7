"""Stars: what a scheme counts, how many stars that gives, and why each record counts or does not.

A scheme is data (see ``bot.domain.scheme_files``). Amounts are whole numbers: services, minutes or topics.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.domain.messages import Listing, Message, Minutes, Term, Value
from bot.domain.service import RecordState, ServiceCategory, ServiceRecord
from bot.errors import UserError


class Basis(StrEnum):
    """What earns the stars of a scheme."""

    SERVICES = "services"
    HOURS = "hours"
    TOPICS = "topics"


class Period(StrEnum):
    """Over which time a scheme adds up."""

    YEAR = "year"
    LIFETIME = "lifetime"


class Unit(StrEnum):
    """In what the amounts of a rating are given; hours are always held as minutes."""

    SERVICES = "services"
    MINUTES = "minutes"
    TOPICS = "topics"


class Uncounted(StrEnum):
    """Why a record does not count."""

    REVOKED = "revoked"
    RETURNED = "returned"
    OTHER_YEAR = "other-year"
    CATEGORY = "category-not-counted"
    TOO_SHORT = "too-short"
    NOT_CONFIRMED = "not-confirmed"
    DAY_CAP = "day-cap"
    FROM_APPRAISAL = "from-appraisal"
    AFTER_SETTLEMENT = "after-settlement"  # nothing but a settlement says so: what came too late for it


_UNITS = {Basis.SERVICES: Unit.SERVICES, Basis.HOURS: Unit.MINUTES, Basis.TOPICS: Unit.TOPICS}


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a scheme whose stars come from appraisal, with its name by locale."""

    key: str
    titles: Mapping[str, str]

    def title(self, locale: str) -> str:
        """The topic's name for a reader."""
        return self.titles[locale]


@dataclass(frozen=True, slots=True)
class SchemeVersion:
    """The rules of a scheme from a year on.

    ``thresholds`` ascend, one per star, in ``unit``. ``categories`` None: all count.
    ``minimum_minutes``: what one service must last to count. ``services_per_day`` None: no cap.
    ``source``: where the rule comes from.
    """

    scheme: str
    from_year: int
    source: str
    basis: Basis
    period: Period
    thresholds: tuple[int, ...]
    categories: frozenset[ServiceCategory] | None = None
    minimum_minutes: int = 0
    services_per_day: int | None = None
    topics: tuple[Topic, ...] = ()

    @property
    def unit(self) -> Unit:
        """In what thresholds and values are given."""
        return _UNITS[self.basis]

    @property
    def top(self) -> int:
        """The most stars that can be had."""
        return len(self.thresholds)

    @property
    def plain(self) -> bool:
        """Whether every confirmed record of the period counts, so that the kept yearly totals are enough.

        When False the sums must come from ``counted(explain(…))``. A scheme of topics ignores both sums.
        """
        return self.categories is None and self.minimum_minutes == 0 and self.services_per_day is None

    def includes(self, record_year: int, year: int) -> bool:
        """Whether what was done in ``record_year`` belongs to the stars of ``year``."""
        return record_year <= year if self.period is Period.LIFETIME else record_year == year


@dataclass(frozen=True, slots=True)
class Scheme:
    """A star scheme: its words by locale and its versions, oldest first."""

    key: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    versions: tuple[SchemeVersion, ...]

    def title(self, locale: str) -> str:
        """The scheme's name for a reader."""
        return self.titles[locale]

    def description(self, locale: str) -> str:
        """One or two sentences on what the scheme is for; the numbers come from ``rules``."""
        return self.descriptions[locale]

    def version_for(self, year: int) -> SchemeVersion:
        """The version in force in a year; ``UserError("scheme-not-yet")`` before the first one."""
        for version in reversed(self.versions):
            if version.from_year <= year:
                return version
        raise UserError("scheme-not-yet", year=str(year), first=str(self.versions[0].from_year))


@dataclass(frozen=True, slots=True)
class Rating:
    """Stars out of ``top``; ``value`` and the distance to the next star in ``unit`` (None at the top)."""

    stars: int
    top: int
    value: int
    next_threshold: int | None
    missing: int | None
    unit: Unit


class Explained(NamedTuple):
    """A record, whether it counts, and when it does not: why."""

    record: ServiceRecord
    counts: bool
    reason: Uncounted | None


class Counted(NamedTuple):
    """What counts, in all."""

    services: int
    minutes: int


def rate(
    version: SchemeVersion, *, services: int, minutes: int, topics: frozenset[str] = frozenset()
) -> Rating:
    """The stars for the sums of a period; ``topics`` are the keys of the topics an appraisal has granted."""
    match version.basis:
        case Basis.SERVICES:
            value = services
        case Basis.HOURS:
            value = minutes
        case Basis.TOPICS:
            value = sum(topic.key in topics for topic in version.topics)
    stars = bisect_right(version.thresholds, value)
    following = version.thresholds[stars] if stars < version.top else None
    missing = None if following is None else following - value
    return Rating(stars, version.top, value, following, missing, version.unit)


def explain(version: SchemeVersion, year: int, records: Iterable[ServiceRecord]) -> tuple[Explained, ...]:
    """Each record of one person, in the order given, and why it counts for ``year`` or not.

    A cap per day needs all records of the day: give them all at once, not page by page.
    """
    judged = [(record, _reason(version, year, record)) for record in records]
    capped = _over_cap(version, [record for record, reason in judged if reason is None])
    return tuple(
        Explained(record, False, Uncounted.DAY_CAP)
        if reason is None and record.id in capped
        else Explained(record, reason is None, reason)
        for record, reason in judged
    )


def counted(explained: Iterable[Explained]) -> Counted:
    """The sums of the records that count."""
    minutes = [each.record.facts.minutes for each in explained if each.counts]
    return Counted(len(minutes), sum(minutes))


def star_line(stars: int, top: int) -> str:
    """Stars as they are shown: those had, and those that are missing."""
    return "★" * stars + "☆" * (top - stars)


def amount(unit: Unit, count: int) -> Value:
    """A value, threshold or distance of a rating as a message value."""
    return Minutes(count) if unit is Unit.MINUTES else count


def rules(version: SchemeVersion) -> tuple[Message, ...]:
    """The rules of a version in words: first what gives the stars, then each condition it sets."""
    lines = [
        Message(
            f"stars-rule-{version.basis}-{version.period}",
            {
                "top": version.top,
                "steps": Listing(tuple(amount(version.unit, step) for step in version.thresholds)),
            },
        )
    ]
    if version.categories is not None:
        named = tuple(Term(f"category-{each}") for each in ServiceCategory if each in version.categories)
        lines.append(Message("stars-rule-categories", {"categories": Listing(named)}))
    if version.minimum_minutes:
        lines.append(Message("stars-rule-minimum", {"minimum": Minutes(version.minimum_minutes)}))
    if version.services_per_day is not None:
        lines.append(Message("stars-rule-day-cap", {"services": version.services_per_day}))
    return tuple(lines)


def _reason(version: SchemeVersion, year: int, record: ServiceRecord) -> Uncounted | None:
    # What can never count comes before what only waits: nobody is told "not confirmed yet" in vain.
    # A returned record may still be changed in every respect, so it is judged no further.
    excluded = (
        (version.basis is Basis.TOPICS, Uncounted.FROM_APPRAISAL),
        (record.state is RecordState.REVOKED, Uncounted.REVOKED),
        (record.state is RecordState.RETURNED, Uncounted.RETURNED),
        (not version.includes(record.facts.day.year, year), Uncounted.OTHER_YEAR),
        (
            version.categories is not None and record.facts.category not in version.categories,
            Uncounted.CATEGORY,
        ),
        (record.facts.minutes < version.minimum_minutes, Uncounted.TOO_SHORT),
        (record.state is not RecordState.CONFIRMED, Uncounted.NOT_CONFIRMED),
    )
    return next((reason for applies, reason in excluded if applies), None)


def _over_cap(version: SchemeVersion, records: list[ServiceRecord]) -> frozenset[int]:
    if version.services_per_day is None:
        return frozenset()
    days: dict[object, int] = {}
    over = set()
    # The longest of a day count: the choice is the best one for the volunteer and needs no order of entry.
    for record in sorted(records, key=lambda record: (-record.facts.minutes, record.id)):
        days[record.facts.day] = days.get(record.facts.day, 0) + 1
        if days[record.facts.day] > version.services_per_day:
            over.add(record.id)
    return frozenset(over)
