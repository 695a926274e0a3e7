"""Days in English: yesterday, last Saturday, Nov 18, 18th of November 2026, 3 days ago."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.parsing.dates import DaySeen, Unclear, Weekday, last_weekday, make_date, weekday_of_week, yearless
from bot.parsing.numerals import ENGLISH, read_int
from bot.parsing.scan import Found

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>\d{4}))?(?!\w|:\d)"
_MONTH_DAY = re.compile(
    rf"(?<![a-z\d])(?:on )?{_MONTH} {_DAY}(?! ?(?:am|pm|h|hours?|hrs?|min)(?![a-z])){_YEAR}"
)
_DAY_MONTH = re.compile(rf"(?<![\w.:])(?:on )?(?:the )?{_DAY} (?:of )?{_MONTH}(?![a-z]){_YEAR}")
_RELATIVE = re.compile(
    r"(?<![a-z])(?:the day before yesterday|yesterday|today|just now|tomorrow|last night|tonight)(?![a-z])"
    r"|(?<![a-z])this (?=(?:morning|afternoon|evening)(?![a-z]))"
)
_AGO = re.compile(rf"(?<![\w.])(?P<count>\d{{1,2}}|{ENGLISH}) (?P<unit>day|week)s? ago(?![a-z])")
_WEEKDAY = re.compile(
    r"(?<![a-z])(?:on )?(?:(?P<which>last|this|next|every) )?"
    r"(?P<name>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)(?P<many>s)?(?![a-z])"
)
_VAGUE = re.compile(
    r"(?<![a-z])(?:(?:last|this|on the|at the) weekend|the other day|last week|recently)(?![a-z])"
)

_OFFSETS = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}


def find_english_days(text: str, today: date, ahead: bool = False) -> Iterator[Found[DaySeen]]:
    """The days that the shadow `text` names in English."""
    for reader in (_calendar, _relative, _weekdays):
        yield from reader(text, today, ahead)


def _calendar(text: str, today: date, ahead: bool) -> Iterator[Found[DaySeen]]:
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        for hit in pattern.finditer(text):
            month, day = _MONTHS.index(hit["month"][:3]) + 1, int(hit["day"])
            value: DaySeen = yearless(month, day, today, ahead)
            if hit["year"]:
                value = make_date(int(hit["year"]), month, day) or Unclear("date-impossible")
            yield Found(hit.start(), hit.end(), value)


def _relative(text: str, today: date, ahead: bool) -> Iterator[Found[DaySeen]]:
    for hit in _RELATIVE.finditer(text):
        # "last night" and "tonight" are a part of the day as well: only the first letter is taken.
        word = hit[0].strip()
        end = hit.end() if word not in {"last night", "tonight"} else hit.start()
        yield Found(hit.start(), end, today + timedelta(days=_OFFSETS.get(word, 0)))
    for hit in _AGO.finditer(text):
        count = read_int(hit["count"]) or 0
        days = count if hit["unit"] == "day" else 7 * count
        yield Found(hit.start(), hit.end(), today - timedelta(days=days))
    for hit in _VAGUE.finditer(text):
        yield Found(hit.start(), hit.end(), Unclear("day-unclear"))


def _weekdays(text: str, today: date, ahead: bool) -> Iterator[Found[DaySeen]]:
    for hit in _WEEKDAY.finditer(text):
        index, which = _WEEKDAYS.index(hit["name"][:3]), hit["which"]
        if (
            not ahead
            and len(hit["name"]) < 4
            and hit["name"] in {"sat", "sun", "wed", "mon"}
            and not which
            and "on " not in hit[0]
        ):
            continue  # "sat with the elders", "in the sun"
        value: DaySeen = Weekday(index)
        if which == "every" or hit["many"]:
            value = Unclear("day-unclear")
        elif which == "last":
            value = last_weekday(index, today - timedelta(days=1))
        elif which:
            value = weekday_of_week(0 if which == "this" else 1, index, today)
        yield Found(hit.start(), hit.end(), value)
