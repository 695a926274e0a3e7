"""Who else was there: the names after 和, 与, 同, 跟, 带, with. Only what looks like a name is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.parsing.lexicon import DOUBLE_SURNAMES, GENERIC, SURNAMES, TITLES, Kind, word_at
from bot.parsing.scan import BLANK, PUNCTUATION, Found

_LINK = re.compile(
    r"(?<![平谐温暖柔缓饱不相共合])(?:我们?)?(?:和|与|同|跟|带着|带领|带|叫上|约上|约了|叫了)(?:老党员|党员|同志"
    r"|同事|邻居|志愿者|队友|好友|朋友)?(?![谐平睦解气时样步志学事进踪随会动])"
)
_TOGETHER = re.compile(
    r" ?(?:等?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个|位|名)?(?:人|党员|同志)?|等人?)?(?:一起"
    r"|一同|一道|一块儿?|共同|结伴)"
)
_AND_OTHERS = re.compile(
    r" ?等?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个|位|名)?(?:人|党员|同志|志愿者)"
    r"| ?等(?:人|同志|党员|(?=[\x00 ,，在到去]))"
)
_SEPARATOR = re.compile(r" ?[、,，/&] ?| ?(?:以及|和|与|跟|及) ?| ")
_WITH_ME = re.compile(r"(?:和|与|跟|、)我们?(?:俩|三人|两人)?(?:一起|一同|一道|一块儿?|共同)?")
_ENGLISH_LINK = re.compile(r"(?<![a-z])(?:together with|along with|with) ")
_CAPITAL = r"[A-Z][A-Za-z'’\-]{0,20}"
# A Chinese name stays as it is in an English sentence.
_ENGLISH_NAME = re.compile(rf"{_CAPITAL}(?: {_CAPITAL}){{0,2}}|[㐀-鿿·]{{2,15}}")
_ENGLISH_NEXT = re.compile(r" ?, ?(?:and )?| and | & ")
_NAME_END = set(PUNCTUATION) | {BLANK, " ", *"在到去于来给为替帮把对从也都就还及和与跟等又"}
_HAN_WORD = re.compile(r"[㐀-鿿·]")
MOST = 30


def find_people(text: str, written: str) -> tuple[list[Found[object]], tuple[str, ...]]:
    """The spans to take out of the shadow `text` and the names as `written`, each once, in order."""
    spans: list[Found[object]] = []
    names: list[str] = []
    for finder in (_after_link, _before_me, _english):
        for span, found in finder(text, written):
            if spans and span.start < spans[-1].end:
                continue
            spans.append(span)
            names += [written[start:end] for start, end in found]
        if spans:
            break
    return spans, tuple(dict.fromkeys(names))[:MOST]


def names_in(text: str, written: str) -> tuple[str, ...]:
    """The names in a list such as 张三、李四, the value of a label; anything between separators is a name."""
    names: list[str] = []
    at = 0
    for hit in (*_SEPARATOR.finditer(text), None):
        if hit is not None and _capitals(written, hit):
            continue
        piece = written[at : hit.start() if hit else len(written)].strip(" 。;；.")
        names += [piece] if piece else []
        at = hit.end() if hit else at
    return tuple(dict.fromkeys(names))[:MOST]


def looks_like_name(text: str) -> bool:
    """Whether the shadow `text` can be a name: a surname and one or two characters, or 老王, 李大爷."""
    if text in GENERIC or not 2 <= len(text) <= 5 or not all(map(_HAN_WORD.match, text)):
        return False
    if len(text) == 2 and text[0] in "老小阿" and text[1] in SURNAMES:
        return True
    surname = 2 if text[:2] in DOUBLE_SURNAMES else 1
    if surname == 1 and text[0] not in SURNAMES:
        return False
    given = text[surname:]
    if given in TITLES:
        return True
    return 1 <= len(given) <= 2 and not any(
        one in "的了着过在到去是们里有不我你他她它和与跟" for one in given
    )


def _capitals(written: str, hit: re.Match[str]) -> bool:
    """Whether a space stands inside a name in Latin letters (Zhang San)."""
    return (
        hit[0] == " "
        and written[hit.end() : hit.end() + 1].isascii()
        and written[hit.start() - 1 : hit.start()].isascii()
    )


def _after_link(text: str, written: str) -> Iterator[tuple[Found[object], list[tuple[int, int]]]]:
    at = 0
    while link := _LINK.search(text, at):
        at = link.end()
        names: list[tuple[int, int]] = []
        position = link.end() + (text[link.end() : link.end() + 1] == " ")
        while len(names) < MOST:
            end = _name(text, position)
            if not end:
                break
            names.append((position, end))
            at = end
            separator = _SEPARATOR.match(text, end)
            if not separator or not _name(text, separator.end()):
                break
            position = separator.end()
        if names:
            rest = _TOGETHER.match(text, at) or _AND_OTHERS.match(text, at)
            at = rest.end() if rest else at
            yield Found(link.start(), at, None), names


def _name(text: str, start: int) -> int:
    """The end of the name that begins at `start`, or 0."""
    choices = [
        start + length
        for length in (3, 2, 4, 5)
        if start + length <= len(text) and looks_like_name(text[start : start + length])
    ]
    for end in choices:
        if _TOGETHER.match(text, end) or _AND_OTHERS.match(text, end):
            return end
    for end in choices:
        if end == len(text) or text[end] in _NAME_END:
            return end
    for end in choices:
        word = word_at(text, end)
        if word and word[1] is Kind.DEED:
            return end
    return 0


def _before_me(text: str, written: str) -> Iterator[tuple[Found[object], list[tuple[int, int]]]]:
    """张三、李四和我一起扫雪."""
    for me in islice(_WITH_ME.finditer(text), MOST):
        first = me.start()
        while (
            first
            and text[first - 1] not in (set(PUNCTUATION) - {"、", ",", "，"}) | {BLANK}
            and me.start() - first < 40
        ):
            first -= 1
        names: list[tuple[int, int]] = []
        at = first
        for hit in (*_SEPARATOR.finditer(text, first, me.start()), None):
            end = hit.start() if hit else me.start()
            if looks_like_name(text[at:end]):
                names.append((at, end))
            elif end > at:
                names.clear()
            at = hit.end() if hit else at
        if names:
            yield Found(names[0][0], me.end(), None), names


def _english(text: str, written: str) -> Iterator[tuple[Found[object], list[tuple[int, int]]]]:
    for link in _ENGLISH_LINK.finditer(text):
        names: list[tuple[int, int]] = []
        at = link.end()
        while (
            len(names) < MOST
            and (name := _ENGLISH_NAME.match(written, at))
            and BLANK not in text[at : name.end()]
        ):
            names.append((at, name.end()))
            at = name.end()
            following = _ENGLISH_NEXT.match(text, at)
            if not following or not _ENGLISH_NAME.match(written, following.end()):
                break
            at = following.end()
        if names:
            end = names[-1][1]
            yield Found(link.start(), end + (9 if text.startswith(" together", end) else 0), None), names
