"""Words fitted to their places: smaller type first, then more lines, and only then an ellipsis."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.render.typeface import shipped

NOT_FIRST = frozenset("，。、；：！？）》〉」』】〕”’·…—～％,.;:!?)]}%")  # never begins a line
NOT_LAST = frozenset("（《〈「『【〔“‘([{￥№")  # never ends one
STEP = 2  # pixels by which type shrinks
SHRINK = 0.72  # how far type shrinks before another line is begun
ELLIPSIS = "…"
NARROW = 0.25  # of its size is about the narrowest letter: a text of more of them than fit is cut unread
# They turn round whatever comes after them: with one in a name a certificate would read as another's.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one size."""

    lines: tuple[str, ...]
    size: int

    @property
    def width(self) -> float:
        return max((shipped().width(line, self.size) for line in self.lines), default=0.0)

    def height(self, leading: float) -> float:
        """From the top of the first line to the foot of the last, with so much from line to line."""
        return len(self.lines) * self.size * leading


def clean(text: str) -> str:
    """One line without what no picture can show: control characters, those that turn the direction of
    writing, and halves of pairs."""
    shown = "".join(" " if unicodedata.category(one) in ("Cc", "Cs", "Cn", "Co") else one for one in text)
    return " ".join(shown.translate(_NO_TURNING).split())


_NO_TURNING = dict.fromkeys(map(ord, TURNING))


def fitted(text: str, width: float, largest: int, least: int, most_lines: int = 1) -> Block:
    """The text in as few lines as it takes without getting much smaller, and in the largest type they allow.

    Several lines are made about equally long. What does not fit at the least size is cut, with an ellipsis.
    """
    text = clean(text)
    room = int(width / least / NARROW) * most_lines
    if len(text) > room:
        text = text[:room] + ELLIPSIS
    for count in range(1, most_lines + 1):
        floor = least if count == most_lines else max(least, round(largest * SHRINK))
        for size in range(largest, floor - 1, -STEP):
            lines = wrapped(text, width, size)
            if len(lines) <= count and not _breaks_a_word(text, lines):
                return Block(_balanced(text, lines, width, size), size)
    lines = wrapped(text, width, least)
    if len(lines) <= most_lines:
        return Block(lines, least)
    kept = lines[: most_lines - 1]
    return Block((*kept, _cut(lines[most_lines - 1] + ELLIPSIS, width, least)), least)


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """The lines of a text: broken between Chinese characters and between words, nowhere else if it can be."""
    lines, line, room = [], "", width / size
    for piece in _pieces(text):
        if line and _units(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
        while _units(line.rstrip()) > room and len(line) > 1:
            head = _longest(line, room)
            lines.append(head)
            line = line[len(head) :]
    if line.strip():
        lines.append(line.rstrip())
    return tuple(lines) or ("",)


def _balanced(text: str, lines: tuple[str, ...], width: float, size: int) -> tuple[str, ...]:
    """As many lines, but no last one of a single character."""
    if len(lines) < 2:
        return lines
    low, high = width / len(lines) * 0.8, width
    best = lines
    while high - low > size / 4:
        middle = (low + high) / 2
        tried = wrapped(text, middle, size)
        if len(tried) == len(lines) and not _breaks_a_word(text, tried):
            best, high = tried, middle
        else:
            low = middle
    return best


def _cut(line: str, width: float, size: int) -> str:
    while len(line) > 1 and _units(line) > width / size:
        line = line.removesuffix(ELLIPSIS)[:-1].rstrip() + ELLIPSIS
    return line


def _pieces(text: str) -> Iterator[str]:
    """What must not be torn apart: a word with its spaces, a character with the punctuation at its sides."""
    piece = ""
    for character in text:
        if piece and _may_break(piece, character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _may_break(line: str, after: str) -> bool:
    """Whether a line may end here; a number stays with what it counts."""
    before = line[-1]
    if after in NOT_FIRST or before in NOT_LAST or after == " ":
        return False
    if before == " ":
        return not (line[-2:-1].isdigit() and _is_wide(after))
    if before.isdigit() or after.isdigit():
        return before == "·" or (after.isdigit() and _is_wide(before))
    return before == "·" or _is_wide(before) or _is_wide(after)


def _is_wide(character: str) -> bool:
    return ord(character) >= 0x2E80


def _breaks_a_word(text: str, lines: tuple[str, ...]) -> bool:
    """Whether a line ends inside a word: only where no type is small enough."""
    at = 0
    for line in lines[:-1]:
        at = text.index(line, at) + len(line)
        if at < len(text) and not (text[at] == " " or _may_break(text[at - 2 : at], text[at])):
            return True
    return False


def _longest(line: str, room: float) -> str:
    """As much of the beginning as there is room for, and one character at least."""
    taken = _units(line[:1])
    for end in range(1, len(line)):
        taken += _units(line[end])
        if taken > room:
            return line[:end]
    return line


def _units(text: str) -> float:
    return shipped().width(text, 1)
