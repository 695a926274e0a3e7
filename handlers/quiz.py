"""Quizzes for whoever runs the study: made from a file or a pasted list, sent, and how they went."""

from __future__ import annotations

import asyncio
from pathlib import PurePath

import telegram

from bot.domain.messages import Message, Moment
from bot.domain.quiz import LONGEST_TITLE, QuizSeen
from bot.domain.service import local_now
from bot.errors import UserError
from bot.office.questions import read_question_file
from bot.usecases import quiz_drafts, quiz_groups, quiz_report, quizzes
from bot.usecases.quiz_drafts import QUESTIONS, TITLE
from handlers import study_views
from handlers.documents import fetch
from handlers.quiz_views import (
    ask_message,
    card_message,
    group_message,
    list_message,
    look_message,
    names_message,
    posted_message,
    preview_message,
    quiz_message,
    report_message,
)
from handlers.routing import Journey
from handlers.talk import Talk

journey = Journey("quiz")


@journey.tap("qz.list")
async def show_list(talk: Talk) -> None:
    await talk.show(list_message(await talk.read(quizzes.listed)))


# -- making one ----------------------------------------------------------------------------------------


@journey.tap("qz.new")
async def begin(talk: Talk) -> None:
    card = await talk.run(quiz_drafts.start, talk.now)
    await talk.show(ask_message(card.draft_id))


@journey.answer(QUESTIONS)
async def take_text(talk: Talk) -> None:
    usual = await _usual_title(talk)
    await talk.reply(
        card_message(await talk.run(quiz_drafts.paste, talk.subject_id, talk.text, usual, talk.now))
    )


@journey.other_answer(QUESTIONS)
async def take_file(talk: Talk) -> None:
    document = talk.message.document if talk.message else None
    if document is None or (talk.message and talk.message.forward_origin):
        raise UserError("quiz-not-this")
    seen = await _read(talk, document)
    title = PurePath(document.file_name or "").stem.strip()[:LONGEST_TITLE]
    usual = title or await _usual_title(talk)
    await talk.reply(
        card_message(await talk.run(quiz_drafts.take_file, talk.subject_id, seen, usual, talk.now))
    )


async def _usual_title(talk: Talk) -> str:
    actor = await talk.who()
    moment = Moment.of(local_now(talk.now, actor.timezone))
    return talk.house.texts.format(talk.locale, "quiz-usual-title", {"day": moment.day}, html=False)


async def _read(talk: Talk, document: telegram.Document) -> QuizSeen:
    await talk.read(quiz_drafts.check_maker, document.file_size or 0)
    data = await fetch(talk, document.file_id, quiz_drafts.check_maker)
    return await asyncio.to_thread(read_question_file, data)


@journey.tap("qz.card")
async def show_card(talk: Talk) -> None:
    await talk.show(card_message(await talk.read(quiz_drafts.show, talk.number(0))))


@journey.tap("qz.page")
async def preview(talk: Talk) -> None:
    page = talk.number(1)
    await talk.show(preview_message(await talk.read(quiz_drafts.show, talk.number(0)), page))


@journey.tap("qz.title")
async def ask_title(talk: Talk) -> None:
    await talk.run(quiz_drafts.ask_title, talk.number(0), talk.now)
    await talk.show(Message("quiz-ask-title"))


@journey.answer(TITLE)
async def take_title(talk: Talk) -> None:
    card = await talk.run(quiz_drafts.set_title, talk.subject_id, talk.text, talk.now)
    await talk.reply(card_message(card))


@journey.tap("qz.branch")
async def choose_branch(talk: Talk) -> None:
    card = await talk.run(quiz_drafts.set_branch, talk.number(0), talk.number(1), talk.now)
    await talk.show(card_message(card))


@journey.tap("qz.save")
async def save(talk: Talk) -> None:
    await _save(talk, skip_bad=False)


@journey.tap("qz.skip")
async def save_good(talk: Talk) -> None:
    await _save(talk, skip_bad=True)


async def _save(talk: Talk, *, skip_bad: bool) -> None:
    made = await talk.run(quiz_drafts.save, talk.number(0), skip_bad, talk.now)
    await talk.show(quiz_message(await talk.read(quizzes.look, made.id), is_new=True))


@journey.tap("qz.drop")
async def drop(talk: Talk) -> None:
    await talk.run(quiz_drafts.drop, talk.number(0), talk.now)
    await talk.show(Message("quiz-dropped"))


# -- sending it ----------------------------------------------------------------------------------------


@journey.tap("qz.open")
async def open_quiz(talk: Talk) -> None:
    await talk.show(quiz_message(await talk.read(quizzes.look, talk.number(0))))


@journey.tap("qz.look")
async def look(talk: Talk) -> None:
    page = talk.number(1)
    await talk.show(look_message(await talk.read(quizzes.look, talk.number(0)), page))


@journey.tap("qz.plan")
async def into_plan(talk: Talk) -> None:
    args = (talk.number(0), talk.house.working_days, talk.now)
    await talk.show(study_views.card_message(await talk.run(quizzes.into_plan, *args)))


@journey.tap("qz.group")
async def ask_groups(talk: Talk) -> None:
    await talk.show(group_message(await talk.read(quiz_groups.plan, talk.number(0), talk.now)))


@journey.tap("qz.send")
async def send_to_groups(talk: Talk) -> None:
    await talk.show(posted_message(await talk.run(quiz_groups.send, talk.number(0), talk.now)))


@journey.tap("qz.close")
async def close_in_groups(talk: Talk) -> None:
    await talk.run(quiz_groups.close, talk.number(0), talk.now)
    await talk.show(quiz_message(await talk.read(quizzes.look, talk.number(0))), "quiz-toast-closed")


# -- how it went ---------------------------------------------------------------------------------------


@journey.tap("qz.sum")
async def report(talk: Talk) -> None:
    page = talk.number(1)
    await talk.show(report_message(await talk.read(quiz_report.report, talk.number(0), talk.now), page))


@journey.tap("qz.who")
async def names(talk: Talk) -> None:
    await talk.show(names_message(await talk.run(quiz_report.names, talk.number(0), talk.now)))
