"""One sentence → a service draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from bot.domain.service import ServiceCategory
from bot.parsing.categories import NAMES, find_category
from bot.parsing.dates import DaySeen, settle_day
from bot.parsing.days import find_days
from bot.parsing.draft import DayPart, ServiceSentence
from bot.parsing.fillers import find_fillers
from bot.parsing.labels import Labelled, find_labels
from bot.parsing.lengths import Length, find_lengths, settle_lengths
from bot.parsing.people import find_people, names_in
from bot.parsing.places import find_places
from bot.parsing.scan import PUNCTUATION, Found, blank, shadow
from bot.parsing.times import TimeRange, TimeSeen, find_times, settle_times
from bot.parsing.words import clean, has_deed, words_left

# Longer texts are not one service; reading stops here (a message of Telegram has at most 4,096 characters).
LONGEST = 4096
LONGEST_RECORD = 600
MIDNIGHT = 24 * 60
_LENGTH_DOUBTS = frozenset(["number-unclear", "duration-unclear", "two-durations", "duration-impossible"])
_DAY_DOUBTS = frozenset(
    [
        "day-unclear",
        "date-impossible",
        "two-days",
        "day-contradictory",
        "time-of-day-unclear",
        "time-impossible",
    ]
)

_QUESTION = re.compile(
    r"[?？]|[吗呢么](?:[!！。~ ]|$)|什么|怎么|怎样|为何|几点(?!半)|多少|哪|是否|能不能|可不可以|行不行"
    r"|有没有|要不要|是不是|谁"
    r"|^(?:how|what|when|where|who|why|which|can|could|do|does|did|is|are|will|would|should|may)(?![a-z'])"
)
_NOT_DONE = re.compile(
    r"^(?:谢谢|感谢|多谢|辛苦|你好|您好|大家好|在吗|收到|好的|请|祝|通知|各位|提醒|麻烦|欢迎|thanks"
    r"|thank|hello|hi|hey|please|reminder)(?![a-z])"
    r"|请(?:大家|各位|全体|你|您|假)|没(?:有|能|去|参加|空|法|时间)|不(?:能|去|来|参加|想|用|会|了)"
    r"|无法|取消|改期|推迟|记得|别忘|天气"
    r"|(?<![a-z])(?:can't|cannot|couldn't|didn't|won't|don't|not|never|please|cancel)"
)


def read_service(sentence: str, today: date) -> ServiceSentence:
    """What `sentence` says about a service, seen from `today` (branch-local).

    Never raises, never invents: what was not said is None, what was seen but not understood is a doubt. Place
    and words keep the characters that the person wrote.
    """
    written = sentence[:LONGEST]
    plain = shadow(written)
    labelled = find_labels(plain)
    text = blank(plain, labelled.taken)
    text = blank(text, find_fillers(text))

    days = find_days(text, today)
    text = blank(text, days)
    lengths = find_lengths(text)
    text = blank(text, lengths)
    times, parts = find_times(text)
    day, doubts = settle_day(_outside(days, times), written, today)
    time, part, time_doubts = settle_times(times, parts, written)
    if any(doubt.code == "two-days" for doubt in doubts) and any(map(partial(_within, times), days)):
        time = TimeRange(None, None)
    text = blank(text, times, parts)
    ranged = written[times[0].start : times[0].end] if times else ""
    minutes, length_doubts = settle_lengths(lengths, written, time.minutes, ranged)
    doubts += time_doubts + length_doubts

    people, place, words = _rest(text, written, labelled)
    return ServiceSentence(
        day=day,
        start=time.start,
        minutes=minutes,
        place=place,
        category=_category(labelled, words, place),
        words=words,
        people=people,
        day_part=part or _part_of(lengths),
        doubts=tuple(dict.fromkeys(doubts)),
    )


def looks_like_service(sentence: str, today: date) -> bool:
    """Whether a plain text without a command is meant as a record.

    It names a day, time or length and something that was done. Greetings, thanks, questions, notices and
    refusals are none.
    """
    plain = shadow(sentence[:LONGEST]).strip()
    if not plain or len(plain) > LONGEST_RECORD or _QUESTION.search(plain) or _NOT_DONE.search(plain):
        return False
    read = read_service(sentence, today)
    if not read.words:
        return False
    doubts = {doubt.code for doubt in read.doubts}
    length = read.minutes is not None or not doubts.isdisjoint(_LENGTH_DOUBTS)
    when = {read.day, read.start, read.day_part} != {None} or not doubts.isdisjoint(_DAY_DOUBTS)
    if not (length or when):
        return find_labels(plain).count >= 2
    if read.category is not None:
        return True
    deed, somewhere = has_deed(read.words), read.place is not None
    return (length and (when or deed or somewhere)) or (somewhere and deed)


def _rest(text: str, written: str, labelled: Labelled) -> tuple[tuple[str, ...], str | None, str]:
    """People, place and words from what days, lengths and times have left."""
    values = labelled.values
    own_words = values.get("words")
    if own_words:
        text = blank(text, [own_words])
    spans, people = find_people(text, written)
    text = blank(text, spans)
    if "people" in values:
        span = values["people"]
        people = names_in(shadow(written[span.start : span.end]), written[span.start : span.end])
    place: str | None = None
    if "place" in values:
        place = (
            " ".join(written[values["place"].start : values["place"].end].split()).strip(PUNCTUATION + " ")
            or None
        )
    else:
        for found, stays in find_places(text):
            offset = text.find(found.value, found.start)
            place = written[offset : offset + len(found.value)].strip()
            if not stays:
                text = blank(text, [found])
    words = clean(written[own_words.start : own_words.end]) if own_words else words_left(text, written)
    return people, place, words


def _category(labelled: Labelled, words: str, place: str | None) -> ServiceCategory | None:
    named = labelled.values.get("category")
    if named and named.value in NAMES:
        return NAMES[named.value]
    return find_category(words, place)


def _within(times: Sequence[Found[TimeSeen]], day: Found[DaySeen]) -> bool:
    """Whether the day is the one of a range's end: 昨天下午2点到今天下午4点."""
    return any(one.start < day.start and day.end <= one.end for one in times)


def _outside(days: Sequence[Found[DaySeen]], times: Sequence[Found[TimeSeen]]) -> list[Found[DaySeen]]:
    """The days without the second one of a night: 昨晚10点到今天早上6点 is yesterday's."""
    kept: list[Found[DaySeen]] = []
    for found in days:
        night = next((one.value for one in times if one.start < found.start and found.end <= one.end), None)
        over = night is not None and (night.start or 0) + (night.minutes or 0) > MIDNIGHT
        before = kept[-1].value if kept else None
        follows = isinstance(before, date) and found.value == before + timedelta(days=1)
        if not (over and follows):
            kept.append(found)
    return kept


def _part_of(lengths: Sequence[Found[Length]]) -> DayPart | None:
    named = {one.value.part for one in lengths if one.value.part}
    return next(iter(named)) if len(named) == 1 else None
