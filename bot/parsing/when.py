"""A moment still to come, in words: 明早8点, 今晚7点半, 11月25日19:00, 下周一9点, 两小时后, tomorrow 8am.

Rules; the moment is shown before anything happens at it, so none is silent:
- an hour without a part of the day is meant in daytime: 7 to 12 as written, 1 to 6 in the afternoon. Only
  when 今天 (or today's date) is said and that has passed, an hour before nine in the evening is taken;
- a time without a day is the next such time, a weekday alone the next such day;
- 上午, 下午 and the like without an hour mean the hour in `USUAL`; a day alone means no moment;
- whatever is left over and is no word of courtesy is a doubt: nothing is read into a sentence about
  something else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.parsing.clocks import Clock, find_clocks
from bot.parsing.dates import DaySeen, Unclear, Weekday
from bot.parsing.days import find_days
from bot.parsing.draft import DayPart, Doubt
from bot.parsing.numerals import HAN
from bot.parsing.parts import PARTS, Part, find_parts
from bot.parsing.scan import BLANK, Found, blank, pick, shadow
from bot.parsing.soon import find_coming_days, find_delays

# Minutes after midnight of a part of the day that was said without an hour (of 凌晨 and 夜 there is none).
USUAL = {
    DayPart.MORNING: 9 * 60,
    DayPart.NOON: 12 * 60,
    DayPart.AFTERNOON: 15 * 60,
    DayPart.EVENING: 19 * 60,
}
LATEST_GUESSED = 21 * 60
FARTHEST = timedelta(days=366)
LONGEST = 80
DAY = 24 * 60

WHEN_DOUBTS = (
    "past",
    "too-far",
    "time-missing",
    "date-impossible",
    "day-contradictory",
    "day-unclear",
    "two-days",
    "time-contradictory",
    "time-impossible",
    "time-unclear",
    "two-day-parts",
    "two-times",
)

_EARLY = re.compile(r"早上|早晨|早间|清早|清晨|一早|一大早|大清早|大早|晨间|早|晨")
_SHORT = {
    "早": PARTS["早上"],
    "晨": PARTS["早上"],
    "晚": PARTS["晚上"],
    "夜": PARTS["晚上"],
    "晌午": PARTS["中午"],
}
_SHORT_PART = re.compile(rf"(?:[早晨晚夜]|晌午)(?=[ 间]?[\d{HAN}])|晌午")
_NO_USUAL_HOUR = re.compile(r"凌晨|夜|night")
_AT = re.compile(r"(?<![a-z])at (?P<hour>\d{1,2})(?![\d:.]| ?[ap]\.?m)")
_COURTESY = re.compile(
    r"发送|发出去?|发给(?:大家|他们)?|发|推送|通知|提醒|一下|定[在于到为]|改[在于到成为]|安排[在于到]|等到|就是|就|请|吧|吗"
    r"|的?时候|的|左右|前后|大概|大约|准时|准点|钟|整|开始|[在于到是]|那[天日]|这天|当天|[哦啊呢呀嗯好行]"
    r"|(?<=\x00)分|(?<![a-z])(?:please|send|it|at|on|in|the|around|about|sharp|then|of|o'clock|this)(?![a-z])"
)
_WORD = re.compile(r"\w")


def read_when(text: str, now: datetime) -> datetime | Doubt:
    """The moment that `text` names, later than `now` and on the same wall clock, or a doubt.

    `now` is the branch's local time. The doubt's code is one of `WHEN_DOUBTS`, its text the piece that was
    not clear: `past` for a moment that is over, `too-far` for one in more than a year.
    """
    plain = shadow(text)
    if len(text) > LONGEST:
        return Doubt("time-unclear", text[:LONGEST])
    delays = pick(find_delays(plain))
    rest = blank(plain, delays)
    today = now.date()
    days = pick([*find_days(rest, today, ahead=True), *find_coming_days(rest, today)])
    rest = blank(rest, days)
    parts, rest = _parts(rest)
    clocks, rest = _clocks(rest)
    left_over = _left_over(rest, text)
    if left_over or not (delays or days or parts or clocks):
        return Doubt("time-unclear", left_over or text)
    if delays:
        if len(delays) > 1 or days or parts or clocks:
            return Doubt("two-times", text)
        return _checked(_later(now, float(delays[0].value)), now, text)
    return _moment(days, parts, clocks, text, now)


def _parts(text: str) -> tuple[list[Found[Part]], str]:
    found = find_parts(text)
    rest = blank(text, found)
    short = [Found(hit.start(), hit.end(), _SHORT[hit[0]]) for hit in _SHORT_PART.finditer(rest)]
    return sorted([*found, *short], key=lambda one: one.start), blank(rest, short)


def _clocks(text: str) -> tuple[list[Found[Clock]], str]:
    found = [one for one in find_clocks(text) if not one.value.bare]
    rest = blank(text, found)
    at = [Found(hit.start(), hit.end(), Clock(int(hit["hour"]), 0)) for hit in _AT.finditer(rest)]
    return [*found, *at], blank(rest, at)


def _left_over(rest: str, text: str) -> str:
    """What is no part of a moment, as it was written; "" if there is nothing."""
    kept = _COURTESY.sub(lambda hit: BLANK * len(hit[0]), rest)
    words = [at for at, character in enumerate(kept) if _WORD.match(character)]
    return text[words[0] : words[-1] + 1] if words else ""


def _moment(
    days: list[Found[DaySeen]],
    parts: list[Found[Part]],
    clocks: list[Found[Clock]],
    text: str,
    now: datetime,
) -> datetime | Doubt:
    day = _day(days, text, now.date())
    if isinstance(day, Doubt):
        return day
    part = _part(parts, text)
    if isinstance(part, Doubt):
        return part
    if len(clocks) > 1:
        return Doubt("two-times", " / ".join(text[one.start : one.end] for one in clocks))
    if not clocks:
        return _usual(day, part, parts, text, now)
    minutes = _readings(clocks[0].value, part)
    if isinstance(minutes, str):
        return Doubt(minutes, text[clocks[0].start : clocks[0].end])
    return _next(day, minutes, text, now)


def _day(found: list[Found[DaySeen]], text: str, today: date) -> date | int | Doubt | None:
    """The one day, or the index of a weekday (0 Monday), or None when no day was said."""
    pieces = " / ".join(text[one.start : one.end] for one in found)
    dates = {one.value for one in found if isinstance(one.value, date)}
    weekdays = {one.value.index for one in found if isinstance(one.value, Weekday)}
    for one in found:
        if isinstance(one.value, Unclear):
            return Doubt(one.value.code, text[one.start : one.end])
    if len(dates) > 1 or len(weekdays) > 1:
        return Doubt("two-days", pieces)
    if dates and weekdays and next(iter(dates)).weekday() not in weekdays:
        return Doubt("day-contradictory", pieces)
    return next(iter(dates), None) or next(iter(weekdays), None)


def _part(found: list[Found[Part]], text: str) -> Part | Doubt | None:
    """The one part of the day; of two that overlap (明早上午) what both cover."""
    if not found:
        return None
    meant = found[0].value
    for one in found[1:]:
        first, past = max(meant.first, one.value.first), min(meant.past, one.value.past)
        if first >= past:
            return Doubt("two-day-parts", " / ".join(text[each.start : each.end] for each in found))
        meant = replace(meant, first=first, past=past)
    return meant


def _readings(clock: Clock, part: Part | None) -> list[int] | str:
    """The minutes after midnight that can be meant, the likeliest first, or the code of a doubt."""
    if not clock.possible:
        return [DAY] if clock.possible_end and (part is None or part.past > DAY) else "time-impossible"
    found = clock.readings(part)
    if not found:
        return "time-contradictory"
    if part is None:
        found = [minute for minute in found if minute < DAY]
        if len(found) > 1 and 1 <= clock.hour <= 6:
            found.reverse()
    return found


def _usual(
    day: date | int | None, part: Part | None, parts: list[Found[Part]], text: str, now: datetime
) -> datetime | Doubt:
    """A part of the day without an hour."""
    said = " ".join(shadow(text[one.start : one.end]) for one in parts)
    if part is None or _NO_USUAL_HOUR.search(said):
        return Doubt("time-missing", text)
    minute = 8 * 60 if _EARLY.search(said) else max(part.first, USUAL[part.part])
    found = _next(day, [minute], text, now)
    over = isinstance(found, Doubt) and found.code == "past"
    if over and day == now.date() and now.hour * 60 + now.minute < part.past:
        return Doubt("time-missing", text)  # it is afternoon already: which hour of it?
    return found


def _next(day: date | int | None, minutes: list[int], text: str, now: datetime) -> datetime | Doubt:
    today = now.date()
    if isinstance(day, date):
        if day - today > FARTHEST:
            return Doubt("too-far", text)
        moment = _at(day, minutes[0], now)
        if day == today and moment <= now:
            others = (_at(day, minute, now) for minute in minutes[1:] if minute < LATEST_GUESSED)
            moment = next((other for other in others if other > now), moment)
        return _checked(moment, now, text)
    if day is None:
        ahead, step = 0, 1
    else:
        ahead, step = (day - today.weekday()) % 7, 7
    moment = _at(today + timedelta(days=ahead), minutes[0], now)
    if moment <= now:
        moment = _at(today + timedelta(days=ahead + step), minutes[0], now)
    return _checked(moment, now, text)


def _at(day: date, minute: int, now: datetime) -> datetime:
    """A minute of a day, from 1440 on of the next day, on the wall clock of `now`."""
    day += timedelta(days=minute // DAY)
    return datetime(day.year, day.month, day.day, minute % DAY // 60, minute % 60, tzinfo=now.tzinfo)


def _later(now: datetime, minutes: float) -> datetime:
    length = timedelta(minutes=minutes)
    if now.tzinfo is not None:
        # Through UTC: two hours are two hours also when the clocks are changed.
        return (now.astimezone(UTC) + length).astimezone(now.tzinfo).replace(second=0, microsecond=0)
    return (now + length).replace(second=0, microsecond=0)


def _checked(moment: datetime, now: datetime, text: str) -> datetime | Doubt:
    if moment <= now:
        return Doubt("past", text)
    return moment if moment - now <= FARTHEST else Doubt("too-far", text)
