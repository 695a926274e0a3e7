"""群众推荐: what a resident sees who opens the link of a branch's choice, or its button in a group."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.messages import Message
from bot.domain.rights import Actor
from bot.domain.service import local_now
from bot.usecases import household_voices
from bot.usecases.household_voices import LINK, Recommending
from handlers.household_slips import recommend_message, recommended_message
from handlers.routing import Journey
from handlers.talk import Talk
from storage import drafts
from storage.database import Transaction

journey = Journey("household-voices")

WHY = "hh.reason"


@journey.link(LINK)
async def come_in(talk: Talk) -> None:
    await talk.reply(_names(await talk.read(household_voices.look, talk.word(0), talk.now), 0))


@journey.tap("hh.rp")
async def turn(talk: Talk) -> None:
    await talk.show(_names(await talk.read(household_voices.look, talk.word(0), talk.now), talk.number(1)))


@journey.tap("hh.rec")
async def recommend(talk: Talk) -> None:
    seen = await talk.run(_recommend, talk.word(0), talk.number(1), talk.now)
    await talk.show(recommended_message(seen), "household-toast-recommended")


@journey.tap("hh.rno")
async def take_back(talk: Talk) -> None:
    await talk.show(recommended_message(await talk.run(_take_back, talk.word(0), talk.now)))


@journey.answer(WHY)
async def hear_why(talk: Talk) -> None:
    await talk.reply(recommended_message(await talk.run(_explain, talk.subject_id, talk.text, talk.now)))


@journey.tap("hh.say", in_groups=True)
async def open_private(talk: Talk) -> None:
    """In a group nobody says anything: the button opens the private chat."""
    await talk.open_private(
        await talk.read(household_voices.code_in_group, talk.number(0), talk.chat_id, talk.now)
    )


def _names(seen: Recommending, page: int) -> Message:
    last = local_now(seen.row.closes_at - timedelta(minutes=1), seen.branch.timezone).date()
    return recommend_message(seen, last, page)


def _recommend(tx: Transaction, actor: Actor, code: str, person_id: int, now: datetime) -> Recommending:
    seen = household_voices.recommend(tx, actor, code, person_id, now)
    drafts.ask(tx, actor.telegram_id, WHY, seen.row.id, now)
    return seen


def _take_back(tx: Transaction, actor: Actor, code: str, now: datetime) -> Recommending:
    seen = household_voices.take_back(tx, actor, code, now)
    drafts.ask_no_more(tx, actor.telegram_id, WHY)
    return seen


def _explain(tx: Transaction, actor: Actor, household_id: int, text: str, now: datetime) -> Recommending:
    seen = household_voices.explain(tx, actor, household_id, text, now)
    drafts.ask_no_more(tx, actor.telegram_id, WHY)
    return seen
