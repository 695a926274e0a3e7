"""What is left of a sentence, made into the words that say what was done."""

from __future__ import annotations

import re

from bot.parsing.lexicon import ENGLISH_DEEDS, Kind, tokens
from bot.parsing.scan import BLANK, PUNCTUATION, gaps, shadow

_TRIM = (
    PUNCTUATION.replace("(", "")
    .replace("（", "")
    .replace("【", "")
    .replace("《", "")
    .replace("「", "")
    .replace("“", "")
    + " -&"
)
_CLOSERS = {")": "(", "）": "（", "】": "【", "》": "《", "」": "「", "”": "“"}
_HEAD = re.compile(
    r"^(?:我们|咱们|我|咱|本人|大伙|的|了|过|去|来|从|于|在|从事|进行了|并|还|又|就|都|也|是|有|共|约"
    r"|时间|时|开始|起|,|，"
    r"|(?:i|we|and|for|on|at|in|from|of|to|the|have|has|had|i've|we've|was|were|spent|did some|did|then"
    r"|doing|about|total|of the)(?![\w']))[ \x00]{0,4}"
)
_TAIL = re.compile(
    r"(?:了|的|共|一共|总共|用时|时长|历时|耗时|花了|用了|约|大约|,|，|、|从|于|在"
    r"|(?<![\w'])(?:and|for|on|at|in|from|of|to|with|together|about|total|took|spent|the))$"
)
# 昨天和今天, from Monday to Friday: what stood between two days or times.
_JOINTS = frozenset(["和", "与", "跟", "到", "至", "及", "to", "and"])


def words_left(text: str, written: str) -> str:
    """The words of `written` that the shadow `text` has not blanked, joined and trimmed."""
    pieces: list[str] = []
    for start, end in gaps(text):
        piece = clean(written[start:end])
        if not piece or shadow(piece) in _JOINTS:
            continue
        if not pieces:
            pieces.append(piece)
        elif (
            written[start] in ",，。;；、\n"
            or written[max(0, start - 1)] in ",，。;；、\n"
            or _ended(text, written, start)
        ):
            pieces.append(_comma(pieces[-1], piece) + piece)
        else:
            pieces.append(("" if _han(pieces[-1][-1]) or _han(piece[0]) else " ") + piece)
    return clean("".join(pieces))


def clean(words: str) -> str:
    """Words without empty ends: spaces, punctuation, 我们, 了, "for"; whitespace is one space."""
    words = " ".join(words.replace(BLANK, " ").split())
    for _ in range(12):
        before = words
        words = words.strip(_TRIM)
        if words and words[-1] in _CLOSERS and _CLOSERS[words[-1]] not in words:
            words = words[:-1]
        if words and words[0] in "([（【" and not any(one in words for one in ")]）】"):
            words = words[1:]
        words = _cut(words)
        if words == before:
            break
    return words


def has_deed(words: str) -> bool:
    """Whether the words hold something that people do."""
    plain = shadow(words)
    return any(kind is Kind.DEED for _, _, kind in tokens(plain)) or any(
        word.startswith(ENGLISH_DEEDS) for word in plain.split()
    )


def _cut(words: str) -> str:
    plain = shadow(words)
    head = _HEAD.match(plain)
    if head:
        return words[head.end() :]
    tail = _TAIL.search(plain[-16:])
    return words[: len(words) - len(tail[0])] if tail else words


def _ended(text: str, written: str, start: int) -> bool:
    """Whether the gap before this one ended with punctuation."""
    at = start - 1
    while at >= 0 and text[at] == BLANK:
        at -= 1
    return at >= 0 and written[at] in ",，。;；、\n"


def _comma(before: str, after: str) -> str:
    return "，" if _han(before[-1]) or _han(after[0]) else ", "


def _han(character: str) -> bool:
    return "㐀" <= character <= "鿿" or character in "，。、；（）《》"
