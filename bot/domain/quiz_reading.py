"""From what somebody wrote of a question to the question: which options the answer means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from bot.domain.quiz import LETTERS, Question, QuestionProblem, make_question

_BETWEEN = re.compile(r"[\s,，、;；/和与及&+]+|and")
_TRUE = frozenset({"对", "對", "正确", "正確", "是", "√", "✓", "✔", "true", "right", "yes", "t"})
_FALSE = frozenset(
    {"错", "錯", "错误", "錯誤", "不对", "不對", "否", "×", "✗", "x", "false", "wrong", "no", "f"}
)
TRUE_OR_FALSE = {"A": "对", "B": "错"}
TRUE_OR_FALSE_IN_ENGLISH = {"A": "True", "B": "False"}


def tidy(text: str) -> str:
    """The text on one line, without what cannot be seen."""
    return " ".join("".join(one for one in text if one.isspace() or one.isprintable()).split())


def read_answer(text: str, options: Mapping[str, str]) -> tuple[str, ...]:
    """The letters that an answer names: ``B``, ``A、C``, ``ac``, the words of an option, or its number.

    Letters that no option has are given as they are; () for an answer that names nothing. The whole answer in
    one place is given for words that are no option.
    """
    plain = tidy(text)
    if not plain:
        return ()
    for letter, option in options.items():
        if option.casefold() == plain.casefold():
            return (letter,)
    folded = unicodedata.normalize("NFKC", plain).upper().rstrip(".。)")
    bare = _BETWEEN.sub("", folded.replace("AND", " "))
    if bare and all(one in LETTERS for one in bare) and bare.isascii():
        return tuple(dict.fromkeys(bare))
    if folded.isdecimal() and len(folded) <= 2 and 1 <= int(folded) <= len(options):
        return (list(options)[int(folded) - 1],)
    return (plain,)


def true_or_false(answer: str) -> tuple[Mapping[str, str], str] | None:
    """The two options of a question that is only true or false, and the right one's letter."""
    word = unicodedata.normalize("NFKC", tidy(answer)).casefold().rstrip(".。")
    if word not in _TRUE and word not in _FALSE:
        return None
    options = TRUE_OR_FALSE_IN_ENGLISH if word.isascii() and word.isalpha() else TRUE_OR_FALSE
    return options, "A" if word in _TRUE else "B"


def question_from(
    number: int, text: str, options: Sequence[tuple[str, str]], answer: str, explanation: str
) -> Question | list[QuestionProblem]:
    """A question from what was read of it; wrong or doubled letters are problems, too."""
    by_letter = dict(options)
    places: tuple[str, ...]
    if len(by_letter) < len(options):
        letters = [letter for letter, _ in options]
        twice = next(letter for letter in letters if letters.count(letter) > 1)
        return [QuestionProblem(number, "letter-twice", letter=twice)]
    if not options and (known := true_or_false(answer)) is not None:
        by_letter, places = dict(known[0]), (known[1],)
    else:
        places = read_answer(answer, by_letter)
    return make_question(number, tidy(text), by_letter, places, tidy(explanation))
