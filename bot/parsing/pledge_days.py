"""By when something is promised: 12月20日前, 月底前, 年底, 两周内, 七一前, by Dec 20, by the end of May.

The day that is named still counts (12月20日前 is the twentieth at the latest); before a holiday is the day
before it. What comes again and again (每月15日前) names no one day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.pledges import LEAST_DAYS, month_end, quarter_end
from bot.parsing.dates import JUST_PASSED, make_date, monthless, yearless
from bot.parsing.numerals import ENGLISH, HAN, read_int
from bot.parsing.scan import Found, pick, shadow
from bot.parsing.task_dates import Due, match_due

_N = rf"(?:\d{{1,3}}|[{HAN}]{{1,3}})"
_BY = r"(?: ?(?:之|以)?前| ?(?:之|以)?内|为止)?"
_NO_NUMBER = rf"(?<![\d{HAN}上个每])"
_WHICH = r"(?P<which>下|这|本|当)"
_ENGLISH_BY = r"(?<![a-z])(?:(?:by|before|until|within|at) )?(?:the )?"

_MONTH = re.compile(rf"{_NO_NUMBER}(?:{_WHICH}个?)?月[底末]{_BY}")
_MONTH_IN = re.compile(rf"(?<!每){_WHICH}个?月 ?(?:(?:之|以)?[前内])")
_QUARTER = re.compile(rf"{_NO_NUMBER}(?:{_WHICH}个?)?季度?[底末]{_BY}")
_QUARTER_IN = re.compile(rf"{_WHICH}个?季度 ?(?:(?:之|以)?[前内])")
_YEAR_END = re.compile(
    rf"(?<![\d{HAN}每])(?:(?P<number>\d{{4}})年?|(?P<year>[今本明])年?)?年"
    rf"(?:[底末](?!总结|考核|考评|评|述|会|工作|表彰){_BY}|终(?= ?(?:之|以)?前){_BY})"
)
_YEAR_IN = re.compile(r"(?:(?P<year>[今本明])年度?|(?<![\d\w])年) ?(?:(?:之|以)?[前内])")
_HALF = re.compile(rf"(?:(?P<year>[今本明])年)?(?P<half>[上下])半年[底末]?{_BY}")
_HOLIDAY = re.compile(
    r"(?:(?P<year>[今明])年)?(?P<name>元旦|五一|劳动节|七一|建党节|八一|十一|国庆)节? ?(?:之|以)?前"
)
_WITHIN = re.compile(
    rf"(?<![\d{HAN}第])(?:(?P<count>{_N}) ?(?P<unit>天|日|周|星期|礼拜|个月|个季度|年)|(?P<half>半个?[月年]))"
    r" ?(?:之|以)?内"
)
_ENGLISH_END = re.compile(
    rf"{_ENGLISH_BY}(?:end of (?:the |this )?(?P<next>next )?(?P<what>month|quarter|year)"
    r"|(?P<next_>next )?(?P<what_>month|quarter|year)(?:[- ]end|'s end))(?![a-z])"
)
_ENGLISH_IN = re.compile(
    rf"(?<![a-z])(?:within|in) (?:the )?(?:next )?(?P<count>\d{{1,3}}|{ENGLISH})"
    r" (?P<unit>day|week|month)s?(?![a-z])"
)
_DAY_BEFORE = re.compile(rf"(?<![\d{HAN}月.:/\-第])(?P<day>{_N})[日号] ?(?:之|以)?前")
_HOLIDAYS = {
    "元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "七一": (7, 1), "建党节": (7, 1), "八一": (8, 1),
    "十一": (10, 1), "国庆": (10, 1),
}  # fmt: skip
_MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# Where a day of the calendar may begin.
_BEGINS = re.compile(
    rf"(?<![\d{HAN}年月.:/\-第])(?:[\d{HAN}]|[今明后下本这大])"
    rf"|(?<![a-z\d])(?:(?:by|before|until|on|in)(?= )|{_MONTH_NAMES}|[a-z]{{3,6}}day|tomorrow|next )"
)
_LEAD = re.compile(r"(?:by |before |until |on )?(?:the )?")
_MARKED = re.compile(r"(?:by|before|until|within) .*|.*(?:[前内底末]|为止)")
_MORE = re.compile(r" ?(?:(?:之|以)?[前内]|为止)")
_PLAIN_MONTH = re.compile(rf"(?:in )?(?:{_MONTH_NAMES})[a-z]*\.?")
_BEFORE = re.compile(r"(?:争取|力争|计划|保证|赶|确保)?(?:在|于|到|至|截至|截止到?|争取|力争|确保)? ?$")
_ENDS = re.compile(r" *(?:$|[\n,;。:、!.()])")
_START = re.compile(
    r"(?:^|[\n,;。:、!()]|\. ) *(?:[-*•·] ?|\d{1,2}[.、)] ?(?!\d)|[(]?[一二三四五六七八九十][)、] ?)?"
)
_AGAIN = re.compile(r"(?:每|逢|every |each )[^\n,;。]{0,2}$")
_CLOCK = re.compile(r" ?(?P<hour>\d{1,2}) ?(?::(?P<minute>\d{2})|[点时](?![间候节代政]))")
_LASTING = re.compile(
    r"每(?:年|个?月|周|个?星期|天|日|个?季度?|次|逢)|逢|长期|常年|全年|一年到头"
    r"|(?<![a-z])(?:every|each) (?:day|week|month|quarter|year)"
    r"|(?<![a-z])(?:daily|weekly|monthly|all year)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class DaySaid:
    """A day as it was said; ``day`` None when it is none, and ``code`` says why."""

    text: str
    day: date | None
    code: str = ""


def find_dues(text: str, today: date) -> list[Found[DaySaid]]:
    """Every day in a text by which something is promised, with the small words around it."""
    plain = shadow(text)
    starts = {hit.end() for hit in _START.finditer(plain)}
    found = [*_ends(plain, today), *_calendar(plain, today, starts)]
    kept = pick(one for one in found if not _AGAIN.search(plain, max(0, one.start - 8), one.start))
    return [_told(text, plain, one) for one in kept]


def read_due(text: str, today: date) -> DaySaid | None:
    """The one day that a short answer names; None for none or several."""
    found = find_dues(text, today)
    days = {(one.value.day, one.value.code) for one in found}
    return found[0].value if len(days) == 1 else None


def goes_on(text: str) -> bool:
    """Whether it is promised again and again, or all the time."""
    return _LASTING.search(shadow(text)) is not None


def year_end(today: date) -> date:
    """By when something is promised that goes on: the end of the year, or of the next in its last days."""
    end = date(today.year, 12, 31)
    return end if (end - today).days >= LEAST_DAYS else date(today.year + 1, 12, 31)


def _told(text: str, plain: str, one: Found[date | None]) -> Found[DaySaid]:
    lead = _BEFORE.search(plain, max(0, one.start - 6), one.start)
    start = lead.start() if lead else one.start
    clock = _CLOCK.match(plain, one.end)
    if clock and not (int(clock["hour"]) <= 24 and int(clock["minute"] or 0) < 60):
        more = _MORE.match(plain, clock.end())
        end = more.end() if more else clock.end()
        return Found(start, end, DaySaid(text[one.start : end], None, "time-impossible"))
    code = "" if one.value else "date-impossible"
    return Found(start, one.end, DaySaid(text[one.start : one.end], one.value, code))


def _calendar(plain: str, today: date, starts: set[int]) -> Iterator[Found[date | None]]:
    """Days of the calendar, where one may stand: before what is promised, behind it, or with 前 or by."""
    for hit in _BEGINS.finditer(plain):
        lead = _LEAD.match(plain, hit.start())
        for at in sorted({hit.start(), lead.end() if lead else hit.start()}):
            found = match_due(plain, at, today, None)
            if found is None:
                continue
            more = _MORE.match(plain, found.end)
            end = more.end() if more else found.end
            said = plain[hit.start() : end]
            begins = hit.start() in starts and not _PLAIN_MONTH.fullmatch(said)
            if begins or _MARKED.fullmatch(said) or _ENDS.match(plain, end):
                yield Found(hit.start(), end, _day(found.value, today))
            break


def _day(due: Due, today: date) -> date | None:
    if not 1 <= due.month <= 12:
        return None
    if due.day is not None:
        if due.year is not None:
            return make_date(due.year, due.month, due.day)
        day = yearless(due.month, due.day, today, ahead=True)
        return day if isinstance(day, date) else None
    if due.year is not None:
        return month_end(date(due.year, due.month, 1)) if 1 <= due.year <= 9998 else None
    end = month_end(date(today.year, due.month, 1))
    return end if today - end <= JUST_PASSED else month_end(date(today.year + 1, due.month, 1))


def _ends(plain: str, today: date) -> Iterator[Found[date | None]]:
    for pattern, read in _READERS:
        for hit in pattern.finditer(plain):
            yield Found(hit.start(), hit.end(), read(hit, today))


def _of_month(hit: re.Match[str], today: date) -> date:
    return month_end(today, 1 if hit["which"] == "下" else 0)


def _day_before(hit: re.Match[str], today: date) -> date | None:
    day = monthless(read_int(hit["day"]), today, ahead=True)
    return day if isinstance(day, date) else None


def _of_quarter(hit: re.Match[str], today: date) -> date:
    return quarter_end(today, 1 if hit["which"] == "下" else 0)


def _of_year(hit: re.Match[str], today: date) -> date | None:
    given = hit.groupdict()
    if given.get("number"):
        return make_date(int(given["number"]), 12, 31)
    return date(today.year + (given["year"] == "明"), 12, 31)


def _of_half(hit: re.Match[str], today: date) -> date:
    year = today.year + (hit["year"] == "明")
    return date(year, 6, 30) if hit["half"] == "上" else date(year, 12, 31)


def _before_holiday(hit: re.Match[str], today: date) -> date:
    month, day = _HOLIDAYS[hit["name"]]
    year = today.year + (hit["year"] == "明")
    eve = date(year, month, day) - timedelta(days=1)
    is_over = hit["year"] is None and eve < today
    return date(year + 1, month, day) - timedelta(days=1) if is_over else eve


def _within(hit: re.Match[str], today: date) -> date | None:
    if hit["half"]:
        return today + timedelta(days=15) if hit["half"].endswith("月") else _months_on(today, 6)
    count = read_int(hit["count"])
    if count is None:
        return None
    days = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}.get(hit["unit"])
    if days:
        return today + timedelta(days=days * count)
    return _months_on(today, count * {"个月": 1, "个季度": 3, "年": 12}[hit["unit"]])


def _months_on(today: date, months: int) -> date | None:
    if months > 12 * 99:
        return None
    end = month_end(today, months)
    return min(end, end.replace(day=min(today.day, end.day)))


def _english_end(hit: re.Match[str], today: date) -> date:
    later = 1 if hit["next"] or hit["next_"] else 0
    match hit["what"] or hit["what_"]:
        case "month":
            return month_end(today, later)
        case "quarter":
            return quarter_end(today, later)
        case _:
            return date(today.year + later, 12, 31)


def _english_within(hit: re.Match[str], today: date) -> date | None:
    count = read_int(hit["count"])
    if count is None:
        return None
    if hit["unit"] == "month":
        return _months_on(today, count)
    return today + timedelta(days=count * (7 if hit["unit"] == "week" else 1))


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]], ...] = (
    (_DAY_BEFORE, _day_before),
    (_MONTH, _of_month),
    (_MONTH_IN, _of_month),
    (_QUARTER, _of_quarter),
    (_QUARTER_IN, _of_quarter),
    (_YEAR_END, _of_year),
    (_YEAR_IN, _of_year),
    (_HALF, _of_half),
    (_HOLIDAY, _before_holiday),
    (_WITHIN, _within),
    (_ENGLISH_END, _english_end),
    (_ENGLISH_IN, _english_within),
)
