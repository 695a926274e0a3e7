"""支部评选: the vote on a branch's households, and the count."""

from __future__ import annotations

from datetime import datetime

from bot.domain.messages import Button, Message, Value
from bot.domain.rights import Actor
from bot.usecases import household_ballots, household_counts, households
from bot.usecases.household_counts import TIE
from bot.usecases.households import Schemes, View
from handlers.household_slips import lend_message, slip_message, tie_message
from handlers.household_views import back_to, sure_message, view_message
from handlers.routing import Journey, tap_data
from handlers.talk import Talk
from storage.database import Transaction

journey = Journey("household-ballots")


@journey.tap("hh.go")
async def ask_begin(talk: Talk) -> None:
    view = await talk.read(households.look_at, talk.number(0), talk.house.schemes, talk.now)
    values: dict[str, Value] = {
        "places": view.places,
        "count": len(view.candidates),
        "should": view.should,
    }
    sure = Button("household-button-begin", tap_data("hh.begin", talk.number(0)))
    await talk.show(sure_message("household-ask-begin", sure, talk.number(0), **values))


@journey.tap("hh.begin")
async def begin(talk: Talk) -> None:
    view = await talk.run(_begin, talk.number(0), talk.house.schemes, talk.now)
    await talk.show(view_message(view), "household-toast-voting")


@journey.tap("hh.mark")
async def mark(talk: Talk) -> None:
    """The slip with the marks of the button: nothing is stored before it is in the box."""
    slip = await talk.read(household_ballots.fill_in, *_slip_of(talk), talk.house.schemes)
    await talk.show(slip_message(slip))


@journey.tap("hh.cast")
async def cast(talk: Talk) -> None:
    slip = await talk.run(household_ballots.cast, *_slip_of(talk), talk.house.schemes, talk.now)
    key = "household-cast-lent" if slip.lent else "household-cast"
    values: dict[str, Value] = {"name": slip.voter.name} if slip.lent else {}
    await talk.show(Message(key, values, (back_to(slip.row.id),)), "household-toast-cast")


def _slip_of(talk: Talk) -> tuple[int, int, int, int]:
    return talk.number(0), talk.number(1), talk.number(2), talk.number(3)


@journey.tap("hh.lend")
async def ask_lend(talk: Talk) -> None:
    row, found = await talk.read(household_ballots.lendable, talk.number(0), talk.number(1))
    await talk.show(lend_message(row, found))


@journey.tap("hh.remind")
async def remind(talk: Talk) -> None:
    await talk.run(household_counts.remind, talk.number(0), talk.number(1), talk.now)
    await talk.toast("household-toast-reminded")


@journey.tap("hh.count")
async def ask_close(talk: Talk) -> None:
    view = await talk.read(households.look_at, talk.number(0), talk.house.schemes, talk.now)
    sure = Button("household-button-close", tap_data("hh.close", talk.number(0), talk.number(1)))
    values: dict[str, Value] = {"voted": view.voted, "should": view.should}
    await talk.show(sure_message("household-ask-close", sure, talk.number(0), **values))


@journey.tap("hh.close")
async def close(talk: Talk) -> None:
    view = await talk.run(_close, talk.number(0), talk.number(1), talk.house.schemes, talk.now)
    await talk.show(view_message(view), "household-toast-counted")


@journey.tap("hh.again")
async def again(talk: Talk) -> None:
    view = await talk.run(_again, talk.number(0), talk.number(1), talk.house.schemes, talk.now)
    await talk.show(view_message(view), "household-toast-voting")


@journey.tap("hh.pick")
async def pick(talk: Talk) -> None:
    tie = await talk.read(household_counts.choosing, talk.number(0), talk.number(1), talk.number(2))
    await talk.show(tie_message(tie))


@journey.tap("hh.why")
async def ask_why(talk: Talk) -> None:
    household_id = talk.number(0)
    await talk.run(household_counts.ask_reason, household_id, talk.number(1), talk.number(2), talk.now)
    await talk.show(Message("household-ask-reason", buttons=(back_to(household_id),)))


@journey.answer(TIE)
async def read_why(talk: Talk) -> None:
    view = await talk.run(_decide, talk.subject_id, talk.text, talk.house.schemes, talk.now)
    await talk.reply(view_message(view))


# -- one step ------------------------------------------------------------------------------------------


def _begin(tx: Transaction, actor: Actor, household_id: int, known: Schemes, now: datetime) -> View:
    row = household_counts.begin(tx, actor, household_id, now)
    return households.look_at(tx, actor, row.id, known, now)


def _close(
    tx: Transaction, actor: Actor, household_id: int, round_: int, known: Schemes, now: datetime
) -> View:
    row = household_counts.close(tx, actor, household_id, round_, now)
    return households.look_at(tx, actor, row.id, known, now)


def _again(
    tx: Transaction, actor: Actor, household_id: int, round_: int, known: Schemes, now: datetime
) -> View:
    row = household_counts.again(tx, actor, household_id, round_, now)
    return households.look_at(tx, actor, row.id, known, now)


def _decide(tx: Transaction, actor: Actor, draft_id: int, text: str, known: Schemes, now: datetime) -> View:
    row = household_counts.decide(tx, actor, draft_id, text, now)
    return households.look_at(tx, actor, row.id, known, now)
