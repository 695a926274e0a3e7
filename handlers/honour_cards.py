"""Certificates and years as cards, in the words of who gets the picture."""

from __future__ import annotations

from bot.domain import cards
from bot.domain.cards import Card, MonthBars, Plaque, Proof, StarCard, Tile
from bot.domain.certificates import LINK, Certificate, CertificateKind, shown
from bot.domain.messages import Minutes, Value
from bot.domain.stars import Counted
from bot.usecases.certificate_words import values_of
from bot.usecases.certificates import Keepsake
from bot.usecases.year_charts import BranchYear, MyYear, Year
from handlers.talk import Talk


def proof_of(talk: Talk, code: str) -> Proof:
    """How anybody finds out whether a paper with that code is genuine."""
    link = f"https://t.me/{talk.house.bot.username}?start={LINK}_{code}"
    return Proof(link, shown(code), _say(talk, "honours-scan"))


def card_of(talk: Talk, kept: Keepsake) -> Card:
    """The picture of a certificate."""
    match kept.certificate.kind:
        case CertificateKind.STARS:
            return _star_card(talk, kept)
        case CertificateKind.SERVICE | CertificateKind.PLEDGE:
            return _paper(talk, kept)
        case CertificateKind.PLAQUE | CertificateKind.HOUSEHOLD | CertificateKind.MONTH:
            return _plaque(talk, kept)


def _star_card(talk: Talk, kept: Keepsake) -> StarCard:
    of = kept.certificate
    return StarCard(
        title=_say(talk, "honours-card-title"),
        name=of.text("name"),
        branch=of.text("branch"),
        year=_year(talk, of.year),
        stars=of.count("stars"),
        top=of.count("top"),
        line=_sums(talk, of),
        colour=kept.colour,
        note=_star_note(talk, kept),
        proof=proof_of(talk, of.code),
    )


def _star_note(talk: Talk, kept: Keepsake) -> str:
    of = kept.certificate
    if of.facts.get("settled"):
        return _say(talk, "honours-card-settled")
    missing = of.facts.get("missing")
    if not isinstance(missing, int):
        return _say(talk, "honours-card-top", day=kept.issued_on)
    unit = of.text("unit")
    return _say(
        talk,
        f"honours-card-missing-{unit}",
        day=kept.issued_on,
        missing=Minutes(missing) if unit == "minutes" else missing,
        next=of.count("stars") + 1,
    )


def _plaque(talk: Talk, kept: Keepsake) -> Plaque:
    of = kept.certificate
    is_month = of.kind is CertificateKind.MONTH
    is_stars = of.kind is CertificateKind.PLAQUE
    return Plaque(
        title=_say(talk, f"honours-title-{of.kind}", **values_of(of)),
        name=of.text("name"),
        branch=of.text("branch"),
        year=_say(talk, "honours-year-month", **values_of(of)) if is_month else _year(talk, of.year),
        issuer=of.text("branch"),
        day=_day(talk, kept),
        stars=_STARS_OF_HOUSEHOLD if of.kind is CertificateKind.HOUSEHOLD else of.count("stars"),
        number=_say(talk, "honours-number", number=of.number),
        line=_sums(talk, of) if is_stars else of.text("reason"),
        colour=kept.colour,
        proof=proof_of(talk, of.code),
    )


_STARS_OF_HOUSEHOLD = 5


def _paper(talk: Talk, kept: Keepsake) -> cards.Certificate:
    of = kept.certificate
    values: dict[str, Value] = {**values_of(of), "branch": of.text("branch")}
    is_service = of.kind is CertificateKind.SERVICE
    words = () if is_service else (of.text("words"),)
    return cards.Certificate(
        title=_say(talk, f"honours-title-{of.kind}"),
        name=of.text("name"),
        body=(_say(talk, f"honours-body-{of.kind}", **values), *words),
        number=_say(talk, "honours-number", number=of.number),
        issuer=of.text("branch"),
        day=_day(talk, kept),
        tiles=_tiles(talk, Counted(of.count("services"), of.count("minutes"))) if is_service else (),
        colour=kept.colour,
        proof=proof_of(talk, of.code),
    )


# -- charts --------------------------------------------------------------------------------------------


def my_year_card(talk: Talk, found: MyYear) -> MonthBars:
    """Somebody's year as bars."""
    year = found.year
    return MonthBars(
        title=_say(talk, "honours-my-year"),
        name=found.person.name,
        year=_year(talk, year.year),
        months=_months(talk),
        amounts=tuple(float(one) for one in year.services),
        unit=_say(talk, "honours-unit-services"),
        tiles=_tiles(talk, year.done),
        colour=year.colour,
        current=year.current,
    )


def branch_year_card(talk: Talk, found: BranchYear) -> cards.BranchYear:
    """The branch's year as bars, and how many members have how many stars."""
    year = found.year
    members = Tile(str(found.members), _say(talk, "honours-unit-members"))
    had = tuple((_say(talk, "honours-stars", stars=stars), count) for stars, count in found.stars if stars)
    return cards.BranchYear(
        title=_say(talk, "honours-branch-year"),
        branch=year.branch.name,
        year=_year(talk, year.year),
        months=_months(talk),
        amounts=tuple(float(one) for one in year.services),
        unit=_say(talk, "honours-unit-services"),
        tiles=(*_tiles(talk, year.done), members),
        stars_title=_say(talk, "honours-stars-title") if had else "",
        stars=had,
        colour=year.colour,
        current=year.current,
    )


def month_words(year: Year) -> tuple[tuple[int, int], ...]:
    """The months in which anything was done, from 1, and how often."""
    return tuple((month, count) for month, count in enumerate(year.services, 1) if count)


def _months(talk: Talk) -> tuple[str, ...]:
    return tuple(_say(talk, f"month-{month}") for month in range(1, 13))


def _tiles(talk: Talk, done: Counted) -> tuple[Tile, ...]:
    hours = f"{done.minutes / 60:.1f}".removesuffix(".0")
    return (
        Tile(hours, _say(talk, "honours-unit-hours")),
        Tile(str(done.services), _say(talk, "honours-unit-services")),
    )


# -- words ---------------------------------------------------------------------------------------------


def _sums(talk: Talk, of: Certificate) -> str:
    return _say(talk, "honours-card-line", **values_of(of))


def _year(talk: Talk, year: int) -> str:
    return _say(talk, "honours-year", year=str(year))


def _day(talk: Talk, kept: Keepsake) -> str:
    return _say(talk, "honours-day", day=kept.issued_on)


def _say(talk: Talk, key: str, **values: Value) -> str:
    return talk.house.texts.format(talk.locale, key, values, html=False)
