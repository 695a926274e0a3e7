"""One step of putting a study plan together, and what is asked after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from bot.domain.rights import Actor
from bot.office.working_days import WorkingDays
from bot.usecases import study_card
from bot.usecases.study_card import StudyCard
from handlers.routing import Handler
from handlers.study_views import card_message
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

P = ParamSpec("P")
T = TypeVar("T")

CONTENT = "st.content"  # texts and files that belong to the plan
MORE, TITLE, WHEN, FROM, REMINDER = "st.more", "st.title", "st.when", "st.from", "st.rem"


def days_of(talk: Talk) -> WorkingDays:
    """The days on which people work here."""
    return talk.house.working_days


def hearing(
    say: Callable[[Transaction, Actor, int, str, WorkingDays, datetime], StudyCard],
) -> Handler:
    """The reading of an answer in words; then the card again."""

    async def take(talk: Talk) -> None:
        card = await run_step(talk, "", say, talk.subject_id, talk.text, days_of(talk), talk.now)
        await talk.reply(card_message(card))

    return take


async def look(talk: Talk, asks: str = "") -> StudyCard:
    """The draft whose number the tapped button has."""
    return await run_step(talk, asks, study_card.show, talk.number(0), days_of(talk), talk.now)


async def choose(
    talk: Talk, step: Callable[[Transaction, Actor, int, T, WorkingDays, datetime], StudyCard], value: T
) -> None:
    """One choice among buttons; then the card again."""
    card = await run_step(talk, "", step, talk.number(0), value, days_of(talk), talk.now)
    await talk.show(card_message(card))


async def run_step(
    talk: Talk,
    asks: str,
    step: Callable[Concatenate[Transaction, Actor, P], StudyCard],
    *args: P.args,
    **kwargs: P.kwargs,
) -> StudyCard:
    """A step of putting a plan together; afterwards a plain text answers ``asks``."""
    return await talk.run(_listening, asks, talk.now, step, *args, **kwargs)


def _listening(
    tx: Transaction,
    actor: Actor,
    asks: str,
    now: datetime,
    step: Callable[Concatenate[Transaction, Actor, P], StudyCard],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> StudyCard:
    """A step; afterwards a plain text answers ``asks``, or belongs to the plan while that is not whole."""
    card = step(tx, actor, *args, **kwargs)
    asks = _asked(card, asks)
    if asks:
        drafts.ask(tx, actor.telegram_id, asks, card.draft_id, now)
    else:
        ask_no_more(tx, actor)
    return card


def _asked(card: StudyCard, asks: str) -> str:
    """What a plain text answers: what is missing, else what was asked for.

    A pasted text is whole, of files more may follow, and so may the rest of a text that a phone has cut.
    """
    form = card.form
    if asks not in {CONTENT, ""} or card.plan is not None or card.branch is None:
        return asks
    if not form.items:
        return CONTENT
    if not form.title:
        return TITLE
    goes_on = form.tail is not None or form.items[-1].attachment is not None
    return CONTENT if asks and goes_on else ""


def ask_no_more(tx: Transaction, actor: Actor) -> None:
    """Nothing of a plan is asked any more."""
    drafts.ask_no_more(tx, actor.telegram_id, CONTENT, MORE, TITLE, WHEN, FROM, REMINDER)
