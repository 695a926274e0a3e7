"""When a study plan is sent, and to whom, by buttons or in a few words."""

from __future__ import annotations

from datetime import date

from bot.errors import UserError
from bot.usecases import study_timing
from handlers.routing import Journey
from handlers.study_questions import (
    chats_message,
    groups_message,
    many_message,
    reminder_message,
    start_message,
    when_message,
)
from handlers.study_steps import CONTENT, FROM, REMINDER, WHEN, choose, days_of, hearing, look, run_step
from handlers.study_views import card_message
from handlers.talk import Talk

journey = Journey("study-when")


@journey.tap("st.when")
async def ask_when(talk: Talk) -> None:
    await talk.show(when_message(await look(talk, WHEN)))


@journey.tap("st.at")
async def choose_when(talk: Talk) -> None:
    weekday, minute, working = talk.number(1), talk.number(2), bool(talk.number(3))
    args = (talk.number(0), weekday or None, minute, working, days_of(talk), talk.now)
    await talk.show(when_message(await run_step(talk, WHEN, study_timing.set_time, *args)))


@journey.tap("st.flip")
async def flip(talk: Talk) -> None:
    what = talk.word(1)
    card = await run_step(talk, "", study_timing.toggle, talk.number(0), what, days_of(talk), talk.now)
    await talk.show(when_message(card) if what == "working" else chats_message(card))


@journey.tap("st.from")
async def ask_start(talk: Talk) -> None:
    await talk.show(start_message(await look(talk, FROM), talk.now))


@journey.tap("st.since")
async def choose_start(talk: Talk) -> None:
    try:
        day = date.fromisoformat(talk.word(1))
    except ValueError:
        raise UserError("button-broken") from None
    await choose(talk, study_timing.set_start, day)


@journey.tap("st.who")
async def ask_groups(talk: Talk) -> None:
    await talk.show(groups_message(await look(talk)))


@journey.tap("st.grp")
async def choose_group(talk: Talk) -> None:
    args = (talk.number(0), talk.number(1), days_of(talk), talk.now)
    await talk.show(groups_message(await run_step(talk, "", study_timing.toggle_group, *args)))


@journey.tap("st.br")
async def choose_branch(talk: Talk) -> None:
    args = (talk.number(0), talk.number(1), days_of(talk), talk.now)
    await talk.show(card_message(await run_step(talk, CONTENT, study_timing.set_branch, *args)))


@journey.tap("st.many")
async def ask_many(talk: Talk) -> None:
    await talk.show(many_message(await look(talk)))


@journey.tap("st.once")
async def choose_many(talk: Talk) -> None:
    await choose(talk, study_timing.set_at_once, talk.number(1))


@journey.tap("st.rem")
async def ask_reminder(talk: Talk) -> None:
    await talk.show(reminder_message(await look(talk, REMINDER)))


@journey.tap("st.day")
async def choose_reminder(talk: Talk) -> None:
    await choose(talk, study_timing.set_reminder, talk.number(1) or None)


@journey.tap("st.chat")
async def ask_chats(talk: Talk) -> None:
    await talk.show(chats_message(await look(talk)))


journey.answer(WHEN)(hearing(study_timing.say_time))
journey.answer(FROM)(hearing(study_timing.say_start))
journey.answer(REMINDER)(hearing(study_timing.say_reminder))
