"""Where it was: the words after 在, 到, 去, 于, at, in, or a name of a place that a deed follows.

The end of a place: the first deed after it (在东关社区|扫雪); without a known deed the last noun for places
(在李奶奶家|剪窗花); without either, a short piece up to punctuation, a space or something already understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bot.parsing.lexicon import ENGLISH_DEEDS, LOCATIVE_ENDS, LOCATIVES, PLACES_ALONE, Kind, tokens, word_at
from bot.parsing.scan import BLANK, PUNCTUATION, Found

LONGEST = 30
MOST_MARKS = 50
LONGEST_UNKNOWN = 8

_MARK = re.compile(
    r"来到|前往|赶到|走进|深入|赴(?![宴约])"
    r"|(?<![现正存实内所自好旨潜外])在(?![职校线场乎此册编内于建这那]|一起|一旁)"
    r"|(?<![感得遇看收做迟报听找想见碰达直等受接谈提学办轮])到(?![位场会岗期底处达时了])"
    r"|(?<![过失除])去(?:了一?趟|了)?(?![年除掉世])|(?:^|(?<=[\x00 ,，]))于"
)
_CARRIED = "送搬运抬寄扶"
_STOP = set(PUNCTUATION) | {BLANK, " "}
# 再 is what a keyboard often makes of 在.
_LEADING = re.compile(r"^(?:我们|咱们|我|咱)?(再?)")
_ENGLISH_MARK = re.compile(
    r"(?<![a-z])(?:at|in|near|(?:went|go|going|came|come|travelled|walked) to|outside|inside) (?!total"
    r"|all(?! )|order|time|the (?:rain|snow|sun|cold|end)|english|chinese|person)"
)
_ARTICLES = frozenset({"the", "a", "an", "our"})
_ENGLISH_WORD = re.compile(r" ?([\w'.\-]{1,24})")
_ENGLISH_STOP = frozenset(
    [
        "with",
        "for",
        "from",
        "and",
        "on",
        "to",
        "at",
        "in",
        "by",
        "until",
        "till",
        "then",
        "where",
        "about",
        "after",
        "before",
        "while",
        "together",
        "we",
        "i",
    ]
)


def find_places(text: str) -> list[tuple[Found[str], bool]]:
    """The first place in the shadow `text` that a marker or a noun shows, and whether it stays in the words.

    The value is the span's own text; the found span may be longer (it holds the marker and a dropped 里).
    """
    for finder in (_marked, _english, _unmarked):
        for place in finder(text):
            return [place]
    return []


def _region(text: str, start: int) -> str:
    """The characters from `start` that can belong to one place."""
    end = start
    limit = min(len(text), start + LONGEST)
    while end < limit and text[end] not in _STOP:
        end += 1
    return text[start:end]


def _end_of_place(region: str, closed: bool, named: bool) -> int:
    """How many characters of `region` are the place; 0: none.

    `named`: a name must begin here, so a single character such as 包 (在包家村) is no deed.
    """
    last_noun = 0
    for start, end, kind in tokens(region):
        if kind is Kind.DEED:
            if start == 0 and named and end == 1 and _noun_near(region):
                continue
            if start == 0:
                return 0
            return start if start > 1 or last_noun == start else 0
        if kind is Kind.PLACE and (last_noun == 0 or start - last_noun <= 6):
            last_noun = end
    if last_noun:
        for ending in LOCATIVE_ENDS:
            if region.startswith(ending, last_noun):
                return last_noun + len(ending)
        return last_noun
    return len(region) if closed and 2 <= len(region) <= LONGEST_UNKNOWN else 0


def _noun_near(region: str) -> bool:
    kinds = [kind for start, _, kind in tokens(region) if 0 < start <= 5]
    return bool(kinds) and kinds[0] is Kind.PLACE


def _without_locative(region: str, end: int) -> int:
    """The end of the place without 里 or 内 (东关社区里 is 东关社区)."""
    for locative in LOCATIVES:
        if region[:end].endswith(locative) and end > len(locative):
            shorter = end - len(locative)
            if any(stop == shorter and kind is Kind.PLACE for _, stop, kind in tokens(region[:shorter])):
                return shorter
    return end


def _marked(text: str) -> Iterator[tuple[Found[str], bool]]:
    for mark in islice(_MARK.finditer(text), MOST_MARKS):
        start = mark.end()
        if text[start : start + 1] == " ":
            start += 1
        region = _region(text, start)
        after = start + len(region)
        closed = (
            text[after : after + 1] not in {"", *"?？"} or text[: mark.start()].strip(BLANK + " ,，") != ""
        )
        end = _end_of_place(region, closed, named=not mark[0].startswith("去"))
        if not end or region[:end] == "户":
            continue
        carried = text[mark.start() - 1 : mark.start()] in set(_CARRIED)
        kept = _without_locative(region, end)
        stop = start + end
        if text.startswith(("里", "内"), stop) and kept == end:
            stop += 1
        yield Found(mark.start(), stop, text[start : start + kept]), carried


def _unmarked(text: str) -> Iterator[tuple[Found[str], bool]]:
    """东关社区扫雪: a name and a noun for places at the beginning of a piece, a deed right after."""
    start = 0
    while start < len(text):
        region = _region(text, start)
        skipped = len(match[0]) if (match := _LEADING.match(region)) else 0
        after = text[start + len(region) : start + len(region) + 1] or (BLANK if start else "")
        end = _noun_before_deed(region[skipped:], after)
        if end:
            begin = start + skipped
            kept = _without_locative(region[skipped:], end)
            typo = len(match[1]) if match else 0
            yield Found(begin - typo, begin + end, text[begin : begin + kept]), False
        start += max(len(region), 1)


def _noun_before_deed(region: str, after: str) -> int:
    last = 0
    for start, end, kind in tokens(region):
        if kind is Kind.PLACE and (last or start <= LONGEST_UNKNOWN):
            last = end
        elif kind is Kind.DEED and last:
            if start == last:
                return last if _is_named(region[:last]) else 0
            return start if region[last:start] in LOCATIVES else 0
        elif kind is not Kind.NAME:
            return 0
    return last if last == len(region) > 2 and after in {BLANK, *" ,，。;；"} and _is_named(region) else 0


def _is_named(place: str) -> bool:
    """Whether more than a noun says which place: 路 in 道路清扫 is what was swept."""
    if place in PLACES_ALONE:
        return True
    return (len(place) > 2 or place[0].isdigit()) and word_at(place, 0) != (place, Kind.PLACE)


def _english(text: str) -> Iterator[tuple[Found[str], bool]]:
    for mark in islice(_ENGLISH_MARK.finditer(text), MOST_MARKS):
        end = at = mark.end()
        # What follows an article is a noun, even where it could begin a deed: the care home.
        noun = True
        for _ in range(7):
            word = _ENGLISH_WORD.match(text, at)
            if not word or _ends_english_place(word[1], noun):
                break
            at = end = word.end()
            noun = word[1] in _ARTICLES
        place = text[mark.end() : end].rstrip(" .")
        if (place and place not in {"the", "a", "home"}) or place == "home":
            yield Found(mark.start(), mark.end() + len(place), place), False


def _ends_english_place(word: str, noun: bool) -> bool:
    return word in _ENGLISH_STOP or (not noun and word.startswith(ENGLISH_DEEDS)) or not word.isascii()
