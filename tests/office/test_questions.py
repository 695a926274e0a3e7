"""Spreadsheets of questions, as people make them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.quiz import LETTERS, MOST_OPTIONS, MOST_QUESTIONS, Question
from bot.errors import UserError
from bot.office.questions import read_question_file
from tests.domain.quizzes import questions
from tests.office.files import csv_file, xlsx_file

HEADER = ("题目", *(f"选项{letter}" for letter in LETTERS[:MOST_OPTIONS]), "答案", "解析")


def row(question: Question) -> list[str]:
    blank = [""] * (MOST_OPTIONS - len(question.options))
    return [question.text, *question.options, *blank, question.letters, question.explanation]


@settings(max_examples=25, deadline=None)
@given(st.lists(questions(), min_size=1, max_size=4), st.sampled_from([csv_file, xlsx_file]))
def test_what_is_written_is_read(every: list[Question], kind: object) -> None:
    seen = read_question_file(kind(*map(row, every), header=HEADER))  # type: ignore[operator]  # either maker
    assert (seen.questions, seen.problems) == (tuple(every), ())


def test_each_problem_names_its_row() -> None:
    header = ("序号", "题 目", "A", "B", *LETTERS[2:15], "正确答案")
    rows = [
        [1, "多久一次", "A. 每月", "每季度", *[""] * 13, "B"],
        [2, "选哪个", *range(15), "A"],
        [],
        [3, "没有答案", "有", "无", *[""] * 13, ""],
        [4, "不在选项里", "有", "无", *[""] * 13, "E"],
        [5, "判断", "", "", *[""] * 13, True],
    ]
    seen = read_question_file(xlsx_file(["某支部学习测验"], list(header), *rows, header=None))
    assert seen.questions == (
        Question("多久一次", ("每月", "每季度"), (1,)),
        Question("判断", ("对", "错"), (0,)),
    )
    assert [(one.number, one.key) for one in seen.problems] == [
        (4, "options-many"),
        (6, "answer-missing"),
        (7, "answer-unknown"),
    ]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (csv_file(["张三", "东关"], header=("姓名", "支部")), "quiz-header-missing"),
        (
            csv_file(*[["问", "甲", "乙", "A"]] * (MOST_QUESTIONS + 1), header=("题目", "A", "B", "答案")),
            "quiz-too-many",
        ),
        (b"", "roster-file-empty"),
    ],
)
def test_what_is_no_quiz(data: bytes, key: str) -> None:
    with pytest.raises(UserError, match=key):
        read_question_file(data)
