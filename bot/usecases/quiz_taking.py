"""Taking a quiz in private: one question after the other, and the result for nobody but the person.

What was answered is kept with every answer, so that a quiz can be left and gone on with at any time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.messages import Button, Lane, Message, Push, Value
from bot.domain.rights import Actor
from bot.domain.study import ItemKind, PlanState
from bot.errors import UserError
from bot.usecases import study_doing
from bot.usecases.quizzes import KIND_RESULT, next_of, question_push
from storage import outbox, quizzes, sent_polls, study
from storage.database import Transaction
from storage.quizzes import Answer, Asked, QuestionRow, QuizRow

# A second tap so soon means the question that is on its way.
ON_ITS_WAY = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A question that somebody has answered otherwise than was right."""

    row: QuestionRow
    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How a quiz went for the person who looks at it."""

    quiz: QuizRow
    right: int
    of: int
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Going:
    """A quiz that somebody goes on with at question ``number`` of ``of``. ``result``: it is finished already;
    ``was_asked``: the question has only just been sent."""

    number: int
    of: int
    result: Result | None = None
    was_asked: bool = False


def go_on(tx: Transaction, actor: Actor, item_id: int, now: datetime) -> Going:
    """Begin the quiz of an item, or go on where it was left: the next question is sent.

    Raises ``UserError`` ``study-not-yours``, ``study-stopped``, ``quiz-gone``.
    """
    found, _ = study_doing.look(tx, actor, item_id)
    quiz = _quiz_of(tx, found)
    person_id = actor.person_id or 0
    rows = quizzes.questions_of(tx, quiz.id)
    answers = quizzes.answers_of(tx, quiz.id, person_id)
    row = next_of(rows, answers)
    if row is None:
        _complete_items(tx, quiz, person_id, now)  # the quiz was finished as part of another plan
        return Going(len(rows), len(rows), _result(quiz, rows, answers))
    if found.plan.state is PlanState.STOPPED:
        raise UserError("study-stopped")
    quizzes.begin(tx, quiz.id, person_id, now)
    last = quizzes.last_asked(tx, row.id, person_id)
    was_asked = last is not None and now - last.asked_at < ON_ITS_WAY
    if not was_asked:
        _ask(tx, quiz, row, len(rows), person_id, now)
    return Going(row.number, len(rows), was_asked=was_asked)


def _quiz_of(tx: Transaction, found: study_doing.Open) -> QuizRow:
    item = found.item.item
    quiz = quizzes.find(tx, item.quiz_id or 0) if item.kind is ItemKind.QUIZ else None
    if quiz is None:
        raise UserError("quiz-gone")
    return quiz


def _ask(tx: Transaction, quiz: QuizRow, row: QuestionRow, of: int, person_id: int, now: datetime) -> None:
    quizzes.ask_person(tx, question_push(quiz, row, of), row.id, person_id, now)


def answer(tx: Transaction, actor: Actor, poll_id: str, chosen: Sequence[int], now: datetime) -> bool:
    """Take an answer to a poll, and send the next question or, after the last one, the result.

    False for what is no answer to a question asked of the actor in this chat: a forwarded poll, one that was
    answered before, one that is not known.
    """
    asked = _asked(tx, actor, poll_id)
    row = quizzes.find_question(tx, asked.question_id) if asked is not None else None
    if row is None or actor.person_id is None or not chosen:
        return False
    if not all(0 <= place < len(row.question.options) for place in chosen):
        return False
    right = row.question.is_right(chosen)
    if not quizzes.answer(tx, row.id, actor.person_id, sorted(set(chosen)), right, now):
        return False
    _after(tx, actor, row, now)
    return True


def _asked(tx: Transaction, actor: Actor, poll_id: str) -> Asked | None:
    """What a poll asks, if it was asked of the actor."""
    if actor.person_id is None:
        return None
    place = sent_polls.place_of(tx, poll_id)
    if place is None:
        # It has arrived, as can be seen, and its name is only learnt now.
        lost = quizzes.lost(tx, actor.person_id)
        if lost is not None:
            sent_polls.adopt(tx, poll_id, lost.push_id, actor.telegram_id)
        return lost
    push_id, chat_id = place
    asked = quizzes.asked(tx, push_id) if chat_id == actor.telegram_id else None
    return asked if asked is not None and asked.person_id == actor.person_id else None


def _after(tx: Transaction, actor: Actor, row: QuestionRow, now: datetime) -> None:
    quiz = quizzes.find(tx, row.quiz_id)
    person_id = actor.person_id
    if quiz is None or person_id is None:
        return
    rows = quizzes.questions_of(tx, quiz.id)
    answers = quizzes.answers_of(tx, quiz.id, person_id)
    following = next_of(rows, answers)
    if following is not None:
        _ask(tx, quiz, following, len(rows), person_id, now)
        return
    quizzes.finish(tx, quiz.id, person_id, now)
    _complete_items(tx, quiz, person_id, now)
    push = Push(KIND_RESULT, Lane.ANSWER, result_message(_result(quiz, rows, answers)), "")
    outbox.enqueue_for_people(tx, push, [person_id], now)


def _complete_items(tx: Transaction, quiz: QuizRow, person_id: int, now: datetime) -> None:
    """The quiz is a finished item of every plan that has sent it to the person."""
    for item in study.items_of_quiz(tx, quiz.id):
        plan = study.get(tx, item.plan_id)
        was_sent = item.pushed_at is not None and plan.state is not PlanState.STOPPED
        if was_sent and study.concerns(tx, plan, person_id):
            study_doing.complete(tx, item, person_id, now)


def _result(quiz: QuizRow, rows: Sequence[QuestionRow], answers: Mapping[int, Answer]) -> Result:
    wrong = tuple(Wrong(row, answers[row.id].chosen) for row in rows if not answers[row.id].is_right)
    return Result(quiz, len(rows) - len(wrong), len(rows), wrong)


def result(tx: Transaction, actor: Actor, quiz_id: int) -> Result:
    """How a finished quiz went for the actor, and for nobody else to see.

    Raises ``UserError("quiz-not-finished")``.
    """
    quiz = quizzes.find(tx, quiz_id)
    if quiz is None or actor.person_id is None:
        raise UserError("quiz-not-finished")
    rows = quizzes.questions_of(tx, quiz_id)
    answers = quizzes.answers_of(tx, quiz_id, actor.person_id)
    if next_of(rows, answers) is not None:
        raise UserError("quiz-not-finished")
    return _result(quiz, rows, answers)


def result_message(found: Result) -> Message:
    """How it went, with the way to what was wrong."""
    values: dict[str, Value] = {"title": found.quiz.title, "right": found.right, "of": found.of}
    if not found.wrong:
        return Message("quiz-result-all", values)
    button = Button("quiz-button-wrong", f"qz.wrong:{found.quiz.id}:0", values={"count": len(found.wrong)})
    return Message("quiz-result", values, ((button,),))
