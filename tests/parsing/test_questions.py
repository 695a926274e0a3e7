"""A pasted list of questions: printed and read again, and what is wrong with it."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quiz import MOST_QUESTIONS, Question
from bot.domain.quiz_reading import question_from
from bot.errors import UserError
from bot.parsing.questions import read_questions
from tests.domain.quizzes import printed, questions
from tests.domain.records import unhurried

PASTED = """测验：党章小测验

1、支部党员大会一般（B）召开一次。
A．每月    B．每季度    C．每年

第2题 下列属于三会一课的有
（A）支部委员会
（B）党小组会
（C）春游
答案：A、B
解析：春游不是
组织生活。

3. 党课每年至少讲一次
【答案】对
"""


@unhurried
@given(st.lists(questions(), min_size=1, max_size=4), st.sampled_from(["\n", "\n\n"]))
def test_what_is_printed_is_read(every: list[Question], between: str) -> None:
    seen = read_questions(between.join(printed(one, number) for number, one in enumerate(every, start=1)))
    assert seen.problems == ()
    assert seen.questions == tuple(every)


def test_as_people_write() -> None:
    seen = read_questions(PASTED)
    assert seen.problems == ()
    assert seen.title == "党章小测验"
    first, second, third = seen.questions
    assert (first.text, first.letters) == ("支部党员大会一般（ ）召开一次。", "B")
    assert first.options == ("每月", "每季度", "每年")
    assert (second.text, second.letters) == ("下列属于三会一课的有", "AB")
    assert second.explanation == "春游不是 组织生活。"
    assert (third.text, third.options, third.letters) == ("党课每年至少讲一次", ("对", "错"), "A")


def test_each_problem_names_its_line() -> None:
    many = "\n".join(f"{chr(65 + n)}. 第{n}个" for n in range(15))
    seen = read_questions(f"选哪个\n{many}\n答案：A\n\n没有答案\nA. 有\nB. 无\n谁\nA. 甲\nA. 乙\n答案：D")
    assert [(one.number, one.key) for one in seen.problems] == [
        (1, "options-many"),
        (19, "answer-missing"),
        (22, "letter-twice"),
    ]
    assert read_questions("大家好").problems[0].key == "options-few"
    assert read_questions(" \n ").questions == ()


def test_no_more_than_a_quiz_can_have() -> None:
    one = "问\nA. 甲\nB. 乙\n答案：A\n"
    assert len(read_questions(one * MOST_QUESTIONS).questions) == MOST_QUESTIONS
    with pytest.raises(UserError, match="quiz-too-many"):
        read_questions(one * (MOST_QUESTIONS + 1))


@pytest.mark.parametrize("text", [" " * 4000 + "x", "　" * 4000 + "题", "(" * 4000])
def test_what_nobody_writes_takes_no_long_time(text: str) -> None:
    began = perf_counter()
    read_questions(f"1、几次\n{text}")
    assert perf_counter() - began < 1  # it was three seconds, in a transaction


def test_an_answer_of_thousands_of_digits_is_no_number() -> None:
    seen = question_from(3, "几次", [("A", "一"), ("B", "二")], "9" * 5_000, "")
    assert isinstance(seen, list)
    assert [one.key for one in seen] == ["answer-unknown"]
