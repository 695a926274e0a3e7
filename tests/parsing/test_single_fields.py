from datetime import date

import pytest

from bot.parsing import TimeRange, read_day, read_minutes, read_time_range
from bot.parsing.numerals import read_number

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨天", date(2026, 11, 19)),
        ("11月18日", date(2026, 11, 18)),
        ("18号", date(2026, 11, 18)),
        ("上周六", date(2026, 11, 14)),
        ("3/5", date(2026, 3, 5)),
        ("2026-02-28", date(2026, 2, 28)),
        ("Nov 18", date(2026, 11, 18)),
        ("last Saturday", date(2026, 11, 14)),
        ("１１－１８", date(2026, 11, 18)),
        ("禮拜三", date(2026, 11, 18)),
        ("周三8点", date(2026, 11, 18)),
        ("2025年12月5日", date(2025, 12, 5)),
        ("25号", None),
        ("2月30日", None),
        ("周末", None),
        ("18", None),
        ("", None),
        ("不知道", None),
        ("昨天和今天", None),
        ("12/25/2025", None),
    ],
)
def test_day(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2小时", 120),
        ("两个半小时", 150),
        ("90分钟", 90),
        ("半天", 240),
        ("一上午", 240),
        ("一整个下午", 240),
        ("一整天", 480),
        ("一天", 480),
        ("全天", 480),
        ("俩小时", 120),
        ("一刻钟", 15),
        ("三刻钟", 45),
        ("2h", 120),
        ("2.5 hours", 150),
        ("an hour and a half", 90),
        ("half a day", 240),
        ("all day", 480),
        ("1h30", 90),
        ("three quarters of an hour", 45),
        ("兩個鐘", 120),
        ("個半鐘", None),
        ("2", None),
        ("几个小时", None),
        ("两三个小时", None),
        ("1小时或2小时", None),
        ("", None),
        ("大半天", None),
        ("0小时", None),
        ("a couple of hours", None),
        ("ah", None),
        ("one hour", 60),
        ("two and a half hours", 150),
        ("two to three hours", None),
        ("十几分钟", None),
        ("２．５小时", 150),
        ("95分钟", 95),
    ],
)
def test_minutes(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下午2点到4点半", TimeRange(840, 150)),
        ("14:00-16:30", TimeRange(840, 150)),
        ("14:00", TimeRange(840, None)),
        ("9点", TimeRange(540, None)),
        ("2pm-4pm", TimeRange(840, 120)),
        ("晚上10点到1点", TimeRange(1320, 180)),
        ("02:00", TimeRange(120, None)),
        ("凌晨2点", TimeRange(120, None)),
        ("下午2点开始", TimeRange(840, None)),
        ("10点到下午2点", TimeRange(600, 240)),
        ("22:00-24:00", TimeRange(1320, 120)),
        ("noon", TimeRange(720, None)),
        ("2点", None),
        ("2点到4点", None),
        ("25:00", None),
        ("下午", None),
        ("", None),
        ("4pm-2pm", None),
        ("9点到8点", None),
        ("9点和10点", None),
    ],
)
def test_time_range(text: str, expected: TimeRange | None) -> None:
    assert read_time_range(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十三", 23),
        ("廿三", 23),
        ("卅", 30),
        ("两", 2),
        ("一百二十", 120),
        ("一百零五", 105),
        ("二〇二六", 2026),
        ("two", 2),
        ("两三", None),
        ("十十", None),
        ("百", None),
        ("", None),
        ("〇", 0),
        ("三十十", None),
        ("一百百", None),
        ("x", None),
    ],
)
def test_number(text: str, number: int | None) -> None:
    assert read_number(text) == number
