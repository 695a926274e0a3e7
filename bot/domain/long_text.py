"""Texts longer than one message: cut where a reader would turn the page, and put together again.

A cut costs the more the worse it reads: least before a heading, then between paragraphs, after a sentence,
after a clause, between words. The cheapest way through the whole text is taken, so that one bad place is
not avoided at the price of a worse one further on, and the pieces are about as long as each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate, pairwise, zip_longest

from bot.domain.headings import UNNUMBERED, is_heading, lines, opens_section, run_in, stands_alone
from bot.domain.rich_text import RichText, Style, units
from bot.domain.wording import inside_tokens, is_stuck, may_begin_line

# A phone cuts a paste at 4,096 units, or at white space within the 300 before that, and trims the pieces.
PHONE_LIMIT = 4096
CUT_FROM = 3700
BETWEEN_PIECES = timedelta(seconds=5)  # at most, from one piece to the next

_PIECE = 25.0
_UNEVEN = 8.0
_LEVEL = 0.5  # for each level of the heading that follows
_PARAGRAPH = 6.0
_INTRODUCED = 30.0  # between "as follows:" and what follows
_SENTENCE = 40.0
_SEMICOLON = 50.0
_CLAUSE = 80.0
_BETWEEN_WORDS = 200.0
_AFTER_HEADING = 400.0
_BETWEEN_CHARACTERS = 1000.0
_GLUED = 2000.0  # where a word is glued to an address, and both are too long together
_INSIDE = 3000.0
_ANYWHERE = 5000.0

_CLOSING = "[”’」』》〉】）)\\]\"']*"
_SENTENCE_END = re.compile(rf"(?:[。！？!?…]+|(?<![0-9])[.](?={_CLOSING}\s+[^\sa-z])){_CLOSING}")
_SEMICOLON_END = re.compile(rf"[；;]{_CLOSING}")
_CLAUSE_END = re.compile(rf"[，,、：:]{_CLOSING}|\s+|—+")
_ENDS_SENTENCE = re.compile(rf"(?:[。！？!?…；;：:.]){_CLOSING}$")
_NUMBER_POINT = re.compile(r"[0-9]\.$")
_WRAPPED = 40  # characters of a line that is too long to be meant without a full stop
_NUMBER = 4  # characters that the number of a heading can have
_SOLID = frozenset({Style.LINK, Style.CODE, Style.PRE})


def split(rich: RichText, limit: int) -> tuple[RichText, ...]:
    """The text in pieces of at most ``limit`` UTF-16 units, without white space at their ends.

    Never inside a word, number, address, link or code, unless that alone is longer than a piece; formatting
    that reaches over a cut is continued on both sides. Raises ``ValueError`` for a limit below 2.
    """
    if limit < 2:
        raise ValueError("a character can have two units")
    rich = rich.stripped()
    if rich.units <= limit:
        return (rich,) if rich else ()
    text = _Text(rich, limit)
    places = text.cheapest(text.cuts())
    pieces = (rich.slice(a, b).stripped() for a, b in pairwise(places))
    return tuple(piece for piece in pieces if piece)


def looks_cut(piece: str) -> bool:
    """Whether a message is so long that the phone may have cut it from a longer text."""
    return units(piece) >= CUT_FROM


def joined(first: RichText, next_: RichText) -> RichText:
    """Two pieces of one text that a phone cut, put together with the white space that it took away."""
    if not (first and next_):
        return first or next_
    return first.joined(next_, _lost_between(first.text, next_.text))


def _lost_between(first: str, next_: str) -> str:
    begins = opens_section(next_.partition("\n")[0]) is not None
    if units(first) >= PHONE_LIMIT and not begins:
        return ""  # cut in the middle of the words: there was no white space
    if _NUMBER_POINT.search(first):
        return ""  # an iPhone takes the point of 3.5 and of "3." for the end of a sentence
    if begins or _ENDS_SENTENCE.search(first) or not (first[-1].isascii() and next_[0].isascii()):
        paragraphs = first.count("\n\n")
        return "\n\n" if paragraphs and paragraphs * 2 >= first.count("\n") - paragraphs else "\n"
    return " "


class _Text:
    """A text that is being cut; places are between characters, lengths in UTF-16 units."""

    def __init__(self, rich: RichText, limit: int) -> None:
        self.text = rich.text
        self.limit = limit
        self.before = [0, *accumulate(2 if ord(c) > 0xFFFF else 1 for c in self.text)]
        solid = [(s.start, s.end) for s in rich.spans if s.style in _SOLID]
        self.inside = bytearray(len(self.text) + 1)
        whole = [*inside_tokens(self.text), *solid]
        self.borders = sorted({place for span in whole for place in span})
        for start, end in whole:
            if self.before[end] - self.before[start] <= limit:
                self.inside[start + 1 : end] = b"\x01" * (end - start - 1)

    def cuts(self) -> list[tuple[int, float]]:
        """Places to cut at and what each costs, in order, never further apart than the limit."""
        found = self._thinned(((0, 0.0), *self._natural(), (len(self.text), 0.0)), self.limit // 64)
        clauses = [hit.end() for hit in _CLAUSE_END.finditer(self.text)]
        within = range(len(self.text))
        steps: tuple[tuple[int, Callable[[int, int], Iterable[int]], Callable[[int], bool], float], ...] = (
            (self.limit // 4, lambda a, b: _between(clauses, a, b), self._whole_words, _CLAUSE),
            (self.limit // 4, lambda a, b: within[a + 1 : b], self._between_words, _BETWEEN_WORDS),
            (self.limit, lambda a, b: within[a + 1 : b], self._whole_words, _BETWEEN_CHARACTERS),
            (self.limit, lambda a, b: _between(self.borders, a, b), self._unstuck, _GLUED),
            (self.limit, lambda a, b: within[a + 1 : b], self._unstuck, _INSIDE),
            (self.limit, lambda a, b: within[a + 1 : b], lambda _: True, _ANYWHERE),
        )
        for widest, places, allowed, cost in steps:
            more: list[tuple[int, float]] = []
            for (a, _), (b, _) in pairwise(found):
                if self._length(a, b) > widest:
                    fits = ((place, cost) for place in places(a, b) if allowed(place))
                    more += self._thinned(fits, self.limit // 16)
            found = sorted(found + more)
        return found

    def cheapest(self, cuts: list[tuple[int, float]]) -> list[int]:
        """The places of the cuts that together cost least, the beginning and the end among them."""
        cost = [0.0] + [float("inf")] * (len(cuts) - 1)
        came_from = [0] * len(cuts)
        first = 0
        for at in range(1, len(cuts)):
            place, own = cuts[at]
            while self._length(cuts[first][0], place) > self.limit:
                first += 1
            for start in range(first, at):
                empty = 1 - self._length(cuts[start][0], place) / self.limit
                total = cost[start] + own + _PIECE + _UNEVEN * empty * empty
                if total < cost[at]:
                    cost[at], came_from[at] = total, start
        way = [len(cuts) - 1]
        while way[-1]:
            way.append(came_from[way[-1]])
        return [cuts[at][0] for at in reversed(way)]

    def _length(self, start: int, end: int) -> int:
        return self.before[end] - self.before[start]

    def _thinned(self, cuts: Iterable[tuple[int, float]], width: int) -> list[tuple[int, float]]:
        """The cheapest cut of every stretch of that width, and always the first and the last."""
        kept: dict[int, tuple[int, float]] = {}
        for place, cost in cuts:
            stretch = self.before[place] // max(1, width)
            if place == 0 or place == len(self.text):
                stretch = -1 if place == 0 else -2
            if stretch not in kept or cost <= kept[stretch][1]:
                kept[stretch] = (place, cost)
        return sorted(kept.values())

    def _natural(self) -> Iterator[tuple[int, float]]:
        """Between paragraphs and after sentences; a heading is not left alone at the end of a piece."""
        found = _costs(self.text)
        begins = [line.start for line in found]
        cuts = [(line.start, line.cost) for line in found]
        for pattern, cost in ((_SENTENCE_END, _SENTENCE), (_SEMICOLON_END, _SEMICOLON)):
            for hit in pattern.finditer(self.text):
                line = found[max(0, bisect_left(begins, hit.end()) - 1)]
                cuts.append((hit.end(), _AFTER_HEADING if hit.end() <= line.head_end else cost))
        return (cut for cut in cuts if self._whole_words(cut[0]))

    def _whole_words(self, place: int) -> bool:
        return not self.inside[place] and not is_stuck(self.text, place)

    def _between_words(self, place: int) -> bool:
        return self._whole_words(place) and may_begin_line(self.text, place)

    def _unstuck(self, place: int) -> bool:
        return not is_stuck(self.text, place)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: where it begins, where its heading ends, and what a cut in front of it costs."""

    start: int
    head_end: int
    cost: float


def _costs(text: str) -> list[_Line]:
    found: list[_Line] = []
    spans = lines(text)
    above = ""
    above_is_heading = False
    for (start, line), (_, below) in zip_longest(spans, spans[1:], fillvalue=(0, "")):
        level = opens_section(line)
        if level is None and stands_alone(line, below):
            level = UNNUMBERED
        cost = _PARAGRAPH if level is None else _LEVEL * level
        if above_is_heading:
            cost = _AFTER_HEADING
        elif above.endswith((":", "：")):
            cost = _INTRODUCED
        elif len(above) > _WRAPPED and not _ENDS_SENTENCE.search(above):
            cost = _CLAUSE  # the line was broken where the page was, in the middle of a sentence
        above, above_is_heading = line, level == UNNUMBERED or is_heading(line)
        head = 0 if level is None else len(line) if above_is_heading else max(run_in(line), _NUMBER)
        found.append(_Line(start, start + head, cost))
    return found


def _between(places: list[int], start: int, end: int) -> list[int]:
    return places[bisect_left(places, start + 1) : bisect_left(places, end)]
