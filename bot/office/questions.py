"""A spreadsheet of questions: 题目, 选项A, 选项B, …, 答案, 解析; one question in each row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.domain.quiz import LETTERS, MOST_QUESTIONS, Question, QuestionProblem, QuizSeen
from bot.domain.quiz_reading import question_from
from bot.errors import UserError
from bot.office.sheets import Cell, Row, Sheet, read_sheets
from bot.office.words import plain

HEADER_WITHIN = 10
_WORDS: Mapping[str, tuple[str, ...]] = {
    "text": ("题目", "題目", "题干", "題幹", "问题", "問題", "试题", "試題", "question"),
    "answer": ("正确答案", "正確答案", "参考答案", "标准答案", "答案", "answer", "correct answer"),
    "explanation": ("解析", "答案解析", "说明", "說明", "説明", "解释", "解釋", "explanation"),
}
_OPTION = re.compile(r"(?:选项|選項|备选项|答案选项|option)?\s*([a-z])")
_OPTION_LETTER = re.compile(r"\s*[(（]?\s*[A-Za-z]\s*[.．、:：)）]\s*")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where everything stands, from 0; ``options`` by letter."""

    text: int
    answer: int
    explanation: int | None
    options: Mapping[str, int]


def read_question_file(data: bytes) -> QuizSeen:
    """Read a csv or xlsx file of questions; rows are numbered as a spreadsheet shows them.

    Raises ``UserError``: the keys of ``read_sheets``, ``quiz-header-missing``, ``quiz-too-many``.
    """
    sheet, header, columns = _find(read_sheets(data))
    questions: list[Question] = []
    problems: list[QuestionProblem] = []
    for index in range(header + 1, len(sheet.rows)):
        row = sheet.rows[index]
        if not any(str(cell).strip() for cell in row) or _columns(row) is not None:
            continue
        if len(questions) + len({one.number for one in problems}) >= MOST_QUESTIONS:
            raise UserError("quiz-too-many", limit=MOST_QUESTIONS)
        made = _question(index + 1, row, columns)
        if isinstance(made, Question):
            questions.append(made)
        else:
            problems += made
    return QuizSeen(tuple(questions), tuple(problems))


def _question(number: int, row: Row, columns: _Columns) -> Question | list[QuestionProblem]:
    options = [
        (letter, _OPTION_LETTER.sub("", text, count=1) if _begins_with(letter, text) else text)
        for letter, at in columns.options.items()
        if (text := _cell(row, at))
    ]
    explanation = "" if columns.explanation is None else _cell(row, columns.explanation)
    return question_from(number, _cell(row, columns.text), options, _cell(row, columns.answer), explanation)


def _begins_with(letter: str, text: str) -> bool:
    """Whether an option repeats its letter: "A. 每月" in the column of A."""
    return bool(_OPTION_LETTER.match(text)) and text.lstrip(" (（").upper().startswith(letter)


def _cell(row: Row, at: int) -> str:
    if at >= len(row):
        return ""
    cell: Cell = row[at]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "√" if cell else "×"
    return str(cell).strip()


def _find(sheets: Iterator[Sheet]) -> tuple[Sheet, int, _Columns]:
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:HEADER_WITHIN]):
            columns = _columns(row)
            if columns is not None:
                return sheet, index, columns
    raise UserError("quiz-header-missing")


def _columns(row: Row) -> _Columns | None:
    """What a header row names; None for any other row."""
    named: dict[str, int] = {}
    options: dict[str, int] = {}
    for at, cell in enumerate(row):
        if not isinstance(cell, str):
            continue
        word = plain(unicodedata.normalize("NFKC", cell.replace("*", ""))).partition("(")[0].rstrip(" :")
        kind = next((kind for kind, words in _WORDS.items() if word in words), None)
        if kind is not None:
            named.setdefault(kind, at)
        elif found := _OPTION.fullmatch(word):
            options.setdefault(found[1].upper(), at)
    if "text" not in named or "answer" not in named:
        return None
    ordered = {letter: options[letter] for letter in LETTERS if letter in options}
    return _Columns(named["text"], named["answer"], named.get("explanation"), ordered)
