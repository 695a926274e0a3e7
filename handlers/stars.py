"""/stars: the stars of a year, why, the years before, the scheme in words, and a branch's choice of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.messages import Button, Listing, Message, Minutes, Value
from bot.domain.record_words import SHORT_NAME, shorten
from bot.domain.stars import (
    Counted,
    Period,
    Rating,
    Scheme,
    SchemeVersion,
    Unit,
    amount,
    rules,
    star_line,
)
from bot.usecases import stars
from bot.usecases.stars import SchemeChoice, StarStatus, Team, Why, YearStars
from handlers.routing import Journey, tap_data
from handlers.star_lines import missing_line, why_line
from handlers.talk import Talk

journey = Journey("stars")

OWN = 0  # stands for the actor's own stars in callback data
YEARS_IN_A_ROW = 4
LIFETIME: Mapping[Unit, str] = MappingProxyType(
    {Unit.SERVICES: "stars-lifetime-services", Unit.MINUTES: "stars-lifetime-hours"}
)


@journey.command("stars")
@journey.phrase("stars")
@journey.tap("star.me")
async def show_mine(talk: Talk) -> None:
    await talk.show(_status_message(await _status(talk, OWN), talk.locale))


@journey.tap("star.of")
async def show_member(talk: Talk) -> None:
    await talk.show(_status_message(await _status(talk, talk.number(0)), talk.locale))


@journey.tap("star.past")
async def show_past(talk: Talk) -> None:
    await talk.show(_past_message(await _status(talk, talk.number(0)), talk.locale))


@journey.tap("star.why")
async def show_why(talk: Talk) -> None:
    person_id, year, page = talk.number(0), talk.number(1), talk.number(2)
    why = await talk.run(stars.why, person_id, year, page, talk.house.schemes, talk.now)
    await talk.show(_why_message(why))


@journey.tap("star.rules")
async def show_rules(talk: Talk) -> None:
    year = talk.number(0)
    scheme, version = await talk.read(stars.rules_of_year, talk.house.schemes, year)
    back = Button("button-back", tap_data("star.me"))
    await talk.show(_rules_message(scheme, version, talk.locale, "stars-rules", ((back,),)))


@journey.tap("star.team")
async def show_team(talk: Talk) -> None:
    page = talk.number(0)
    await talk.show(_team_message(await talk.run(stars.team, page, talk.house.schemes, talk.now)))


@journey.tap("star.choose")
async def offer_schemes(talk: Talk) -> None:
    choice = await talk.read(stars.offer_schemes, talk.house.schemes, talk.now)
    await talk.show(_choice_message(choice, talk.locale))


@journey.tap("star.scheme")
async def show_scheme(talk: Talk) -> None:
    key = talk.word(0)
    choice = await talk.read(stars.offer_schemes, talk.house.schemes, talk.now)
    scheme = stars.known_scheme(talk.house.schemes, key)
    rows = (
        (Button("button-use-scheme", tap_data("star.use", key), values={"year": str(choice.year)}),),
        (Button("button-back", tap_data("star.choose")),),
    )
    version = scheme.version_for(choice.year)
    await talk.show(_rules_message(scheme, version, talk.locale, "stars-scheme-offered", rows))


@journey.tap("star.use")
async def choose_scheme(talk: Talk) -> None:
    choice = await talk.run(stars.choose_scheme, talk.word(0), talk.house.schemes, talk.now)
    title = talk.house.schemes[choice.current].title(talk.locale)
    values: dict[str, Value] = {"title": title, "year": str(choice.year)}
    back = Button("button-my-stars", tap_data("star.me"))
    await talk.show(Message("stars-scheme-chosen", values, ((back,),)), "stars-toast-scheme-chosen")


async def _status(talk: Talk, person_id: int) -> StarStatus:
    if person_id == OWN:
        return await talk.read(stars.my_stars, talk.house.schemes, talk.now)
    # A look at somebody else's stars is written down, so it is the update's one writing transaction.
    return await talk.run(stars.stars_of_member, person_id, talk.house.schemes, talk.now)


# -- what is shown -------------------------------------------------------------------------------------


def _star_line(rating: Rating) -> str:
    return star_line(rating.stars, rating.top)


def _sums(done: Counted) -> Message:
    return Message("stars-sums", _sum_values(done))


def _sum_values(done: Counted) -> dict[str, Value]:
    return {"services": done.services, "minutes": Minutes(done.minutes)}


def _title(person_name: str, own: bool) -> Message:
    return Message("stars-mine") if own else Message("stars-of", {"name": shorten(person_name, SHORT_NAME)})


def _status_message(status: StarStatus, locale: str) -> Message:
    year = status.stars
    title = _title(status.person.name, status.own)
    values: dict[str, Value] = {
        "year": str(year.year),
        "stars": _star_line(year.rating),
        "scheme": year.scheme.title(locale),
    }
    lines = [Message("stars-year", values), _sums(year.done), *_settled_lines(year)]
    if year.version.period is Period.LIFETIME:
        value = amount(year.rating.unit, year.rating.value)
        lines.append(Message(LIFETIME[year.rating.unit], {"value": value}))
    if year.settled is None:
        lines.append(missing_line(year.rating))
    return Message(title.key, title.values, _status_rows(status), tuple(lines))


def _status_rows(status: StarStatus) -> tuple[tuple[Button, ...], ...]:
    year, person_id = status.stars.year, status.person.id
    whose = OWN if status.own else person_id
    first = [Button("button-why", tap_data("star.why", person_id, year, 0))]
    if status.earlier:
        first.append(Button("button-earlier-years", tap_data("star.past", whose)))
    rows = [tuple(first), *_keepsake_rows(status)]
    team = Button("button-team-stars", tap_data("star.team", 0))
    last = [team] if status.may_see_team else []
    if status.may_choose and status.own:
        last.append(Button("button-choose-scheme", tap_data("star.choose")))
    return (*rows, tuple(last)) if last else tuple(rows)


def _keepsake_rows(status: StarStatus) -> tuple[tuple[Button, ...], ...]:
    """What somebody can have as a picture: for themselves, or from whoever settles the branch's years."""
    if not (status.own or status.may_settle):
        return ()
    person_id, year = status.person.id, status.stars.year
    card = Button("honours-button-star-card", tap_data("cert.star", person_id))
    chart = "honours-button-my-year" if status.own else "honours-button-year-of"
    first = (card, Button(chart, tap_data("cert.year", person_id, 0)))
    given = tap_data("cert.mine", person_id, 0)
    if not status.own:
        return first, (Button("honours-button-of", given),)
    how = Button("button-scheme-rules", tap_data("star.rules", year))
    return first, (Button("honours-button-mine", given), how)


def _past_message(status: StarStatus, locale: str) -> Message:
    lines = [line for one in status.earlier for line in _past_lines(one, locale)]
    buttons = [
        Button(
            "button-why-year",
            tap_data("star.why", status.person.id, one.year, 0),
            values={"year": str(one.year)},
        )
        for one in status.earlier
    ]
    rows = [tuple(buttons[at : at + YEARS_IN_A_ROW]) for at in range(0, len(buttons), YEARS_IN_A_ROW)]
    back = tap_data("star.me") if status.own else tap_data("star.of", status.person.id)
    rows.append((Button("button-back", back),))
    title = _title(status.person.name, status.own)
    return Message(title.key, title.values, tuple(rows), (Message("stars-past"), *lines))


def _past_lines(one: YearStars, locale: str) -> list[Message]:
    values = {"year": str(one.year), "stars": _star_line(one.rating), "scheme": one.scheme.title(locale)}
    line = Message("stars-past-line", {**values, **_sum_values(one.done)})
    return [line, *_settled_lines(one)]


def _settled_lines(one: YearStars) -> list[Message]:
    """That these stars are settled, and how much was corrected after."""
    if one.settled is None:
        return []
    if one.settled.later:
        return [Message("stars-settled-changed", {"count": one.settled.later})]
    return [Message("stars-settled")]


def _why_message(why: Why) -> Message:
    year = str(why.stars.year)
    lines = [
        Message("stars-year-short", {"year": year, "stars": _star_line(why.stars.rating)}),
        *(why_line(one, changed=one.record.id in why.changed) for one in why.lines),
    ]
    if not why.lines:
        lines.append(Message("stars-why-nothing"))
    turn = [
        Button(key, tap_data("star.why", why.person.id, year, page))
        for key, page in (("button-previous", why.page - 1), ("button-next", why.page + 1))
        if 0 <= page < why.pages
    ]
    back = tap_data("star.me") if why.own else tap_data("star.of", why.person.id)
    rows = [tuple(turn)] if turn else []
    title = _title(why.person.name, why.own)
    return Message(title.key, title.values, (*rows, (Button("button-back", back),)), tuple(lines))


def _rules_message(
    scheme: Scheme,
    version: SchemeVersion,
    locale: str,
    key: str,
    rows: tuple[tuple[Button, ...], ...],
) -> Message:
    lines = [*rules(version)]
    if version.topics:
        topics = Listing(tuple(topic.title(locale) for topic in version.topics))
        lines.append(Message("stars-rule-topics", {"topics": topics}))
    values: dict[str, Value] = {"title": scheme.title(locale), "description": scheme.description(locale)}
    return Message(key, values, rows, tuple(lines))


def _team_message(team: Team) -> Message:
    lines = tuple(
        Message(
            "stars-team-line",
            {
                "number": number,
                "name": shorten(person.name, SHORT_NAME),
                "stars": _star_line(of.rating),
                **_sum_values(of.done),
            },
        )
        for number, (person, of) in enumerate(team.people, 1)
    )
    numbers = [
        Button("button-number", tap_data("star.of", person.id), values={"number": number})
        for number, (person, _) in enumerate(team.people, 1)
    ]
    rows = [tuple(numbers[at : at + 5]) for at in range(0, len(numbers), 5)]
    turn = [
        Button(key, tap_data("star.team", page))
        for key, page in (("button-previous", team.page - 1), ("button-next", team.page + 1))
        if 0 <= page < team.pages
    ]
    rows += [tuple(turn)] if turn else []
    branch_id = team.people[0][0].branch_id
    whole = Button("honours-button-branch-year", tap_data("cert.br", branch_id, 0))
    rows.append((whole, Button("button-my-stars", tap_data("star.me"))))
    return Message("stars-team", {"year": str(team.year)}, tuple(rows), lines)


def _choice_message(choice: SchemeChoice, locale: str) -> Message:
    rows = [
        (
            Button(
                "button-scheme-current" if one.key == choice.current else "button-scheme",
                tap_data("star.scheme", one.key),
                values={"title": one.title(locale)},
            ),
        )
        for one in choice.schemes
    ]
    rows.append((Button("button-back", tap_data("star.me")),))
    return Message("stars-which-scheme", {"year": str(choice.year)}, tuple(rows))
