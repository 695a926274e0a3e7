"""What holds for every sentence: print → parse → same, nothing raised or invented, time linear in length."""

import ast
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Literal

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.parsing
from bot.domain.service import ServiceCategory
from bot.parsing import (
    DayPart,
    ServiceSentence,
    clocks,
    days,
    english,
    labels,
    lengths,
    looks_like_service,
    member,
    member_sentence,
    parts,
    people,
    places,
    read_day,
    read_minutes,
    read_service,
    read_time_range,
    sentence,
    soon,
    times,
    when,
    words,
    write_service,
)  # fmt: skip
from bot.parsing.numerals import HAN
from bot.parsing.scan import shadow

TODAY = date(2026, 11, 20)
PLACES = [
    "东关社区",
    "石桥村",
    "李奶奶家",
    "文化广场",
    "敬老院",
    "3号楼",
    "红星路小学",
    "東關社區",
    "党群服务中心",
]
DEEDS = [
    "扫雪",
    "打扫卫生",
    "帮3户打扫",
    "宣讲政策",
    "给老人理发",
    "包饺子",
    "巡逻",
    "慰问老党员",
    "掃雪",
    "修水管",
]
EN_PLACES = ["East Gate", "the nursing home", "South Lane community", "No. 3 School", "the river bank"]
EN_DEEDS = [
    "cleaning",
    "shovelled snow",
    "patrol",
    "haircuts for elders",
    "helped 3 families",
    "choir rehearsal",
]
NAMES = ["张三", "李四", "王小明", "欧阳海", "老王", "陳大文", "李书记"]
EN_NAMES = ["Zhang San", "Li Si", "Ouyang Hai", "Mary"]
STARTS = {
    DayPart.MORNING: (0, 12 * 60 - 1), DayPart.NOON: (11 * 60, 15 * 60 - 1),
    DayPart.AFTERNOON: (12 * 60, 19 * 60), DayPart.EVENING: (17 * 60, 23 * 60),
}  # fmt: skip

PIECES = [
    *"今昨前天上下午点半刻到至从在去和与同周月日号年小时分钟个多几两一二十百〇",
    *":：-/.,，。;； \n0123456789ahmp",
    "小时",
    "分钟",
    "下午",
    "2点",
    "到",
    "半天",
    "11月18日",
    "在东关社区",
    "和张三一起",
    "from ",
    "2pm",
    "yesterday ",
    "hours",
    "Nov ",
    "内容：",
    "地点：",
    "类别：",
    "一上午",
    "上周六",
    "扫雪",
    "13800000000",
    "２",
    "兩點",
    "\x00",
    "é",
    "👍",
    "İ",
]
NOISE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def _drafts(place: list[str], deed: list[str], names: list[str]) -> st.SearchStrategy[ServiceSentence]:
    def timed(draft: ServiceSentence) -> st.SearchStrategy[ServiceSentence]:
        low, high = STARTS[draft.day_part] if draft.day_part else (0, 1439)
        return st.none().map(lambda _: draft) | st.integers(low, high).map(
            lambda start: replace(draft, start=start)
        )

    return st.builds(
        ServiceSentence,
        day=st.none() | st.integers(-500, 40).map(lambda offset: TODAY + timedelta(days=offset)),
        minutes=st.none() | st.integers(1, 48).map(lambda halves: halves * 30),
        place=st.none() | st.sampled_from(place),
        category=st.none() | st.sampled_from(ServiceCategory),
        words=st.just("") | st.sampled_from(deed),
        people=st.lists(st.sampled_from(names), max_size=3, unique=True).map(tuple),
        day_part=st.none() | st.sampled_from(DayPart),
    ).flatmap(timed)


@settings(max_examples=400, deadline=None)
@given(_drafts(PLACES, DEEDS, NAMES))
def test_printed_in_chinese_it_reads_the_same(draft: ServiceSentence) -> None:
    assert read_service(write_service(draft, TODAY, "zh"), TODAY) == draft


@settings(max_examples=400, deadline=None)
@given(_drafts(EN_PLACES, EN_DEEDS, EN_NAMES))
def test_printed_in_english_it_reads_the_same(draft: ServiceSentence) -> None:
    assert read_service(write_service(draft, TODAY, "en"), TODAY) == draft


@settings(max_examples=300, deadline=None)
@given(
    _drafts(PLACES + EN_PLACES, DEEDS + EN_DEEDS, NAMES + EN_NAMES),
    st.integers(1, 1440),
    st.sampled_from(["zh", "en"]),
)
def test_a_length_in_odd_minutes_is_kept_exactly(
    draft: ServiceSentence, minutes: int, language: Literal["zh", "en"]
) -> None:
    odd = replace(draft, minutes=minutes)
    read = read_service(write_service(odd, TODAY, language), TODAY)
    assert replace(read, doubts=()) == odd
    assert [doubt.code for doubt in read.doubts] == ["duration-not-half-hours"] * bool(minutes % 30)


@pytest.mark.parametrize(
    ("draft", "zh", "en"),
    [
        (
            ServiceSentence(
                date(2026, 11, 18), 840, 150, "东关社区", ServiceCategory.ENVIRONMENT, "扫雪",
                ("张三", "李四"), DayPart.AFTERNOON,
            ),
            "11月18日下午14:00和张三、李四一起在东关社区扫雪，2.5小时",
            None,
        ),
        (
            ServiceSentence(date(2024, 12, 1), None, 60, "East Gate", None, "read aloud", ("Mary",)),
            None,
            "Dec 1, 2024 1 hour read aloud at East Gate with Mary",
        ),
        (
            ServiceSentence(None, None, None, None, ServiceCategory.OTHER, "扫雪"),
            "扫雪；类别：其他",
            "扫雪; category: other",
        ),
        (ServiceSentence(), "", ""),
    ],
)  # fmt: skip
def test_the_sentence_written(draft: ServiceSentence, zh: str | None, en: str | None) -> None:
    assert zh is None or write_service(draft, TODAY, "zh") == zh
    assert en is None or write_service(draft, TODAY, "en") == en


def _read_everything(text: str) -> ServiceSentence:
    read = read_service(text, TODAY)
    looks_like_service(text, TODAY)
    member_sentence(text)
    member_sentence("添加党员" + text)
    read_day(text, TODAY)
    read_minutes(text)
    read_time_range(text)
    return read


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=120) | NOISE)
def test_never_raises_and_stays_within_its_types(text: str) -> None:
    read = _read_everything(text)
    assert read.start is None or 0 <= read.start < 1440
    assert read.minutes is None or read.minutes > 0
    plain = " ".join(text.split())
    for piece in (read.place, *read.people):
        assert piece is None or piece.split()[0] in plain
    assert all(doubt.code in bot.parsing.draft.DOUBTS for doubt in read.doubts)


def _numbers(text: str) -> set[int]:
    """Every number that a reader could see in the text, in figures, Chinese or English."""
    plain = shadow(text)
    seen = {int(digits) for digits in re.findall(r"\d+", plain)}
    for run in re.findall(rf"[{HAN}]+", plain):
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + 6) + 1):
                number = bot.parsing.numerals.read_number(run[start:end])
                seen |= {int(number)} if number is not None else set()
    seen |= {
        n for word, n in bot.parsing.numerals.ENGLISH_NUMBERS.items() if re.search(rf"\b{word}\b", plain)
    }
    return seen


def _lengths(plain: str, numbers: set[int]) -> set[int]:
    """Every length that the numbers can make: said itself, or between two clock times."""
    minutes = {number for number in numbers if number < 100} | {0, 15, 30, 45}
    hours = {60 * number + more for number in numbers for more in minutes}
    decimals = {int(60 * Fraction(one)) for one in re.findall(r"\d{1,4}\.\d{1,3}", plain)}
    fifths = {60 * number + 30 for number in numbers} if "点五" in plain else set()
    clocks = {one % 720 for one in hours}
    between = {(end - start) % 720 for start in clocks for end in clocks}
    between |= {one + 720 for one in between}
    table = {
        240 if re.search("半天|午|half|morning|afternoon", plain) else 0,
        480 if re.search("天|day", plain) else 0,
    }
    return numbers | {15 * number for number in numbers} | hours | decimals | fifths | between | table | {30}


@settings(max_examples=800, deadline=None)
@given(NOISE)
def test_no_number_is_invented(text: str) -> None:
    read = read_service(text, TODAY)
    plain, numbers = shadow(text), _numbers(text)
    halves = {0, 30, 15, 45} if re.search("半|刻|half|quarter", plain) else {0}
    if read.start is not None and "noon" not in plain:
        hour, minute = divmod(read.start, 60)
        assert {hour, hour - 12, hour + 12} & numbers or "差" in plain
        assert minute in numbers | halves or "差" in plain
    if read.minutes is not None:
        assert read.minutes in _lengths(plain, numbers)
    if read.day is not None and read.day.day not in numbers:
        assert re.search(
            "[今昨前明后刚周期拜]|day|ago|night|now|this|mon|tue|wed|thu|fri|sat|sun",
            plain,
        )


def _has_number(piece: str) -> bool:
    plain = shadow(piece)
    return bool(set(plain) & set(HAN) or re.search(r"\d|[半天午点周拜今昨前]|yesterday|a", plain))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([piece for piece in PIECES if not _has_number(piece)]), max_size=25).map("".join)
)
def test_without_numbers_there_is_no_number(text: str) -> None:
    read = read_service(text, TODAY)
    assert (read.start, read.minutes, read.day) == (None, None, None)


HOSTILE = [
    "1",
    "一",
    "十",
    "和",
    "在",
    "2小时",
    "下午2点到",
    "张三、",
    "a ",
    "at ",
    "(",
    " ",
    "两",
    "和张三、",
    "12:30-",
    "社区",
    "在东关社区",
    "with A and ",
    "和我",
    "周",
    "from ",
    "每天",
    "\x00",
    "，",
    "我们",
    "了",
    "时间：",
    "1-",
    "共",
    "2点到4点",
    "11月18日",
    "半",
    "Nov 1 ",
    "内容：",
    "送到",
    "半个",
    "差一刻",
    "11/",
    "点",
    "个小时",
    "到到",
    "（",
    "a few ",
    "Aa ",
    "党小组",
    "2010年",
    "各",
    "約",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        best = 9.0
        for _ in range(2):
            begun = time.process_time()
            _read_everything(text)
            best = min(best, time.process_time() - begun)
        return best

    # Measured: at most 0.2 s for 4,096 characters; four times the text takes about four times as long.
    assert seconds(4096) < 1.5
    assert seconds(4096) < 12 * max(seconds(1024), 0.01)


MODULES = [
    *(clocks, days, english, labels, lengths, member, parts, people, places, sentence, soon, times),
    *(when, words),
]


def _patterns(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        for one in value if isinstance(value, tuple) else (value,):
            for pattern in one if isinstance(one, tuple) else (one,):
                if isinstance(pattern, re.Pattern):
                    yield f"{module.__name__}.{name}", pattern


def _steps(pattern: str) -> list[int]:
    """The upper bounds of all repeats of a pattern; -1 for none."""
    bounds = [-1] * len(re.findall(r"(?<!\\)[*+]", re.sub(r"\[(?:\\.|[^\]])*\]", "C", pattern)))
    bounds += [int(high or -1) for high in re.findall(r"\{\d*,?(\d*)\}", pattern) if high]
    return bounds + [-1] * len(re.findall(r"\{\d+,\}", pattern))


def test_every_repeat_of_every_pattern_has_a_small_bound() -> None:
    patterns = [one for module in MODULES for one in _patterns(module)]
    assert len(patterns) > 40
    for name, pattern in patterns:
        assert all(0 < bound <= 24 for bound in _steps(pattern.pattern)), (name, pattern.pattern)


def test_a_typical_sentence_takes_less_than_a_millisecond() -> None:
    text = "昨天下午两点到四点半和张三、李四一起在东关社区扫雪，清理了3处积雪"
    read_service(text, TODAY)
    best = 9.0
    for _ in range(5):
        begun = time.process_time()
        for _ in range(20):
            read_service(text, TODAY)
        best = min(best, (time.process_time() - begun) / 20)
    assert best < 0.001


def test_the_table_of_traditional_characters_is_complete() -> None:
    known: set[str] = set()
    for path in Path(bot.parsing.__file__).parent.glob("*.py"):
        if path.name == "script.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                known |= {one for one in node.value if "㐀" <= one <= "鿿"}
    for standard in ("s2t", "s2hk", "s2tw"):
        convert = opencc.OpenCC(standard).convert
        for one in known:
            traditional = convert(one)
            if len(traditional) == 1 and traditional != one and traditional not in known:
                assert shadow(traditional) == one, (standard, one, traditional)
