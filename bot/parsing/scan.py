"""The shadow of a sentence, and spans on it.

Recognisers read a *shadow*: the sentence with full-width forms, capitals and traditional characters made
plain, one character for one character. So a span on the shadow is the same span of what the person wrote.
What a recogniser took is blanked out, and what is left at the end are the words.

Every pattern of this room has bounded repeats only, so the time to read is linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from bot.parsing.script import SIMPLIFIED

BLANK = "\x00"
PUNCTUATION = ",.;!?、，。；！？…()（）[]【】「」『』《》<>\"'“”‘’|·:：\n\t\r"

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value read from the characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int
    value: T_co


@cache
def _plain() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(upper): upper.lower() for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF21, 0xFF3B)}
    table |= dict.fromkeys(map(ord, "–—―−‐‑〜～"), "-")
    table |= dict.fromkeys(map(ord, "\x00\u00a0\u3000\u2009\u202f\u200b\ufeff"), " ")
    table |= {ord("◯"): "〇", ord("○"): "〇", ord("’"): "'"}
    table |= {ord("~"): "-", ord("喺"): "在"}
    table |= {ord(old): new for old, new in SIMPLIFIED.items()}
    return table


def shadow(sentence: str) -> str:
    """The plain form that recognisers read; as long as the sentence."""
    return sentence.translate(_plain())


def blank(text: str, *findings: Iterable[Found[object]]) -> str:
    """The text with everything found replaced by blanks; as long as before."""
    spans = sorted((found.start, found.end) for group in findings for found in group)
    if not spans:
        return text
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        if end <= at:
            continue
        first = max(start, at)
        pieces += (text[at:first], BLANK * (end - first))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def pick(findings: Iterable[Found[T_co]]) -> list[Found[T_co]]:
    """Of findings that overlap keep the one that begins first, and of those the longest."""
    kept: list[Found[T_co]] = []
    at = 0
    for found in sorted(findings, key=lambda found: (found.start, -found.end)):
        if found.start >= at:
            kept.append(found)
            at = found.end
    return kept


def gaps(text: str) -> Iterator[tuple[int, int]]:
    """The spans of `text` between blanks."""
    start = 0
    for piece in text.split(BLANK):
        if piece:
            yield start, start + len(piece)
        start += len(piece) + 1
