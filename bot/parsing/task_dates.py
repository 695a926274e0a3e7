"""By when something is to be done, as plans write it: 3月15日前, 4月底, 五月上旬, 一季度, by Mar 15.

A month alone means its end, 上旬 its tenth day and 中旬 its twentieth; of several days the last is meant. The
year is mostly not said; which one is meant can only be told of a list as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.parsing.dates import Weekday
from bot.parsing.days import find_days
from bot.parsing.numerals import HAN, read_int
from bot.parsing.scan import Found, pick
from bot.parsing.soon import find_coming_days

_N = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_YEAR = r"(?:(?P<year>\d{4}|[〇零一二三四五六七八九]{4}|[今明])年(?:度)? ?)?"
_BY = r"(?: ?(?:之|以)?前)?"
_END = r"(?=[\s,;:。、()\[\]\x00]|$)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
# The month's name, where in the month it is meant, and which day that is (0: the last).
_PARTS = {"初": 10, "上旬": 10, "中": 20, "中旬": 20}

_PATTERNS = (
    re.compile(rf"(?P<year>\d{{4}}) ?[-/.] ?(?P<month>\d{{1,2}}) ?[-/.] ?(?P<day>\d{{1,2}})(?!\d)日?{_BY}"),
    re.compile(rf"(?P<year>\d{{4}}) ?[-/.] ?(?P<month>\d{{1,2}})(?! ?[-/.]? ?\d){_BY}"),
    re.compile(
        rf"{_YEAR}(?P<month>{_N})月(?:份)? ?(?P<day>{_N})(?: ?[日号])?"
        rf"(?: ?(?:-|至|到) ?(?:(?P<last_month>{_N})月(?:份)? ?)?(?P<last>{_N}))? ?[日号]{_BY}"
    ),
    re.compile(rf"{_YEAR}(?P<month>{_N})月 ?(?P<day>{_N})(?:{_END}|(?= ?(?:之|以)?前)){_BY}"),
    re.compile(
        rf"{_YEAR}(?P<month>{_N})月(?:份)?的?(?P<part>初|上旬|中旬|下旬|底|末|中(?!国|心|共|央|华))?{_BY}"
    ),
    re.compile(rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度(?:末|底)?{_BY}"),
    re.compile(
        rf"(?:by |before |on |in )?{_NAMES}(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?"
        r"(?:,? (?P<year>\d{4}))?"
    ),
    re.compile(rf"(?:by |before |on )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_NAMES}(?:,? (?P<year>\d{{4}}))?"),
    re.compile(rf"(?P<month>\d{{1,2}})[/.-](?P<day>\d{{1,2}})(?:{_END}|(?= ?(?:之|以)?前)){_BY}"),
)
# 年底总结 is what is done, not when.
_APART = rf"(?: ?(?:之|以)?前|{_END})"
_YEAR_END = re.compile(rf"{_YEAR}(?:年底|年末|年终){_APART}")
_DAY_ONLY = re.compile(rf"(?P<day>{_N})[日号]{_BY}")
_MONTH_END = re.compile(rf"(?:(?:这|本)个?)?月[底末]{_APART}")
_ENDS = re.compile(rf"{_BY}")


@dataclass(frozen=True, slots=True)
class Due:
    """A day as a plan names it. ``day`` None: only the month was said. ``year`` None: it was not said."""

    month: int
    day: int | None = None
    year: int | None = None


def match_due(plain: str, at: int, today: date, month: int | None) -> Found[Due] | None:
    """The day that begins at that place of the shadow ``plain``; ``month``: of the list's heading."""
    hits = [(hit, _due(hit, today)) for pattern in _PATTERNS for hit in [pattern.match(plain, at)] if hit]
    found = [Found(hit.start(), hit.end(), due) for hit, due in hits if due is not None]
    for pattern, due in ((_YEAR_END, Due(12)), (_MONTH_END, Due(today.month, None, today.year))):
        hit = pattern.match(plain, at)
        if hit:
            year = hit.groupdict().get("year")
            found.append(Found(hit.start(), hit.end(), Due(12, None, _year(year, today)) if year else due))
    hit = _DAY_ONLY.match(plain, at)
    if hit and month is not None:
        found.append(Found(hit.start(), hit.end(), Due(month, read_int(hit["day"]) or 0)))
    if not found:
        found = _relative(plain, at, today)
    return max(found, key=lambda one: one.end, default=None)


def _due(hit: re.Match[str], today: date) -> Due | None:
    given = hit.groupdict()
    year = _year(given["year"], today) if given.get("year") else None
    if given.get("quarter"):
        return Due(3 * (read_int(given["quarter"]) or 0), None, year)
    name = given.get("name")
    month = _MONTHS.index(name[:3]) + 1 if name else read_int(given.get("last_month") or given["month"])
    if month is None:
        return None
    if given.get("part"):
        return Due(month, _PARTS.get(given["part"]), year)
    day = given.get("last") or given.get("day")
    return Due(month, read_int(day) if day else None, year)


def _year(text: str, today: date) -> int | None:
    return today.year + "今明".index(text) if text in {"今", "明"} else read_int(text)


def _relative(plain: str, at: int, today: date) -> list[Found[Due]]:
    """明天, 下周五, 三天后: days counted from today."""
    rest = plain[at : at + 12]
    found = []
    for one in pick([*find_days(rest, today, ahead=True), *find_coming_days(rest, today)]):
        day = one.value
        if isinstance(day, Weekday):
            day = today + timedelta(days=(day.index - today.weekday()) % 7)
        if one.start == 0 and isinstance(day, date):
            ends = _ENDS.match(plain, at + one.end)
            end = ends.end() if ends else at + one.end
            found.append(Found(at, end, Due(day.month, day.day, day.year)))
    return found
