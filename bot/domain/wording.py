"""Where a text may be cut at all: not inside a word, a number, an address or a character made of several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_HAN = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
# Letters and digits that make words without a border to see, with the accents of pinyin written apart.
_LETTER = f"(?:[^\\W{_HAN}]|[\u0300-\u036f])"
_WORD = re.compile(rf"{_LETTER}+(?:[-.,:/@'’_–&+~]{_LETTER}+)*[%‰℃°]?")
_ADDRESS = re.compile(r"(?:https?://|www\.|t\.me/|@|#)[!-;=?-~]+", re.IGNORECASE)
_NEVER_FIRST = frozenset("。，、；：！？…）》〉」』】”’,.;:!?)]}%‰℃°·—～")
_NEVER_LAST = frozenset("（《〈「『【“‘([{#@￥$·")
_JOINER = "\u200d"


def inside_tokens(text: str) -> Iterator[tuple[int, int]]:
    """The spans of words, numbers with their signs (18:30, 3,000, 95%) and addresses."""
    at = 0
    for start, end in [*(hit.span() for hit in _ADDRESS.finditer(text)), (len(text), len(text))]:
        yield from (hit.span() for hit in _WORD.finditer(text, at, start))
        if end > start:
            yield start, end
        at = end


def is_stuck(text: str, place: int) -> bool:
    """Whether what is before and after ``place`` makes one character for the eye: é, a family emoji."""
    if not 0 < place < len(text):
        return False
    one, other = text[place - 1], text[place]
    if other < "\u0300":
        return one == "\r" and other == "\n"
    return (
        one == _JOINER
        or other == _JOINER
        or unicodedata.category(other)[0] == "M"
        or "\U0001f3fb" <= other <= "\U0001f3ff"  # the colour of skin
        or "\U000e0020" <= other <= "\U000e007f"  # a region's flag
        or ("\U0001f1e6" <= one <= "\U0001f1ff" and "\U0001f1e6" <= other <= "\U0001f1ff")
    )


def may_begin_line(text: str, place: int) -> bool:
    """Whether the rules of setting Chinese allow a break: no 。 at the beginning, no 《 at the end.

    Nor between a number and its unit, or before a bracket that explains the character in front of it.
    """
    if not 0 < place < len(text):
        return True
    one, other = text[place - 1], text[place]
    if one.isspace() or other.isspace():
        return True
    return not (
        one in _NEVER_LAST or other in _NEVER_FIRST or other in "（(" or one.isdigit() or other.isdigit()
    )
