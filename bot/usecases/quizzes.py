"""Quizzes of a branch: whose they are, what they ask, and how a question is sent."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.messages import Lane, Message, Poll, Push
from bot.domain.people import Branch
from bot.domain.rights import Actor, Right
from bot.domain.study import LONGEST_TITLE
from bot.errors import UserError
from bot.office.working_days import WorkingDays
from bot.usecases import study_drafts
from bot.usecases.powers import branches_with
from bot.usecases.study_card import StudyCard, own_form, require_anywhere, run_branch, show
from storage import quizzes
from storage.database import Transaction
from storage.quizzes import QuestionRow, QuizRow

MOST_LISTED = 12
KIND_QUESTION = "quiz-question"
KIND_RESULT = "quiz-result"
KIND_GROUP = "quiz-group"
KIND_CLOSE = "quiz-close"


@dataclass(frozen=True, slots=True)
class QuizLook:
    """A quiz as whoever runs the branch's study sees it."""

    quiz: QuizRow
    branch: Branch
    questions: tuple[QuestionRow, ...]


def find_run(tx: Transaction, actor: Actor, quiz_id: int) -> tuple[QuizRow, Branch]:
    """The quiz and its branch, for whoever runs that branch's study.

    Raises ``UserError`` ``quiz-gone``, ``not-allowed``.
    """
    require_anywhere(actor)
    found = quizzes.find(tx, quiz_id)
    if found is None:
        raise UserError("quiz-gone")
    return found, run_branch(tx, actor, found.branch_id)


def look(tx: Transaction, actor: Actor, quiz_id: int) -> QuizLook:
    """A quiz with everything that it asks. Raises like ``find_run``."""
    found, branch = find_run(tx, actor, quiz_id)
    return QuizLook(found, branch, tuple(quizzes.questions_of(tx, quiz_id)))


def listed(tx: Transaction, actor: Actor) -> list[QuizRow]:
    """The newest quizzes of the branches whose study the actor runs. Raises ``UserError``."""
    require_anywhere(actor)
    own = [branch.id for branch in branches_with(tx, actor, Right.RUN_STUDY)]
    return quizzes.of_branches(tx, own, MOST_LISTED)


def question_push(
    quiz: QuizRow, row: QuestionRow, of: int, *, in_group: bool = False, seconds: int = 0
) -> Push:
    """A question as a native quiz poll.

    In private the bot must hear who has answered; in a group nobody does, so that nobody is shamed.
    """
    head = Message("quiz-question", {"title": quiz.title, "number": row.number, "of": of})
    if row.question.has_several:
        head = Message(head.key, head.values, more=(Message("quiz-several"),))
    question = row.question
    poll = Poll(
        question.text,
        question.options,
        question.correct,
        question.explanation,
        is_anonymous=in_group,
        seconds=seconds,
    )
    kind, lane = (KIND_GROUP, Lane.NOTICE) if in_group else (KIND_QUESTION, Lane.ANSWER)
    return Push(kind, lane, head, "reason-quiz-group" if in_group else "", poll=poll)


def next_of(rows: Sequence[QuestionRow], answered: Container[int]) -> QuestionRow | None:
    """The first question whose id is not among the answered ones."""
    return next((row for row in rows if row.id not in answered), None)


def into_plan(
    tx: Transaction, actor: Actor, quiz_id: int, working_days: WorkingDays, now: datetime
) -> StudyCard:
    """Take a quiz into the study plan that is being put together, or into a new one.

    Raises ``UserError`` ``quiz-gone``, ``not-allowed``, ``study-too-many``.
    """
    quiz, branch = find_run(tx, actor, quiz_id)
    draft_id = study_drafts.open_draft(tx, actor, now)
    if draft_id is not None:
        _, form = own_form(tx, actor, draft_id)
        if form.branch_id != branch.id or form.plan_id is not None:
            draft_id = None
        elif any(item.quiz_id == quiz_id for item in form.items):
            return show(tx, actor, draft_id, working_days, now)
    if draft_id is None:
        draft_id = study_drafts.start(tx, actor, None, working_days, now, branch_id=branch.id).draft_id
    card = study_drafts.add_quiz(tx, actor, draft_id, quiz_id, quiz.title, working_days, now)
    if not card.form.title:
        title = quiz.title[:LONGEST_TITLE]
        card = study_drafts.set_title(tx, actor, draft_id, title, working_days, now)
    return card
