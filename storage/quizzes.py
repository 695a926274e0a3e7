"""Quizzes, what was asked of whom, and the answers: each question is answered once by each person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.messages import Push
from bot.domain.quiz import Question
from storage import deliveries, outbox
from storage.database import Transaction
from storage.queue_rows import THE_BOT
from storage.schema import (
    delivery,
    person,
    push,
    quiz,
    quiz_answer,
    quiz_push,
    quiz_question,
    quiz_run,
    sent_poll,
)


@dataclass(frozen=True, slots=True)
class QuizRow:
    """One quiz. ``created_at`` is UTC."""

    id: int
    branch_id: int
    title: str
    created_by: int | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of a quiz; ``number`` counts from 1."""

    id: int
    quiz_id: int
    number: int
    question: Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody has chosen, and whether it was right when they did."""

    chosen: tuple[int, ...]
    is_right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a push asks, and of whom: None for everybody in group chats. ``asked_at`` is UTC."""

    push_id: int
    question_id: int
    person_id: int | None
    asked_at: datetime


_COLUMNS = (quiz.c.id, quiz.c.branch_id, quiz.c.title, quiz.c.created_by, quiz.c.created_at)
_ASKED = (quiz_push.c.push_id, quiz_push.c.question_id, quiz_push.c.person_id, quiz_push.c.asked_at)


def create(
    tx: Transaction,
    branch_id: int,
    title: str,
    questions: Sequence[Question],
    created_by: int | None,
    now: datetime,
) -> QuizRow:
    """A new quiz with its questions."""
    quiz_id = tx.insert_one(quiz, branch_id=branch_id, title=title, created_by=created_by, created_at=now)
    rows = [
        {
            "quiz_id": quiz_id,
            "number": number,
            "text": one.text,
            "options": list(one.options),
            "correct": list(one.correct),
            "explanation": one.explanation,
        }
        for number, one in enumerate(questions, start=1)
    ]
    tx.execute(sa.insert(quiz_question), rows)
    return QuizRow(quiz_id, branch_id, title, created_by, now)


def find(tx: Transaction, quiz_id: int) -> QuizRow | None:
    """The quiz with that id; who may see it must be checked by the caller."""
    row = tx.execute(sa.select(*_COLUMNS).where(quiz.c.id == quiz_id)).one_or_none()
    return QuizRow(*row) if row is not None else None


def of_branches(tx: Transaction, branch_ids: Collection[int], limit: int) -> list[QuizRow]:
    """The newest quizzes of these branches, newest first."""
    query = sa.select(*_COLUMNS).where(quiz.c.branch_id.in_(branch_ids))
    return [QuizRow(*row) for row in tx.execute(query.order_by(quiz.c.id.desc()).limit(limit))]


def questions_of(tx: Transaction, quiz_id: int) -> list[QuestionRow]:
    """The questions of a quiz, in order."""
    query = sa.select(quiz_question).where(quiz_question.c.quiz_id == quiz_id)
    return [_question(row) for row in tx.execute(query.order_by(quiz_question.c.number))]


def find_question(tx: Transaction, question_id: int) -> QuestionRow | None:
    """The question with that id."""
    row = tx.execute(sa.select(quiz_question).where(quiz_question.c.id == question_id)).one_or_none()
    return _question(row) if row is not None else None


def _question(row: Any) -> QuestionRow:
    question = Question(row.text, tuple(row.options), tuple(row.correct), row.explanation)
    return QuestionRow(row.id, row.quiz_id, row.number, question)


# -- asking --------------------------------------------------------------------------------------------


def ask_person(tx: Transaction, push_: Push, question_id: int, person_id: int, now: datetime) -> int:
    """Queue a question for one person; returns how many can be reached: 1 or 0."""
    push_id = outbox.keep(tx, push_, now)
    _note(tx, push_id, question_id, person_id, now)
    return outbox.enqueue_where(tx, push_id, push_, person.c.id == person_id, now)


def ask_groups(
    tx: Transaction,
    push_: Push,
    question_id: int,
    chat_ids: Collection[int],
    topic: str,
    sender_id: int | None,
    now: datetime,
) -> int:
    """Queue a question for group chats; returns how many of them can be reached."""
    push_id = outbox.keep(tx, push_, now, sender_id)
    _note(tx, push_id, question_id, None, now)
    return outbox.enqueue_for_groups(tx, push_id, push_, chat_ids, topic, now, sender_id or THE_BOT)


def _note(tx: Transaction, push_id: int, question_id: int, person_id: int | None, now: datetime) -> None:
    tx.execute(
        sa.insert(quiz_push).values(
            push_id=push_id, question_id=question_id, person_id=person_id, asked_at=now
        )
    )


def asked(tx: Transaction, push_id: int) -> Asked | None:
    """What a push asks."""
    row = tx.execute(sa.select(*_ASKED).where(quiz_push.c.push_id == push_id)).one_or_none()
    return Asked(*row) if row is not None else None


def last_asked(tx: Transaction, question_id: int, person_id: int) -> Asked | None:
    """When somebody was last asked a question."""
    query = sa.select(*_ASKED).where(
        quiz_push.c.question_id == question_id, quiz_push.c.person_id == person_id
    )
    row = tx.execute(query.order_by(quiz_push.c.push_id.desc()).limit(1)).one_or_none()
    return Asked(*row) if row is not None else None


def lost(tx: Transaction, person_id: int) -> Asked | None:
    """The question that somebody was asked last, if nobody knows by which poll: its answer was lost, or is
    still on its way."""
    row = tx.execute(
        sa.select(*_ASKED)
        .join(delivery, delivery.c.push_id == quiz_push.c.push_id)
        .where(
            quiz_push.c.person_id == person_id,
            delivery.c.state.in_(("attempting", "unknown")),
            ~sa.exists().where(sent_poll.c.push_id == quiz_push.c.push_id),
        )
        .order_by(quiz_push.c.push_id.desc())
        .limit(1)
    ).one_or_none()
    return Asked(*row) if row is not None else None


def group_posts(tx: Transaction, quiz_id: int) -> list[Asked]:
    """The questions of a quiz that were put to group chats, in order."""
    return [Asked(*row) for row in tx.execute(_posts(quiz_id))]


def open_group_posts(tx: Transaction, quiz_id: int, since: datetime) -> list[Asked]:
    """Those that were put to them after a time (UTC), and not stopped since."""
    query = _posts(quiz_id).join(push, push.c.id == quiz_push.c.push_id)
    return [
        Asked(*row)
        for row in tx.execute(query.where(quiz_push.c.asked_at > since, push.c.stopped_at.is_(None)))
    ]


def not_arrived(tx: Transaction, push_ids: Collection[int]) -> int:
    """How many of these messages did not get through, or nobody knows."""
    query = (
        sa.select(sa.func.count())
        .select_from(delivery)
        .where(delivery.c.push_id.in_(push_ids), delivery.c.state.in_((deliveries.DEAD, deliveries.UNKNOWN)))
    )
    return tx.execute(query).scalar_one()


def _posts(quiz_id: int) -> sa.Select[Any]:
    return (
        sa.select(*_ASKED)
        .join(quiz_question, quiz_question.c.id == quiz_push.c.question_id)
        .where(quiz_question.c.quiz_id == quiz_id, quiz_push.c.person_id.is_(None))
        .order_by(quiz_push.c.push_id)
    )


# -- answering -----------------------------------------------------------------------------------------


def begin(tx: Transaction, quiz_id: int, person_id: int, now: datetime) -> None:
    """Note that somebody has begun a quiz; nothing happens to one that was begun before."""
    tx.execute(
        tx.insert(quiz_run)
        .values(quiz_id=quiz_id, person_id=person_id, started_at=now)
        .on_conflict_do_nothing()
    )


def finish(tx: Transaction, quiz_id: int, person_id: int, now: datetime) -> None:
    """Note that somebody has answered the last question."""
    tx.execute(
        sa.update(quiz_run)
        .where(
            quiz_run.c.quiz_id == quiz_id,
            quiz_run.c.person_id == person_id,
            quiz_run.c.finished_at.is_(None),
        )
        .values(finished_at=now)
    )


def answer(
    tx: Transaction, question_id: int, person_id: int, chosen: Sequence[int], is_right: bool, now: datetime
) -> bool:
    """Keep an answer; False when the question was answered before, which stays."""
    insert = tx.insert(quiz_answer).values(
        question_id=question_id, person_id=person_id, chosen=list(chosen), is_right=is_right, at=now
    )
    statement = insert.on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return tx.execute(statement).rowcount == 1


def answers_of(tx: Transaction, quiz_id: int, person_id: int) -> Mapping[int, Answer]:
    """What somebody has answered, by question."""
    query = (
        sa.select(quiz_answer.c.question_id, quiz_answer.c.chosen, quiz_answer.c.is_right)
        .join(quiz_question, quiz_question.c.id == quiz_answer.c.question_id)
        .where(quiz_question.c.quiz_id == quiz_id, quiz_answer.c.person_id == person_id)
    )
    return {row.question_id: Answer(tuple(row.chosen), row.is_right) for row in tx.execute(query)}


def begun(tx: Transaction, person_id: int) -> frozenset[int]:
    """The quizzes that somebody has begun and not finished."""
    query = sa.select(quiz_run.c.quiz_id).where(
        quiz_run.c.person_id == person_id, quiz_run.c.finished_at.is_(None)
    )
    return frozenset(tx.execute(query).scalars())


def runs(tx: Transaction, quiz_id: int) -> Mapping[int, bool]:
    """Who has begun a quiz, and whether they have finished it."""
    query = sa.select(quiz_run.c.person_id, quiz_run.c.finished_at).where(quiz_run.c.quiz_id == quiz_id)
    return {row.person_id: row.finished_at is not None for row in tx.execute(query)}


def tallies(tx: Transaction, quiz_id: int) -> Mapping[int, tuple[int, int]]:
    """For each question how many have answered it in private, and how many of them rightly."""
    right = sa.func.sum(sa.case((quiz_answer.c.is_right, 1), else_=0))
    query = (
        sa.select(quiz_answer.c.question_id, sa.func.count(), right)
        .join(quiz_question, quiz_question.c.id == quiz_answer.c.question_id)
        .where(quiz_question.c.quiz_id == quiz_id)
        .group_by(quiz_answer.c.question_id)
    )
    return {question_id: (count, int(rightly)) for question_id, count, rightly in tx.execute(query)}
