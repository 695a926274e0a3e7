"""Recognisers for days in Chinese, and the list of all recognisers for days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.parsing.dates import (
    DaySeen,
    Unclear,
    Weekday,
    make_date,
    monthless,
    settle_day,
    weekday_of_week,
    yearless,
)
from bot.parsing.english import find_english_days
from bot.parsing.numerals import HAN, read_int
from bot.parsing.scan import Found, pick, shadow

_N = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
_GUARD = rf"(?<![\d.:\-/{HAN}第])"
# 18号楼, 3日内: the number belongs to the word.
_DAY_SIGN = (
    r"(?:日(?![内游捐间后前均])"
    r"|号(?![楼院线门铺厅房馆厂机店桌路栋幢单井库岗桥站台地码召称文令个机棚点车球]|公路|住宅|商铺|小区))"
)
_FOLLOWS = "在到去上中下早晚扫打清巡慰宣帮参给为和与"
_COUNTED = "户人个棵岁家件名次块页条斤亩袋箱米点时小分天元岁届年月号日栋"

_MONTH_DAY = re.compile(
    rf"{_GUARD}(?:(?P<year>\d{{4}}|\d{{2}}|[〇零一二三四五六七八九]{{4}}|[去今前明])年 ?)?"
    rf"(?P<month>{_N})月 ?(?P<day>{_N})"
    rf"(?:(?P<more> ?(?:-|~|到|至|、|和) ?{_N})?{_DAY_SIGN}|(?=[ ,，;；\x00]|$|[{_FOLLOWS}]))"
)
_OF_MONTH = re.compile(rf"(?P<which>上上|上|这|本|当|下)个?月(?:份|的)?(?P<day>{_N}){_DAY_SIGN}")
_DAY_ONLY = re.compile(rf"{_GUARD}(?<![月生])(?P<day>{_N})(?P<more> ?(?:-|到|至) ?{_N})?{_DAY_SIGN}")
_ISO = re.compile(
    r"(?<![\d.\-/])(?P<year>\d{4}) ?(?P<sign>[-/.]) ?(?P<month>\d{1,2})"
    r" ?(?P=sign) ?(?P<day>\d{1,2})(?![\d\-/])"
)
_NUMERIC = re.compile(
    r"(?:^|(?<=[ ,，;；。:(（\[我们于\n]))(?P<month>\d{1,2})[-/](?P<day>\d{1,2})"
    rf"(?![\d\-/.:{_COUNTED}]| ?(?:am|pm|a\.m|p\.m|h|hrs?|hours?|mins?|minutes?|个|小时)(?![a-z]))"
)
_DOTTED = re.compile(
    r"^ {0,3}(?P<month>\d{1,2})\.(?P<day>\d{1,2})(?=[ ,，]|[在到去上中下早晚])(?! ?(?:小时|个|h|km))"
)
_SPAN = re.compile(r"(?<![\d.\-/])\d{1,2}[/.]\d{1,2} ?(?:-|到|至) ?\d{1,2}[/.]\d{1,2}(?![\d\-/])")
_MONTH_ONLY = re.compile(rf"{_GUARD}{_N}月(?:份|(?=[ ,，\x00在到去上中下早晚]|$))")
_YEAR_LAST = re.compile(r"(?<![\d.\-/])\d{1,2}[-/]\d{1,2}[-/](?:\d{4}|\d{2})(?![\d\-/])")
_RELATIVE = re.compile(
    r"大前天|大后天|前天|前日|前儿个?|昨天|昨日|昨儿个?|今天|今日|今儿个?|明天|明日|后天|刚才|刚刚(?!好)"
    r"|(?<![至迄如当从以目先之提午])[今昨前明](?=早|晚|晨|夜)"
)
_AGO = re.compile(rf"{_GUARD}(?P<count>{_N})个?(?P<unit>天|周|星期|礼拜)(?:之|以)?前")
_WEEKDAY = re.compile(
    rf"(?<![{HAN}\d])(?P<which>上上|上|这|本|下)?(?P<every>每|逢)?(?:个|一个)?(?:周|星期"
    rf"|礼拜)(?P<name>[一二三四五六日天]|[1-7](?!\d))"
)
_VAGUE = re.compile(
    r"(?:上上|上|这|本)?个?周末|前几天|前两天|前些天|前些日子|上周(?![一二三四五六日天1-7末])|最近几天|那天"
    rf"|(?:{_N}月|上个?月|这个?月|本月)(?:初|底|末|中旬|上旬|下旬)"
)

_OFFSETS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "刚": 0, "明": 1, "后": 2, "大后": 3}
_WEEKS = {"上上": -2, "上": -1, "这": 0, "本": 0, "下": 1}
_YEARS = {"前": -2, "去": -1, "今": 0, "明": 1}


def find_days(text: str, today: date, ahead: bool = False) -> list[Found[DaySeen]]:
    """Every day that the shadow `text` names, impossible and unclear ones as doubts.

    `ahead`: it is about something still to come, see `bot.parsing.dates`.
    """
    found = pick(
        found
        for finder in (_calendar, _numeric, _relative, _weekdays, find_english_days)
        for found in finder(text, today, ahead)
    )
    if found or "月" not in text:
        return found
    return [Found(hit.start(), hit.end(), Unclear("day-unclear")) for hit in _MONTH_ONLY.finditer(text)]


def read_day(text: str, today: date) -> date | None:
    """The day that a short answer names, or None when it names none or leaves a doubt."""
    plain = shadow(text)
    day, doubts = settle_day(find_days(plain, today), plain, today)
    return None if doubts else day


def _year(text: str, today: date) -> int | None:
    if text in _YEARS:
        return today.year + _YEARS[text]
    number = read_int(text)
    return 2000 + number if number is not None and len(text) == 2 else number


def _calendar(text: str, today: date, ahead: bool) -> Iterator[Found[DaySeen]]:
    if "月" in text:
        for hit in _MONTH_DAY.finditer(text):
            yield Found(hit.start(), hit.end(), _month_day(hit, today, ahead))
        for hit in _OF_MONTH.finditer(text):
            yield Found(hit.start(), hit.end(), _day_of_month(hit["which"], read_int(hit["day"]), today))
    if "日" in text or "号" in text:
        for hit in _DAY_ONLY.finditer(text):
            value = Unclear("two-days") if hit["more"] else monthless(read_int(hit["day"]), today, ahead)
            yield Found(hit.start(), hit.end(), value)


def _month_day(hit: re.Match[str], today: date, ahead: bool) -> date | Unclear:
    month, day = read_int(hit["month"]), read_int(hit["day"])
    if hit["more"]:
        return Unclear("two-days")
    if hit["year"]:
        return make_date(_year(hit["year"], today), month, day) or Unclear("date-impossible")
    return yearless(month, day, today, ahead)


def _day_of_month(which: str, day: int | None, today: date) -> date | Unclear:
    months = today.year * 12 + today.month - 1 + (_WEEKS.get(which) or 0)
    return make_date(months // 12, months % 12 + 1, day) or Unclear("date-impossible")


def _numeric(text: str, today: date, ahead: bool) -> Iterator[Found[DaySeen]]:
    for hit in _ISO.finditer(text):
        made = make_date(int(hit["year"]), int(hit["month"]), int(hit["day"]))
        yield Found(hit.start(), hit.end(), made or Unclear("date-impossible"))
    for hit in _SPAN.finditer(text):
        yield Found(hit.start(), hit.end(), Unclear("two-days"))
    for pattern in (_NUMERIC, _DOTTED):
        for hit in pattern.finditer(text):
            month, day = int(hit["month"]), int(hit["day"])
            if 1 <= month <= 12 and 1 <= day <= 31:
                yield Found(hit.start(), hit.end(), yearless(month, day, today, ahead))
    for hit in _YEAR_LAST.finditer(text):
        yield Found(hit.start(), hit.end(), Unclear("day-unclear"))


def _relative(text: str, today: date, ahead: bool) -> Iterator[Found[DaySeen]]:
    for hit in _RELATIVE.finditer(text):
        word = hit[0]
        offset = _OFFSETS.get(word[:2], _OFFSETS.get(word[0], 0))
        yield Found(hit.start(), hit.end(), today + timedelta(days=offset))
    for hit in _AGO.finditer(text):
        count = read_int(hit["count"])
        if count is not None:
            days = count if hit["unit"] == "天" else 7 * count
            yield Found(hit.start(), hit.end(), today - timedelta(days=days))
    for hit in _VAGUE.finditer(text):
        yield Found(hit.start(), hit.end(), Unclear("day-unclear"))


def _weekdays(text: str, today: date, ahead: bool) -> Iterator[Found[DaySeen]]:
    for hit in _WEEKDAY.finditer(text):
        name = hit["name"]
        index = 6 if name in "日天7" else (read_int(name) or 1) - 1
        value: DaySeen = Weekday(index)
        if hit["every"]:
            value = Unclear("day-unclear")
        elif hit["which"]:
            value = weekday_of_week(_WEEKS[hit["which"]], index, today)
        yield Found(hit.start(), hit.end(), value)
