"""Single clock times as written: 14:30, 两点一刻, 差五分四点, 2pm, noon."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.parsing.numerals import HAN, read_int
from bot.parsing.parts import Part
from bot.parsing.scan import Found, pick

NEXT_DAY = "次日|第二天|翌日"
CONNECTOR = r"(?:一直|直|持续|连续)?[干忙做弄搞扫]?(?:到|至)|-|to|until|till"

_N = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_GUARD = rf"(?<![\d.:{HAN}第])"
_COUNTED = "户人名个位次家棵件条斤块多几余天岁场"
_HALF_DAY = r" ?(?P<half>[ap])\.?m\.?(?![a-z])"

_COLON = re.compile(
    rf"(?<![\d.:])(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::\d{{2}})?(?!\d|:\d)(?:{_HALF_DAY})?"
)
_POINT = re.compile(
    rf"{_GUARD}(?:差(?P<less>一刻|{_N}分)钟?)?(?P<hour>{_N})(?:点|时(?![候间期常刻代段而光尚机差长]))"
    rf"(?P<rest>半(?![个天小])|[一三1-3]刻|过?零?(?P<minute>{_N})分(?!钟)|(?P<plain>\d{{2}}"
    rf"|[二三四五]?十[一二三四五六七八九]?)(?![\d{_COUNTED}])|钟|整(?![改理治修个]))?"
)
_LATIN = re.compile(rf"(?<![a-z\d.:])(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d{{2}}))?{_HALF_DAY}")
_WORD = re.compile(
    r"(?<![a-z])(?:noon|midnight|(?P<hour>one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\d{1,2}) o'?clock)(?![a-z])"
)
_BARE = re.compile(
    rf"(?<![\d.:/\-{HAN}第])(?P<hour>{_N})(?= ?(?:到|至|-|to|until|till|and) ?"
    rf"(?:{_N}(?:点|时(?!间))|\d{{1,2}}(?:[.:]\d\d)?{_HALF_DAY.replace('(?P<half>[ap])', '[ap]')}|noon))"
)


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour and minute as written, before it is known which half of the day was meant.

    `half_day` is am or pm; `bare` is the 2 of 2-4点; `weak` has nothing beside 点 that makes it a time, and
    `little` is 一点, which mostly means "a little".
    """

    hour: int
    minute: int
    half_day: str = ""
    exact: bool = False
    bare: bool = False
    weak: bool = False
    little: bool = False

    @property
    def possible(self) -> bool:
        """Whether a day has such a time."""
        return 0 <= self.hour * 60 + self.minute < 24 * 60 and 0 <= self.minute < 60

    @property
    def possible_end(self) -> bool:
        """The same for the end of a range, which may be 24:00."""
        return self.possible or (self.hour, self.minute) == (24, 0)

    def readings(self, part: Part | None) -> list[int]:
        """The minutes after midnight that it can mean within `part`, earliest first; 1440 on: after it."""
        as_written = self.hour * 60 + self.minute
        if self.half_day:
            base = as_written % 720
            return [base + 720 if self.half_day == "p" else base] if self.hour <= 12 else []
        if self.hour == 0:
            turns = [0, 1440]
        elif self.exact or self.hour > 12:
            turns = [0]
        else:
            turns = [-720, 0, 720] if self.hour == 12 else [0, 720]
        if part is not None:
            return [as_written + turn for turn in turns if part.first <= as_written + turn < part.past]
        return [as_written] if self.hour == 0 else [as_written + turn for turn in turns if turn >= 0]


def find_clocks(text: str) -> list[Found[Clock]]:
    """The clock times in the shadow `text`."""
    return pick(found for reader in (_colon, _point, _latin, _words, _bare) for found in reader(text))


def _colon(text: str) -> Iterator[Found[Clock]]:
    if ":" in text:
        for hit in _COLON.finditer(text):
            hour = hit["hour"]
            exact = len(hour) == 2 and hour[0] == "0"
            yield Found(
                hit.start(), hit.end(), Clock(int(hour), int(hit["minute"]), hit["half"] or "", exact=exact)
            )


def _point(text: str) -> Iterator[Found[Clock]]:
    for hit in _POINT.finditer(text):
        hour, minute = read_int(hit["hour"]), _minute(hit)
        if hour is None or minute is None:
            continue
        total = hour * 60 + minute
        if hit["less"]:
            less = 15 if hit["less"] == "一刻" else read_int(hit["less"][:-1])
            total -= less or 0
        weak = not hit["rest"] and not hit["less"] and not hit["hour"].startswith("0")
        exact = len(hit["hour"]) == 2 and hit["hour"].startswith("0")
        yield Found(
            hit.start(),
            hit.end(),
            Clock(
                total // 60,
                total % 60 if minute < 60 else minute,
                exact=exact,
                weak=weak,
                little=hit[0] == "一点",
            ),
        )


def _minute(hit: re.Match[str]) -> int | None:
    rest = hit["rest"] or ""
    if rest == "半":
        return 30
    if rest.endswith("刻"):
        return 15 * (read_int(rest[0]) or 0)
    written = hit["minute"] or hit["plain"]
    return read_int(written) if written else 0


def _latin(text: str) -> Iterator[Found[Clock]]:
    if "m" in text:
        for hit in _LATIN.finditer(text):
            yield Found(hit.start(), hit.end(), Clock(int(hit["hour"]), int(hit["minute"] or 0), hit["half"]))


def _words(text: str) -> Iterator[Found[Clock]]:
    for hit in _WORD.finditer(text):
        if hit["hour"]:
            yield Found(hit.start(), hit.end(), Clock(read_int(hit["hour"]) or 0, 0))
        else:
            hour = 12 if hit[0] == "noon" else 24
            yield Found(hit.start(), hit.end(), Clock(hour, 0, exact=True))


def _bare(text: str) -> Iterator[Found[Clock]]:
    for hit in _BARE.finditer(text):
        hour = read_int(hit["hour"])
        if hour is not None:
            yield Found(hit.start(), hit.end(), Clock(hour, 0, bare=True, exact=hit["hour"].startswith("0")))
