"""Parts of the day and the hours that each one covers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.parsing.draft import DayPart
from bot.parsing.scan import Found


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day; it lasts from `first` up to, not including, `past` (minutes after midnight)."""

    part: DayPart
    first: int
    past: int


_DAWN = Part(DayPart.MORNING, 0, 7 * 60)
_EARLY = Part(DayPart.MORNING, 4 * 60, 12 * 60)
_FORENOON = Part(DayPart.MORNING, 5 * 60, 13 * 60)
_NOON = Part(DayPart.NOON, 10 * 60, 15 * 60)
_AFTERNOON = Part(DayPart.AFTERNOON, 12 * 60, 23 * 60)
_DUSK = Part(DayPart.EVENING, 16 * 60, 21 * 60)
_EVENING = Part(DayPart.EVENING, 17 * 60, 25 * 60)
_MORNING = Part(DayPart.MORNING, 0, 13 * 60)

PARTS = {
    "凌晨": _DAWN, "清早": _EARLY, "清晨": _EARLY, "一大早": _EARLY, "大清早": _EARLY, "一早": _EARLY,
    "早上": _EARLY, "早晨": _EARLY, "早间": _EARLY, "大早": _EARLY, "上午": _FORENOON, "上半天": _FORENOON,
    "中午": _NOON, "正午": _NOON, "午间": _NOON, "下午": _AFTERNOON, "午后": _AFTERNOON, "下半天": _AFTERNOON,
    "傍晚": _DUSK, "黄昏": _DUSK, "晚上": _EVENING, "晚间": _EVENING, "夜里": _EVENING, "夜间": _EVENING,
    "夜晚": _EVENING, "深夜": _EVENING, "半夜": _EVENING, "当晚": _EVENING, "晨间": _EARLY,
    "this morning": _MORNING, "in the morning": _MORNING, "morning": _MORNING, "at noon": _NOON,
    "this afternoon": _AFTERNOON, "in the afternoon": _AFTERNOON, "afternoon": _AFTERNOON,
    "this evening": _EVENING, "in the evening": _EVENING, "evening": _EVENING, "tonight": _EVENING,
    "at night": _EVENING, "last night": _EVENING, "night": _EVENING, "midday": _NOON, "forenoon": _FORENOON,
}  # fmt: skip

# After a day that is already blanked: 昨晚, 今早.
_SHORT = {"早": _EARLY, "晨": _EARLY, "晚": _EVENING, "夜": _EVENING}

_WORDS = "|".join(sorted(map(re.escape, PARTS), key=len, reverse=True))
_PATTERN = re.compile(rf"(?<![a-z])(?:{_WORDS})(?![a-z])|(?<=\x00)[早晨晚夜](?![饭餐点会市班校报])")


def find_parts(text: str) -> list[Found[Part]]:
    """The parts of the day in the shadow `text`, whose days are blanked."""
    return [
        Found(hit.start(), hit.end(), PARTS.get(hit[0]) or _SHORT[hit[0]]) for hit in _PATTERN.finditer(text)
    ]
