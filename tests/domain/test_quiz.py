"""What a question may be, and which answers are right."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiz import Question, make_question, percent, question_from_json, question_to_json
from bot.domain.quiz_reading import question_from, read_answer
from tests.domain.quizzes import questions
from tests.domain.records import unhurried

TWO = {"A": "每月", "B": "每季度"}


@unhurried
@given(questions(), st.sets(st.integers(0, 11)))
def test_only_all_the_right_ones_are_right(question: Question, chosen: set[int]) -> None:
    assert question.is_right(reversed(question.correct))
    assert question.is_right(chosen) == (chosen == set(question.correct))
    assert question_from_json(json.loads(json.dumps(question_to_json(question)))) == question


@pytest.mark.parametrize(
    ("changes", "problem", "value"),
    [
        ({"text": ""}, "question-missing", ""),
        ({"text": "问" * 301}, "question-long", "问" * 39 + "…"),
        ({"text": "😀" * 151}, "question-long", "😀" * 39 + "…"),
        ({"options": {"A": "每月"}, "places": ("A",)}, "options-few", ""),
        ({"options": {chr(65 + n): str(n) for n in range(15)}}, "options-many", "15"),
        ({"options": {"A": "每月", "B": "选" * 101}}, "option-long", "选" * 39 + "…"),
        ({"options": {"A": "每月", "B": "每月"}}, "option-twice", "每月"),
        ({"places": ()}, "answer-missing", ""),
        ({"places": ("D",)}, "answer-unknown", "D"),
        ({"explanation": "解" * 201}, "explanation-long", "解" * 39 + "…"),
        ({"text": "身份证11010519491231002X的人"}, "identity-number", ""),
    ],
)
def test_what_no_question_can_be(changes: dict[str, object], problem: str, value: str) -> None:
    given = {"text": "多久一次", "options": TWO, "places": ("B",), "explanation": "", **changes}
    made = make_question(7, **given)  # type: ignore[arg-type]  # the parts by name
    assert isinstance(made, list)
    assert [(one.number, one.key, one.value) for one in made] == [(7, problem, value)]


@pytest.mark.parametrize(
    ("answer", "letters"),
    [
        *[(one, ("B",)) for one in ("B", "b", "Ｂ", " B. ", "每季度", "2")],
        *[(one, ("A", "B")) for one in ("AB", "A、B", "a,b", "A B", "A和B", "A and B")],
        ("", ()),
        ("Z", ("Z",)),
        ("每年", ("每年",)),
        ("3", ("3",)),
    ],
)
def test_what_an_answer_means(answer: str, letters: tuple[str, ...]) -> None:
    assert read_answer(answer, TWO) == letters


def test_true_or_false_needs_no_options() -> None:
    right, wrong = (question_from(1, "党课每年至少讲一次", [], one, "") for one in ("√", "False"))
    assert right == Question("党课每年至少讲一次", ("对", "错"), (0,))
    assert wrong == Question("党课每年至少讲一次", ("True", "False"), (1,))


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_percent(part: int, whole: int) -> None:
    share = percent(part, whole)
    assert share == 0 if whole == 0 else abs(share - Fraction(100 * part, whole)) <= Fraction(1, 2)
