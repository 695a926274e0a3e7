"""Rules about days: which year, which month, which week was meant.

All of them show on the card, so none is silent. Of services, which are over:
- a date without a year that lies ahead: within 31 days it is kept in this year (the rule "not in the
  future" then answers clearly), farther ahead it is the one of last year;
- a day without a month that lies ahead is the most recent one, with the doubt `month-unclear`;
- a weekday alone is the most recent one, today included;
- two different days, or a weekday that is not the date's: no day, and a doubt.

Of what is still to come (`ahead`):
- a date without a year is the next one, but one that has just passed (half a year) stays in this year, so
  that the answer can say so;
- a day without a month is the next one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.parsing.draft import Doubt
from bot.parsing.scan import Found

NEAR_FUTURE = timedelta(days=31)
JUST_PASSED = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A bare weekday, 0 for Monday: it may stand beside a date (11月18日周三)."""

    index: int


@dataclass(frozen=True, slots=True)
class Recent:
    """The most recent day with the number that was said, whose month was not."""

    day: date


@dataclass(frozen=True, slots=True)
class Unclear:
    """A day that was seen but not understood; `code` is the doubt's."""

    code: str


DaySeen = date | Weekday | Recent | Unclear


def make_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The date, or None if the calendar has no such day."""
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def yearless(month: int | None, day: int | None, today: date, ahead: bool = False) -> date | Unclear:
    """The day meant by a month and a day without a year."""
    this_year = make_date(today.year, month, day)
    if ahead:
        if this_year and today - this_year <= JUST_PASSED:
            return this_year
        return make_date(today.year + 1, month, day) or Unclear("date-impossible")
    if this_year and this_year - today <= NEAR_FUTURE:
        return this_year
    return make_date(today.year - 1, month, day) or Unclear("date-impossible")


def monthless(day: int | None, today: date, ahead: bool = False) -> date | Recent | Unclear:
    """The day meant by a number alone."""
    if day is None or not 1 <= day <= 31:
        return Unclear("date-impossible")
    if ahead:
        return next(each for each in (today + timedelta(days=n) for n in range(63)) if each.day == day)
    made = make_date(today.year, today.month, day)
    if made and made <= today:
        return made
    first = today.replace(day=1)
    while True:
        first = (first - timedelta(days=1)).replace(day=1)
        made = make_date(first.year, first.month, day)
        if made:
            return Recent(made)


def weekday_of_week(weeks: int, index: int, today: date) -> date:
    """The weekday `index` (0 Monday) of the week that is `weeks` away from this one."""
    return today - timedelta(days=today.weekday()) + timedelta(days=7 * weeks + index)


def last_weekday(index: int, today: date) -> date:
    """The most recent such weekday, today included."""
    return today - timedelta(days=(today.weekday() - index) % 7)


def settle_day(found: list[Found[DaySeen]], text: str, today: date) -> tuple[date | None, list[Doubt]]:
    """The one day that was meant, or None with the doubts why not. `text` is the sentence as written."""
    dates: set[date] = set()
    weekdays: set[int] = set()
    doubts: list[Doubt] = []
    unclear = False
    for one in found:
        match one.value:
            case Weekday(index):
                weekdays.add(index)
            case Recent(day):
                dates.add(day)
                doubts.append(Doubt("month-unclear", text[one.start : one.end]))
            case Unclear(code):
                unclear = True
                doubts.append(Doubt(code, text[one.start : one.end]))
            case day:
                dates.add(day)
    if unclear:
        return None, doubts
    if not dates:
        dates = {last_weekday(index, today) for index in weekdays}
        weekdays = set()
    pieces = " / ".join(text[one.start : one.end] for one in found)
    if len(dates) > 1:
        return None, [Doubt("two-days", pieces)]
    meant = next(iter(dates), None)
    if meant is not None and weekdays - {meant.weekday()}:
        return None, [Doubt("day-contradictory", pieces)]
    return meant, doubts
