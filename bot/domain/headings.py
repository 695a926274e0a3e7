"""The headings of an official text: 一、 （一） 1. (1) 第一章, and short lines that stand alone.

What counts is taken from the plans this product serves (references 000 to 004): they number in this order,
often with the heading and its paragraph on one line (1、学习意识强。党员要…), and with ASCII brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.domain.rich_text import RichText, Span, Style, units

# Levels: 1 is the highest, and a short line without a number has the lowest.
UNNUMBERED = 6
_HAN = "[一二三四五六七八九十百]{1,4}"
_MARKS = (
    re.compile(rf"第(?:{_HAN}|[0-9]{{1,3}})(?:部分|[章篇编編节節])(?=[\s:：、.．]|.{{0,30}}$)"),
    re.compile(rf"{_HAN}[、．.]"),
    re.compile(rf"[（(]{_HAN}[）)]、?|第{_HAN}(?:阶段|階段)(?=[\s:：、.．(（]|.{{0,30}}$)"),
    re.compile(r"[0-9]{1,2}[、．.](?![0-9])"),
    re.compile(r"[（(][0-9]{1,2}[）)]、?|[0-9]{1,2}[）)]|[①-⑳]"),
)
_WESTERN = re.compile(r"(?:chapter|part|section) [0-9ivx]{1,4}\b", re.IGNORECASE)
_LONGEST = (60, 60, 60, 30, 30)  # characters of a numbered line that is all heading, by level
_RUN_IN = 30  # characters of a heading whose paragraph follows on the same line
_SHORT = 20  # characters of a heading without a number
_TITLE = (4, 60)  # characters of a title, from and up to
_TITLE_LINES = 5

_SENTENCE_END = re.compile(r"[。！？!?；;]|[.](?=\s|$)")
_HEAD_END = re.compile(r"[。；;:：]|(?<![(（\s])\s+(?=\S{12})")
_ENDS_OPEN = ("，", ",", "；", ";", "、")
_ENDS = ("。", ".", "！", "!", "？", "?", "；", ";", "，", ",", "、", ":", "：", "…")
_DATE = re.compile(r"^[0-9〇○零Oo一二三四五六七八九十]{2,4}\s*年\s*\S{1,2}\s*月")
_WORD = re.compile(r"[^\W\d_]")
# Some pages lost their line breaks, and a blank after the full stop is what is left: …证。 二、内容 (一)…
_LOST_BREAK = (
    r"(?:(?<=[。；;：:！？!?])[ \u3000]+(?=[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．])"
    r"|(?<![ \u3000])[ \u3000]+(?=[（(][一二三四五六七八九十]{1,3}[）)]))"
)
_LINE = re.compile(rf"\S(?:(?!{_LOST_BREAK})[^\n])*")
# Some pages were converted with the reading behind each traditional character: 鄉(xiāng).
_READING = re.compile(
    r"(?<=[\u3400-\u9fff])[(（](?=[^)）]{0,6}[^\x00-\x7f\u3400-\u9fff）])[^\W\d_]{1,7}[)）]"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, 1 the highest, and its words with the number they have."""

    level: int
    text: str


def lines(text: str) -> list[tuple[int, str]]:
    """The lines that are not empty, each with where it begins; also those whose break was lost."""
    return [(hit.start(), hit[0].rstrip()) for hit in _LINE.finditer(text)]


def is_heading(line: str) -> bool:
    """Whether a line is a numbered heading and nothing else."""
    line = line.strip()
    found = _mark(line)
    if found is None:
        return False
    level, mark = found
    words = line[mark:].strip()
    inner = _SENTENCE_END.search(words.rstrip("。.:："))
    return (
        bool(words or level == 1)
        and len(line) <= _LONGEST[level - 1]
        and not inner
        and not words.endswith(_ENDS_OPEN)
    )


def opens_section(line: str) -> int | None:
    """The level of the number that a line begins with, whatever follows it; None without a number."""
    found = _mark(line.strip())
    return found[0] if found else None


def run_in(line: str) -> int:
    """Up to where the heading of a numbered line goes whose paragraph follows on the same line; else 0."""
    start = len(line) - len(line.lstrip())
    found = _mark(line[start:])
    if found is None or is_heading(line):
        return 0
    end = _HEAD_END.search(line, start + found[1] + 1)
    return end.end() if end and end.end() - start <= _RUN_IN + 1 else 0


def stands_alone(line: str, below: str) -> bool:
    """Whether a line is a heading without a number: short, no date, and followed by something longer."""
    line, below = _read_out(line.strip()), below.strip()
    if not 2 < len(line) <= _SHORT or line.endswith(_ENDS) or _DATE.match(line) or not _WORD.search(line):
        return False
    return len(below) > len(line) or opens_section(below) is not None


def headings(text: str) -> tuple[Heading, ...]:
    """The headings in their order, the title left out."""
    all_lines = [line for _, line in lines(text)]
    first = title(text)
    found = []
    for line, below in zip_longest(all_lines, all_lines[1:], fillvalue=""):
        level = opens_section(line)
        if level is not None:
            found.append(Heading(level, _head(line, level)))
        elif stands_alone(line, below):
            found.append(Heading(UNNUMBERED, _read_out(line)))
    return tuple(each for each in found if each.text and each.text != first)


def title(text: str) -> str:
    """The title: the longest of the short lines at the top; without one the beginning of the text."""
    top = [_read_out(line) for _, line in lines(text)[:_TITLE_LINES]]
    candidates: list[str] = []
    for line in top:
        if opens_section(line) is not None or _SENTENCE_END.search(line) or len(line) > 2 * _TITLE[1]:
            break
        if _TITLE[0] <= len(line) <= _TITLE[1] and not line.endswith(_ENDS):
            candidates.append(line)
    if candidates:
        return max(candidates, key=len)
    first = top[0] if top else ""
    return _cut(first[: run_in(first)].strip() or _SENTENCE_END.split(first, maxsplit=1)[0], _TITLE[1])


def summary(text: str, limit: int) -> RichText:
    """The title and as many levels of headings as fit into ``limit`` UTF-16 units, one to a line."""
    top = _cut(title(text), limit // 3)
    bold = RichText(top, (Span(Style.BOLD, 0, len(top)),))
    found = headings(text)
    numbered = [each for each in found if each.level != UNNUMBERED]
    chosen = numbered if len(numbered) > 1 else list(found)
    levels = sorted({each.level for each in chosen})
    for deepest in reversed(levels):
        body = "\n".join(
            "　" * levels.index(each.level) + each.text for each in chosen if each.level <= deepest
        )
        if units(top) + 1 + units(body) <= limit:
            return bold.joined(RichText(body), "\n")
    highest = [each.text for each in chosen if each.level == levels[0]] if levels else []
    return bold.joined(RichText(_fitting(highest, limit - units(top) - 1)), "\n").stripped()


def _mark(line: str) -> tuple[int, int] | None:
    """The level of the number at the beginning, and how long the number is."""
    for level, pattern in enumerate(_MARKS, start=1):
        if found := pattern.match(line):
            return level, found.end()
    western = _WESTERN.match(line)
    return (1, western.end()) if western else None


def _head(line: str, level: int) -> str:
    """The words of a numbered line's heading; "" for an item of a list, which has none."""
    line = _read_out(line)
    if is_heading(line):
        return line.rstrip("。.:：")
    if end := run_in(line):
        return line[:end].strip().rstrip("。；;:：")
    return _cut(line, _RUN_IN) if level <= 3 else ""


def _read_out(line: str) -> str:
    return _READING.sub("", line)


def _cut(text: str, longest: int) -> str:
    """The text, or as much of it as ``longest`` UTF-16 units hold with an ellipsis."""
    if units(text) <= longest:
        return text
    kept = 0
    for count, character in enumerate(text):
        kept += units(character)
        if kept >= longest:
            return text[:count].rstrip() + "…"
    return text


def _fitting(texts: Sequence[str], limit: int) -> str:
    """As many of the texts as fit, and an ellipsis for the others."""
    kept: list[str] = []
    left = limit - 2
    for text in texts:
        left -= units(text) + 1
        if left < 0:
            break
        kept.append(text)
    return "\n".join([*kept, "…"] if len(kept) < len(texts) else kept)
