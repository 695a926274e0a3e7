"""Clock times, parts of the day and ranges: 下午2点到4点半, 14:00-16:30, from 2pm to 4:30pm.

Rules, none of them silent:
- a part of the day makes an hour definite when exactly one reading lies in it (its window in `PARTS`);
- an hour of 13 or more, or one written with a leading zero (08:30), is on the 24-hour clock;
- without a part of the day the hours 7 to 12 are read as written, 1 to 6 are not guessed: no start, and the
  doubt `time-of-day-unclear` (the length of a range such as 2点到4点 is certain all the same);
- the end of a range is the next such hour after its start; across noon or midnight only if the range is then
  at most 6 hours long, else it needs its own part of the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.parsing.clocks import CONNECTOR, NEXT_DAY, Clock, find_clocks
from bot.parsing.draft import DayPart, Doubt
from bot.parsing.lexicon import Kind, word_at
from bot.parsing.parts import Part, find_parts
from bot.parsing.scan import BLANK, Found, blank, shadow

DAY = 24 * 60
LONGEST_GUESSED = 6 * 60

_NEXT_DAY = re.compile(NEXT_DAY)
_BETWEEN = re.compile(rf"^(?:{CONNECTOR})(?:{NEXT_DAY})?$")
_JOIN_AFTER = re.compile(
    rf"[\x00 ]{{0,6}}(?:{CONNECTOR})(?:{NEXT_DAY})?[\x00 ]{{0,6}}[\d零〇一二两三四五六七八九十]"
)
_JOIN_BEFORE = re.compile(rf"[\d点半刻分钟时][\x00 ]{{0,6}}(?:{CONNECTOR})(?:{NEXT_DAY})?[\x00 ]{{0,6}}$")
_BEFORE = re.compile(r"(?:从|自|由|(?<![a-z])(?:from|between|at|around|about))[\x00 ]{0,6}$")
_NEXT_DAY = re.compile(NEXT_DAY)
_AFTER = re.compile(r" ?(?:结束|为止|止|左右|开始|起|整)")
_ENDS = re.compile(r" ?(?:结束|收工|完工|回家|才?回)")
# 提了3点意见: an hour without anything that makes it a time must be followed by one of these.
_TIME_FOLLOWS = re.compile(
    r" ?(?:开始|起|出发|集合|左右|钟|在|到|去|就|我|前|后|多|结束|收工|完工|[,，。;；、\n\x00和]|$)| "
)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """A start (minutes after midnight), if it is certain, and the minutes up to the end, if one was said."""

    start: int | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class TimeSeen:
    """What a clock time or a range means; `part` is the part of the day of its start."""

    start: int | None = None
    minutes: int | None = None
    part: DayPart | None = None
    doubt: str | None = None


def find_times(text: str) -> tuple[list[Found[TimeSeen]], list[Found[Part]]]:
    """The times in the shadow `text`, whose days and lengths are blanked, and the parts of the day."""
    parts = find_parts(text)
    text = blank(text, parts)
    clocks = [found for found in find_clocks(text) if not found.value.weak or _is_time(found, parts, text)]
    times: list[Found[TimeSeen]] = []
    at = 0
    while at < len(clocks):
        first = clocks[at]
        second = clocks[at + 1] if at + 1 < len(clocks) else None
        if second and _joined(first, second, text):
            times.append(_range(first, second, parts, text))
            at += 2
        elif not first.value.bare:
            times.append(_single(first, parts, text))
            at += 1
        else:
            at += 1
    return times, parts


def settle_times(
    times: Sequence[Found[TimeSeen]], parts: Sequence[Found[Part]], text: str
) -> tuple[TimeRange, DayPart | None, list[Doubt]]:
    """The one start and the length up to the end, the part of the day, the doubts. `text` is as written."""
    doubts = [Doubt(one.value.doubt, text[one.start : one.end]) for one in times if one.value.doubt]
    named = {one.value.part for one in parts}
    part = next(iter(named)) if len(named) == 1 else None
    if len(times) > 1:
        doubts.append(Doubt("two-times", " / ".join(text[one.start : one.end] for one in times)))
        return TimeRange(None, None), part, doubts
    if not times:
        if len(named) > 1:
            doubts.append(Doubt("two-day-parts", " / ".join(text[one.start : one.end] for one in parts)))
        return TimeRange(None, None), part, doubts
    only = times[0].value
    return TimeRange(only.start, only.minutes), only.part or part, doubts


def read_time_range(text: str) -> TimeRange | None:
    """The time or range of a short answer (下午2点到4点半); None when there is none or a doubt remains."""
    plain = shadow(text)
    times, parts = find_times(plain)
    time, _, doubts = settle_times(times, parts, plain)
    return None if doubts or time.start is None else time


def _is_time(clock: Found[Clock], parts: Sequence[Found[Part]], text: str) -> bool:
    """Whether an hour such as 3点, which may be "three items", is a time."""
    if _part_beside(clock, parts, text) or _BEFORE.search(text, max(0, clock.start - 8), clock.start):
        return True
    if _JOIN_AFTER.match(text, clock.end) or _JOIN_BEFORE.search(text, max(0, clock.start - 24), clock.start):
        return True
    if clock.value.little:
        return False
    word = word_at(text, clock.end)
    return bool(_TIME_FOLLOWS.match(text, clock.end)) or (word is not None and word[1] is Kind.DEED)


def _part_beside(clock: Found[Clock], parts: Sequence[Found[Part]], text: str) -> bool:
    before = text[max(0, clock.start - 2) : clock.start]
    return (
        BLANK in before
        and not before.strip(BLANK + " ,，的")
        and any(clock.start - 2 <= part.end <= clock.start for part in parts)
    )


def _joined(first: Found[Clock], second: Found[Clock], text: str) -> bool:
    between = text[first.end : second.start]
    if len(between) > 24:
        return False
    joint = between.replace(BLANK, "").strip()
    if _BETWEEN.match(joint) or (joint == "and" and "between" in text[max(0, first.start - 9) : first.start]):
        return True
    # 下午2点开始，4点结束
    return len(between) <= 12 and bool(_ENDS.match(text, second.end)) and not second.value.bare


def _range(
    first: Found[Clock], second: Found[Clock], parts: Sequence[Found[Part]], text: str
) -> Found[TimeSeen]:
    own = next((part.value for part in parts if first.end <= part.start < second.start), None)
    context = _context(first.start, second.end, parts, text)
    before = _BEFORE.search(text, max(0, first.start - 8), first.start)
    after = _AFTER.match(text, second.end) or _ENDS.match(text, second.end)
    start = before.start() if before else first.start
    end = after.end() if after else second.end
    seen = _measure(first.value, context, second.value, own)
    if _NEXT_DAY.search(text, first.end, second.start):
        seen = _overnight(first.value, context, second.value, own)
    if text.startswith("多", end):
        seen, end = TimeSeen(doubt="time-unclear"), end + 1
    return Found(start, end, seen)


def _measure(first: Clock, context: Part | None, second: Clock, own: Part | None) -> TimeSeen:
    if not (first.possible and second.possible_end):
        return TimeSeen(doubt="time-impossible")
    starts, ends = first.readings(context), second.readings(own)
    if not starts or not ends:
        return TimeSeen(doubt="time-contradictory")
    if len(ends) == 1:
        # 2点到下午4点, 11-1pm: the nearest reading before the end.
        end = ends[0]
        begun = [start for start in starts if start < end]
        if len(begun) > 1 and 1 <= first.hour <= 6 and not (own or second.half_day):
            return TimeSeen(doubt="time-of-day-unclear")
        if begun:
            return _certain(max(begun) if own or second.half_day else begun[0], end, context)
        if starts[0] >= 18 * 60 and end <= 8 * 60:
            return _certain(starts[0], end + DAY, context)
        return TimeSeen(doubt="range-backwards")
    unsure = len(starts) > 1 and 1 <= first.hour <= 6
    start = starts[0]
    later = sorted(end + turn for end in ends for turn in (0, DAY) if end + turn > start)
    minutes = later[0] - start
    inherited = second.hour * 60 + second.minute + (start // 720) * 720 > start
    if minutes > LONGEST_GUESSED and not inherited:
        return TimeSeen(doubt="range-backwards")
    if unsure:
        return TimeSeen(minutes=minutes, doubt="time-of-day-unclear")
    return _certain(start, start + minutes, context)


def _overnight(first: Clock, context: Part | None, second: Clock, own: Part | None) -> TimeSeen:
    """22点到次日6点."""
    starts, ends = first.readings(context), second.readings(own)
    if not (first.possible and second.possible and starts and ends):
        return TimeSeen(doubt="time-impossible")
    if len(starts) > 1 and 1 <= first.hour <= 6:
        return TimeSeen(doubt="time-of-day-unclear")
    return _certain(starts[0], ends[0] + DAY, context)


def _certain(start: int, end: int, part: Part | None) -> TimeSeen:
    if not 0 < end - start <= DAY or start >= DAY:
        return TimeSeen(doubt="range-backwards")
    return TimeSeen(start, end - start, part.part if part else None)


def _single(clock: Found[Clock], parts: Sequence[Found[Part]], text: str) -> Found[TimeSeen]:
    before = _BEFORE.search(text, max(0, clock.start - 8), clock.start)
    after = _AFTER.match(text, clock.end)
    start, end = before.start() if before else clock.start, after.end() if after else clock.end
    context = _context(clock.start, clock.end, parts, text) if not clock.value.half_day else None
    readings = clock.value.readings(context)
    if text.startswith("多", end):
        seen, end = TimeSeen(doubt="time-unclear"), end + 1
    elif not clock.value.possible:
        seen = TimeSeen(doubt="time-impossible")
    elif not readings:
        seen = TimeSeen(doubt="time-contradictory")
    elif readings[0] >= DAY or (len(readings) > 1 and 1 <= clock.value.hour <= 6):
        seen = TimeSeen(doubt="time-of-day-unclear")
    else:
        seen = TimeSeen(readings[0], None, context.part if context else None)
    return Found(start, end, seen)


def _context(start: int, end: int, parts: Sequence[Found[Part]], text: str) -> Part | None:
    """The part of the day said last before a time, else the one right after it (7 to 9 in the evening)."""
    before = [part.value for part in parts if part.end <= start]
    if before:
        return before[-1]
    following = next((part for part in parts if part.start >= end), None)
    if following is None or following.start - end > 12 or text[end : following.start].strip(BLANK + " "):
        return None
    return following.value
