"""Questions pasted as a list: the question, lines "A. …", 答案：B, and 解析：… if somebody wants to explain.

A blank line ends a question only once it has its answer, so that a long one may have paragraphs. The answer
may also stand in the question itself, in brackets.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from bot.domain.quiz import LONGEST_TITLE, MOST_QUESTIONS, Question, QuestionProblem, QuizSeen
from bot.domain.quiz_reading import question_from, tidy
from bot.errors import UserError

_OPTION = re.compile(r"\s*[(（]?\s*([A-Za-zＡ-Ｚａ-ｚ])\s*[.．、:：)）]\s*(.*)")
# Several options on one line stand apart by at least a space.
_NEXT_OPTION = re.compile(r"(?<=\S)\s+(?=[(（]?[B-Zb-zＢ-Ｚｂ-ｚ]\s*[.．、:：)）])")
_SAID = r"\s*(?:[\]】)）]\s*[:：]?|[:：])\s*(.*)"
_ANSWER = re.compile(
    rf"\s*[\[【(（]?\s*(?:(?:正确|正確|参考|參考|标准|標準)?答案|答|(?:correct )?answer){_SAID}",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(
    rf"\s*[\[【(（]?\s*(?:答案)?(?:解析|说明|說明|説明|解释|解釋|explanation){_SAID}", re.IGNORECASE
)
_TITLE = re.compile(
    r"\s*(?:(?:测验|測驗)?(?:标题|標題|名称|名稱)|测验|測驗|title|quiz)\s*[:：]\s*(.+)", re.IGNORECASE
)
_NUMBER = re.compile(
    r"\s*(?:第\s*[0-9一二三四五六七八九十百]+\s*[题題]|[(（]?[0-9]{1,3}\s*[.．、)）:：](?![0-9])"
    r"|[0-9]{1,3}\s+(?=\D)|[一二三四五六七八九十]+、)\s*[.、:：]?\s*"
)
_IN_BRACKETS = re.compile(r"[(（]\s*([A-Z]{1,8}|[√×✓✗对错對錯])\s*[)）]")


@dataclass(slots=True)
class _Draft:
    """A question as far as it has been read; ``number`` is the line where it begins."""

    number: int
    text: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str | None = None
    explanation: list[str] = field(default_factory=list)

    @property
    def is_begun(self) -> bool:
        return bool(self.text or self.has_options)

    @property
    def has_options(self) -> bool:
        return bool(self.options) or self.answer is not None

    def made(self) -> Question | list[QuestionProblem]:
        text, answer = " ".join(self.text), self.answer
        if answer is None and len(found := list(_IN_BRACKETS.finditer(text))) == 1:
            answer = found[0][1]
            text = f"{text[: found[0].start()]}（ ）{text[found[0].end() :]}"
        return question_from(self.number, text, self.options, answer or "", " ".join(self.explanation))


class _Reader:
    """Takes a list line by line; ``drafts`` are the questions in it, the last one still going on."""

    def __init__(self) -> None:
        self.drafts = [_Draft(1)]
        self.title = ""

    @property
    def _draft(self) -> _Draft:
        return self.drafts[-1]

    def take(self, number: int, line: str) -> None:
        """One more line."""
        line = line.strip()  # the patterns take no time over a thousand spaces then
        if not line:
            if self._draft.answer is not None:
                self.drafts.append(_Draft(number + 1))
        elif not (self._is_title(line) or self._belongs(line)):
            self._goes_on(number, line)

    def _is_title(self, line: str) -> bool:
        found = _TITLE.fullmatch(line)
        if found is None or self.title or self._draft.is_begun or len(self.drafts) > 1:
            return False
        self.title = tidy(found[1])[:LONGEST_TITLE]
        return True

    def _belongs(self, line: str) -> bool:
        """Whether it is an option, the answer or the explanation of the question."""
        draft = self._draft
        if (found := _EXPLANATION.fullmatch(line)) and draft.is_begun:
            draft.explanation.append(found[1])
        elif (found := _ANSWER.fullmatch(line)) and draft.is_begun and draft.answer is None:
            draft.answer = found[1]
        elif _OPTION.fullmatch(line) and draft.is_begun and draft.answer is None:
            self._add_options(line)
        else:
            return False
        return True

    def _add_options(self, line: str) -> None:
        for piece in _NEXT_OPTION.split(line):
            if option := _OPTION.fullmatch(piece):
                letter = unicodedata.normalize("NFKC", option[1]).upper()
                self._draft.options.append((letter, tidy(option[2])))

    def _goes_on(self, number: int, line: str) -> None:
        """More of the question or of its explanation, or the next question."""
        draft = self._draft
        if draft.explanation and not _NUMBER.match(line):
            draft.explanation.append(line)
        elif draft.has_options:
            self.drafts.append(_Draft(number, [_NUMBER.sub("", line, count=1)]))
        elif draft.text:
            draft.text.append(line)
        else:
            draft.number = number
            draft.text.append(_NUMBER.sub("", line, count=1))


def read_questions(text: str) -> QuizSeen:
    """Every question of a pasted list, and what is wrong with those that cannot be asked.

    Raises ``UserError("quiz-too-many")``.
    """
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), start=1):
        reader.take(number, line)
    questions: list[Question] = []
    problems: list[QuestionProblem] = []
    begun = [draft for draft in reader.drafts if draft.is_begun]
    if len(begun) > MOST_QUESTIONS:
        raise UserError("quiz-too-many", limit=MOST_QUESTIONS)
    for made in (draft.made() for draft in begun):
        if isinstance(made, Question):
            questions.append(made)
        else:
            problems += made
    return QuizSeen(tuple(questions), tuple(problems), reader.title)
