"""A pledge as it is said: what is promised, and by when.

    12月20日前帮扶2户困难家庭，月底前宣讲3次        年底前：
    帮扶2户，12月20日前完成；宣讲3次，月底前完成      1. 帮扶2户困难家庭
    help 2 families by Dec 20; give 3 talks by …   2. 宣讲3次

What is no day stays in the words, and a day that is none is told: nothing is lost and none is guessed. What
goes on (每月, every week) is promised until the end of the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from bot.domain.pledges import PledgeKind
from bot.parsing.pledge_days import DaySaid, find_dues, goes_on, year_end
from bot.parsing.scan import BLANK, Found, blank, shadow
from bot.parsing.tasks import BULLET

_HARD = re.compile(r"[\n;。!]|(?<=[a-z0-9\x00)])\. (?=[a-z\x00])")
_SOFT = re.compile(r"(?<!\d)[,、:]|[,、:](?!\d)")
_EDGES = " \t\r,，;；:：、-—。.!！" + BLANK
_KINDS = {"共性": PledgeKind.COMMON, "岗位": PledgeKind.POST, "实事": PledgeKind.DEED}
_KIND = re.compile(r" *(?P<kind>共性|岗位|实事)(?:类|型)?(?:承诺)?(?:事项|内容)? ?: ?")
_WHO = re.compile(
    r"\s*(?:(?:替|代|帮|给|为)(?P<name>[^\s,:;。]{2,12}?)(?:同志)?(?:做|写|提|作)?出?(?:一个)?承诺"
    r"|on behalf of (?P<name_>[^,:;\n]{2,40}?) ?(?=:)"
    r"|(?P<branch>(?:本|我们?)?(?:党)?支部(?:公开|郑重)?承诺|(?:our|the) branch pledges(?: to)?(?![a-z]))"
    r"|(?:我|本人|我们)?(?:在此)?(?:公开|郑重|庄严)?承诺(?:如下|内容|事项|书(?=[:\n]))?"
    r"|i (?:hereby )?pledge(?: to)?(?![a-z]))"
    r"(?![诺书过])[ ,:]*"
)
_ASKS = ("?", "吗", "么", "呢")
# 12月20日前完成: what is meant is said before.
_SAID = frozenset(
    {
        "完成",
        "完成任务",
        "全部完成",
        "做完",
        "办完",
        "办好",
        "落实",
        "落实到位",
        "做到",
        "做好",
        "到位",
        "以上",
    }
    | {"done", "finished", "at the latest", "and", "和", "并"}
)
LEAST_SAID = 2  # characters after 承诺 that make a sentence of it


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One thing that is promised. ``doubt``: what was said of its day, when that is no day.

    ``is_lasting``: no day was said but that it goes on.
    """

    words: str
    due_on: date | None = None
    doubt: DaySaid | None = None
    is_lasting: bool = False


@dataclass(frozen=True, slots=True)
class PledgeSentence:
    """What was promised. ``name``: of whom it is said to be the pledge; "" for whoever says it."""

    items: tuple[ItemSeen, ...]
    kind: PledgeKind | None = None
    name: str = ""
    is_of_branch: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two marks, and the day in it."""

    start: int
    end: int
    due: Found[DaySaid] | None


def looks_like_pledge(text: str) -> bool:
    """Whether a plain sentence is meant as a pledge: it begins by saying so, and goes on."""
    plain = shadow(text).rstrip()
    who = _WHO.match(plain)
    return who is not None and who.end() + LEAST_SAID <= len(plain) and not plain.endswith(_ASKS)


def read_pledge(text: str, today: date) -> PledgeSentence:
    """What a text of any length promises; no item exactly when it says nothing."""
    plain = shadow(text)
    who = _WHO.match(plain)
    name = text[slice(*who.span("name" if who["name"] else "name_"))] if who and _names(who) else ""
    reader = _Reader(text, plain, today, who.end() if who else 0)
    items = tuple(reader.items())
    return PledgeSentence(items, reader.kind, name.strip(), bool(who and who["branch"]))


def _names(who: re.Match[str]) -> bool:
    return bool(who["name"] or who["name_"])


class _Reader:
    def __init__(self, text: str, plain: str, today: date, at: int) -> None:
        self.kind: PledgeKind | None = None
        self._text = text
        self._plain = plain
        self._today = today
        self._at = at
        self._dues = [Found(one.start + at, one.end + at, one.value) for one in find_dues(text[at:], today)]
        # A dot or a comma within a day (Dec. 20, 2026) parts nothing.
        self._hidden = plain[:at] + blank(plain[at:], find_dues(text[at:], today))

    def items(self) -> Iterator[ItemSeen]:
        heading: Found[DaySaid] | None = None
        for start, end in self._chunks():
            dues = [one for one in self._dues if start <= one.start < end]
            groups = _groups(self._pieces(start, end, dues))
            items = [one for one in (self._item(group, heading) for group in groups) if one.words]
            if dues:
                follows = self._plain[dues[0].end : end].lstrip(" ").startswith(":")
                heading = dues[0] if len(dues) == 1 and (follows or not items) else None
            yield from items

    def _chunks(self) -> Iterator[tuple[int, int]]:
        """What is apart for sure, without the number or dot before it."""
        at = self._at
        for hit in (*_HARD.finditer(self._hidden, self._at), None):
            end = hit.start() if hit else len(self._plain)
            start = at + len(self._hidden[at:end]) - len(self._hidden[at:end].lstrip(" \t\r"))
            start = self._after_bullet(start, end)
            label = _KIND.match(self._hidden, start, end)
            if label:
                self.kind = self.kind or _KINDS[label["kind"]]
                start = label.end()
            yield start, end
            at = hit.end() if hit else end

    def _after_bullet(self, start: int, end: int) -> int:
        bullet = BULLET.match(self._hidden, start, end)
        if bullet is None or (bullet[0].endswith(":") and self._hidden[bullet.end() : end][:1].isdigit()):
            return start  # 25:00 is no first item
        return bullet.end()

    def _pieces(self, start: int, end: int, dues: list[Found[DaySaid]]) -> list[_Piece]:
        cuts = {hit.end() for hit in _SOFT.finditer(self._hidden, start, end)}
        # 12月20日前帮扶2户月底前宣讲3次: if the first day begins a piece, so does the second.
        if dues and not self._hidden[start : dues[0].start].strip(_EDGES):
            cuts |= {one.start for one in dues[1:]}
        edges = sorted({start, end, *cuts})
        return [
            _Piece(first, last, next((one for one in dues if first <= one.start < last), None))
            for first, last in pairwise(edges)
        ]

    def _item(self, group: list[_Piece], heading: Found[DaySaid] | None) -> ItemSeen:
        words = self._words(group)
        due = next((piece.due for piece in group if piece.due), heading)
        if due is None:
            lasts = goes_on(words)
            return ItemSeen(words, year_end(self._today) if lasts else None, is_lasting=lasts)
        said = due.value
        return ItemSeen(words, said.day, None if said.day else said)

    def _words(self, group: list[_Piece]) -> str:
        """What is said beside the day, as it was written."""
        kept = []
        for piece in group:
            own = piece.due
            said = self._text[piece.start : piece.end]
            if own is not None:
                said = self._text[piece.start : own.start] + self._text[own.end : piece.end]
            if len(group) == 1 or said.strip(_EDGES).lower() not in _SAID:
                kept.append(said)
        return " ".join("".join(kept).strip(_EDGES).split())


def _groups(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Which pieces are one item: a day belongs to what follows it, or else to what stands before it."""
    groups: list[list[_Piece]] = []
    leading = bool(pieces) and pieces[0].due is not None
    waiting: list[_Piece] = []
    for piece in pieces:
        if leading and piece.due is None:
            groups[-1].append(piece)
            continue
        waiting.append(piece)
        if piece.due is not None:
            groups.append(waiting)
            waiting = []
    return [*groups, waiting] if waiting else groups
