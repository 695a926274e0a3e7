"""/households: the choice of the year's five-star households as a branch sees it, opened and called off."""

from __future__ import annotations

import asyncio
from datetime import datetime
from functools import partial
from urllib.parse import quote

from bot.domain.messages import Button, Message, Value
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right, may_anywhere
from bot.render.code_picture import code_picture
from bot.usecases import household_candidates, household_opening, household_voices, households
from bot.usecases.household_counts import TIE
from bot.usecases.households import Schemes, View
from bot.usecases.profile import turn_back
from handlers.household_views import (
    back_to,
    branches_message,
    heard_message,
    people_message,
    period_message,
    places_message,
    sure_message,
    view_message,
    words_message,
)
from handlers.pictures import post_picture
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage import drafts
from storage import households as storage_households
from storage.database import Transaction

journey = Journey("households")

STAND = "hh.stand"  # the question that a candidate's words answer, and the journey of its draft


@journey.command("households")
@journey.phrase("households")
@journey.tap("hh.all")
async def show_all(talk: Talk) -> None:
    actor = await talk.who()
    if actor.branch_id is None and may_anywhere(actor, Right.SETTLE_YEAR):
        found = await talk.read(households.places_to_settle)
        await talk.show(branches_message(found, "hh.of", "household-which-branch", 0))
        return
    await talk.show(view_message(await talk.read(_look, None, None, talk.house.schemes, talk.now)))


@journey.tap("hh.of")
async def show_of(talk: Talk) -> None:
    """A branch's choice of a year; 0: the newest."""
    year = talk.number(1) or None
    await _show(talk, await talk.read(_look, talk.number(0), year, talk.house.schemes, talk.now))


@journey.tap("hh.see")
async def show_one(talk: Talk) -> None:
    await _show(talk, await talk.run(_back, talk.number(0), talk.house.schemes, talk.now))


async def _show(talk: Talk, view: View, toast: str | None = None) -> None:
    await talk.show(view_message(view), toast)


# -- opening, places, calling off ----------------------------------------------------------------------


@journey.tap("hh.new")
async def ask_days(talk: Talk) -> None:
    """With as many places as the last time, or as were chosen."""
    view = await talk.read(_look, talk.number(0), talk.number(1), talk.house.schemes, talk.now)
    places = talk.number(2) if len(talk.arguments) > 2 else view.places
    await talk.show(
        period_message(view.branch, view.year, places) if view.row is None else view_message(view)
    )


@journey.tap("hh.many")
async def choose_places(talk: Talk) -> None:
    """Before anything is announced."""
    branch_id, year = talk.number(0), talk.number(1)
    view = await talk.read(_look, branch_id, year, talk.house.schemes, talk.now)
    back = (Button("button-back", tap_data("hh.new", branch_id, year)),)
    await talk.show(places_message(view.places, partial(tap_data, "hh.new", branch_id, year), back))


@journey.tap("hh.open")
async def begin(talk: Talk) -> None:
    branch_id, year, days = (talk.number(place) for place in range(3))
    house, places = talk.house, talk.number(3) if len(talk.arguments) > 3 else None
    await talk.run(household_opening.begin, branch_id, year, days, talk.now, house.working_days, places)
    view = await talk.read(_look, branch_id, year, house.schemes, talk.now)
    await _show(talk, view, "household-toast-opened")


@journey.tap("hh.seats")
async def ask_places(talk: Talk) -> None:
    row, _ = await talk.read(households.find_run, talk.number(0))
    data = partial(tap_data, "hh.put", row.id)
    await talk.show(places_message(row.places, data, back_to(row.id)))


@journey.tap("hh.put")
async def put_places(talk: Talk) -> None:
    await talk.run(household_opening.set_places, talk.number(0), talk.number(1), talk.now)
    await _show(talk, await talk.read(households.look_at, talk.number(0), talk.house.schemes, talk.now))


@journey.tap("hh.drop")
async def ask_drop(talk: Talk) -> None:
    row, branch = await talk.read(households.find_run, talk.number(0))
    sure = Button("household-button-gone", tap_data("hh.gone", row.id))
    values: dict[str, Value] = {"branch": branch.name, "year": str(row.year)}
    await talk.show(sure_message("household-ask-drop", sure, row.id, **values))


@journey.tap("hh.gone")
async def drop(talk: Talk) -> None:
    branch: Branch = await talk.run(household_opening.drop, talk.number(0), talk.now)
    await talk.show(Message("household-dropped", {"branch": branch.name}))


@journey.tap("hh.code")
async def send_code(talk: Talk) -> None:
    """The residents' link as words, as a picture for the wall, and as something to pass on."""
    row, branch = await talk.read(household_voices.link_of, talk.number(0), talk.now)
    await talk.toast()
    link = f"https://t.me/{talk.house.bot.username}?start={household_voices.LINK}_{row.code}"
    picture = await asyncio.to_thread(code_picture, link, "")
    share = Button("household-button-share", url=f"https://t.me/share/url?url={quote(link, safe='')}")
    values: dict[str, Value] = {"branch": branch.name, "year": str(row.year), "link": link}
    caption = Message("household-code", values, ((share,),))
    await post_picture(talk, picture, caption)


# -- who stands ----------------------------------------------------------------------------------------


@journey.tap("hh.me")
async def ask_own_words(talk: Talk) -> None:
    actor = await talk.who()
    await _ask_words(talk, actor.person_id or 0)


@journey.tap("hh.name")
async def ask_words_for(talk: Talk) -> None:
    await _ask_words(talk, talk.number(1))


async def _ask_words(talk: Talk, person_id: int) -> None:
    household_id = talk.number(0)
    member, own, stands = await talk.run(_asking, household_id, person_id, talk.now)
    rows: list[tuple[Button, ...]] = [
        (Button("household-button-bare", tap_data("hh.bare", household_id, person_id)),)
    ]
    if stands:
        rows.append((Button("household-button-off", tap_data("hh.off", household_id, person_id)),))
    rows.append((Button("button-back", tap_data("hh.see", household_id)),))
    key = "household-ask-words" if own else "household-ask-words-of"
    await talk.show(Message(key, {} if own else {"name": member}, tuple(rows)))


@journey.tap("hh.bare")
async def stand_without_words(talk: Talk) -> None:
    view = await talk.run(_stand, talk.number(0), talk.number(1), None, talk.house.schemes, talk.now)
    await _show(talk, view, "household-toast-stands")


@journey.answer(STAND)
async def read_words(talk: Talk) -> None:
    view = await talk.run(_stand_with, talk.subject_id, talk.text, talk.house.schemes, talk.now)
    await talk.reply(view_message(view))


@journey.tap("hh.off")
async def stand_down(talk: Talk) -> None:
    view = await talk.run(_stand_down, talk.number(0), talk.number(1), talk.house.schemes, talk.now)
    await _show(talk, view, "household-toast-off")


@journey.tap("hh.who")
async def ask_who(talk: Talk) -> None:
    row, _, found = await talk.read(household_candidates.could_stand, talk.number(0), talk.now)
    await talk.show(people_message(row, found, talk.number(1)))


@journey.tap("hh.words")
async def show_words(talk: Talk) -> None:
    view = await talk.read(households.look_at, talk.number(0), talk.house.schemes, talk.now)
    await talk.show(words_message(view, talk.number(1)))


@journey.tap("hh.heard")
async def show_heard(talk: Talk) -> None:
    row, found = await talk.read(household_candidates.recommended, talk.number(0))
    view = await talk.read(households.look_at, talk.number(0), talk.house.schemes, talk.now)
    await talk.show(heard_message(row, found, {one.person_id for one in view.candidates}))


# -- one step ------------------------------------------------------------------------------------------


def _look(
    tx: Transaction, actor: Actor, branch_id: int | None, year: int | None, known: Schemes, now: datetime
) -> View:
    return households.look(tx, actor, branch_id, year, known, now)


def _back(tx: Transaction, actor: Actor, household_id: int, known: Schemes, now: datetime) -> View:
    """Whoever looks at the whole has turned back from what was asked."""
    for field in (STAND, TIE):
        turn_back(tx, actor, field, now)
    return households.look_at(tx, actor, household_id, known, now)


def _asking(
    tx: Transaction, actor: Actor, household_id: int, person_id: int, now: datetime
) -> tuple[str, bool, bool]:
    member = household_candidates.check(tx, actor, household_id, person_id, now)
    draft = drafts.create(tx, actor.telegram_id, STAND, {"household": household_id, "person": person_id}, now)
    drafts.ask(tx, actor.telegram_id, STAND, draft.id, now)
    standing = {one.person_id for one in storage_households.candidates(tx, household_id)}
    return member.name, person_id == actor.person_id, person_id in standing


def _stand(
    tx: Transaction,
    actor: Actor,
    household_id: int,
    person_id: int,
    text: str | None,
    known: Schemes,
    now: datetime,
) -> View:
    household_candidates.stand(tx, actor, household_id, person_id, text, now)
    return _back(tx, actor, household_id, known, now)


def _stand_with(
    tx: Transaction, actor: Actor, draft_id: int, text: str, known: Schemes, now: datetime
) -> View:
    data = household_candidates.asked(tx, actor, draft_id, STAND)
    return _stand(tx, actor, data[0], data[1], text, known, now)


def _stand_down(
    tx: Transaction, actor: Actor, household_id: int, person_id: int, known: Schemes, now: datetime
) -> View:
    household_candidates.stand_down(tx, actor, household_id, person_id, now)
    return _back(tx, actor, household_id, known, now)
