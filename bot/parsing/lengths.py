"""How long a service took: 两个半小时, 90分钟, 半天, 2h30, half an hour.

What a person says without a number has a fixed meaning, which the card states and the person can correct:

| said | minutes |
|---|---|
| 半天, 上半天, 下半天, half a day | 240 |
| 一上午, 整个上午, 一下午, 整个下午, all morning, all afternoon | 240 |
| 一天, 一整天, 全天, a whole day, all day | 480 |

A length in figures beside it wins. 大半天, 一晚上, 两天, 几个小时 and the like have no meaning in
minutes: they are doubts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from bot.parsing.draft import DayPart, Doubt
from bot.parsing.numerals import ENGLISH, HAN, read_number
from bot.parsing.scan import Found, pick, shadow

HALF_DAY = 240
WHOLE_DAY = 480
STEP = 30


@dataclass(frozen=True, slots=True)
class Length:
    """Minutes as said. `soft`: by the table above; `total`: said to be the sum; `doubt`: why unclear."""

    minutes: int | None = None
    soft: bool = False
    total: bool = False
    part: DayPart | None = None
    doubt: str | None = None


_N = rf"(?:\d{{1,4}}(?:\.\d{{1,3}})?|[{HAN}]{{1,6}}(?:点五)?)"
_GUARD = rf"(?<![\d.{HAN}第])"
_HOUR = r"(?:小时|钟头|(?<=个)钟(?!头)|(?<=个半)钟(?!头))"
_LEAD = (
    r"(?:(?:用时|耗时|历时|时长|花了|花费|用了|前后|干了|忙了|做了|待了|呆了)[: ]?)?"
    r"(?P<total>一共|总共|合计|共计|累计|总计|共)?(?:用时|用了|花了|是)?[: ]?(?:大约|大概|差不多|将近"
    r"|大致|约|近|有)?[: ]?"
)
_EXACT = re.compile(
    rf"{_LEAD}{_GUARD}(?P<hours>{_N}) ?个?(?P<half>半)? ?{_HOUR}"
    rf"(?: ?零?(?P<quarters>[一三13])刻钟?| ?零?(?P<minutes>{_N}) ?分钟?"
    rf"|(?P<late>半)(?![个天小径]))?(?:左右)?"
)
_HALF = re.compile(rf"{_LEAD}(?<![个{HAN}\d])半个?(?:小时|钟头|钟)(?:左右)?")
_MINUTES = re.compile(rf"{_LEAD}{_GUARD}(?:(?P<quarters>[一两二三1-3])刻钟|(?P<minutes>{_N}) ?分钟)(?:左右)?")
_UNCLEAR = re.compile(
    rf"(?:各|每天|每次|每晚|每周|每月)(?:自)?{_N}?个?半?个?(?:小时|钟头|分钟)"
    rf"|{_GUARD}{_N} ?(?:个 ?)?(?:-|到|至|或|、) ?{_N} ?个?半?(?:小时|钟头|分钟)"
    rf"|{_GUARD}[一二两三四五六七八九]{{2}}(?:个|十)?半?(?:小时|钟头|分钟)"
    rf"|(?:好几|十几|二十几|几十|几|数十|数|若干|多)个?(?:小时|钟头|分钟|刻钟)"
    rf"|{_GUARD}{_N} ?(?:(?:个 ?)?(?:多|来|余) ?个?(?:小时|钟头|分钟)|个?(?:小时|钟头|分钟)(?:多|以上"
    rf"|有余|出头|不到))"
    rf"|不到{_N} ?个?半?(?:小时|钟头|分钟)|(?:不少于|至少|超过|多于){_N} ?个?半?(?:小时|钟头|分钟)"
)
# 上午下午各扫雪2小时: two hours or four?
_EACH = re.compile(r"各(?![位种类家户项界])")
_ENDLESS = re.compile(r"(?<![\d.])\d{5,20} ?个?(?:小时|钟头|分钟|hours?|hrs?|h|minutes?|mins?)(?![a-z])")
_SOFT = (
    (re.compile(r"(?:忙了?|干了?)?[上下前后]?半天(?![候后前])|(?<!\d)0\.5天"), HALF_DAY, None),
    (re.compile(r"(?:一整?个?|整整?一?个?)上午"), HALF_DAY, DayPart.MORNING),
    (re.compile(r"(?:一整?个?|整整?一?个?)下午"), HALF_DAY, DayPart.AFTERNOON),
    (
        re.compile(
            rf"(?<![第每有那某同这{HAN}\d上某])(?:忙了?|干了?)?(?:一整天|整整?一?天"
            rf"|一天(?![前后内来天])|1 ?天(?![前后内来天]))|全天(?!候)|一整个白天"
        ),
        WHOLE_DAY,
        None,
    ),
)
_VAGUE = re.compile(
    rf"[大小好老多]半天|(?:一整?个?|整整?一?个?|半个?)(?:早上|早晨|晚上|晚|夜|宿|中午)(?!饭)"
    rf"|半个(?:上午|下午)|一天一夜|一会儿?|一阵子?|片刻|很久|好久"
    rf"|{_GUARD}(?:[二两三四五六七八九十几]|[2-9]|[1-9]\d)(?:整)?个?(?:天半|整?天(?![前后内来]))|一天半"
    rf"|一个?(?:星期|礼拜)|一周(?!年)"
)

# "ah" is no hour: a number in words stands apart from its unit.
_E = (
    rf"(?:\d{{1,4}}(?:\.\d{{1,3}})?|(?:{ENGLISH})"
    r"(?=[ -](?:and a half|hours?|hrs?|minutes?|mins?|days?|to|or)(?![a-z])))"
)
_E_HOUR = r"(?:hours?|hrs?|h)"
_E_LEAD = r"(?<![a-z\d.\-])(?:(?:for|about|around|roughly|nearly|almost|spent|took) (?:about |around )?)?"
_E_TOTAL = r"(?P<total>total(?: of)?:? )?"
_ENGLISH = re.compile(
    rf"{_E_LEAD}{_E_TOTAL}(?P<hours>{_E})(?: and (?P<half>a half))?[ -]?{_E_HOUR}(?![a-z])"
    rf"(?: (?P<late>and a half)|(?: and)? ?(?P<minutes>\d{{1,2}}) ?(?:minutes?|mins?|m)(?![a-z])"
    rf"|(?<=h)(?P<tight>\d{{2}})(?![\w:.]))?"
)
_ENGLISH_HALF = re.compile(rf"{_E_LEAD}(?:half an hour|a half[ -]hour|half[ -]hour|0\.5 ?h)(?![a-z])")
_ENGLISH_QUARTERS = re.compile(
    rf"{_E_LEAD}(?:(?P<three>three[ -]quarters) of an hour|a quarter of an hour)(?![a-z])"
)
_ENGLISH_MINUTES = re.compile(rf"{_E_LEAD}(?P<minutes>{_E})[ -]?(?:minutes?|mins?)(?![a-z])")
_ENGLISH_SOFT = (
    (
        re.compile(r"(?<![a-z])(?:for )?(?:half (?:a|the) day|a half day|half[ -]day)(?![a-z])"),
        HALF_DAY,
        None,
    ),
    (re.compile(r"(?<![a-z])(?:all|the whole) morning(?![a-z])"), HALF_DAY, DayPart.MORNING),
    (re.compile(r"(?<![a-z])(?:all|the whole) afternoon(?![a-z])"), HALF_DAY, DayPart.AFTERNOON),
    (
        re.compile(r"(?<![a-z])(?:for )?(?:all day(?: long)?|(?:a|the) (?:whole|full) day|one day)(?![a-z])"),
        WHOLE_DAY,
        None,
    ),
)
_ENGLISH_UNCLEAR = re.compile(
    rf"(?<![a-z\d])(?:a few|several|some|many|a couple of|{_E} ?(?:-|to|or) ?{_E}|more than {_E}"
    rf"|over {_E}|at least {_E}|less than {_E}|{_E}\+)"
    rf"[ -]?{_E_HOUR}(?![a-z])|(?<![a-z\d])(?:a few|several|{_E}) days(?! ago)(?![a-z])"
    rf"|(?<![a-z])(?:all (?:evening|night)|hours and hours)"
)


def find_lengths(text: str) -> list[Found[Length]]:
    """The lengths in the shadow `text`, in which days are already blanked."""
    return pick(found for reader in _READERS for found in reader(text))


def settle_lengths(
    found: list[Found[Length]], text: str, range_minutes: int | None = None, range_text: str = ""
) -> tuple[int | None, list[Doubt]]:
    """The one length that was meant, with the doubts; `range_minutes` is what a range of clock times gave."""
    doubts = [Doubt(one.value.doubt, text[one.start : one.end].strip()) for one in found if one.value.doubt]
    exact = [one for one in found if one.value.minutes is not None and not one.value.soft]
    totals = [one for one in exact if one.value.total]
    if len(totals) == 1:
        exact = totals
    if len(exact) > 1 and range_minutes is None:
        return None, [*doubts, Doubt("two-durations", _pieces(exact, text))]
    said = {one.value.minutes: text[one.start : one.end].strip() for one in exact}
    if range_minutes is not None:
        said.setdefault(range_minutes, range_text)
    if not said:
        soft = [one for one in found if one.value.soft]
        said = {one.value.minutes: text[one.start : one.end].strip() for one in soft}
    if doubts and range_minutes is None and not totals:
        return None, doubts
    if len(said) > 1:
        return None, [*doubts, Doubt("two-durations", " / ".join(said.values()))]
    for minutes, piece in said.items():
        if minutes is not None and minutes % STEP:
            doubts.append(Doubt("duration-not-half-hours", piece))
        return minutes, doubts
    return None, doubts


def _pieces(found: list[Found[Length]], text: str) -> str:
    return " / ".join(text[one.start : one.end].strip() for one in found)


def read_minutes(text: str) -> int | None:
    """The minutes of a short answer such as 两个半小时, or None when there are none or it is unclear.

    Kept exactly: a caller checks half-hour steps itself.
    """
    plain = shadow(text)
    minutes, doubts = settle_lengths(find_lengths(plain), plain)
    return None if any(doubt.code != "duration-not-half-hours" for doubt in doubts) else minutes


def _length(minutes: Fraction | None, total: bool) -> Length:
    if minutes is None or minutes.denominator != 1:
        return Length(doubt="number-unclear")
    if minutes <= 0:
        return Length(doubt="duration-impossible")
    return Length(int(minutes), total=total)


def _hours(text: str, pattern: re.Pattern[str]) -> Iterator[Found[Length]]:
    for hit in pattern.finditer(text):
        hours = read_number(hit["hours"])
        minutes = None if hours is None else hours * 60
        if minutes is not None and (hit["half"] or hit["late"]):
            minutes += 30
        extra = hit["minutes"] or hit.groupdict().get("tight")
        quarters = hit.groupdict().get("quarters")
        if minutes is not None and (extra or quarters):
            more = read_number(extra) if extra else 15 * (read_number(quarters or "") or 0)
            minutes = None if more is None else minutes + more
        each = _EACH.search(text, max(0, hit.start() - 6), hit.start())
        seen = Length(doubt="number-unclear") if each else _length(minutes, bool(hit["total"]))
        yield Found(hit.start(), hit.end(), seen)


def _exact(text: str) -> Iterator[Found[Length]]:
    if "时" in text or "钟" in text:
        yield from _hours(text, _EXACT)
        for hit in _HALF.finditer(text):
            yield Found(hit.start(), hit.end(), Length(30, total=bool(hit["total"])))
    if "钟" in text:
        for hit in _MINUTES.finditer(text):
            number = read_number(hit["quarters"] or hit["minutes"])
            minutes = number * 15 if number is not None and hit["quarters"] else number
            yield Found(hit.start(), hit.end(), _length(minutes, bool(hit["total"])))


def _english(text: str) -> Iterator[Found[Length]]:
    yield from _hours(text, _ENGLISH)
    for hit in _ENGLISH_HALF.finditer(text):
        yield Found(hit.start(), hit.end(), Length(30))
    for hit in _ENGLISH_QUARTERS.finditer(text):
        yield Found(hit.start(), hit.end(), Length(45 if hit["three"] else 15))
    for hit in _ENGLISH_MINUTES.finditer(text):
        yield Found(hit.start(), hit.end(), _length(read_number(hit["minutes"]), False))


def _soft(text: str) -> Iterator[Found[Length]]:
    for pattern, minutes, part in (*_SOFT, *_ENGLISH_SOFT):
        for hit in pattern.finditer(text):
            yield Found(hit.start(), hit.end(), Length(minutes, soft=True, part=part))


def _doubtful(text: str) -> Iterator[Found[Length]]:
    for pattern, code in (
        (_ENDLESS, "duration-impossible"),
        (_UNCLEAR, "number-unclear"),
        (_ENGLISH_UNCLEAR, "number-unclear"),
        (_VAGUE, "duration-unclear"),
    ):
        for hit in pattern.finditer(text):
            yield Found(hit.start(), hit.end(), Length(doubt=code))


# Doubts first: of two findings on the same span the first one stays.
_READERS: tuple[Callable[[str], Iterator[Found[Length]]], ...] = (_doubtful, _exact, _english, _soft)
