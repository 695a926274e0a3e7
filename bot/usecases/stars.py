"""Stars: how many, for what, what is missing for the next one, and the scheme that says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Member
from bot.domain.rights import Actor, Right, Target, may, not_allowed, require
from bot.domain.service import local_now
from bot.domain.stars import (
    Counted,
    Explained,
    Period,
    Rating,
    Scheme,
    SchemeVersion,
    counted,
    explain,
    rate,
)
from bot.errors import UserError
from bot.usecases.settled_stars import Settled, explain_settled, settled_year
from storage import audit, branches, people, record_lists, schemes, settlements, totals
from storage.database import Transaction
from storage.totals import YearTotal

WHY_PAGE = 8
TEAM_PAGE = 10
YEARS = 10  # earlier years shown
MOST_PEOPLE = 1000  # more than any branch has

Schemes = Mapping[str, Scheme]


@dataclass(frozen=True, slots=True)
class YearStars:
    """The stars of one year, for ever once ``settled``. ``done``: all that was confirmed, counted or not."""

    year: int
    scheme: Scheme
    version: SchemeVersion
    rating: Rating
    done: Counted
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class StarStatus:
    """Somebody's stars of a year and of the years before it, newest first; ``own``: they are the actor's."""

    person: Member
    own: bool
    stars: YearStars
    earlier: tuple[YearStars, ...]
    may_see_team: bool
    may_choose: bool
    may_settle: bool


@dataclass(frozen=True, slots=True)
class Why:
    """A page (from 0) of a year's records and why each counts or not; ``changed``: after it was settled."""

    person: Member
    own: bool
    stars: YearStars
    lines: tuple[Explained, ...]
    page: int
    pages: int
    changed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Team:
    """A page of a branch's people by group and name (never by rank), with their stars of the year."""

    year: int
    people: tuple[tuple[Member, YearStars], ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """What a branch may choose from, and what it goes by in ``year``."""

    year: int
    current: str
    schemes: tuple[Scheme, ...]


def my_stars(tx: Transaction, actor: Actor, known: Schemes, now: datetime) -> StarStatus:
    """The actor's own stars of this year."""
    if actor.person_id is None:
        raise UserError("not-on-roster" if actor.holdings else "not-a-member")
    return _status(tx, actor, _visible(tx, actor, actor.person_id), known, now)


def stars_of_member(
    tx: Transaction, actor: Actor, person_id: int, known: Schemes, now: datetime
) -> StarStatus:
    """Somebody else's stars, for whoever may read their records; the audit log keeps who looked."""
    person = _visible(tx, actor, person_id)
    _note(tx, actor, [person], now)
    return _status(tx, actor, person, known, now)


def why(
    tx: Transaction,
    actor: Actor,
    person_id: int,
    year: int,
    page: int,
    known: Schemes,
    now: datetime,
) -> Why:
    """The records of a year, newest first, each with whether it counts and why not.

    As with everything here, that somebody else's were read goes to the audit log.
    """
    person = _visible(tx, actor, person_id)
    _note(tx, actor, [person], now, {"year": year})
    sums, chosen = totals.of_person(tx, person_id), schemes.choices(tx, person.branch_id)
    stars = _rated(tx, person, year, sums, chosen, known)
    changed: frozenset[int] = frozenset()
    if stars.settled is not None:
        explained, changed = explain_settled(tx, stars.settled.row, person_id)
    else:
        explained = explain(stars.version, year, record_lists.of_person(tx, person_id, year=year))
    pages = max(1, -(-len(explained) // WHY_PAGE))
    page = min(page, pages - 1)
    lines = explained[page * WHY_PAGE : (page + 1) * WHY_PAGE]
    return Why(person, person_id == actor.person_id, stars, lines, page, pages, changed)


def team(tx: Transaction, actor: Actor, page: int, known: Schemes, now: datetime) -> Team:
    """A page of the people whose records the actor may read in the actor's branch, with their stars."""
    if actor.branch_id is None:
        raise UserError("not-a-member")
    visible = _team(tx, actor, actor.branch_id)
    pages = max(1, -(-len(visible) // TEAM_PAGE))
    page = min(page, pages - 1)
    year = _this_year(actor.timezone, now)
    chosen = schemes.choices(tx, actor.branch_id)
    shown = visible[page * TEAM_PAGE : (page + 1) * TEAM_PAGE]
    _note(tx, actor, shown, now)
    return Team(
        year,
        tuple((one, _rated(tx, one, year, totals.of_person(tx, one.id), chosen, known)) for one in shown),
        page,
        pages,
    )


def rules_of_year(tx: Transaction, actor: Actor, known: Schemes, year: int) -> tuple[Scheme, SchemeVersion]:
    """The scheme of the actor's branch in a year and the version of it in force then."""
    if actor.branch_id is None:
        raise UserError("not-a-member")
    scheme = known_scheme(known, schemes.in_force(schemes.choices(tx, actor.branch_id), year))
    return scheme, scheme.version_for(year)


def known_scheme(known: Schemes, key: str) -> Scheme:
    """The scheme with that key; ``UserError("scheme-unknown")`` when its file is gone."""
    try:
        return known[key]
    except KeyError:
        raise UserError("scheme-unknown", scheme=key) from None


def offer_schemes(tx: Transaction, actor: Actor, known: Schemes, now: datetime) -> SchemeChoice:
    """The schemes that the actor may choose from for the branch."""
    branch_id = _own_branch(actor)
    year = _this_year(actor.timezone, now)
    current = schemes.in_force(schemes.choices(tx, branch_id), year)
    return SchemeChoice(year, current, tuple(known.values()))


def choose_scheme(tx: Transaction, actor: Actor, key: str, known: Schemes, now: datetime) -> SchemeChoice:
    """Put a scheme in force in the actor's branch from this year on; earlier years keep theirs."""
    branch_id = _own_branch(actor)
    year = _this_year(actor.timezone, now)
    # A scheme that is not in force yet cannot be chosen: version_for says so.
    known_scheme(known, key).version_for(year)
    if schemes.in_force(schemes.choices(tx, branch_id), year) != key:
        schemes.choose(tx, branch_id, year, key)
        audit.note(tx, actor, "scheme-chosen", None, now, {"branch": branch_id, "scheme": key, "from": year})
    return SchemeChoice(year, key, tuple(known.values()))


def _own_branch(actor: Actor) -> int:
    require(actor, Right.CHOOSE_SCHEME, Target(actor.committee_id, actor.branch_id))
    if actor.branch_id is None:
        raise UserError("not-a-member")
    return actor.branch_id


def _this_year(timezone: str, now: datetime) -> int:
    return local_now(now, timezone).year


def _visible(tx: Transaction, actor: Actor, person_id: int) -> Member:
    person = people.find(tx, person_id)
    if person is None:
        raise not_allowed(actor)
    target = actor.own if person_id == actor.person_id else people.target(tx, person)
    if not may(actor, Right.READ_OWN, target):
        require(actor, Right.READ_RECORDS, target)
    return person


def _note(
    tx: Transaction,
    actor: Actor,
    read: Iterable[Member],
    now: datetime,
    detail: Mapping[str, int] | None = None,
) -> None:
    subjects = [(one.id, detail or {}) for one in read if one.id != actor.person_id]
    audit.note_many(tx, actor, "stars-read", subjects, now)


def _team(tx: Transaction, actor: Actor, branch_id: int) -> list[Member]:
    found = [
        person
        for person in people.page(tx, branch_id, limit=MOST_PEOPLE, offset=0)
        if may(actor, Right.READ_RECORDS, Target(actor.committee_id, person.branch_id, person.group_id))
    ]
    if not found:
        raise not_allowed(actor)
    return found


def _status(tx: Transaction, actor: Actor, person: Member, known: Schemes, now: datetime) -> StarStatus:
    timezone = branches.get(tx, person.branch_id).timezone
    year = _this_year(timezone, now)
    sums = totals.of_person(tx, person.id)
    chosen = schemes.choices(tx, person.branch_id)
    settled = settlements.settled_years(tx, person.id)
    past = {one.year for one in sums} | settled
    earlier = [one for one in sorted(past, reverse=True) if one < year]
    earlier = [one for one in earlier if one in settled or _has_rules(known, chosen, one)][:YEARS]
    scope = Target(actor.committee_id, actor.branch_id, actor.group_id)
    return StarStatus(
        person,
        person.id == actor.person_id,
        _rated(tx, person, year, sums, chosen, known),
        tuple(_rated(tx, person, one, sums, chosen, known) for one in earlier),
        may(actor, Right.READ_RECORDS, scope),
        may(actor, Right.CHOOSE_SCHEME, scope),
        may(actor, Right.SETTLE_YEAR, people.target(tx, person)),
    )


def _has_rules(known: Schemes, chosen: list[tuple[int, str]], year: int) -> bool:
    return known_scheme(known, schemes.in_force(chosen, year)).versions[0].from_year <= year


def year_of(tx: Transaction, person: Member, year: int, known: Schemes) -> YearStars:
    """The stars of a person in a year; who may know them must be checked by the caller."""
    chosen = schemes.choices(tx, person.branch_id)
    return _rated(tx, person, year, totals.of_person(tx, person.id), chosen, known)


def _rated(
    tx: Transaction,
    person: Member,
    year: int,
    sums: list[YearTotal],
    chosen: list[tuple[int, str]],
    known: Schemes,
) -> YearStars:
    settled = settled_year(tx, person.id, year)
    if settled is not None:
        scheme = settled.scheme(known)
        return YearStars(year, scheme, settled.version, settled.rating, settled.done, settled)
    scheme = known_scheme(known, schemes.in_force(chosen, year))
    version = scheme.version_for(year)
    done = _sum(one for one in sums if one.year == year)
    basis = _counted(tx, person.id, version, year, sums)
    rating = rate(version, services=basis.services, minutes=basis.minutes)
    return YearStars(year, scheme, version, rating, done)


def _counted(
    tx: Transaction, person_id: int, version: SchemeVersion, year: int, sums: list[YearTotal]
) -> Counted:
    """The kept sums when every confirmed record counts; otherwise the records have to be looked at."""
    if version.plain:
        return _sum(one for one in sums if version.includes(one.year, year))
    of_year = year if version.period is Period.YEAR else None
    return counted(explain(version, year, record_lists.of_person(tx, person_id, year=of_year)))


def _sum(sums: Iterable[YearTotal]) -> Counted:
    found = tuple(sums)
    return Counted(sum(one.services for one in found), sum(one.minutes for one in found))
