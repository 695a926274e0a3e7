"""What somebody keeps of their service, as pictures; a year at a glance; and whether a code is genuine."""

from __future__ import annotations

from bot.domain.certificates import LINK, surely_means_code
from bot.domain.messages import Button, Message, Minutes, Term, Value
from bot.domain.record_words import SHORT_NAME, shorten
from bot.usecases import certificates, keepsakes, year_charts
from bot.usecases.certificate_words import verified_message, what
from bot.usecases.certificates import Keepsake
from bot.usecases.keepsakes import Honours
from bot.usecases.year_charts import Year
from handlers.honour_cards import branch_year_card, card_of, month_words, my_year_card
from handlers.pictures import send_picture
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("honours")

YEARS_IN_A_ROW = 4


# -- is it genuine? ------------------------------------------------------------------------------------


@journey.link(LINK)
async def verify_link(talk: Talk) -> None:
    await _verify(talk, talk.word(0))


@journey.listener
async def hear_code(talk: Talk) -> bool:
    """A code on its own, read from paper."""
    if not talk.is_private or not surely_means_code(talk.text):
        return False
    await _verify(talk, talk.text)
    return True


async def _verify(talk: Talk, text: str) -> None:
    await talk.reply(verified_message(await talk.run(certificates.verify, text, talk.now)))


# -- keepsakes -----------------------------------------------------------------------------------------


@journey.phrase("my-honours")
@journey.tap("cert.mine")
async def show_honours(talk: Talk) -> None:
    person_id = talk.number(0) if talk.arguments else 0
    page = talk.number(1) if len(talk.arguments) > 1 else 0
    await talk.show(honours_message(await talk.read(keepsakes.honours, person_id, page)))


@journey.phrase("star-card")
@journey.tap("cert.star")
async def send_star_card(talk: Talk) -> None:
    person_id = talk.number(0) if talk.arguments else 0
    kept = await talk.run(keepsakes.star_card, person_id, talk.house.schemes, talk.now)
    await send_keepsake(talk, kept)


@journey.tap("cert.pic")
async def send_again(talk: Talk) -> None:
    kept = await talk.read(certificates.keepsake, talk.number(0))
    if kept.certificate.revoked_at is not None:
        await talk.toast("honours-toast-revoked")
        return
    await send_keepsake(talk, kept)


@journey.tap("cert.ask")
async def ask_year(talk: Talk) -> None:
    person, years = await talk.read(keepsakes.service_years, talk.number(0), talk.now)
    buttons = [_year_button("cert.make", person.id, year) for year in years]
    rows = [tuple(buttons[at : at + YEARS_IN_A_ROW]) for at in range(0, len(buttons), YEARS_IN_A_ROW)]
    rows.append((Button("button-back", tap_data("cert.mine", person.id, 0)),))
    await talk.show(Message("honours-which-year" if years else "honours-no-year", buttons=tuple(rows)))


@journey.tap("cert.make")
async def make_certificate(talk: Talk) -> None:
    kept = await talk.run(keepsakes.service_certificate, talk.number(0), talk.number(1), talk.now)
    await send_keepsake(talk, kept)


async def send_keepsake(talk: Talk, kept: Keepsake) -> None:
    """Send the picture of a certificate, with its code in words, too."""
    of = kept.certificate
    caption = Message("honours-caption", {"what": what(of), "number": of.number})
    await send_picture(talk, card_of(talk, kept), caption)


def honours_message(found: Honours) -> Message:
    """A page of what somebody has been given, with a button to see each."""
    person = found.person
    title = Message("honours-mine") if found.own else Message("honours-of", {"name": _short(person.name)})
    lines = []
    for number, one in enumerate(found.found, 1):
        key = "honours-line" if one.revoked_at is None else "honours-line-revoked"
        lines.append(Message(key, {"place": number, "what": what(one)}))
    if not lines:
        lines.append(Message("honours-none" if found.own else "honours-none-of"))
    numbers = tuple(
        Button("button-number", tap_data("cert.pic", one.id), values={"number": number})
        for number, one in enumerate(found.found, 1)
        if one.revoked_at is None
    )
    rows = [numbers[at : at + YEARS_IN_A_ROW] for at in range(0, len(numbers), YEARS_IN_A_ROW)]
    turn = [
        Button(key, tap_data("cert.mine", person.id, page))
        for key, page, there in (
            ("button-previous", found.page - 1, found.page > 0),
            ("button-next", found.page + 1, found.more),
        )
        if there
    ]
    rows += [tuple(turn)] if turn else []
    card = Button("honours-button-star-card", tap_data("cert.star", person.id))
    rows.append((card, Button("honours-button-service", tap_data("cert.ask", person.id))))
    back = tap_data("star.me") if found.own else tap_data("star.of", person.id)
    rows.append((Button("button-back", back),))
    return Message(title.key, title.values, tuple(rows), tuple(lines))


# -- a year at a glance --------------------------------------------------------------------------------


@journey.phrase("my-year")
@journey.tap("cert.year")
async def send_my_year(talk: Talk) -> None:
    person_id, year = (talk.number(0), talk.number(1)) if talk.arguments else (0, 0)
    found = await talk.read(year_charts.my_year, person_id, year, talk.now)
    others = tuple(_year_button("cert.year", found.person.id, year) for year in found.others[:YEARS_IN_A_ROW])
    whole = Button("honours-button-branch-year", tap_data("cert.br", found.year.branch.id, found.year.year))
    key = "honours-my-year-said" if found.person.id == (await talk.who()).person_id else "honours-year-said"
    caption = Message(key, {"name": _short(found.person.name), **_said(found.year)}, _rows(others, (whole,)))
    await send_picture(talk, my_year_card(talk, found), caption, _in_words(caption, found.year))


@journey.tap("cert.br")
async def send_branch_year(talk: Talk) -> None:
    branch_id, year = talk.number(0), talk.number(1)
    found = await talk.read(year_charts.branch_year, branch_id, year, talk.house.schemes, talk.now)
    before = _year_button("cert.br", branch_id, found.year.year - 1)
    values: dict[str, Value] = {"branch": found.year.branch.name, **_said(found.year)}
    caption = Message("honours-branch-year-said", values, ((before,),) if found.year.done.services else ())
    await send_picture(talk, branch_year_card(talk, found), caption, _in_words(caption, found.year))


def _year_button(action: str, whose: int, year: int) -> Button:
    return Button("honours-button-year", tap_data(action, whose, year), values={"year": str(year)})


def _said(year: Year) -> dict[str, Value]:
    return {"year": str(year.year), "services": year.done.services, "minutes": Minutes(year.done.minutes)}


def _in_words(caption: Message, year: Year) -> Message:
    """The chart for who gets no picture: month by month."""
    lines = tuple(
        Message("honours-month-line", {"month": Term(f"month-{month}"), "services": count})
        for month, count in month_words(year)
    )
    return Message(caption.key, caption.values, caption.buttons, lines)


def _rows(*rows: tuple[Button, ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple(row for row in rows if row)


def _short(name: str) -> str:
    return shorten(name, SHORT_NAME)
