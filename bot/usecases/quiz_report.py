"""How a quiz went for a branch: totals, and by name only who has finished and who has not yet.

Nobody is shamed: no score goes with a name, and of fewer than three people not even the totals are shown, for
they would be as good as names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.rights import Actor
from bot.domain.study import PlanState
from bot.usecases.quiz_groups import open_posts
from bot.usecases.quizzes import find_run
from storage import audit, people, quizzes, sent_polls, study
from storage.database import Transaction
from storage.quizzes import Asked, QuestionRow, QuizRow
from storage.sent_polls import Count

FEWEST = 3


@dataclass(frozen=True, slots=True)
class QuestionTotal:
    """How a question went: how many have answered, and how many of them rightly, in private and in groups.

    None: too few to be told, or, of a question with several right answers in a group, not to be known.
    """

    row: QuestionRow
    answered: int
    right: int | None
    in_groups: int
    right_in_groups: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """The totals of a quiz. ``concerned``: how many it was for; ``is_open``: groups can still answer;
    ``missed``: how many questions did not reach a group, as far as is known."""

    quiz: QuizRow
    concerned: int
    begun: int
    finished: int
    questions: tuple[QuestionTotal, ...]
    is_open: bool
    missed: int


@dataclass(frozen=True, slots=True)
class Names:
    """Who has finished a quiz, and who has not yet; by name."""

    quiz: QuizRow
    finished: tuple[str, ...]
    not_yet: tuple[str, ...]


def report(tx: Transaction, actor: Actor, quiz_id: int, now: datetime) -> Report:
    """The totals, for whoever runs the branch's study.

    Raises ``UserError`` ``quiz-gone``, ``not-allowed``.
    """
    quiz, _ = find_run(tx, actor, quiz_id)
    rows = quizzes.questions_of(tx, quiz_id)
    runs = quizzes.runs(tx, quiz_id)
    tallies = quizzes.tallies(tx, quiz_id)
    posts = quizzes.group_posts(tx, quiz_id)
    counts = _in_groups(tx, posts)
    return Report(
        quiz,
        len(_concerned(tx, quiz)),
        len(runs),
        sum(runs.values()),
        tuple(_total(row, tallies.get(row.id, (0, 0)), counts.get(row.id, ())) for row in rows),
        bool(open_posts(tx, quiz_id, now)),
        quizzes.not_arrived(tx, [one.push_id for one in posts]),
    )


def _in_groups(tx: Transaction, posts: Sequence[Asked]) -> Mapping[int, list[Count]]:
    counts = sent_polls.of_pushes(tx, [one.push_id for one in posts])
    found: dict[int, list[Count]] = {}
    for one in posts:
        found.setdefault(one.question_id, []).extend(counts[one.push_id])
    return found


def _total(row: QuestionRow, private: tuple[int, int], groups: Sequence[Count]) -> QuestionTotal:
    answered, right = private
    voters = sum(one.voters for one in groups)
    chosen = None
    if not row.question.has_several and voters >= FEWEST:
        (place,) = row.question.correct
        chosen = sum(one.chosen[place] for one in groups if place < len(one.chosen))
    return QuestionTotal(row, answered, right if answered >= FEWEST else None, voters, chosen)


def _concerned(tx: Transaction, quiz: QuizRow) -> set[int]:
    """Whom the quiz is for: everybody whom a plan has sent it to; before that, nobody."""
    found: set[int] = set()
    for item in study.items_of_quiz(tx, quiz.id):
        plan = study.get(tx, item.plan_id)
        if item.pushed_at is not None and plan.state is not PlanState.STOPPED:
            found |= {one.person_id for one in study.learners(tx, plan)}
    return found


def names(tx: Transaction, actor: Actor, quiz_id: int, now: datetime) -> Names:
    """Who has finished and who has not yet: only that, and no scores.

    Raises ``UserError`` ``quiz-gone``, ``not-allowed``.
    """
    quiz, _ = find_run(tx, actor, quiz_id)
    runs = quizzes.runs(tx, quiz_id)
    concerned = _concerned(tx, quiz)
    known = {one.id: one.name for one in people.some(tx, concerned | runs.keys())}
    finished = {one for one, is_over in runs.items() if is_over}
    audit.note(tx, actor, "quiz-names-read", None, now, {"quiz": quiz_id})
    return Names(
        quiz,
        tuple(sorted(known[one] for one in finished if one in known)),
        tuple(sorted(known[one] for one in concerned - finished if one in known)),
    )
