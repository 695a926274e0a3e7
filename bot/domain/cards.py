"""What a picture shows: cards, plaques, certificates and charts, as plain data.

Every text is worded already, in the language of who gets the picture. The same card is the same picture:
``key`` is what a picture sent once is found by again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

DRAWN = 1  # raised whenever a card is drawn differently, so that no picture of before is sent again


class Colour(StrEnum):
    """The colour of a branch, which its pictures have; red is what they have if nobody chooses."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    PLUM = "plum"


@dataclass(frozen=True, slots=True)
class Proof:
    """How anybody finds out whether a paper is genuine: a QR code, the same in letters, and a hint."""

    link: str
    code: str
    hint: str = ""  # "扫码验真"


@dataclass(frozen=True, slots=True)
class Tile:
    """One number that is worth large type, and what it counts: ``("46", "小时")``."""

    number: str
    label: str


class Card:
    """Whatever can be drawn."""

    __slots__ = ()

    def key(self) -> str:
        """The picture's own name: equal cards have equal keys, and any change gives another one."""
        facts: Mapping[str, Any] = asdict(self)  # type: ignore[call-overload]  # every card is a dataclass
        text = json.dumps([DRAWN, type(self).__name__, facts], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class StarCard(Card):
    """A member's stars of a year."""

    title: str  # "星级卡"
    name: str
    branch: str
    year: str  # "2026年"
    stars: int
    top: int  # 5, or 10
    line: str  # how the stars were earned: "服务 16 次，36.5 小时"
    colour: Colour = Colour.RED
    note: str = ""  # below: the way to the next star, or "最终结果"
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Plaque(Card):
    """What is hung up at the door (挂牌)."""

    title: str  # "五星级党员示范户"
    name: str
    branch: str
    year: str
    issuer: str
    day: str
    stars: int = 0
    number: str = ""
    line: str = ""  # a short reason
    colour: Colour = Colour.RED
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class Certificate(Card):
    """A certificate of service: for whom, what for, the hours in large type, number, issuer and day."""

    title: str  # "志愿服务证书"
    name: str
    body: tuple[str, ...]  # paragraphs
    number: str  # "编号 12-2026-0007"
    issuer: str
    day: str
    tiles: tuple[Tile, ...] = ()  # at most three: the hours first
    colour: Colour = Colour.RED
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class PledgedItem:
    """One item of a pledge: what, until when ("12月20日前"), and whether it is done."""

    words: str
    due: str
    done: bool = False


@dataclass(frozen=True, slots=True)
class PledgeCard(Card):
    """A pledge as it hangs on the wall or stands in the group."""

    title: str  # "公开承诺"
    who: str
    branch: str
    items: tuple[PledgedItem, ...]
    state: str  # "践诺中", "已兑现"
    year: str = ""
    kept: bool = False  # drawn with a tick
    colour: Colour = Colour.RED
    note: str = ""  # the objective reason
    proof: Proof | None = None


@dataclass(frozen=True, slots=True)
class MonthBars(Card):
    """My year: what somebody did month by month."""

    title: str  # "我的一年"
    name: str
    year: str
    months: tuple[str, ...]  # short names under the bars
    amounts: tuple[float, ...]  # one for each month
    unit: str  # of the bars: "小时", "次"
    tiles: tuple[Tile, ...] = ()  # at most three
    line: str = ""
    colour: Colour = Colour.RED
    current: int | None = None  # which bar is the month that still runs


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, with its name: ``("第一党小组", 7, 9)``."""

    label: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class BranchYear(Card):
    """The branch's year: months, and how many members have how many stars."""

    title: str
    branch: str
    year: str
    months: tuple[str, ...]
    amounts: tuple[float, ...]
    unit: str
    tiles: tuple[Tile, ...] = ()
    stars_title: str = ""  # "党员星级"
    stars: tuple[tuple[str, int], ...] = ()  # ("五星", 3), the highest first
    colour: Colour = Colour.RED
    current: int | None = None


@dataclass(frozen=True, slots=True)
class Coverage(Card):
    """How many have pledged: a ring, and below it party groups or branches one by one."""

    title: str  # "承诺覆盖"
    name: str  # branch or committee
    year: str
    part: int
    whole: int
    line: str  # "18 / 20 名党员已公开承诺"
    shares: tuple[Share, ...] = ()
    colour: Colour = Colour.RED
    more: str = ""  # where not every share fits: "另有 8 个支部"


ROWS = 12  # shares that a coverage shows
