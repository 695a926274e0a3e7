"""A service draft → a sentence that reads back as the same draft."""

from __future__ import annotations

from datetime import date
from typing import Literal

from bot.parsing.categories import NAMES
from bot.parsing.days import read_day
from bot.parsing.draft import DayPart, ServiceSentence
from bot.parsing.parts import PARTS
from bot.parsing.sentence import read_service

Language = Literal["zh", "en"]

_PART_WORDS: dict[str, dict[DayPart, tuple[str, ...]]] = {
    "zh": {
        DayPart.MORNING: ("上午", "早上", "凌晨"),
        DayPart.NOON: ("中午",),
        DayPart.AFTERNOON: ("下午",),
        DayPart.EVENING: ("晚上", "傍晚"),
    },
    "en": {
        DayPart.MORNING: ("in the morning",),
        DayPart.NOON: ("at noon",),
        DayPart.AFTERNOON: ("in the afternoon",),
        DayPart.EVENING: ("in the evening",),
    },
}
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def write_service(draft: ServiceSentence, today: date, language: Language = "zh") -> str:
    """The draft as a sentence; `read_service` makes the same draft of it (its doubts apart).

    A natural sentence if that reads back, else one with labels, which holds any words.
    """
    facts = _facts(draft)
    natural = _chinese(draft, today) if language == "zh" else _english(draft, today)
    for tail in ("", _category(draft, language)):
        if _facts(read_service(natural + tail, today)) == facts:
            return natural + tail
    return _labelled(draft, today, language)


def _facts(draft: ServiceSentence) -> tuple[object, ...]:
    return (
        draft.day, draft.start, draft.minutes, draft.place, draft.category, draft.words, draft.people,
        draft.day_part,
    )  # fmt: skip


def _day(day: date | None, today: date, language: Language) -> str:
    if day is None:
        return ""
    if language == "en":
        short = f"{_MONTHS[day.month - 1]} {day.day}"
        return short if read_day(short, today) == day else f"{short}, {day.year:04}"
    short = f"{day.month}月{day.day}日"
    return short if read_day(short, today) == day else f"{day.year:04}年{short}"


def _part(draft: ServiceSentence, language: Language) -> str:
    if draft.day_part is None:
        return ""
    words = _PART_WORDS[language][draft.day_part]
    if draft.start is None:
        return words[0]
    return next((word for word in words if PARTS[word].first <= draft.start < PARTS[word].past), words[0])


def _clock(start: int | None) -> str:
    return "" if start is None else f"{start // 60:02}:{start % 60:02}"


def _length(minutes: int | None, language: Language) -> str:
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    hour, minute = (
        ("小时", "分钟")
        if language == "zh"
        else (" hour" if hours == 1 and not rest else " hours", " minutes")
    )
    if not hours:
        return f"{minutes}{minute}"
    if rest == 30:
        return f"{hours}.5{hour}"
    return f"{hours}{hour}" + (f"{'' if language == 'zh' else ' '}{rest}{minute}" if rest else "")


def _category(draft: ServiceSentence, language: Language) -> str:
    zh = language == "zh"
    name = next(
        name for name, category in NAMES.items() if category is draft.category and name.isascii() is not zh
    )
    return f"；类别：{name}" if zh else f"; category: {name}"


def _chinese(draft: ServiceSentence, today: date) -> str:
    when = _day(draft.day, today, "zh") + _part(draft, "zh") + _clock(draft.start)
    people = f"和{'、'.join(draft.people)}一起" if draft.people else ""
    place = f"在{draft.place}" if draft.place else ""
    length = _length(draft.minutes, "zh")
    return f"{when}{people}{place}{draft.words}{'，' if length and draft.words else ''}{length}"


def _english(draft: ServiceSentence, today: date) -> str:
    people = draft.people
    pieces = (
        _day(draft.day, today, "en"),
        _part(draft, "en"),
        f"from {_clock(draft.start)}" if draft.start is not None else "",
        _length(draft.minutes, "en"),
        draft.words,
        f"at {draft.place}" if draft.place else "",
        f"with {', '.join(people[:-1]) + ' and ' if people[1:] else ''}{people[-1]}" if people else "",
    )
    return " ".join(piece for piece in pieces if piece)


def _labelled(draft: ServiceSentence, today: date, language: Language) -> str:
    zh = language == "zh"
    when = " ".join(
        piece
        for piece in (
            _day(draft.day, today, language), _part(draft, language), _clock(draft.start),
            _length(draft.minutes, language),
        )
        if piece
    )  # fmt: skip
    lines = (
        ("时间" if zh else "when", when),
        ("地点" if zh else "where", draft.place),
        ("内容" if zh else "what", draft.words),
        ("同行" if zh else "with", ("、" if zh else ", ").join(draft.people)),
    )
    sign = "：" if zh else ": "
    text = "\n".join(f"{label}{sign}{value}" for label, value in lines if value)
    return text + "\n" + _category(draft, language).lstrip("；; ")
