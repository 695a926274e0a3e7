"""Quizzes: what a question may be, whether an answer is right, and how a quiz went.

The limits are those of Telegram's quiz polls (Bot API, ``sendPoll``), lengths in UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from bot.domain.identity import has_identity_number
from bot.domain.rich_text import units

LONGEST_QUESTION, LONGEST_OPTION, LONGEST_EXPLANATION = 300, 100, 200
FEWEST_OPTIONS, MOST_OPTIONS = 2, 12
MOST_QUESTIONS = 50
LONGEST_TITLE = 60
LETTERS = ascii_uppercase
LONGEST_ECHO = 40  # characters of a wrong cell that are shown


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its options in order; ``correct``: the places of the right ones, from 0, ascending."""

    text: str
    options: tuple[str, ...]
    correct: tuple[int, ...]
    explanation: str = ""

    @property
    def has_several(self) -> bool:
        """Whether more than one option is right: then all of them are to be chosen."""
        return len(self.correct) > 1

    def is_right(self, chosen: Iterable[int]) -> bool:
        """Whether exactly the right options are chosen."""
        return tuple(sorted(set(chosen))) == self.correct

    @property
    def letters(self) -> str:
        """The right options by their letters."""
        return letters_of(self.correct)


def letters_of(places: Iterable[int]) -> str:
    """The letters of options: ``AC`` for the first and the third."""
    return "".join(LETTERS[place] for place in places if 0 <= place < len(LETTERS))


@dataclass(frozen=True, slots=True)
class QuestionProblem:
    """Why a question cannot be asked.

    ``number`` is the row of a spreadsheet, or the line of a list where the question begins. ``key`` names the
    message ``quiz-problem-<key>``, with the option's ``letter`` and at most 40 characters of what is there.
    """

    number: int
    key: str
    value: str = ""
    letter: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class QuizSeen:
    """What a file or a text says: each of its questions is among ``questions``, or has a problem."""

    questions: tuple[Question, ...]
    problems: tuple[QuestionProblem, ...]
    title: str = ""


def make_question(
    number: int, text: str, options: Mapping[str, str], places: Sequence[str], explanation: str
) -> Question | list[QuestionProblem]:
    """A question from its parts, or everything that is wrong with it.

    ``options`` by letter in the order in which they are asked; ``places`` are the letters of the right ones,
    as the answer was read: () for none.
    """
    given = dict(options)
    problems = _about_text(number, text, explanation) + _about_options(number, given)
    if not places:
        problems.append(QuestionProblem(number, "answer-missing"))
    elif unknown := [place for place in places if place not in given]:
        problems.append(QuestionProblem(number, "answer-unknown", _echo("".join(unknown))))
    if any(has_identity_number(one) for one in (text, explanation, *given.values())):
        return [QuestionProblem(number, "identity-number")]  # and nothing of it is repeated
    if problems:
        return problems
    letters = list(given)
    correct = sorted({letters.index(place) for place in places})
    return Question(text, tuple(given.values()), tuple(correct), explanation)


def _about_text(number: int, text: str, explanation: str) -> list[QuestionProblem]:
    problems = []
    if not text:
        problems.append(QuestionProblem(number, "question-missing"))
    elif units(text) > LONGEST_QUESTION:
        problems.append(QuestionProblem(number, "question-long", _echo(text), limit=LONGEST_QUESTION))
    if units(explanation) > LONGEST_EXPLANATION:
        problems.append(
            QuestionProblem(number, "explanation-long", _echo(explanation), limit=LONGEST_EXPLANATION)
        )
    return problems


def _about_options(number: int, options: Mapping[str, str]) -> list[QuestionProblem]:
    if len(options) < FEWEST_OPTIONS:
        return [QuestionProblem(number, "options-few", limit=FEWEST_OPTIONS)]
    if len(options) > MOST_OPTIONS:
        return [QuestionProblem(number, "options-many", str(len(options)), limit=MOST_OPTIONS)]
    problems = []
    before: dict[str, str] = {}
    for letter, text in options.items():
        if units(text) > LONGEST_OPTION:
            problems.append(QuestionProblem(number, "option-long", _echo(text), letter, LONGEST_OPTION))
        if text in before:
            problems.append(QuestionProblem(number, "option-twice", _echo(text), before[text] + letter))
        before.setdefault(text, letter)
    return problems


def _echo(text: str) -> str:
    return text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…"


def question_to_json(question: Question) -> dict[str, Any]:
    """A JSON object that ``question_from_json`` reads back."""
    return {
        "text": question.text,
        "options": list(question.options),
        "correct": list(question.correct),
        "explanation": question.explanation,
    }


def question_from_json(data: Mapping[str, Any]) -> Question:
    """The inverse of ``question_to_json``."""
    return Question(data["text"], tuple(data["options"]), tuple(data["correct"]), data["explanation"])


def percent(part: int, whole: int) -> int:
    """A share in whole percent, rounded to the nearest, half up; 0 of nothing."""
    return (part * 200 + whole) // (2 * whole) if whole else 0
