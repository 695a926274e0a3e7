"""What somebody keeps of their service: the card of their stars, certificates for years that are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.certificates import Certificate, CertificateKind, Fact
from bot.domain.people import Member
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.errors import UserError
from bot.usecases.certificates import Keepsake, find_holder, issue, keepsake_of
from bot.usecases.stars import Schemes, YearStars, year_of
from storage import audit, branches, certificates, settlements, totals
from storage.database import Transaction

PAGE = 8
YEARS = 8  # years offered for a certificate of service


@dataclass(frozen=True, slots=True)
class Honours:
    """A page of what somebody has been given; ``page`` counts from 0."""

    person: Member
    own: bool
    found: tuple[Certificate, ...]
    page: int
    more: bool


def honours(tx: Transaction, actor: Actor, person_id: int, page: int) -> Honours:
    """What somebody has, the latest year first; 0 is the actor. Raises as ``find_holder``."""
    person, _ = find_holder(tx, actor, person_id)
    found = certificates.of_person(tx, person.id, PAGE + 1, page * PAGE)
    return Honours(person, person.id == actor.person_id, tuple(found[:PAGE]), page, len(found) > PAGE)


def star_card(tx: Transaction, actor: Actor, person_id: int, known: Schemes, now: datetime) -> Keepsake:
    """The card of somebody's stars as they are now; another one only when they have changed.

    Raises as ``find_holder``, and ``UserError`` ``no-services-yet``, ``certificate-revoked``.
    """
    person, _ = find_holder(tx, actor, person_id)
    stars = year_of(tx, person, _this_year(tx, person, now), known)
    if not (stars.done.services or stars.rating.stars):
        raise UserError("no-services-yet", year=str(stars.year))
    return _given(tx, actor, person, CertificateKind.STARS, stars.year, _star_facts(stars), now)


def _star_facts(stars: YearStars) -> dict[str, Fact]:
    rating = stars.rating
    return {
        "stars": rating.stars,
        "top": rating.top,
        "services": stars.done.services,
        "minutes": stars.done.minutes,
        "missing": rating.missing,
        "unit": rating.unit.value,
        "settled": stars.settled is not None,
    }


def service_years(tx: Transaction, actor: Actor, person_id: int, now: datetime) -> tuple[Member, list[int]]:
    """Somebody, and the years for which they can have a certificate of service, the latest first.

    Those are over, or settled, and have a confirmed service. Raises as ``find_holder``.
    """
    person, _ = find_holder(tx, actor, person_id)
    return person, list(_over(tx, person, now))[:YEARS]


def service_certificate(tx: Transaction, actor: Actor, person_id: int, year: int, now: datetime) -> Keepsake:
    """The certificate of the hours somebody gave in a year that is over.

    Nobody has to agree: all it says was confirmed. Raises as ``find_holder``, and ``UserError``
    ``year-not-over``, ``no-services-in-year``, ``certificate-revoked``.
    """
    person, _ = find_holder(tx, actor, person_id)
    over = _over(tx, person, now)
    if year not in over:
        key = "year-not-over" if year >= _this_year(tx, person, now) else "no-services-in-year"
        raise UserError(key, year=str(year))
    services, minutes = over[year]
    facts: dict[str, Fact] = {"services": services, "minutes": minutes}
    return _given(tx, actor, person, CertificateKind.SERVICE, year, facts, now)


def _given(
    tx: Transaction,
    actor: Actor,
    person: Member,
    kind: CertificateKind,
    year: int,
    facts: dict[str, Fact],
    now: datetime,
) -> Keepsake:
    found = issue(tx, kind, person.branch_id, person.id, year, facts, now, by=None)
    if found.revoked_at is not None:
        raise UserError("certificate-revoked", number=found.number)
    if person.id != actor.person_id:
        audit.note(tx, actor, "certificate-made", person.id, now, {"certificate": found.id})
    return keepsake_of(tx, actor, found)


def _over(tx: Transaction, person: Member, now: datetime) -> dict[int, tuple[int, int]]:
    """Services and minutes of the years that are over, or settled, the latest first."""
    this_year = _this_year(tx, person, now)
    kept = totals.of_person(tx, person.id)
    found = {one.year: (one.services, one.minutes) for one in kept if one.year < this_year}
    # What was settled stays as it was settled, whatever was corrected since.
    for year in settlements.settled_years(tx, person.id):
        line = settlements.settled_line(tx, person.id, year)
        if line is not None:
            found[year] = (line[1].services, line[1].minutes)
    return {year: found[year] for year in sorted(found, reverse=True) if found[year][0]}


def _this_year(tx: Transaction, person: Member, now: datetime) -> int:
    return local_now(now, branches.get(tx, person.branch_id).timezone).year
