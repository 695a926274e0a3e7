"""承诺覆盖: who has none yet, who counts, asking those without; over branches; and a branch's settings."""

from __future__ import annotations

from bot.domain import cards
from bot.domain.messages import Button, Listing, Message, Value
from bot.domain.pledge_keeping import REMIND_CHOICES, TELL_CHOICES
from bot.usecases import pledge_cover, pledge_settings
from bot.usecases.pledge_cover import Cover, Overview, Ring
from bot.usecases.pledge_settings import PledgeTerms
from handlers.log_choices import in_rows
from handlers.paging import turning
from handlers.pictures import send_picture
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("pledge-cover")

MOST_NAMES = 60
PEOPLE_PAGE = 8
AIM = 100  # percent
CHOSEN, NOT_CHOSEN = "● ", ""


@journey.tap("kp.cover")
async def show_cover(talk: Talk) -> None:
    found = await talk.read(pledge_cover.cover, talk.number(0), talk.number(1), talk.now)
    await talk.show(cover_message(found))


@journey.tap("kp.nudge")
async def nudge(talk: Talk) -> None:
    found, told = await talk.run(pledge_cover.nudge, talk.number(0), talk.number(1), talk.now)
    await talk.show(cover_message(found), "pledges-toast-nudged", count=told)


@journey.tap("kp.who")
async def choose_people(talk: Talk) -> None:
    found = await talk.read(pledge_cover.cover, talk.number(0), talk.number(1), talk.now)
    await talk.show(people_message(found, talk.number(2)))


@journey.tap("kp.flag")
async def mark(talk: Talk) -> None:
    person_id, counts, year, page = (talk.number(place) for place in range(4))
    found = await talk.run(pledge_cover.mark, person_id, bool(counts), year, talk.now)
    await talk.show(
        people_message(found, page), "pledges-toast-counts" if counts else "pledges-toast-voluntary"
    )


@journey.tap("kp.ring")
async def show_ring(talk: Talk) -> None:
    ring = await talk.read(pledge_cover.ring, talk.number(0), talk.number(1), talk.now)
    found = ring.cover
    back = Button("button-back", tap_data("kp.cover", found.branch.id, found.year))
    caption = Message("pledges-cover-picture", {"branch": found.branch.name}, ((back,),))
    await send_picture(talk, _ring(talk, ring), caption, cover_message(found))


@journey.tap("kp.all")
async def show_overview(talk: Talk) -> None:
    await talk.show(overview_message(await talk.read(pledge_cover.overview, talk.number(0), talk.now)))


# -- settings --------------------------------------------------------------------------------------------


@journey.tap("kp.set")
async def show_settings(talk: Talk) -> None:
    await talk.show(settings_message(await talk.read(pledge_settings.of_branch, talk.number(0))))


@journey.tap("kp.day")
async def toggle_reminder(talk: Talk) -> None:
    found = await talk.run(
        pledge_settings.toggle_reminder, talk.number(0), talk.number(1), talk.now, talk.house.working_days
    )
    await talk.show(settings_message(found), "settings-toast-changed")


@journey.tap("kp.after")
async def set_tell_after(talk: Talk) -> None:
    found = await talk.run(
        pledge_settings.set_tell_after, talk.number(0), talk.number(1), talk.now, talk.house.working_days
    )
    await talk.show(settings_message(found), "settings-toast-changed")


@journey.tap("kp.res")
async def set_residents(talk: Talk) -> None:
    found = await talk.run(
        pledge_settings.set_residents,
        talk.number(0),
        bool(talk.number(1)),
        talk.now,
        talk.house.working_days,
    )
    await talk.show(settings_message(found), "settings-toast-changed")


# -- what is shown ---------------------------------------------------------------------------------------


def cover_message(found: Cover) -> Message:
    """How many have pledged, who has not yet, and who need not."""
    lines = []
    if found.lacking:
        lines.append(Message("pledges-cover-lacking", _names(found.lacking)))
    else:
        lines.append(Message("pledges-cover-whole"))
    if found.voluntary:
        lines.append(Message("pledges-cover-voluntary", _names(found.voluntary)))
    return Message("pledges-cover", _cover_values(found), _cover_rows(found), tuple(lines))


def _cover_values(found: Cover) -> dict[str, Value]:
    covered = found.coverage
    return {
        "branch": found.branch.name,
        "year": str(found.year),
        "have": covered.have,
        "should": covered.should,
        "percent": covered.percent,
        "aim": AIM,
    }


def _names(people: tuple[tuple[int, str], ...]) -> dict[str, Value]:
    return {"names": Listing(tuple(name for _, name in people[:MOST_NAMES])), "count": len(people)}


def _cover_rows(found: Cover) -> tuple[tuple[Button, ...], ...]:
    place = (found.branch.id, found.year)
    other = found.this_year + (found.year == found.this_year)
    rows = [
        (Button("pledges-button-nudge", tap_data("kp.nudge", *place)),) if found.may_ask else (),
        (
            Button("pledges-button-voluntary", tap_data("kp.who", *place, 0)),
            Button("pledges-button-chart", tap_data("kp.ring", *place)),
        ),
        (
            Button(
                "pledges-button-year",
                tap_data("kp.cover", found.branch.id, other),
                values={"year": str(other)},
            ),
            Button("pledges-button-settings", tap_data("kp.set", found.branch.id)),
        ),
        (Button("pledges-button-all", tap_data("kp.all", 0)),) if found.others else (),
        (Button("pledges-button-team", tap_data("kp.team", found.branch.id, 0)),),
    ]
    return tuple(row for row in rows if row)


def people_message(found: Cover, page: int) -> Message:
    """Everybody who has none yet or need not have one; a tap changes whether they count."""
    people = [*((one, False) for one in found.voluntary), *((one, True) for one in found.lacking)]
    pages = max(1, -(-len(people) // PEOPLE_PAGE))
    page = min(page, pages - 1)
    buttons = [
        Button(
            "pledges-button-counts" if counts else "pledges-button-free",
            tap_data("kp.flag", person_id, int(not counts), found.year, page),
            values={"name": name},
        )
        for (person_id, name), counts in people[page * PEOPLE_PAGE : (page + 1) * PEOPLE_PAGE]
    ]
    place = (found.branch.id, found.year)
    turn = turning(page, pages, lambda other: tap_data("kp.who", *place, other))
    back = Button("button-back", tap_data("kp.cover", *place))
    return Message("pledges-who-counts", buttons=(*in_rows(buttons, 2), *turn, (back,)))


def _ring(talk: Talk, ring: Ring) -> cards.Coverage:
    def say(key: str, **values: Value) -> str:
        return talk.house.texts.format(talk.locale, key, values, html=False)

    found = ring.cover
    return cards.Coverage(
        title=say("pledges-cover-title"),
        name=found.branch.name,
        year=str(found.year),
        part=found.coverage.have,
        whole=found.coverage.should,
        line=say("pledges-cover-line", **_cover_values(found)),
        shares=tuple(cards.Share(name, one.have, one.should) for name, one in ring.groups[: cards.ROWS]),
        colour=ring.colour,
    )


def overview_message(found: Overview) -> Message:
    """The branches, the worst first."""
    values: dict[str, Value] = {
        "year": str(found.year),
        "count": found.count,
        "have": found.total.have,
        "should": found.total.should,
        "percent": found.total.percent,
        "aim": AIM,
    }
    first = found.page * pledge_cover.PAGE + 1
    lines = tuple(
        Message(
            "pledges-overview-line",
            {
                "number": number,
                "branch": branch.name,
                "percent": one.percent,
                "have": one.have,
                "should": one.should,
            },
        )
        for number, (branch, one) in enumerate(found.rows, first)
    )
    numbers = [
        Button("button-number", tap_data("kp.cover", branch.id, 0), values={"number": number})
        for number, (branch, _) in enumerate(found.rows, first)
    ]
    turn = turning(found.page, found.pages, lambda other: tap_data("kp.all", other))
    return Message("pledges-overview", values, (*in_rows(numbers, 4), *turn), lines)


def settings_message(found: PledgeTerms) -> Message:
    """What a branch has chosen; every choice is a button, what holds now is marked."""
    branch, terms = found.branch, found.terms
    remind = [
        _choice("pledges-set-days", tap_data("kp.day", branch.id, days), days in terms.remind_days, days)
        for days in REMIND_CHOICES
    ]
    tell = [
        _choice("pledges-set-after", tap_data("kp.after", branch.id, days), days == terms.tell_after, days)
        for days in TELL_CHOICES
    ]
    key = "pledges-set-residents-off" if terms.residents else "pledges-set-residents-on"
    residents = Button(key, tap_data("kp.res", branch.id, int(not terms.residents)))
    back = Button("button-back", tap_data("kp.cover", branch.id, 0))
    rows = (*in_rows(remind, 3), *in_rows(tell, 2), (residents,), (back,))
    return Message("pledges-settings", {"branch": branch.name}, rows)


def _choice(key: str, data: str, chosen: bool, days: int) -> Button:
    return Button(key, data, values={"days": days, "mark": CHOSEN if chosen else NOT_CHOSEN})
