"""Days and moments counted from now on: 三天后, 下下周一, 半小时后, in 2 hours, the day after tomorrow.

Only for what is still to come: a sentence about a service names none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from bot.parsing.dates import DaySeen, Unclear, weekday_of_week
from bot.parsing.numerals import ENGLISH, HAN, read_int, read_number
from bot.parsing.scan import Found

_N = rf"(?:\d{{1,4}}|[{HAN}]{{1,3}})"
_GUARD = rf"(?<![\d.:\-/{HAN}第])"
_LATER = r"(?:以|之|过)?后(?![天日儿])"
_FROM_NOW = r"(?:from now|later)(?![a-z])"
_COUNT = rf"(?<![\w.])(?P<count>\d{{1,4}}|{ENGLISH})"

_DAYS = re.compile(
    rf"(?:再?过 ?)?{_GUARD}(?P<count>{_N}) ?个?(?P<unit>天|周|星期|礼拜) ?{_LATER}"
    rf"|再?过 ?(?!两天)(?P<count_>{_N}) ?个?(?P<unit_>天|周|星期|礼拜)(?![一二三四五六日天末])"
)
_NAMED = re.compile(
    r"大后[日儿]|后[日儿]个?|明儿个?|明个儿?|(?<![a-z])(?:the day after tomorrow|tmrw?)(?![a-z])"
)
_WEEK_AFTER = re.compile(r"下下个?(?:周|星期|礼拜)(?P<name>[一二三四五六日天]|[1-7](?!\d))")
_ENGLISH_DAYS = re.compile(
    rf"(?<![a-z])in {_COUNT} ?(?P<unit>day|week)s?(?:'? time)?(?![a-z])"
    rf"|{_COUNT.replace('count', 'count_')} (?P<unit_>day|week)s? {_FROM_NOW}"
)
# Seen only so that they are not taken for a day: no one day is meant.
_VAGUE = re.compile(
    r"(?:下下?|这|本)个?周末|[月年]底|过[几两]天|(?<![a-z])next (?:week|month)(?:end)?(?![a-z])"
    r"|(?:下下?|这|本)个?月(?:[初底末]|[上中下]旬)?"
    r"|下下?个?(?:周|星期|礼拜)(?![一二三四五六日天1-7末])"
)

_HOURS = (
    rf"{_GUARD}(?P<hours>\d{{1,4}}(?:\.\d{{1,2}})?|[{HAN}]{{1,4}}(?:点五)?) ?个?(?P<half>半)? ?(?:小时|钟头)"
)
_MORE = rf"(?: ?[零又]? ?(?P<minutes>{_N}) ?分钟?| ?零? ?(?P<quarters>[一三13])刻钟?|(?P<late>半))?"
_LENGTH = (
    rf"(?:{_HOURS}{_MORE}|(?<![个{HAN}\d])(?P<half_hour>半)个?(?:小时|钟头)"
    rf"|{_GUARD}(?P<minutes_>{_N}) ?分钟?|{_GUARD}(?P<quarters_>[一两三123])刻钟)"
)
_AFTER = (
    re.compile(rf"(?:再?过 ?|等 ?)?{_LENGTH}(?:左右)? ?(?:以|之|过)?后"),
    re.compile(rf"(?:再?过|等) ?{_LENGTH}"),
)
_ENGLISH_LENGTH = (
    rf"(?:(?P<half>half an hour|half hour)|{_COUNT.replace('|', '(?:[.]5)?|', 1)}"
    r"(?P<and>(?: and)? (?:a )?half)? ?"
    r"(?P<unit>h|hrs?|hours?|m|mins?|minutes?)(?P<later> and a half)?(?![a-z]))"
)
_ENGLISH_AFTER = (
    re.compile(rf"(?<![a-z])in (?:about )?{_ENGLISH_LENGTH}"),
    re.compile(rf"{_ENGLISH_LENGTH} {_FROM_NOW}"),
)


def find_coming_days(text: str, today: date) -> Iterator[Found[DaySeen]]:
    """The days that the shadow `text` counts from `today` on, vague ones as doubts."""
    for pattern in (_DAYS, _ENGLISH_DAYS):
        for hit in pattern.finditer(text):
            count = read_int(hit["count"] or hit["count_"])
            if count is not None:
                days = count if (hit["unit"] or hit["unit_"]) in {"天", "day"} else 7 * count
                yield Found(hit.start(), hit.end(), today + timedelta(days=days))
    for hit in _NAMED.finditer(text):
        word = hit[0]
        days = 3 if word.startswith("大") else 2 if word[0] == "后" or "after" in word else 1
        yield Found(hit.start(), hit.end(), today + timedelta(days=days))
    for hit in _WEEK_AFTER.finditer(text):
        index = 6 if hit["name"] in "日天7" else (read_int(hit["name"]) or 1) - 1
        yield Found(hit.start(), hit.end(), weekday_of_week(2, index, today))
    for hit in _VAGUE.finditer(text):
        yield Found(hit.start(), hit.end(), Unclear("day-unclear"))


def find_delays(text: str) -> Iterator[Found[Fraction]]:
    """How many minutes from now, wherever the shadow `text` says so."""
    for pattern in _AFTER:
        for hit in pattern.finditer(text):
            minutes = _minutes(hit)
            if minutes is not None:
                yield Found(hit.start(), hit.end(), minutes)
    for pattern in _ENGLISH_AFTER:
        for hit in pattern.finditer(text):
            minutes = _english_minutes(hit)
            if minutes is not None:
                yield Found(hit.start(), hit.end(), minutes)


def _minutes(hit: re.Match[str]) -> Fraction | None:
    if hit["half_hour"]:
        return Fraction(30)
    if hit["quarters_"]:
        return Fraction(15 * (read_int(hit["quarters_"]) or 0))
    if hit["minutes_"]:
        return read_number(hit["minutes_"])
    hours = read_number(hit["hours"])
    if hours is None:
        return None
    minutes = read_number(hit["minutes"]) if hit["minutes"] else Fraction(0)
    if minutes is None:
        return None
    quarters = 15 * (read_int(hit["quarters"]) or 0) if hit["quarters"] else 0
    halves = 30 if hit["half"] or hit["late"] else 0
    return hours * 60 + minutes + quarters + halves


def _english_minutes(hit: re.Match[str]) -> Fraction | None:
    if hit["half"]:
        return Fraction(30)
    count = read_number(hit["count"])
    if count is None:
        return None
    count += Fraction(1, 2) if hit["and"] or hit["later"] else 0
    return count * 60 if hit["unit"].startswith("h") else count
