"""Making a quiz from a file or a pasted list: looked at first, kept when somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.identity import refuse_identity_number
from bot.domain.long_text import joined, looks_cut
from bot.domain.people import Branch
from bot.domain.quiz import (
    LONGEST_TITLE,
    Question,
    QuestionProblem,
    QuizSeen,
    question_from_json,
    question_to_json,
)
from bot.domain.rich_text import RichText
from bot.domain.rights import Actor, Right
from bot.errors import UserError
from bot.office.sheets import MAX_BYTES
from bot.parsing.questions import read_questions
from bot.usecases.powers import branches_with
from bot.usecases.study_card import require_anywhere, run_branch
from storage import drafts, quizzes
from storage.database import Transaction
from storage.drafts import Draft
from storage.quizzes import QuizRow

JOURNEY = "quiz"
QUESTIONS, TITLE = "quiz.questions", "quiz.title"


@dataclass(frozen=True, slots=True)
class QuizForm:
    """What is known of a quiz before it is kept. ``is_named``: somebody has typed the title. ``tail``: a text
    that a phone may have cut, and more of it is to come."""

    title: str = ""
    questions: tuple[Question, ...] = ()
    problems: tuple[QuestionProblem, ...] = ()
    branch_id: int | None = None
    tail: str = ""
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class QuizCard:
    """A draft as the chat shows it. ``branches``: those to choose from, as long as none is chosen."""

    draft_id: int
    form: QuizForm
    branches: tuple[Branch, ...]


def check_maker(tx: Transaction, actor: Actor, size: int = 0) -> None:
    """Before ``size`` bytes are fetched. Raises ``UserError`` for whoever makes no quizzes, and
    ``roster-file-too-large``."""
    require_anywhere(actor)
    if size > MAX_BYTES:
        raise UserError("roster-file-too-large", megabytes=MAX_BYTES // 1_000_000)


def start(tx: Transaction, actor: Actor, now: datetime) -> QuizCard:
    """Ask for the questions. Raises ``UserError`` for whoever runs no branch's study."""
    require_anywhere(actor)
    offered = [branch.id for branch in branches_with(tx, actor, Right.RUN_STUDY)]
    usual = actor.branch_id if actor.branch_id in offered else offered[0] if len(offered) == 1 else None
    form = QuizForm(branch_id=usual)
    draft = drafts.create(tx, actor.telegram_id, JOURNEY, _to_json(form), now)
    drafts.ask(tx, actor.telegram_id, QUESTIONS, draft.id, now)
    return _card(tx, actor, draft.id, form)


def paste(tx: Transaction, actor: Actor, draft_id: int, text: str, usual: str, now: datetime) -> QuizCard:
    """Take a pasted list in the place of what was there; one that a phone has cut goes on with the next.

    ``usual``: what a quiz without a title is called. Raises ``UserError`` ``quiz-empty``, ``quiz-too-many``.
    """
    draft, form = _own(tx, actor, draft_id)
    if form.tail:
        text = joined(RichText(form.tail), RichText(text)).text
    seen = read_questions(text)
    tail = text if looks_cut(text) else ""
    return _take(tx, actor, draft, replace(form, tail=tail), seen, usual, now)


def take_file(
    tx: Transaction, actor: Actor, draft_id: int, seen: QuizSeen, usual: str, now: datetime
) -> QuizCard:
    """Take what a file says in the place of what was there. Raises ``UserError("quiz-empty")``."""
    draft, form = _own(tx, actor, draft_id)
    return _take(tx, actor, draft, replace(form, tail=""), seen, usual, now)


def _take(
    tx: Transaction, actor: Actor, draft: Draft, form: QuizForm, seen: QuizSeen, usual: str, now: datetime
) -> QuizCard:
    if not seen.questions and not seen.problems:
        raise UserError("quiz-empty")
    title = form.title if form.is_named else seen.title or usual[:LONGEST_TITLE]
    refuse_identity_number(title)
    form = replace(form, title=title, questions=seen.questions, problems=seen.problems)
    drafts.save(tx, draft.id, _to_json(form), now)
    if seen.problems or form.tail:
        drafts.ask(tx, actor.telegram_id, QUESTIONS, draft.id, now)  # a better one may follow
    else:
        drafts.forget_question(tx, actor.telegram_id)
    return _card(tx, actor, draft.id, form)


def show(tx: Transaction, actor: Actor, draft_id: int) -> QuizCard:
    """The card again."""
    draft, form = _own(tx, actor, draft_id)
    return _card(tx, actor, draft.id, form)


def ask_title(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """What is typed next is the title."""
    draft, _ = _own(tx, actor, draft_id)
    drafts.ask(tx, actor.telegram_id, TITLE, draft.id, now)


def set_title(tx: Transaction, actor: Actor, draft_id: int, text: str, now: datetime) -> QuizCard:
    """Call it otherwise. Raises ``UserError`` ``quiz-title-missing``, ``quiz-title-too-long``."""
    title = " ".join(text.split())
    refuse_identity_number(title)
    if not title:
        raise UserError("quiz-title-missing")
    if len(title) > LONGEST_TITLE:
        raise UserError("quiz-title-too-long", limit=LONGEST_TITLE, count=len(title))
    card = _change(tx, actor, draft_id, lambda form: replace(form, title=title, is_named=True), now)
    drafts.forget_question(tx, actor.telegram_id)
    return card


def set_branch(tx: Transaction, actor: Actor, draft_id: int, branch_id: int, now: datetime) -> QuizCard:
    """Whose quiz it is. Raises ``UserError("not-allowed")``."""
    branch = run_branch(tx, actor, branch_id)
    return _change(tx, actor, draft_id, lambda form: replace(form, branch_id=branch.id), now)


def _change(
    tx: Transaction, actor: Actor, draft_id: int, edit: Callable[[QuizForm], QuizForm], now: datetime
) -> QuizCard:
    draft, form = _own(tx, actor, draft_id)
    form = edit(form)
    drafts.save(tx, draft.id, _to_json(form), now)
    return _card(tx, actor, draft.id, form)


def save(tx: Transaction, actor: Actor, draft_id: int, skip_bad: bool, now: datetime) -> QuizRow:
    """Keep the quiz; with ``skip_bad`` without the questions that cannot be asked.

    Raises ``UserError`` ``quiz-empty``, ``quiz-has-problems``, ``quiz-branch-missing``, ``not-allowed``.
    """
    draft, form = _own(tx, actor, draft_id)
    if form.problems and not skip_bad:
        raise UserError("quiz-has-problems")
    if not form.questions:
        raise UserError("quiz-empty")
    if form.branch_id is None:
        raise UserError("quiz-branch-missing")
    made = quizzes.create(tx, form.branch_id, form.title, form.questions, actor.person_id, now)
    drafts.close(tx, draft.id, drafts.DONE, now)
    drafts.forget_question(tx, actor.telegram_id)
    return made


def drop(tx: Transaction, actor: Actor, draft_id: int, now: datetime) -> None:
    """Forget the draft."""
    draft, _ = _own(tx, actor, draft_id)
    drafts.close(tx, draft.id, drafts.CANCELLED, now)
    drafts.forget_question(tx, actor.telegram_id)


def _own(tx: Transaction, actor: Actor, draft_id: int) -> tuple[Draft, QuizForm]:
    """The actor's open draft; a calm ``UserError`` for anybody else's or a closed one."""
    draft = drafts.find_own(tx, draft_id, JOURNEY, actor.telegram_id)
    if draft is None:
        raise UserError("button-broken")
    require_anywhere(actor)
    if draft.state != drafts.OPEN:
        raise UserError("quiz-draft-done")
    form = _from_json(draft.data)
    if form.branch_id is not None:
        run_branch(tx, actor, form.branch_id)
    return draft, form


def _card(tx: Transaction, actor: Actor, draft_id: int, form: QuizForm) -> QuizCard:
    offered = branches_with(tx, actor, Right.RUN_STUDY) if form.branch_id is None else []
    return QuizCard(draft_id, form, tuple(offered))


def _to_json(form: QuizForm) -> dict[str, Any]:
    return {
        "title": form.title,
        "questions": [question_to_json(one) for one in form.questions],
        "problems": [asdict(one) for one in form.problems],
        "branch_id": form.branch_id,
        "tail": form.tail,
        "is_named": form.is_named,
    }


def _from_json(data: dict[str, Any]) -> QuizForm:
    return QuizForm(
        data["title"],
        tuple(question_from_json(one) for one in data["questions"]),
        tuple(QuestionProblem(**one) for one in data["problems"]),
        data["branch_id"],
        data["tail"],
        data["is_named"],
    )
