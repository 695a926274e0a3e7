"""群众评议: the link with its QR code, and what residents see who open it."""

from __future__ import annotations

import asyncio

from bot.domain.messages import Button, Message, Moment, Term
from bot.domain.pledge_keeping import LINK, Grade
from bot.domain.service import local_now
from bot.render.code_picture import code_picture
from bot.usecases import pledge_residents
from bot.usecases.pledge_residents import Booth
from handlers.pictures import post_picture
from handlers.pledges_views import back_to_card, card_message
from handlers.routing import Journey, tap_data
from handlers.talk import Talk

journey = Journey("pledge-residents")


@journey.tap("kp.ask")
async def ask(talk: Talk) -> None:
    """The link as a picture to hang up, and as text to send on."""
    found = await talk.run(pledge_residents.open_ask, talk.number(0), talk.now, talk.house.working_days)
    link = f"https://t.me/{talk.house.bot.username}?start={LINK}_{found.code}"
    picture = await asyncio.to_thread(code_picture, link, "")
    closes = Moment.of(local_now(found.closes_at, found.timezone))
    caption = Message(
        "pledges-poster",
        {"name": found.pledge.name, "link": link, "closes": closes},
        ((back_to_card(found.pledge.id),),),
    )
    await talk.toast()
    await post_picture(talk, picture, caption)


@journey.tap("kp.shut")
async def shut(talk: Talk) -> None:
    card = await talk.run(pledge_residents.shut, talk.number(0), talk.now)
    await talk.show(card_message(card), "pledges-toast-shut")


@journey.link(LINK)
async def open_link(talk: Talk) -> None:
    code = talk.word(0)
    await talk.reply(booth_message(await talk.read(pledge_residents.look, code, talk.now), code))


@journey.tap("kp.say")
async def say(talk: Talk) -> None:
    code = talk.word(0)
    booth = await talk.run(pledge_residents.say, code, talk.word(1), talk.now)
    await talk.show(booth_message(booth, code), "pledges-toast-said")


def booth_message(booth: Booth, code: str) -> Message:
    """What was promised, how far it is, and four buttons; what was said before is marked."""
    pledge = booth.pledge
    lines = [
        Message(
            "pledges-booth-done" if item.done_at else "pledges-booth-item", {"number": n, "words": item.words}
        )
        for n, item in enumerate(pledge.items, 1)
    ]
    if booth.said is not None:
        lines.append(Message("pledges-booth-said", {"grade": Term(f"pledges-grade-{booth.said}")}))
    rows = tuple(
        tuple(Button(f"pledges-grade-{grade}", tap_data("kp.say", code, grade)) for grade in pair)
        for pair in ((Grade.SATISFIED, Grade.FAIRLY), (Grade.BASICALLY, Grade.NOT))
    )
    return Message("pledges-booth", {"name": pledge.name, "branch": booth.branch}, rows, tuple(lines))
