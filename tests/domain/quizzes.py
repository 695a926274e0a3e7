"""Made-up questions for the tests."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.domain.quiz import LETTERS, MOST_OPTIONS, Question

# Words without anything that a list or a sheet gives a meaning of its own.
words = st.text("党员大会章程学习按期多久一次春夏秋冬东南西北", min_size=2, max_size=30)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    options = draw(st.lists(words, min_size=2, max_size=MOST_OPTIONS, unique=True))
    places = st.integers(0, len(options) - 1)
    correct = draw(st.lists(places, min_size=1, max_size=len(options), unique=True).map(sorted))
    return Question(draw(words), tuple(options), tuple(correct), draw(st.just("") | words))


def printed(question: Question, number: int) -> str:
    """A question as somebody would write it into a list."""
    lines = [f"{number}. {question.text}"]
    lines += [f"{letter}. {option}" for letter, option in zip(LETTERS, question.options, strict=False)]
    lines.append(f"答案：{question.letters}")
    return "\n".join([*lines, f"解析：{question.explanation}"] if question.explanation else lines)
